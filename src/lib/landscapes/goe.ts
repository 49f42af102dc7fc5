/**
 * The Gaussian orthogonal ensemble: symmetric N×N matrices (A + Aᵀ)/2 with independent standard
 * normal entries of A. Their diagonal has variance 1, the rest ½; the density is proportional to
 * exp(−tr S²/2), the same in every basis, and the eigenvalues fill [−√(2N), √(2N)] as N grows.
 *
 * Source: Mehta, Random Matrices (2004), chapter 2.
 */
import type { Random } from '../numeric/random.ts';

/** Standard deviation of an entry beside the diagonal, and of one on it. */
const BESIDE = Math.SQRT1_2;
const ON = 1;

/**
 * Draws a matrix of the ensemble and tells whether all its eigenvalues are positive: whether all
 * pivots of its Cholesky factorisation are. Rows are drawn as the factorisation needs them, so that
 * most draws end after one or two numbers.
 *
 * @param L room for n² numbers, overwritten
 * @throws RangeError unless n is a whole number from 1 and `L` holds n² numbers
 */
export function drawsPositive(n: number, random: Random, L: Float64Array): boolean {
  if (!(Number.isInteger(n) && n >= 1)) {
    throw new RangeError(`n is ${n}; it must be a whole number from 1`);
  }
  if (L.length !== n * n) {
    throw new RangeError(`L holds ${L.length} numbers; n = ${n} needs ${n * n}`);
  }
  for (let i = 0; i < n; i++) {
    let pivot = ON * random.normal();
    for (let j = 0; j < i; j++) {
      let sum = BESIDE * random.normal();
      for (let k = 0; k < j; k++) sum -= L[i * n + k]! * L[j * n + k]!;
      const entry = sum / L[j * n + j]!;
      L[i * n + j] = entry;
      pivot -= entry * entry;
    }
    if (!(pivot > 0)) return false;
    L[i * n + i] = Math.sqrt(pivot);
  }
  return true;
}
