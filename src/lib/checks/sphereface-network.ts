/**
 * What networks with two-dimensional features decide about SphereFace. A bound
 * that every seed must meet is held against the worst seed.
 */
import type { CircleSummaryResult, LossName } from '../experiments/circle-summary.ts';
import { type Bound, type Case, type Results, defineChecks } from '../lab/define.ts';

/** Half-way from a round cloud, which has ½ along any direction, to a ray, which has all along its own. */
const RADIAL: Bound = { op: '>=', value: 0.75 };
/** “Shrinks”: any less than before. */
const SMALLER: Bound = { op: '<', value: 1 };
/** The criterion as it is defined: largest within below smallest between. */
const MET: Bound = { op: '<', value: 0 };
/** “Near zero”: an order of magnitude below the logits that a bias is added to. */
const SMALL: Bound = { op: '<=', value: 0.1 };
/**
 * Less than chance moves an accuracy on 2,000 digits: at 92%, the least asked of these
 * networks, its standard error is √(0.92·0.08/2000) = 0.006. Ten digits.
 */
const UNNOTICED: Bound = { op: '<=', value: 0.005 };
/** Both from the inventory’s E-11, which holds softmax regression on digits against them. */
const CORRELATED: Bound = { op: '>', value: 0.6 };
const LARGER: Bound = { op: '>', value: 1.2 };

const LOSSES: readonly [LossName, string][] = [
  ['softmax', 'the loss is softmax'],
  ['modified', 'the loss is the modified softmax'],
  ['asoftmax2', 'the loss is A-Softmax with $m = 2$'],
  ['asoftmax3', 'the loss is A-Softmax with $m = 3$'],
  ['asoftmax4', 'the loss is A-Softmax with $m = 4$'],
  ['cosface', 'the loss is CosFace'],
  ['arcface', 'the loss is ArcFace'],
];

export const checks = defineChecks({
  'sphereface/circle-radial': {
    experiments: ['circle-summary'],
    cases(results) {
      const { byLoss } = summary(results);
      return LOSSES.map(([name, when]) => ({
        when,
        what: 'share of a class’s variance that lies along its ray, mean over the classes, lowest over the seeds',
        measured: byLoss[name].radial.low,
        bound: RADIAL,
      }));
    },
  },

  'sphereface/circle-spread-shrinks': {
    experiments: ['circle-summary'],
    cases(results) {
      const { spreadRatio, medianRatio } = summary(results);
      const wide = 'angle to the centre that 95% of a class keep within, new over old';
      const typical = 'median angle to the centre, new over old';
      const step = (when: string, key: 'm1to2' | 'm2to3' | 'm3to4'): Case[] => [
        { when, what: wide, measured: spreadRatio[key], bound: SMALLER },
        { when, what: typical, measured: medianRatio[key], bound: SMALLER },
      ];
      const whole = '$m$ goes from 1 to 4';
      return [
        ...step('$m$ goes from 1 to 2', 'm1to2'),
        ...step('$m$ goes from 2 to 3', 'm2to3'),
        ...step('$m$ goes from 3 to 4', 'm3to4'),
        {
          when: whole,
          what: `${wide}, largest over three seeds`,
          measured: spreadRatio.m1to4.high,
          bound: SMALLER,
        },
        {
          when: whole,
          what: `${typical}, largest over three seeds`,
          measured: medianRatio.m1to4.high,
          bound: SMALLER,
        },
      ];
    },
  },

  'sphereface/circle-criterion': {
    experiments: ['circle-summary'],
    cases(results) {
      const { byLoss } = summary(results);
      const what =
        'largest angle within a class less the smallest between two, in degrees, highest over the seeds';
      return LOSSES.flatMap(([name, when]) => [
        {
          when: `${when} and every test image counts`,
          what,
          measured: byLoss[name].excess.high,
          bound: MET,
        },
        {
          when: `${when} and the 5% of each class farthest from its centre are left out`,
          what,
          measured: byLoss[name].excess95.high,
          bound: MET,
        },
      ]);
    },
  },

  'sphereface/circle-biases': {
    experiments: ['circle-summary'],
    cases(results) {
      const { share, loss } = summary(results).biases;
      return [
        {
          when: 'near zero means small beside the logits',
          what: 'largest bias over the median height of the winning logit, highest over the seeds',
          measured: share.high,
          bound: SMALL,
        },
        {
          when: 'near zero means that they can be put to zero after training',
          what: 'test accuracy that is lost, highest over the seeds',
          measured: loss.high,
          bound: UNNOTICED,
        },
      ];
    },
  },

  'sphereface/circle-norms-follow-counts': {
    experiments: ['circle-summary'],
    cases(results) {
      const { d2, d16 } = summary(results).imbalanced;
      return (
        [
          ['the features have two dimensions', d2],
          ['the features have sixteen dimensions', d16],
        ] as const
      ).flatMap(([when, { spearman, ratio }]) => [
        {
          when,
          what: 'rank correlation of class size and weight norm, mean over the seeds',
          measured: spearman.mean,
          bound: CORRELATED,
        },
        {
          when,
          what: 'weight norm of the largest class over that of the smallest, mean over the seeds',
          measured: ratio.mean,
          bound: LARGER,
        },
      ]);
    },
  },
});

function summary(results: Results): CircleSummaryResult {
  return results['circle-summary'] as unknown as CircleSummaryResult;
}
