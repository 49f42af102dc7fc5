import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { degrees, radians } from '../../../src/lib/numeric/angle.ts';
import { angleBetween, dot, norm, unit } from '../../../src/lib/numeric/vector.ts';
import fixture from '../../fixtures/margins/numeric.json' with { type: 'json' };

const angle = fc.double({ min: 0, max: Math.PI, noNaN: true });

describe('dot, norm, unit', () => {
  it('know the triangle 3, 4, 5', () => {
    expect(dot([3, 4], [4, -3])).toBe(0);
    expect(norm([3, 4])).toBe(5);
    expect([...unit([3, 4])]).toEqual([0.6, 0.8]);
  });

  it('norm(c·a) = |c|·norm(a), however large or small', () => {
    for (const c of [1, 1e-200, 1e200, 1e-310]) {
      expect(norm([3 * c, -4 * c]) / c).toBeCloseTo(5, 10);
      expect(dot(unit([3 * c, -4 * c]), [0.6, -0.8])).toBeCloseTo(1, 12);
    }
  });

  it('norm of zero is 0, of an infinite entry ∞', () => {
    expect(norm([0, 0])).toBe(0);
    expect(norm([])).toBe(0);
    expect(norm([1, -Infinity])).toBe(Infinity);
  });

  it('unit refuses what has no direction', () => {
    expect(() => unit([0, 0, 0])).toThrow(RangeError);
    expect(() => unit([Infinity, 1])).toThrow(RangeError);
    expect(() => unit([NaN, 1])).toThrow(RangeError);
  });

  it('dot and angleBetween refuse vectors of different lengths', () => {
    expect(() => dot([1, 2], [1])).toThrow('a has 2 entries and b 1');
    expect(() => angleBetween([1, 0], [1])).toThrow('u has 2 entries and v 1');
  });
});

describe('angleBetween(u, v)', () => {
  it('is 0, π/2 and π for equal, perpendicular and opposite vectors, exactly', () => {
    expect(angleBetween([1, 0], [1, 0])).toBe(0);
    expect(angleBetween([1, 0], [0, 1])).toBe(Math.PI / 2);
    expect(angleBetween([1, 0], [-1, 0])).toBe(Math.PI);
  });

  it('gives back the angle a vector was turned by', () => {
    fc.assert(
      fc.property(angle, (theta) => {
        const found = angleBetween([1, 0], [Math.cos(theta), Math.sin(theta)]);
        expect(Math.abs(found - theta)).toBeLessThan(1e-15);
      }),
    );
  });

  it('keeps an angle of 10⁻⁹, of which the arc cosine knows nothing', () => {
    const v = [Math.cos(1e-9), Math.sin(1e-9)];
    expect(angleBetween([1, 0], v) / 1e-9).toBeCloseTo(1, 12);
    expect(Math.acos(dot([1, 0], v))).toBe(0);
  });

  it('agrees with NumPy in seven dimensions', () => {
    fixture.u.forEach((u, i) => {
      expect(angleBetween(u, fixture.v[i]!)).toBeCloseTo(fixture.angle[i]!, 13);
    });
  });
});

describe('degrees and radians', () => {
  it('undo each other; 180° is π', () => {
    expect(degrees(Math.PI)).toBe(180);
    expect(radians(90)).toBeCloseTo(Math.PI / 2, 15);
    fc.assert(
      fc.property(angle, (theta) => {
        expect(radians(degrees(theta))).toBeCloseTo(theta, 14);
      }),
    );
  });
});
