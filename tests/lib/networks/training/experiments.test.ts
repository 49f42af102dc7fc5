/**
 * The inequalities that the inventory of claims expects of trained networks, asked of the
 * stored results; what must hold of any such result; and the arithmetic of the summaries,
 * on runs made up for it.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  ARMS,
  type ActivationSpeedRun,
  SEEDS as SPEED_SEEDS,
} from '../../../../src/lib/experiments/activation-speed-runs.ts';
import activationSpeed, {
  type ActivationSpeedResult,
} from '../../../../src/lib/experiments/activation-speed.ts';
import pretrainingDigits, {
  type PretrainingDigitsResult,
} from '../../../../src/lib/experiments/pretraining-digits.ts';
import {
  type PretrainingRun,
  pretrainings,
} from '../../../../src/lib/experiments/pretraining-runs.ts';
import {
  LEVELS,
  type LevelName,
  type TrainedSparsityRun,
  trainedSparsities,
} from '../../../../src/lib/experiments/trained-sparsity-runs.ts';
import trainedSparsity, {
  type TrainedSparsityResult,
} from '../../../../src/lib/experiments/trained-sparsity.ts';
import type { Experiment, Json } from '../../../../src/lib/lab/define.ts';

const ROOT = new URL('../../../../', import.meta.url);

function stored(id: string): unknown {
  const lock = readFileSync(new URL(`results/${id}.json`, ROOT), 'utf8');
  return (JSON.parse(lock) as { result: unknown }).result;
}

/** A summary of runs made up. */
async function summarise<Result>(
  experiment: Experiment<Result>,
  needs: Record<string, unknown>,
): Promise<Result> {
  return experiment.run({
    seed: experiment.seed,
    needs: needs as Record<string, Json>,
    data: {},
    flags: {},
    count: () => undefined,
    progress: () => undefined,
  });
}

describe('activation-speed (E-31)', () => {
  const found = stored('activation-speed') as ActivationSpeedResult;
  const { byArm, lead } = found;

  it('has rectifiers down at 0.1 no later than tanh in every seed, each with its usual start', () => {
    expect(byArm.reluHe.reached).toBe(3);
    expect(lead.usual.epochs.high).toBeLessThanOrEqual(0);
  });

  it('leaves the sigmoid at ln 10', () => {
    expect(byArm.sigmoidLecun.reached).toBe(0);
    expect(byArm.sigmoidLecun.lowest.low).toBeGreaterThan(2.2);
    expect(found.chance).toBeCloseTo(2.302585, 6);
  });

  it('has tanh ahead after one epoch', () => {
    expect(lead.usual.afterOne.mean).toBeGreaterThan(0);
  });

  it('starts the rewritten sigmoid network at the loss of the tanh network', () => {
    expect(found.sameStart).toBeLessThan(1e-5);
    expect(byArm.sigmoidAsTanh.lowest.high).toBeLessThan(byArm.sigmoidLecun.lowest.low);
  });

  it('says of each curve when it was below the aim', () => {
    for (const { curves, epochs, reached, counted, loss } of Object.values(byArm)) {
      const first = curves.map((curve) => curve.findIndex((value) => value < 0.1));
      expect(epochs).toEqual(first.map((epoch) => (epoch < 0 ? null : epoch)));
      expect(reached).toBe(first.filter((epoch) => epoch >= 0).length);
      expect(counted.high).toBe(Math.max(...first.map((epoch) => (epoch < 0 ? 13 : epoch))));
      curves[0]!.forEach((_, epoch) => {
        const values = curves.map((curve) => curve[epoch]!);
        expect(loss.low[epoch]).toBe(Math.min(...values));
        expect(loss.high[epoch]).toBe(Math.max(...values));
        expect(loss.mean[epoch]).toBeCloseTo(values.reduce((sum, value) => sum + value) / 3, 12);
      });
    }
  });

  it('subtracts tanh from rectifiers, seed by seed', async () => {
    const needs = Object.fromEntries(
      ARMS.flatMap(({ name, id }) =>
        SPEED_SEEDS.map((seed): [string, ActivationSpeedRun] => {
          const at = { reluHe: 3, tanhLecun: 7, reluLecun: 5, tanhHe: 4 }[name as 'reluHe'] as
            number | undefined;
          const losses = Array.from({ length: 13 }, (_, epoch) =>
            at !== undefined && epoch >= at + seed ? 0.05 : 2 + 0.01 * (at ?? 0) * seed,
          );
          return [
            `activation-speed-${id}-s${seed}`,
            {
              kind: 'relu',
              start: 'he',
              asTanh: false,
              seed,
              samples: { train: 1, test: 1 },
              settings: { hidden: [], rate: 1, batch: 1, epochs: 12 },
              losses,
              epochs: at === undefined ? null : at + seed,
              error: 0,
            },
          ];
        }),
      ),
    );
    const { lead: made, byArm: arms } = await summarise(activationSpeed, needs);
    expect(made.usual.epochs).toEqual({ mean: -4, low: -4, high: -4 });
    expect(made.lecun.epochs.mean).toBe(-2);
    expect(made.he.epochs.mean).toBe(-1);
    expect(made.usual.afterOne.low).toBeCloseTo(-0.12, 12);
    expect(made.usual.afterOne.high).toBeCloseTo(-0.04, 12);
    expect(arms.sigmoidLecun.counted.mean).toBe(13);
    expect(arms.reluHe.lowest.low).toBe(0.05);
  });
});

