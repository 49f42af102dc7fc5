import type { Images } from '../data/mnist.ts';
import { createRandom } from '../numeric/random.ts';
import { convolution, convolvedSize } from './convolution.ts';
import { dense } from './dense.ts';
import type { Layer } from './layer.ts';
import { type LossOptions, type MarginLoss, annealed, marginLoss } from './margin-loss.ts';
import { type Network, network } from './network.ts';
import { type OptimiserOptions, optimiser } from './optimiser.ts';
import { relu } from './relu.ts';

export interface TrainerOptions {
  /** What to learn from. */
  readonly images: Images;
  readonly classes: number;
  /** Filters of each strided convolution, outermost first; none for a dense network. */
  readonly filters: readonly number[];
  /** Units of each dense layer before the features. */
  readonly hidden: readonly number[];
  /** Numbers in a feature: what the last layer gives and the loss works on. */
  readonly dimensions: number;
  readonly loss: LossOptions;
  readonly optimiser: OptimiserOptions;
  /** Learning rate at the start; it falls in a straight line to 0 at the last step. */
  readonly rate: number;
  /** Weight decay. 0 unless told. */
  readonly decay?: number;
  /** Samples a step. */
  readonly batch: number;
  /** Passes over the images. */
  readonly epochs: number;
  /** Of the starting weights and the order of the images. */
  readonly seed: number;
  /** Slope of the rectifiers for negative numbers. 0 unless told. */
  readonly leak?: number;
  /** Each training image is moved by up to so many pixels each way, anew every time. 0 unless told. */
  readonly jitter?: number;
}

/** Everything that training has changed: copies, so that a later step leaves them alone. */
export interface Snapshot {
  readonly step: number;
  /** Parameters of each layer, then those of the loss. */
  readonly parameters: readonly Float64Array[];
}

export interface Trainer {
  /** Steps taken, and steps in all. */
  readonly steps: number;
  readonly total: number;
  readonly done: boolean;
  readonly network: Network;
  readonly loss: MarginLoss;
  /** Multiply-adds so far: three times those of a forward pass for each sample, forward passes of `features` once. */
  readonly operations: number;
  /**
   * One minibatch.
   *
   * @returns its mean loss before the step
   * @throws RangeError when all steps are taken, or the loss is no longer finite
   */
  step(): number;
  /** Features of images, n×dimensions. */
  features(images: Images): Float64Array;
  /** Classes the network gives to images. */
  classify(images: Images): Uint8Array;
  snapshot(): Snapshot;
}

/** Side and stride of every convolution. */
const WINDOW = 5;
const STRIDE = 2;

/**
 * A network of strided convolutions and dense layers with a margin loss on its
 * features, trained a minibatch at a time, in a thread or a page. The same options
 * give the same numbers; a step allocates nothing.
 *
 * @throws RangeError if an option lies outside its range or the images are too small
 */
