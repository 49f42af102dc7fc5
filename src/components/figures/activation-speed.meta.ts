import type { ActivationSpeedResult } from '../../lib/experiments/activation-speed.ts';
import { defineFigure } from './define.ts';
import { fixed, rounded, short } from './lib/format.ts';
import { result } from './lib/results.ts';

/** Each unit with its usual start, and the logistic network that starts as the tanh network. */
export const ARMS = [
  { key: 'reluHe', name: 'rectifier', tone: 'f-s5' },
  { key: 'tanhLecun', name: 'tanh', tone: 'f-s2' },
  { key: 'sigmoidAsTanh', name: 'logistic, started as tanh', tone: 'f-conditions' },
  { key: 'sigmoidLecun', name: 'logistic', tone: 'f-fails' },
] as const;

export default defineFigure({
  id: 'activation-speed',
  title: 'Rectifiers overtake tanh; logistic units with the usual start do not move',
  caption:
    'Training loss by epoch of networks with six hidden layers on digits, at one learning rate. Lines: means of three seeds; bands: from the lowest to the highest. After one epoch tanh stands at {activation-speed:byArm.tanhLecun.afterOne.mean|fixed(2)}, rectifiers at {activation-speed:byArm.reluHe.afterOne.mean|fixed(2)}. The dashed line is $\\ln10$, the loss of a network that knows nothing.',
  alt: 'Line chart of the training loss against the epoch on a logarithmic axis. Tanh falls first, rectifiers overtake it and end lowest; a logistic network that starts as the tanh network falls later; the logistic network with the usual start stays level at ln 10.',
  experiments: ['activation-speed'],
  module: 'src/lib/networks/classifier.ts',
  table(results) {
    const { byArm } = result<ActivationSpeedResult>(results, 'activation-speed');
    const epochs = byArm.reluHe.loss.mean.length;
    return {
      columns: [
        'epoch',
        ...ARMS.flatMap(({ name }) => [`${name}: mean`, `${name}: lowest`, `${name}: highest`]),
      ],
      rows: Array.from({ length: epochs }, (_, epoch) => [
        epoch,
        ...ARMS.flatMap(({ key }) => {
          const { mean, low, high } = byArm[key].loss;
          return [mean, low, high].map((values) => rounded(values[epoch] ?? NaN, 4));
        }),
      ]),
    };
  },
  describe(results) {
    const { byArm, chance, seeds, settings, samples } = result<ActivationSpeedResult>(
      results,
      'activation-speed',
    );
    const { reluHe, tanhLecun, sigmoidLecun, sigmoidAsTanh } = byArm;
    return [
      `${settings.hidden.length} hidden layers of ${settings.hidden[0] ?? 0} units, ${samples.train} training digits, rate ${short(settings.rate)}, ${seeds.length} seeds.`,
      `After one epoch the mean loss is ${fixed(tanhLecun.afterOne.mean, 2)} with tanh and ${fixed(reluHe.afterOne.mean, 2)} with rectifiers.`,
      `A loss below ${short(settings.aim)} takes rectifiers ${short(reluHe.counted.mean, 1)} epochs and tanh ${short(tanhLecun.counted.mean, 1)}, on average, where a run that never gets there counts as ${settings.epochs + 1}.`,
      `Logistic units with the usual start stay at ${fixed(sigmoidLecun.lowest.low, 2)} or above, chance being ${fixed(chance, 2)}; started as the tanh network they reach ${fixed(sigmoidAsTanh.lowest.low, 2)}.`,
    ].join(' ');
  },
});
