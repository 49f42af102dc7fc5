import { psiReal } from './psi-real.ts';
import { reach } from './reach.ts';

/** Where one class wins on the circle: the arc from `from` to `to`, counter-clockwise, in radians. */
export interface Arc {
  /** Angle of the class's weight. */
  readonly weight: number;
  readonly from: number;
  readonly to: number;
}

const TURN = 2 * Math.PI;

/**
 * Decision regions of A-Softmax on a circle (features in two dimensions): class i
 * has the directions where ψ(θᵢ) > cos θⱼ for every other j, the condition a
 * feature of class i must meet to beat every other class's logit. For m > 1 the arcs
 * do not touch: between them lies the margin.
 *
 * @param weights angles of K ≥ 2 different weights, in radians, ascending within one turn
 * @param m margin, a number from 1
 * @returns K arcs in the order of the weights
 * @throws RangeError if the angles do not ascend within one turn, or m < 1
 */
export function circleRegions(weights: readonly number[], m: number): Arc[] {
  const K = weights.length;
  if (K < 2) throw new RangeError(`weights holds ${K} angles; there must be at least 2`);
  const spread = weights[K - 1]! - weights[0]!;
  if (!(spread < TURN)) throw new RangeError(`weights spread over ${spread}; it must be below 2π`);
  for (let i = 1; i < K; i++) {
    if (!(weights[i]! > weights[i - 1]!)) {
      throw new RangeError(`weights[${i}] is ${weights[i]}; the angles must ascend`);
    }
  }
  return weights.map((weight, i) => {
    const others = weights.filter((_, j) => j !== i);
    const along = (side: 1 | -1): number =>
      reach((r) => {
        let best = -1;
        for (const other of others) best = Math.max(best, Math.cos(weight + side * r - other));
        return psiReal(r, m) - best;
      });
    return { weight, from: weight - along(-1), to: weight + along(1) };
  });
}

/**
 * Largest angle between two directions of the same arc, in radians, at most π.
 */
export function largestIntra(arcs: readonly Arc[]): number {
  return Math.max(...arcs.map(({ from, to }) => Math.min(to - from, Math.PI)));
}

/**
 * Smallest angle between directions of two different arcs, in radians; negative by
 * the overlap where arcs overlap.
 *
 * @param arcs in the order of their weights
 */
export function smallestInter(arcs: readonly Arc[]): number {
  return Math.min(
    ...arcs.map(({ to }, i) => {
      const next = arcs[(i + 1) % arcs.length]!;
      return (i + 1 < arcs.length ? next.from : next.from + TURN) - to;
    }),
  );
}
