/**
 * The regimes in which the claims of the note on ArcFace are tried, and what each
 * is held against.
 */
import type { MarginLossesResult } from '../experiments/margin-losses.ts';
import type { Bound, Results } from '../lab/define.ts';
import { defineChecks } from '../lab/define.ts';

/** Difference that counts as none, for sums of a hundred terms of size one. */
const EQUAL: Bound = { op: '<=', value: 1e-9 };
const BELOW: Bound = { op: '<', value: 0 };

export const checks = defineChecks({
  'arcface/zero-margin': {
    experiments: ['margin-losses'],
    cases(results) {
      const found = losses(results);
      return [
        {
          when: '$m = 0$',
          what: 'largest difference of loss and gradients from the normalised softmax',
          measured: found.agree.arcFace0,
          bound: EQUAL,
        },
      ];
    },
  },

  'arcface/constant-angular-margin': {
    experiments: ['margin-losses'],
    cases(results) {
      const found = losses(results);
      return [
        {
          when: 'the weights are farther apart than $m$',
          what: 'largest distance of the gap from $m = 0.5$, in radians, weights 40° to 180° apart',
          measured: found.boundaryGap.arcFace,
          bound: EQUAL,
        },
        {
          when: 'the weights are nearer than $m$',
          what: 'distance of the gap on the arc from $m$, in degrees, weights 20° apart',
          measured: Math.abs(
            found.marginRange.arcFace.weights20 - (found.margins.arcFace * 180) / Math.PI,
          ),
          bound: EQUAL,
        },
      ];
    },
  },

  'arcface/target-falls': {
    experiments: ['margin-losses'],
    cases(results) {
      const found = losses(results);
      return [
        {
          when: '$\\theta \\le \\pi - m$',
          what: 'largest change of $\\cos(\\theta+m)$ from its lowest value so far, $m = 0.5$',
          measured: found.target.arcFaceWithin,
          bound: BELOW,
        },
        {
          when: '$\\theta$ goes on to $\\pi$',
          what: 'largest change of $\\cos(\\theta+m)$ from its lowest value so far, $m = 0.5$',
          measured: found.target.arcFace,
          bound: BELOW,
        },
      ];
    },
  },
});

function losses(results: Results): MarginLossesResult {
  return results['margin-losses'] as unknown as MarginLossesResult;
}
