/**
 * Error-free transformations: a rounded sum or product together with the exact
 * error it made. Both parts are doubles; barring overflow and underflow their
 * sum is the exact result.
 *
 * Source: Dekker, Numer. Math. 18 (1971); Knuth, TAOCP vol. 2, 4.2.2.
 */

/** A number as an unevaluated sum of two doubles, the second below half a unit in the last place of the first. */
export interface Pair {
  readonly high: number;
  readonly low: number;
}

/** 2²⁷ + 1: splits a 53-bit significand into halves of 26 bits. */
const SPLITTER = 134217729;

/** The exact sum of `a` and `b`. */
export function twoSum(a: number, b: number): Pair {
  const high = a + b;
  const part = high - a;
  return { high, low: a - (high - part) + (b - part) };
}

/** The exact product of `a` and `b`, for |a|, |b| below about 10³⁰⁰. */
export function twoProduct(a: number, b: number): Pair {
  const high = a * b;
  const x = split(a);
  const y = split(b);
  // In this order each difference is exact; another order would round.
  const low = x.low * y.low - (high - x.high * y.high - x.low * y.high - x.high * y.low);
  return { high, low };
}

function split(a: number): Pair {
  const scaled = SPLITTER * a;
  const high = scaled - (scaled - a);
  return { high, low: a - high };
}
