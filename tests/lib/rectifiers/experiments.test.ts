/**
 * The numbers that the inventory of claims expects, with its tolerances, asked of the
 * stored results; and the paper's tables, which stand in two places.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { ActivationCostResult } from '../../../src/lib/experiments/activation-cost.ts';
import type { ActivationSparsityResult } from '../../../src/lib/experiments/activation-sparsity.ts';
import type { BatchNormScaleResult } from '../../../src/lib/experiments/batch-norm-scale.ts';
import type { DropoutMeanResult } from '../../../src/lib/experiments/dropout-mean.ts';
import type { GradientDepthResult } from '../../../src/lib/experiments/gradient-depth.ts';
import type { RectifierDoublingResult } from '../../../src/lib/experiments/rectifier-doubling.ts';
import type { RescalingResult } from '../../../src/lib/experiments/rescaling.ts';
import type { SoftplusAlphaResult } from '../../../src/lib/experiments/softplus-alpha.ts';
import type { TanhSigmoidResult } from '../../../src/lib/experiments/tanh-sigmoid.ts';
import {
  DATA_SETS,
  GLOROT_TABLE_1,
  NORB_BY_ALPHA,
  UNITS,
} from '../../../src/lib/rectifiers/glorot-table.ts';

const ROOT = new URL('../../../', import.meta.url);

function stored(id: string): unknown {
  const lock = readFileSync(new URL(`results/${id}.json`, ROOT), 'utf8');
  return (JSON.parse(lock) as { result: unknown }).result;
}

describe('the experiments on rectifiers', () => {
  it('tanh-sigmoid (E-15): one function rescaled, fixed point 0.6590460684', () => {
    const found = stored('tanh-sigmoid') as TanhSigmoidResult;
    expect(found.gap).toBeGreaterThan(0);
    expect(found.gap).toBeLessThan(1e-15);
    expect(found.network.gap).toBeLessThan(1e-12);
    expect(found.network.scale).toBeGreaterThan(1);
    expect(found.fixedPoint).toBeCloseTo(0.6590460684, 10);
    expect(found.slopes.tanhAtZero).toBe(1);
    expect(found.slopes.sigmoidAtZero).toBe(0.25);
    // σ(x)(1 − σ(x)) where σ(x) = x.
    expect(found.slopes.sigmoidAtFixedPoint).toBeCloseTo(
      found.fixedPoint * (1 - found.fixedPoint),
      12,
    );
    expect(found.antisymmetry.unit).toBe(0);
    expect(found.antisymmetry.sigmoid).toBeLessThan(1e-15);
    expect(found.antisymmetry.networkWithBiases).toBeGreaterThan(0.1);
    expect(found.curves.rescaled.length).toBe(found.curves.x.length);
  });

  it('gradient-depth (E-16): medians over five seeds, and a dead unit', () => {
    const { schemes, dead, widths, layers, seeds } = stored(
      'gradient-depth',
    ) as GradientDepthResult;
    const median = (name: keyof typeof schemes): number => schemes[name].gradient.median;
    expect([layers, seeds]).toEqual([20, 5]);
    expect(median('reluHe')).toBeGreaterThan(0.5);
    expect(median('reluHe')).toBeLessThan(2);
    expect(schemes.reluPlain.theory).toBe(1 / 1024);
    expect(Math.abs(Math.log2(median('reluPlain') * 1024))).toBeLessThan(1);
    expect(median('tanh')).toBeGreaterThan(0.1);
    expect(median('tanh')).toBeLessThan(0.3);
    expect(median('sigmoid')).toBeLessThan(1e-11);
    expect(median('sigmoid')).toBeGreaterThan(1e-14);
    expect([dead.active, dead.gradient, dead.layerGradient]).toEqual([0, 0, 0]);
    // Theory within a factor of two, wherever there is one.
    for (const [name, { gradient, theory }] of Object.entries(schemes)) {
      if (theory === null) continue;
      expect(Math.abs(Math.log2(gradient.median / theory)), name).toBeLessThan(1);
    }
    for (const { fanIn, fanOut, glorot } of Object.values(widths)) {
      for (const found of [fanIn, fanOut, glorot]) {
        expect(Math.abs(Math.log2(found.gradient.median / found.gradientTheory))).toBeLessThan(1);
        expect(Math.abs(Math.log2(found.signal.median / found.signalTheory))).toBeLessThan(1);
      }
    }
    expect(widths.taper.sizes[0]).toBe(512);
    expect(widths.taper.sizes.at(-1)).toBe(64);
    for (const { gradientByLayer, gradient } of Object.values(schemes)) {
      expect(gradientByLayer).toHaveLength(21);
      expect(gradientByLayer[0]).toBe(1);
      expect(gradientByLayer[20]! / gradient.median).toBeCloseTo(1, 4);
    }
  });

  it('rectifier-doubling (E-17): (π − 2)/(2(π − 1)), 0.24495, 0.00194', () => {
    const found = stored('rectifier-doubling') as RectifierDoublingResult;
    const { identity, absolute, tanh2x } = found.byTarget;
    expect(found.closed).toBeCloseTo(0.266529, 6);
    expect(identity.one).toBeCloseTo(found.closed, 3);
    expect(absolute.one).toBeCloseTo(found.closed, 3);
    expect(found.finite).toBeCloseTo(0.266522, 6);
    expect(identity.two).toBeLessThan(1e-12);
    expect(absolute.two).toBeLessThan(1e-12);
    expect(tanh2x.one).toBeCloseTo(0.24495, 3);
    expect(tanh2x.twoBiased).toBeCloseTo(0.00194, 3);
    expect(found.bounded.identity).toBeLessThan(1e-15);
    expect(found.exact.identity).toBe(0);
    expect(found.exact.absolute).toBe(0);
    found.byBias.error.slice(1).forEach((error, i) => {
      expect(error).toBeLessThan(found.byBias.error[i]!);
    });
  });

  it('activation-sparsity (E-18): half at the start, Φ(½) and Φ(1) with biases', () => {
    const { byKind, biased } = stored('activation-sparsity') as ActivationSparsityResult;
    expect(byKind.relu.low).toBeGreaterThan(0.45);
    expect(byKind.relu.high).toBeLessThan(0.55);
    for (const kind of ['leaky', 'softplus', 'tanh', 'sigmoid'] as const) {
      expect(byKind[kind].high, kind).toBe(0);
    }
    // Small softplus activations are there, and are no zeros.
    expect(Math.max(...byKind.softplus.below)).toBeGreaterThan(0);
    expect(biased.half.theory).toBeCloseTo(0.691462, 6);
    expect(biased.one.theory).toBeCloseTo(0.841345, 6);
    expect(Math.abs(biased.half.first - biased.half.theory)).toBeLessThan(0.02);
    expect(Math.abs(biased.one.first - biased.one.theory)).toBeLessThan(0.02);
  });

  it('rescaling (E-19): equal for rectifiers, not for others, nor by the wrong rule', () => {
    const found = stored('rescaling') as RescalingResult;
    for (const kind of ['relu', 'leaky'] as const) {
      expect(found.unchanged[kind], kind).toBeLessThan(1e-12);
      expect(found.factored[kind], kind).toBeLessThan(1e-12);
    }
    for (const kind of ['tanh', 'softplus', 'sigmoid'] as const) {
      expect(found.unchanged[kind], kind).toBeGreaterThan(0.05);
    }
    expect(found.ownBias.unchanged).toBeGreaterThan(0.05);
    expect(found.negative.unchanged).toBeGreaterThan(0.05);
    expect(found.partialProduct).toBeGreaterThan(0.05);
    found.gradient.weights.forEach((ratio, l) => {
      expect(ratio).toBeCloseTo(found.alphas.unit[l]!, 12);
    });
    [2, 1, 4, 1].forEach((product, l) => {
      expect(found.gradient.biases[l]).toBeCloseTo(product, 12);
    });
    found.twoWeights.alpha.forEach((a, i) => {
      expect(found.twoWeights.curvature[i]! / (a * a + 1 / (a * a))).toBeCloseTo(1, 12);
    });
  });

  it('softplus-alpha (E-20): ln 2/α, π²/(6α²), and the paper’s table in relative changes', () => {
    const { byAlpha, table, norb } = stored('softplus-alpha') as SoftplusAlphaResult;
    [0.693147, 0.53319, 0.346574, 0.231049, 0.115525].forEach((gap, i) => {
      const found = Object.values(byAlpha)[i]!;
      expect(found.gap).toBeCloseTo(gap, 6);
      expect(found.gap).toBeCloseTo(found.gapTheory, 9);
      expect(found.area).toBeCloseTo(found.areaTheory, 9);
    });
    expect(byAlpha.a1.area).toBeCloseTo(1.644934, 6);
    expect(byAlpha.a1.areaTen).toBeCloseTo(1.644843, 6);
    const expected = {
      rectifier: [-16.1, -1.8, 0.7, 0.4],
      tanh: [-26.1, -3.5, -1.6, -8.4],
      softplus: [-33.9, -6.9, -6.2, 8.5],
    };
    for (const unit of UNITS) {
      DATA_SETS.forEach((set, i) => {
        // The inventory rounds to a tenth of a per cent.
        const gap = 100 * table.change[unit][set] - expected[unit][i]!;
        expect(Math.abs(gap), `${unit} on ${set}`).toBeLessThan(0.0501);
      });
    }
    expect(table.wins).toEqual({ pretrained: 2, supervised: 4 });
    expect(table.excess.pretrained.mnist).toBeCloseTo(0.03, 12);
    expect(norb.alpha.at(-1)).toBeNull();
    expect(norb.largestRise).toBeLessThan(0);
  });

  it('activation-cost: max takes one operation, exp two dozen', () => {
    const { byKind, ratio, skip } = stored('activation-cost') as ActivationCostResult;
    expect([byKind.relu.value, byKind.relu.slope]).toEqual([1, 1]);
    expect(byKind.sigmoid.value).toBe(26);
    for (const { gap } of Object.values(byKind)) expect(gap).toBeLessThan(1e-15);
    expect(Math.min(...Object.values(ratio))).toBe(1);
    expect(skip.zeros).toBeGreaterThan(0.45);
    expect(skip.zeros).toBeLessThan(0.55);
  });

  it('batch-norm-scale: exact for ε = 0, and what ε changes', () => {
    const { exact, usual, epsilon, growth, variance } = stored(
      'batch-norm-scale',
    ) as BatchNormScaleResult;
    expect(exact.worst.output).toBeLessThan(1e-12);
    expect(exact.worst.gradient).toBeLessThan(1e-12);
    // y shrinks by √(v/(v + ε)), so by less than ε/2v of itself; |y| stays below 4 here.
    expect(usual.grown.output).toBeLessThan((4 * epsilon) / (2 * variance));
    expect(usual.shrunk.output).toBeGreaterThan(0.1);
    growth.norm.slice(1).forEach((size, i) => {
      expect(size).toBeGreaterThan(growth.norm[i]!);
    });
  });

  it('dropout-mean: exact where theory says so, and only there', () => {
    const { linear, softmax, deep, ridge } = stored('dropout-mean') as DropoutMeanResult;
    for (const keep of ['half', 'fourFifths'] as const) {
      expect(linear[keep].inverted).toBeLessThan(1e-12);
      expect(linear[keep].neither).toBeGreaterThan(0.1);
      expect(softmax[keep].geometric).toBeLessThan(1e-12);
      expect(softmax[keep].arithmetic).toBeGreaterThan(0.01);
      expect(deep.linear[keep].gap).toBeLessThan(1e-12);
      expect(deep.rectifier[keep].gap).toBeGreaterThan(0.01);
      expect(ridge[keep]).toBeLessThan(1e-12);
    }
  });
});

describe('the paper’s tables', () => {
  const note = readFileSync(new URL('src/content/papers/rectifier.mdx', ROOT), 'utf8');
  const [, frontmatter] = note.split(/^---$/m);
  const { results } = parse(frontmatter!) as {
    results: { id: string; rows: (string | number)[][] }[];
  };
  const rows = (id: string): (string | number)[][] =>
    results.find((table) => table.id === id)!.rows;

  it('hold the same test errors in the note and in the code', () => {
    const found = Object.fromEntries(
      rows('test-errors').map(([name, ...errors]) => [name, errors]),
    ) as Record<string, number[]>;
    const names = { pretrained: 'pre-trained', supervised: 'not pre-trained' } as const;
    expect(Object.keys(found)).toHaveLength(6);
    for (const training of ['pretrained', 'supervised'] as const) {
      for (const unit of UNITS) {
        expect(found[`${names[training]}, ${unit}`]).toEqual(
          DATA_SETS.map((set) => GLOROT_TABLE_1[training][unit][set]),
        );
      }
    }
  });

  it('hold the same errors by α', () => {
    const found = rows('norb-by-alpha').map(([alpha, error]) => ({
      alpha: String(alpha).startsWith('∞') ? null : Number.parseFloat(String(alpha)),
      error,
    }));
    expect(found).toEqual(NORB_BY_ALPHA);
  });
});
