/** Exclusive or on its way to hidden space: the line that is drawn, against the results. */
import { h } from 'preact';
import { render } from 'preact-render-to-string';
import { expect, test } from 'vitest';
import { result } from '../../../src/components/figures/lib/results.ts';
import XorBendIsland from '../../../src/components/figures/xor-bend.island.tsx';
import meta from '../../../src/components/figures/xor-bend.meta.ts';
import XorBend, { partingLine } from '../../../src/components/figures/xor-bend.tsx';
import type { XorResult } from '../../../src/lib/experiments/xor.ts';
import { bend } from '../../../src/lib/landscapes/xor.ts';
import { draw, labelFaults, results, WIDTHS } from './figures.ts';

const xor = result<XorResult>(results, 'xor');

test('in hidden space the line is the network’s', () => {
  const { weights, offset } = xor.hidden.line;
  const line = partingLine(1);
  expect(weights[0]).toBe(1);
  expect(line?.slope).toBeCloseTo(-(weights[1] ?? NaN), 12);
  expect(line?.offset).toBeCloseTo(-offset, 12);
});

test('there is a line just where the experiment finds the classes separable', () => {
  expect(xor.bend.t.map((t) => partingLine(t) !== null)).toEqual(xor.bend.separable);
  expect(partingLine(xor.bend.threshold - 1e-9)).toBeNull();
  expect(partingLine(xor.bend.threshold + 1e-9)).not.toBeNull();
});

test.each([0.62, 0.7, 0.85, 1])(
  'at %f of the way the line has the classes on its two sides',
  (t) => {
    const line = partingLine(t);
    for (const { x, label } of xor.points) {
      const [u, v] = bend([x[0] ?? NaN, x[1] ?? NaN], t);
      const side = u - (line?.slope ?? NaN) * v - (line?.offset ?? NaN);
      expect(side > 0).toBe(label === 1);
    }
  },
);

test.each([0, 0.02, 0.3, 0.6, 0.62, 0.8, 1])('turned to %f: sound at both widths', (t) => {
  for (const width of WIDTHS) {
    const markup = draw(meta, XorBend, { width, t });
    expect(labelFaults(markup, width)).toEqual([]);
    expect(markup).not.toMatch(/NaN|undefined|Infinity/);
    expect(markup.includes('f-holds')).toBe(partingLine(t) !== null);
  }
});

test('before its data have come it keeps the still drawing and the place for the control', () => {
  const markup = render(h(XorBendIsland, { dataUrl: '/data' }, h('p', null, 'still')));
  expect(markup).toContain('<p>still</p>');
  expect(markup).toMatch(/<div class="fig-control" data-control[^>]*><\/div>/);
  expect(markup).not.toMatch(/<(?:input|select|output|button)/);
});
