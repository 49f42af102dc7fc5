import { requireSquare } from './vector.ts';

export interface Inverse {
  /** n×n, row-major. */
  readonly inverse: Float64Array;
  /** Multiplications and divisions made: exactly n³. */
  readonly multiplications: number;
}

/**
 * The inverse of the n×n matrix `A` (row-major) by Gauss–Jordan elimination in
 * place, with row pivoting, counting multiplications and divisions as they are
 * made: n² for each of the n pivots. Null if a pivot is 0, that is, if `A` is
 * singular to working precision.
 *
 * Source: Higham, Accuracy and Stability of Numerical Algorithms (2002), §14.4. O(n³).
 *
 * @throws RangeError if `A` does not have n² entries.
 */
export function gaussJordanInverse(A: ArrayLike<number>, n: number): Inverse | null {
  requireSquare('A', A, n);
  const M = Float64Array.from(A);
  const swaps: [row: number, pivot: number][] = [];
  let multiplications = 0;
  for (let p = 0; p < n; p++) {
    const row = largestBelow(M, n, p);
    if (row !== p) {
      swapRows(M, n, row, p);
      swaps.push([row, p]);
    }
    const pivot = M[p * n + p] as number;
    if (pivot === 0) return null;
    // The column of the pivot makes room for the new column of the inverse.
    M[p * n + p] = 1;
    for (let j = 0; j < n; j++) M[p * n + j] = (M[p * n + j] as number) / pivot;
    multiplications += n;
    for (let i = 0; i < n; i++) {
      if (i === p) continue;
      const factor = M[i * n + p] as number;
      M[i * n + p] = 0;
      for (let j = 0; j < n; j++) {
        M[i * n + j] = (M[i * n + j] as number) - factor * (M[p * n + j] as number);
      }
      multiplications += n;
    }
  }
  // Rows exchanged in A are columns exchanged in its inverse, in reverse order.
  for (const [a, b] of swaps.reverse()) swapColumns(M, n, a, b);
  return { inverse: M, multiplications };
}

/** Row, from p down, with the largest entry in column p. */
function largestBelow(M: Float64Array, n: number, p: number): number {
  let best = p;
  for (let i = p + 1; i < n; i++) {
    if (Math.abs(M[i * n + p] as number) > Math.abs(M[best * n + p] as number)) best = i;
  }
  return best;
}

function swapRows(M: Float64Array, n: number, a: number, b: number): void {
  for (let j = 0; j < n; j++) {
    const kept = M[a * n + j] as number;
    M[a * n + j] = M[b * n + j] as number;
    M[b * n + j] = kept;
  }
}

function swapColumns(M: Float64Array, n: number, a: number, b: number): void {
  for (let i = 0; i < n; i++) {
    const kept = M[i * n + a] as number;
    M[i * n + a] = M[i * n + b] as number;
    M[i * n + b] = kept;
  }
}
