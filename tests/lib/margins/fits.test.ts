import { describe, expect, it } from 'vitest';
import type { Images } from '../../../src/lib/data/mnist.ts';
import type { ClassData } from '../../../src/lib/margins/class-data.ts';
import { fitSoftmax, largestEntry, logitsOf } from '../../../src/lib/margins/fit-softmax.ts';
import { meanPool } from '../../../src/lib/margins/mean-pool.ts';
import { relativeGap } from '../../../src/lib/margins/relative-gap.ts';
import { softmaxRegression } from '../../../src/lib/margins/softmax-regression.ts';
import { norm } from '../../../src/lib/numeric/vector.ts';
import fixture from '../../fixtures/margins/fits.json' with { type: 'json' };

const { K, d, features, labels } = fixture.samples;
const samples: ClassData = { K, d, features, labels };

describe('fitSoftmax(data, options)', () => {
  it.each(fixture.softmax)('agrees with SciPy, bias $bias', ({ bias, decay, W, biases, loss }) => {
    const found = fitSoftmax(samples, { decay, bias, tolerance: 1e-9 });
    expect([found.K, found.d, found.W.length, found.biases.length]).toEqual([K, d, K * d, K]);
    expect(found.loss).toBeCloseTo(loss, 8);
    expect(relativeGap(found.W, W)).toBeLessThan(1e-6);
    const shift = found.biases[0]! - biases[0]!;
    found.biases.forEach((b, j) => {
      // Biases are fixed up to a constant, which no loss sees.
      expect(b - shift).toBeCloseTo(biases[j]!, 5);
    });
  });

  it('fits no biases unless told, and stops at the tolerance', () => {
    const plain = fitSoftmax(samples, { decay: 0.05 });
    expect(plain.biases.every((b) => b === 0)).toBe(true);
    expect(plain.W).toEqual(fitSoftmax(samples, { decay: 0.05, bias: false }).W);
    expect(plain.gradient).toBeLessThan(1e-5);
    const fine = fitSoftmax(samples, { decay: 0.05, tolerance: 1e-7 });
    expect(fine.gradient).toBeLessThan(1e-7);
    expect(fine.operations).toBeGreaterThan(plain.operations);
  });

  it('balances slope and decay, sample by sample, with weights as repetitions', () => {
    const counts = Array.from({ length: labels.length }, (_, i) => (i % 3) + 1);
    const decay = 0.2;
    const found = fitSoftmax({ ...samples, weights: counts }, { decay, tolerance: 1e-7 });
    const total = counts.reduce((sum, count) => sum + count, 0);
    const gradient = new Float64Array(K * d);
    const loss = softmaxRegression({ ...samples, weights: counts })(found.W, gradient) / total;
    expect(found.loss).toBeCloseTo(loss, 13);
    // At the minimum the mean gradient is −decay·W, to the square root of double precision.
    expect(norm(gradient.map((slope, k) => slope / total + decay * found.W[k]!))).toBeLessThan(
      1e-7,
    );
    // Counted twice as often, nothing changes: the loss is a mean.
    const twice = fitSoftmax(
      { ...samples, weights: counts.map((count) => 2 * count) },
      { decay, tolerance: 1e-7 },
    );
    expect(relativeGap(twice.W, found.W)).toBeLessThan(1e-6);
  });

  it('leaves a lone bias to the shares of the classes', () => {
    // Features of 0 leave W at 0; then biases are the logarithms of the shares.
    const { W, biases, loss } = fitSoftmax(
      { K: 2, d: 1, features: [0, 0, 0, 0], labels: [0, 0, 0, 1] },
      { decay: 1, bias: true, tolerance: 1e-10 },
    );
    expect([...W]).toEqual([0, 0]);
    expect(biases[0]! - biases[1]!).toBeCloseTo(Math.log(3), 8);
    expect(loss).toBeCloseTo(Math.log(4) - 0.75 * Math.log(3), 10);
  });

  it('counts two passes for each number that is not 0, each class and evaluation', () => {
    // At W = 0 the gradient of these two samples is 0, so one evaluation is enough.
    const { operations } = fitSoftmax(
      { K: 2, d: 2, features: [1, 0, 1, 0], labels: [0, 1] },
      { decay: 0.1 },
    );
    expect(operations).toBe(2 * 1 * 2 * 2);
  });

  it('takes a decay of 0, and refuses others below, and samples that count for nothing', () => {
    const mixed: ClassData = { K: 2, d: 1, features: [1, 1, 1], labels: [0, 0, 1] };
    const { W } = fitSoftmax(mixed, { decay: 0, tolerance: 1e-10 });
    expect(W[0]! - W[1]!).toBeCloseTo(Math.LN2, 8);
    expect(() => fitSoftmax(mixed, { decay: -1 })).toThrow(
      'decay is -1; it must be finite and 0 or more',
    );
    expect(() => fitSoftmax(mixed, { decay: Infinity })).toThrow('decay is Infinity');
    expect(() => fitSoftmax({ ...mixed, weights: [0, 0, 0] }, { decay: 1 })).toThrow(
      'weights sum to 0; at least one must be above 0',
    );
    expect(() => fitSoftmax({ ...mixed, labels: [0] }, { decay: 1 })).toThrow('features holds 3');
  });
});

describe('logitsOf(model, features, i)', () => {
  it('is W·x + b of one row', () => {
    const model = { K: 2, d: 2, W: Float64Array.of(1, 2, 3, 4), biases: Float64Array.of(0, 10) };
    expect([...logitsOf(model, [9, 9, 1, -2], 1)]).toEqual([-3, 5]);
    expect([...logitsOf(model, [1, 1, 0, 0], 0)]).toEqual([3, 17]);
  });
});

describe('largestEntry(z)', () => {
  it('is the first of the largest', () => {
    expect([[1, 3, 3], [5], [-2, -1, -9], [4, 2]].map(largestEntry)).toEqual([1, 0, 1, 0]);
  });
});

describe('meanPool(images, block)', () => {
  const images: Images = {
    n: 2,
    height: 2,
    width: 4,
    pixels: Float32Array.of(0, 1, 1, 1, 1, 0, 0, 0, 4, 0, 0, 0, 0, 0, 0, 8),
    labels: Uint8Array.of(7, 1),
  };

  it('takes the mean of each block of each image', () => {
    expect(meanPool(images, 2)).toEqual({
      n: 2,
      height: 1,
      width: 2,
      pixels: Float32Array.of(0.5, 0.5, 1, 2),
      labels: images.labels,
    });
    expect(meanPool(images, 1)).toEqual(images);
  });

  it('refuses blocks that do not divide height and width', () => {
    expect(() => meanPool(images, 4)).toThrow(
      'block is 4; it must be a whole number that divides 2 and 4',
    );
    expect(() => meanPool({ ...images, height: 4, width: 2 }, 4)).toThrow('block is 4');
    expect(() => meanPool(images, 0)).toThrow('block is 0');
    expect(() => meanPool(images, 1.5)).toThrow('block is 1.5');
    // These two divide, but are no sides.
    expect(() => meanPool(images, 0.5)).toThrow('block is 0.5');
    expect(() => meanPool(images, -2)).toThrow('block is -2');
  });
});
