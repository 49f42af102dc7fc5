import { defineExperiment } from '../lab/define.ts';
import type { Sparsity } from '../networks/zero-counts.ts';
import { mean, standardDeviation } from '../numeric/statistics.ts';
import {
  BATCH,
  EPOCHS,
  HIDDEN,
  type Kind,
  LEVELS,
  type LevelName,
  MOMENTUM,
  RAMP,
  RATE,
  SEEDS,
  type TrainedSparsityRun,
  trainedSparsities,
} from './trained-sparsity-runs.ts';

/** Mean over the seeds, and the extremes. */
interface SeedRange {
  mean: number;
  low: number;
  high: number;
}

/** A paired difference of test errors, mean over the seeds. */
interface Difference {
  mean: number;
  /** Over the test digits, each with its mean over the seeds. */
  standardError: number;
  /** mean / standardError; 0 if no digit differs. */
  ratio: number;
}

export interface TrainedSparsity {
  kind: Kind;
  lambda: number;
  /** Shares over all hidden layers: exact zeros on test digits, dead units, zeros among living units. */
  zeros: SeedRange;
  dead: SeedRange;
  living: SeedRange;
  /** The same by layer, means over the seeds; `start` before training. */
  start: number[];
  zerosByLayer: number[];
  deadByLayer: number[];
  livingByLayer: number[];
  error: SeedRange;
  trainLoss: SeedRange;
  /** Test error less that of the rectifier networks without penalty, same seeds. */
  change: Difference;
}

export interface TrainedSparsityResult {
  seeds: number[];
  samples: { train: number; test: number };
  settings: {
    hidden: number[];
    rate: number;
    momentum: number;
    batch: number;
    epochs: number;
    ramp: number;
  };
  lambdas: number[];
  /** Rectifiers, by strength of the penalty; `none` has none. */
  byLambda: Record<LevelName, TrainedSparsity>;
  /** Without penalty. */
  byKind: Record<Kind, TrainedSparsity>;
  /** Penalties in rising order before the first that does harm: the last of them, and the one after. */
  harmless: { lambda: number; zeros: number; living: number; error: number };
  harmful: { lambda: number; zeros: number; living: number; error: number };
  /** Penalties by their share of zeros, up to 70 %, to 85 % and above: how many, and their largest change over its standard error. */
  regimes: Record<'to70' | 'to85' | 'above85', { levels: number; ratio: number | null }>;
  /** Test error of rectifiers less that of softplus units, without penalty. */
  softplus: Difference;
  /** Network by network, for drawing. */
  points: {
    kind: Kind[];
    lambda: number[];
    seed: number[];
    zeros: number[];
    living: number[];
    dead: number[];
    error: number[];
  };
}

/** Standard errors above the networks without penalty that count as harm. */
export const HARM = 2;

