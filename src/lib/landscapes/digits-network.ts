/**
 * The small problem whose landscape is looked at: ten digits, reduced to 4×4 means, told apart by a
 * network of one layer of tanh units.
 */
import { type Images, MNIST_CLASSES, pickByClass, readMnist, selectImages } from '../data/mnist.ts';
import { meanPool } from '../margins/mean-pool.ts';
import { networkHessian } from '../networks/hessian.ts';
import { TANH } from '../networks/smooth-activation.ts';
import { smoothNetwork, type SmoothNetwork } from '../networks/smooth-network.ts';
import type { Random } from '../numeric/random.ts';
import type { Landscape } from './stationary.ts';

export interface Digits {
  /** n×16, each column of mean 0 and standard deviation 1. */
  readonly inputs: Float64Array;
  /** n×10, ones and zeros. */
  readonly targets: Float64Array;
  readonly samples: number;
}

/** Side of a block whose mean is an input, in pixels. */
const BLOCK = 7;
export const INPUTS = 16;
/** Pixels that hardly vary are not blown up beyond this. */
const LEAST_DEVIATION = 0.05;

/**
 * Picks `perClass` digits of each class to train on and as many as `test` others.
 *
 * @param files contents of `MNIST_FILES`
 */
export function readDigits(
  files: Readonly<Record<string, Uint8Array>>,
  perClass: number,
  test: number,
  random: Random,
): { train: Digits; test: Digits } {
  const all = readMnist(files);
  const counts = (each: number): number[] => new Array<number>(MNIST_CLASSES).fill(each);
  const picked = pickByClass(all.labels, counts(perClass + test), random);
  const seen = counts(0);
  const forTraining = picked.filter((i) => ++seen[all.labels[i]!]! <= perClass);
  const chosen = new Set(forTraining);
  const train = meanPool(selectImages(all, forTraining), BLOCK);
  const others = meanPool(
    selectImages(
      all,
      picked.filter((i) => !chosen.has(i)),
    ),
    BLOCK,
  );
  const columns = Array.from({ length: INPUTS }, (_, column) => columnOf(train, column));
  return { train: standardise(train, columns), test: standardise(others, columns) };
}

/** Mean and deviation of one input over the training digits. */
function columnOf({ n, pixels }: Images, column: number): { centre: number; scale: number } {
  let sum = 0;
  for (let i = 0; i < n; i++) sum += pixels[i * INPUTS + column]!;
  const centre = sum / n;
  let squared = 0;
  for (let i = 0; i < n; i++) {
    const gap = pixels[i * INPUTS + column]! - centre;
    squared += gap * gap;
  }
  return { centre, scale: Math.max(LEAST_DEVIATION, Math.sqrt(squared / n)) };
}

function standardise(
  { n, pixels, labels }: Images,
  columns: readonly { centre: number; scale: number }[],
): Digits {
  const targets = new Float64Array(n * MNIST_CLASSES);
  labels.forEach((label, i) => (targets[i * MNIST_CLASSES + label] = 1));
  const inputs = Float64Array.from(pixels, (pixel, at) => {
    const { centre, scale } = columns[at % INPUTS]!;
    return (pixel - centre) / scale;
  });
  return { inputs, targets, samples: n };
}

/** The network on these digits, with cross-entropy and weight decay. */
export function digitsNetwork(digits: Digits, hidden: number, decay: number): SmoothNetwork {
  return smoothNetwork({
    sizes: [INPUTS, hidden, MNIST_CLASSES],
    activation: TANH,
    inputs: digits.inputs,
    targets: digits.targets,
    loss: 'cross-entropy',
    decay,
  });
}

/** Its loss as a landscape. */
export function landscapeOf(network: SmoothNetwork): Landscape {
  return {
    dimension: network.dimension,
    evaluate: network.evaluate,
    hessian: networkHessian(network).matrix,
  };
}

/** Weights of variance 1/inputs, biases 0 (LeCun et al. 1998). */
export function randomStart({ dimension, places }: SmoothNetwork, random: Random): Float64Array {
  const w = new Float64Array(dimension);
  for (const { inputs, weights, biases } of places) {
    const deviation = 1 / Math.sqrt(inputs);
    for (let i = weights; i < biases; i++) w[i] = deviation * random.normal();
  }
  return w;
}

/** `steps` of gradient descent; changes `w`. */
export function descend(
  network: SmoothNetwork,
  w: Float64Array,
  steps: number,
  rate: number,
): void {
  const gradient = new Float64Array(network.dimension);
  for (let step = 0; step < steps; step++) {
    network.evaluate(w, gradient);
    for (let i = 0; i < w.length; i++) w[i] = w[i]! - rate * gradient[i]!;
  }
}

/**
 * Parameters of a network with one hidden layer as parameters of one with more hidden units, the
 * added ones without weights in or out. They compute the same, and as tanh 0 = 0 a stationary point
 * stays one (Fukumizu and Amari 2000).
 *
 * @throws RangeError if `large` does not have one hidden layer at least as wide
 */
export function addUnits(
  small: SmoothNetwork,
  large: SmoothNetwork,
  w: Float64Array,
): Float64Array {
  const [first, second] = small.places;
  const [wide, last] = large.places;
  if (
    first === undefined ||
    second === undefined ||
    wide === undefined ||
    last === undefined ||
    large.places.length !== 2 ||
    wide.inputs !== first.inputs ||
    last.outputs !== second.outputs ||
    wide.outputs < first.outputs
  ) {
    throw new RangeError('large must have one hidden layer, at least as wide as that of small');
  }
  const out = new Float64Array(large.dimension);
  out.set(w.subarray(first.weights, first.biases), wide.weights);
  out.set(w.subarray(first.biases, second.weights), wide.biases);
  for (let c = 0; c < second.outputs; c++) {
    const row = second.weights + c * second.inputs;
    out.set(w.subarray(row, row + second.inputs), last.weights + c * last.inputs);
  }
  out.set(w.subarray(second.biases), last.biases);
  return out;
}
