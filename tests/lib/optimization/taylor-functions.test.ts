import { describe, expect, it } from 'vitest';
import { centralDifference } from '../../../src/lib/numeric/central-difference.ts';
import { partialSum } from '../../../src/lib/optimization/partial-sum.ts';
import { taylorFunctions } from '../../../src/lib/optimization/taylor-functions.ts';
import type { TaylorName } from '../../../src/lib/optimization/taylor-functions.ts';
import fixture from '../../fixtures/optimization/taylor.json' with { type: 'json' };

const names = Object.keys(taylorFunctions) as TaylorName[];

describe('coefficients', () => {
  it.each(names)('of %s agree with exact fractions up to degree 30', (name) => {
    const expected = fixture.coefficients[name];
    const found = taylorFunctions[name].coefficients(30);
    expect(found).toHaveLength(31);
    for (const [k, c] of expected.entries()) {
      expect(Math.abs(found[k]! - c), `c_${k}`).toBeLessThanOrEqual(1e-14 * Math.abs(c));
    }
  });

  it.each(names)('of %s begin with the value and the slope at 0', (name) => {
    const f = taylorFunctions[name];
    const c = f.coefficients(1);
    expect(c[0]).toBe(f.value(0));
    const [slope] = centralDifference((x) => f.value(x[0]!), [0]);
    expect(c[1]).toBeCloseTo(slope!, 9);
  });

  it('may be asked for the constant term alone', () => {
    for (const name of names) expect(taylorFunctions[name].coefficients(0)).toHaveLength(1);
  });

  it('have a degree that is a whole number from 0', () => {
    expect(() => taylorFunctions.exp.coefficients(-1)).toThrow(RangeError);
    expect(() => taylorFunctions.exp.coefficients(1.5)).toThrow('degree is 1.5');
  });
});

describe('radius', () => {
  const finite = names.filter((name) => Number.isFinite(taylorFunctions[name].radius));

  it.each(finite)('of %s separates convergence from divergence', (name) => {
    const f = taylorFunctions[name];
    const c = f.coefficients(400);
    const errorAt = (x: number) => Math.abs(f.value(x) - partialSum(c, x));
    expect(errorAt(0.8 * f.radius)).toBeLessThan(1e-12);
    // Beyond: by size of the terms, for −1.2 may lie outside the domain.
    expect(Math.abs(partialSum(c, 1.2 * f.radius))).toBeGreaterThan(1e10);
  });

  it('is no promise where the function is not analytic', () => {
    const { flat } = taylorFunctions;
    expect(flat.analytic).toBe(false);
    expect(partialSum(flat.coefficients(50), 0.5)).toBe(0);
    expect(flat.value(0.5)).toBe(Math.exp(-4));
    expect(flat.value(0)).toBe(0);
  });
});

describe('derivativeBound', () => {
  const bounded = names.filter((name) => taylorFunctions[name].derivativeBound !== undefined);

  it('is known for every function but the flat one', () => {
    expect(bounded).toEqual(names.filter((name) => name !== 'flat'));
  });

  it.each(bounded)('of %s is above every derivative between 0 and x', (name) => {
    // Derivatives from the series itself: f⁽ᵏ⁾(t) = Σ_j c_{j+k} (j+k)!/j! t^j.
    const f = taylorFunctions[name];
    const c = f.coefficients(200);
    for (const x of [-0.5, -0.25, 0.25, 0.5]) {
      for (let order = 0; order <= 6; order++) {
        const bound = f.derivativeBound!(order, x);
        for (const share of [0, 0.25, 0.5, 0.75, 1]) {
          const size = Math.abs(derivative(c, order, share * x));
          expect(size, `order ${order} at ${share * x}`).toBeLessThanOrEqual(bound * (1 + 1e-12));
        }
      }
    }
  });

  it('is reached at an end where the derivatives are monotone', () => {
    const { exp, log, geometric, sqrt } = taylorFunctions;
    expect(exp.derivativeBound!(3, 2)).toBe(Math.exp(2));
    expect(exp.derivativeBound!(3, -2)).toBe(1);
    expect(log.derivativeBound!(4, 0.5)).toBe(6);
    expect(log.derivativeBound!(2, -0.5)).toBe(4);
    expect(geometric.derivativeBound!(2, 0.5)).toBe(16);
    expect(sqrt.derivativeBound!(1, 3)).toBe(0.5);
    expect(sqrt.derivativeBound!(1, -0.75)).toBe(1);
  });
});

function derivative(c: Float64Array, order: number, t: number): number {
  let sum = 0;
  for (let j = c.length - 1 - order; j >= 0; j--) {
    let factor = c[j + order]!;
    for (let i = 1; i <= order; i++) factor *= j + i;
    sum = sum * t + factor;
  }
  return sum;
}
