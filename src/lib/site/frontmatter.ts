import { isMap, isPair, isScalar, isSeq, LineCounter, parseDocument } from 'yaml';
import type { Document, Node as YamlNode } from 'yaml';
import { z } from 'zod';
import type { Errors } from './errors.ts';
import { didYouMean, nearest } from './nearest.ts';

export interface Frontmatter {
  /** The parsed YAML, nothing coerced; null where it is broken or absent. */
  data: unknown;
  /** The text after the closing `---` line. */
  body: string;
  /** Line, from 1, of the field at a path (`['relations', 0, 'to']`), or of the nearest one above it. */
  readonly line: (path: readonly PropertyKey[]) => number;
}

/**
 * Splits a content file and parses its frontmatter (YAML 1.2, core schema).
 * Broken YAML, a key that is given twice and absent frontmatter are reported;
 * `data` is null then.
 */
export function readFrontmatter(source: string, file: string, errors: Errors): Frontmatter {
  const match = /^---[ \t]*\r?\n(?:([^]*?)\r?\n)?---[ \t]*(?:\r?\n|$)/.exec(source);
  if (!match) {
    errors.add(
      { file, line: 1 },
      source.startsWith('---')
        ? 'The frontmatter is not closed.'
        : 'The file does not begin with frontmatter.',
      'Begin with a line "---", the fields, and another line "---".',
    );
    return { data: null, body: source, line: () => 1 };
  }
  const yaml = match[1] ?? '';
  const body = source.slice(match[0].length);
  const counter = new LineCounter();
  const doc = parseDocument(yaml, { lineCounter: counter, prettyErrors: false });
  // The YAML begins on the second line of the file.
  const lineAt = (offset: number) => counter.linePos(offset).line + 1;
  const line = (path: readonly PropertyKey[]) => lineAt(offsetOf(doc, path));
  const problems = [...doc.errors, ...doc.warnings];
  for (const problem of problems) {
    errors.add(
      { file, line: lineAt(problem.pos[0]) },
      `YAML: ${problem.message}`,
      yamlHint(problem),
    );
  }
  const data: unknown = problems.length > 0 ? null : (doc.toJS() ?? {});
  return { data, body, line };
}

function yamlHint({ code, message }: { code: string; message: string }): string {
  if (code === 'DUPLICATE_KEY') return 'Keep one of them.';
  if (
    /implicit keys|BLOCK_AS_IMPLICIT_KEY/.test(`${code} ${message}`) ||
    code === 'UNEXPECTED_TOKEN'
  ) {
    return 'Put a text that holds ": " or "#" or begins with a sign in quotes.';
  }
  if (code === 'BAD_DQ_ESCAPE')
    return 'In double quotes a backslash is written twice: "$\\\\psi$".';
  return 'Compare the quotes, brackets and indentation of this line and the one before.';
}

/** Offset of the key at a path; of the deepest one that exists where the path leads nowhere. */
function offsetOf(doc: Document, path: readonly PropertyKey[]): number {
  let node: YamlNode | null = doc.contents;
  let offset = node?.range?.[0] ?? 0;
  for (const step of path) {
    if (isMap(node)) {
      const pair = node.items.find(
        (item) => isPair(item) && isScalar(item.key) && item.key.value === step,
      );
      if (!pair) break;
      if (isScalar(pair.key)) offset = pair.key.range?.[0] ?? offset;
      node = pair.value as YamlNode | null;
    } else if (isSeq(node) && typeof step === 'number') {
      node = (node.items[step] ?? null) as YamlNode | null;
      offset = node?.range?.[0] ?? offset;
    } else break;
  }
  return offset;
}

/** `['relations', 0, 'to']` → `relations[0].to`. */
export function fieldName(path: readonly PropertyKey[]): string {
  return path
    .map((step, i) => (typeof step === 'number' ? `[${step}]` : (i > 0 ? '.' : '') + String(step)))
    .join('');
}

export interface Validated<Data> {
  data: Data;
  /** Whether every field fits; where not, `data` has its fallback. */
  sound: boolean;
}

/**
 * Checks frontmatter against its schema; every field that does not fit is
 * reported with its line. Fields that do fit are kept, so that what they refer to
 * can be checked in the same run.
 */
