/** What is wrong, where, and how to mend it: helpers that every part of the engine words its errors with. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { closest } from 'fastest-levenshtein';
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

/** “Did you mean "psi"?”, or what there is when nothing comes near, or that there is nothing. */
export function didYouMean(name: string, known: readonly string[], what: string): string {
  if (known.length === 0) return `There is no ${what} yet.`;
  return `Did you mean "${closest(name, known)}"?`;
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

/** Message of anything thrown, with the error's name where it says more than “Error”. */
export function describeThrown(thrown: unknown): string {
  if (!(thrown instanceof Error)) return `a value that is no Error: ${String(thrown)}`;
  return thrown.name === 'Error' ? thrown.message : `${thrown.name}: ${thrown.message}`;
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
