/**
 * Multiplication and inversion in fewer than n³ multiplications: seven products
 * of half the size instead of eight, again and again, n^2.807 in all.
 *
 * Source: Strassen, Gaussian elimination is not optimal, Numer. Math. 13 (1969).
 */
import type { Inverse } from './gauss-jordan.ts';
import { requireSquare } from './vector.ts';

/**
 * The inverse of the n×n matrix `A` (row-major), n a power of two, by Strassen's
 * recursion down to single numbers, counting multiplications and divisions: with
 * N = log₂n, 6·7^N/5 − 2^N/5. It does not pivot, so all leading blocks must be
 * invertible, as they are in a positive definite matrix; null where one is not.
 *
 * @throws RangeError if n is no power of two or `A` does not have n² entries.
 */
export function strassenInverse(A: ArrayLike<number>, n: number): Inverse | null {
  requireSquare('A', A, n);
  requirePowerOfTwo(n);
  const counter = { multiplications: 0 };
  const inverse = invert(Float64Array.from(A), n, counter);
  return inverse === null ? null : { inverse, ...counter };
}

/**
 * The product of two n×n matrices (row-major), n a power of two: 7^log₂n multiplications.
 *
 * @throws RangeError if n is no power of two or a matrix does not have n² entries.
 */
export function strassenProduct(
  A: ArrayLike<number>,
  B: ArrayLike<number>,
  n: number,
): { product: Float64Array; multiplications: number } {
  requireSquare('A', A, n);
  requireSquare('B', B, n);
  requirePowerOfTwo(n);
  const counter = { multiplications: 0 };
  return { product: product(Float64Array.from(A), Float64Array.from(B), n, counter), ...counter };
}

function requirePowerOfTwo(n: number): void {
  if (!Number.isInteger(Math.log2(n))) throw new RangeError(`n is ${n}; it must be a power of two`);
}

interface Counter {
  multiplications: number;
}

type Blocks = [a11: Float64Array, a12: Float64Array, a21: Float64Array, a22: Float64Array];

function product(A: Float64Array, B: Float64Array, n: number, counter: Counter): Float64Array {
  if (n === 1) {
    counter.multiplications++;
    return Float64Array.of((A[0] as number) * (B[0] as number));
  }
  const [a11, a12, a21, a22] = blocks(A, n);
  const [b11, b12, b21, b22] = blocks(B, n);
  const times = (x: Float64Array, y: Float64Array) => product(x, y, n / 2, counter);
  const m1 = times(plus(a11, a22), plus(b11, b22));
  const m2 = times(plus(a21, a22), b11);
  const m3 = times(a11, minus(b12, b22));
  const m4 = times(a22, minus(b21, b11));
  const m5 = times(plus(a11, a12), b22);
  const m6 = times(minus(a21, a11), plus(b11, b12));
  const m7 = times(minus(a12, a22), plus(b21, b22));
  return joined(
    [
      plus(minus(plus(m1, m4), m5), m7),
      plus(m3, m5),
      plus(m2, m4),
      plus(plus(minus(m1, m2), m3), m6),
    ],
    n,
  );
}

/** Block inversion: two inverses and six products of half the size. */
function invert(A: Float64Array, n: number, counter: Counter): Float64Array | null {
  if (n === 1) {
    const pivot = A[0] as number;
    if (pivot === 0) return null;
    counter.multiplications++;
    return Float64Array.of(1 / pivot);
  }
  const [a11, a12, a21, a22] = blocks(A, n);
  const times = (x: Float64Array, y: Float64Array) => product(x, y, n / 2, counter);
  const r1 = invert(a11, n / 2, counter);
  if (r1 === null) return null;
  const r2 = times(a21, r1);
  const r3 = times(r1, a12);
  const r6 = invert(minus(times(a21, r3), a22), n / 2, counter);
  if (r6 === null) return null;
  const c12 = times(r3, r6);
  const c21 = times(r6, r2);
  return joined([minus(r1, times(r3, c21)), c12, c21, r6.map((v) => -v)], n);
}

function blocks(A: Float64Array, n: number): Blocks {
  const half = n / 2;
  const block = (row: number, column: number): Float64Array => {
    const out = new Float64Array(half * half);
    for (let i = 0; i < half; i++) {
      const from = (row + i) * n + column;
      out.set(A.subarray(from, from + half), i * half);
    }
    return out;
  };
  return [block(0, 0), block(0, half), block(half, 0), block(half, half)];
}

function joined(parts: Blocks, n: number): Float64Array {
  const half = n / 2;
  const out = new Float64Array(n * n);
  for (const [p, part] of parts.entries()) {
    const row = p < 2 ? 0 : half;
    const column = p % 2 === 0 ? 0 : half;
    for (let i = 0; i < half; i++) {
      out.set(part.subarray(i * half, (i + 1) * half), (row + i) * n + column);
    }
  }
  return out;
}

function plus(A: Float64Array, B: Float64Array): Float64Array {
  return A.map((v, i) => v + (B[i] as number));
}

function minus(A: Float64Array, B: Float64Array): Float64Array {
  return A.map((v, i) => v - (B[i] as number));
}
