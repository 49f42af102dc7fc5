/** Results as text: what may be one, and the one way it is written, so that equal results are equal bytes. */
import type { Json } from './define.ts';

/** Longest line that several values share. */
const WIDTH = 100;

/** A value that is not plain JSON, with the place where it stands. */
export class NotJson extends TypeError {
  /** `result.curve[3].y` */
  readonly path: string;
  /** `NaN`, `undefined`, `a Float64Array` … */
  readonly found: string;
  readonly hint: string;
  constructor(path: string, found: string, hint: string) {
    super(`${path} is ${found}, which is not JSON.`);
    this.name = 'NotJson';
    this.path = path;
    this.found = found;
    this.hint = hint;
  }
}

/**
 * Checks that `value` is plain JSON: null, booleans, finite numbers, strings,
 * arrays without holes and plain objects, without cycles.
 * @throws NotJson naming the first place that is not.
 */
export function assertJson(value: unknown, path = 'result'): asserts value is Json {
  walk(value, path, new Set());
}

function walk(value: unknown, path: string, above: Set<object>): void {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return;
    case 'number':
      if (!Number.isFinite(value)) {
        throw new NotJson(
          path,
          String(value),
          'Find where it arises, or return null where there is no number.',
        );
      }
      return;
    case 'undefined':
      throw new NotJson(path, 'undefined', 'Leave the key out, or return null.');
    case 'object':
      if (value !== null) walkInside(value, path, above);
      return;
    case 'bigint':
    case 'function':
    case 'symbol':
      throw new NotJson(
        path,
        `a ${typeof value}`,
        'Return numbers, strings, booleans, null, arrays and plain objects only.',
      );
  }
}

function walkInside(value: object, path: string, above: Set<object>): void {
  if (above.has(value)) throw new NotJson(path, 'an object that contains itself', 'Return a tree.');
  above.add(value);
  if (Array.isArray(value)) {
    // By index: holes are undefined, and forEach would pass over them.
    for (let i = 0; i < value.length; i++) walk(value[i], `${path}[${i}]`, above);
  } else {
    const prototype: unknown = Object.getPrototypeOf(value);
    if (prototype !== null && Object.getPrototypeOf(prototype) !== null) {
      const { name } = value.constructor;
      throw new NotJson(
        path,
        `${/^[AEIOU]/.test(name) ? 'an' : 'a'} ${name}`,
        ArrayBuffer.isView(value) ? 'Use Array.from(…).' : 'Return a plain object or an array.',
      );
    }
    if (Object.getOwnPropertySymbols(value).length > 0) {
      throw new NotJson(path, 'an object with symbols for keys', 'Use strings.');
    }
    for (const [key, inner] of Object.entries(value)) walk(inner, keyPath(path, key), above);
  }
  above.delete(value);
}

/** `result.curve`, or `result["K = 3"]` where the key is no name. */
export function keyPath(path: string, key: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(key) ? `${path}.${key}` : `${path}[${JSON.stringify(key)}]`;
}

/**
 * Canonical text of plain JSON: keys in the order given, numbers in their
 * shortest form that reads back the same, two spaces of indentation. What fits
 * on a line stands on it, and long runs of numbers or strings fill their lines.
 * `indent` and `taken` say what stands on the first line already.
 */
export function formatJson(value: Json, indent = '', taken = 0): string {
  const inline = compact(value, WIDTH - indent.length - taken);
  if (inline !== null) return inline;
  const deeper = `${indent}  `;
  if (isArray(value)) {
    const lines = value.every((item) => typeof item !== 'object' || item === null)
      ? fill(
          value.map((item) => JSON.stringify(item)),
          WIDTH - deeper.length,
        )
      : value.map((item) => formatJson(item, deeper, ','.length));
    return `[\n${deeper}${lines.join(`,\n${deeper}`)}\n${indent}]`;
  }
  const lines = Object.entries(value as Record<string, Json>).map(([key, inner]) => {
    const label = `${JSON.stringify(key)}: `;
    return label + formatJson(inner, deeper, label.length + ','.length);
  });
  return `{\n${deeper}${lines.join(`,\n${deeper}`)}\n${indent}}`;
}

/** The value on one line; null where it is a list or an object and longer than `room`. */
function compact(value: Json, room: number): string | null {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const array = isArray(value);
  const [open, close] = array ? ['[', ']'] : ['{ ', ' }'];
  const parts: string[] = [];
  let left = room - open.length - close.length;
  for (const [key, inner] of Object.entries(value)) {
    const label = array ? '' : `${JSON.stringify(key)}: `;
    const text = compact(inner, left - label.length);
    if (text === null) return null;
    left -= label.length + text.length;
    // Given up at the first item too many: a list of a million numbers is not joined to be measured.
    if (left < 0) return null;
    parts.push(label + text);
    left -= ', '.length;
  }
  if (parts.length === 0) return array ? '[]' : '{}';
  return open + parts.join(', ') + close;
}

/** Joins items with commas into lines no longer than `room`. */
function fill(items: readonly string[], room: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const item of items) {
    if (line === '') line = item;
    else if (line.length + item.length + 3 <= room) line += `, ${item}`;
    else {
      lines.push(line);
      line = item;
    }
  }
  lines.push(line);
  return lines;
}

function isArray(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

/** Places where two results differ, `limit` at most. */
export interface Difference {
  path: string;
  /** As JSON; null where the place is missing on that side. */
  locked: string | null;
  found: string | null;
}

/** Compares two plain JSON values place by place; the order of keys counts. */
export function differences(locked: Json, found: Json, path = 'result', limit = 20): Difference[] {
  const out: Difference[] = [];
  const visit = (a: Json | undefined, b: Json | undefined, at: string): void => {
    if (out.length >= limit) return;
    const text = (v: Json | undefined): string | null =>
      v === undefined ? null : shorten(JSON.stringify(v));
    if (!isTree(a) || !isTree(b) || Array.isArray(a) !== Array.isArray(b)) {
      if (JSON.stringify(a) !== JSON.stringify(b))
        out.push({ path: at, locked: text(a), found: text(b) });
      return;
    }
    const before = Object.keys(a);
    const after = Object.keys(b);
    for (const key of new Set([...before, ...after])) {
      visit(own(a, key), own(b, key), Array.isArray(a) ? `${at}[${key}]` : keyPath(at, key));
    }
    const sameKeys = before.toSorted().join('\n') === after.toSorted().join('\n');
    if (sameKeys && before.join('\n') !== after.join('\n') && out.length < limit) {
      out.push({
        path: `${at} (order of keys)`,
        locked: before.join(', '),
        found: after.join(', '),
      });
    }
  };
  visit(locked, found, path);
  return out;
}

/** Never `toString` and its like, which every object has without holding them. */
function own(tree: Readonly<Record<string, Json>>, key: string): Json | undefined {
  return Object.hasOwn(tree, key) ? tree[key] : undefined;
}

function isTree(value: Json | undefined): value is Readonly<Record<string, Json>> {
  return typeof value === 'object' && value !== null;
}

function shorten(text: string): string {
  return text.length <= 60 ? text : `${text.slice(0, 57)}…`;
}
