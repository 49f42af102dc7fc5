/**
 * Norms of the first gradients, at W = 0, when K classes sit on the corners of a
 * regular simplex and one of them is larger. Row j of the gradient is
 * −nⱼμⱼ + (1/K)Σₖ nₖμₖ, and the corners μ sum to zero; with a = N₁ − n
 *
 *     ‖g₁‖ = N₁ − a/K,    ‖gⱼ‖ = √(n² + a²/K² + 2na / (K(K − 1))).
 *
 * As N₁ outgrows n their ratio tends to K − 1.
 *
 * @param K number of classes, a whole number from 2
 * @param large samples of the first class, above 0
 * @param small samples of each other class, above 0
 * @throws RangeError if an argument lies outside
 */
export function simplexStart(
  K: number,
  large: number,
  small: number,
): { readonly large: number; readonly small: number } {
  if (!(Number.isInteger(K) && K >= 2)) {
    throw new RangeError(`K is ${K}; it must be a whole number from 2`);
  }
  if (!(large > 0 && small > 0)) {
    throw new RangeError(`large is ${large} and small ${small}; both must be above 0`);
  }
  const a = large - small;
  return {
    large: Math.abs(large - a / K),
    small: Math.sqrt(small * small + (a * a) / (K * K) + (2 * small * a) / (K * (K - 1))),
  };
}
