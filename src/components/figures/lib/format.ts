/**
 * Numbers as a drawing writes them: real minus signs, thousands apart,
 * fractions of π. Raised and lowered parts are marked `^{…}` and `_{…}`
 * (see text.ts).
 */

const MINUS = '−';

function withMinus(text: string): string {
  return text.replace('-', MINUS);
}

/** `−0.50`: `digits` decimals. A number that rounds to zero has no sign. */
export function fixed(value: number, digits: number): string {
  const text = value.toFixed(digits);
  return withMinus(Number(text) === 0 ? text.replace('-', '') : text);
}

/** `−0.5`: as few decimals as tell the number, at most `digits`. */
export function short(value: number, digits = 3): string {
  return withMinus(String(Number(value.toFixed(digits)) + 0));
}

/** `17,082`: a whole number with its thousands apart. */
export function grouped(value: number): string {
  const digits = String(Math.abs(Math.round(value)));
  const apart = digits.replace(/\B(?=(\d{3})+$)/g, ',');
  return value <= -0.5 ? MINUS + apart : apart;
}

/** `10^{−8}`; `1` and `10` for the exponents 0 and 1. */
export function power(exponent: number): string {
  if (exponent === 0) return '1';
  if (exponent === 1) return '10';
  return `10^{${withMinus(String(exponent))}}`;
}

const RAISED = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];

/** `1.3·10⁻⁴`, for running text: `digits` significant digits, the first before the point. */
export function scientific(value: number, digits: number): string {
  if (value === 0) return '0';
  const [mantissa = '', exponent = '0'] = value.toExponential(digits - 1).split('e');
  const raised = Array.from(exponent.slice(1), (d) => RAISED[Number(d)] ?? d).join('');
  return `${withMinus(mantissa)}·10${Number(exponent) < 0 ? '⁻' : ''}${raised}`;
}

/** A number for a table: `digits` significant digits, so that no column is all decimals. */
export function rounded(value: number, digits = 6): number {
  return Number(value.toPrecision(digits)) + 0;
}

/** `0`, `π/4`, `π/2`, `3π/4`, `π`, `−2π`: `numerator`/`denominator` times π, in lowest terms. */
export function piFraction(numerator: number, denominator: number): string {
  const divisor = gcd(Math.abs(numerator), denominator) || 1;
  const over = numerator / divisor;
  const under = denominator / divisor;
  if (over === 0) return '0';
  const times = Math.abs(over) === 1 ? 'π' : `${Math.abs(over)}π`;
  return `${over < 0 ? MINUS : ''}${times}${under === 1 ? '' : `/${under}`}`;
}

function gcd(a: number, b: number): number {
  return b === 0 ? a : gcd(b, a % b);
}

/** `37.4°`, from degrees. */
export function degrees(value: number, digits = 1): string {
  return `${fixed(value, digits)}°`;
}
