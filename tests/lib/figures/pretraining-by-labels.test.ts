/** What the figure on pre-training says, against the results. */
import { expect, test } from 'vitest';
import { result } from '../../../src/components/figures/lib/results.ts';
import { KEYS, KINDS } from '../../../src/components/figures/pretraining-by-labels.meta.ts';
import type { PretrainingDigitsResult } from '../../../src/lib/experiments/pretraining-digits.ts';
import { results } from './figures.ts';

const { byLabels } = result<PretrainingDigitsResult>(results, 'pretraining-digits');

test('title: tanh gains in the mean at every number of labels; no rectifiers’ interval leaves out zero', () => {
  for (const key of KEYS) {
    const { relu, tanh } = byLabels[key];
    expect(tanh.gain.mean).toBeGreaterThan(0);
    expect(relu.gain.low).toBeLessThan(0);
    expect(relu.gain.high).toBeGreaterThan(0);
  }
  // With the fewest labels and the most, tanh's gain is no accident of the seeds.
  for (const key of ['n100', 'n3000'] as const) {
    expect(byLabels[key].tanh.gain.low).toBeGreaterThan(0);
  }
});

test('all errors lie on the axis, and labels rise', () => {
  const labels = KEYS.map((key) => byLabels[key].relu.labels);
  expect([...labels].sort((a, b) => a - b)).toEqual(labels);
  for (const key of KEYS) {
    for (const { kind } of KINDS) {
      expect(byLabels[key][kind].labels).toBe(byLabels[key].relu.labels);
      for (const { low, high } of [byLabels[key][kind].without, byLabels[key][kind].with]) {
        expect(low).toBeGreaterThan(0);
        expect(high).toBeLessThan(0.26);
      }
    }
  }
});
