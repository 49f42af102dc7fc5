/**
 * The numbers that the inventory of claims expects, asked of the stored results of
 * the experiments that are too dear to run here. Where it measured other digits than
 * MNIST's, its inequalities are asked, not its numbers.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { AgeDirectionResult } from '../../../src/lib/experiments/age-direction.ts';
import type { BiasesResult } from '../../../src/lib/experiments/biases.ts';
import type { CafArithmeticResult } from '../../../src/lib/experiments/caf-arithmetic.ts';
import type { ContrastiveLossResult } from '../../../src/lib/experiments/contrastive-loss.ts';
import type { DigitsImbalanceResult } from '../../../src/lib/experiments/digits-imbalance.ts';
import type { FreeNormResult } from '../../../src/lib/experiments/free-norm.ts';
import type { OecnnGradientsResult } from '../../../src/lib/experiments/oecnn-gradients.ts';
import type { PatchRedundancyResult } from '../../../src/lib/experiments/patch-redundancy.ts';
import type { RadialFeaturesResult } from '../../../src/lib/experiments/radial-features.ts';

function stored(id: string): unknown {
  const text = readFileSync(new URL(`../../../results/${id}.json`, import.meta.url), 'utf8');
  return (JSON.parse(text) as { result: unknown }).result;
}

/** For numbers that depend on what the generator draws: the inventory gives a tolerance. */
function expectNear(measured: number, value: number, within: number): void {
  expect(measured).toBeGreaterThanOrEqual(value - within);
  expect(measured).toBeLessThanOrEqual(value + within);
}

describe('the stored results on ages', () => {
  it('oecnn-gradients (E-01): at right angles, unless identity sees the norm', () => {
    const { cosine, along, gradientGap, plane } = stored('oecnn-gradients') as OecnnGradientsResult;
    expect(cosine.normalised).toBeLessThan(1e-6);
    expect(Math.abs(cosine.unnormalisedFirst)).toBeGreaterThan(0.05);
    expect(Math.max(along.identity, along.age)).toBeLessThan(1e-6);
    expect(Math.max(...Object.values(gradientGap))).toBeLessThan(1e-6);
    expect(plane.cosine).toBe(0);
  });

  it('age-direction (E-02): age is read off the direction as soon as it moves it', () => {
    const { identities, photos, dimensions, byDelta } = stored(
      'age-direction',
    ) as AgeDirectionResult;
    expect([identities, photos, dimensions]).toEqual([200, 10, 16]);
    const expected = [
      [byDelta.d0, 0.98, 1, 0],
      [byDelta.d1, 0.9575, 0.9993, 0.55],
      [byDelta.d2, 0.8865, 0.9489, 0.73],
    ] as const;
    for (const [one, euclid, cosine, r2] of expected) {
      expectNear(one.aucEuclid, euclid, 0.02);
      expectNear(one.aucCosine, cosine, 0.02);
      expectNear(one.r2Direction, r2, 0.1);
      expect(one.aucCosine).toBeGreaterThan(one.aucEuclid);
      expect(one.correlation).toBeCloseTo(1, 9);
    }
    expect(byDelta.d0.r2Direction).toBeLessThan(0.05);
  });

  it('caf-arithmetic (E-03): 67.2635 and not 80', () => {
    const { images, identities, mean, needed } = stored('caf-arithmetic') as CafArithmeticResult;
    expect([images, identities]).toEqual([313_986, 4_668]);
    expect(mean).toBeCloseTo(67.2635, 4);
    expect(needed).toBe(373_440);
  });

  it('free-norm (E-04): the loss by scale, and the floor of normalised features', () => {
    const { logits, values, largestStep, floor } = stored('free-norm') as FreeNormResult;
    expect(logits).toEqual([2, 1, -1]);
    expect(Object.values(values.right)).toEqual(close([0.349, 0.1291, 0.0182, 0.0003], 4));
    expect(Object.values(values.wrong)).toEqual(
      close([1.0986, 1.0614, 1.1041, 1.349, 2.1291, 4.0182, 8.0003], 4),
    );
    expect(largestStep.right).toBeLessThan(0);
    expect(largestStep.wrong).toBeGreaterThan(0);
    expect(floor.n10.scale1).toBeCloseTo(1.376935, 6);
    expect(floor.n10575.scale1).toBeCloseTo(8.266316, 6);
    expect(floor.n10.scale30 / 3.0e-14).toBeCloseTo(1, 1);
    expect(floor.n10575.scale30 / 9.87e-10).toBeCloseTo(1, 2);
    for (const { scale1, withoutFactor } of Object.values(floor)) {
      expect(withoutFactor).not.toBeCloseTo(scale1, 6);
    }
  });
});

