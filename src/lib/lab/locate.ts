/** Finds the author's line behind a stack of bundled code. */
import { readFileSync } from 'node:fs';
import { SourceMap } from 'node:module';
import type { SourceMapPayload } from 'node:module';
import { dirname, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface Place {
  /** Path from the project's root. */
  file: string;
  /** From 1. */
  line: number;
}

/** Every frame of a stack that stands in the project's own source, innermost first. */
export function locateAll(root: string, stack: string): Place[] {
  const places: Place[] = [];
  const maps = new Map<string, SourceMap | null>();
  for (const [, url, line, column] of stack.matchAll(
    /(file:\/\/[^\s()]+\.mjs)[^\s():]*:(\d+):(\d+)/g,
  )) {
    if (url === undefined) continue;
    const path = fileURLToPath(url);
    if (!maps.has(path)) maps.set(path, readMap(path));
    const entry = maps.get(path)?.findEntry(Number(line) - 1, Number(column) - 1);
    if (entry === undefined || !('originalSource' in entry)) continue;
    const file = relative(root, resolve(dirname(path), entry.originalSource))
      .split(sep)
      .join('/');
    // Not the author's: packages, and the engine that called the author's code.
    if (/^\.\.|node_modules\/|^src\/lib\/lab\//.test(file)) continue;
    places.push({ file, line: entry.originalLine + 1 });
  }
  return places;
}

/** The innermost line of the project's own source that an error came from; null where none is known. */
export function locate(root: string, thrown: unknown): Place | null {
  if (!(thrown instanceof Error) || thrown.stack === undefined) return null;
  return locateAll(root, thrown.stack)[0] ?? null;
}

function readMap(path: string): SourceMap | null {
  try {
    return new SourceMap(JSON.parse(readFileSync(`${path}.map`, 'utf8')) as SourceMapPayload);
  } catch {
    return null;
  }
}
