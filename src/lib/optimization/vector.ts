/** The few operations on vectors and square matrices that the methods here share. */
import { norm } from '../numeric/vector.ts';

/** `a + t·b` as a new vector. Throws RangeError if the lengths differ. */
export function along(a: ArrayLike<number>, b: ArrayLike<number>, t: number): Float64Array {
  if (a.length !== b.length) {
    throw new RangeError(`a has ${a.length} entries and b ${b.length}; they must have as many`);
  }
  return Float64Array.from({ length: a.length }, (_, i) => (a[i] as number) + t * (b[i] as number));
}

/** Euclidean distance. Throws RangeError if the lengths differ. */
export function distance(a: ArrayLike<number>, b: ArrayLike<number>): number {
  return norm(along(a, b, -1));
}

/** `A·x` for a row-major n×n matrix and n entries. Throws RangeError if the sizes do not fit. */
export function multiply(A: ArrayLike<number>, x: ArrayLike<number>): Float64Array {
  const n = x.length;
  requireSquare('A', A, n);
  const out = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    let sum = 0;
    for (let j = 0; j < n; j++) sum += (A[i * n + j] as number) * (x[j] as number);
    out[i] = sum;
  }
  return out;
}

/** Throws RangeError unless `A` has n² entries, with n a whole number from 1. */
export function requireSquare(name: string, A: ArrayLike<number>, n: number): void {
  if (!Number.isInteger(n) || n < 1) {
    throw new RangeError(`n is ${n}; it must be a whole number from 1`);
  }
  if (A.length !== n * n) {
    throw new RangeError(`${name} has ${A.length} entries; n = ${n} needs ${n * n}`);
  }
}
