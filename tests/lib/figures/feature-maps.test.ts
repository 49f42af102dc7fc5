/** A digit's maps at every shift, against what the experiment measured in the mean. */
import { h } from 'preact';
import { render } from 'preact-render-to-string';
import { expect, test } from 'vitest';
import FeatureMapsIsland from '../../../src/components/figures/feature-maps.island.tsx';
import meta, {
  changes,
  ink,
  MOST_SHIFT,
} from '../../../src/components/figures/feature-maps.meta.ts';
import FeatureMaps, { moved } from '../../../src/components/figures/feature-maps.tsx';
import { result } from '../../../src/components/figures/lib/results.ts';
import type { ConvolutionPoolingResult } from '../../../src/lib/experiments/convolution-pooling.ts';
import { draw, labelFaults, results, WIDTHS } from './figures.ts';

const all = result<ConvolutionPoolingResult>(results, 'convolution-pooling');
const image = ink(all);
const SHIFTS = Array.from({ length: 2 * MOST_SHIFT + 1 }, (_, i) => i - MOST_SHIFT);

test('in its place nothing changes; moved, larger windows change less', () => {
  expect(changes(image, 0)).toEqual([0, 0, 0, 0]);
  for (const shift of SHIFTS.filter((s) => s !== 0)) {
    const changed = changes(image, shift);
    expect([...changed].sort((a, b) => b - a)).toEqual(changed);
  }
});

test('the digit is one of many: its change lies within half of their mean', () => {
  const { w1, w2, w4, w8 } = all.native.max.shift1;
  const right = changes(image, 1);
  [w1, w2, w4, w8].forEach((mean, i) => {
    expect((right[i] ?? NaN) / mean).toBeGreaterThan(0.5);
    expect((right[i] ?? NaN) / mean).toBeLessThan(1.5);
  });
});

test('the pixels hold a digit: paper and ink', () => {
  expect(image).toHaveLength(28 * 28);
  expect(Math.min(...image)).toBe(0);
  expect(Math.max(...image)).toBeGreaterThan(0.9);
});

test.each(SHIFTS)('moved by %i: sound at both widths', (shift) => {
  for (const width of WIDTHS) {
    const markup = draw(meta, FeatureMaps, { width, shift });
    expect(labelFaults(markup, width)).toEqual([]);
    expect(markup).not.toMatch(/NaN|undefined|Infinity/);
    expect(markup).toContain(`>${moved(shift)}<`);
  }
});

test('before its data have come it keeps the still drawing and the place for the control', () => {
  const markup = render(h(FeatureMapsIsland, { dataUrl: '/data' }, h('p', null, 'still')));
  expect(markup).toContain('<p>still</p>');
  expect(markup).toMatch(/<div class="fig-control" data-control[^>]*><\/div>/);
  expect(markup).not.toMatch(/<(?:input|select|output|button)/);
});
