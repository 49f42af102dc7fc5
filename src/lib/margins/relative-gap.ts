import { norm } from '../numeric/vector.ts';

/**
 * How far a gradient is from a reference, ‖a − b‖ / max(1, ‖b‖): relative for long
 * gradients, absolute for short ones, whose relative error is that of rounding.
 *
 * @throws RangeError if the lengths differ
 */
export function relativeGap(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length) {
    throw new RangeError(`a has ${a.length} entries and b ${b.length}; they must have as many`);
  }
  const difference = Float64Array.from(a, (entry, i) => entry - b[i]!);
  return norm(difference) / Math.max(1, norm(b));
}
