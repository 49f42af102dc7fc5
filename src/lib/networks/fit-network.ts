import type { Random } from '../numeric/random.ts';
import { crossEntropy } from './cross-entropy.ts';
import { checkSize } from './he-normal.ts';
import type { Layer } from './layer.ts';
import { type Network, network } from './network.ts';
import { optimiser } from './optimiser.ts';

/** Samples a network learns from or is asked about. */
export interface Samples {
  readonly n: number;
  /** n classes. */
  readonly labels: ArrayLike<number>;
  /** Writes sample `i` into `to`, from place `at` on; may write another variant each time. */
  readonly load: (to: Float64Array, at: number, i: number) => void;
}

export interface FitOptions {
  /** Samples a step. */
  readonly batch: number;
  /** Passes over the samples. */
  readonly epochs: number;
  /** Learning rate of Adam at the start; it falls in a straight line to 0 at the last step. */
  readonly rate: number;
  /** Of the order of the samples. */
  readonly random: Random;
}

export interface FittedNetwork {
  readonly network: Network;
  /** Mean loss over the last pass, in nats. */
  readonly loss: number;
  /** Multiply-adds spent on training: three times those of a forward pass for each sample. */
  readonly operations: number;
}

/**
 * Trains layers by the cross-entropy of a softmax on what the last one gives, one
 * number a class, with Adam. The layers' parameters are changed in place.
 *
 * @throws RangeError if an option lies outside its range, the layers do not fit, or the
 *   loss is no longer finite
 */
export function fitNetwork(
  layers: readonly Layer[],
  samples: Samples,
  { batch, epochs, rate, random }: FitOptions,
): FittedNetwork {
  checkSize('samples.n', samples.n);
  checkSize('epochs', epochs);
  if (!(rate > 0)) throw new RangeError(`rate is ${rate}; it must be above 0`);
  const net = network(layers, batch);
  const mover = optimiser(
    layers.filter(({ parameters }) => parameters.length > 0),
    { kind: 'adam' },
  );
  const labels = new Int32Array(batch);
  const perEpoch = Math.ceil(samples.n / batch);
  const total = epochs * perEpoch;
  let order = Array.from({ length: samples.n }, (_, i) => i);
  let loss = 0;
  for (let step = 0; step < total; step++) {
    const place = step % perEpoch;
    if (place === 0) {
      order = random.shuffle(order);
      loss = 0;
    }
    const start = place * batch;
    const n = Math.min(batch, samples.n - start);
    for (let row = 0; row < n; row++) {
      const i = order[start + row]!;
      samples.load(net.input, row * net.inputs, i);
      labels[row] = samples.labels[i]!;
    }
    net.forward(n);
    loss += n * crossEntropy(net.output, labels, net.outputGradient, n, net.outputs);
    if (!Number.isFinite(loss)) {
      throw new RangeError(`the loss is ${loss} at step ${step}; lower the rate`);
    }
    net.backward(n);
    mover.step(rate * (1 - step / total));
  }
  return {
    network: net,
    loss: loss / samples.n,
    operations: 3 * epochs * samples.n * net.operations,
  };
}

/** Share of the samples whose class a network gives the largest logit, the first of equal ones. */
export function shareRight(net: Network, { n: size, labels, load }: Samples): number {
  checkSize('samples.n', size);
  let right = 0;
  for (let start = 0; start < size; start += net.batch) {
    const n = Math.min(net.batch, size - start);
    for (let row = 0; row < n; row++) load(net.input, row * net.inputs, start + row);
    net.forward(n);
    for (let row = 0; row < n; row++) {
      let best = 0;
      const at = row * net.outputs;
      for (let k = 1; k < net.outputs; k++)
        if (net.output[at + k]! > net.output[at + best]!) best = k;
      if (best === labels[start + row]) right += 1;
    }
  }
  return right / size;
}