describe('trained-sparsity (E-43)', () => {
  const found = stored('trained-sparsity') as TrainedSparsityResult;
  const levels = Object.values(found.byLambda);

  it('finds half of a rectifier network’s activations zero before training, none of others’', () => {
    for (const share of found.byKind.relu.start) expect(Math.abs(share - 0.5)).toBeLessThan(0.1);
    for (const kind of ['tanh', 'softplus'] as const) {
      expect(found.byKind[kind].start).toEqual([0, 0, 0]);
      expect(found.byKind[kind].zeros.high).toBe(0);
      expect(found.byKind[kind].dead.high).toBe(0);
    }
  });

  it('has more zeros the stronger the penalty, up to about 95 per cent', () => {
    for (let l = 1; l < levels.length; l++) {
      expect(levels[l]!.zeros.mean).toBeGreaterThan(levels[l - 1]!.zeros.mean);
      expect(levels[l]!.lambda).toBeGreaterThan(levels[l - 1]!.lambda);
    }
    expect(levels.at(-1)!.zeros.mean).toBeGreaterThan(0.92);
    expect(levels.at(-1)!.zeros.mean).toBeLessThan(0.99);
  });

  it('counts dead units apart', () => {
    for (const { zeros, dead, living } of [...levels, ...Object.values(found.byKind)]) {
      expect(living.mean).toBeLessThanOrEqual(zeros.mean);
      if (dead.high === 0) expect(living).toEqual(zeros);
    }
  });

  it('draws the line at two standard errors', () => {
    const first = levels.findIndex(({ change }) => change.ratio > 2);
    expect(found.harmful.lambda).toBe(levels[first]!.lambda);
    expect(found.harmless.lambda).toBe(levels[first - 1]!.lambda);
    expect(found.byLambda.none.change).toEqual({ mean: 0, standardError: 0, ratio: 0 });
    const { to70, to85, above85 } = found.regimes;
    expect(to70.levels + to85.levels + above85.levels).toBe(levels.length - 1);
  });

  const made = (wrong: Partial<Record<LevelName | 'tanh' | 'softplus', number[][]>>) =>
    Object.fromEntries(
      trainedSparsities.map(({ id, seed }): [string, TrainedSparsityRun] => {
        const kind = id.includes('tanh') ? 'tanh' : id.includes('softplus') ? 'softplus' : 'relu';
        const level = (Object.keys(LEVELS) as LevelName[]).find((name) =>
          id.includes(`-${name.replace('l0p', 'l0-')}-`),
        );
        const name = kind === 'relu' ? level! : kind;
        const at = level === undefined ? 0 : Object.keys(LEVELS).indexOf(level);
        const list = wrong[name]?.[seed - 1] ?? [];
        const layer = { units: 10, dead: at, zeros: 0.5 + 0.06 * at, livingZeros: 0.4 };
        return [
          id,
          {
            kind,
            lambda: level === undefined ? 0 : LEVELS[level],
            seed,
            samples: { train: 10, test: 4 },
            start: [0.5, 0.5, 0.5],
            layers: [layer, layer, layer],
            zeros: layer.zeros,
            dead: at / 10,
            living: 0.4,
            trainLoss: 1,
            trainError: 0,
            error: list.length / 4,
            wrong: list,
          },
        ];
      }),
    );

  it('pairs test errors by digit, averages over seeds, and takes the error over digits', async () => {
    const { byLambda, softplus, harmless, harmful, regimes } = await summarise(
      trainedSparsity,
      made({
        none: [[0], [0]],
        l0p003: [[0, 1], [2]],
        l0p24: [
          [0, 1, 2, 3],
          [0, 1, 2, 3],
        ],
        softplus: [[1], [1]],
      }),
    );
    // Digits 0 to 3: −½, ½, ½, 0; mean ⅛, sum of squares about it ¾ − 4/64.
    const { change } = byLambda.l0p003;
    expect(change.mean).toBeCloseTo(1 / 8, 14);
    expect(change.standardError).toBeCloseTo(Math.sqrt((3 / 4 - 4 / 64) / 3 / 4), 14);
    expect(change.ratio).toBeCloseTo(change.mean / change.standardError, 12);
    expect(byLambda.l0p24.change.mean).toBe(0.75);
    expect(softplus.mean).toBe(0);
    expect([harmless.lambda, harmful.lambda]).toEqual([0.16, 0.24]);
    expect(regimes.to70).toEqual({ levels: 3, ratio: change.ratio });
    expect(regimes.to85.levels).toBe(2);
    expect(regimes.above85).toEqual({ levels: 1, ratio: byLambda.l0p24.change.ratio });
    expect(byLambda.l0p24.deadByLayer[0]).toBeCloseTo(0.6, 14);
    expect(byLambda.l0p24.livingByLayer).toEqual([0.4, 0.4, 0.4]);
  });

  it('asks for a penalty that does harm', async () => {
    await expect(summarise(trainedSparsity, made({}))).rejects.toThrow('no penalty does harm');
  });
});

