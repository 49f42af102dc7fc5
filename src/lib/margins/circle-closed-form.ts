/*
 * Largest angle within a class and smallest between two, on a circle, in closed
 * form. In the first branch ψ(θ) > cos θ′ says mθ < θ′: class 1 wins where the
 * other weight is more than m times as far away as its own. Towards the other
 * weight, at the angle t, that ends at t/(m + 1); away from it at t/(m − 1).
 * Liu et al. 2017, SphereFace, section 3, state the margin and the bounds.
 */

/** Smallest m for two classes that meets the criterion: the larger root of m² − 4m + 1. */
export const TWO_CLASS_BOUND = 2 + Math.sqrt(3);

/** Smallest m for K ≥ 3 weights spread evenly on a circle: 2/(m + 1) ≤ (m − 1)/(m + 1). */
export const EVEN_BOUND = 3;

/** The angular margin (m − 1)/(m + 1)·t between two neighbouring classes, weights t apart. */
export function margin(m: number, t: number): number {
  return ((m - 1) / (m + 1)) * t;
}

/**
 * Largest angle within a class, two classes: t/(m + 1) on one side of its weight and
 * t/(m − 1) on the other, 2mt/(m² − 1) together. Where the weights stand more than
 * (m − 1)π/m apart the far side is cut short at (2π − t)/(m + 1), from behind.
 *
 * @param m margin, above 1
 * @param t angle between the weights in radians, up to π
 */
export function twoClassIntra(m: number, t: number): number {
  return Math.min(t / (m + 1) + Math.min(t / (m - 1), (2 * Math.PI - t) / (m + 1)), Math.PI);
}

/**
 * Largest angle within a class, K weights spread evenly: 2t/(m + 1) with t = 2π/K.
 *
 * @param m margin, from 1
 * @param K number of weights, from 2
 */
export function evenIntra(m: number, K: number): number {
  return (4 * Math.PI) / (K * (m + 1));
}
