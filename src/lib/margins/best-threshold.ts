/**
 * The threshold on distance that tells pairs of one class from pairs of two with
 * the fewest mistakes, when a pair counts as the same class below it. No mistakes
 * are left exactly if the largest distance within a class is smaller than the
 * smallest between two: the criterion of open-set recognition. O(n log n).
 *
 * @param within distances of pairs of one class, at least one
 * @param between distances of pairs of two classes, at least one
 * @returns the threshold (the middle of the best gap) and the number of pairs misjudged
 * @throws RangeError if either is empty
 */
export function bestThreshold(
  within: readonly number[],
  between: readonly number[],
): { readonly threshold: number; readonly mistakes: number } {
  if (within.length === 0 || between.length === 0) {
    throw new RangeError(
      `within holds ${within.length} distances and between ${between.length}; both need at least 1`,
    );
  }
  const pairs = [
    ...within.map((distance) => ({ distance, same: true })),
    ...between.map((distance) => ({ distance, same: false })),
  ].sort((a, b) => a.distance - b.distance);
  const first = pairs[0]!;
  // Below the smallest distance no pair counts as the same class.
  let mistakes = within.length;
  let best = { threshold: first.distance, mistakes };
  pairs.forEach(({ distance, same }, i) => {
    mistakes += same ? -1 : 1;
    const next = pairs[i + 1];
    // Equal distances cannot be told apart: no threshold fits between them.
    if (next !== undefined && next.distance === distance) return;
    if (mistakes < best.mistakes) {
      best = {
        threshold: next === undefined ? Infinity : (distance + next.distance) / 2,
        mistakes,
      };
    }
  });
  return best;
}
