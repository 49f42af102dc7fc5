/** What the figure on motifs says, against the results. */
import { expect, test } from 'vitest';
import { result } from '../../../src/components/figures/lib/results.ts';
import { contenders } from '../../../src/components/figures/motif.meta.ts';
import type { MotifInvarianceResult } from '../../../src/lib/experiments/motif-invariance.ts';
import { results } from './figures.ts';

const motif = result<MotifInvarianceResult>(results, 'motif-invariance');

test('title: a linear rule guesses, learned filters are right, with few signals ahead of a dense network', () => {
  const { linear, learned, few } = motif;
  // Three standard errors of a guess on so many signals.
  const guess = 0.5 + 3 * Math.sqrt(0.25 / motif.samples.test);
  expect(linear.both.test).toBeLessThan(guess);
  expect(linear.neither.test).toBeGreaterThan(0.99);
  expect(learned.filters2.lowest).toBeGreaterThan(0.99);
  expect(few.dense.highest).toBeLessThan(few.filters2.lowest);
});

test('every accuracy has a place on the axis', () => {
  for (const { test: accuracy } of contenders(motif)) {
    expect(accuracy).toBeGreaterThanOrEqual(0.5);
    expect(accuracy).toBeLessThanOrEqual(1);
  }
});

test('the heavy part of a signal is its motif: as a filter it answers there, up to sign', () => {
  for (const kind of ['a', 'b'] as const) {
    for (const { signal, place } of motif.examples[kind]) {
      const answer = motif.motifs[kind].reduce(
        (sum, m, i) => sum + m * (signal[place + i] ?? NaN),
        0,
      );
      expect(Math.abs(answer)).toBeGreaterThan(2.5);
    }
  }
});
