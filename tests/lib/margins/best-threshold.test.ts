import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bestThreshold } from '../../../src/lib/margins/best-threshold.ts';

const distances = fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 1, maxLength: 12 });

/** Pairs misjudged by one threshold: same class means below it. */
function mistakesAt(threshold: number, within: number[], between: number[]): number {
  return (
    within.filter((distance) => distance >= threshold).length +
    between.filter((distance) => distance < threshold).length
  );
}

describe('bestThreshold(within, between)', () => {
  it('makes no mistake when the criterion is met, with the threshold in the gap', () => {
    expect(bestThreshold([1, 2, 3], [5, 9])).toEqual({ threshold: 4, mistakes: 0 });
  });

  it('leaves a mistake when two distances are equal', () => {
    expect(bestThreshold([1, 3], [3, 9]).mistakes).toBe(1);
  });

  it('takes the lowest of several equally good', () => {
    // One mistake at 1.5 (the 3), and one at 3.5 (the 2).
    expect(bestThreshold([1, 3], [2, 4])).toEqual({ threshold: 1.5, mistakes: 1 });
  });

  it('may keep everything apart, or everything together', () => {
    expect(bestThreshold([9], [1, 2, 3])).toEqual({ threshold: 1, mistakes: 1 });
    expect(bestThreshold([7, 8, 9], [1])).toEqual({ threshold: Infinity, mistakes: 1 });
  });

  it('is as good as the best of all thresholds, and counts its own mistakes right', () => {
    fc.assert(
      fc.property(distances, distances, (within, between) => {
        const { threshold, mistakes } = bestThreshold(within, between);
        expect(mistakesAt(threshold, within, between)).toBe(mistakes);
        const all = [...within, ...between].flatMap((x) => [x, x + 0.5]);
        expect(mistakes).toBe(Math.min(...all.map((t) => mistakesAt(t, within, between))));
      }),
    );
  });

  it('makes no mistake exactly if the largest within is below the smallest between', () => {
    fc.assert(
      fc.property(distances, distances, (within, between) => {
        const met = Math.max(...within) < Math.min(...between);
        expect(bestThreshold(within, between).mistakes === 0).toBe(met);
      }),
    );
  });

  it('refuses to choose without pairs', () => {
    expect(() => bestThreshold([], [1])).toThrow('within holds 0');
    expect(() => bestThreshold([1], [])).toThrow('between 0');
  });
});
