/** What the titles of the figures on margins, age and patches say, against the results. */
import { describe, expect, test } from 'vitest';
import { meansByCount, relative } from '../../../src/components/figures/norm-by-class-size.tsx';
import { asked } from '../../../src/components/figures/occlusion-bars.meta.ts';
import { result } from '../../../src/components/figures/lib/results.ts';
import type { AgeDirectionResult } from '../../../src/lib/experiments/age-direction.ts';
import type { ContrastiveLossResult } from '../../../src/lib/experiments/contrastive-loss.ts';
import type { DigitsImbalanceResult } from '../../../src/lib/experiments/digits-imbalance.ts';
import type {
  CircleImbalancedResult,
  FeatureCircleResult,
} from '../../../src/lib/experiments/feature-circle.ts';
import type { FreeNormResult } from '../../../src/lib/experiments/free-norm.ts';
import type { ImbalanceKClassResult } from '../../../src/lib/experiments/imbalance-k-class.ts';
import type { OecnnGradientsResult } from '../../../src/lib/experiments/oecnn-gradients.ts';
import type { PatchRedundancyResult } from '../../../src/lib/experiments/patch-redundancy.ts';
import type { PatchesDigitsResult } from '../../../src/lib/experiments/patches-digits.ts';
import { spearman } from '../../../src/lib/numeric/spearman.ts';
import { results } from './figures.ts';

const rises = (values: readonly number[]) =>
  values.slice(1).every((value, i) => value >= (values[i] ?? Infinity));

describe('titles', () => {
  test('contrastive-force: a same pair is pulled harder with distance; no push from the margin on', () => {
    const { force, margin } = result<ContrastiveLossResult>(results, 'contrastive-loss');
    expect(rises(force.same)).toBe(true);
    force.distance.forEach((distance, i) => {
      const push = force.different[i] ?? NaN;
      if (distance >= margin) expect(push).toBeCloseTo(0, 9);
      else expect(push).toBeLessThan(0);
    });
  });

  test('loss-by-norm: right falls all the way, wrong dips before 1 and rises from there', () => {
    const { right, wrong, best } = result<FreeNormResult>(results, 'free-norm');
    expect(rises([...right.loss].reverse())).toBe(true);
    expect(best.scale).toBeGreaterThan(0);
    expect(best.scale).toBeLessThan(1);
    expect(rises(wrong.loss.filter((_, i) => (wrong.scale[i] ?? 0) >= 1))).toBe(true);
    expect(wrong.scale).toEqual(right.scale);
    expect(best.loss).toBeLessThanOrEqual(Math.min(...wrong.loss) + 1e-9);
  });

  test('age-auc: nothing of age in the direction without drift, more with more; cosine ahead', () => {
    const { byDelta, curves } = result<AgeDirectionResult>(results, 'age-direction');
    expect(byDelta.d0.r2Direction).toBeLessThan(0.05);
    expect(byDelta.d2.r2Direction).toBeGreaterThan(0.5);
    expect(rises(curves.r2Direction)).toBe(true);
    curves.aucCosine.forEach((cosine, i) => {
      expect(cosine).toBeGreaterThan(curves.aucEuclid[i] ?? Infinity);
    });
  });

  test('occlusion-bars: level when complete; with a half blank only halves trained apart hold on', () => {
    const { digits } = result<PatchRedundancyResult>(results, 'patch-redundancy');
    const { whole, halves, halvesJoint } = result<PatchesDigitsResult>(
      results,
      'patches-digits',
    ).byMethod;
    expect(digits.price.mean).toBeLessThan(0.03);
    expect(whole.complete.mean - halves.complete.mean).toBeLessThan(0.03);
    for (const { joint, patch } of [digits.topBlank, digits.bottomBlank]) {
      expect(patch.mean - joint.mean).toBeGreaterThan(0.15);
    }
    for (const blank of ['top', 'bottom'] as const) {
      for (const other of [whole, halvesJoint]) {
        expect(asked(halves, blank).low - asked(other, blank).high).toBeGreaterThan(0.15);
      }
    }
  });

  test('feature-clouds: the median falls from each m to the next, the 95 % quantile does not', () => {
    const spreads = ['modified', 'asoftmax2', 'asoftmax3', 'asoftmax4'].map(
      (name) => result<FeatureCircleResult>(results, `circle-${name}-s1`).spread,
    );
    expect(rises(spreads.map(({ median }) => -median))).toBe(true);
    expect(rises(spreads.map(({ q95 }) => -q95))).toBe(false);
  });

  test('feature-training: most of the variance within a class lies along its ray', () => {
    const { radial, accuracy } = result<FeatureCircleResult>(results, 'circle-asoftmax4-s1');
    expect(radial.least).toBeGreaterThan(0.75);
    expect(accuracy.test).toBeGreaterThan(0.9);
  });

  test('norm-by-class-size: the norm follows the size with fixed features, not in the network', () => {
    const { decay } = result<ImbalanceKClassResult>(results, 'imbalance-k-class');
    expect(rises([...decay.n100n10n1.norms].reverse())).toBe(true);
    const digits = result<DigitsImbalanceResult>(results, 'digits-imbalance');
    expect(digits.spearman.low).toBeGreaterThan(0.6);
    const network = result<CircleImbalancedResult>(results, 'circle-imbalanced-d16');
    const ranks = network.runs.map(({ norms }) => spearman(network.counts, norms));
    expect(ranks.reduce((a, b) => a + b) / ranks.length).toBeLessThan(0.3);
    expect(Math.max(...ranks)).toBeLessThan(0.6);
  });

  test('polar-gradients: every drawn pair is at right angles; age along the ray, or upright', () => {
    const { ring, planeField } = result<OecnnGradientsResult>(results, 'oecnn-gradients');
    ring.x.forEach((x, i) => {
      const [y, u, v] = [ring.y[i] ?? 0, ring.age.x[i] ?? 0, ring.age.y[i] ?? 0];
      const [s, t] = [ring.identity.x[i] ?? 0, ring.identity.y[i] ?? 0];
      expect(x * v - y * u).toBeCloseTo(0, 2);
      expect(x * s + y * t).toBeCloseTo(0, 2);
    });
    for (const u of planeField.age.x) expect(u).toBe(0);
    for (const v of planeField.identity.y) expect(v).toBe(0);
  });
});

describe('the points of norm-by-class-size', () => {
  test('are shares of the mean of their own run', () => {
    expect(relative([5, 7], [1, 3])).toEqual([
      [5, 0.5],
      [7, 1.5],
    ]);
    expect(relative([5, 7, 5, 7], [1, 3, 4, 4], [0, 0, 1, 1])).toEqual([
      [5, 0.5],
      [7, 1.5],
      [5, 1],
      [7, 1],
    ]);
  });

  test('are averaged size by size, the smallest first', () => {
    expect(
      meansByCount([
        [9, 2],
        [3, 1],
        [9, 4],
      ]),
    ).toEqual([
      [3, 1],
      [9, 3],
    ]);
  });
});
