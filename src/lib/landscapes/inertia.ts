import { symmetricEigenvalues } from '../optimization/spectrum.ts';

/** How many eigenvalues are below, at and above zero. */
export interface Inertia {
  readonly negative: number;
  readonly zero: number;
  readonly positive: number;
}

/**
 * Signs of the eigenvalues of the symmetric n×n matrix `A` (row-major). Those of size up to
 * `tolerance` count as zero. O(n³).
 *
 * @throws RangeError if `tolerance` is negative
 */
export function inertia(A: ArrayLike<number>, n: number, tolerance: number): Inertia {
  if (!(tolerance >= 0)) throw new RangeError(`tolerance is ${tolerance}; it must be 0 or more`);
  const values = symmetricEigenvalues(A, n);
  const negative = values.filter((value) => value < -tolerance).length;
  const positive = values.filter((value) => value > tolerance).length;
  return { negative, zero: n - negative - positive, positive };
}
