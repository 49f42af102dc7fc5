/** Activation functions and rescaled weights at every turn of their knobs. */
import { h } from 'preact';
import { render } from 'preact-render-to-string';
import { describe, expect, test } from 'vitest';
import ActivationsIsland from '../../../src/components/figures/activations.island.tsx';
import activationsMeta from '../../../src/components/figures/activations.meta.ts';
import Activations, {
  DEFAULT_ALPHA as FIRST_ALPHA,
  DEFAULT_KIND,
} from '../../../src/components/figures/activations.tsx';
import {
  ACTIVATIONS,
  choiceOf,
  chosen,
} from '../../../src/components/figures/lib/activation-choices.ts';
import RescalingIsland from '../../../src/components/figures/rescaling-surface.island.tsx';
import rescalingMeta from '../../../src/components/figures/rescaling-surface.meta.ts';
import RescalingSurface, {
  BALANCED,
  DEFAULT_ALPHA,
  measure,
  MOST_ALPHA,
  RATE,
} from '../../../src/components/figures/rescaling-surface.tsx';
import { twoWeightGradient, twoWeightLoss } from '../../../src/lib/rectifiers/two-weights.ts';
import { draw, labelFaults, pictures, WIDTHS } from './figures.ts';

const alphasOf = ({ alpha }: (typeof ACTIVATIONS)[number]): number[] => {
  if (alpha === undefined) return [0];
  const { min, max, step } = alpha;
  return Array.from({ length: Math.round((max - min) / step) + 1 }, (_, i) =>
    Number((min + i * step).toFixed(6)),
  );
};

