import { createRandom } from '../numeric/random.ts';
import type { Layer } from './layer.ts';
import { network } from './network.ts';
import { type OptimiserOptions, optimiser } from './optimiser.ts';

export interface DenoisingOptions {
  /** From the data to the code, and back. Trained in place. */
  readonly encoder: readonly Layer[];
  readonly decoder: readonly Layer[];
  /** What to rebuild: n×inputs, row-major. */
  readonly data: Float64Array;
  /** Chance of each number to be put to 0 before the encoder sees it, anew every time. */
  readonly noise: number;
  readonly optimiser: OptimiserOptions;
  readonly rate: number;
  /** Rows a step. */
  readonly batch: number;
  /** Passes over the data. */
  readonly epochs: number;
  /** Of the order of the rows and of the noise. */
  readonly seed: number;
}

export interface Denoised {
  /** By epoch: mean of ½‖rebuilt − clean‖² over the rows, as they went by. */
  readonly losses: readonly number[];
  /** Multiply-adds. */
  readonly operations: number;
}

/**
 * Trains a denoising auto-encoder (Vincent et al. 2008): numbers put to 0 at random, the
 * clean row to be rebuilt, cost ½‖rebuilt − clean‖².
 *
 * @throws RangeError if an option lies outside its range, `data` holds no whole rows, or
 *   the loss is no longer finite
 */
export function trainDenoising(options: DenoisingOptions): Denoised {
  const { encoder, decoder, data, noise, batch, epochs, rate } = options;
  const net = network([...encoder, ...decoder], batch);
  const size = net.inputs;
  const n = rows(data, size);
  if (net.outputs !== size) {
    throw new RangeError(`decoder gives ${net.outputs} numbers; the encoder takes ${size}`);
  }
  if (!(noise >= 0 && noise < 1)) {
    throw new RangeError(`noise is ${noise}; it must be from 0 to below 1`);
  }
  if (!(rate > 0)) throw new RangeError(`rate is ${rate}; it must be above 0`);
  if (!(Number.isInteger(epochs) && epochs >= 1)) {
    throw new RangeError(`epochs is ${epochs}; it must be a whole number from 1`);
  }
  const random = createRandom(options.seed);
  const mover = optimiser(
    net.layers.filter(({ parameters }) => parameters.length > 0),
    options.optimiser,
  );
  let order = Array.from({ length: n }, (_, i) => i);
  const losses: number[] = [];
  for (let epoch = 0; epoch < epochs; epoch++) {
    order = random.shuffle(order);
    let sum = 0;
    for (let start = 0; start < n; start += batch) {
      const taken = Math.min(batch, n - start);
      for (let row = 0; row < taken; row++) {
        const from = order[start + row]! * size;
        for (let p = 0; p < size; p++) {
          net.input[row * size + p] = random.uniform() < noise ? 0 : data[from + p]!;
        }
      }
      net.forward(taken);
      for (let row = 0; row < taken; row++) {
        const from = order[start + row]! * size;
        for (let p = 0; p < size; p++) {
          const gap = net.output[row * size + p]! - data[from + p]!;
          sum += 0.5 * gap * gap;
          net.outputGradient[row * size + p] = gap / taken;
        }
      }
      if (!Number.isFinite(sum)) {
        throw new RangeError(`the loss is ${sum} in epoch ${epoch}; lower the rate`);
      }
      net.backward(taken);
      mover.step(rate);
    }
    losses.push(sum / n);
  }
  return { losses, operations: 3 * epochs * n * net.operations };
}

/**
 * The code of each row: n×outputs of the last layer.
 *
 * @param data n×inputs, row-major
 * @throws RangeError if `data` holds no whole rows
 */
export function encode(encoder: readonly Layer[], data: Float64Array): Float64Array {
  const net = network(encoder, ENCODED_AT_ONCE);
  const { inputs, outputs } = net;
  const n = rows(data, inputs);
  const codes = new Float64Array(n * outputs);
  for (let start = 0; start < n; start += ENCODED_AT_ONCE) {
    const taken = Math.min(ENCODED_AT_ONCE, n - start);
    net.input.set(data.subarray(start * inputs, (start + taken) * inputs));
    net.forward(taken);
    codes.set(net.output.subarray(0, taken * outputs), start * outputs);
  }
  return codes;
}

const ENCODED_AT_ONCE = 50;

function rows(data: Float64Array, size: number): number {
  if (data.length === 0 || data.length % size !== 0) {
    throw new RangeError(`data holds ${data.length} numbers; a row has ${size}`);
  }
  return data.length / size;
}
