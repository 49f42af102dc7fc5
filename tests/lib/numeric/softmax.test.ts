import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { logSumExp } from '../../../src/lib/numeric/log-sum-exp.ts';
import { logSoftmax, softmax } from '../../../src/lib/numeric/softmax.ts';
import fixture from '../../fixtures/margins/numeric.json' with { type: 'json' };

const logits = fc.array(fc.double({ min: -50, max: 50, noNaN: true }), {
  minLength: 1,
  maxLength: 8,
});

describe('logSumExp(z)', () => {
  it('of n equal numbers z is z + ln n', () => {
    expect(logSumExp([3, 3, 3, 3])).toBeCloseTo(3 + Math.log(4), 14);
    expect(logSumExp([-7])).toBe(-7);
  });

  it('moves with a constant added to all', () => {
    fc.assert(
      fc.property(logits, fc.double({ min: -1e3, max: 1e3, noNaN: true }), (z, c) => {
        expect(logSumExp(z.map((x) => x + c))).toBeCloseTo(logSumExp(z) + c, 9);
      }),
    );
  });

  it('lies between the largest and the largest + ln n', () => {
    fc.assert(
      fc.property(logits, (z) => {
        const excess = logSumExp(z) - Math.max(...z);
        expect(excess).toBeGreaterThanOrEqual(0);
        expect(excess).toBeLessThanOrEqual(Math.log(z.length) + 1e-12);
      }),
    );
  });

  it('agrees with SciPy', () => {
    fixture.logits.forEach((z, i) => {
      expect(logSumExp(z) / fixture.logSumExp[i]!).toBeCloseTo(1, 13);
    });
  });

  it('does not overflow, and keeps infinite terms', () => {
    expect(logSumExp([1e300, 1e300])).toBe(1e300);
    expect(logSumExp([-1e4, -1e4])).toBeCloseTo(-1e4 + Math.LN2, 9);
    expect(logSumExp([-Infinity, 2])).toBe(2);
    expect(logSumExp([-Infinity, -Infinity])).toBe(-Infinity);
    expect(logSumExp([1, Infinity])).toBe(Infinity);
  });

  it('refuses an empty sum', () => {
    expect(() => logSumExp([])).toThrow(RangeError);
  });
});

describe('softmax(z)', () => {
  it('of equal logits is even, of two logits the logistic function', () => {
    expect([...softmax([5, 5])]).toEqual([0.5, 0.5]);
    expect(softmax([2, -1])[0]).toBeCloseTo(1 / (1 + Math.exp(-3)), 15);
  });

  it('sums to 1, keeps the order and does not feel a constant', () => {
    fc.assert(
      fc.property(logits, (z) => {
        const p = softmax(z);
        expect(p.reduce((sum, x) => sum + x, 0)).toBeCloseTo(1, 12);
        z.forEach((a, i) => {
          z.forEach((b, j) => {
            if (a > b) expect(p[i]!).toBeGreaterThanOrEqual(p[j]!);
          });
        });
        softmax(z.map((x) => x + 1000)).forEach((q, i) => {
          expect(q).toBeCloseTo(p[i]!, 10);
        });
      }),
    );
  });

  it('agrees with SciPy, and so does its logarithm', () => {
    fixture.logits.forEach((z, i) => {
      softmax(z).forEach((p, j) => {
        expect(Math.abs(p - fixture.softmax[i]![j]!)).toBeLessThan(1e-15);
      });
      logSoftmax(z).forEach((lp, j) => {
        expect(lp).toBeCloseTo(fixture.logSoftmax[i]![j]!, 9);
      });
    });
  });

  it('stays finite where exponentials do not', () => {
    expect([...softmax([1e4, 0])]).toEqual([1, 0]);
    expect([...logSoftmax([1e4, 0])]).toEqual([0, -1e4]);
  });

  it('refuses no logits', () => {
    expect(() => softmax([])).toThrow(RangeError);
    expect(() => logSoftmax([])).toThrow(RangeError);
  });
});
