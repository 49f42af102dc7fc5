import {
  type Images,
  MNIST_CLASSES,
  MNIST_FILES,
  pickByClass,
  readMnist,
  selectImages,
  splitMnist,
} from '../data/mnist.ts';
import { type Experiment, defineExperiment } from '../lab/define.ts';
import { meanPool } from '../margins/mean-pool.ts';
import { activationLayer } from '../networks/activation-layer.ts';
import { createClassifier } from '../networks/classifier.ts';
import { dense } from '../networks/dense.ts';
import { encode, trainDenoising } from '../networks/denoising-autoencoder.ts';
import type { Layer } from '../networks/layer.ts';
import { sparseInput } from '../networks/sparse-input.ts';
import { createRandom, type Random } from '../numeric/random.ts';
import { round } from '../numeric/round.ts';
import type { ActivationSpec } from '../rectifiers/activations.ts';
import { deviation, fill } from '../rectifiers/initialisations.ts';

export type Kind = 'relu' | 'tanh';
export type LabelsName = 'n100' | 'n300' | 'n1000' | 'n3000';

/** One fine-tuned network: errors at the step whose validation error is least. */
interface FineTuned {
  step: number;
  validation: number;
  test: number;
}

/** One kind of unit and one seed: pre-trained once, fine-tuned for each number of labels. */
export interface PretrainingRun {
  kind: Kind;
  seed: number;
  samples: { pool: number; validation: number; test: number; pixels: number };
  /** By layer, by epoch: mean of half the squared distance of the rebuilt from the clean. */
  rebuilding: number[][];
  /** Null where this seed is not needed. */
  byLabels: Record<LabelsName, { without: FineTuned; with: FineTuned } | null>;
}

/** Labelled digits, steps of training with them, and seeds. */
export const LABELS: Record<LabelsName, { labels: number; steps: number; seeds: number }> = {
  n100: { labels: 100, steps: 300, seeds: 5 },
  n300: { labels: 300, steps: 400, seeds: 5 },
  n1000: { labels: 1000, steps: 600, seeds: 3 },
  n3000: { labels: 3000, steps: 1000, seeds: 3 },
};
export const NAMES = Object.keys(LABELS) as LabelsName[];
export const KINDS: readonly Kind[] = ['relu', 'tanh'];
export const SEEDS = [1, 2, 3, 4, 5];
export const HIDDEN = [100, 100];
/** Of the 8,000 training digits, to say when to stop; the other 7,000 are pre-trained on. */
const VALIDATION = 1000;
/** Side of the blocks of pixels that are averaged. */
const BLOCK = 2;
/** Chosen with the validation digits, one setting for both kinds of unit and both arms. */
export const PRETRAINING = { noise: 0.5, rate: 3e-3, batch: 50, epochs: 8 };
export const FINE_TUNING = { rate: 3e-3, batch: 20 };
/** Times the validation error is looked at, evenly spaced. */
export const LOOKS = 10;

/**
 * What a decoder's outputs pass through: softplus for rectifiers, which Glorot, Bordes and
 * Bengio 2011 found best for images; for tanh the range of what is rebuilt, pixels from 0
 * to 1 or codes from −1 to 1.
 */
function decoderUnit(kind: Kind, level: number): ActivationSpec {
  if (kind === 'relu') return { kind: 'softplus' };
  return { kind: level === 0 ? 'sigmoid' : 'tanh' };
}

