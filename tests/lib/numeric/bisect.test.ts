import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bisect } from '../../../src/lib/numeric/bisect.ts';

describe('bisect(f, low, high)', () => {
  it('finds √2 to the last digit', () => {
    const root = bisect((x) => x * x - 2, 0, 2);
    expect(Math.abs(root - Math.SQRT2)).toBeLessThanOrEqual(2 ** -52);
  });

  it('finds the zero of a falling function too', () => {
    expect(bisect((x) => Math.cos(x), 0, 3)).toBeCloseTo(Math.PI / 2, 15);
  });

  it('stops where the sign changes, on the side of the high end', () => {
    fc.assert(
      fc.property(fc.double({ min: -0.99, max: 0.99, noNaN: true }), (at) => {
        const f = (x: number): number => (x < at ? -1 : 1);
        const found = bisect(f, -1, 1);
        expect(f(found)).toBe(1);
        expect(found - at).toBeLessThan(1e-15);
      }),
    );
  });

  it('is as exact as the tolerance asks, and no more work', () => {
    let evaluations = 0;
    const found = bisect(
      (x) => {
        evaluations += 1;
        return x - 1 / 3;
      },
      0,
      1,
      1e-3,
    );
    expect(Math.abs(found - 1 / 3)).toBeLessThanOrEqual(1e-3);
    expect(evaluations).toBe(12);
  });

  it('takes an end that is a zero', () => {
    expect(bisect((x) => x, 0, 1)).toBe(0);
    expect(bisect((x) => x - 1, 0, 1)).toBe(1);
  });

  it('refuses equal signs, NaN, an empty or infinite interval and a negative tolerance', () => {
    expect(() => bisect((x) => x * x + 1, -1, 1)).toThrow('the signs must differ');
    expect(() => bisect(() => NaN, -1, 1)).toThrow(RangeError);
    expect(() => bisect((x) => x, 1, -1)).toThrow('interval is [1, -1]');
    expect(() => bisect((x) => x, 0, Infinity)).toThrow(RangeError);
    expect(() => bisect((x) => x, -1, 1, -1)).toThrow('tolerance is -1');
  });
});