describe('the stored results on patches and pairs', () => {
  it('patch-redundancy (E-05): weights (8, 0), and ln 2 when the first patch is missing', () => {
    const { closed, digits, errorReduction } = stored('patch-redundancy') as PatchRedundancyResult;
    expect(closed.weights).toEqual(close([8, 0], 9));
    expect(closed.patchWeights).toEqual(close([8, 4], 9));
    expect(closed.accuracy.joint).toBeCloseTo(0.97725, 6);
    expect(closed.accuracy.patch1).toBeCloseTo(0.97725, 6);
    expect(closed.accuracy.patch2).toBeCloseTo(0.92135, 6);
    expect(closed.accuracy.ensemble).toBeCloseTo(0.97111, 6);
    expectNear(closed.logLoss.joint, 0.0607, 0.005);
    expect(closed.logLoss.jointWithoutFirst).toBeCloseTo(Math.LN2, 12);
    expectNear(closed.logLoss.patchWithoutFirst, 0.1944, 0.005);
    for (const { joint, patch } of [digits.topBlank, digits.bottomBlank]) {
      expect(joint.mean).toBeLessThan(patch.mean - 0.2);
    }
    expect(digits.full.ensemble.mean).toBeLessThan(digits.full.joint.mean + 0.01);
    expect(errorReduction.fromDeepID).toBeCloseTo(0.6667, 4);
    expect(errorReduction.fromDeepFace).toBeCloseTo(0.6792, 4);
  });

  it('contrastive-loss (E-05b): −(m − D)(fᵢ − fⱼ)/D within the margin, nothing beyond', () => {
    const { gradientGap, formGap, withoutQuotient, beyond } = stored(
      'contrastive-loss',
    ) as ContrastiveLossResult;
    expect(Math.max(...Object.values(gradientGap))).toBeLessThan(1e-6);
    expect(Math.max(...Object.values(formGap))).toBeLessThan(1e-9);
    expect(withoutQuotient).toBeGreaterThan(0.05);
    expect(beyond).toEqual({ loss: 0, force: 0 });
  });
});

describe('the stored results on digits and rays', () => {
  it('digits-imbalance (E-11): longer weights for larger classes, unless there are two', () => {
    const { counts, orders, decay, spearman, normRatio, balanced, larger, smaller, twoClasses } =
      stored('digits-imbalance') as DigitsImbalanceResult;
    expect(counts).toEqual([150, 120, 90, 70, 50, 35, 25, 18, 12, 8]);
    expect([orders, decay]).toEqual([10, 1e-3]);
    expect(spearman.mean).toBeGreaterThan(0.6);
    expect(normRatio.mean).toBeGreaterThan(1.2);
    expect(balanced.variation).toBeLessThan(0.12);
    expect(larger.low).toBeGreaterThan(1);
    expect(smaller.high).toBeLessThan(1);
    expect(twoClasses.largestGap).toBeLessThan(1e-6);
  });

  it('biases (E-12): idle on digits, needed on a line and for the class shares', () => {
    const { digits, line, uninformative } = stored('biases') as BiasesResult;
    expect(Math.abs(digits.difference)).toBeLessThan(0.01);
    expect(digits.biases.smallest).toBeLessThan(0);
    expect(digits.biases.largest).toBeGreaterThan(0);
    expect(line.floor).toBeCloseTo(0.366204, 6);
    expect(line.without.loss).toBeGreaterThan(0.3662);
    expect(line.without.accuracy).toBeCloseTo(2 / 3, 12);
    expect(line.with.loss).toBeLessThan(0.01);
    expect(line.with.accuracy).toBe(1);
    expect(uninformative.difference).toBeCloseTo(4.605170186, 6);
  });

  it('radial-features (E-13): Euclid fails on rays, the angle does not', () => {
    const { classes, rays } = stored('radial-features') as RadialFeaturesResult;
    expect(classes).toBe(10);
    expect(rays.maxIntraEuclid).toBeGreaterThan(rays.minInterEuclid);
    expect(rays.maxIntraAngle).toBeLessThan(rays.minInterAngle);
    expectNear(rays.aucEuclid, 0.898, 0.02);
    expect(rays.aucAngle).toBeCloseTo(1, 3);
  });
});

function close(values: readonly number[], digits: number): number[] {
  return values.map((value) => expect.closeTo(value, digits) as number);
}
