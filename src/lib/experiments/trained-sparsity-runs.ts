import { MNIST_FILES, readMnist, selectImages, splitMnist } from '../data/mnist.ts';
import { type Experiment, defineExperiment } from '../lab/define.ts';
import { activationLayer } from '../networks/activation-layer.ts';
import { activityPenalty } from '../networks/activity-penalty.ts';
import { createClassifier } from '../networks/classifier.ts';
import { dense } from '../networks/dense.ts';
import { sparseInput } from '../networks/sparse-input.ts';
import { type Sparsity, sparsityOf, zeroCounts } from '../networks/zero-counts.ts';
import { createRandom } from '../numeric/random.ts';
import { deviation, fill } from '../rectifiers/initialisations.ts';

export type Kind = 'relu' | 'tanh' | 'softplus';

/** One network of one seed. */
export interface TrainedSparsityRun {
  kind: Kind;
  /** Strength of the penalty on every hidden activation. */
  lambda: number;
  seed: number;
  samples: { train: number; test: number };
  /** Share of exact zeros by layer on test digits, before training. */
  start: number[];
  /** By hidden layer, trained; zeros on test digits, dead on all training digits. */
  layers: Sparsity[];
  /** Share of zeros and of dead units over all hidden layers. */
  zeros: number;
  dead: number;
  /** Share of zeros among the units that are not dead. */
  living: number;
  trainLoss: number;
  trainError: number;
  error: number;
  /** Places of the test digits that are wrong. */
  wrong: number[];
}

export type LevelName = 'none' | 'l0p003' | 'l0p01' | 'l0p03' | 'l0p08' | 'l0p16' | 'l0p24';

export const LEVELS: Record<LevelName, number> = {
  none: 0,
  l0p003: 0.003,
  l0p01: 0.01,
  l0p03: 0.03,
  l0p08: 0.08,
  l0p16: 0.16,
  l0p24: 0.24,
};
export const SEEDS = [1, 2];
const TRAIN = 4000;
export const HIDDEN = [100, 100, 100];
const CLASSES = 10;
export const RATE = 0.03;
export const MOMENTUM = 0.9;
export const BATCH = 50;
export const EPOCHS = 6;
/** Epochs in which the penalty grows from 0 to its strength: at once, a strong one kills all units. */
export const RAMP = 3;

const NETWORKS: readonly { id: string; kind: Kind; lambda: number }[] = [
  ...Object.entries(LEVELS).map(([name, lambda]) => ({
    id: `trained-sparsity-relu-${name.replace('l0p', 'l0-')}`,
    kind: 'relu' as const,
    lambda,
  })),
  { id: 'trained-sparsity-tanh', kind: 'tanh', lambda: 0 },
  { id: 'trained-sparsity-softplus', kind: 'softplus', lambda: 0 },
];

export const trainedSparsities: readonly Experiment<TrainedSparsityRun>[] = NETWORKS.flatMap(
  ({ id, kind, lambda }) =>
    SEEDS.map((seed) =>
      defineExperiment<TrainedSparsityRun>({
        id: `${id}-s${seed}`,
        title: `Zeros of a trained network: ${kind}, penalty ${lambda}, seed ${seed}`,
        seed,
        data: MNIST_FILES,
        run({ data, count, progress }) {
          const digits = readMnist(data);
          const split = splitMnist(digits);
          const train = selectImages(digits, split.train.subarray(0, TRAIN));
          const test = selectImages(digits, split.test);
          const random = createRandom(seed);
          const penalties = HIDDEN.map((units) => activityPenalty(units, 0));
          const sizes = [train.height * train.width, ...HIDDEN, CLASSES];
          const layers = sizes.slice(1).flatMap((outputs, l) => {
            const inputs = sizes[l]!;
            const layer = (l === 0 ? sparseInput : dense)(inputs, outputs, random);
            fill(
              layer.parameters.subarray(0, inputs * outputs),
              deviation({ scheme: kind === 'tanh' ? 'lecun' : 'he' }, inputs, outputs),
              'normal',
              random,
            );
            const penalty = penalties[l];
            return penalty === undefined
              ? [layer]
              : [layer, activationLayer(outputs, { kind }), penalty];
          });
          const hidden = HIDDEN.map((_, l) => 3 * l + 1);
          const start = zeroCounts(layers, hidden, test).map((counts) => total(counts));
          const classifier = createClassifier({
            layers,
            images: train,
            optimiser: { kind: 'momentum', momentum: MOMENTUM },
            rate: RATE,
            batch: BATCH,
            seed: seed + 100,
            fall: EPOCHS * Math.ceil(train.n / BATCH),
          });
          const { perEpoch } = classifier;
          while (classifier.steps < EPOCHS * perEpoch) {
            const strength = lambda * Math.min(1, classifier.steps / (RAMP * perEpoch));
            for (const penalty of penalties) penalty.strength = strength;
            classifier.step();
            if (classifier.steps % perEpoch === 0) {
              progress(classifier.steps / (EPOCHS * perEpoch));
            }
          }
          const fitted = classifier.measure(train);
          const { error, wrong } = classifier.measure(test);
          count(classifier.operations);
          const training = zeroCounts(layers, hidden, train);
          const found = zeroCounts(layers, hidden, test).map((counts, l) =>
            sparsityOf({ counts: training[l]!, n: train.n }, { counts, n: test.n }),
          );
          const units = found.reduce((sum, layer) => sum + layer.units, 0);
          const dead = found.reduce((sum, layer) => sum + layer.dead, 0);
          const livingZeros = found.reduce(
            (sum, layer) => sum + (layer.livingZeros ?? 0) * (layer.units - layer.dead),
            0,
          );
          return {
            kind,
            lambda,
            seed,
            samples: { train: train.n, test: test.n },
            start: start.map((zeros, l) => zeros / (HIDDEN[l]! * test.n)),
            layers: found,
            zeros: found.reduce((sum, layer) => sum + layer.zeros * layer.units, 0) / units,
            dead: dead / units,
            living: livingZeros / (units - dead),
            trainLoss: fitted.loss,
            trainError: fitted.error,
            error,
            wrong: [...wrong],
          };
        },
      }),
    ),
);

function total(counts: Uint32Array): number {
  return counts.reduce((sum, count) => sum + count, 0);
}
