import { describe, expect, it } from 'vitest';
import {
  expCompensated,
  expCondition,
  expDoubleDouble,
  expForward,
  expReciprocal,
  expTerms,
} from '../../../src/lib/optimization/exp-series.ts';
import fixture from '../../fixtures/optimization/taylor.json' with { type: 'json' };

const off = (found: number, truth: number) => Math.abs(found - truth) / truth;

describe('the series of e^x', () => {
  it('has terms x^k/k!', () => {
    expect([...expTerms(2, 5)]).toEqual([1, 2, 2, 8 / 6, 16 / 24]);
  });

  it.each([expForward, expCompensated, expDoubleDouble, expReciprocal])(
    'adds up to e^x where nothing cancels: %o',
    (sum) => {
      for (const x of [0, 0.1, 1, 5, 20]) expect(off(sum(x), Math.exp(x))).toBeLessThan(1e-14);
    },
  );

  it('loses every digit at −20 in double precision', () => {
    expect(off(expForward(-20), fixture.expMinus20)).toBeCloseTo(1.9826, 4);
  });

  it('is not mended by exact additions, for the terms are rounded', () => {
    expect(off(expCompensated(-20), fixture.expMinus20)).toBeGreaterThan(0.01);
  });

  it('is mended by twice the digits, or by taking the reciprocal', () => {
    expect(off(expDoubleDouble(-20), fixture.expMinus20)).toBeLessThan(1e-12);
    expect(off(expReciprocal(-20), fixture.expMinus20)).toBeLessThan(1e-14);
  });

  it('has a condition number that foretells the loss', () => {
    expect(expCondition(20)).toBe(1);
    const sizes = expTerms(-20).reduce((sum, term) => sum + Math.abs(term), 0);
    expect(expCondition(-20)).toBeCloseTo(sizes / Math.exp(-20), -4);
    expect(off(expForward(-20), fixture.expMinus20)).toBeLessThan(expCondition(-20) * 2 ** -52);
  });

  it('is 1 at 0 and refuses what is not finite', () => {
    for (const sum of [expForward, expCompensated, expDoubleDouble, expReciprocal]) {
      expect(sum(0)).toBe(1);
      expect(() => sum(NaN)).toThrow('x is NaN');
      expect(() => sum(Infinity)).toThrow(RangeError);
    }
  });
});
