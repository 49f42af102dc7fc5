/**
 * Standard error of a proportion p measured on n independent trials: √(p(1 − p)/n).
 *
 * @throws RangeError unless p lies in [0, 1] and n is a whole number from 1
 */
export function proportionError(p: number, n: number): number {
  if (!(p >= 0 && p <= 1)) throw new RangeError(`p is ${p}; it must lie from 0 to 1`);
  if (!(Number.isInteger(n) && n >= 1)) {
    throw new RangeError(`n is ${n}; it must be a whole number from 1`);
  }
  return Math.sqrt((p * (1 - p)) / n);
}
