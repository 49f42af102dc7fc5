/**
 * The regimes in which the claims of the note on NormFace are tried, and what each
 * is held against.
 */
import type { FreeNormResult } from '../experiments/free-norm.ts';
import type { MarginLossesResult } from '../experiments/margin-losses.ts';
import type { Bound, Results } from '../lab/define.ts';
import { defineChecks } from '../lab/define.ts';

/** Difference that counts as none, for sums of a hundred terms of size one. */
const EQUAL: Bound = { op: '<=', value: 1e-9 };
/** Central differences are no better than this. */
const MEASURED: Bound = { op: '<=', value: 1e-6 };
/** Relative difference that counts as none. */
const ROUNDING: Bound = { op: '<=', value: 1e-12 };
const BELOW: Bound = { op: '<', value: 0 };

export const checks = defineChecks({
  'normface/scaling-lowers-the-loss': {
    experiments: ['free-norm'],
    cases(results) {
      const found = freeNorm(results);
      return [
        {
          when: 'the sample is classified right',
          what: 'largest change of the loss from one scale to the next, logits 2, 1, −1',
          measured: found.largestStep.right,
          bound: BELOW,
        },
        {
          when: 'the sample is classified right',
          what: `the same for ${found.random.samples} random logit vectors of ten classes`,
          measured: found.random.right,
          bound: BELOW,
        },
        {
          when: 'its logit ties with one for the first place and a third class is lower',
          what: 'largest change of the loss from one scale to the next, logits 2, 2, −1',
          measured: found.largestStep.tie,
          bound: BELOW,
        },
        {
          when: 'the sample is classified wrong',
          what: 'largest change of the loss from one scale to the next, logits 2, 1, −1',
          measured: found.largestStep.wrong,
          bound: BELOW,
        },
        {
          when: 'the sample is classified wrong',
          what: `least of the largest rises for ${found.random.samples} random logit vectors of ten classes`,
          measured: found.random.wrongLeastRise,
          bound: BELOW,
        },
      ];
    },
  },

  'normface/lower-bound': {
    experiments: ['margin-losses'],
    cases(results) {
      const found = losses(results);
      return [
        {
          when: 'the features have at least $n - 1$ dimensions',
          what: 'distance of the loss of three classes at a simplex’s corners from the bound',
          measured: Math.abs(found.floor.n3d2.simplex ?? NaN),
          bound: EQUAL,
        },
        {
          when: 'the features have at least $n - 1$ dimensions',
          what: 'the same for four classes',
          measured: Math.abs(found.floor.n4d3.simplex ?? NaN),
          bound: EQUAL,
        },
        {
          when: 'the features have at least $n - 1$ dimensions',
          what: 'the same for ten classes',
          measured: Math.abs(found.floor.n10d9.simplex ?? NaN),
          bound: EQUAL,
        },
        {
          when: 'the features have at least $n - 1$ dimensions',
          what: 'how far the lowest of random and minimised losses of three, four and ten classes falls below the bound',
          measured: Math.max(
            ...[found.floor.n3d2, found.floor.n4d3, found.floor.n10d9].map(
              (one) => -Math.min(one.found, one.random),
            ),
          ),
          bound: ROUNDING,
        },
        {
          when: 'the features have fewer',
          what: 'distance of the least loss found from the bound, ten classes in the plane',
          measured: Math.abs(found.floor.n10d2.found),
          bound: EQUAL,
        },
      ];
    },
  },

  'normface/gradient-is-tangential': {
    experiments: ['margin-losses'],
    cases(results) {
      const found = losses(results);
      return [
        {
          when: 'feature and weights are normalised',
          what: 'largest share of the gradient along the feature',
          measured: found.normFace.radial,
          bound: ROUNDING,
        },
        {
          when: 'feature and weights are normalised',
          what: 'largest relative difference of the gradient from central differences',
          measured: found.gradientGap.normFace,
          bound: MEASURED,
        },
      ];
    },
  },

  'normface/loss-stays-high': {
    experiments: ['free-norm'],
    cases(results) {
      const found = freeNorm(results);
      return [
        {
          when: 'the scale is 1 and there are 10,575 classes',
          what: 'least mean loss over that of a blind guess',
          measured: found.floor.n10575.scale1 / Math.log(10_575),
          bound: { op: '>=', value: 0.85 },
        },
        {
          when: 'the scale is 1 and there are 10,575 classes',
          what: 'how far the least mean loss is below that of a blind guess',
          measured: Math.log(10_575) - found.floor.n10575.scale1,
          bound: { op: '<=', value: 1.01 },
        },
      ];
    },
  },
});

function freeNorm(results: Results): FreeNormResult {
  return results['free-norm'] as unknown as FreeNormResult;
}

function losses(results: Results): MarginLossesResult {
  return results['margin-losses'] as unknown as MarginLossesResult;
}
