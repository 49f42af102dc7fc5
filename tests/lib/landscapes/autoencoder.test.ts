import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inertia } from '../../../src/lib/landscapes/inertia.ts';
import {
  criticalIndex,
  criticalLoss,
  criticalPoint,
  linearAutoencoder,
  subsets,
} from '../../../src/lib/landscapes/linear-autoencoder.ts';
import { relativeGap } from '../../../src/lib/margins/relative-gap.ts';
import { centralDifference } from '../../../src/lib/numeric/central-difference.ts';
import fixture from '../../fixtures/landscapes/hessians.json' with { type: 'json' };

const { spectrum, k, p, loss, gradient, hessian } = fixture.autoencoder;
const fixed = () => linearAutoencoder(spectrum, k);

describe('linearAutoencoder(spectrum, k)', () => {
  it('agrees with NumPy: loss, gradient, Hessian by complex steps', () => {
    const landscape = fixed();
    const found = new Float64Array(landscape.dimension).fill(3);
    expect(landscape.dimension).toBe(16);
    expect(landscape.evaluate(Float64Array.from(p), found)).toBeCloseTo(loss, 10);
    expect(relativeGap(found, gradient)).toBeLessThan(1e-13);
    expect(relativeGap(landscape.hessian(Float64Array.from(p)), hessian)).toBeLessThan(1e-13);
  });

  it('has the gradient of its loss', () => {
    const small = linearAutoencoder([2, 1, 0.5], 1);
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -2, max: 2, noNaN: true }), { minLength: 6, maxLength: 6 }),
        (at) => {
          const found = new Float64Array(6);
          small.evaluate(Float64Array.from(at), found);
          const differences = centralDifference((q) => small.evaluate(q, new Float64Array(6)), at);
          return relativeGap(found, differences) < 1e-7;
        },
      ),
    );
  });

  it('loses the whole variance with weights of zero, nothing with the identity', () => {
    const at = new Float64Array(18);
    const full = linearAutoencoder([4, 2, 1], 3);
    expect(full.evaluate(at, new Float64Array(18))).toBe(7);
    expect(full.evaluate(criticalPoint([0, 1, 2], 3, 3), new Float64Array(18))).toBe(0);
  });

  it('does not change when the code is turned and stretched', () => {
    const landscape = fixed();
    const turned = Float64Array.from(p);
    for (let i = 0; i < 4; i++) {
      // A → GA, B → BG⁻¹ with G = [[2, 1], [0, 1]].
      turned[i] = 2 * p[i]! + p[4 + i]!;
      turned[8 + 2 * i] = p[8 + 2 * i]! / 2;
      turned[8 + 2 * i + 1] = p[8 + 2 * i + 1]! - p[8 + 2 * i]! / 2;
    }
    expect(landscape.evaluate(turned, new Float64Array(16))).toBeCloseTo(loss, 10);
  });

  it('refuses negative variances and codes that do not fit', () => {
    expect(() => linearAutoencoder([1, -1], 1)).toThrow('variances must not be negative');
    expect(linearAutoencoder([1, 0], 1).dimension).toBe(4);
    for (const code of [0, 1.5, 3]) {
      expect(() => linearAutoencoder([1, 2], code)).toThrow(
        `k is ${code}; it must be a whole number from 1 to 2`,
      );
    }
    expect(linearAutoencoder([1, 2], 2).dimension).toBe(8);
  });
});

describe('critical points', () => {
  it('are where the gradient vanishes, with the loss of what is dropped and the index counted', () => {
    for (const [variances, code] of [
      [[4, 2, 1, 0.5], 2],
      [[3, 1, 2], 1],
      [[1, 5, 2, 4], 3],
    ] as const) {
      const { dimension, evaluate, hessian: second } = linearAutoencoder(variances, code);
      const d = variances.length;
      for (let rank = 0; rank <= code; rank++) {
        for (const subset of subsets(d, rank)) {
          const at = criticalPoint(subset, d, code);
          const slope = new Float64Array(dimension);
          expect(evaluate(at, slope)).toBeCloseTo(criticalLoss(subset, variances), 12);
          expect(Math.max(...slope.map(Math.abs))).toBe(0);
          const { negative } = inertia(second(at), dimension, 1e-9);
          expect(negative).toBe(criticalIndex(subset, variances, code));
        }
      }
    }
  });

  it('criticalLoss and criticalIndex: the inventory’s six points', () => {
    const variances = [4, 2, 1, 0.5];
    const found = subsets(4, 2).map((subset) => [
      criticalLoss(subset, variances),
      criticalIndex(subset, variances, 2),
    ]);
    expect(found).toEqual([
      [1.5, 0],
      [2.5, 1],
      [3, 2],
      [4.5, 2],
      [5, 3],
      [6, 4],
    ]);
    expect(criticalIndex([], variances, 2)).toBe(8);
    expect(criticalIndex([0], variances, 2)).toBe(3);
  });

  it('criticalPoint keeps directions in the order given', () => {
    expect([...criticalPoint([2, 0], 3, 2)]).toEqual([0, 0, 1, 1, 0, 0, 0, 1, 0, 0, 1, 0]);
    expect(() => criticalPoint([0, 1], 3, 1)).toThrow('at most 1 numbers below 3 fit');
    expect(() => criticalPoint([3], 3, 1)).toThrow('subset is [3]');
    expect(() => criticalPoint([0, -1], 3, 2)).toThrow('subset is [0, -1]');
  });
});

describe('subsets(n, size)', () => {
  it('lists them in lexicographic order', () => {
    expect(subsets(4, 2)).toEqual([
      [0, 1],
      [0, 2],
      [0, 3],
      [1, 2],
      [1, 3],
      [2, 3],
    ]);
    expect(subsets(3, 0)).toEqual([[]]);
    expect(subsets(3, 3)).toEqual([[0, 1, 2]]);
    expect(subsets(8, 3).length).toBe(56);
    expect(subsets(2, 3)).toEqual([]);
  });
});