describe('pretraining-digits (E-44)', () => {
  const found = stored('pretraining-digits') as PretrainingDigitsResult;

  it('errs less with more labels, in both arms and kinds', () => {
    const { n100, n300, n1000, n3000 } = found.byLabels;
    const rising = [n100, n300, n1000, n3000];
    for (const kind of ['relu', 'tanh'] as const) {
      for (const arm of ['without', 'with'] as const) {
        for (let i = 1; i < rising.length; i++) {
          expect(rising[i]![kind][arm].mean).toBeLessThan(rising[i - 1]![kind][arm].mean);
        }
      }
    }
  });

  it('has five seeds where there are 300 labels or fewer, three above', () => {
    const seeds = Object.values(found.byLabels).map(({ relu, tanh }) => [relu.seeds, tanh.seeds]);
    expect(seeds).toEqual([
      [5, 5],
      [5, 5],
      [3, 3],
      [3, 3],
    ]);
    expect(found.samples).toEqual({ pool: 7000, validation: 1000, test: 2000, pixels: 196 });
  });

  it('rebuilds better in the last epoch than in the first', () => {
    for (const { first, last } of Object.values(found.rebuilding)) {
      first.forEach((loss, level) => expect(last[level]).toBeLessThan(loss));
    }
  });

  it('gives Student’s interval of the paired differences', async () => {
    const needs = Object.fromEntries(
      pretrainings.map(({ id, seed }): [string, PretrainingRun] => {
        const kind = id.includes('tanh') ? 'tanh' : 'relu';
        const more = kind === 'tanh' ? 0.05 : 0;
        const pair = {
          without: { step: 1, validation: 0, test: 0.5 + more + 0.1 * seed },
          with: { step: 1, validation: 0, test: 0.4 + 0.11 * seed },
        };
        const few = seed > 3 ? null : pair;
        return [
          id,
          {
            kind,
            seed,
            samples: { pool: 1, validation: 1, test: 1, pixels: 1 },
            rebuilding: [
              [2, 1],
              [4, 3],
            ],
            byLabels: { n100: pair, n300: pair, n1000: few, n3000: few },
          },
        ];
      }),
    );
    const { byLabels, rebuilding } = await summarise(pretrainingDigits, needs);
    // Gains 0.09, 0.08, …, 0.05: mean 0.07, deviation 0.01·√2.5; or 0.09 to 0.07.
    const { gain, without, relative, better, labels } = byLabels.n100.relu;
    expect(labels).toBe(100);
    expect(gain.mean).toBeCloseTo(0.07, 12);
    expect(gain.mean - gain.low).toBeCloseTo(
      (2.776445105 * 0.01 * Math.sqrt(2.5)) / Math.sqrt(5),
      9,
    );
    expect(gain.high - gain.mean).toBeCloseTo(gain.mean - gain.low, 12);
    expect(without.mean).toBeCloseTo(0.8, 12);
    expect(relative).toBeCloseTo(0.07 / 0.8, 12);
    expect(better).toBe(5);
    const three = byLabels.n3000.relu.gain;
    expect(three.mean).toBeCloseTo(0.08, 12);
    expect(three.high - three.mean).toBeCloseTo((4.30265273 * 0.01) / Math.sqrt(3), 9);
    expect(byLabels.n1000.tanhMore.mean).toBeCloseTo(0.05, 12);
    expect(byLabels.n1000.tanhMore.high - byLabels.n1000.tanhMore.low).toBeCloseTo(0, 12);
    expect(rebuilding.tanh).toEqual({ first: [2, 4], last: [1, 3] });
  });
});
