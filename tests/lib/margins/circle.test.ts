import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { circleRegions, largestIntra, smallestInter } from '../../../src/lib/margins/circle.ts';
import {
  EVEN_BOUND,
  evenIntra,
  margin,
  TWO_CLASS_BOUND,
  twoClassIntra,
} from '../../../src/lib/margins/circle-closed-form.ts';
import { psiReal } from '../../../src/lib/margins/psi-real.ts';
import { reach } from '../../../src/lib/margins/reach.ts';

const DEGREE = Math.PI / 180;
const apart = fc.double({ min: 0.1, max: Math.PI, noNaN: true });
const factor = fc.double({ min: 1.05, max: 9, noNaN: true });
const evenly = (K: number): number[] => Array.from({ length: K }, (_, i) => (2 * Math.PI * i) / K);

describe('reach(excess)', () => {
  it('finds where a class stops winning', () => {
    expect(reach((r) => 1 - r)).toBeCloseTo(1, 15);
  });

  it('finds the outermost stop when the class wins twice', () => {
    // Above 0 up to (π − ε)/3, and again up to (3π − ε)/3, with sin ε = 0.1.
    const found = reach((r) => Math.sin(3 * r) - 0.1);
    expect(found).toBeCloseTo(Math.PI - Math.asin(0.1) / 3, 12);
  });

  it('does not take a tie at the end for a win', () => {
    // Above 0 up to 1, below beyond it, and 0 again at π.
    expect(reach((r) => (1 - r) * (Math.PI - r))).toBeCloseTo(1, 12);
  });

  it('is 0 where it wins nowhere and π where it wins at the end', () => {
    expect(reach(() => -1)).toBe(0);
    expect(reach((r) => r - 1)).toBe(Math.PI);
  });
});

describe('circleRegions(weights, m)', () => {
  it('have the arcs worked out by hand: two weights 60° apart, m = 4', () => {
    const [first, second] = circleRegions([0, 60 * DEGREE], 4);
    // θ/(m + 1) towards the other weight, θ/(m − 1) away from it.
    expect(first!.to / DEGREE).toBeCloseTo(12, 12);
    expect(first!.from / DEGREE).toBeCloseTo(-20, 12);
    expect(second!.from / DEGREE).toBeCloseTo(48, 12);
    expect(second!.to / DEGREE).toBeCloseTo(80, 12);
  });

  it('are half circles for m = 1', () => {
    const regions = circleRegions([0, 1], 1);
    expect(largestIntra(regions)).toBeCloseTo(Math.PI, 12);
    expect(smallestInter(regions)).toBeCloseTo(0, 12);
  });

  it('win inside their arcs and nowhere else', () => {
    const weights = [0.2, 1.5, 2.9, 4.4];
    const regions = circleRegions(weights, 2.5);
    const turned = (angle: number): number => Math.acos(Math.max(-1, Math.min(1, Math.cos(angle))));
    for (let step = 0; step < 720; step++) {
      const angle = (2 * Math.PI * (step + 0.3)) / 720;
      regions.forEach(({ weight, from, to }, i) => {
        const others = weights.filter((_, j) => j !== i);
        const best = Math.max(...others.map((other) => Math.cos(angle - other)));
        const wins = psiReal(turned(angle - weight), 2.5) > best;
        const inside = [angle - 2 * Math.PI, angle, angle + 2 * Math.PI].some(
          (at) => at > from && at < to,
        );
        expect(wins).toBe(inside);
      });
    }
  });

  it('of two classes have the closed form, wherever the weights stand', () => {
    fc.assert(
      fc.property(apart, factor, fc.double({ min: -9, max: 9, noNaN: true }), (t, m, turn) => {
        const regions = circleRegions([turn, turn + t], m);
        expect(largestIntra(regions)).toBeCloseTo(twoClassIntra(m, t), 9);
        expect(smallestInter(regions)).toBeCloseTo(margin(m, t), 9);
      }),
    );
  });

  it('of K even classes have the closed form', () => {
    fc.assert(
      fc.property(fc.integer({ min: 3, max: 12 }), factor, (K, m) => {
        const regions = circleRegions(evenly(K), m);
        expect(largestIntra(regions)).toBeCloseTo(evenIntra(m, K), 9);
        expect(smallestInter(regions)).toBeCloseTo(margin(m, (2 * Math.PI) / K), 9);
      }),
    );
  });

  it('shrink as m grows', () => {
    fc.assert(
      fc.property(apart, factor, (t, m) => {
        const before = circleRegions([0, t], m);
        const after = circleRegions([0, t], m + 0.5);
        expect(largestIntra(after)).toBeLessThan(largestIntra(before) + 1e-12);
        expect(smallestInter(after)).toBeGreaterThan(smallestInter(before));
      }),
    );
  });

  it('refuse fewer than two weights, and weights that do not ascend within a turn', () => {
    expect(() => circleRegions([0], 2)).toThrow('weights holds 1');
    expect(() => circleRegions([1, 0], 2)).toThrow('weights[1] is 0');
    expect(() => circleRegions([0, 0], 2)).toThrow('weights[1] is 0');
    expect(() => circleRegions([0, 7], 2)).toThrow('below 2π');
    expect(() => circleRegions([0, 2 * Math.PI], 2)).toThrow('below 2π');
    expect(() => circleRegions([-1, 5.5], 2)).toThrow('weights spread over 6.5');
    expect(() => circleRegions([0, NaN], 2)).toThrow(RangeError);
    expect(() => circleRegions([0, 1], 0.5)).toThrow('m is 0.5');
  });
});

describe('the bounds', () => {
  const excess = (weights: readonly number[], m: number): number => {
    const regions = circleRegions(weights, m);
    return largestIntra(regions) - smallestInter(regions);
  };

  it('2 + √3 is a root of m² − 4m + 1', () => {
    expect(TWO_CLASS_BOUND * TWO_CLASS_BOUND - 4 * TWO_CLASS_BOUND + 1).toBeCloseTo(0, 12);
  });

  it('part the margins that meet the criterion from those that miss it', () => {
    for (const angle of [10, 45, 60, 110]) {
      const weights = [0, angle * DEGREE];
      expect(excess(weights, TWO_CLASS_BOUND - 1e-3)).toBeGreaterThan(0);
      expect(excess(weights, TWO_CLASS_BOUND + 1e-3)).toBeLessThan(0);
    }
    for (const K of [3, 4, 9]) {
      expect(excess(evenly(K), EVEN_BOUND - 1e-3)).toBeGreaterThan(0);
      expect(excess(evenly(K), EVEN_BOUND + 1e-3)).toBeLessThan(0);
    }
  });

  it('do not hold for classes that stand unevenly', () => {
    expect(excess([0, 60 * DEGREE, 180 * DEGREE], 4)).toBeGreaterThan(0.4);
  });
});

describe('margin(m, t)', () => {
  it('is 0, 1/3, 1/2, 3/5 of the angle between the weights', () => {
    expect([1, 2, 3, 4].map((m) => margin(m, 1))).toEqual([
      0,
      expect.closeTo(1 / 3, 15),
      0.5,
      expect.closeTo(0.6, 15),
    ]);
  });
});
