import {
  MNIST_CLASSES,
  MNIST_FILES,
  classCounts,
  pickByClass,
  readMnist,
  selectImages,
  splitMnist,
} from '../data/mnist.ts';
import { type Experiment, defineExperiment } from '../lab/define.ts';
import { circleMeasures } from '../networks/circle-measures.ts';
import type { LossOptions } from '../networks/margin-loss.ts';
import { accuracy, createTrainer } from '../networks/trainer.ts';
import type { Trainer, TrainerOptions } from '../networks/trainer.ts';
import { createRandom } from '../numeric/random.ts';
import { round } from '../numeric/round.ts';

/** A network with two numbers as its feature, trained on digits with one loss from one seed. */
export interface FeatureCircleResult {
  loss: LossOptions['kind'];
  /** Margin: a factor for A-Softmax, a cosine for CosFace, radians for ArcFace; null without. */
  m: number | null;
  /** Fixed scale of CosFace and ArcFace. */
  s: number | null;
  seed: number;
  samples: { train: number; test: number };
  /** Training images of each digit. */
  counts: number[];
  settings: { epochs: number; batch: number; rate: number; jitter: number; steps: number };
  /** λ of A-Softmax in the last step. */
  lastLambda: number | null;
  accuracy: { train: number; test: number };
  /** Mean loss of 50 minibatches each, in the order of training. */
  curve: { step: number[]; loss: number[] };
  /** The first of the test images, three decimals. */
  features: { x: number[]; y: number[]; label: number[] };
  /** Of the ten classes' weights: coordinates and norms. */
  weights: { x: number[]; y: number[]; norm: number[] };
  /** Biases of plain softmax; null where the loss has none. */
  biases: {
    values: number[];
    largest: number;
    /** Median over the test images of the largest logit's distance from the mean logit. */
    logit: number;
    /** Largest bias over that. */
    share: number;
    /** Test accuracy when the trained biases are put to 0. */
    accuracyWithout: number;
  } | null;
  /** Class by class over all test images; angles in degrees. See `circleMeasures`. */
  perClass: {
    centre: number[];
    median: number[];
    spread: number[];
    norm: number[];
    share: number[];
    share95: number[];
  };
  /** Means over the classes: median and 95 % quantile of the angle to the centre, in degrees. */
  spread: { median: number; q95: number };
  /** Smallest angle between two class centres, in degrees. */
  smallestBetweenCentres: number;
  /** Largest angle within a class and smallest between two, all test images, in degrees. */
  criterion: { intra: number; inter: number; excess: number };
  /** The same without the 5 % of each class farthest from its centre. */
  criterion95: { intra: number; inter: number; excess: number };
  /** Share of a class's variance that lies along its ray, mean over the classes; and of its nearest 95 %. */
  radial: { share: number; share95: number; least: number };
}

/** Weight norms after training on classes of unequal size (E-11 in a network). */
export interface CircleImbalancedResult {
  dimensions: number;
  /** Training images of the classes, by rank. */
  counts: number[];
  seeds: number[];
  /** Run by run: the digit of each rank, its weight's norm, and their rank correlation with the counts. */
  runs: { digits: number[]; norms: number[]; accuracy: number }[];
}

/** Chosen on a validation part of the training images, with plain softmax. */
const SETTINGS = {
  classes: MNIST_CLASSES,
  filters: [8, 16],
  hidden: [64],
  optimiser: { kind: 'adam' },
  rate: 3e-3,
  batch: 32,
  epochs: 8,
  leak: 0.1,
  jitter: 1,
} as const satisfies Partial<TrainerOptions>;

/** λ falls from 1,000, where the loss is the modified softmax, to about ½ in the last step. */
const LAMBDA = { start: 1000, fall: 1, least: 0 };

const SHOWN = 500;
const CURVE_STEP = 50;

