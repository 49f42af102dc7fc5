/**
 * The regimes in which the claims of the note on the contrastive loss are tried, and what each
 * is held against.
 */
import type { ContrastiveLossResult } from '../experiments/contrastive-loss.ts';
import type { Bound, Check, Results } from '../lab/define.ts';
import { defineChecks } from '../lab/define.ts';

/** Difference that counts as none, for sums of a hundred terms of size one. */
const EQUAL: Bound = { op: '<=', value: 1e-9 };
/** Central differences are no better than this. */
const MEASURED: Bound = { op: '<=', value: 1e-6 };
const NONE: Bound = { op: '<=', value: 0 };

/** The gradient of the contrastive loss, of which DeepID2's verification loss is a use. */
export const contrastiveGradient: Check = {
  experiments: ['contrastive-loss'],
  cases(results) {
    const found = contrastive(results);
    return [
      {
        when: 'the pair is of one class',
        what: 'largest relative difference of the gradient from $f_i-f_j$',
        measured: found.formGap.same,
        bound: EQUAL,
      },
      {
        when: 'the pair is of one class',
        what: 'largest relative difference from central differences',
        measured: found.gradientGap.same,
        bound: MEASURED,
      },
      {
        when: 'the pair is of two classes and nearer than the margin',
        what: 'largest relative difference of the gradient from $-(m-D)(f_i-f_j)/D$',
        measured: found.formGap.different,
        bound: EQUAL,
      },
      {
        when: 'the pair is of two classes and nearer than the margin',
        what: 'largest relative difference from central differences',
        measured: found.gradientGap.different,
        bound: MEASURED,
      },
      {
        when: 'the pair is of two classes and beyond the margin',
        what: 'largest size of the gradient',
        measured: found.formGap.beyond,
        bound: EQUAL,
      },
    ];
  },
};

export const checks = defineChecks({
  'drlim/contrastive-gradient': contrastiveGradient,

  'drlim/no-force-beyond-margin': {
    experiments: ['contrastive-loss'],
    cases(results) {
      const found = contrastive(results);
      return [
        {
          when: 'the pair is of two classes and $D \\ge m$',
          what: 'largest loss at $m$ and beyond',
          measured: found.beyond.loss,
          bound: NONE,
        },
        {
          when: 'the pair is of two classes and $D \\ge m$',
          what: 'largest force at $m$ and beyond',
          measured: found.beyond.force,
          bound: NONE,
        },
      ];
    },
  },

  'drlim/push-has-no-direction-at-zero': {
    experiments: ['contrastive-loss'],
    cases(results) {
      const found = contrastive(results);
      return [
        {
          when: '$D \\to 0$',
          what: 'distance of the force from $m$ at a distance of $10^{-9}$',
          measured: Math.abs(found.nearZero.force - found.margin),
          bound: MEASURED,
        },
        {
          when: '$D \\to 0$',
          what: 'how far two such forces from different sides are apart',
          measured: found.nearZero.turned,
          bound: { op: '>', value: 1 },
        },
      ];
    },
  },
});

function contrastive(results: Results): ContrastiveLossResult {
  return results['contrastive-loss'] as unknown as ContrastiveLossResult;
}
