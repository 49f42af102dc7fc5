/**
 * A symmetric positive definite matrix as L·Lᵀ, and linear systems solved with
 * it. Multiplications and divisions are counted as they are made.
 *
 * Source: Golub and Van Loan, Matrix Computations (2013), §4.2.
 */
import { requireSquare } from './vector.ts';

export interface Cholesky {
  readonly n: number;
  /** Lower triangle, n×n row-major, zeros above the diagonal. */
  readonly L: Float64Array;
  /** Multiplications and divisions made: n³/6 to leading order. */
  readonly multiplications: number;
}

/**
 * The factor of the symmetric n×n matrix `A` (row-major; only the lower triangle
 * is read), or null if `A` is not positive definite to working precision. O(n³).
 *
 * @throws RangeError if `A` does not have n² entries or they are not finite.
 */
export function cholesky(A: ArrayLike<number>, n: number): Cholesky | null {
  requireSquare('A', A, n);
  const L = new Float64Array(n * n);
  let multiplications = 0;
  for (let j = 0; j < n; j++) {
    for (let i = j; i < n; i++) {
      let sum = A[i * n + j] as number;
      if (!Number.isFinite(sum)) {
        throw new RangeError(`A[${i}][${j}] is ${sum}; expected a finite number.`);
      }
      for (let k = 0; k < j; k++) sum -= (L[i * n + k] as number) * (L[j * n + k] as number);
      multiplications += j;
      if (i > j) {
        L[i * n + j] = sum / (L[j * n + j] as number);
        multiplications++;
      } else {
        if (!(sum > 0)) return null;
        L[j * n + j] = Math.sqrt(sum);
      }
    }
  }
  return { n, L, multiplications };
}

/**
 * Multiplications and divisions of one factorisation and one solution, in closed
 * form: (n³ − n)/6 + n(n − 1)/2 for the factor and n² + n for the two substitutions.
 *
 * @throws RangeError if n is not a whole number from 1.
 */
export function choleskySolveCost(n: number): number {
  if (!Number.isInteger(n) || n < 1) {
    throw new RangeError(`n is ${n}; it must be a whole number from 1`);
  }
  return (n * n * n - n) / 6 + (n * (n - 1)) / 2 + n * n + n;
}

export interface Solved {
  readonly x: Float64Array;
  /** Multiplications and divisions made: n² + n. */
  readonly multiplications: number;
}

/**
 * The solution of L·Lᵀ·x = b by one forward and one backward substitution. O(n²).
 *
 * @throws RangeError if `b` does not have n entries.
 */
export function choleskySolve(factor: Cholesky, b: ArrayLike<number>): Solved {
  const { n, L } = factor;
  if (b.length !== n) {
    throw new RangeError(`b has ${b.length} entries; expected ${n}.`);
  }
  const x = Float64Array.from(b);
  let multiplications = 0;
  for (let i = 0; i < n; i++) {
    let sum = x[i] as number;
    for (let k = 0; k < i; k++) sum -= (L[i * n + k] as number) * (x[k] as number);
    x[i] = sum / (L[i * n + i] as number);
    multiplications += i + 1;
  }
  for (let i = n - 1; i >= 0; i--) {
    let sum = x[i] as number;
    for (let k = i + 1; k < n; k++) sum -= (L[k * n + i] as number) * (x[k] as number);
    x[i] = sum / (L[i * n + i] as number);
    multiplications += n - i;
  }
  return { x, multiplications };
}
