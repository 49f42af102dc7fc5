import { defineExperiment } from '../lab/define.ts';
import { spearman } from '../numeric/spearman.ts';
import { mean } from '../numeric/statistics.ts';
import {
  type CircleImbalancedResult,
  type FeatureCircleResult,
  featureCircles,
  imbalanced,
} from './feature-circle.ts';

/** Mean over the seeds, and the extremes. */
export interface Range {
  mean: number;
  low: number;
  high: number;
}

/** One loss, over its seeds. Angles in degrees. */
export interface LossOnCircle {
  seeds: number;
  accuracy: Range;
  /** 95 % quantile, and median, of the angle from a feature to its class's centre. */
  spread: Range;
  median: Range;
  smallestBetweenCentres: Range;
  /** Largest angle within a class less the smallest between two: all features, and each class's nearest 95 %. */
  excess: Range;
  excess95: Range;
  intra95: Range;
  inter95: Range;
  /** Share of a class's variance along its ray: all features, and the nearest 95 %. */
  radial: Range;
  radial95: Range;
  /** Largest over smallest weight norm. */
  normRatio: Range;
}

export type LossName =
  'softmax' | 'modified' | 'asoftmax2' | 'asoftmax3' | 'asoftmax4' | 'cosface' | 'arcface';

export interface CircleSummaryResult {
  byLoss: Record<LossName, LossOnCircle>;
  /**
   * Spread of a larger m over that of a smaller: from one m to the next with seed 1,
   * and from 1 to 4 over all seeds. m = 1 is the modified softmax.
   */
  spreadRatio: { m1to2: number; m2to3: number; m3to4: number; m1to4: Range };
  medianRatio: { m1to2: number; m2to3: number; m3to4: number; m1to4: Range };
  /** Biases of plain softmax. */
  biases: {
    largest: Range;
    /** Largest bias over the median height of the winning logit. */
    share: Range;
    /** Test accuracy lost when the trained biases are put to 0. */
    loss: Range;
  };
  /** Unequal classes. */
  imbalanced: Record<
    'd2' | 'd16',
    {
      /** Rank correlation of class size and weight norm. */
      spearman: Range;
      /** Norm of the largest class over that of the smallest. */
      ratio: Range;
      accuracy: Range;
      counts: number[];
      /** Norm over the mean norm of its run, by rank of the class: mean over the runs. */
      relativeNorm: number[];
    }
  >;
}

const NAMES: readonly LossName[] = [
  'softmax',
  'modified',
  'asoftmax2',
  'asoftmax3',
  'asoftmax4',
  'cosface',
  'arcface',
];

export default defineExperiment<CircleSummaryResult>({
  id: 'circle-summary',
  title: 'Features on the circle: spreads, criterion, biases and norms over losses and seeds',
  seed: 0,
  needs: [...featureCircles, ...imbalanced].map(({ id }) => id),
  run({ needs, count }) {
    const runsOf = (name: LossName): FeatureCircleResult[] =>
      featureCircles
        .filter(({ id }) => id.startsWith(`circle-${name}-s`))
        .map(({ id }) => needs[id] as unknown as FeatureCircleResult);
    count(Object.keys(needs).length);
    const byLoss = Object.fromEntries(
      NAMES.map((name) => [name, summary(runsOf(name))]),
    ) as CircleSummaryResult['byLoss'];
    const ratios = (of: (run: FeatureCircleResult) => number) => {
      const value = (name: LossName, at = 0): number => of(runsOf(name)[at]!);
      return {
        m1to2: value('asoftmax2') / value('modified'),
        m2to3: value('asoftmax3') / value('asoftmax2'),
        m3to4: value('asoftmax4') / value('asoftmax3'),
        m1to4: range([0, 1, 2].map((at) => value('asoftmax4', at) / value('modified', at))),
      };
    };
    const plain = runsOf('softmax').map(({ accuracy, biases }) => ({
      ...biases!,
      loss: accuracy.test - biases!.accuracyWithout,
    }));
    return {
      byLoss,
      spreadRatio: ratios(({ spread }) => spread.q95),
      medianRatio: ratios(({ spread }) => spread.median),
      biases: {
        largest: range(plain.map(({ largest }) => largest)),
        share: range(plain.map(({ share }) => share)),
        loss: range(plain.map(({ loss }) => loss)),
      },
      imbalanced: Object.fromEntries(
        imbalanced.map(({ id }) => {
          const { counts, dimensions, runs } = needs[id] as unknown as CircleImbalancedResult;
          return [
            `d${dimensions}`,
            {
              spearman: range(runs.map(({ norms }) => spearman(counts, norms))),
              ratio: range(runs.map(({ norms }) => norms[0]! / norms.at(-1)!)),
              accuracy: range(runs.map(({ accuracy }) => accuracy)),
              counts,
              relativeNorm: counts.map((_, rank) =>
                mean(runs.map(({ norms }) => norms[rank]! / mean(norms))),
              ),
            },
          ];
        }),
      ) as CircleSummaryResult['imbalanced'],
    };
  },
});

function summary(runs: readonly FeatureCircleResult[]): LossOnCircle {
  const over = (of: (run: FeatureCircleResult) => number): Range => range(runs.map(of));
  return {
    seeds: runs.length,
    accuracy: over(({ accuracy }) => accuracy.test),
    spread: over(({ spread }) => spread.q95),
    median: over(({ spread }) => spread.median),
    smallestBetweenCentres: over((run) => run.smallestBetweenCentres),
    excess: over(({ criterion }) => criterion.excess),
    excess95: over(({ criterion95 }) => criterion95.excess),
    intra95: over(({ criterion95 }) => criterion95.intra),
    inter95: over(({ criterion95 }) => criterion95.inter),
    radial: over(({ radial }) => radial.share),
    radial95: over(({ radial }) => radial.share95),
    normRatio: over(({ weights }) => Math.max(...weights.norm) / Math.min(...weights.norm)),
  };
}

function range(values: readonly number[]): Range {
  return { mean: mean(values), low: Math.min(...values), high: Math.max(...values) };
}
