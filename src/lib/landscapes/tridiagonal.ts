/**
 * The GOE as tridiagonal matrices with the same eigenvalues in law: normal numbers of variance 1
 * on the diagonal and χ_{N−1}/√2, …, χ₁/√2 beside it, which is what Householder's reduction makes
 * of a full matrix (Dumitriu and Edelman 2002). Eigenvalues are counted by Sturm sequences, O(N)
 * each, where a full matrix would take O(N³).
 */
import type { Random } from '../numeric/random.ts';

export interface Tridiagonal {
  /** N entries. */
  readonly diagonal: Float64Array;
  /** N − 1 squares of the entries beside it. */
  readonly squares: Float64Array;
}

/** @throws RangeError unless N is a whole number from 1 */
export function drawTridiagonalGoe(n: number, random: Random): Tridiagonal {
  if (!(Number.isInteger(n) && n >= 1)) {
    throw new RangeError(`n is ${n}; it must be a whole number from 1`);
  }
  const diagonal = Float64Array.from({ length: n }, random.normal);
  const squares = Float64Array.from({ length: n - 1 }, (_, i) => chiSquare(n - 1 - i, random) / 2);
  return { diagonal, squares };
}

/** Eigenvalues below `t`: negative terms of d₁ = a₁ − t, dᵢ = aᵢ − t − bᵢ₋₁²/dᵢ₋₁. O(N). */
export function countBelow({ diagonal, squares }: Tridiagonal, t: number): number {
  let count = 0;
  let d = 1;
  for (let i = 0; i < diagonal.length; i++) {
    d = diagonal[i]! - t - (i === 0 ? 0 : squares[i - 1]! / d);
    // An exact 0 would divide; it counts as a small negative number (LAPACK's dstebz).
    if (d === 0) d = -Number.MIN_VALUE * 2 ** 60;
    if (d < 0) count++;
  }
  return count;
}

/**
 * The eigenvalue with `k` below it (k from 0), by bisection to 52 halvings of Gershgorin's
 * interval.
 *
 * @throws RangeError unless k is a whole number from 0 to N − 1
 */
export function eigenvalueAt(matrix: Tridiagonal, k: number): number {
  const { diagonal, squares } = matrix;
  const n = diagonal.length;
  if (!(Number.isInteger(k) && k >= 0 && k < n)) {
    throw new RangeError(`k is ${k}; it must be a whole number from 0 to ${n - 1}`);
  }
  let low = Infinity;
  let high = -Infinity;
  for (let i = 0; i < n; i++) {
    const reach =
      (i > 0 ? Math.sqrt(squares[i - 1]!) : 0) + (i < n - 1 ? Math.sqrt(squares[i]!) : 0);
    low = Math.min(low, diagonal[i]! - reach);
    high = Math.max(high, diagonal[i]! + reach);
  }
  for (let halving = 0; halving < 52; halving++) {
    const middle = (low + high) / 2;
    if (countBelow(matrix, middle) > k) high = middle;
    else low = middle;
  }
  return (low + high) / 2;
}

/** Sum of `degrees` squared normal numbers. */
function chiSquare(degrees: number, random: Random): number {
  let sum = 0;
  for (let i = 0; i < degrees; i++) {
    const value = random.normal();
    sum += value * value;
  }
  return sum;
}
