/**
 * The numbers that the inventory of claims expects, asked of the experiments
 * themselves, run afresh.
 */
import { describe, expect, it } from 'vitest';
import asoftmaxValue from '../../../src/lib/experiments/asoftmax-value.ts';
import decisionBoundary from '../../../src/lib/experiments/decision-boundary.ts';
import decisionBoundarySphere from '../../../src/lib/experiments/decision-boundary-sphere.ts';
import imbalanceKClass from '../../../src/lib/experiments/imbalance-k-class.ts';
import imbalanceTwoClass from '../../../src/lib/experiments/imbalance-two-class.ts';
import psi from '../../../src/lib/experiments/psi.ts';
import separableDiscriminative from '../../../src/lib/experiments/separable-discriminative.ts';
import type { Experiment } from '../../../src/lib/lab/define.ts';

/** Operations one run may take, all of these together far below ten seconds. */
const BUDGET = 1e8;

async function run<Result>(experiment: Experiment<Result>): Promise<Result> {
  let operations = 0;
  const result = await experiment.run({
    seed: experiment.seed,
    needs: {},
    data: {},
    flags: {},
    count: (more) => {
      operations += more;
    },
    progress: () => undefined,
  });
  expect(operations).toBeGreaterThan(0);
  expect(operations).toBeLessThan(BUDGET);
  expect(JSON.stringify(result).length).toBeLessThan(60_000);
  return result;
}

