/** A network small enough to train while a reader watches: its settings, and one training as a stream of frames. */
import type { Images } from '../../lib/data/mnist.ts';
import type { LossOptions } from '../../lib/networks/margin-loss.ts';
import { accuracy, createTrainer } from '../../lib/networks/trainer.ts';

/** A loss the reader can choose, and the margins it takes. */
export interface LossChoice {
  readonly label: string;
  /** Null where there is no margin. */
  readonly margin: {
    readonly min: number;
    readonly max: number;
    readonly step: number;
    /** The one first shown. */
    readonly first: number;
  } | null;
  options(m: number): LossOptions;
}

/** Length to which CosFace and ArcFace bring every feature: enough for ten classes to be told apart. */
const SCALE = 16;

export const LOSSES = {
  softmax: {
    label: 'softmax',
    margin: null,
    options: () => ({ kind: 'softmax', biases: true }),
  },
  'modified-softmax': {
    label: 'modified softmax',
    margin: null,
    options: () => ({ kind: 'modified-softmax' }),
  },
  'a-softmax': {
    label: 'A-Softmax',
    margin: { min: 2, max: 4, step: 1, first: 4 },
    // The margin comes in as λ falls: with λ = 0 from the start nothing is learned.
    options: (m) => ({ kind: 'a-softmax', m, lambda: { start: 1000, fall: 1, least: 0 } }),
  },
  cosface: {
    label: 'CosFace',
    margin: { min: 0, max: 0.3, step: 0.05, first: 0.1 },
    options: (m) => ({ kind: 'cosface', m, s: SCALE }),
  },
  arcface: {
    label: 'ArcFace',
    margin: { min: 0, max: 0.4, step: 0.05, first: 0.2 },
    options: (m) => ({ kind: 'arcface', m, s: SCALE }),
  },
} as const satisfies Record<string, LossChoice>;

export type LossName = keyof typeof LOSSES;

export interface Choice {
  readonly loss: LossName;
  readonly m: number;
  readonly seed: number;
}

/** What a reader sees after some steps. */
export interface Frame {
  /** Features of the digits shown: two numbers each. */
  readonly x: readonly number[];
  readonly y: readonly number[];
  readonly label: readonly number[];
  readonly step: number;
  readonly total: number;
  /** Mean loss of each frame's minibatches so far. */
  readonly losses: readonly number[];
  /** Share of the shown digits that the network gets right; they are among those it learns from. */
  readonly accuracy: number;
}

/** Steps from one frame to the next: a fixed number, so that a seed gives the same frames on any machine. */
export const STEPS_A_FRAME = 3;
/** Digits whose features are shown. */
const SHOWN = 200;
const CLASSES = 10;

export interface Training {
  /** The state now. */
  frame(): Frame;
  /** Takes the next steps; false when all are taken. */
  advance(): boolean;
}

/**
 * A training that stands still until `advance` is called.
 *
 * @throws RangeError if the loss does not stay finite
 */
export function startTraining(images: Images, { loss, m, seed }: Choice): Training {
  const trainer = createTrainer({
    images,
    classes: CLASSES,
    filters: [8, 16],
    hidden: [64],
    dimensions: 2,
    loss: LOSSES[loss].options(m),
    optimiser: { kind: 'adam' },
    rate: 0.004,
    batch: 40,
    epochs: 20,
    seed,
    leak: 0.1,
  });
  const size = images.height * images.width;
  const n = Math.min(SHOWN, images.n);
  const shown: Images = {
    ...images,
    n,
    pixels: images.pixels.subarray(0, n * size),
    labels: images.labels.subarray(0, n),
  };
  const losses: number[] = [];
  return {
    frame() {
      const features = trainer.features(shown);
      return {
        x: Array.from({ length: n }, (_, i) => features[2 * i] ?? 0),
        y: Array.from({ length: n }, (_, i) => features[2 * i + 1] ?? 0),
        label: Array.from(shown.labels),
        step: trainer.steps,
        total: trainer.total,
        losses: [...losses],
        // From the features at hand: a second pass through the network would cost as much as a step.
        accuracy: accuracy(
          Array.from(shown.labels, (_, i) => trainer.loss.classify(features, i)),
          shown.labels,
        ),
      };
    },
    advance() {
      let sum = 0;
      let taken = 0;
      while (taken < STEPS_A_FRAME && !trainer.done) {
        sum += trainer.step();
        taken += 1;
      }
      if (taken > 0) losses.push(sum / taken);
      return !trainer.done;
    },
  };
}
