/**
 * The regimes in which the claims of the note on L-Softmax are tried, and what each
 * is held against.
 */
import type { MarginLossesResult } from '../experiments/margin-losses.ts';
import type { Bound, Results } from '../lab/define.ts';
import { defineChecks } from '../lab/define.ts';

/** Difference that counts as none, for sums of a hundred terms of size one. */
const EQUAL: Bound = { op: '<=', value: 1e-9 };
const ABOVE: Bound = { op: '>', value: 0 };

export const checks = defineChecks({
  'l-softmax/m-1-is-softmax': {
    experiments: ['margin-losses'],
    cases(results) {
      const found = losses(results);
      return [
        {
          when: '$m = 1$',
          what: 'largest difference of loss and gradients from plain softmax',
          measured: found.agree.lSoftmaxM1,
          bound: EQUAL,
        },
        {
          when: '$m = 1$',
          what: 'largest difference of that softmax from softmax regression computed another way',
          measured: found.agree.softmax,
          bound: EQUAL,
        },
      ];
    },
  },

  'l-softmax/unit-weights-give-a-softmax': {
    experiments: ['margin-losses'],
    cases(results) {
      const found = losses(results);
      return [
        {
          when: 'the weights have norm one',
          what: 'largest difference of loss and of the features’ gradients from A-Softmax, $m = 3$',
          measured: found.agree.lSoftmaxUnit,
          bound: EQUAL,
        },
        {
          when: 'the weights have other norms',
          what: 'least difference of the losses, $m = 3$',
          measured: found.differ.lSoftmaxFree,
          bound: EQUAL,
        },
      ];
    },
  },

  'l-softmax/larger-m-is-harder': {
    experiments: ['margin-losses'],
    cases(results) {
      const found = losses(results);
      return [
        {
          when: '$m$ is a whole number from 1 to 6',
          what: 'least rise of the loss from $m$ to $m + 1$, angles from 1° to 180°',
          measured: found.lSoftmax.leastRise,
          bound: ABOVE,
        },
      ];
    },
  },

  'l-softmax/norms-move-the-boundary': {
    experiments: ['margin-losses'],
    cases(results) {
      const found = losses(results);
      return [
        {
          when: 'the two weights are equally long',
          what: 'distance of the gap from a third of 60°, in degrees, $m = 2$',
          measured: Math.abs(found.boundary.lSoftmax.margin - 20),
          bound: EQUAL,
        },
        {
          when: 'the two weights are equally long',
          what: 'largest distance of the end of region 1 from $\\theta_{12}/3$, in degrees, weights 40° to 90° apart',
          measured: found.boundaryGap.lSoftmaxEqual,
          bound: EQUAL,
        },
        {
          when: 'one weight is twice as long as the other',
          what: 'distance of the gap from a third of 60°, in degrees, $m = 2$',
          measured: Math.abs(found.unequal.lSoftmax.margin - 20),
          bound: EQUAL,
        },
        {
          when: 'one weight is twice as long as the other',
          what: 'largest distance of the end of region 1 from $\\theta_{12}/3$, in degrees, weights 40° to 90° apart',
          measured: found.boundaryGap.lSoftmaxUnequal,
          bound: EQUAL,
        },
      ];
    },
  },
});

function losses(results: Results): MarginLossesResult {
  return results['margin-losses'] as unknown as MarginLossesResult;
}
