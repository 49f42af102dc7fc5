/**
 * The numbers that the inventory of claims expects: of the experiments themselves, run afresh,
 * where they are quick; of the stored results, which the lock ties to their code, where not.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import flatRegion from '../../../src/lib/experiments/flat-region.ts';
import linearAe from '../../../src/lib/experiments/linear-ae-landscape.ts';
import type { NetworkMinimaResult } from '../../../src/lib/experiments/network-minima.ts';
import type { NetworkSaddlesResult } from '../../../src/lib/experiments/network-saddles.ts';
import type { RandomMatricesResult } from '../../../src/lib/experiments/random-matrices.ts';
import type { SpinGlassResult } from '../../../src/lib/experiments/spin-glass.ts';
import xor from '../../../src/lib/experiments/xor.ts';
import type { Experiment } from '../../../src/lib/lab/define.ts';

/** Operations one run may take. */
const BUDGET = 2e8;

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
  return result;
}

function stored(id: string): unknown {
  const file = new URL(`../../../results/${id}.json`, import.meta.url);
  return (JSON.parse(readFileSync(file, 'utf8')) as { result: unknown }).result;
}

describe('the experiments on landscapes', () => {
  it('xor: 0, 1, 1, 0; not separable before, separable after', async () => {
    const found = await run(xor);
    expect(found.outputs).toEqual([0, 1, 1, 0]);
    expect(found.largestError).toBe(0);
    expect(found.input.separable).toBe(false);
    expect(found.input.meeting).toEqual({ point: [0.5, 0.5], zero: 0.5, one: 0.5 });
    expect(found.hidden.separable).toBe(true);
    expect(found.hidden.meets).toBe(false);
    expect(found.hidden.line.margin).toBeCloseTo(0.5 / Math.sqrt(5), 14);
    // From the golden section on; derived by hand: t² + t = 1.
    expect(found.bend.threshold).toBeCloseTo((Math.sqrt(5) - 1) / 2, 12);
    expect(found.bend.separable).toEqual(found.bend.t.map((t) => t > 0.61803));
  });

  it('linear-ae-landscape: losses, indices, four zero modes, 50 of 50, .850, 52 %', async () => {
    const { small, descent, large } = await run(linearAe);
    expect(small.points.map(({ loss, index }) => [loss, index])).toEqual([
      [1.5, 0],
      [2.5, 1],
      [3, 2],
      [4.5, 2],
      [5, 3],
      [6, 4],
    ]);
    expect(small.points.every(({ zeros }) => zeros === 4)).toBe(true);
    expect(small.origin).toMatchObject({ loss: 7.5, index: 8, zeros: 0 });
    expect(small.mismatches).toBe(0);
    expect(small.hessianGap).toBeLessThan(1e-6);
    expect(descent.reached).toBe(50);
    expect(descent.worst).toBeCloseTo(1.5, 6);
    expect(large.points).toBe(56);
    expect(large.mismatches).toBe(0);
    expect(large.correlation).toBeCloseTo(0.85, 3);
    expect(large.indexOne.count).toBe(1);
    expect(large.indexOne.loss).toBeCloseTo(0.1843, 4);
    expect(large.optimum).toBeCloseTo(0.1216, 4);
    expect(large.indexOne.excess).toBeCloseTo(0.52, 2);
    expect(large.minima).toBe(1);
    expect(large.saddles).toBe(55);
  });

  it('flat-region: loss 2.5 and no gradient around w = b = −1, loss 0 elsewhere', async () => {
    const found = await run(flatRegion);
    expect(found.at).toEqual({ w: -1, b: -1, loss: 2.5, gradient: 0 });
    expect(found.radius).toBeCloseTo(3 / Math.sqrt(5), 14);
    expect(found.change).toBe(0);
    expect(found.best).toEqual({ loss: 0, gradient: 0 });
    expect(found.starts.stuck).toBe(found.starts.inside);
    for (const { exact, stuck, runs } of Object.values(found.byWidth)) {
      expect(Math.abs(stuck - exact)).toBeLessThan(3 * Math.sqrt((exact * (1 - exact)) / runs));
    }
    const row = found.surface.b.indexOf(-1);
    expect(found.surface.loss[row]![found.surface.w.indexOf(-1)]).toBe(2.5);
  });

  it('random-matrices: ½, .146447, .024921, and the inventory’s 2.446·10⁻³ and 1.40·10⁻⁴', () => {
    const found = stored('random-matrices') as RandomMatricesResult;
    expect(found.closed.n2.formula).toBeCloseTo(0.146447, 6);
    expect(found.closed.n3.formula).toBeCloseTo(0.024921, 6);
    for (const { gap } of Object.values(found.closed)) expect(gap).toBeLessThan(1e-12);
    // Those two were drawn, with standard errors of 2·10⁻⁵ and 4·10⁻⁶.
    expect(Math.abs(found.positive.probability[3]! - 2.446e-3)).toBeLessThan(6e-5);
    expect(Math.abs(found.positive.probability[4]! - 1.4e-4)).toBeLessThan(1.2e-5);
    for (const { sigmas } of Object.values(found.monteCarlo)) {
      expect(Math.abs(sigmas)).toBeLessThan(3);
    }
    // The rate falls towards (ln 3)/4 from above.
    const { rate, limit } = found.positive;
    expect(rate).toEqual(rate.toSorted((a, b) => b - a));
    expect(rate.at(-1)).toBeGreaterThan(limit);
    const { n10, n40, n160 } = found.semicircle;
    expect(n40.gap).toBeLessThan(n10.gap);
    expect(n160.gap).toBeLessThan(n40.gap);
    expect(n160.gap).toBeLessThan(0.01);
  });

  it('spin-glass: as many critical points as expected, Euler characteristic 2, E₀ = 1.657', () => {
    const found = stored('spin-glass') as SpinGlassResult;
    expect(found.threshold).toBeCloseTo(1.633, 3);
    expect(found.layers[0]).toBeCloseTo(1.657, 3);
    for (const { euler, mean, expected, byIndex } of Object.values(found.exhaustive)) {
      expect(euler).toBe(1);
      expect(Math.abs(mean / expected - 1)).toBeLessThan(0.2);
      // −u has the other energy and the opposite index.
      expect(byIndex.count).toEqual(byIndex.count.toReversed());
      byIndex.energy.forEach((energy, k) => {
        expect(energy).toBeCloseTo(-byIndex.energy.at(-1 - k)!, 9);
      });
    }
    expect(Math.min(...found.growing.effective)).toBeGreaterThan(100);
  });

  it('network-saddles: stationary to the threshold, nondegenerate, the zero network among them', () => {
    const found = stored('network-saddles') as NetworkSaddlesResult;
    expect(found.parameters).toBeLessThanOrEqual(400);
    expect(found.hessianGap).toBeLessThan(1e-6);
    expect(found.critical.largestGradient).toBeLessThanOrEqual(found.threshold);
    expect(found.critical.nearestToZero).toBeGreaterThan(1e-5);
    // The network without units: ln 10, and nine downward directions for each of three units.
    expect(found.critical.loss.at(-1)).toBeCloseTo(Math.log(10), 9);
    expect(found.critical.index.at(-1)).toBe(27);
    expect(found.ends.critical).toBeLessThan(found.ends.loss.length);
    expect(found.along.gradient.every((gradient) => gradient > found.threshold)).toBe(true);
  });

  it('network-minima: every end is a minimum', () => {
    const { byWidth } = stored('network-minima') as NetworkMinimaResult;
    for (const { minima, starts, gradient, losses, best, worst, parameters } of Object.values(
      byWidth,
    )) {
      expect(minima).toBe(starts);
      expect(gradient).toBeLessThanOrEqual(1e-6);
      expect([losses[0], losses.at(-1)]).toEqual([best, worst]);
      expect(parameters).toBeLessThanOrEqual(400);
    }
  });
});