export const pretrainings: readonly Experiment<PretrainingRun>[] = KINDS.flatMap((kind) =>
  SEEDS.map((seed) =>
    defineExperiment<PretrainingRun>({
      id: `pretraining-${kind}-s${seed}`,
      title: `Digits with few labels, with and without pre-training: ${kind}, seed ${seed}`,
      seed,
      data: MNIST_FILES,
      run({ data, count, progress }) {
        const digits = meanPool(readMnist(data), BLOCK);
        const split = splitMnist(digits, VALIDATION);
        const pool = selectImages(digits, split.train);
        const validation = selectImages(digits, split.validation);
        const test = selectImages(digits, split.test);
        const pixels = pool.height * pool.width;

        const stack = build(pixels, kind, seed);
        const random = createRandom(seed + 10);
        let rows: Float64Array = Float64Array.from(pool.pixels);
        const rebuilding = HIDDEN.map((units, level) => {
          const encoder = stack.slice(2 * level, 2 * level + 2);
          const size = encoder[0]!.inputs;
          const decoder = [
            started(dense(units, size, random), kind, random),
            activationLayer(size, decoderUnit(kind, level)),
          ];
          const { losses, operations } = trainDenoising({
            encoder,
            decoder,
            data: rows,
            optimiser: { kind: 'adam' },
            seed: seed + 20 + 10 * level,
            ...PRETRAINING,
          });
          count(operations);
          rows = encode(encoder, rows);
          progress((level + 1) / (HIDDEN.length + NAMES.length));
          return losses.map((loss) => round(loss, 6));
        });

        const byLabels = NAMES.map((name, at) => {
          const { labels, steps, seeds } = LABELS[name];
          if (seed > seeds) return [name, null] as const;
          const perClass = new Array<number>(MNIST_CLASSES).fill(labels / MNIST_CLASSES);
          const labelled = selectImages(
            pool,
            pickByClass(pool.labels, perClass, createRandom(seed + 40)),
          );
          const tune = (pretrained: boolean): FineTuned => {
            const layers = build(pixels, kind, seed);
            if (pretrained) {
              // The last layer is not pre-trained: it starts as in the other arm.
              for (let l = 0; l < 2 * HIDDEN.length; l++) {
                layers[l]!.parameters.set(stack[l]!.parameters);
              }
            }
            return fineTune(layers, { labelled, validation, test }, steps, seed + 50, count);
          };
          const both = { without: tune(false), with: tune(true) };
          progress((HIDDEN.length + at + 1) / (HIDDEN.length + NAMES.length));
          return [name, both] as const;
        });
        return {
          kind,
          seed,
          samples: { pool: pool.n, validation: validation.n, test: test.n, pixels },
          rebuilding,
          byLabels: Object.fromEntries(byLabels) as PretrainingRun['byLabels'],
        };
      },
    }),
  ),
);

/** Dense layers with a random start, by units: he for rectifiers, lecun for tanh. */
function build(pixels: number, kind: Kind, seed: number): Layer[] {
  const random = createRandom(seed);
  const sizes = [pixels, ...HIDDEN, MNIST_CLASSES];
  return sizes.slice(1).flatMap((outputs, l) => {
    const layer = (l === 0 ? sparseInput : dense)(sizes[l]!, outputs, random);
    started(layer, kind, random);
    return l < HIDDEN.length ? [layer, activationLayer(outputs, { kind })] : [layer];
  });
}

function started(layer: Layer, kind: Kind, random: Random): Layer {
  const { inputs, outputs, parameters } = layer;
  const scheme = kind === 'relu' ? 'he' : 'lecun';
  fill(
    parameters.subarray(0, inputs * outputs),
    deviation({ scheme }, inputs, outputs),
    'normal',
    random,
  );
  return layer;
}

/** Trains and goes back to where the validation error was least, the first time it was. */
function fineTune(
  layers: readonly Layer[],
  images: { labelled: Images; validation: Images; test: Images },
  steps: number,
  seed: number,
  count: (operations: number) => void,
): FineTuned {
  const classifier = createClassifier({
    layers,
    images: images.labelled,
    optimiser: { kind: 'adam' },
    seed,
    // A rate that stays high would punish the arm that starts farther from a minimum.
    fall: steps,
    ...FINE_TUNING,
  });
  let best = Infinity;
  let step = 0;
  let kept: Float64Array[] = [];
  for (let look = 1; look <= LOOKS; look++) {
    while (classifier.steps < (steps * look) / LOOKS) classifier.step();
    const { error } = classifier.measure(images.validation);
    if (!(error < best)) continue;
    best = error;
    step = classifier.steps;
    kept = layers.map(({ parameters }) => Float64Array.from(parameters));
  }
  layers.forEach(({ parameters }, l) => {
    parameters.set(kept[l]!);
  });
  const { error: test } = classifier.measure(images.test);
  count(classifier.operations);
  return { step, validation: best, test };
}
