/**
 * The regimes in which the claims of the note on dropout are tried, and what each is
 * held against.
 */
import type { DropoutMeanResult } from '../experiments/dropout-mean.ts';
import type { Bound, Results } from '../lab/define.ts';
import { defineChecks } from '../lab/define.ts';

/** Difference that counts as none, for means over 1,024 masks. */
const EQUAL: Bound = { op: '<=', value: 1e-12 };

const HALF = 'half the units stay';
const MORE = 'four fifths of the units stay';
const KEEPS = [
  ['half', HALF],
  ['fourFifths', MORE],
] as const;

export const checks = defineChecks({
  'dropout/mean-kept': {
    experiments: ['dropout-mean'],
    cases(results) {
      const { linear } = means(results);
      return KEEPS.flatMap(([keep, when]) => [
        {
          when,
          what: 'largest distance of the mean total input from that without dropout, kept units divided by the rate',
          measured: linear[keep].inverted,
          bound: EQUAL,
        },
        {
          when,
          what: 'the same, all units times the rate at test time instead',
          measured: linear[keep].scaled,
          bound: EQUAL,
        },
      ]);
    },
  },

  'dropout/halving-is-geometric-mean': {
    experiments: ['dropout-mean'],
    cases(results) {
      const { softmax } = means(results);
      return KEEPS.map(([keep, when]) => ({
        when,
        what: 'largest difference in probability between scaled weights and the normalised geometric mean',
        measured: softmax[keep].geometric,
        bound: EQUAL,
      }));
    },
  },

  'dropout/scaling-averages-the-networks': {
    experiments: ['dropout-mean'],
    cases(results) {
      const { deep, softmax } = means(results);
      const what = 'largest distance of an output from its mean over all masks';
      const regimes: readonly (readonly [string, DropoutMeanResult['deep']['linear']])[] = [
        ['the network is linear', deep.linear],
        ['hidden units are rectifiers', deep.rectifier],
        ['hidden units are tanh', deep.tanh],
      ];
      return [
        ...regimes.flatMap(([when, found]) => [
          { when, what: `${what}, half stay`, measured: found.half.gap, bound: EQUAL },
          { when, what: `${what}, four fifths stay`, measured: found.fourFifths.gap, bound: EQUAL },
        ]),
        {
          when: 'the outputs are probabilities of a softmax',
          what: 'largest difference in probability from the plain mean, half stay',
          measured: softmax.half.arithmetic,
          bound: EQUAL,
        },
      ];
    },
  },

  'dropout/is-ridge-in-linear-regression': {
    experiments: ['dropout-mean'],
    cases(results) {
      const { ridge } = means(results);
      return KEEPS.map(([keep, when]) => ({
        when,
        what: 'relative distance of the mean loss from scaled weights’ loss plus $p(1-p)\\sum x^2w^2$',
        measured: ridge[keep],
        bound: EQUAL,
      }));
    },
  },
});

function means(results: Results): DropoutMeanResult {
  return results['dropout-mean'] as unknown as DropoutMeanResult;
}
