import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ClassData } from '../../../src/lib/margins/class-data.ts';
import { checkClassData } from '../../../src/lib/margins/class-data.ts';
import { softmaxRegression } from '../../../src/lib/margins/softmax-regression.ts';
import { weightNorms } from '../../../src/lib/margins/weight-norms.ts';
import { centralDifference } from '../../../src/lib/numeric/central-difference.ts';
import fixture from '../../fixtures/margins/softmax-regression.json' with { type: 'json' };

const K = 3;
const d = 2;
const entry = fc.double({ min: -3, max: 3, noNaN: true });
const data = fc.record({
  features: fc.array(entry, { minLength: 4 * d, maxLength: 4 * d }),
  labels: fc.array(fc.integer({ min: 0, max: K - 1 }), { minLength: 4, maxLength: 4 }),
  weights: fc.array(fc.double({ min: 0, max: 5, noNaN: true }), { minLength: 4, maxLength: 4 }),
});
const matrix = fc
  .array(entry, { minLength: K * d, maxLength: K * d })
  .map((numbers) => Float64Array.from(numbers));

function gradientOf(samples: ClassData, W: Float64Array): Float64Array {
  const gradient = new Float64Array(W.length);
  softmaxRegression(samples)(W, gradient);
  return gradient;
}

describe('softmaxRegression(data)', () => {
  it('is N·ln K at W = 0, with gradient Σ(1/K − [own])·x', () => {
    const samples: ClassData = { K: 2, d: 1, features: [1, 1, -1], labels: [0, 0, 1] };
    expect(softmaxRegression(samples)(new Float64Array(2), null)).toBeCloseTo(3 * Math.LN2, 14);
    expect([...gradientOf(samples, new Float64Array(2))]).toEqual([-1.5, 1.5]);
  });

  it('has the gradient that central differences give', () => {
    fc.assert(
      fc.property(data, matrix, (samples, W) => {
        const evaluate = softmaxRegression({ K, d, ...samples });
        const measured = centralDifference((at) => evaluate(at, null), W);
        gradientOf({ K, d, ...samples }, W).forEach((g, i) => {
          expect(Math.abs(g - measured[i]!)).toBeLessThan(1e-6);
        });
      }),
    );
  });

  it('has class gradients that sum to zero', () => {
    fc.assert(
      fc.property(data, matrix, (samples, W) => {
        const g = gradientOf({ K, d, ...samples }, W);
        for (let a = 0; a < d; a++) expect(g[a]! + g[d + a]! + g[2 * d + a]!).toBeCloseTo(0, 12);
      }),
    );
  });

  it('does not feel a vector added to every weight', () => {
    fc.assert(
      fc.property(data, matrix, entry, entry, (samples, W, x, y) => {
        const evaluate = softmaxRegression({ K, d, ...samples });
        const moved = W.map((w, i) => w + (i % 2 === 0 ? x : y));
        expect(evaluate(moved, null)).toBeCloseTo(evaluate(W, null), 9);
      }),
    );
  });

  it('is convex in W', () => {
    fc.assert(
      fc.property(data, matrix, matrix, (samples, U, V) => {
        const evaluate = softmaxRegression({ K, d, ...samples });
        const middle = U.map((u, i) => (u + V[i]!) / 2);
        const ends = (evaluate(U, null) + evaluate(V, null)) / 2;
        expect(evaluate(middle, null)).toBeLessThanOrEqual(ends + 1e-9);
      }),
    );
  });

  it('counts a weighted row as that many rows', () => {
    const W = Float64Array.of(0.2, -1, 0.7, 0.4, -0.3, 0.9);
    const weighted: ClassData = {
      K,
      d,
      features: [1, 2, -1, 0.5],
      labels: [0, 2],
      weights: [3, 1],
    };
    const repeated: ClassData = {
      K,
      d,
      features: [1, 2, 1, 2, 1, 2, -1, 0.5],
      labels: [0, 0, 0, 2],
    };
    expect(softmaxRegression(weighted)(W, null)).toBeCloseTo(
      softmaxRegression(repeated)(W, null),
      12,
    );
    gradientOf(weighted, W).forEach((g, i) => {
      expect(g).toBeCloseTo(gradientOf(repeated, W)[i]!, 12);
    });
  });

  it('agrees with NumPy', () => {
    for (const { W, loss, gradient, ...samples } of fixture) {
      const at = Float64Array.from(W);
      expect(softmaxRegression(samples)(at, null)).toBeCloseTo(loss, 11);
      gradientOf(samples, at).forEach((g, i) => {
        expect(g).toBeCloseTo(gradient[i]!, 11);
      });
    }
  });

  it('keeps loss and gradient where 1 − p has no digit left', () => {
    const samples: ClassData = { K: 2, d: 1, features: [1], labels: [0] };
    const W = Float64Array.of(50, -50);
    const gradient = new Float64Array(2);
    expect(softmaxRegression(samples)(W, gradient) / Math.exp(-100)).toBeCloseTo(1, 12);
    expect(gradient[1]! / Math.exp(-100)).toBeCloseTo(1, 12);
    expect(softmaxRegression(samples)(Float64Array.of(-500, 500), gradient)).toBe(1000);
    expect([...gradient]).toEqual([-1, 1]);
  });

  it('overwrites what was in the gradient', () => {
    const gradient = new Float64Array(2).fill(99);
    softmaxRegression({ K: 2, d: 1, features: [1], labels: [0] })(new Float64Array(2), gradient);
    expect([...gradient]).toEqual([-0.5, 0.5]);
  });

  it('refuses arrays of the wrong length', () => {
    const evaluate = softmaxRegression({ K: 3, d: 2, features: [1, 0], labels: [0] });
    expect(() => evaluate(new Float64Array(3), null)).toThrow(
      'W holds 3 numbers; 3 classes of 2 dimensions make 6',
    );
    expect(() => evaluate(new Float64Array(6), new Float64Array(1))).toThrow(
      'gradient holds 1 numbers; it must hold 6',
    );
  });
});

