/**
 * How many critical points a spherical 3-spin glass has on average, by index and energy.
 *
 * Source: Auffinger, Ben Arous and Černý, “Random matrices and complexity of spin glasses”,
 * Communications on Pure and Applied Mathematics 66 (2013), with p = 3.
 */
import { bisect } from '../numeric/bisect.ts';
import type { Random } from '../numeric/random.ts';
import { THRESHOLD } from './p-spin.ts';
import { drawTridiagonalGoe, eigenvalueAt } from './tridiagonal.ts';

/** What the critical points of one index look like on average. */
export interface IndexMean {
  readonly index: number;
  /** Expected number of them. */
  readonly count: number;
  /** Mean energy per spin, each point counted alike. */
  readonly energy: number;
  /** Draws that the weighted mean is worth: (Σw)²/Σw². */
  readonly effective: number;
}

/**
 * Expected numbers and mean energies at N spins: the k-th eigenvalue λ of a GOE matrix (with
 * spectrum on [−√2, √2]) stands for a critical point of index k and energy λ√(2(p−1)/p), with
 * weight exp(−N(p−2)λ²/2p); all times 2√(2/p)(p−1)^(N/2). The mean is taken over `draws` matrices,
 * and becomes useless beyond N ≈ 100, where few draws carry all the weight.
 */
export function expectedCritical(
  n: number,
  indices: readonly number[],
  draws: number,
  random: Random,
): IndexMean[] {
  const weights = indices.map(() => 0);
  const squares = indices.map(() => 0);
  const energies = indices.map(() => 0);
  for (let draw = 0; draw < draws; draw++) {
    const matrix = drawTridiagonalGoe(n, random);
    indices.forEach((index, i) => {
      const lambda = eigenvalueAt(matrix, index) / Math.sqrt(n);
      const weight = Math.exp((-n * lambda * lambda) / 6);
      weights[i] = weights[i]! + weight;
      squares[i] = squares[i]! + weight * weight;
      energies[i] = energies[i]! + (weight * lambda * THRESHOLD) / Math.SQRT2;
    });
  }
  let factor = 2 * Math.sqrt(2 / 3);
  for (let i = 0; i < n; i++) factor *= Math.SQRT2;
  return indices.map((index, i) => ({
    index,
    count: (factor * weights[i]!) / draws,
    energy: energies[i]! / weights[i]!,
    effective: (weights[i]! * weights[i]!) / squares[i]!,
  }));
}

/**
 * Θₖ(−e): for large N the expected number of critical points of index k below energy −e, e ≥ E∞,
 * is exp(NΘₖ). ½ ln 2 − e²/8 − (k + 1)·I(e), where I is the cost of drawing an eigenvalue out of the
 * semicircle.
 */
export function complexity(index: number, e: number): number {
  const root = Math.sqrt(Math.max(0, e * e - THRESHOLD * THRESHOLD));
  const cost = (e * root) / (THRESHOLD * THRESHOLD) - Math.log((e + root) / THRESHOLD);
  return Math.LN2 / 2 - (e * e) / 8 - (index + 1) * cost;
}

/** Eₖ: below −Eₖ a large glass has no critical point of index k or more (Θₖ(−Eₖ) = 0). */
export function layer(index: number): number {
  return bisect((e) => complexity(index, e), THRESHOLD, 3);
}
