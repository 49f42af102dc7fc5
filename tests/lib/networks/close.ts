import { expect } from 'vitest';

/**
 * Expects two vectors to be equal to `tolerance` of the longer one's largest entry
 * (of 1, if that is smaller).
 */
export function expectClose(
  found: ArrayLike<number>,
  wanted: ArrayLike<number>,
  tolerance: number,
): void {
  expect(found.length).toBe(wanted.length);
  let size = 1;
  let gap = 0;
  for (let i = 0; i < wanted.length; i++) {
    size = Math.max(size, Math.abs(wanted[i]!));
    const difference = Math.abs(found[i]! - wanted[i]!);
    // A NaN must fail, and would pass through Math.max only by chance.
    gap = Number.isNaN(difference) ? Infinity : Math.max(gap, difference);
  }
  expect(gap / size).toBeLessThanOrEqual(tolerance);
}