export function createTrainer(options: TrainerOptions): Trainer {
  const {
    images,
    classes,
    filters,
    hidden,
    dimensions,
    batch,
    epochs,
    leak = 0,
    jitter = 0,
  } = options;
  if (images.n === 0) throw new RangeError('images holds none; there must be at least one');
  if (!(Number.isInteger(epochs) && epochs >= 1)) {
    throw new RangeError(`epochs is ${epochs}; it must be a whole number from 1`);
  }
  if (!(Number.isInteger(jitter) && jitter >= 0)) {
    throw new RangeError(`jitter is ${jitter}; it must be in whole pixels from 0`);
  }
  if (!(options.rate > 0)) throw new RangeError(`rate is ${options.rate}; it must be above 0`);
  const random = createRandom(options.seed);
  const layers: Layer[] = [];
  let { height, width } = images;
  let channels = 1;
  for (const count of filters) {
    const shape = { height, width, channels, filters: count, size: WINDOW, stride: STRIDE };
    const layer = convolution(shape, random);
    layers.push(layer, relu(layer.outputs, leak));
    ({ height, width } = convolvedSize(shape));
    channels = count;
  }
  let size = height * width * channels;
  for (const units of hidden) {
    layers.push(dense(size, units, random), relu(units, leak));
    size = units;
  }
  layers.push(dense(size, dimensions, random));
  const net = network(layers, batch);
  const loss = marginLoss(classes, dimensions, options.loss, random);
  const groups = [...layers, loss].filter(({ parameters }) => parameters.length > 0);
  const mover = optimiser(groups, options.optimiser, options.decay ?? 0);

  const perEpoch = Math.ceil(images.n / batch);
  const total = perEpoch * epochs;
  const order = Uint32Array.from({ length: images.n }, (_, i) => i);
  const labels = new Uint8Array(batch);
  const pixels = images.height * images.width;
  let steps = 0;
  let samples = 0;

  /** Durstenfeld's shuffle, in place. */
  function shuffle(): void {
    for (let last = order.length - 1; last > 0; last--) {
      const other = random.integer(last + 1);
      const moved = order[last]!;
      order[last] = order[other]!;
      order[other] = moved;
    }
  }

  function load(from: Images, row: number, image: number): void {
    const start = image * pixels;
    const to = row * pixels;
    for (let p = 0; p < pixels; p++) net.input[to + p] = from.pixels[start + p]!;
  }

  /** As `load`, moved at random; what enters is 0. */
  function loadMoved(row: number, image: number): void {
    const right = random.integer(2 * jitter + 1) - jitter;
    const down = random.integer(2 * jitter + 1) - jitter;
    let to = row * pixels;
    for (let r = 0; r < images.height; r++) {
      const fromRow = r - down;
      const inside = fromRow >= 0 && fromRow < images.height;
      const start = image * pixels + fromRow * images.width;
      for (let c = 0; c < images.width; c++) {
        const column = c - right;
        net.input[to++] =
          inside && column >= 0 && column < images.width ? images.pixels[start + column]! : 0;
      }
    }
  }

  function forEachFeature(from: Images, use: (i: number, row: number) => void): void {
    if (from.height !== images.height || from.width !== images.width) {
      throw new RangeError(
        `images are ${from.height}×${from.width}; the network takes ${images.height}×${images.width}`,
      );
    }
    for (let start = 0; start < from.n; start += batch) {
      const n = Math.min(batch, from.n - start);
      for (let row = 0; row < n; row++) load(from, row, start + row);
      net.forward(n);
      for (let row = 0; row < n; row++) use(start + row, row);
    }
    samples += from.n / 3;
  }

  return {
    get steps() {
      return steps;
    },
    total,
    get done() {
      return steps >= total;
    },
    network: net,
    loss,
    get operations() {
      return Math.round(3 * samples * (net.operations + classes * dimensions));
    },
    step() {
      if (steps >= total) throw new RangeError(`all ${total} steps are taken`);
      const place = steps % perEpoch;
      if (place === 0) shuffle();
      const start = place * batch;
      const n = Math.min(batch, images.n - start);
      for (let row = 0; row < n; row++) {
        const image = order[start + row]!;
        if (jitter > 0) loadMoved(row, image);
        else load(images, row, image);
        labels[row] = images.labels[image]!;
      }
      if (options.loss.kind === 'a-softmax') loss.lambda = annealed(options.loss.lambda, steps);
      net.forward(n);
      const value = loss.evaluate(net.output, labels, net.outputGradient, n);
      if (!Number.isFinite(value)) {
        throw new RangeError(`the loss is ${value} at step ${steps}; lower the rate`);
      }
      net.backward(n);
      mover.step(options.rate * (1 - steps / total));
      steps += 1;
      samples += n;
      return value;
    },
    features(from) {
      const result = new Float64Array(from.n * dimensions);
      forEachFeature(from, (i, row) => {
        for (let a = 0; a < dimensions; a++) {
          result[i * dimensions + a] = net.output[row * dimensions + a]!;
        }
      });
      return result;
    },
    classify(from) {
      const result = new Uint8Array(from.n);
      forEachFeature(from, (i, row) => {
        result[i] = loss.classify(net.output, row);
      });
      return result;
    },
    snapshot() {
      return {
        step: steps,
        parameters: [...layers, loss].map(({ parameters }) => Float64Array.from(parameters)),
      };
    },
  };
}

/** Share of `classes` that are right. */
export function accuracy(classes: ArrayLike<number>, labels: ArrayLike<number>): number {
  if (labels.length === 0) throw new RangeError('labels is empty; there must be at least one');
  let right = 0;
  for (let i = 0; i < labels.length; i++) if (classes[i] === labels[i]) right += 1;
  return right / labels.length;
}
