import { type ActivationSpec, activation } from '../rectifiers/activations.ts';
import { checkSize } from './he-normal.ts';
import type { Layer } from './layer.ts';

const NONE = new Float64Array(0);

/**
 * y = f(x), number by number, with f any of the activation functions.
 *
 * @throws RangeError unless `size` is a whole number from 1 and `spec` is in order
 */
export function activationLayer(size: number, spec: ActivationSpec): Layer {
  checkSize('size', size);
  const { value, slope } = activation(spec);
  return {
    inputs: size,
    outputs: size,
    parameters: NONE,
    gradient: NONE,
    operations: 0,
    forward(x, y, n) {
      for (let i = 0; i < n * size; i++) y[i] = value(x[i]!);
    },
    backward(x, _, dy, dx, n) {
      if (dx === null) return;
      for (let i = 0; i < n * size; i++) dx[i] = dy[i]! * slope(x[i]!);
    },
  };
}
