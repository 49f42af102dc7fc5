import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { centralDifference } from '../../../src/lib/numeric/central-difference.ts';
import { round } from '../../../src/lib/numeric/round.ts';
import { rungeKuttaStep } from '../../../src/lib/numeric/runge-kutta.ts';

describe('centralDifference(f, x)', () => {
  it('is exact for a quadratic, up to rounding', () => {
    const gradient = centralDifference(([a, b]) => a! * a! + 3 * a! * b! - b!, [2, -1]);
    expect(gradient[0]).toBeCloseTo(1, 8);
    expect(gradient[1]).toBeCloseTo(5, 8);
  });

  it('has an error of second order in the step', () => {
    const error = (h: number): number =>
      Math.abs(centralDifference(([x]) => Math.exp(x!), [0], h)[0]! - 1);
    expect(error(0.02) / error(0.01)).toBeCloseTo(4, 3);
  });

  it('leaves its argument alone', () => {
    const x = Float64Array.of(1, 2);
    centralDifference(([a, b]) => a! * b!, x);
    expect([...x]).toEqual([1, 2]);
  });

  it('refuses a step that is not above 0', () => {
    for (const h of [0, -1, NaN]) {
      expect(() => centralDifference(() => 0, [1], h)).toThrow(`h is ${h}`);
    }
  });
});

describe('rungeKuttaStep(f, t, y, h)', () => {
  it('integrates a cubic in t exactly', () => {
    const y = Float64Array.of(0);
    rungeKuttaStep((t, _, slope) => (slope[0] = 4 * t * t * t), 1, y, 2);
    expect(y[0]).toBeCloseTo(3 ** 4 - 1, 12);
  });

  it('has an error of fourth order on y′ = y', () => {
    const error = (steps: number): number => {
      const y = Float64Array.of(1);
      for (let i = 0; i < steps; i++) {
        rungeKuttaStep((_, at, slope) => slope.set(at), i / steps, y, 1 / steps);
      }
      return Math.abs(y[0]! - Math.E);
    };
    expect(Math.log2(error(20) / error(40))).toBeCloseTo(4, 1);
  });

  it('turns a pendulum without losing its amplitude', () => {
    const y = Float64Array.of(1, 0);
    const h = Math.PI / 100;
    for (let i = 0; i < 200; i++) {
      rungeKuttaStep((_, [q, p], slope) => slope.set([p!, -q!]), i * h, y, h);
    }
    expect(y[0]).toBeCloseTo(1, 6);
    expect(y[1]).toBeCloseTo(0, 6);
  });
});

describe('round(x, digits)', () => {
  it('keeps the leading digits', () => {
    expect(round(1234.5678, 6)).toBe(1234.57);
    expect(round(-0.00012345, 2)).toBe(-0.00012);
    expect(round(0, 3)).toBe(0);
  });

  it('moves a number by at most half a unit of its last digit', () => {
    fc.assert(
      fc.property(fc.double({ min: 1, max: 10, maxExcluded: true, noNaN: true }), (x) => {
        expect(Math.abs(round(x, 5) - x)).toBeLessThanOrEqual(0.5000001e-4);
      }),
    );
  });
});
