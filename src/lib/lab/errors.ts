/** What is wrong, where, and how to mend it: helpers that every part of the engine words its errors with. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { closest, distance } from 'fastest-levenshtein';
import type { ContentError } from '../site/types.ts';

/** A `ContentError` with `line` and `field` left out where there are none. */
export function problem(
  error: Pick<ContentError, 'file' | 'message' | 'hint'> & Partial<ContentError>,
): ContentError {
  return { line: null, field: null, ...error };
}

/** One error as it is printed: `file:line field: message`, then the hint. */
export function formatError(error: ContentError): string {
  const place = error.line === null ? error.file : `${error.file}:${error.line}`;
  const field = error.field === null ? '' : ` **${error.field}**:`;
  return `${place}${field} ${error.message}\n  Hint: ${error.hint}`;
}

/** Names listed at most where none comes near. */
const LISTED = 8;

/** “Did you mean "psi"?”; the names there are when none comes near; or that there are none. */
export function didYouMean(name: string, known: readonly string[], what: string): string {
  if (known.length === 0) return `There is no ${what} yet.`;
  const near = closest(name, known);
  if (distance(name, near) <= Math.max(2, name.length / 2)) return `Did you mean "${near}"?`;
  const more = known.length > LISTED ? ` and ${known.length - LISTED} more` : '';
  return `Known are: ${known.slice(0, LISTED).join(', ')}${more}.`;
}

/** Line, from 1, on which `needle` first stands in a file; null where the file or the needle is missing. */
export function lineOf(root: string, file: string, needle: string | RegExp): number | null {
  let text: string;
  try {
    text = readFileSync(join(root, file), 'utf8');
  } catch {
    return null;
  }
  const at = typeof needle === 'string' ? text.indexOf(needle) : text.search(needle);
  return at < 0 ? null : text.slice(0, at).split('\n').length;
}

/** Line on which a name stands as a string literal, whichever quotes it has. */
export function lineOfString(root: string, file: string, name: string): number | null {
  const escaped = name.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
  return lineOf(root, file, new RegExp(`['"\`]${escaped}['"\`]`));
}

/** Name and message of anything thrown. */
export function describeThrown(thrown: unknown): string {
  if (!(thrown instanceof Error)) return `a value that is no Error: ${show(thrown)}`;
  return `${thrown.name}: ${thrown.message}`;
}

/** A value as an error shows it. */
export function show(value: unknown): string {
  if (value === undefined) return 'nothing';
  return typeof value === 'string'
    ? JSON.stringify(value)
    : inspect(value, { breakLength: Infinity });
}

/** Errors in the order in which a reader looks for them: by file, then line. */
export function sortErrors(errors: readonly ContentError[]): ContentError[] {
  return errors.toSorted(
    (a, b) =>
      compare(a.file, b.file) || (a.line ?? 0) - (b.line ?? 0) || compare(a.message, b.message),
  );
}

/** Order of code units: the same in every locale. */
export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
