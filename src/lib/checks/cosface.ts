/**
 * The regimes in which the claims of the note on CosFace are tried, and what each
 * is held against.
 */
import type { MarginLossesResult } from '../experiments/margin-losses.ts';
import type { Bound, Results } from '../lab/define.ts';
import { defineChecks } from '../lab/define.ts';

/** Difference that counts as none, for sums of a hundred terms of size one. */
const EQUAL: Bound = { op: '<=', value: 1e-9 };
/** Relative difference that counts as none. */
const ROUNDING: Bound = { op: '<=', value: 1e-12 };
const NONE: Bound = { op: '<=', value: 0 };

export const checks = defineChecks({
  'cosface/zero-margin': {
    experiments: ['margin-losses'],
    cases(results) {
      const found = losses(results);
      return [
        {
          when: '$m = 0$',
          what: 'largest difference of loss and gradients from the normalised softmax',
          measured: found.agree.cosFace0,
          bound: EQUAL,
        },
      ];
    },
  },

  'cosface/constant-cosine-margin': {
    experiments: ['margin-losses'],
    cases(results) {
      const found = losses(results);
      return [
        {
          when: 'two weights stand 50° to 180° apart and $m = 0.35$',
          what: 'largest distance of $\\cos\\theta_1-\\cos\\theta_2$ from $m$ where region 1 ends',
          measured: found.boundaryGap.cosFace,
          bound: EQUAL,
        },
      ];
    },
  },

  'cosface/margin-varies-in-angle': {
    experiments: ['margin-losses'],
    cases(results) {
      const found = losses(results);
      return [
        {
          when: 'two weights stand 50° to 180° apart and $m = 0.35$',
          what: 'largest distance of the gap from the formula, in radians',
          measured: found.boundaryGap.cosFaceAngle,
          bound: EQUAL,
        },
        {
          when: 'two weights stand 50° to 180° apart and $m = 0.35$',
          what: 'widest gap less narrowest, in degrees',
          measured: found.marginRange.cosFace.most - found.marginRange.cosFace.least,
          bound: { op: '>', value: 1 },
        },
      ];
    },
  },

  'cosface/scale-bound': {
    experiments: ['margin-losses'],
    cases(results) {
      const found = losses(results);
      return [
        {
          when: 'the weights are the corners of a simplex and each feature lies on its own',
          what: 'largest distance of the scale that gives $P$ from the bound: 2, 3, 10 and 50 classes, $P = 0.9$ and $0.999$',
          measured: found.cosFaceBounds.scaleGap,
          bound: EQUAL,
        },
        {
          when: 'the weights are placed at random or by minimising',
          what: 'how far the lowest loss falls below that of the simplex, on which the bound rests',
          measured: Math.max(
            ...[found.floor.n3d2, found.floor.n4d3, found.floor.n10d9, found.floor.n10d2].map(
              (one) => -Math.min(one.found, one.random),
            ),
          ),
          bound: ROUNDING,
        },
      ];
    },
  },

  'cosface/margin-bound': {
    experiments: ['margin-losses'],
    cases(results) {
      const found = losses(results);
      return [
        {
          when: 'there are eight classes in the plane',
          what: 'distance of the margin that evenly spaced weights allow from $1-\\cos\\frac{2\\pi}{8}$',
          measured: Math.abs(found.cosFaceBounds.circle.even - found.cosFaceBounds.circle.closed),
          bound: EQUAL,
        },
        {
          when: 'there are eight classes in the plane',
          what: 'how far the best of 300 random placements exceeds it',
          measured: found.cosFaceBounds.circle.random - found.cosFaceBounds.circle.closed,
          bound: NONE,
        },
        {
          when: 'there are four classes in three dimensions',
          what: 'distance of the margin that a simplex allows from $\\frac{4}{3}$',
          measured: Math.abs(found.cosFaceBounds.simplex.even - found.cosFaceBounds.simplex.closed),
          bound: EQUAL,
        },
        {
          when: 'there are four classes in three dimensions',
          what: 'how far the best of 300 random placements exceeds it',
          measured: found.cosFaceBounds.simplex.random - found.cosFaceBounds.simplex.closed,
          bound: NONE,
        },
      ];
    },
  },
});

function losses(results: Results): MarginLossesResult {
  return results['margin-losses'] as unknown as MarginLossesResult;
}
