import type { Json, Results } from '../lab/define.ts';
import { nearestFew } from './nearest.ts';

/** A path or a format that cannot be followed; `hint` says what could. */
export class ValueError extends RangeError {
  override readonly name = 'ValueError';
  readonly hint: string;

  constructor(message: string, hint: string) {
    super(message);
    this.hint = hint;
  }
}

const MINUS = '−';
const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';
const FORMATS = ['fixed(n)', 'sig(n)', 'sci(n)', 'int', 'percent(n)'];

/**
 * Follows a path into the results: `psi:range.m4.min` is key `min` of key `m4`
 * of key `range` of the result of experiment `psi`. Items of arrays are counted
 * from 0 (`psi:rows.0.x`). A key that holds dots is found too: the longest
 * key that fits is taken at each step.
 *
 * Throws `ValueError` naming the nearest experiments or keys.
 */
export function resolvePath(results: Results, path: string): Json {
  const colon = path.indexOf(':');
  const id = colon < 0 ? path : path.slice(0, colon);
  const rest = colon < 0 ? '' : path.slice(colon + 1);
  if (!Object.hasOwn(results, id)) {
    const near = nearestFew(id, Object.keys(results));
    throw new ValueError(
      `No experiment "${id}" gives a result (in "${path}").`,
      near.length > 0 ? `Nearest: ${list(near)}.` : 'There are no experiments yet.',
    );
  }
  let value = results[id] as Json;
  const parts = rest === '' ? [] : rest.split('.');
  const walked: string[] = [];
  for (let i = 0; i < parts.length;) {
    const step = takeKey(value, parts, i);
    if (step === null) {
      const where = walked.length === 0 ? `The result of "${id}"` : `"${id}:${walked.join('.')}"`;
      const keys = keysOf(value);
      const wanted = parts[i] ?? '';
      throw new ValueError(
        keys.length > 0
          ? `${where} has no key "${wanted}" (in "${path}").`
          : `${where} is ${describe(value)} and has no keys (in "${path}").`,
        keys.length > 0
          ? `Nearest: ${list(nearestFew(wanted, keys, 4))}.`
          : 'End the path before this key.',
      );
    }
    walked.push(...parts.slice(i, i + step.taken));
    value = step.value;
    i += step.taken;
  }
  return value;
}

/** The value below the longest run of `parts` from `i` that is a key. */
function takeKey(
  value: Json,
  parts: readonly string[],
  i: number,
): { value: Json; taken: number } | null {
  if (value === null || typeof value !== 'object') return null;
  if (Array.isArray(value)) {
    const index = parts[i] ?? '';
    if (!/^(0|[1-9]\d*)$/.test(index) || Number(index) >= value.length) return null;
    return { value: value[Number(index)] as Json, taken: 1 };
  }
  const record = value as Readonly<Record<string, Json>>;
  for (let end = parts.length; end > i; end--) {
    const key = parts.slice(i, end).join('.');
    if (Object.hasOwn(record, key)) return { value: record[key] as Json, taken: end - i };
  }
  return null;
}

function keysOf(value: Json): string[] {
  if (value === null || typeof value !== 'object') return [];
  return Object.keys(value);
}

function describe(value: Json): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'an empty list';
  if (typeof value === 'object') return 'an empty object';
  return `the ${typeof value} ${JSON.stringify(value)}`;
}

function list(names: readonly string[]): string {
  return names.map((name) => `"${name}"`).join(', ');
}

/**
 * Writes a value for prose. Formats:
 *
 * | format | 0.00123456 | 12345.6 |
 * | --- | --- | --- |
 * | `fixed(2)`: n digits after the point | 0.00 | 12345.60 |
 * | `sig(2)`: n significant digits | 0.0012 | 12,000 |
 * | `sci(2)`: n significant digits, power of ten | 1.2·10⁻³ | 1.2·10⁴ |
 * | `int`: rounded, thousands separated | 0 | 12,346 |
 * | `percent(1)`: hundredfold, n digits after the point | 0.1% | 1234560.0% |
 * | none: the shortest that reads back | 0.00123456 | 12345.6 |
 *
 * With `sig`, a number below 10⁻⁴ or from 10¹⁵ on is written as `sci` does. The
 * minus sign is a proper one. Text passes as it is, without a format only.
 * Throws `ValueError` for an unknown format or a value that is not a number.
 */