const LOSSES: readonly { name: string; title: string; loss: LossOptions; seeds: number[] }[] = [
  {
    name: 'softmax',
    title: 'softmax',
    loss: { kind: 'softmax', biases: true },
    seeds: [1, 2, 3],
  },
  {
    name: 'modified',
    title: 'modified softmax',
    loss: { kind: 'modified-softmax' },
    seeds: [1, 2, 3],
  },
  ...[2, 3, 4].map((m) => ({
    name: `asoftmax${m}`,
    title: `A-Softmax, m = ${m}`,
    loss: { kind: 'a-softmax', m, lambda: LAMBDA } as const,
    seeds: m === 4 ? [1, 2, 3] : [1],
  })),
  { name: 'cosface', title: 'CosFace', loss: { kind: 'cosface', m: 0.1, s: 30 }, seeds: [1] },
  { name: 'arcface', title: 'ArcFace', loss: { kind: 'arcface', m: 0.2, s: 30 }, seeds: [1] },
];

export const featureCircles = LOSSES.flatMap(({ name, title, loss, seeds }) =>
  seeds.map((seed) =>
    defineExperiment(featureCircle(`circle-${name}-s${seed}`, title, loss, seed)),
  ),
);

function featureCircle(
  id: string,
  title: string,
  loss: LossOptions,
  seed: number,
): Experiment<FeatureCircleResult> {
  return {
    id,
    title: `Digits in the plane: a network trained with ${title}, seed ${seed}`,
    seed,
    data: MNIST_FILES,
    run({ data, count, progress }) {
      const digits = readMnist(data);
      const split = splitMnist(digits);
      const train = selectImages(digits, split.train);
      const test = selectImages(digits, split.test);
      const trainer = createTrainer({ ...SETTINGS, images: train, dimensions: 2, loss, seed });
      const curve = follow(trainer, progress);
      const features = trainer.features(test);
      const measures = circleMeasures(features, test.labels, MNIST_CLASSES);
      const testAccuracy = accuracy(trainer.classify(test), test.labels);
      const trainAccuracy = accuracy(trainer.classify(train), train.labels);
      count(trainer.operations);
      const { classes } = measures;
      const mean = (values: readonly number[]): number =>
        values.reduce((sum, value) => sum + value, 0) / values.length;
      const shown = Array.from({ length: SHOWN }, (_, i) => i);
      const weights = Array.from({ length: MNIST_CLASSES }, (_, j): [number, number] => [
        trainer.loss.parameters[2 * j]!,
        trainer.loss.parameters[2 * j + 1]!,
      ]);
      const per = (key: keyof (typeof classes)[number]): number[] =>
        classes.map((one) => round(one[key], 6));
      return {
        loss: loss.kind,
        m: 'm' in loss ? loss.m : null,
        s: 's' in loss ? loss.s : null,
        seed,
        samples: { train: train.n, test: test.n },
        counts: classCounts(train.labels),
        settings: {
          epochs: SETTINGS.epochs,
          batch: SETTINGS.batch,
          rate: SETTINGS.rate,
          jitter: SETTINGS.jitter,
          steps: trainer.total,
        },
        lastLambda: loss.kind === 'a-softmax' ? trainer.loss.lambda : null,
        accuracy: { train: trainAccuracy, test: testAccuracy },
        curve,
        features: {
          x: shown.map((i) => decimals(features[2 * i]!)),
          y: shown.map((i) => decimals(features[2 * i + 1]!)),
          label: shown.map((i) => test.labels[i]!),
        },
        weights: {
          x: weights.map(([x]) => round(x, 6)),
          y: weights.map(([, y]) => round(y, 6)),
          norm: weights.map(([x, y]) => round(Math.hypot(x, y), 6)),
        },
        biases: loss.kind === 'softmax' ? withoutBiases(trainer, features, test.labels) : null,
        perClass: {
          centre: per('centre'),
          median: per('median'),
          spread: per('spread'),
          norm: per('norm'),
          share: per('share'),
          share95: per('share95'),
        },
        spread: {
          median: mean(classes.map(({ median }) => median)),
          q95: mean(classes.map(({ spread }) => spread)),
        },
        smallestBetweenCentres: measures.smallestBetweenCentres,
        criterion: { ...measures.criterion },
        criterion95: { ...measures.criterion95 },
        radial: {
          share: mean(classes.map(({ share }) => share)),
          share95: mean(classes.map(({ share95 }) => share95)),
          least: Math.min(...classes.map(({ share }) => share)),
        },
      };
    },
  };
}

