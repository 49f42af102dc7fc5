/** What the figure on losses and downward directions says, against the results. */
import { expect, test } from 'vitest';
import { result } from '../../../src/components/figures/lib/results.ts';
import type { LinearAeLandscapeResult } from '../../../src/lib/experiments/linear-ae-landscape.ts';
import type { NetworkSaddlesResult } from '../../../src/lib/experiments/network-saddles.ts';
import { results } from './figures.ts';

const { critical, correlation, threshold } = result<NetworkSaddlesResult>(
  results,
  'network-saddles',
);
const { large } = result<LinearAeLandscapeResult>(results, 'linear-ae-landscape');

test('title: index rises with loss on both landscapes', () => {
  expect(correlation.pearson).toBeGreaterThan(0.8);
  expect(correlation.spearman).toBeGreaterThan(0.8);
  expect(large.correlation).toBeGreaterThan(0.8);
});

test('dots are stationary points; one minimum of the auto-encoder, one saddle next to it', () => {
  for (const gradient of critical.gradient) expect(gradient).toBeLessThan(threshold);
  expect(large.index.filter((index) => index === 0)).toHaveLength(1);
  expect(large.index.filter((index) => index === 1)).toHaveLength(1);
  expect(large.index.indexOf(0)).toBe(0);
});

test('all lie on the axes that are drawn', () => {
  expect(Math.min(...critical.loss)).toBeGreaterThan(1.2);
  expect(Math.max(...critical.share)).toBeLessThan(0.34);
  expect(Math.max(...large.index)).toBeLessThan(15.5);
});
