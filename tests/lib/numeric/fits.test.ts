import { describe, expect, it } from 'vitest';
import { meanPool } from '../../../src/lib/margins/mean-pool.ts';
import { fitSoftmax, largestEntry, logitsOf } from '../../../src/lib/margins/fit-softmax.ts';
import { relativeGap } from '../../../src/lib/margins/relative-gap.ts';
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

describe('fitSoftmax(data)', () => {
  it.each(fixture.softmax)('agrees with SciPy, bias $bias', ({ bias, decay, W, biases, loss }) => {
    const { K, d, features, labels } = fixture.samples;
    const found = fitSoftmax({ K, d, features, labels }, { decay, bias, tolerance: 1e-9 });
    expect(found.loss).toBeCloseTo(loss, 8);
    expect(relativeGap(found.W, W)).toBeLessThan(1e-5);
    const shift = found.biases[0]! - biases[0]!;
    found.biases.forEach((b, j) => {
      // Biases are fixed up to a constant, which no loss sees.
      expect(b - shift).toBeCloseTo(biases[j]!, 5);
    });
  });

  it('counts weights as repetitions and refuses bad options', () => {
    const data = { K: 2, d: 1, features: [1, -1], labels: [0, 1] };
    const one = fitSoftmax({ ...data, weights: [2, 2] }, { decay: 0.1 });
    expect(one.W[0]).toBeCloseTo(fitSoftmax(data, { decay: 0.1 }).W[0]!, 4);
    expect(one.operations).toBeGreaterThan(0);
    expect(() => fitSoftmax(data, { decay: -1 })).toThrow('decay is -1');
    expect(() => fitSoftmax({ ...data, weights: [0, 0] }, { decay: 1 })).toThrow('sum to 0');
  });

  it('logits and the largest of them', () => {
    const model = { K: 2, d: 2, W: Float64Array.of(1, 2, 3, 4), biases: Float64Array.of(0, 10) };
    expect([...logitsOf(model, [0, 0, 1, 1], 1)]).toEqual([3, 17]);
    expect(largestEntry([1, 3, 3])).toBe(1);
  });
});

describe('meanPool(images, block)', () => {
  const images = {
    n: 1,
    height: 2,
    width: 4,
    pixels: Float32Array.of(0, 1, 1, 1, 1, 0, 0, 0),
    labels: Uint8Array.of(7),
  };

  it('takes the mean of each block', () => {
    const found = meanPool(images, 2);
    expect([found.height, found.width, ...found.pixels]).toEqual([1, 2, 0.5, 0.5]);
    expect(meanPool(images, 1).pixels).toEqual(images.pixels);
  });

  it('refuses blocks that do not divide', () => {
    expect(() => meanPool(images, 4)).toThrow('block is 4');
    expect(() => meanPool(images, 0)).toThrow('block is 0');
    expect(() => meanPool(images, 1.5)).toThrow('block is 1.5');
  });
});
