import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { activation } from '../../../src/lib/rectifiers/activations.ts';
import {
  type CountedKind,
  countedSlope,
  countedValue,
} from '../../../src/lib/rectifiers/counted.ts';

const KINDS: readonly CountedKind[] = ['relu', 'leaky', 'softplus', 'tanh', 'sigmoid', 'elu'];

describe('countedValue and countedSlope', () => {
  it('are the activation functions, to rounding', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...KINDS),
        fc.double({ min: -700, max: 700, noNaN: true }),
        (kind, x) => {
          const { value, slope } = activation({ kind });
          const there = countedValue(kind, x);
          const size = Math.max(1, Math.abs(x));
          expect(Math.abs(there.result - value(x)) / size).toBeLessThan(5e-16);
          const back = countedSlope(kind, x, there.result);
          expect(Math.abs(back.result - slope(x))).toBeLessThan(1e-15);
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('keep the relative precision of the exponential’s tail', () => {
    for (const x of [-30, -300, -600]) {
      expect(countedValue('sigmoid', x).result / Math.exp(x)).toBeCloseTo(1, 12);
      expect(countedValue('softplus', x).result / Math.exp(x)).toBeCloseTo(1, 12);
    }
  });

  it('count what they do', () => {
    const operations = (kind: CountedKind, x: number): [number, number] => {
      const there = countedValue(kind, x);
      return [there.operations, countedSlope(kind, x, there.result).operations];
    };
    expect(operations('relu', 1)).toEqual([1, 1]);
    expect(operations('relu', -1)).toEqual([1, 1]);
    expect(operations('leaky', 1)).toEqual([1, 1]);
    expect(operations('leaky', -1)).toEqual([2, 1]);
    expect(operations('elu', 1)).toEqual([1, 1]);
    // exp: 2 to split off the power of two, 4 for the rest, 1 square, 8 for the series of
    // five, 2 + 3 + 3 to put it together, 1 to scale.
    const EXP = 24;
    expect(operations('elu', -1)).toEqual([1 + EXP + 1, 2]);
    expect(operations('sigmoid', 1)).toEqual([EXP + 2, 2]);
    expect(operations('tanh', -1)).toEqual([2 + EXP + 3 + 1, 2]);
    // ln(1 + y): 1 to compare, 2 and 1 more where y is halved, 2 for f²/2, 2 for s, 1 square,
    // 12 for the series of seven and 1 to multiply it, 4 to put it together.
    const LOG = 23;
    expect(operations('softplus', 5)).toEqual([3 + EXP + LOG, EXP + 1]);
    expect(operations('softplus', -0.1)).toEqual([3 + EXP + LOG + 3, EXP + 1]);
  });
});
