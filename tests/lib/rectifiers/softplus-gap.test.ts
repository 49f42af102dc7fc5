import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { activation } from '../../../src/lib/rectifiers/activations.ts';
import { softplusArea, softplusGap } from '../../../src/lib/rectifiers/softplus-gap.ts';
import fixture from '../../fixtures/rectifiers/others.json' with { type: 'json' };

const alpha = fc.double({ min: 0.2, max: 20, noNaN: true });

describe('softplusGap(alpha, x)', () => {
  it('is softplus less rectifier, ln 2/α at 0 and less elsewhere', () => {
    fc.assert(
      fc.property(alpha, fc.double({ min: -5, max: 5, noNaN: true }), (a, x) => {
        const soft = activation({ kind: 'softplus', alpha: a });
        const gap = softplusGap(a, x);
        expect(gap).toBeCloseTo(soft.value(x) - Math.max(0, x), 13);
        expect(softplusGap(a, -x)).toBe(gap);
        expect(gap).toBeLessThanOrEqual(softplusGap(a, 0));
        expect(softplusGap(a, 0)).toBeCloseTo(Math.LN2 / a, 13);
      }),
    );
  });
});

describe('softplusArea(alpha, reach)', () => {
  it('is what SciPy’s quadrature gives', () => {
    for (const { alpha: a, reach, area } of fixture.areas) {
      expect(softplusArea(a, reach)).toBeCloseTo(area, 11);
    }
  });

  it('is π²/(6α²) in the limit', () => {
    fc.assert(
      fc.property(alpha, (a) => {
        expect(softplusArea(a, 40 / a) * a * a).toBeCloseTo((Math.PI * Math.PI) / 6, 10);
      }),
      { numRuns: 10 },
    );
  });

  it('is Simpson’s rule: exact weights on two intervals', () => {
    const [a, b, c] = [softplusGap(1, 0), softplusGap(1, 0.5), softplusGap(1, 1)];
    expect(softplusArea(1, 1, 2)).toBeCloseTo((2 * 0.5 * (a + 4 * b + c)) / 3, 15);
    const [d, e] = [softplusGap(1, 0.25), softplusGap(1, 0.75)];
    expect(softplusArea(1, 1, 4)).toBeCloseTo((2 * 0.25 * (a + 4 * d + 2 * b + 4 * e + c)) / 3, 15);
  });

  it('refuses what lies outside', () => {
    expect(() => softplusArea(1, 0)).toThrow('reach is 0');
    expect(() => softplusArea(1, Infinity)).toThrow('reach is Infinity');
    expect(() => softplusArea(1, 1, 3)).toThrow('intervals is 3');
    expect(() => softplusArea(1, 1, 0)).toThrow('intervals is 0');
    expect(() => softplusArea(1, 1, 2.5)).toThrow('it must be an even number from 2');
    expect(() => softplusArea(0, 1)).toThrow('alpha is 0');
  });
});
