/** What a result depends on, as one number. */
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { dirname, join, posix, resolve } from 'node:path';
import type { ContentError } from '../site/types.ts';
import { sha256 } from './bundle.ts';
import { didYouMean, lineOfString, problem } from './errors.ts';
import type { Registered } from './registry.ts';

/** Part of every hash: changed when the engine itself begins to compute or write results another way. */
const FORMAT = 'margin-notes-result-1';

export interface Hashes {
  /** SHA-256 in hex by id, for every experiment whose needs and files are there. */
  hashes: Map<string, string>;
  /** Absolute path of each data file, by the name an experiment gives it. */
  files: Map<string, string>;
  errors: ContentError[];
}

/**
 * Hash of each experiment in `order`: of its bundled code, id, seed, the bytes
 * of its data files and the hashes of what it needs. Equal wherever the project
 * lies on the disk.
 */
export function hashExperiments(
  root: string,
  experiments: ReadonlyMap<string, Registered>,
  order: readonly string[],
): Hashes {
  const errors: ContentError[] = [];
  const hashes = new Map<string, string>();
  const files = new Map<string, string>();
  const digests = new Map<string, string | null>();
  for (const id of order) {
    const registered = experiments.get(id);
    if (registered === undefined) continue;
    const { experiment, bundle } = registered;
    const data = [...new Set(experiment.data ?? [])].toSorted();
    for (const name of data) {
      if (!digests.has(name)) {
        const path = dataPath(root, name);
        digests.set(name, path === null ? null : sha256(readFileSync(path)));
        if (path !== null) files.set(name, path);
      }
      if (digests.get(name) === null) {
        errors.push(
          problem({
            file: bundle.file,
            line: lineOfString(root, bundle.file, name),
            field: 'data',
            message: `"${id}" reads "${name}", which is not there.`,
            hint: dataHint(root, name),
          }),
        );
      }
    }
    const needs = [...new Set(experiment.needs ?? [])].toSorted();
    const parts = {
      format: FORMAT,
      code: bundle.hash,
      id,
      seed: experiment.seed,
      data: data.map((name) => [name, digests.get(name) ?? null]),
      needs: needs.map((need) => [need, hashes.get(need) ?? null]),
    };
    const whole = [...parts.data, ...parts.needs].every(([, hash]) => hash !== null);
    if (whole) hashes.set(id, sha256(JSON.stringify(parts)));
  }
  return { hashes, files, errors };
}

/**
 * Absolute path of a data file: from the root, or for `npm:package/path` in the
 * nearest `node_modules` upwards. Null where there is none.
 */
export function dataPath(root: string, name: string): string | null {
  if (!name.startsWith('npm:')) {
    return isInside(name) && isFile(join(root, name)) ? join(root, name) : null;
  }
  for (let folder = resolve(root); ; folder = dirname(folder)) {
    const path = join(folder, 'node_modules', name.slice('npm:'.length));
    if (isFile(path)) return path;
    if (folder === dirname(folder)) return null;
  }
}

/** Whether a path from the root stays below it. */
function isInside(name: string): boolean {
  return !posix.isAbsolute(name) && !posix.normalize(name).startsWith('..');
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}

function dataHint(root: string, name: string): string {
  if (name.startsWith('npm:')) {
    return 'Write npm:package/path/of/the/file, and install the package.';
  }
  if (!isInside(name))
    return 'Give a path from the root of the project that does not lead out of it.';
  const folder = posix.dirname(name);
  try {
    const there = readdirSync(join(root, folder)).map((file) => posix.join(folder, file));
    return didYouMean(name, there, `file in ${folder}`);
  } catch {
    return `There is no folder ${folder}.`;
  }
}
