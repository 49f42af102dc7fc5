import type { Random } from '../numeric/random.ts';
import type { ConvolutionShape } from './convolution.ts';
import { checkSize, heNormal } from './he-normal.ts';
import type { Layer } from './layer.ts';
import { windowsOf } from './windows.ts';

/**
 * A convolution whose filters are not shared: every window has filters and biases of
 * its own, as in layers L4 to L6 of DeepFace (Taigman et al. 2014, section 3.1). The
 * geometry, and the order of inputs and outputs, are those of `convolution`.
 *
 * Parameters: weights places×filters×(size×size×channels), then biases places×filters.
 *
 * @throws RangeError unless all sizes are whole numbers from 1 and a window fits
 */
export function locallyConnected(shape: ConvolutionShape, random: Random): Layer {
  const { height, width, channels, filters } = shape;
  checkSize('filters', filters);
  const { places, length, index } = windowsOf(shape);
  const inputs = height * width * channels;
  const outputs = places * filters;
  const biases = outputs * length;
  const parameters = new Float64Array(biases + outputs);
  heNormal(parameters.subarray(0, biases), length, random);
  const gradient = new Float64Array(parameters.length);
  return {
    inputs,
    outputs,
    parameters,
    gradient,
    operations: biases,
    forward(x, y, n) {
      for (let i = 0; i < n; i++) {
        const x0 = i * inputs;
        let w = 0;
        for (let out = 0; out < outputs; out++) {
          const window = Math.floor(out / filters) * length;
          let sum = parameters[biases + out]!;
          for (let k = window; k < window + length; k++) {
            sum += x[x0 + index[k]!]! * parameters[w++]!;
          }
          y[i * outputs + out] = sum;
        }
      }
    },
    backward(x, _, dy, dx, n) {
      gradient.fill(0);
      dx?.fill(0, 0, n * inputs);
      for (let i = 0; i < n; i++) {
        const x0 = i * inputs;
        for (let out = 0; out < outputs; out++) {
          const slope = dy[i * outputs + out]!;
          // Behind a rectifier a good part of the gradients is 0.
          if (slope === 0) continue;
          gradient[biases + out] = gradient[biases + out]! + slope;
          const window = Math.floor(out / filters) * length;
          const w0 = out * length - window;
          for (let k = window; k < window + length; k++) {
            gradient[w0 + k] = gradient[w0 + k]! + slope * x[x0 + index[k]!]!;
          }
          if (dx === null) continue;
          for (let k = window; k < window + length; k++) {
            const at = x0 + index[k]!;
            dx[at] = dx[at]! + slope * parameters[w0 + k]!;
          }
        }
      }
    },
  };
}
