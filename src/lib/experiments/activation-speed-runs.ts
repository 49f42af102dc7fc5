import { type Images, MNIST_FILES, readMnist, selectImages, splitMnist } from '../data/mnist.ts';
import { type Experiment, defineExperiment } from '../lab/define.ts';
import { activationLayer } from '../networks/activation-layer.ts';
import { createClassifier } from '../networks/classifier.ts';
import { dense } from '../networks/dense.ts';
import type { Layer } from '../networks/layer.ts';
import { createRandom } from '../numeric/random.ts';
import { round } from '../numeric/round.ts';
import { deviation, fill } from '../rectifiers/initialisations.ts';

export type ArmName =
  'reluHe' | 'tanhLecun' | 'sigmoidLecun' | 'reluLecun' | 'tanhHe' | 'sigmoidAsTanh';

export interface Arm {
  kind: 'relu' | 'tanh' | 'sigmoid';
  /** Normal weights of variance 2/n (he) or 1/n (lecun) for n inputs; biases 0. */
  start: 'he' | 'lecun';
  /** The sigmoid network starts as the function that the tanh network of this seed starts as. */
  asTanh: boolean;
}

/** One network of one seed. */
export interface ActivationSpeedRun extends Arm {
  seed: number;
  samples: { train: number; test: number };
  settings: { hidden: number[]; rate: number; batch: number; epochs: number };
  /** Mean cross-entropy over the training digits before training and after each epoch. */
  losses: number[];
  /** First epoch after which it is below 0.1; null if there is none. */
  epochs: number | null;
  /** Share of test digits that are wrong in the end. */
  error: number;
}

export const ARMS: readonly ({ name: ArmName; id: string; title: string } & Arm)[] = [
  arm('reluHe', 'relu-he', 'rectifiers, weights of variance 2/n', 'relu', 'he'),
  arm('tanhLecun', 'tanh-lecun', 'tanh, weights of variance 1/n', 'tanh', 'lecun'),
  arm('sigmoidLecun', 'sigmoid-lecun', 'sigmoid, weights of variance 1/n', 'sigmoid', 'lecun'),
  arm('reluLecun', 'relu-lecun', 'rectifiers, weights of variance 1/n', 'relu', 'lecun'),
  arm('tanhHe', 'tanh-he', 'tanh, weights of variance 2/n', 'tanh', 'he'),
  arm(
    'sigmoidAsTanh',
    'sigmoid-as-tanh',
    'sigmoid, started as a tanh network',
    'sigmoid',
    'lecun',
    true,
  ),
];

function arm(
  name: ArmName,
  id: string,
  title: string,
  kind: Arm['kind'],
  start: Arm['start'],
  asTanh = false,
): { name: ArmName; id: string; title: string } & Arm {
  return { name, id, title, kind, start, asTanh };
}

export const SEEDS = [1, 2, 3];
/** As many as in the experiment on 8×8 digits that this one repeats. */
const TRAIN = 1400;
const HIDDEN = [64, 64, 64, 64, 64, 64];
export const CLASSES = 10;
const RATE = 0.1;
const BATCH = 50;
export const EPOCHS = 12;
/** Loss at which a network counts as trained. */
export const AIM = 0.1;

export const activationSpeeds: readonly Experiment<ActivationSpeedRun>[] = ARMS.flatMap(
  ({ id, title, kind, start, asTanh }) =>
    SEEDS.map((seed) =>
      defineExperiment<ActivationSpeedRun>({
        id: `activation-speed-${id}-s${seed}`,
        title: `Training loss by epoch: six layers of ${title}, seed ${seed}`,
        seed,
        data: MNIST_FILES,
        run({ data, count, progress }) {
          const digits = readMnist(data);
          const split = splitMnist(digits);
          const [train, test] = centre(
            selectImages(digits, split.train.subarray(0, TRAIN)),
            selectImages(digits, split.test),
          );
          const layers = build(train.height * train.width, { kind, start, asTanh }, seed);
          const classifier = createClassifier({
            layers,
            images: train,
            optimiser: { kind: 'sgd' },
            rate: RATE,
            batch: BATCH,
            seed: seed + 100,
          });
          const losses = [classifier.measure(train).loss];
          for (let epoch = 1; epoch <= EPOCHS; epoch++) {
            classifier.epoch();
            losses.push(classifier.measure(train).loss);
            progress(epoch / EPOCHS);
          }
          const first = losses.findIndex((loss) => loss < AIM);
          const { error } = classifier.measure(test);
          count(classifier.operations);
          return {
            kind,
            start,
            asTanh,
            seed,
            samples: { train: train.n, test: test.n },
            settings: { hidden: HIDDEN, rate: RATE, batch: BATCH, epochs: EPOCHS },
            losses: losses.map((loss) => round(loss, 6)),
            epochs: first < 0 ? null : first,
            error,
          };
        },
      }),
    ),
);

/** Pixels less their mean over the training digits. */
function centre(train: Images, test: Images): readonly [Images, Images] {
  const size = train.height * train.width;
  const means = new Float64Array(size);
  for (let i = 0; i < train.pixels.length; i++) {
    means[i % size] = means[i % size]! + train.pixels[i]! / train.n;
  }
  const shifted = (images: Images): Images => ({
    ...images,
    pixels: images.pixels.map((pixel, i) => pixel - means[i % size]!),
  });
  return [shifted(train), shifted(test)];
}

/** The layers of a network as it starts. */
function build(inputs: number, { kind, start, asTanh }: Arm, seed: number): Layer[] {
  const random = createRandom(seed);
  const sizes = [inputs, ...HIDDEN, CLASSES];
  return sizes.slice(1).flatMap((outputs, l) => {
    const below = sizes[l]!;
    const layer = dense(below, outputs, random);
    const weights = layer.parameters.subarray(0, below * outputs);
    fill(weights, deviation({ scheme: start }, below, outputs), 'normal', random);
    const last = l === HIDDEN.length;
    if (asTanh) {
      // tanh z = 2σ(2z) − 1: a sigmoid takes twice the input and gives half the output.
      const factor = (l === 0 ? 1 : 2) * (last ? 1 : 2);
      for (let i = 0; i < weights.length; i++) weights[i] = factor * weights[i]!;
      for (let j = 0; l > 0 && j < outputs; j++) {
        const row = weights.subarray(j * below, (j + 1) * below);
        layer.parameters[weights.length + j] = -row.reduce((sum, w) => sum + w, 0) / 2;
      }
    }
    return last ? [layer] : [layer, activationLayer(outputs, { kind })];
  });
}
