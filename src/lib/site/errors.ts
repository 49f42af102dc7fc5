import type { ContentError } from './types.ts';

/** Where an error stands: the file and, where they are known, the line and the field. */
export interface Place {
  file: string;
  line?: number | null;
  field?: string | null;
}

/** Gathers the errors of a run, so that all of them are reported together. */
export class Errors {
  readonly list: ContentError[] = [];

  add(place: Place, message: string, hint: string): void {
    this.list.push({
      file: place.file,
      line: place.line ?? null,
      field: place.field ?? null,
      message,
      hint,
    });
  }

  /** All errors, by file, then line; each said once. */
  sorted(): ContentError[] {
    const seen = new Set<string>();
    const unique = this.list.filter((error) => {
      const key = JSON.stringify(error);
      if (seen.has(key)) return false;
      seen.add(key);
      return true;
    });
    // Array.prototype.sort is stable: errors of one line keep the order they were found in.
    return unique.sort((a, b) =>
      a.file !== b.file ? (a.file < b.file ? -1 : 1) : (a.line ?? 0) - (b.line ?? 0),
    );
  }
}

/**
 * Writes errors as text, grouped by file, each in two parts: what is wrong, then
 * how to mend it.
 *
 * ```text
 * src/content/papers/sphereface.mdx
 *   :12  **relations[0].to**: No concept "a-sofmax".
 *        Hint: Did you mean "a-softmax"?
 *
 * 1 error in 1 file.
 * ```
 */
export function formatErrors(errors: readonly ContentError[]): string {
  if (errors.length === 0) return 'No errors.\n';
  const byFile = new Map<string, ContentError[]>();
  for (const error of errors) {
    const list = byFile.get(error.file);
    if (list) list.push(error);
    else byFile.set(error.file, [error]);
  }
  const out: string[] = [];
  for (const [file, list] of byFile) {
    out.push(file);
    const width = Math.max(...list.map((e) => (e.line === null ? 0 : `:${e.line}`.length)));
    const pad = ' '.repeat(2 + width + (width > 0 ? 2 : 0));
    for (const { line, field, message, hint } of list) {
      const where = width > 0 ? `  ${(line === null ? '' : `:${line}`).padEnd(width)}  ` : '  ';
      const what = field === null ? message : `**${field}**: ${message}`;
      out.push(where + indent(what, pad));
      out.push(`${pad}Hint: ${indent(hint, pad)}`);
    }
    out.push('');
  }
  out.push(`${count(errors.length, 'error')} in ${count(byFile.size, 'file')}.`);
  return `${out.join('\n')}\n`;
}

function indent(text: string, pad: string): string {
  return text.split('\n').join(`\n${pad}`);
}

function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`;
}