export default defineExperiment<TrainedSparsityResult>({
  id: 'trained-sparsity',
  title: 'Zeros, dead units and test error of trained networks, by penalty and kind of unit',
  seed: 0,
  needs: trainedSparsities.map(({ id }) => id),
  run({ needs, count }) {
    count(trainedSparsities.length);
    const runsOf = (kind: Kind, lambda: number): TrainedSparsityRun[] =>
      trainedSparsities
        .map(({ id }) => needs[id] as unknown as TrainedSparsityRun)
        .filter((run) => run.kind === kind && run.lambda === lambda);
    const base = runsOf('relu', 0);
    const of = (kind: Kind, lambda: number): TrainedSparsity => summary(runsOf(kind, lambda), base);
    const byLambda = Object.fromEntries(
      Object.entries(LEVELS).map(([name, lambda]) => [name, of('relu', lambda)]),
    ) as Record<LevelName, TrainedSparsity>;
    const levels = Object.values(byLambda);
    const first = levels.findIndex(({ change }) => change.ratio > HARM);
    if (first < 1) throw new RangeError('no penalty does harm; there must be one at the end');
    const told = ({ lambda, zeros, living, error }: TrainedSparsity) => ({
      lambda,
      zeros: zeros.mean,
      living: living.mean,
      error: error.mean,
    });
    const penalised = levels.slice(1);
    const regime = (above: number, to: number): { levels: number; ratio: number | null } => {
      const inside = penalised.filter(({ zeros }) => zeros.mean > above && zeros.mean <= to);
      return {
        levels: inside.length,
        ratio: inside.length === 0 ? null : Math.max(...inside.map(({ change }) => change.ratio)),
      };
    };
    const all = trainedSparsities.map(({ id }) => needs[id] as unknown as TrainedSparsityRun);
    return {
      seeds: SEEDS,
      samples: base[0]!.samples,
      settings: {
        hidden: HIDDEN,
        rate: RATE,
        momentum: MOMENTUM,
        batch: BATCH,
        epochs: EPOCHS,
        ramp: RAMP,
      },
      lambdas: Object.values(LEVELS),
      byLambda,
      byKind: { relu: byLambda.none, tanh: of('tanh', 0), softplus: of('softplus', 0) },
      harmless: told(levels[first - 1]!),
      harmful: told(levels[first]!),
      regimes: { to70: regime(0, 0.7), to85: regime(0.7, 0.85), above85: regime(0.85, 1) },
      softplus: difference(base, runsOf('softplus', 0)),
      points: {
        kind: all.map(({ kind }) => kind),
        lambda: all.map(({ lambda }) => lambda),
        seed: all.map(({ seed }) => seed),
        zeros: all.map(({ zeros }) => zeros),
        living: all.map(({ living }) => living),
        dead: all.map(({ dead }) => dead),
        error: all.map(({ error }) => error),
      },
    };
  },
});

function summary(
  runs: readonly TrainedSparsityRun[],
  base: readonly TrainedSparsityRun[],
): TrainedSparsity {
  const over = (of: (run: TrainedSparsityRun) => number): SeedRange => range(runs.map(of));
  const byLayer = (of: (layer: Sparsity) => number): number[] =>
    HIDDEN.map((_, l) => mean(runs.map(({ layers }) => of(layers[l]!))));
  return {
    kind: runs[0]!.kind,
    lambda: runs[0]!.lambda,
    zeros: over(({ zeros }) => zeros),
    dead: over(({ dead }) => dead),
    living: over(({ living }) => living),
    start: HIDDEN.map((_, l) => mean(runs.map(({ start }) => start[l]!))),
    zerosByLayer: byLayer(({ zeros }) => zeros),
    deadByLayer: byLayer(({ dead, units }) => dead / units),
    // A layer without a living unit has no zeros among them.
    livingByLayer: byLayer(({ livingZeros }) => livingZeros ?? 0),
    error: over(({ error }) => error),
    trainLoss: over(({ trainLoss }) => trainLoss),
    change: difference(runs, base),
  };
}

/**
 * Test error of one list of networks less that of another, paired by seed and by digit:
 * each digit's difference is averaged over the seeds first, so that the standard error
 * is over digits, which do not depend on each other.
 */
function difference(
  runs: readonly TrainedSparsityRun[],
  others: readonly TrainedSparsityRun[],
): Difference {
  const digits = new Float64Array(runs[0]!.samples.test);
  const add = (list: readonly TrainedSparsityRun[], sign: number): void => {
    for (const { wrong } of list) {
      for (const digit of wrong) digits[digit] = digits[digit]! + sign / list.length;
    }
  };
  add(runs, 1);
  add(others, -1);
  const gap = mean(digits);
  const standardError = standardDeviation(digits) / Math.sqrt(digits.length);
  return { mean: gap, standardError, ratio: standardError === 0 ? 0 : gap / standardError };
}

function range(values: readonly number[]): SeedRange {
  return { mean: mean(values), low: Math.min(...values), high: Math.max(...values) };
}
