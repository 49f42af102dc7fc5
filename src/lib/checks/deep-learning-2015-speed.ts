/**
 * The regimes in which trained networks decide claims of the note on the review of 2015:
 * how fast rectifiers learn, and whom pre-training helps.
 */
import type { ActivationSpeedResult } from '../experiments/activation-speed.ts';
import type { PretrainingDigitsResult } from '../experiments/pretraining-digits.ts';
import type { Bound, Case } from '../lab/define.ts';
import { defineChecks } from '../lab/define.ts';

const AHEAD: Bound = { op: '<', value: 0 };
/** Loss of a sigmoid network that has learnt next to nothing; ln 10 is 2.303. */
const STUCK: Bound = { op: '>', value: 2.2 };
/** The whole 95% interval lies above zero. */
const HELPS: Bound = { op: '>', value: 0 };
/** Saves at most one error in twenty. */
const NOT_NEEDED: Bound = { op: '<=', value: 0.05 };

export const checks = defineChecks({
  'deep-learning-2015/rectifiers-learn-faster': {
    experiments: ['activation-speed'],
    cases(results) {
      const { byArm, lead, settings } = results[
        'activation-speed'
      ] as unknown as ActivationSpeedResult;
      const { reluHe, sigmoidLecun, sigmoidAsTanh } = byArm;
      const epochs = `epochs to a training loss below ${settings.aim}, rectifiers less tanh, mean of the seeds`;
      const tanh = 'the rival is tanh, and each has its usual start';
      const sigmoid = 'the rival is the sigmoid with its usual start';
      return [
        {
          when: tanh,
          what: epochs,
          measured: lead.usual.epochs.mean,
          bound: AHEAD,
        },
        {
          when: tanh,
          what: 'the same, the seed least favourable to rectifiers',
          measured: lead.usual.epochs.high,
          bound: AHEAD,
        },
        {
          when: sigmoid,
          what: 'lowest training loss that a sigmoid network comes to',
          measured: sigmoidLecun.lowest.low,
          bound: STUCK,
        },
        {
          when: sigmoid,
          what: `epochs that rectifiers need less the ${settings.epochs} that were tried`,
          measured: reluHe.counted.high - settings.epochs,
          bound: { op: '<=', value: 0 },
        },
        {
          when: 'the rival is a sigmoid network that starts as the tanh network',
          what: 'lowest training loss that a sigmoid network comes to',
          measured: sigmoidAsTanh.lowest.low,
          bound: { op: '>', value: settings.aim },
        },
        {
          when: 'the rival is tanh, each has its usual start, and what counts is the loss after one epoch',
          what: 'training loss of rectifiers less that of tanh, mean of the seeds',
          measured: lead.usual.afterOne.mean,
          bound: AHEAD,
        },
        {
          when: 'the rival is tanh, and both start with weights of variance $1/n$',
          what: epochs,
          measured: lead.lecun.epochs.mean,
          bound: AHEAD,
        },
        {
          when: 'the rival is tanh, and both start with weights of variance $2/n$',
          what: epochs,
          measured: lead.he.epochs.mean,
          bound: AHEAD,
        },
      ];
    },
  },

  'deep-learning-2015/pretraining-for-small-data': {
    experiments: ['pretraining-digits'],
    cases(results) {
      const { byLabels } = results['pretraining-digits'] as unknown as PretrainingDigitsResult;
      const kinds = { relu: 'rectifiers', tanh: 'tanh units' } as const;
      const helps = (labels: 'n100' | 'n300', kind: 'relu' | 'tanh'): Case => ({
        when: `there are ${byLabels[labels][kind].labels} labels and the units are ${kinds[kind]}`,
        what: `lower end of the 95% interval of the drop in test error, ${byLabels[labels][kind].seeds} seeds`,
        measured: byLabels[labels][kind].gain.low,
        bound: HELPS,
      });
      const spare = (kind: 'relu' | 'tanh'): Case => ({
        when: `3,000 labels are to make it superfluous, and the units are ${kinds[kind]}`,
        what: 'share of the errors that pre-training saves',
        measured: byLabels.n3000[kind].relative,
        bound: NOT_NEEDED,
      });
      return [
        helps('n100', 'relu'),
        helps('n100', 'tanh'),
        helps('n300', 'relu'),
        helps('n300', 'tanh'),
        spare('relu'),
        spare('tanh'),
      ];
    },
  },
});
