import { twoProduct, twoSum } from '../numeric/error-free.ts';

/**
 * The polynomial Σ c_k h^k by Horner's rule, with the exact rounding error of
 * every step carried along in a second Horner scheme: as accurate as if computed
 * in twice the precision and then rounded. It mends rounding of the *operations*
 * only; coefficients that are rounded themselves stay so. O(n).
 *
 * Source: Graillat, Langlois and Louvet, Compensated Horner scheme (2005), Algorithm 5.1.
 *
 * @throws RangeError if there is no coefficient.
 */
export function compensatedHorner(coefficients: ArrayLike<number>, h: number): number {
  const n = coefficients.length;
  if (n === 0) throw new RangeError('coefficients is empty; expected at least one.');
  let sum = coefficients[n - 1] as number;
  let error = 0;
  for (let k = n - 2; k >= 0; k--) {
    const product = twoProduct(sum, h);
    const next = twoSum(product.high, coefficients[k] as number);
    error = error * h + (product.low + next.low);
    sum = next.high;
  }
  return sum + error;
}
