import { describe, expect, it } from 'vitest';
import { correlation } from '../../../src/lib/numeric/correlation.ts';
import { lbfgs } from '../../../src/lib/numeric/lbfgs.ts';
import { explainedShare, leastSquares } from '../../../src/lib/numeric/least-squares.ts';
import { normalCdf } from '../../../src/lib/numeric/normal-cdf.ts';
import { ranks } from '../../../src/lib/numeric/ranks.ts';
import { spearman } from '../../../src/lib/numeric/spearman.ts';
import fixture from '../../fixtures/margins/fits.json' with { type: 'json' };

describe('ranks, correlation and spearman', () => {
  it('share the mean rank among equals', () => {
    expect([...ranks([10, 20, 10, 5])]).toEqual([2.5, 4, 2.5, 1]);
  });

  it('agree with SciPy', () => {
    for (const { x, y, pearson, rho } of fixture.correlations) {
      expect(correlation(x, y)).toBeCloseTo(pearson, 12);
      expect(spearman(x, y)).toBeCloseTo(rho, 12);
    }
  });

  it('are 1 for a rising and −1 for a falling curve', () => {
    expect(spearman([1, 2, 3], [1, 10, 1000])).toBeCloseTo(1, 14);
    expect(spearman([1, 2, 3], [5, 4, -1e9])).toBeCloseTo(-1, 14);
  });

  it('refuse constants, single numbers, NaN', () => {
    expect(() => correlation([1, 1], [1, 2])).toThrow('constant');
    expect(() => correlation([1, 2], [3, 3])).toThrow('constant');
    expect(() => correlation([1], [1])).toThrow('x holds 1');
    expect(() => correlation([1, 2], [1])).toThrow('y 1');
    expect(() => spearman([1, NaN], [1, 2])).toThrow('x[1]');
  });
});

describe('leastSquares and explainedShare', () => {
  it('agree with NumPy', () => {
    const { X, y, coefficients, share } = fixture.regression;
    const found = leastSquares(X, y);
    found.forEach((b, k) => {
      expect(b).toBeCloseTo(coefficients[k]!, 10);
    });
    expect(explainedShare(X, y, found)).toBeCloseTo(share, 10);
  });

  it('can explain less than nothing of data not fitted', () => {
    expect(explainedShare([0, 1], [0, 1], [-1, 0])).toBe(-7);
  });

  it('refuse dependent columns and shapes that do not fit', () => {
    expect(() => leastSquares([1, 1, 1], [1, 2, 3])).toThrow('dependent');
    expect(() => leastSquares([1], [1])).toThrow('X holds 1');
    expect(() => leastSquares([1, 2, 3], [1, 2])).toThrow('X holds 3');
    expect(() => explainedShare([1, 2], [1, 1], [1, 0])).toThrow('constant');
    expect(() => explainedShare([1], [1, 2], [1, 0])).toThrow('do not fit');
  });
});

describe('normalCdf(x)', () => {
  it('agrees with SciPy in the middle and in the tails', () => {
    for (const { x, p } of fixture.normal) expect(normalCdf(x) / p).toBeCloseTo(1, 12);
  });

  it('is a half at 0, 0 and 1 at the ends, NaN for NaN', () => {
    expect([normalCdf(0), normalCdf(-Infinity), normalCdf(Infinity)]).toEqual([0.5, 0, 1]);
    expect(normalCdf(NaN)).toBeNaN();
  });
});

describe('lbfgs(objective, start)', () => {
  it('finds the minimum of Rosenbrock’s valley', () => {
    const found = lbfgs(
      ([x, y], gradient) => {
        const [a, b] = [1 - x!, y! - x! * x!];
        gradient[0] = -2 * a - 400 * x! * b;
        gradient[1] = 200 * b;
        return a * a + 100 * b * b;
      },
      [-1.2, 1],
    );
    expect(found.x[0]).toBeCloseTo(1, 7);
    expect(found.x[1]).toBeCloseTo(1, 7);
    expect(found.gradient).toBeLessThanOrEqual(1e-8);
    expect(found.iterations).toBeLessThan(60);
    expect(found.evaluations).toBeGreaterThan(found.iterations);
  });

  it('stays where the gradient is 0', () => {
    const start = [0];
    const flat = lbfgs(() => 3, start);
    expect([flat.iterations, flat.value, flat.evaluations]).toEqual([0, 3, 1]);
  });

  it('refuses a start that is not finite, and says when it did not arrive', () => {
    expect(() => lbfgs(() => NaN, [1])).toThrow('value is NaN');
    const slope = (_x: Float64Array, gradient: Float64Array): number => {
      gradient[0] = 1;
      return _x[0]!;
    };
    expect(() => lbfgs(slope, [0], { limit: 3 })).toThrow('after 3 iterations');
  });
});
