/** What the figure on random curvatures says, against the results. */
import { expect, test } from 'vitest';
import { result } from '../../../src/components/figures/lib/results.ts';
import { drawn } from '../../../src/components/figures/positive-spectrum.meta.ts';
import type { RandomMatricesResult } from '../../../src/lib/experiments/random-matrices.ts';
import { results } from './figures.ts';

const { positive, closed, monteCarlo } = result<RandomMatricesResult>(results, 'random-matrices');

test('title: ever more rarely, and from N = 2 on below independent signs', () => {
  positive.ratio.slice(1).forEach((ratio, i) => {
    expect(ratio).toBeLessThan(positive.ratio[i] ?? 0);
  });
  positive.n.forEach((n, i) => {
    if (n > 1) expect(positive.probability[i]).toBeLessThan(1 / 2 ** n);
  });
});

test('rings: the first three are the closed forms', () => {
  expect(Object.values(closed).map(({ formula }) => formula)).toEqual([
    expect.closeTo(positive.probability[0] ?? NaN, 12),
    expect.closeTo(positive.probability[1] ?? NaN, 12),
    expect.closeTo(positive.probability[2] ?? NaN, 12),
  ]);
});

test('bars: three standard errors hold the exact value, and stay on the axis', () => {
  const samples = drawn(monteCarlo);
  expect(samples.map(({ n }) => n)).toEqual([1, 2, 3, 4, 5]);
  for (const { low, ratio, high } of samples) {
    expect(low).toBeLessThan(1);
    expect(high).toBeGreaterThan(1);
    expect(low).toBeGreaterThan(0.8);
    expect(high).toBeLessThan(1.2);
    expect(ratio - low).toBeCloseTo(high - ratio, 12);
  }
});

test('three standard errors, by hand', () => {
  const one = { draws: 900, hits: 90, share: 0.1, exact: 0.1, sigmas: 0 };
  const [first] = drawn({ n1: one, n2: one, n3: one, n4: one, n5: one });
  // √(0.1·0.9/900) = 0.01, of 0.1 a tenth.
  expect(first?.low).toBeCloseTo(0.7, 12);
  expect(first?.high).toBeCloseTo(1.3, 12);
});
