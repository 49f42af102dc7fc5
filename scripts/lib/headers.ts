/** Reads the `_headers` file that static hosts read, so that our own server sends the same. */

export interface HeaderRule {
  /** Path pattern from the site's root; `*` stands for anything. */
  readonly pattern: string;
  /** Name and value, in the file's order. */
  readonly headers: readonly (readonly [name: string, value: string])[];
}

/**
 * Rules in the file's order.
 *
 * @throws {SyntaxError} naming the line that is neither a path, a header under one, a comment nor blank.
 */
export function parseHeaders(text: string): HeaderRule[] {
  const rules: { pattern: string; headers: [string, string][] }[] = [];
  for (const [index, raw] of text.split(/\r?\n/).entries()) {
    const line = raw.trim();
    if (line === '' || line.startsWith('#')) continue;
    if (line.startsWith('/')) {
      rules.push({ pattern: line, headers: [] });
      continue;
    }
    const colon = line.indexOf(':');
    const rule = rules.at(-1);
    if (rule === undefined || colon < 1 || !/^\s/.test(raw)) {
      throw new SyntaxError(
        `_headers, line ${index + 1}: expected a path or an indented “Name: value”, found “${line}”.`,
      );
    }
    rule.headers.push([line.slice(0, colon).trim(), line.slice(colon + 1).trim()]);
  }
  return rules;
}

/**
 * Headers of one path: all rules that match apply; where two set the same
 * header, the later one wins. Names come in lower case.
 */
export function headersFor(rules: readonly HeaderRule[], path: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const { pattern, headers } of rules) {
    if (!matches(pattern, path)) continue;
    for (const [name, value] of headers) found.set(name.toLowerCase(), value);
  }
  return found;
}

function matches(pattern: string, path: string): boolean {
  const source = pattern
    .split('*')
    .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('.*');
  return new RegExp(`^${source}$`).test(path);
}
