import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mean, standardDeviation } from '../../../src/lib/numeric/statistics.ts';
import fixture from '../../fixtures/margins/numeric.json' with { type: 'json' };

const numbers = fc.array(fc.double({ min: -100, max: 100, noNaN: true }), {
  minLength: 2,
  maxLength: 20,
});

describe('mean and standardDeviation', () => {
  it('of 1 to 9 are 5 and √7.5', () => {
    const x = [1, 2, 3, 4, 5, 6, 7, 8, 9];
    expect(mean(x)).toBe(5);
    expect(standardDeviation(x)).toBeCloseTo(Math.sqrt(7.5), 15);
  });

  it('the mean moves and stretches with the numbers, the deviation only stretches', () => {
    fc.assert(
      fc.property(numbers, (x) => {
        const moved = x.map((value) => 10 - 3 * value);
        expect(mean(moved)).toBeCloseTo(10 - 3 * mean(x), 9);
        expect(standardDeviation(moved)).toBeCloseTo(3 * standardDeviation(x), 9);
      }),
    );
  });

  it('agree with NumPy on numbers near a million', () => {
    expect(mean(fixture.sample) / fixture.mean).toBeCloseTo(1, 14);
    expect(standardDeviation(fixture.sample) / fixture.standardDeviation).toBeCloseTo(1, 10);
  });

  it('of equal numbers: no deviation', () => {
    expect(standardDeviation([0.1, 0.1, 0.1, 0.1])).toBeLessThan(1e-16);
  });

  it('refuse too few numbers', () => {
    expect(() => mean([])).toThrow(RangeError);
    expect(() => standardDeviation([1])).toThrow('x holds 1 numbers');
  });
});
