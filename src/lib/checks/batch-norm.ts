/**
 * The regimes in which the claims of the note on batch normalisation are tried, and what
 * each is held against.
 */
import type { BatchNormScaleResult } from '../experiments/batch-norm-scale.ts';
import type { Bound, Results } from '../lab/define.ts';
import { defineChecks } from '../lab/define.ts';

/** Difference that counts as none, for means over 64 examples. */
const EQUAL: Bound = { op: '<=', value: 1e-12 };
/** A thousandth of a standard deviation, or of the gradient. */
const SLIGHT: Bound = { op: '<=', value: 1e-3 };

const EXACT = '$\\varepsilon=0$';
const GROWN = '$\\varepsilon=10^{-5}$ and the weights grow';
const SHRUNK = '$\\varepsilon=10^{-5}$ and the weights shrink to a thousandth';

export const checks = defineChecks({
  'batch-norm/scale-invariant': {
    experiments: ['batch-norm-scale'],
    cases(results) {
      const { exact, usual } = scale(results);
      const what = 'largest change of a normalised output';
      return [
        { when: EXACT, what, measured: exact.worst.output, bound: EQUAL },
        {
          when: EXACT,
          what: `${what}, another factor for each unit`,
          measured: exact.each,
          bound: EQUAL,
        },
        {
          when: EXACT,
          what: 'largest relative change of the gradient by the inputs',
          measured: exact.worst.inputs,
          bound: EQUAL,
        },
        { when: GROWN, what, measured: usual.grown.output, bound: SLIGHT },
        { when: SHRUNK, what, measured: usual.shrunk.output, bound: SLIGHT },
      ];
    },
  },

  'batch-norm/gradient-shrinks-with-weight-norm': {
    experiments: ['batch-norm-scale'],
    cases(results) {
      const { exact, usual } = scale(results);
      const what = 'largest relative distance of $a$ times the gradient from that before';
      return [
        { when: EXACT, what, measured: exact.worst.gradient, bound: EQUAL },
        { when: GROWN, what, measured: usual.grown.gradient, bound: SLIGHT },
        { when: SHRUNK, what, measured: Math.abs(usual.shrunk.gradient), bound: SLIGHT },
      ];
    },
  },

  'batch-norm/gradient-is-orthogonal': {
    experiments: ['batch-norm-scale'],
    cases(results) {
      const { cosine, growth } = scale(results);
      const what = 'largest $|\\cos|$ of the angle between a unit’s weights and its gradient';
      return [
        { when: EXACT, what, measured: cosine.exact, bound: EQUAL },
        {
          when: EXACT,
          what: `smallest rise of a squared norm in ${growth.steps} steps of gradient descent`,
          measured: growth.smallestRise,
          bound: { op: '>', value: 0 },
        },
        {
          when: EXACT,
          what: 'largest relative distance of that rise from $\\eta^2\\lVert g\\rVert^2$',
          measured: growth.gap,
          bound: EQUAL,
        },
        {
          when: '$\\varepsilon=10^{-5}$ and the variances are near 1',
          what,
          measured: cosine.usual,
          bound: SLIGHT,
        },
        { when: SHRUNK, what, measured: cosine.shrunk, bound: SLIGHT },
      ];
    },
  },
});

function scale(results: Results): BatchNormScaleResult {
  return results['batch-norm-scale'] as unknown as BatchNormScaleResult;
}