export function formatValue(value: Json, format?: string | null): string {
  if (format === undefined || format === null || format === '') {
    if (typeof value === 'string') return value;
    return shortest(asNumber(value, 'no format'));
  }
  const match = /^(fixed|sig|sci|percent|int)(?:\((\d{1,2})\))?$/.exec(format.trim());
  const name = match?.[1];
  const n = match?.[2] === undefined ? null : Number(match[2]);
  if (name === undefined || (name === 'int') !== (n === null)) {
    throw new ValueError(`Unknown format "${format}".`, `Formats: ${FORMATS.join(', ')}.`);
  }
  const digits = n ?? 0;
  if ((name === 'sig' || name === 'sci') && (digits < 1 || digits > 21)) {
    throw new ValueError(
      `Format "${format}" asks for ${digits} significant digits.`,
      `Ask for 1 to 21, as in "${name}(3)".`,
    );
  }
  const x = asNumber(value, format);
  switch (name) {
    case 'fixed':
      return sign(x.toFixed(digits));
    case 'percent':
      return `${sign((100 * x).toFixed(digits))}%`;
    case 'int':
      return sign(thousands(x.toFixed(0)));
    case 'sci':
      return scientific(x, digits);
    default: {
      const size = Math.abs(x);
      if (size !== 0 && (size < 1e-4 || size >= 1e15)) return scientific(x, digits);
      return sign(thousands(plain(x.toPrecision(digits))));
    }
  }
}

function asNumber(value: Json, format: string): number {
  if (typeof value === 'number') return value;
  const what =
    value === null
      ? 'null'
      : typeof value === 'object'
        ? `${Array.isArray(value) ? 'a list' : 'an object'} with ${Object.keys(value).length} entries`
        : `the ${typeof value} ${JSON.stringify(value)}`;
  const keys = value !== null && typeof value === 'object' ? Object.keys(value).slice(0, 5) : [];
  throw new ValueError(
    `Expected a number to write (${format}), received ${what}.`,
    keys.length > 0 ? `Go on to one of: ${list(keys)}.` : 'Point the path at a number.',
  );
}

/** `1.2e+3` of `toPrecision` without the exponent; lengths here are at most 21 digits. */
function plain(text: string): string {
  const match = /^(-?)(\d)(?:\.(\d+))?e\+(\d+)$/.exec(text);
  if (!match) return text;
  const [, minus = '', head = '', tail = '', power = '0'] = match;
  return minus + head + tail.padEnd(Number(power), '0');
}

/** A number with no more digits than read back as the same. */
export function shortest(x: number): string {
  const text = String(x);
  const match = /^(-?[\d.]+)e([+-]\d+)$/.exec(text);
  return match ? `${sign(match[1] ?? '')}·10${superscript(Number(match[2]))}` : sign(text);
}

function scientific(x: number, digits: number): string {
  if (x === 0) return '0';
  const [mantissa = '', power = '0'] = x.toExponential(digits - 1).split('e');
  return `${sign(mantissa)}·10${superscript(Number(power))}`;
}

function superscript(n: number): string {
  const digits = String(Math.abs(n)).replace(/\d/g, (d) => SUPERSCRIPTS[Number(d)] ?? d);
  return n < 0 ? `⁻${digits}` : digits;
}

/** Separates thousands by commas, before the point only. */
function thousands(text: string): string {
  const [whole = '', ...rest] = text.split('.');
  return [whole.replace(/\B(?=(\d{3})+$)/g, ','), ...rest].join('.');
}

/** A proper minus sign, and none before a zero. */
function sign(text: string): string {
  if (!text.startsWith('-')) return text;
  return /[1-9]/.test(text) ? MINUS + text.slice(1) : text.slice(1);
}
