import type { Random } from '../numeric/random.ts';
import { checkSize, heNormal } from './he-normal.ts';
import type { Layer } from './layer.ts';
import { addOuter, multiply, multiplyTransposed } from './multiply.ts';

/**
 * y = W·x + b, with W outputs×inputs, row-major. Weights start normal (He), biases at 0.
 *
 * @throws RangeError unless both sizes are whole numbers from 1
 */
export function dense(inputs: number, outputs: number, random: Random): Layer {
  checkSize('inputs', inputs);
  checkSize('outputs', outputs);
  const parameters = new Float64Array((inputs + 1) * outputs);
  heNormal(parameters.subarray(0, inputs * outputs), inputs, random);
  const gradient = new Float64Array(parameters.length);
  return {
    inputs,
    outputs,
    parameters,
    gradient,
    operations: inputs * outputs,
    forward(x, y, n) {
      multiplyTransposed(x, 0, parameters, y, 0, n, inputs, outputs);
    },
    backward(x, _, dy, dx, n) {
      gradient.fill(0);
      addOuter(dy, 0, x, 0, gradient, n, inputs, outputs);
      if (dx !== null) multiply(dy, 0, parameters, dx, 0, n, inputs, outputs);
    },
  };
}
