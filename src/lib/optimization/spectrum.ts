import { EigenvalueDecomposition, Matrix } from 'ml-matrix';
import { requireSquare } from './vector.ts';

/**
 * Eigenvalues of the symmetric n×n matrix `A` (row-major), smallest first. O(n³).
 *
 * @throws RangeError if `A` does not have n² entries.
 */
export function symmetricEigenvalues(A: ArrayLike<number>, n: number): number[] {
  requireSquare('A', A, n);
  const matrix = Matrix.from1DArray(n, n, Array.from(A));
  const { realEigenvalues } = new EigenvalueDecomposition(matrix, { assumeSymmetric: true });
  return realEigenvalues.toSorted((a, b) => a - b);
}
