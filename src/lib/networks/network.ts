import type { Layer } from './layer.ts';

/** Layers one behind the other, with the room they work in. */
export interface Network {
  readonly inputs: number;
  readonly outputs: number;
  readonly layers: readonly Layer[];
  /** Most samples at a time. */
  readonly batch: number;
  /** Multiply-adds of `forward` for one sample; a step of training takes at most three times as many. */
  readonly operations: number;
  /** Where a batch goes in: batch×inputs. */
  readonly input: Float64Array;
  /** Where `forward` leaves what comes out: batch×outputs. */
  readonly output: Float64Array;
  /** Where `backward` takes the loss's gradient in the output from: batch×outputs. */
  readonly outputGradient: Float64Array;
  /** Sends the first n rows of `input` through all layers. */
  forward(n: number): void;
  /** Leaves the gradient in each layer's `gradient`. The same n rows must have gone forward before. */
  backward(n: number): void;
}

/**
 * Chains layers.
 *
 * @param batch most samples at a time, a whole number from 1
 * @throws RangeError if there is no layer, or one does not take what the one before gives
 */
export function network(layers: readonly Layer[], batch: number): Network {
  const first = layers[0];
  const last = layers.at(-1);
  if (first === undefined || last === undefined) {
    throw new RangeError('layers is empty; a network needs at least one');
  }
  if (!(Number.isInteger(batch) && batch >= 1)) {
    throw new RangeError(`batch is ${batch}; it must be a whole number from 1`);
  }
  for (let l = 1; l < layers.length; l++) {
    const before = layers[l - 1]!.outputs;
    if (layers[l]!.inputs !== before) {
      throw new RangeError(
        `layer ${l} takes ${layers[l]!.inputs} numbers; layer ${l - 1} gives ${before}`,
      );
    }
  }
  const values = [first.inputs, ...layers.map((layer) => layer.outputs)].map(
    (size) => new Float64Array(batch * size),
  );
  // None for the input: nobody asks how the loss depends on the pixels.
  const gradients = values.map((value, l) => (l === 0 ? null : new Float64Array(value.length)));
  const check = (n: number): void => {
    if (!(Number.isInteger(n) && n >= 1 && n <= batch)) {
      throw new RangeError(`n is ${n}; it must be a whole number from 1 to ${batch}`);
    }
  };
  return {
    inputs: first.inputs,
    outputs: last.outputs,
    layers,
    batch,
    operations: layers.reduce((sum, layer) => sum + layer.operations, 0),
    input: values[0]!,
    output: values.at(-1)!,
    outputGradient: gradients.at(-1)!,
    forward(n) {
      check(n);
      for (let l = 0; l < layers.length; l++) layers[l]!.forward(values[l]!, values[l + 1]!, n);
    },
    backward(n) {
      check(n);
      for (let l = layers.length - 1; l >= 0; l--) {
        layers[l]!.backward(values[l]!, values[l + 1]!, gradients[l + 1]!, gradients[l] ?? null, n);
      }
    },
  };
}
