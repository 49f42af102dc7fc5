/** The lock: one committed file per experiment, with its result and the hash of all it depends on. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { ContentError } from '../site/types.ts';
import { writeWhole } from './bundle.ts';
import type { Json } from './define.ts';
import { compare, problem, show } from './errors.ts';
import { formatJson } from './json.ts';

/** Folder of the committed results, from the project's root. */
export const LOCK = 'results';

export interface Lock {
  id: string;
  /** Of everything the result depends on, see `hashExperiments`. */
  hash: string;
  seed: number;
  /** What the experiment counted: its cost, the same on every machine. */
  operations: number;
  result: Json;
}

/** The bytes of a lock file: equal locks are equal bytes. */
export function lockText({ id, hash, seed, operations, result }: Lock): string {
  return `${formatJson({ id, hash, seed, operations, result })}\n`;
}

export function writeLock(root: string, lock: Lock, folder = LOCK): void {
  writeWhole(join(root, folder, `${lock.id}.json`), lockText(lock));
}

export interface LockFile {
  /** Null where the file is missing or broken. */
  lock: Lock | null;
  /** As it stands on the disk; null where it is missing. */
  text: string | null;
  error: ContentError | null;
}

/** Reads `results/<id>.json`; a file that is not a lock is reported, a missing one is not. */
export function readLock(root: string, id: string, folder = LOCK): LockFile {
  const file = `${folder}/${id}.json`;
  let text: string;
  try {
    text = readFileSync(join(root, file), 'utf8');
  } catch {
    return { lock: null, text: null, error: null };
  }
  const broken = (message: string, field: string | null = null): LockFile => ({
    lock: null,
    text,
    error: problem({
      file,
      field,
      message,
      hint: `Run npm run compute -- ${id} to write it anew.`,
    }),
  });
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (thrown) {
    return broken(`The lock is not JSON: ${(thrown as SyntaxError).message}`);
  }
  if (typeof parsed !== 'object' || parsed === null) return broken('The lock is not an object.');
  const fields = parsed as Partial<Record<keyof Lock, unknown>>;
  const rules: Record<keyof Lock, [good: boolean, wanted: string]> = {
    id: [fields.id === id, `"${id}", the name of the file`],
    hash: [
      typeof fields.hash === 'string' && /^[0-9a-f]{64}$/.test(fields.hash),
      '64 hexadecimal digits',
    ],
    seed: [Number.isSafeInteger(fields.seed), 'a whole number'],
    operations: [
      Number.isSafeInteger(fields.operations) && Number(fields.operations) >= 0,
      'a whole number, 0 or more',
    ],
    result: [Object.hasOwn(fields, 'result'), 'a result'],
  };
  for (const [field, [good, wanted]] of Object.entries(rules)) {
    if (!good)
      return broken(`Expected ${wanted}, received ${show(fields[field as keyof Lock])}.`, field);
  }
  const extra = Object.keys(fields).find((field) => !Object.hasOwn(rules, field));
  if (extra !== undefined) return broken('The field does not belong in a lock.', extra);
  return { lock: fields as Lock, text, error: null };
}

/** Ids of all lock files there are, in order. */
export function listLocks(root: string): string[] {
  try {
    return readdirSync(join(root, LOCK))
      .filter((name) => name.endsWith('.json'))
      .map((name) => name.slice(0, -'.json'.length))
      .toSorted(compare);
  } catch {
    return [];
  }
}

/** An error for each lock whose experiment no longer exists. */
export function leftovers(root: string, known: ReadonlySet<string>): ContentError[] {
  return listLocks(root)
    .filter((id) => !known.has(id))
    .map((id) =>
      problem({
        file: `${LOCK}/${id}.json`,
        message: `No experiment is called "${id}" any more.`,
        hint: `Remove the file (git rm ${LOCK}/${id}.json), or bring the experiment back.`,
      }),
    );
}
