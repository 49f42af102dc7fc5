/** What the figure on pooling windows says, against the results. */
import { expect, test } from 'vitest';
import { result } from '../../../src/components/figures/lib/results.ts';
import { KEYS, SHIFTS } from '../../../src/components/figures/pooling-windows.meta.ts';
import type { ConvolutionPoolingResult } from '../../../src/lib/experiments/convolution-pooling.ts';
import { results } from './figures.ts';

const all = result<ConvolutionPoolingResult>(results, 'convolution-pooling');

test('title: every window makes it less; two by two leaves half and more of the change', () => {
  for (const digits of ['native', 'coarse'] as const) {
    for (const kind of ['max', 'average'] as const) {
      for (const shift of SHIFTS) {
        const changes = all[digits][kind][shift];
        for (const key of KEYS.slice(1)) expect(changes[key]).toBeLessThan(changes.w1);
        expect(changes.w2 / changes.w1).toBeGreaterThan(0.5);
        expect(changes.map).toBeCloseTo(0, 9);
        expect(changes.w1).toBeLessThan(1.15);
      }
    }
  }
});

test('soft edges change less, window by window', () => {
  for (const shift of SHIFTS) {
    for (const key of ['w1', 'w2', 'w4', 'w8'] as const) {
      expect(all.coarse.max[shift][key]).toBeLessThan(all.native.max[shift][key]);
    }
  }
});

test('windows and their results stand in one order', () => {
  expect(all.windows.map((side) => (side === all.side ? 'map' : `w${side}`))).toEqual(KEYS);
  expect(SHIFTS).toEqual(all.shifts.slice(0, 2).map((shift) => `shift${shift}`));
});
