/** What the figure on shared and local filters says, against the results. */
import { expect, test } from 'vitest';
import { result } from '../../../src/components/figures/lib/results.ts';
import { REGIMES, SHIFTS } from '../../../src/components/figures/shared-local.meta.ts';
import type { SharedOrLocalResult } from '../../../src/lib/experiments/shared-or-local.ts';
import { results } from './figures.ts';

const { accuracy, difference, better } = result<SharedOrLocalResult>(results, 'shared-or-local');

test('title: shared ahead behind a pool when digits move, local where places differ', () => {
  expect(better.pooledCentred.shifted).toBe('shared');
  expect(better.flatScrambled.shift0).toBe('local');
  expect(better.flatScrambled.shifted).toBe('local');
});

test('alternative text: without a pool and with places alike both lie together', () => {
  for (const regime of ['flatCentred', 'flatMoved'] as const) {
    for (const shift of SHIFTS) {
      expect(Math.abs(difference[regime][shift].mean)).toBeLessThan(0.025);
      expect(better[regime][shift]).toBe('neither');
    }
  }
});

test('all regimes are drawn, and differences have room', () => {
  expect(REGIMES.map(({ regime }) => regime).sort()).toEqual(Object.keys(accuracy).sort());
  for (const { regime } of REGIMES) {
    for (const column of ['shift0', 'shifted'] as const) {
      expect(difference[regime][column].low).toBeGreaterThan(-0.065);
      expect(difference[regime][column].high).toBeLessThan(0.12);
    }
  }
});
