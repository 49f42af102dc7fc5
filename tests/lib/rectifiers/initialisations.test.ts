import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../src/lib/numeric/random.ts';
import { mean, standardDeviation } from '../../../src/lib/numeric/statistics.ts';
import { deviation, fill } from '../../../src/lib/rectifiers/initialisations.ts';

const size = fc.integer({ min: 1, max: 4096 });

describe('deviation(initialisation, inputs, outputs)', () => {
  it('is the root of the variance each paper gives', () => {
    expect(deviation({ scheme: 'lecun' }, 100, 7)).toBe(0.1);
    expect(deviation({ scheme: 'glorot' }, 150, 50)).toBe(0.1);
    expect(deviation({ scheme: 'he' }, 200, 7)).toBe(0.1);
    expect(deviation({ scheme: 'he', count: 'outputs' }, 7, 200)).toBe(0.1);
    expect(deviation({ scheme: 'he', slope: 1 }, 100, 7)).toBe(0.1);
    expect(deviation({ scheme: 'he', slope: -0.5 }, 160, 7)).toBe(0.1);
    expect(deviation({ scheme: 'standard' }, 300, 7)).toBeCloseTo(1 / 30, 15);
  });

  it('agrees where the papers agree', () => {
    fc.assert(
      fc.property(size, size, (n, m) => {
        // Layers of one width: Glorot is LeCun. Straight units: He is LeCun.
        expect(deviation({ scheme: 'glorot' }, n, n)).toBeCloseTo(
          deviation({ scheme: 'lecun' }, n, m),
          14,
        );
        expect(deviation({ scheme: 'he', slope: 1 }, n, m)).toBeCloseTo(
          deviation({ scheme: 'lecun' }, n, m),
          14,
        );
        // Seen from either side, Glorot's rule is the same.
        expect(deviation({ scheme: 'glorot' }, n, m)).toBe(deviation({ scheme: 'glorot' }, m, n));
      }),
    );
  });

  it('refuses sizes that are none', () => {
    expect(() => deviation({ scheme: 'he' }, 0, 3)).toThrow('inputs is 0');
    expect(() => deviation({ scheme: 'lecun' }, 3, 1.5)).toThrow('outputs is 1.5');
    expect(() => deviation({ scheme: 'he', slope: NaN }, 3, 3)).toThrow(
      new RangeError('slope is NaN; it must be finite'),
    );
  });
});

describe('fill(weights, spread, shape, random)', () => {
  it.each(['normal', 'uniform'] as const)('has mean 0 and the deviation asked: %s', (shape) => {
    const weights = new Float64Array(40_000);
    fill(weights, 0.3, shape, createRandom(5));
    // Five standard errors: of the mean 0.3/200, of the deviation less than that.
    expect(Math.abs(mean(weights))).toBeLessThan(0.0075);
    expect(Math.abs(standardDeviation(weights) - 0.3)).toBeLessThan(0.0075);
  });

  it('has the shape asked', () => {
    const weights = new Float64Array(40_000);
    fill(weights, 1, 'uniform', createRandom(5));
    const largest = Math.max(...weights.map(Math.abs));
    expect(largest).toBeLessThanOrEqual(Math.sqrt(3));
    expect(largest).toBeGreaterThan(1.73);
    // The lower half is as full as the upper.
    expect(weights.filter((w) => w < -Math.sqrt(3) / 2).length / weights.length).toBeCloseTo(
      0.25,
      1,
    );
    fill(weights, 1, 'normal', createRandom(5));
    expect(Math.max(...weights.map(Math.abs))).toBeGreaterThan(3);
    // A normal number is within one deviation 68 times in 100, a uniform one 58.
    expect(weights.filter((w) => Math.abs(w) < 1).length / weights.length).toBeCloseTo(0.6827, 2);
  });

  it('is the same for the same seed, another for another', () => {
    const draw = (seed: number): Float64Array => {
      const weights = new Float64Array(10);
      fill(weights, 1, 'normal', createRandom(seed));
      return weights;
    };
    expect(draw(1)).toEqual(draw(1));
    expect(draw(1)).not.toEqual(draw(2));
  });
});
