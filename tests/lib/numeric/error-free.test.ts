import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ddAdd, ddDivide, ddScale } from '../../../src/lib/numeric/double-double.ts';
import { twoProduct, twoSum } from '../../../src/lib/numeric/error-free.ts';
import { neumaierSum } from '../../../src/lib/numeric/neumaier.ts';
import taylor from '../../fixtures/optimization/taylor.json' with { type: 'json' };

/** Whole numbers of 53 bits: their sums and products can be checked with BigInt. */
const whole = fc.bigInt({ min: -(2n ** 53n) + 1n, max: 2n ** 53n - 1n });

describe('twoSum', () => {
  it('keeps what rounding drops', () => {
    expect(twoSum(1, 2 ** -60)).toEqual({ high: 1, low: 2 ** -60 });
    expect(twoSum(2 ** -60, 1)).toEqual({ high: 1, low: 2 ** -60 });
  });

  it('is exact for whole numbers, whichever is larger', () => {
    fc.assert(
      fc.property(whole, whole, (a, b) => {
        const { high, low } = twoSum(Number(a), Number(b));
        expect(BigInt(high) + BigInt(low)).toBe(a + b);
        expect(high).toBe(Number(a) + Number(b));
      }),
    );
  });
});

describe('twoProduct', () => {
  it('keeps the low half of (2²⁷ + 1)²', () => {
    expect(twoProduct(2 ** 27 + 1, 2 ** 27 + 1)).toEqual({ high: 2 ** 54 + 2 ** 28, low: 1 });
  });

  it('is exact for whole numbers', () => {
    fc.assert(
      fc.property(whole, whole, (a, b) => {
        const { high, low } = twoProduct(Number(a), Number(b));
        expect(BigInt(high) + BigInt(low)).toBe(a * b);
      }),
    );
  });
});

describe('pairs of doubles', () => {
  it('add without losing the low part when the high parts cancel', () => {
    const sum = ddAdd({ high: 1, low: 2 ** -70 }, { high: -1, low: 2 ** -80 });
    expect(sum.high + sum.low).toBe(2 ** -70 + 2 ** -80);
  });

  it('add to within a few units of 2⁻¹⁰⁴, of one sign or two', () => {
    // As whole numbers: 53 bits above, and below half their last unit 40 bits more.
    const pair = fc
      .record({
        high: fc.bigInt({ min: 2n ** 52n, max: 2n ** 53n - 1n }),
        shift: fc.bigInt({ min: 40n, max: 50n }),
        low: fc.bigInt({ min: -(2n ** 39n), max: 2n ** 39n }),
        sign: fc.constantFrom(1n, -1n),
      })
      .map(({ high, shift, low, sign }) => [sign * (high << shift), sign * low] as const);
    fc.assert(
      fc.property(pair, pair, ([aHigh, aLow], [bHigh, bLow]) => {
        const { high, low } = ddAdd(
          { high: Number(aHigh), low: Number(aLow) },
          { high: Number(bHigh), low: Number(bLow) },
        );
        const exact = aHigh + aLow + bHigh + bLow;
        const error = BigInt(high) + BigInt(low) - exact;
        const size = exact < 0n ? -exact : exact;
        expect((error < 0n ? -error : error) * 2n ** 102n <= size).toBe(true);
      }),
    );
  });

  it('divide and scale back to within a few units of 2⁻¹⁰⁴', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1e-3, max: 1e3, noNaN: true }),
        fc.integer({ min: 1, max: 1000 }),
        (a, b) => {
          const back = ddScale(ddDivide({ high: a, low: 0 }, b), b);
          const error = ddAdd(back, { high: -a, low: 0 });
          expect(Math.abs(error.high + error.low)).toBeLessThanOrEqual(a * 2 ** -100);
        },
      ),
    );
  });

  it('hold a third to twice the digits of a double', () => {
    const third = ddDivide({ high: 1, low: 0 }, 3);
    // 1/3 − fl(1/3) = 2⁻⁵⁴/3.
    expect(third.high).toBe(1 / 3);
    expect(third.low).toBeCloseTo(2 ** -54 / 3, 40);
  });
});

describe('neumaierSum', () => {
  it('brings back what a large term swallowed', () => {
    expect(neumaierSum([1, 1e100, 1, -1e100])).toBe(2);
    expect(neumaierSum([1e100, 1, -1e100])).toBe(1);
  });

  it('agrees with the exactly rounded sum of wide terms', () => {
    const naive = taylor.sum.terms.reduce((a, b) => a + b, 0);
    expect(naive).not.toBe(taylor.sum.exact);
    expect(neumaierSum(taylor.sum.terms)).toBe(taylor.sum.exact);
  });

  it('is 0 for no terms', () => {
    expect(neumaierSum([])).toBe(0);
  });
});
