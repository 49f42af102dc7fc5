/**
 * What the 2015 review says of raw signals, learned features, convolution and pooling,
 * against motifs, digits and layers; and when sharing filters pays.
 */
import type { ConvolutionPoolingResult } from '../experiments/convolution-pooling.ts';
import type { MotifInvarianceResult } from '../experiments/motif-invariance.ts';
import type { SharedOrLocalResult } from '../experiments/shared-or-local.ts';
import { type Bound, type Results, defineChecks } from '../lab/define.ts';

/** Chance is ½ for two motifs: no better than that, allowing for 4,000 test signals and the fit. */
const CHANCE: Bound = { op: '<', value: 0.56 };
/** All right, to three digits. */
const PERFECT: Bound = { op: '>=', value: 0.9995 };
const MOST: Bound = { op: '>=', value: 0.5 };
/** Rounding in sums of a few hundred products. */
const NOTHING: Bound = { op: '<=', value: 1e-12 };
const SMALLER: Bound = { op: '<', value: 1 };
/** “Very little”: a tenth of the representation's own size. */
const LITTLE: Bound = { op: '<=', value: 0.1 };
const BETTER: Bound = { op: '>', value: 0 };

const motif = (results: Results): MotifInvarianceResult =>
  results['motif-invariance'] as unknown as MotifInvarianceResult;
const pooling = (results: Results): ConvolutionPoolingResult =>
  results['convolution-pooling'] as unknown as ConvolutionPoolingResult;

export const checks = defineChecks({
  'deep-learning-2015/raw-data': {
    experiments: ['motif-invariance'],
    cases: (results) => [
      {
        when: 'what matters stands anywhere in the signal, with either sign',
        what: 'test accuracy of a linear classifier on the raw signal, two classes',
        measured: motif(results).linear.both.test,
        bound: CHANCE,
      },
    ],
  },

  'deep-learning-2015/selectivity-and-invariance': {
    experiments: ['motif-invariance'],
    cases(results) {
      const { distance, filters } = motif(results);
      const what =
        'mean squared distance of two pictures of one motif, over that of two motifs, no noise';
      return [
        {
          when: 'the signal is taken raw',
          what,
          measured: distance.raw,
          bound: { op: '>=', value: 1 },
        },
        {
          when: 'filters and pooling over all places come first',
          what,
          measured: distance.features,
          bound: NOTHING,
        },
        {
          when: 'a linear classifier follows these filters',
          what: 'test accuracy',
          measured: filters.test,
          bound: PERFECT,
        },
      ];
    },
  },

  'deep-learning-2015/learned-features': {
    experiments: ['motif-invariance'],
    cases(results) {
      const { linear, learned } = motif(results);
      const what = 'share of random starts that end at a test accuracy of 0.99 or more';
      return [
        {
          when: 'a linear classifier has no features but the raw signal',
          what: 'test accuracy',
          measured: linear.both.test,
          bound: CHANCE,
        },
        {
          when: 'two filters are learned with the classifier',
          what,
          measured: learned.filters2.share,
          bound: MOST,
        },
        {
          when: 'four filters are learned with the classifier',
          what,
          measured: learned.filters4.share,
          bound: MOST,
        },
      ];
    },
  },

  'deep-learning-2015/convolution-structure': {
    experiments: ['convolution-pooling'],
    cases(results) {
      const { equivariance, roles } = pooling(results);
      const what = 'largest difference between the moved map and the map of the moved input';
      return [
        {
          when: 'all places share one filter bank',
          what: `${what}, largest over all shifts`,
          measured: equivariance.convolution.largest,
          bound: NOTHING,
        },
        {
          when: 'each place has a filter bank of its own, to compare',
          what: `${what}, smallest over all shifts`,
          measured: equivariance.local.smallest,
          bound: { op: '>', value: 0.1 },
        },
        {
          when: 'everything outside a unit’s patch is replaced',
          what: 'largest change of a unit',
          measured: roles.outside,
          bound: NOTHING,
        },
      ];
    },
  },

  'deep-learning-2015/convolution-and-pooling-roles': {
    experiments: ['convolution-pooling'],
    cases(results) {
      const { conjunction, merged, onDigits } = pooling(results).roles;
      return [
        {
          when: 'both features a unit joins are there',
          what: 'what the unit gives',
          measured: conjunction.both,
          bound: { op: '>', value: 0 },
        },
        {
          when: 'one of them is missing, or both',
          what: 'most that the unit gives',
          measured: Math.max(conjunction.right, conjunction.down, conjunction.none),
          bound: { op: '<=', value: 0 },
        },
        {
          when: 'the features are edges of real digits',
          what: 'places where the unit is wrong about both being there',
          measured: onDigits.wrong,
          bound: { op: '<=', value: 0 },
        },
        {
          when: 'a feature stands at any place of a pooling window',
          what: 'different maps that come out',
          measured: merged.pooled,
          bound: { op: '=', value: 1, within: 0 },
        },
      ];
    },
  },

  'deep-learning-2015/pooling-invariance': {
    experiments: ['convolution-pooling'],
    cases(results) {
      const { max } = pooling(results).native;
      const windows = ['w2', 'w4', 'w8', 'w20', 'map'] as const;
      const moved = [max.shift1, max.shift2];
      const little = (when: string, window: (typeof windows)[number]) => ({
        when,
        what: 'change of the pooled maps over their size, when digits move by one or two pixels, the larger',
        measured: Math.max(...moved.map((change) => change[window])),
        bound: LITTLE,
      });
      return [
        {
          when: '“little” means less than without pooling',
          what: 'change of the pooled maps over that of the unpooled, shifts of one and two pixels, largest over all windows',
          measured: Math.max(
            ...moved.flatMap((change) => windows.map((window) => change[window] / change.w1)),
          ),
          bound: SMALLER,
        },
        little('“little” means a tenth, and windows are of $2\\times2$ places', 'w2'),
        little('“little” means a tenth, and windows are of $4\\times4$ places', 'w4'),
        little('“little” means a tenth, and windows are of $8\\times8$ places', 'w8'),
        little('“little” means a tenth, and windows are of $20\\times20$ places', 'w20'),
        little('“little” means a tenth, and one window covers the map', 'map'),
      ];
    },
  },

  'deep-learning-2015/shared-or-local': {
    experiments: ['shared-or-local'],
    cases(results) {
      const { difference } = results['shared-or-local'] as unknown as SharedOrLocalResult;
      const one = (
        when: string,
        regime: keyof typeof difference,
        column: 'shift0' | 'shifted',
      ) => ({
        when,
        what: 'test accuracy with shared filters less that with local ones, lower end of the 95% interval over five seeds',
        measured: difference[regime][column].low,
        bound: BETTER,
      });
      return [
        one('digits stand in place', 'flatCentred', 'shift0'),
        one('only the test digits are moved', 'flatCentred', 'shifted'),
        one('training and test digits are moved', 'flatMoved', 'shifted'),
        one('digits stand in place and no two places look alike', 'flatScrambled', 'shift0'),
        one('pooling follows and digits stand in place', 'pooledCentred', 'shift0'),
        one('pooling follows and only the test digits are moved', 'pooledCentred', 'shifted'),
        one('pooling follows and training and test digits are moved', 'pooledMoved', 'shifted'),
      ];
    },
  },
});
