import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { softmax } from '../../../src/lib/numeric/softmax.ts';
import { meanOverMasks } from '../../../src/lib/rectifiers/dropout.ts';
import fixture from '../../fixtures/rectifiers/others.json' with { type: 'json' };
import { expectClose } from '../networks/close.ts';

const keepRate = fc.double({ min: 0.05, max: 1, noNaN: true });

describe('meanOverMasks(n, keep, f)', () => {
  it('is what NumPy gives for a softmax layer', () => {
    const { W, x, keep, mean } = fixture.dropout;
    const found = meanOverMasks(6, keep, (mask) =>
      softmax(
        [0, 1, 2].map((j) =>
          x.reduce((sum, entry, i) => sum + W[6 * j + i]! * mask[i]! * entry, 0),
        ),
      ),
    );
    expectClose(found, mean, 1e-14);
  });

  it('visits every mask once', () => {
    const seen: string[] = [];
    meanOverMasks(3, 0.5, (mask) => {
      seen.push(mask.join(''));
      return [0];
    });
    expect([...seen].sort()).toEqual(['000', '001', '010', '011', '100', '101', '110', '111']);
  });

  it('weighs masks by their chance: mean keep, variance keep(1 − keep), units independent', () => {
    fc.assert(
      fc.property(keepRate, (keep) => {
        const [one, first, both] = meanOverMasks(4, keep, (mask) => [
          1,
          mask[0]!,
          mask[0]! * mask[3]!,
        ]);
        expect(one).toBeCloseTo(1, 12);
        expect(first).toBeCloseTo(keep, 12);
        expect(both).toBeCloseTo(keep * keep, 12);
      }),
    );
  });

  it('drops nothing when all are kept', () => {
    expect([...meanOverMasks(2, 1, (mask) => [...mask])]).toEqual([1, 1]);
    expect([...meanOverMasks(1, 0.25, (mask) => [...mask])]).toEqual([0.25]);
  });

  it('refuses what lies outside', () => {
    expect(() => meanOverMasks(0, 0.5, () => [0])).toThrow('n is 0');
    expect(() => meanOverMasks(17, 0.5, () => [0])).toThrow(
      'n is 17; it must be a whole number from 1 to 16',
    );
    expect(() => meanOverMasks(1.5, 0.5, () => [0])).toThrow('n is 1.5');
    expect(() => meanOverMasks(2, 0, () => [0])).toThrow('keep is 0');
    expect(() => meanOverMasks(2, 1.1, () => [0])).toThrow(
      'keep is 1.1; it must be above 0 and at most 1',
    );
    expect(meanOverMasks(16, 0.5, () => [1])[0]).toBeCloseTo(1, 12);
  });
});
