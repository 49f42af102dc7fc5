import { norm } from '../numeric/vector.ts';

/**
 * Norms ‖w₁‖ … ‖w_K‖ of the rows of W.
 *
 * @param W K×d, row-major
 * @param d dimensions of a row
 * @throws RangeError if `d` does not divide the length of `W`
 */
export function weightNorms(W: Float64Array, d: number): number[] {
  if (!(Number.isInteger(d) && d >= 1) || W.length % d !== 0) {
    throw new RangeError(`d is ${d}; it must be a whole number that divides ${W.length}`);
  }
  return Array.from({ length: W.length / d }, (_, j) => norm(W.subarray(j * d, (j + 1) * d)));
}
