import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compensatedHorner } from '../../../src/lib/optimization/compensated-horner.ts';
import { lagrangeBound } from '../../../src/lib/optimization/lagrange-bound.ts';
import { partialSum, partialSums } from '../../../src/lib/optimization/partial-sum.ts';
import { taylorFunctions } from '../../../src/lib/optimization/taylor-functions.ts';
import fixture from '../../fixtures/optimization/taylor.json' with { type: 'json' };

const small = fc.integer({ min: -20, max: 20 });

describe('partialSum', () => {
  it('sums the first degree + 1 terms', () => {
    expect(partialSum([1, 2, 3], 10)).toBe(321);
    expect(partialSum([1, 2, 3], 10, 1)).toBe(21);
    expect(partialSum([1, 2, 3], 10, 0)).toBe(1);
  });

  it('agrees with adding the terms one by one', () => {
    fc.assert(
      fc.property(fc.array(small, { minLength: 1, maxLength: 8 }), small, (c, h) => {
        let power = 1;
        let sum = 0;
        for (const coefficient of c) {
          sum += coefficient * power;
          power *= h;
        }
        // Whole numbers below 2⁵³ throughout: both are exact. + 0 turns −0 into 0.
        expect(partialSum(c, h) + 0).toBe(sum + 0);
      }),
    );
  });

  it.each([
    ['x1', 1],
    ['x2', 2],
    ['xMinus3', -3],
  ] as const)('of e^x misses by what exact fractions say, %s', (key, x) => {
    const sums = partialSums(taylorFunctions.exp.coefficients(8), x);
    for (const [n, error] of fixture.expErrors[key].entries()) {
      expect(Math.abs(Math.exp(x) - sums[n]!)).toBeCloseTo(error, 14);
    }
  });

  it('of ln(1 + x) at ½ misses by 7.4·10⁻¹⁵ at degree 40', () => {
    const sum = partialSum(taylorFunctions.log.coefficients(40), 0.5);
    expect(Math.abs(Math.log1p(0.5) - sum)).toBeCloseTo(fixture.logErrorAtHalf40, 15);
  });

  it('refuses a degree without a coefficient', () => {
    expect(() => partialSum([1, 2], 1, 2)).toThrow('degree is 2');
    expect(() => partialSum([1, 2], 1, -1)).toThrow(RangeError);
    expect(() => partialSum([], 1)).toThrow(RangeError);
  });
});

describe('partialSums', () => {
  it('has the sum of degree n as item n', () => {
    expect(partialSums([1, 1, 1, 1], 2)).toEqual([1, 3, 7, 15]);
  });
});

describe('compensatedHorner', () => {
  it('finds (x − 1)⁷ near 1, where Horner’s rule is wrong in the first digit', () => {
    const { coefficients, x, value } = fixture.horner;
    const error = (found: number) => Math.abs(found - value) / Math.abs(value);
    expect(error(partialSum(coefficients, x))).toBeGreaterThan(1e-2);
    expect(error(compensatedHorner(coefficients, x))).toBeLessThan(1e-13);
  });

  it('agrees with Horner’s rule where that is exact', () => {
    fc.assert(
      fc.property(fc.array(small, { minLength: 1, maxLength: 8 }), small, (c, h) => {
        expect(compensatedHorner(c, h) + 0).toBe(partialSum(c, h) + 0);
      }),
    );
  });

  it('refuses a polynomial without coefficients', () => {
    expect(() => compensatedHorner([], 1)).toThrow(RangeError);
  });
});

describe('lagrangeBound', () => {
  it('is M·d^(n+1)/(n+1)!', () => {
    expect(lagrangeBound(2, 3, 0)).toBe(6);
    expect(lagrangeBound(1, 2, 3)).toBeCloseTo(16 / 24, 15);
    expect(lagrangeBound(Math.E, 1, 8)).toBeCloseTo(7.490856e-6, 12);
  });

  it('is above the error wherever the series converges', () => {
    const functions = Object.values(taylorFunctions).filter((f) => f.derivativeBound);
    fc.assert(
      fc.property(
        fc.constantFrom(...functions),
        fc.double({ min: -0.9, max: 0.9, noNaN: true }),
        fc.integer({ min: 0, max: 12 }),
        (f, x, n) => {
          const bound = lagrangeBound(f.derivativeBound!(n + 1, x), Math.abs(x), n);
          const error = Math.abs(f.value(x) - partialSum(f.coefficients(n), x));
          expect(error).toBeLessThanOrEqual(bound + 1e-14);
        },
      ),
    );
  });

  it('does not overflow for a high degree', () => {
    expect(lagrangeBound(1, 100, 400)).toBeLessThan(1e-60);
  });

  it('refuses what is negative or not finite', () => {
    expect(() => lagrangeBound(-1, 1, 1)).toThrow('derivativeBound is -1');
    expect(() => lagrangeBound(1, NaN, 1)).toThrow('distance is NaN');
    expect(() => lagrangeBound(Infinity, 1, 1)).toThrow(RangeError);
    expect(() => lagrangeBound(1, 1, 0.5)).toThrow('degree is 0.5');
  });
});
