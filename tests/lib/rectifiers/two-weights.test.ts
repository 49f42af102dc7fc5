import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { centralDifference } from '../../../src/lib/numeric/central-difference.ts';
import {
  type Weights,
  slide,
  twoWeightCurvature,
  twoWeightGradient,
  twoWeightLoss,
} from '../../../src/lib/rectifiers/two-weights.ts';
import fixture from '../../fixtures/rectifiers/others.json' with { type: 'json' };
import { expectClose } from '../networks/close.ts';

const entry = fc.double({ min: -3, max: 3, noNaN: true });
const alpha = fc.double({ min: 0.1, max: 10, noNaN: true });

describe('½(w₁w₂ − 1)²', () => {
  it('is 0 on the hyperbola and ½ on the axes', () => {
    expect(twoWeightLoss([4, 0.25])).toBe(0);
    expect(twoWeightLoss([0, 9])).toBe(0.5);
    expect(twoWeightLoss([2, 2])).toBe(4.5);
    expect(twoWeightGradient([2, 1])).toEqual([1, 2]);
    expect(twoWeightGradient([0.5, 2])).toEqual([0, 0]);
  });

  it('has the gradient central differences give', () => {
    fc.assert(
      fc.property(entry, entry, (w1, w2) => {
        const measured = centralDifference(([a, b]) => twoWeightLoss([a!, b!]), [w1, w2]);
        expectClose(twoWeightGradient([w1, w2]), measured, 1e-7);
      }),
    );
  });

  it('has the largest eigenvalue NumPy gives, and w₁² + w₂² on the hyperbola', () => {
    for (const { w, largest } of fixture.curvature) {
      expect(twoWeightCurvature(w as unknown as Weights)).toBeCloseTo(largest, 12);
    }
    fc.assert(
      fc.property(alpha, (a) => {
        expect(twoWeightCurvature([a, 1 / a]) / (a * a + 1 / (a * a))).toBeCloseTo(1, 12);
      }),
    );
  });

  it('is the same after a slide, its gradient is not', () => {
    expect(slide([3, 4], 2)).toEqual([6, 2]);
    fc.assert(
      fc.property(entry, entry, alpha, (w1, w2, a) => {
        const there = slide([w1, w2], a);
        expect(twoWeightLoss(there)).toBeCloseTo(twoWeightLoss([w1, w2]), 9);
        const [g1, g2] = twoWeightGradient([w1, w2]);
        expectClose(twoWeightGradient(there), [g1 / a, g2 * a], 1e-9);
      }),
    );
  });
});
