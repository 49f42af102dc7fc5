import type { ActivationSpeedResult } from '../../lib/experiments/activation-speed.ts';
import { defineFigure } from './define.ts';
import { fixed, rounded, short } from './lib/format.ts';
import { result } from './lib/results.ts';

/** Each unit with its usual start; tanh with the rectifier's; and sigmoids that start as tanh. */
export const ARMS = [
  { key: 'reluHe', name: 'rectifier, 2/n', tone: 'f-s5', dashed: false },
  { key: 'tanhHe', name: 'tanh, 2/n', tone: 'f-s2', dashed: true },
  { key: 'tanhLecun', name: 'tanh, 1/n', tone: 'f-s2', dashed: false },
  { key: 'sigmoidAsTanh', name: 'sigmoid, as tanh', tone: 'f-conditions', dashed: false },
  { key: 'sigmoidLecun', name: 'sigmoid, 1/n', tone: 'f-fails', dashed: false },
] as const;

export default defineFigure({
  id: 'activation-speed',
  title:
    'Rectifiers overtake tanh; a larger start brings tanh closer; sigmoids with the usual start do not move',
  caption:
    'Training loss by epoch of networks with six hidden layers on digits, all at one learning rate; beside each name the variance of the first weights. Lines: means of three seeds; bands: from the lowest to the highest. After one epoch tanh with $1/n$ stands at {activation-speed:byArm.tanhLecun.afterOne.mean|fixed(2)}, rectifiers at {activation-speed:byArm.reluHe.afterOne.mean|fixed(2)}. “As tanh”: sigmoids that start as the very function of that tanh network. The level line is $\\ln10$, the loss of guessing.',
  alt: 'Line chart of the training loss against the epoch on a logarithmic axis. Tanh and rectifiers fall side by side at first, then rectifiers overtake and end lowest; tanh with the rectifiers’ start lies between. Sigmoids that start as the tanh network fall slowly; sigmoids with the usual start stay level at the loss of guessing.',
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
    const { reluHe, tanhHe, tanhLecun, sigmoidLecun, sigmoidAsTanh } = byArm;
    return [
      `${settings.hidden.length} hidden layers of ${settings.hidden[0] ?? 0} units, ${samples.train} training digits, rate ${short(settings.rate)}, ${seeds.length} seeds.`,
      `After one epoch the mean loss is ${fixed(tanhLecun.afterOne.mean, 2)} with tanh and ${fixed(reluHe.afterOne.mean, 2)} with rectifiers.`,
      `A loss below ${short(settings.aim)} takes rectifiers ${short(reluHe.counted.mean, 1)} epochs on average, tanh ${short(tanhLecun.counted.mean, 1)} with weights of variance 1/n and ${short(tanhHe.counted.mean, 1)} with 2/n.`,
      `Sigmoids with the usual start stay at ${fixed(sigmoidLecun.lowest.low, 2)} or above, guessing being ${fixed(chance, 2)}; started as the tanh network they reach ${fixed(sigmoidAsTanh.lowest.low, 2)}.`,
    ].join(' ');
  },
});
