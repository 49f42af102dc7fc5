import { correlation } from './correlation.ts';
import { ranks } from './ranks.ts';

/**
 * Spearman's rank correlation: Pearson's correlation of the ranks, ties sharing
 * the mean rank. 1 where y rises with x, −1 where it falls, however curved.
 * O(n log n).
 *
 * @param x n ≥ 2 numbers, not all alike
 * @param y n numbers, not all alike
 * @throws RangeError if the lengths differ or are below 2, an entry is not a number,
 *   or one list is constant
 */
export function spearman(x: ArrayLike<number>, y: ArrayLike<number>): number {
  return correlation(ranks(x), ranks(y));
}
