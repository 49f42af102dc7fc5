/** Small projects for the tests of the engine, each test on a copy of its own. */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import { formatError } from '../../../src/lib/lab/errors.ts';
import type { ContentError } from '../../../src/lib/site/types.ts';

const FIXTURES = fileURLToPath(new URL('../../fixtures/lab', import.meta.url));

/** Copies a project of `tests/fixtures/lab` to a folder that is gone when the test is over. */
export function project(name: string, deeper = ''): string {
  const folder = mkdtempSync(join(tmpdir(), 'lab-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const root = join(folder, deeper);
  cpSync(join(FIXTURES, name), root, { recursive: true });
  return root;
}

export function write(root: string, file: string, text: string): void {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), text);
}

export function read(root: string, file: string): string {
  return readFileSync(join(root, file), 'utf8');
}

/** Replaces text that occurs once. */
export function edit(root: string, file: string, find: string, put: string): void {
  const text = read(root, file);
  if (text.split(find).length !== 2) throw new Error(`"${find}" is not once in ${file}.`);
  write(root, file, text.replace(find, put));
}

/** Errors as they are printed. */
export function printed(errors: readonly ContentError[]): string {
  return errors.map(formatError).join('\n');
}
