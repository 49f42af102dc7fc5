/**
 * The regimes in which trained networks decide claims of the note on rectifiers, and what
 * each is held against.
 */
import type { ActivationSparsityResult } from '../experiments/activation-sparsity.ts';
import type { LabelsName } from '../experiments/pretraining-runs.ts';
import type { PretrainingDigitsResult } from '../experiments/pretraining-digits.ts';
import type { SoftplusAlphaResult } from '../experiments/softplus-alpha.ts';
import type { LevelName } from '../experiments/trained-sparsity-runs.ts';
import { HARM, type TrainedSparsityResult } from '../experiments/trained-sparsity.ts';
import type { Bound, Case, Results } from '../lab/define.ts';
import { defineChecks } from '../lab/define.ts';

/** Pre-training that saves at most one error in twenty saves almost none. */
const ALMOST_NONE: Bound = { op: '<=', value: 0.05 };
/** Half of the activations, give or take what the claim's experiment allows a layer. */
const HALF: Bound = { op: '>=', value: 0.45 };
/** The least sparse of the networks that the paper reports. */
const AS_THE_PAPER: Bound = { op: '>=', value: 0.68 };
/** Standard errors that chance explains. */
const UNHARMED: Bound = { op: '<=', value: HARM };
/** None is shown: no drop in error, or an interval that holds zero. */
const NONE: Bound = { op: '<=', value: 0 };

const SETS = { mnist: 'MNIST', cifar10: 'CIFAR10', nistp: 'NISTP', norb: 'NORB' } as const;
const LABELS = {
  n100: '100 labels',
  n300: '300 labels',
  n1000: '1,000 labels',
  n3000: '3,000 labels',
} as const satisfies Record<LabelsName, string>;
/** From the weakest to the strongest. */
const PENALTIES: readonly LevelName[] = ['l0p003', 'l0p01', 'l0p03', 'l0p08', 'l0p16', 'l0p24'];

export const checks = defineChecks({
  'rectifier/no-gain-from-pretraining': {
    experiments: ['softplus-alpha', 'pretraining-digits'],
    cases(results) {
      const { change } = alpha(results).table;
      const { byLabels } = pretraining(results);
      return [
        ...entries(SETS).map(([set, name]): Case => ({
          when: `the data are ${name} (the paper’s table)`,
          what: 'share of the rectifier’s errors that pre-training saves',
          measured: -change.rectifier[set],
          bound: ALMOST_NONE,
        })),
        ...entries(LABELS).flatMap(([name, labels]): Case[] => {
          const { relative, gain, seeds } = byLabels[name].relu;
          const when = `${labels} of MNIST are at hand (small networks)`;
          return [
            {
              when,
              what: `share of the rectifier’s errors that pre-training saves, mean of ${seeds} seeds`,
              measured: relative,
              bound: ALMOST_NONE,
            },
            {
              when,
              what: 'lower end of the 95% interval of the drop in test error',
              measured: gain.low,
              bound: NONE,
            },
          ];
        }),
      ];
    },
  },

  'rectifier/minima-as-good-as-softplus': {
    experiments: ['softplus-alpha', 'trained-sparsity'],
    cases(results) {
      const { excess } = alpha(results).table;
      const { softplus, byKind } = sparsity(results);
      const table = (training: keyof typeof excess, when: string): Case => ({
        when,
        what: 'largest of the four data sets’ differences in error, rectifier less softplus, in points (the paper’s table)',
        measured: Math.max(...Object.values(excess[training])),
        bound: NONE,
      });
      const small = 'there is no pre-training (small networks on MNIST)';
      return [
        table('supervised', 'there is no pre-training'),
        table('pretrained', 'there is pre-training'),
        {
          when: small,
          what: 'test error of rectifiers less that of softplus units, in standard errors',
          measured: softplus.ratio,
          bound: UNHARMED,
        },
        {
          when: small,
          what: 'training loss of rectifiers less that of softplus units',
          measured: byKind.relu.trainLoss.mean - byKind.softplus.trainLoss.mean,
          bound: NONE,
        },
      ];
    },
  },

  'rectifier/truly-sparse': {
    experiments: ['activation-sparsity', 'trained-sparsity'],
    cases(results) {
      const { byKind } = results['activation-sparsity'] as unknown as ActivationSparsityResult;
      const { byLambda } = sparsity(results);
      return [
        {
          when: 'half of the activations are enough, before training',
          what: 'smallest share of exact zeros in a layer',
          measured: byKind.relu.low,
          bound: HALF,
        },
        {
          when: 'half of the activations are enough, after training without a penalty',
          what: 'share of exact zeros on test digits, mean of the layers and seeds',
          measured: byLambda.none.zeros.mean,
          bound: HALF,
        },
        {
          when: 'it takes as many zeros as in the paper’s networks, and there is no penalty',
          what: 'share of exact zeros on test digits',
          measured: byLambda.none.zeros.mean,
          bound: AS_THE_PAPER,
        },
        {
          when: 'it takes as many zeros as in the paper’s networks, and activations pay an $L_1$ penalty',
          what: 'largest share of exact zeros on test digits over the penalties',
          measured: Math.max(...PENALTIES.map((name) => byLambda[name].zeros.mean)),
          bound: AS_THE_PAPER,
        },
      ];
    },
  },

  'rectifier/sparsity-does-no-harm': {
    experiments: ['trained-sparsity'],
    cases(results) {
      const { regimes } = sparsity(results);
      const case_ = (name: keyof typeof regimes, when: string): Case => {
        const { levels, ratio } = regimes[name];
        if (ratio === null) throw new RangeError(`no penalty leads to a network where ${when}`);
        return {
          when,
          what: `largest rise of the test error over that without penalty, in standard errors of the paired difference (penalties that lead there: ${levels})`,
          measured: ratio,
          bound: UNHARMED,
        };
      };
      return [
        case_('to70', 'up to 70% of the activations are zero'),
        case_('to85', '70 to 85% of the activations are zero'),
        case_('above85', 'more than 85% of the activations are zero'),
      ];
    },
  },

  'rectifier/dead-is-not-sparse': {
    experiments: ['trained-sparsity'],
    cases(results) {
      const { byLambda } = sparsity(results);
      const { none, l0p24: strongest } = byLambda;
      const layers = strongest.zerosByLayer.map((zeros, l) => zeros - strongest.livingByLayer[l]!);
      const strong = 'the penalty is strong';
      return [
        {
          when: 'there is no penalty',
          what: 'share of units that are off on every training digit',
          measured: none.dead.mean,
          bound: { op: '<=', value: 0.02 },
        },
        {
          when: strong,
          what: 'share of units that are off on every training digit',
          measured: strongest.dead.mean,
          bound: { op: '>=', value: 0.2 },
        },
        {
          when: strong,
          what: 'largest difference in a layer between the share of zeros and that among its living units',
          measured: Math.max(...layers),
          bound: { op: '>=', value: 0.02 },
        },
      ];
    },
  },
});

function alpha(results: Results): SoftplusAlphaResult {
  return results['softplus-alpha'] as unknown as SoftplusAlphaResult;
}

function sparsity(results: Results): TrainedSparsityResult {
  return results['trained-sparsity'] as unknown as TrainedSparsityResult;
}

function pretraining(results: Results): PretrainingDigitsResult {
  return results['pretraining-digits'] as unknown as PretrainingDigitsResult;
}

function entries<Key extends string, Value>(record: Readonly<Record<Key, Value>>): [Key, Value][] {
  return Object.entries(record) as [Key, Value][];
}
