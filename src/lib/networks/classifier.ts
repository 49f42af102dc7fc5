import type { Images } from '../data/mnist.ts';
import { createRandom } from '../numeric/random.ts';
import { crossEntropy } from './cross-entropy.ts';
import type { Layer } from './layer.ts';
import { network } from './network.ts';
import { type OptimiserOptions, optimiser } from './optimiser.ts';

export interface ClassifierOptions {
  /** From pixels to logits, one for each class. Trained in place. */
  readonly layers: readonly Layer[];
  /** What to learn from. */
  readonly images: Images;
  readonly optimiser: OptimiserOptions;
  /** Learning rate at the start. */
  readonly rate: number;
  /** Steps in which the rate falls in a straight line to 0; it never falls unless told. */
  readonly fall?: number;
  /** Samples a step. */
  readonly batch: number;
  /** Of the order of the images; the layers bring their own start. */
  readonly seed: number;
}

export interface Measured {
  /** Mean cross-entropy, in nats. */
  readonly loss: number;
  /** Places of the images that are given another class than theirs, rising. */
  readonly wrong: readonly number[];
  /** Their share. */
  readonly error: number;
}

/** A network with a softmax on its logits, trained by cross-entropy, a minibatch at a time. */
export interface Classifier {
  /** Steps taken, and steps in one pass over the images. */
  readonly steps: number;
  readonly perEpoch: number;
  /** Multiply-adds so far: three times those of a forward pass for each sample, forward passes of `measure` once. */
  readonly operations: number;
  /**
   * Takes one step, along a new random order of the images in each pass; a pass's last
   * minibatch may be smaller.
   *
   * @returns the minibatch's mean loss before the step
   * @throws RangeError if the loss is no longer finite
   */
  step(): number;
  /**
   * Goes on to the end of the pass: a whole one, if none is begun.
   *
   * @returns the mean of its steps' losses
   */
  epoch(): number;
  /** @throws RangeError if `images` is empty or of another size than those trained on */
  measure(images: Images): Measured;
}

/**
 * Prepares a training; nothing has moved yet. The same layers and options give the same
 * numbers.
 *
 * @throws RangeError if an option lies outside its range or the layers do not take the images
 */
export function createClassifier(options: ClassifierOptions): Classifier {
  const { layers, images, batch, rate, fall = Infinity } = options;
  const net = network(layers, batch);
  const classes = net.outputs;
  const size = net.inputs;
  if (images.n === 0) throw new RangeError('images holds none; there must be at least one');
  checkImages(images);
  if (!(rate > 0)) throw new RangeError(`rate is ${rate}; it must be above 0`);
  if (!(fall > 0)) throw new RangeError(`fall is ${fall}; it must be above 0`);
  const random = createRandom(options.seed);
  const mover = optimiser(
    layers.filter(({ parameters }) => parameters.length > 0),
    options.optimiser,
  );
  const perEpoch = Math.ceil(images.n / batch);
  const labels = new Uint8Array(batch);
  let order = Array.from({ length: images.n }, (_, i) => i);
  let steps = 0;
  let operations = 0;

  function checkImages({ height, width }: Images): void {
    if (height * width !== size) {
      throw new RangeError(`images have ${height}×${width} pixels; the network takes ${size}`);
    }
  }

  function load(from: Images, row: number, image: number): void {
    const start = image * size;
    const to = row * size;
    for (let p = 0; p < size; p++) net.input[to + p] = from.pixels[start + p]!;
    labels[row] = from.labels[image]!;
  }

  function step(): number {
    const place = steps % perEpoch;
    if (place === 0) order = random.shuffle(order);
    const start = place * batch;
    const n = Math.min(batch, images.n - start);
    for (let row = 0; row < n; row++) load(images, row, order[start + row]!);
    net.forward(n);
    const loss = crossEntropy(net.output, labels, net.outputGradient, n, classes);
    if (!Number.isFinite(loss)) {
      throw new RangeError(`the loss is ${loss} at step ${steps}; lower the rate`);
    }
    net.backward(n);
    mover.step(rate * Math.max(0, 1 - steps / fall));
    steps += 1;
    operations += 3 * n * net.operations;
    return loss;
  }

  return {
    get steps() {
      return steps;
    },
    perEpoch,
    get operations() {
      return operations;
    },
    step,
    epoch() {
      let sum = 0;
      let taken = 0;
      do {
        sum += step();
        taken += 1;
      } while (steps % perEpoch !== 0);
      return sum / taken;
    },
    measure(from) {
      if (from.n === 0) throw new RangeError('images holds none; there must be at least one');
      checkImages(from);
      const wrong: number[] = [];
      let loss = 0;
      for (let start = 0; start < from.n; start += batch) {
        const n = Math.min(batch, from.n - start);
        for (let row = 0; row < n; row++) load(from, row, start + row);
        net.forward(n);
        loss += n * crossEntropy(net.output, labels, null, n, classes);
        for (let row = 0; row < n; row++) {
          if (largest(net.output, row * classes, classes) !== labels[row]) wrong.push(start + row);
        }
      }
      operations += from.n * net.operations;
      return { loss: loss / from.n, wrong, error: wrong.length / from.n };
    },
  };
}

/** Place of the largest of `count` numbers from `from`; the first of equal ones. */
function largest(values: Float64Array, from: number, count: number): number {
  let best = 0;
  for (let k = 1; k < count; k++) if (values[from + k]! > values[from + best]!) best = k;
  return best;
}
