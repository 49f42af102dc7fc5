/** What the titles and alternatives of the figures on rectifiers say, against the results. */
import { describe, expect, test } from 'vitest';
import {
  harmless,
  STARTS,
  zerosAtStart,
} from '../../../src/components/figures/zeros-by-layer.meta.ts';
import { SCHEMES } from '../../../src/components/figures/gradient-by-layer.meta.ts';
import { result } from '../../../src/components/figures/lib/results.ts';
import type { ActivationSparsityResult } from '../../../src/lib/experiments/activation-sparsity.ts';
import type { ActivationSpeedResult } from '../../../src/lib/experiments/activation-speed.ts';
import type { GradientDepthResult } from '../../../src/lib/experiments/gradient-depth.ts';
import type { SoftplusAlphaResult } from '../../../src/lib/experiments/softplus-alpha.ts';
import type { TrainedSparsityResult } from '../../../src/lib/experiments/trained-sparsity.ts';
import { draw, figures, results } from './figures.ts';

const falls = (values: readonly number[]) =>
  values.slice(1).every((value, i) => value < (values[i] ?? -Infinity));

function drawing(id: string): string {
  const figure = figures.find(({ name }) => name === id);
  if (figure === undefined) throw new Error(`no figure ${id}`);
  return draw(figure.meta, figure.Drawing, { width: 640 });
}

const count = (markup: string, mark: string) =>
  [...markup.matchAll(/class="([^"]*)"/g)].filter(([, v = '']) => v === mark).length;

describe('titles', () => {
  test('gradient-by-layer: with 2/n the gradient arrives, with tanh less, else hardly any', () => {
    const { schemes, layers } = result<GradientDepthResult>(results, 'gradient-depth');
    const arrives = SCHEMES.map(({ key }) => schemes[key].gradient.median);
    expect(falls(arrives)).toBe(true);
    // The legend of the caption: from the top line down.
    expect(arrives[0]).toBeGreaterThan(0.5);
    expect(arrives[2]).toBeLessThan(1e-2);
    expect(arrives[3]).toBeLessThan(1e-9);
    for (const { key } of SCHEMES) expect(schemes[key].gradientByLayer).toHaveLength(layers + 1);
  });

  test('zeros-by-layer: half at the start, more with biases, none for tanh; more with a penalty', () => {
    const start = result<ActivationSparsityResult>(results, 'activation-sparsity');
    for (const share of start.byKind.relu.zeros) expect(Math.abs(share - 0.5)).toBeLessThan(0.05);
    for (let layer = 0; layer < start.layers; layer++) {
      expect(falls(STARTS.map(({ key }) => zerosAtStart(start, key)[layer] ?? NaN))).toBe(true);
    }
    for (const kind of ['tanh', 'softplus'] as const) expect(start.byKind[kind].high).toBe(0);
    const trained = result<TrainedSparsityResult>(results, 'trained-sparsity');
    const more = harmless(trained).zerosByLayer.map(
      (share, l) => share - (trained.byLambda.none.zerosByLayer[l] ?? NaN),
    );
    expect(Math.min(...more)).toBeGreaterThan(0);
    expect(Math.max(...more)).toBe(more[0]);
    for (const kind of ['tanh', 'softplus'] as const)
      expect(trained.byKind[kind].zeros.high).toBe(0);
  });

  test('error-by-sparsity: level up to nearly three quarters, harm by four fifths, then steep', () => {
    const { byLambda, byKind, harmless, harmful } = result<TrainedSparsityResult>(
      results,
      'trained-sparsity',
    );
    const levels = Object.values(byLambda).toSorted((a, b) => a.lambda - b.lambda);
    expect(falls(levels.map(({ zeros }) => -zeros.mean))).toBe(true);
    expect(harmless.zeros).toBeGreaterThan(0.65);
    expect(harmless.zeros).toBeLessThan(0.75);
    expect(harmful.zeros).toBeGreaterThan(0.75);
    expect(harmful.zeros).toBeLessThan(0.85);
    for (const { lambda, change } of levels) {
      // Rings are what is at least as strong as the first that does harm: all of those do.
      expect(change.ratio > 2).toBe(lambda >= harmful.lambda);
    }
    const most = levels.at(-1);
    expect(most?.zeros.mean).toBeGreaterThan(0.9);
    expect(most?.error.mean).toBeGreaterThan(3 * byLambda.none.error.mean);
    for (const kind of ['tanh', 'softplus'] as const) {
      expect(byKind[kind].error.mean).toBeGreaterThan(byLambda.none.error.mean);
    }
  });

  test('activation-speed: rectifiers overtake, tanh with 2/n lies between, sigmoids stand', () => {
    const { byArm, chance } = result<ActivationSpeedResult>(results, 'activation-speed');
    const { reluHe, tanhHe, tanhLecun, sigmoidAsTanh, sigmoidLecun } = byArm;
    const last = [reluHe, tanhHe, tanhLecun, sigmoidAsTanh, sigmoidLecun].map(
      ({ loss }) => loss.mean.at(-1) ?? NaN,
    );
    expect(falls(last.toReversed())).toBe(true);
    expect(reluHe.afterOne.mean).toBeGreaterThan(tanhLecun.afterOne.mean);
    expect(reluHe.loss.high.at(-1)).toBeLessThan(tanhHe.loss.low.at(-1) ?? NaN);
    for (const loss of sigmoidLecun.loss.mean.slice(1)) {
      expect(Math.abs(loss - chance)).toBeLessThan(0.01);
    }
    expect(falls(sigmoidAsTanh.loss.mean)).toBe(true);
  });

  test('softplus-gap: gaps and recalled errors fall with α, all the way', () => {
    const { alphas, byAlpha, norb } = result<SoftplusAlphaResult>(results, 'softplus-alpha');
    const gaps = Object.values(byAlpha).map(({ gap }) => gap);
    expect(gaps).toHaveLength(alphas.length);
    gaps.forEach((gap, i) => expect(gap * (alphas[i] ?? NaN)).toBeCloseTo(Math.LN2, 12));
    expect(falls(gaps)).toBe(true);
    expect(falls(norb.error)).toBe(true);
    expect(norb.alpha.at(-1)).toBeNull();
  });
});

describe('marks', () => {
  test('error-by-sparsity: one for every network, rings for those harmed, grey for smooth units', () => {
    const { points, harmful } = result<TrainedSparsityResult>(results, 'trained-sparsity');
    const markup = drawing('error-by-sparsity');
    const harmed = points.kind.filter(
      (kind, i) => kind === 'relu' && (points.lambda[i] ?? 0) >= harmful.lambda,
    );
    const smooth = points.kind.filter((kind) => kind !== 'relu');
    expect(harmed.length).toBeGreaterThan(0);
    expect(count(markup, 'f-ring f-fails')).toBe(harmed.length);
    expect(count(markup, 'f-dot f-base')).toBe(smooth.length);
    expect(count(markup, 'f-dot f-s4')).toBe(points.kind.length - harmed.length - smooth.length);
  });

  test('activation-speed: a band behind every line', () => {
    const markup = drawing('activation-speed');
    expect(markup.match(/f-area/g)).toHaveLength(5);
    expect(markup.match(/"f-line /g)).toHaveLength(5);
  });

  test('softplus-gap: a curve for each α, a point for each, a ring for the rectifier', () => {
    const markup = drawing('softplus-gap');
    expect(markup.match(/"f-line f-s\d/g)).toHaveLength(5);
    expect(markup.match(/f-dot/g)).toHaveLength(5);
    expect(markup.match(/f-ring/g)).toHaveLength(1);
  });
});