/** Training images of the ten classes: four times the counts of E-11. */
const COUNTS = [600, 480, 360, 280, 200, 140, 100, 72, 48, 32];

export const imbalanced = [2, 16].map((dimensions) =>
  defineExperiment<CircleImbalancedResult>({
    id: `circle-imbalanced-d${dimensions}`,
    title: `Weight norms against class sizes: networks with features of ${dimensions} dimensions`,
    seed: 11,
    data: MNIST_FILES,
    run({ data, count, progress, seed }) {
      const digits = readMnist(data);
      const split = splitMnist(digits);
      const pool = selectImages(digits, split.train);
      const test = selectImages(digits, split.test);
      const seeds = [seed, seed + 1, seed + 2];
      const runs = seeds.map((one, run) => {
        const random = createRandom(one);
        // Which digit is common and which rare is drawn anew for each run.
        const order = random.shuffle(Array.from({ length: MNIST_CLASSES }, (_, k) => k));
        const wanted = new Array<number>(MNIST_CLASSES).fill(0);
        order.forEach((digit, rank) => (wanted[digit] = COUNTS[rank]!));
        const train = selectImages(pool, pickByClass(pool.labels, wanted, random));
        const trainer = createTrainer({
          ...SETTINGS,
          images: train,
          dimensions,
          loss: { kind: 'softmax', biases: false },
          seed: one,
        });
        follow(trainer, (share) => progress((run + share) / seeds.length));
        const right = accuracy(trainer.classify(test), test.labels);
        count(trainer.operations);
        return {
          digits: order,
          norms: order.map((digit) => {
            let square = 0;
            for (let a = 0; a < dimensions; a++) {
              const w = trainer.loss.parameters[digit * dimensions + a]!;
              square += w * w;
            }
            return Math.sqrt(square);
          }),
          accuracy: right,
        };
      });
      return { dimensions, counts: COUNTS, seeds, runs };
    },
  }),
);

/** Trains to the end. */
function follow(
  trainer: Trainer,
  progress: (fraction: number) => void,
): FeatureCircleResult['curve'] {
  const curve: FeatureCircleResult['curve'] = { step: [], loss: [] };
  let sum = 0;
  while (!trainer.done) {
    sum += trainer.step();
    if (trainer.steps % CURVE_STEP === 0) {
      curve.step.push(trainer.steps);
      curve.loss.push(decimals(sum / CURVE_STEP));
      sum = 0;
      progress(trainer.steps / trainer.total);
    }
  }
  return curve;
}

function withoutBiases(
  { loss }: Trainer,
  features: Float64Array,
  labels: Uint8Array,
): FeatureCircleResult['biases'] {
  const K = MNIST_CLASSES;
  const { parameters } = loss;
  const values = [...parameters.subarray(2 * K)];
  const heights = Array.from(labels, (_, i) => {
    const logits = values.map(
      (bias, j) =>
        bias +
        parameters[2 * j]! * features[2 * i]! +
        parameters[2 * j + 1]! * features[2 * i + 1]!,
    );
    return Math.max(...logits) - logits.reduce((sum, logit) => sum + logit, 0) / K;
  }).sort((a, b) => a - b);
  const logit = heights[Math.floor(heights.length / 2)]!;
  parameters.fill(0, 2 * K);
  const right = accuracy(
    labels.map((_, i) => loss.classify(features, i)),
    labels,
  );
  parameters.set(values, 2 * K);
  const largest = Math.max(...values.map(Math.abs));
  return { values, largest, logit, share: largest / logit, accuracyWithout: right };
}

/** Three decimals: for what is only drawn. */
function decimals(value: number): number {
  return Math.round(value * 1000) / 1000;
}
