import { bisect } from '../numeric/bisect.ts';
import type { Target } from './targets.ts';

/** Where two classes end on the arc between their weights, in radians from the first weight. */
export interface TwoClassBoundary {
  /** Largest angle from the first weight at which a feature of class 1 still has the higher logit. */
  readonly first: number;
  /** The same for class 2, seen from the first weight: the smallest angle it reaches. */
  readonly second: number;
  /** Angle between the two, `second − first`; 0 where the classes touch. */
  readonly margin: number;
}

/**
 * Decision boundaries of a softmax loss with margin for two classes in the plane
 * of their weights, as training sees them: a feature counts for class 1 where
 * ‖w₁‖·t(θ₁) > ‖w₂‖·cos θ₂, and for class 2 the other way round. On the arc between
 * the weights θ₂ = θ₁₂ − θ₁. Both ends are found by bisection.
 *
 * The feature's norm and the scale multiply both sides and drop out, unless the
 * target depends on the norm; pass it as `length`.
 *
 * @param target t; must fall along the arc
 * @param between θ₁₂, above 0, at most π
 * @param options weight `norms` (both 1 unless told), the feature's `length` (1)
 * @throws RangeError if an argument lies outside
 */
export function twoClassBoundary(
  target: Target,
  between: number,
  options: { readonly norms?: readonly [number, number]; readonly length?: number } = {},
): TwoClassBoundary {
  const { norms = [1, 1], length = 1 } = options;
  if (!(between > 0 && between <= Math.PI)) {
    throw new RangeError(`between is ${between}; it must lie above 0, up to π`);
  }
  if (!(norms[0] > 0 && norms[1] > 0 && Number.isFinite(norms[0] + norms[1]))) {
    throw new RangeError(`norms are ${norms.join(' and ')}; they must be finite and above 0`);
  }
  const reach = (own: number, other: number): number => {
    const lead = (theta: number): number =>
      own * target(theta, length).value - other * Math.cos(between - theta);
    if (lead(0) <= 0) return 0;
    if (lead(between) >= 0) return between;
    return bisect(lead, 0, between);
  };
  const first = reach(norms[0], norms[1]);
  const second = between - reach(norms[1], norms[0]);
  return { first, second, margin: second - first };
}