describe('activations, turned', () => {
  test.each(ACTIVATIONS)('$name: sound at every α, its name in both panels', (choice) => {
    for (const alpha of alphasOf(choice)) {
      const { text } = chosen(choice, alpha);
      for (const width of WIDTHS) {
        const markup = draw(activationsMeta, Activations, { width, kind: choice.kind, alpha });
        expect(labelFaults(markup, width)).toEqual([]);
        expect(markup).not.toMatch(/NaN|undefined|Infinity/);
        const named = pictures(markup, width).map(({ texts }) =>
          texts.filter((one) => one.text === text),
        );
        expect(named.map(({ length }) => length)).toEqual([1, 1]);
      }
    }
  });

  test.each(ACTIVATIONS)('$name: value and slope lie inside the frames', (choice) => {
    for (const alpha of alphasOf(choice)) {
      const { value, slope } = chosen(choice, alpha);
      for (let x = -4; x <= 0; x += 0.125) {
        expect(Math.abs(value(x))).toBeLessThanOrEqual(1.75);
        expect(slope(x)).toBeLessThanOrEqual(1.5);
        expect(slope(x)).toBeGreaterThanOrEqual(-0.25);
      }
    }
  });

  test('a slider starts at one of its values; the drawing at the slider’s', () => {
    for (const choice of ACTIVATIONS) {
      const first = choice.alpha?.first;
      if (first === undefined) continue;
      expect(alphasOf(choice).some((alpha) => Math.abs(alpha - first) < 1e-9)).toBe(true);
    }
    expect(choiceOf(DEFAULT_KIND).alpha?.first).toBe(FIRST_ALPHA);
    expect(choiceOf('no such function').kind).toBe('relu');
  });

  test('the title: one or exactly zero for the rectifier, some slope below zero for its relatives', () => {
    const at = (kind: string, x: number) => {
      const choice = choiceOf(kind);
      return chosen(choice, choice.alpha?.first ?? 0).slope(x);
    };
    for (const x of [-3, -0.1]) expect(at('relu', x)).toBe(0);
    for (const x of [0.1, 3]) expect(at('relu', x)).toBe(1);
    for (const kind of ['leaky', 'softplus', 'elu', 'gelu']) expect(at(kind, -0.5)).not.toBe(0);
    // The alternative text, of softplus.
    expect(at('softplus', 0)).toBe(0.5);
  });

  test('the rectifier’s slope jumps: no line joins its two levels', () => {
    const markup = draw(activationsMeta, Activations, { width: 640, kind: 'relu' });
    const [, slope = ''] = markup.split('aria-label="Slope');
    const [, d = ''] = /f-line f-heavy f-s4" d="([^"]*)"/.exec(slope) ?? [];
    expect(d.match(/M/g)).toHaveLength(2);
  });

  test('the rectifier is not drawn twice', () => {
    const markup = draw(activationsMeta, Activations, { width: 640, kind: 'relu' });
    expect(markup).not.toContain('f-base');
  });
});

describe('rescaled weights, turned', () => {
  const alphas = Array.from({ length: 16 }, (_, i) => (i + 1) / 4);

  test.each(alphas)('α = %d: sound at both widths', (alpha) => {
    for (const width of WIDTHS) {
      const markup = draw(rescalingMeta, RescalingSurface, { width, alpha });
      expect(labelFaults(markup, width)).toEqual([]);
      expect(markup).not.toMatch(/NaN|undefined|Infinity/);
    }
  });

  test('the loss stays, the weights are (w₁/α, αw₂), the gradient is as long as (w₁/α, αw₂) times the rest', () => {
    const rest = BALANCED[0] * BALANCED[1] - 1;
    for (const alpha of alphas) {
      const { loss, length, weights, after } = measure(alpha);
      expect(loss).toBeCloseTo(twoWeightLoss(BALANCED), 12);
      expect(length).toBeCloseTo(
        Math.abs(rest) * Math.hypot(BALANCED[0] / alpha, BALANCED[1] * alpha),
        12,
      );
      expect(weights[0]).toBeCloseTo(BALANCED[0] / alpha, 12);
      expect(weights[1]).toBeCloseTo(BALANCED[1] * alpha, 12);
      const [d1, d2] = twoWeightGradient(weights);
      expect(after[0]).toBeCloseTo(weights[0] - RATE * d1, 12);
      expect(after[1]).toBeCloseTo(weights[1] - RATE * d2, 12);
    }
  });

  test('α and 1/α are alike', () => {
    for (const alpha of alphas) {
      expect(measure(1 / alpha).length).toBeCloseTo(measure(alpha).length, 12);
      expect(measure(1 / alpha).lossAfter).toBeCloseTo(measure(alpha).lossAfter, 12);
    }
  });

  test('the title: the step is safe when balanced and overshoots at the first α shown', () => {
    expect(measure(1).lossAfter).toBeLessThan(measure(1).loss);
    expect(measure(DEFAULT_ALPHA).lossAfter).toBeGreaterThan(measure(DEFAULT_ALPHA).loss);
    const { after } = measure(DEFAULT_ALPHA);
    expect(after[0] * after[1]).toBeGreaterThan(1);
    expect(measure(MOST_ALPHA).lossAfter).toBeGreaterThan(measure(DEFAULT_ALPHA).lossAfter);
  });

  test('at α = 1 the two points are one', () => {
    const arrows = (alpha: number) =>
      draw(rescalingMeta, RescalingSurface, { width: 640, alpha }).match(/r="4\.5"/g);
    expect(arrows(1)).toHaveLength(1);
    expect(arrows(2)).toHaveLength(2);
  });

  test('the plot is square, so that arrows have their true direction', () => {
    const markup = draw(rescalingMeta, RescalingSurface, { width: 640 });
    const [, left = '', bottom = '', right = ''] =
      /class="f-axis" d="M([\d.]+),([\d.]+)H([\d.]+)/.exec(markup) ?? [];
    const [, top = ''] = /class="f-axis" d="M[\d.]+,[\d.]+V([\d.]+)"/.exec(markup) ?? [];
    expect(Number(right) - Number(left)).toBeCloseTo(Number(bottom) - Number(top), 6);
    expect(Number(right)).toBeGreaterThan(Number(left));
  });
});

describe.each([
  ['activations', ActivationsIsland],
  ['rescaling-surface', RescalingIsland],
])('%s before its data have come', (_, Island) => {
  const markup = render(h(Island, { dataUrl: '/data' }, h('p', null, 'the still drawing')));

  test('keeps the still drawing and the place for the control', () => {
    expect(markup).toContain('<p>the still drawing</p>');
    expect(markup).toMatch(/<div class="fig-control[^"]*" data-control[^>]*><\/div>/);
    expect(markup).not.toMatch(/<(?:input|select|output|button)/);
  });
});
