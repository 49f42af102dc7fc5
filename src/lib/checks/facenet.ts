/**
 * The regimes in which the claims of the note on FaceNet are tried, and what each
 * is held against.
 */
import type { MarginLossesResult } from '../experiments/margin-losses.ts';
import type { Bound, Results } from '../lab/define.ts';
import { defineChecks } from '../lab/define.ts';

/** Difference that counts as none, for sums of a hundred terms of size one. */
const EQUAL: Bound = { op: '<=', value: 1e-9 };
/** Central differences are no better than this. */
const MEASURED: Bound = { op: '<=', value: 1e-6 };
const NONE: Bound = { op: '<=', value: 0 };

export const checks = defineChecks({
  'facenet/triplet-gradient': {
    experiments: ['margin-losses'],
    cases(results) {
      const found = losses(results);
      return [
        {
          when: 'the loss is above zero',
          what: 'largest relative difference of the gradients from the formulas',
          measured: found.triplet.formGap,
          bound: EQUAL,
        },
        {
          when: 'the loss is above zero',
          what: 'largest relative difference from central differences',
          measured: found.gradientGap.triplet,
          bound: MEASURED,
        },
        {
          when: 'the negative is beyond the margin',
          what: 'how far the gradient’s norm, which is zero there, is from the formulas’, a triplet in the plane',
          measured: Math.abs(found.triplet.beyond.gradient - Math.hypot(2 * 1.9, 2 * 0.1, 2 * 2)),
          bound: EQUAL,
        },
      ];
    },
  },

  'facenet/collapse-is-stationary': {
    experiments: ['margin-losses'],
    cases(results) {
      const found = losses(results);
      return [
        {
          when: 'all pictures are mapped to one point',
          what: 'distance of the loss from $\\alpha$',
          measured: Math.abs(found.triplet.collapse.loss - found.triplet.collapse.alpha),
          bound: EQUAL,
        },
        {
          when: 'all pictures are mapped to one point',
          what: 'norm of the gradient',
          measured: found.triplet.collapse.gradient,
          bound: NONE,
        },
      ];
    },
  },

  'facenet/triplets-grow-cubically': {
    experiments: ['margin-losses'],
    cases(results) {
      const found = losses(results);
      return [
        {
          when: 'the number of people is fixed',
          what: 'factor when the number of pictures doubles, far out',
          measured: found.triplet.count.morePhotos,
          bound: { op: '=', value: 8, within: 0.01 },
        },
        {
          when: 'the number of people is fixed',
          what: 'distance of the count by enumeration from the formula, 20 and 40 pictures',
          measured:
            Math.abs(found.triplet.count.n20 - found.triplet.count.closed20) +
            Math.abs(found.triplet.count.n40 - found.triplet.count.closed40),
          bound: NONE,
        },
        {
          when: 'the number of pictures of each person is fixed',
          what: 'factor when the number of pictures doubles, far out',
          measured: found.triplet.count.morePeople,
          bound: { op: '=', value: 8, within: 0.01 },
        },
      ];
    },
  },
});

function losses(results: Results): MarginLossesResult {
  return results['margin-losses'] as unknown as MarginLossesResult;
}