describe('checkClassData(data)', () => {
  const good: ClassData = { K: 2, d: 1, features: [1, -1], labels: [0, 1] };

  it('gives the number of samples', () => {
    expect(checkClassData(good)).toBe(2);
    expect(checkClassData({ ...good, weights: [0, 3] })).toBe(2);
  });

  it.each<[string, Partial<ClassData>]>([
    ['K is 1', { K: 1 }],
    ['K is 2.5', { K: 2.5 }],
    ['d is 0', { d: 0 }],
    ['labels is empty', { labels: [], features: [] }],
    ['features holds 3 numbers; 2 samples of 2 dimensions make 4', { d: 2, features: [1, 2, 3] }],
    ['labels[1] is 2; it must be a whole number from 0 to 1', { labels: [0, 2] }],
    ['labels[0] is 0.5', { labels: [0.5, 1] }],
    ['labels[0] is -1', { labels: [-1, 1] }],
    ['weights holds 1', { weights: [1] }],
    ['weights[1] is -2', { weights: [1, -2] }],
    ['weights[0] is NaN', { weights: [NaN, 1] }],
    ['weights[1] is Infinity', { weights: [1, Infinity] }],
  ])('refuses it when %s', (message, change) => {
    expect(() => checkClassData({ ...good, ...change })).toThrow(message);
    expect(() => checkClassData({ ...good, ...change })).toThrow(RangeError);
  });
});

describe('weightNorms(W, d)', () => {
  it('gives the norm of each row', () => {
    expect(weightNorms(Float64Array.of(3, 4, 0, 0, -5, 12), 2)).toEqual([5, 0, 13]);
  });

  it('refuses rows that do not divide the matrix', () => {
    expect(() => weightNorms(new Float64Array(5), 2)).toThrow('d is 2');
    expect(() => weightNorms(new Float64Array(4), 0)).toThrow('d is 0');
    expect(() => weightNorms(new Float64Array(4), 0.5)).toThrow('d is 0.5');
    expect(() => weightNorms(new Float64Array(4), -2)).toThrow('d is -2');
  });
});
