/**
 * The regimes in which the claims of the note on AdaFace are tried, and what each
 * is held against.
 */
import type { MarginLossesResult } from '../experiments/margin-losses.ts';
import type { Bound, Results } from '../lab/define.ts';
import { defineChecks } from '../lab/define.ts';

/** Difference that counts as none, for sums of a hundred terms of size one. */
const EQUAL: Bound = { op: '<=', value: 1e-9 };

export const checks = defineChecks({
  'adaface/three-losses-in-one': {
    experiments: ['margin-losses'],
    cases(results) {
      const found = losses(results);
      return [
        {
          when: '$\\hat z = -1$',
          what: 'largest difference of loss and gradients from ArcFace',
          measured: found.agree.adaFaceLow,
          bound: EQUAL,
        },
        {
          when: '$\\hat z = 0$',
          what: 'largest difference of loss and gradients from CosFace',
          measured: found.agree.adaFaceMiddle,
          bound: EQUAL,
        },
        {
          when: '$\\hat z = 1$',
          what: 'largest difference of loss and gradients from $\\cos(\\theta-m)-2m$',
          measured: found.agree.adaFaceHigh,
          bound: EQUAL,
        },
      ];
    },
  },

  'adaface/hard-samples-by-quality': {
    experiments: ['margin-losses'],
    cases(results) {
      const found = losses(results);
      return [
        {
          when: '$\\hat z = 1$',
          what: 'the factor at 75° over that at 30°, $m = 0.4$',
          measured: found.adaFace.emphasis.high,
          bound: { op: '>', value: 1.1 },
        },
        {
          when: '$\\hat z = 0$',
          what: 'the factor at 75° over that at 30°',
          measured: found.adaFace.emphasis.middle,
          bound: { op: '=', value: 1, within: 1e-9 },
        },
        {
          when: '$\\hat z = -1$',
          what: 'the factor at 75° over that at 30°, $m = 0.4$',
          measured: found.adaFace.emphasis.low,
          bound: { op: '<', value: 0.9 },
        },
      ];
    },
  },
});

function losses(results: Results): MarginLossesResult {
  return results['margin-losses'] as unknown as MarginLossesResult;
}