export function validate<Data>(
  schema: z.ZodObject<z.ZodRawShape> & z.ZodType<Data>,
  fallback: Data,
  { data, line }: Frontmatter,
  file: string,
  errors: Errors,
): Validated<Data> {
  if (data === null) return { data: fallback, sound: false };
  const result = schema.safeParse(data, { reportInput: true });
  if (result.success) return { data: result.data, sound: true };
  for (const issue of result.error.issues) report(issue, schema, data, file, line, errors);
  const kept = Object.entries(schema.shape).flatMap(([name, field]) => {
    const one = z.safeParse(field, valueAt(data, [name]));
    return one.success && one.data !== undefined ? [[name, one.data]] : [];
  });
  return { data: { ...fallback, ...(Object.fromEntries(kept) as Partial<Data>) }, sound: false };
}

function report(
  issue: z.core.$ZodIssue,
  schema: unknown,
  data: unknown,
  file: string,
  line: Frontmatter['line'],
  errors: Errors,
): void {
  const { path } = issue;
  const place = (at: readonly PropertyKey[]) => ({
    file,
    line: line(at),
    field: at.length > 0 ? fieldName(at) : null,
  });
  const input = 'input' in issue ? issue.input : valueAt(data, path);
  if (issue.code === 'unrecognized_keys') {
    const known = keysOf(schema, path);
    for (const key of issue.keys) {
      const near = nearest(key, known);
      errors.add(
        place([...path, key]),
        'Unknown field.',
        near === null ? `Fields here: ${known.join(', ')}.` : `Did you mean "${near}"?`,
      );
    }
  } else if (issue.code === 'invalid_type') {
    const expected = article(issue.expected);
    if (input === undefined) {
      errors.add(
        place(path),
        `Expected ${expected}, found nothing.`,
        'Add the field; it is required.',
      );
    } else {
      errors.add(
        place(path),
        `Expected ${expected}, received ${show(input)}.`,
        typeHint(issue.expected, input),
      );
    }
  } else if (issue.code === 'invalid_value') {
    const values = issue.values.map(String);
    errors.add(
      place(path),
      `Expected one of ${values.join(', ')}; ${input === undefined ? 'found nothing' : `received ${show(input)}`}.`,
      typeof input === 'string' ? didYouMean(input, values, 'value') : 'Write one of these words.',
    );
  } else if (issue.code === 'invalid_union') {
    errors.add(
      place(path),
      `Expected text, a number or null, received ${show(input)}.`,
      'A cell holds one value.',
    );
  } else {
    errors.add(
      place(path),
      `Expected ${issue.message}, received ${show(input)}.`,
      'Change the field accordingly.',
    );
  }
}

function article(expected: string): string {
  const names: Readonly<Record<string, string>> = {
    string: 'text',
    array: 'a list',
    object: 'fields (a map)',
    number: 'a number',
    boolean: 'true or false',
  };
  return names[expected] ?? expected;
}

function typeHint(expected: string, input: unknown): string {
  if (expected === 'string' && (typeof input === 'number' || typeof input === 'boolean')) {
    return `Put it in quotes: "${String(input)}".`;
  }
  if (expected === 'array') return `Write a list: [${typeof input === 'string' ? input : '…'}].`;
  return 'Change the field accordingly.';
}

function show(input: unknown): string {
  if (input === null) return 'null';
  if (Array.isArray(input)) return `a list of ${input.length}`;
  if (typeof input === 'object') return 'a map';
  if (typeof input === 'string') return `"${input.length > 60 ? `${input.slice(0, 60)}…` : input}"`;
  return `the ${typeof input} ${JSON.stringify(input)}`;
}

function valueAt(data: unknown, path: readonly PropertyKey[]): unknown {
  let value = data;
  for (const step of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as Record<PropertyKey, unknown>)[step];
  }
  return value;
}

/** The fields a schema knows at a path. */
function keysOf(schema: unknown, path: readonly PropertyKey[]): string[] {
  let at: unknown = schema;
  const unwrapped = (value: unknown): unknown => {
    let inner = value;
    while (hasDef(inner) && hasDef(inner.def.innerType)) inner = inner.def.innerType;
    return inner;
  };
  for (const step of path) {
    at = unwrapped(at);
    if (!hasDef(at)) return [];
    at = typeof step === 'number' ? at.def.element : at.def.shape?.[String(step)];
  }
  at = unwrapped(at);
  return hasDef(at) ? Object.keys(at.def.shape ?? {}) : [];
}

interface WithDef {
  def: { innerType?: unknown; element?: unknown; shape?: Record<string, unknown> };
}

function hasDef(value: unknown): value is WithDef {
  return typeof value === 'object' && value !== null && 'def' in value;
}