describe('the SphereFace experiments', () => {
  it('psi: range, joints, integral, and what goes wrong without the −2k', async () => {
    const { byMargin, maxRise, maxStep, maxJointGap, table, curves } = await run(psi);
    expect(maxRise).toBe(0);
    expect(maxStep).toBeLessThan(0);
    expect(maxJointGap).toBeLessThan(1e-12);
    Object.values(byMargin).forEach((one, i) => {
      const m = i + 1;
      expect(one.max).toBe(1);
      expect(one.min).toBeCloseTo(1 - 2 * m, 12);
      expect(one.integral).toBeCloseTo(-Math.PI * (m - 1), 6);
      if (m === 1) {
        expect(one.curvatureBefore).toBeNull();
        expect(one.cosineClimb).toBe(0);
        return;
      }
      expect(one.curvatureBefore).toBeCloseTo(m * m, 2);
      expect(one.curvatureAfter).toBeCloseTo(-m * m, 2);
      expect(one.cosineClimb).toBeCloseTo(2, 4);
      expect(one.withoutShift).toBeCloseTo(2, 3);
    });
    expect(table.d60.m4).toBeCloseTo(-1.5, 12);
    expect(curves.m4.length).toBe(curves.degrees.length);
  });

  it('asoftmax-value: 0.0754, 0.3977, 1.9386, 4.2970', async () => {
    const { values, gap, printed, curve } = await run(asoftmaxValue);
    [0.0754, 0.3977, 1.9386, 4.297].forEach((value, i) => {
      expect(values[`m${i + 1}` as keyof typeof values]).toBeCloseTo(value, 4);
    });
    expect(gap.modifiedSoftmax).toBeLessThan(1e-12);
    expect(gap.multipleAngle).toBeLessThan(1e-9);
    expect(gap.unnormalised).toBeGreaterThan(0.1);
    expect(gap.bias).toBeGreaterThan(0.1);
    expect(printed.sameNorm.gap).toBeLessThan(1e-12);
    expect(printed.differentNorms.gap).toBeGreaterThan(0.1);
    // The worked example lies on its own curve, at 30°.
    expect(curve.m4[curve.degrees.indexOf(30)]).toBeCloseTo(values.m4, 4);
  });

  it('decision-boundary: intra, inter, and the bounds 2 + √3 and 3', async () => {
    const { twoClasses, even, gap, marginShare, threshold } = await run(decisionBoundary);
    const { m2, m3, m4, m5 } = twoClasses.theta60;
    const expected: [typeof m2, number, number][] = [
      [m2, 1.39626, 0.34907],
      [m3, 0.7854, 0.5236],
      [m4, 0.55851, 0.62832],
      [m5, 0.43633, 0.69813],
    ];
    for (const [{ intra, inter }, within, between] of expected) {
      expect((intra * Math.PI) / 180).toBeCloseTo(within, 5);
      expect((inter * Math.PI) / 180).toBeCloseTo(between, 5);
    }
    expect(Math.max(gap.intra, gap.inter, gap.even)).toBeLessThan(1e-9);
    expect(twoClasses.theta60.smallestM).toBeCloseTo(2 + Math.sqrt(3), 9);
    for (const { smallestM } of Object.values(even)) expect(smallestM).toBeCloseTo(3, 9);
    expect(Object.values(marginShare)).toEqual(
      [0, 1 / 3, 1 / 2, 3 / 5, 2 / 3].map((share) => expect.closeTo(share, 10) as number),
    );
    for (const { excess, mistakes } of Object.values(threshold)) {
      expect(mistakes === 0).toBe(excess < 0);
    }
  });

  it('decision-boundary-sphere: m = 3 is not enough, 2 + √3 and 4 are, in every case', async () => {
    const { arrangements, pole } = await run(decisionBoundarySphere);
    const { pair60, pair90, ...many } = arrangements;
    for (const { smallestM } of [pair60, pair90]) {
      expect(Math.abs(smallestM - 2 - Math.sqrt(3))).toBeLessThan(1e-5);
    }
    for (const { m3, bound, m4, smallestM } of Object.values(many)) {
      expect(m3.excess).toBeGreaterThan(1);
      expect(bound.excess).toBeLessThan(0);
      expect(m4.excess).toBeLessThan(bound.excess);
      expect(smallestM).toBeGreaterThan(3);
      expect(smallestM).toBeLessThan(2 + Math.sqrt(3));
    }
    // The inventory's 74.8, 58.0 and 48.4 come from a coarser grid, so are a little low.
    expect(arrangements.coplanar.m3.intra).toBeCloseTo(75.52, 2);
    expect(arrangements.tetrahedron.m3.intra).toBeCloseTo(58.22, 2);
    expect(arrangements.equator.m3.intra).toBeCloseTo(49.12, 2);
    expect(pole.reach).toBeCloseTo(37.76, 2);
  });

  it('imbalance-two-class: the ratio is exactly 1, at every step', async () => {
    const { byCounts, gap, flow, training, gradientSum, uninformative, diameter } =
      await run(imbalanceTwoClass);
    const { start, ownOnly, printed } = byCounts.m100n1;
    expect(start.loss).toBeCloseTo(70.00786523655448, 9);
    expect([start.g1, start.g2, start.ratio]).toEqual([-50.5, 50.5, 1]);
    expect(ownOnly).toEqual({ g1: -50, g2: 0.5, ratio: 100 });
    expect([printed.g1, printed.g2]).toEqual([9900, 0]);
    expect(gap.ratio).toBe(0);
    expect(gap.differences).toBeLessThan(1e-5);
    expect(flow.gap).toBeLessThan(0.01);
    expect(flow.right).toBeCloseTo(11.1, 12);
    expect(training.spread).toBeLessThan(1e-7);
    expect(training.m100n1.w1.at(-1)).toBeGreaterThan(1);
    expect(Math.max(gradientSum.setUp, gradientSum.tenClasses, gradientSum.drift)).toBeLessThan(
      1e-12,
    );
    expect(uninformative.difference).toBeCloseTo(4.605170186, 9);
    expect(diameter.line.smallestSeparated).toBe(180);
    // Together, the loss is bounded below by the entropy of 100 to 1.
    const entropy = (100 * Math.log(1.01) + Math.log(101)) / 101;
    expect(diameter.line.together.loss).toBeCloseTo(entropy, 6);
    expect(diameter.plane.closest).toBeLessThan(150);
    expect(diameter.rightAngle.losses).toEqual(
      [...diameter.rightAngle.losses].sort((a, b) => b - a),
    );
  });

  it('imbalance-k-class: K − 1 at the start, 1.2815 after a million steps, towards 1', async () => {
    const { start, startGap, startLimit, descent, flow, growth, decay, halvingGap, normalised } =
      await run(imbalanceKClass);
    expect(start.K2.ratio).toBeCloseTo(1, 12);
    expect(start.K3.ratio).toBeCloseTo(1.99933, 4);
    expect(start.K5.ratio).toBeCloseTo(3.99534, 4);
    expect(start.K10.ratio).toBeCloseTo(8.95598, 4);
    expect(startGap).toBeLessThan(1e-10);
    expect(startLimit.K10).toBeCloseTo(9, 6);
    const ratios = [1.9993, 1.9945, 1.9015, 1.6229, 1.4446, 1.3449, 1.2815];
    expect(Object.values(descent.K3).map(({ ratio }) => ratio)).toEqual(
      ratios.map((ratio) => expect.closeTo(ratio, 4) as number),
    );
    expect(flow.K3.t1e6.ratio).toBeCloseTo(1.2815, 4);
    expect(flow.K3.t1e9.ratio).toBeCloseTo(1.1808, 4);
    expect(flow.K3.t1e12.ratio).toBeCloseTo(1.133, 4);
    // 1.1049 in the inventory, where 1 − p was formed by subtraction.
    expect(flow.K3.t1e15.ratio).toBeCloseTo(1.1051, 4);
    expect(halvingGap).toBeLessThan(1e-9);
    expect(growth.K3.large).toBeCloseTo(1.535, 3);
    expect(growth.K3.ratio).toBeLessThan(1.01);
    expect(decay.n100n1.ratio).toBeCloseTo(1, 9);
    expect(decay.n100n1n1.norms).toEqual(
      [4.1258, 2.505, 2.505].map((norm) => expect.closeTo(norm, 4) as number),
    );
    expect(decay.n10n10n10.ratio).toBeCloseTo(1, 9);
    expect(decay.n100n10n1.norms).toEqual(
      [4.1292, 3.2201, 2.629].map((norm) => expect.closeTo(norm, 3) as number),
    );
    expect(normalised.ratio).toBeCloseTo(1, 14);
    expect(normalised.share.after).toBeLessThan(normalised.share.before);
    expect(normalised.share.after).toBeGreaterThan(normalised.share.fair);
  });

  it('separable-discriminative: right for every t, discriminative from 30° on', async () => {
    const { byGap, smallestT, gap, sweep } = await run(separableDiscriminative);
    expect(smallestT).toBeCloseTo(30, 9);
    expect(gap).toBeLessThan(1e-9);
    expect(sweep.lowestAccuracy).toBe(1);
    expect(sweep.missed).toBe(29);
    expect(byGap.t20).toMatchObject({ accuracy: 1 });
    expect(byGap.t20.intra).toBeCloseTo(70, 9);
    expect(byGap.t20.inter).toBeCloseTo(40, 9);
  });
});
