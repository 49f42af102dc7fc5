/**
 * The regimes in which the claims of the note on MagFace are tried, and what each
 * is held against.
 */
import type { MarginLossesResult } from '../experiments/margin-losses.ts';
import type { Bound, Results } from '../lab/define.ts';
import { defineChecks } from '../lab/define.ts';

const ABOVE: Bound = { op: '>', value: 0 };
const NONE: Bound = { op: '<=', value: 0 };

export const checks = defineChecks({
  'magface/margin-grows-with-norm': {
    experiments: ['margin-losses'],
    cases(results) {
      const found = losses(results);
      return [
        {
          when: 'the angle and its margin stay below 180°',
          what: 'least rise of the margin between two of 401 norms, in radians',
          measured: found.magFace.leastRise,
          bound: ABOVE,
        },
        {
          when: 'the angle and its margin stay below 180°',
          what: 'least rise of the softmax term between two norms, angles from 20° to 130°',
          measured: found.magFace.termRise.within,
          bound: ABOVE,
        },
        {
          when: 'they go beyond',
          what: 'least rise of the softmax term between two norms, the best of 150°, 165° and 180°',
          measured: found.magFace.termRise.beyond,
          bound: ABOVE,
        },
      ];
    },
  },

  'magface/one-best-norm': {
    experiments: ['margin-losses'],
    cases(results) {
      const found = losses(results);
      return [
        {
          when: 'the angle is at most 90°',
          what: 'most local minima, $\\lambda_g = 35$',
          measured: found.magFace.minima,
          bound: { op: '=', value: 1, within: 0 },
        },
        {
          when: 'the angle is at most 90°',
          what: 'most local minima, $\\lambda_g = 0.01$',
          measured: found.magFace.minimaWeak,
          bound: { op: '=', value: 1, within: 0 },
        },
        {
          when: 'the angle is larger',
          what: 'most local minima, $\\lambda_g = 35$',
          measured: found.magFace.minimaBeyond,
          bound: { op: '=', value: 1, within: 0 },
        },
        {
          when: 'the angle is larger',
          what: 'most local minima, $\\lambda_g = 0.01$',
          measured: found.magFace.minimaBeyondWeak,
          bound: { op: '=', value: 1, within: 0 },
        },
      ];
    },
  },

  'magface/easy-samples-get-longer': {
    experiments: ['margin-losses'],
    cases(results) {
      const found = losses(results);
      return [
        {
          when: 'the angle is at most 60°',
          what: 'largest rise of the best norm when the angle grows by 5°',
          measured: found.magFace.largestRiseTo60,
          bound: NONE,
        },
        {
          when: 'the angle lies between 60° and 90°',
          what: 'largest rise of the best norm when the angle grows by 5°',
          measured: found.magFace.largestRise,
          bound: NONE,
        },
      ];
    },
  },
});

function losses(results: Results): MarginLossesResult {
  return results['margin-losses'] as unknown as MarginLossesResult;
}
