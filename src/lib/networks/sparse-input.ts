import type { Random } from '../numeric/random.ts';
import { checkSize, heNormal } from './he-normal.ts';
import type { Layer } from './layer.ts';

/**
 * y = W·x + b as `dense`, for inputs most of which are 0, as the pixels of a digit:
 * the zeros cost nothing in `forward` and in the weights' gradient. For that the weights
 * stand input by input: inputs×outputs, row-major, then the biases. Weights start
 * normal (He), biases at 0.
 *
 * @throws RangeError unless both sizes are whole numbers from 1
 */
export function sparseInput(inputs: number, outputs: number, random: Random): Layer {
  checkSize('inputs', inputs);
  checkSize('outputs', outputs);
  const biases = inputs * outputs;
  const parameters = new Float64Array(biases + outputs);
  heNormal(parameters.subarray(0, biases), inputs, random);
  const gradient = new Float64Array(parameters.length);
  /** Places of one sample's numbers that are not 0. */
  const places = new Int32Array(inputs);

  function find(x: Float64Array, x0: number): number {
    let found = 0;
    for (let p = 0; p < inputs; p++) if (x[x0 + p]! !== 0) places[found++] = p;
    return found;
  }

  return {
    inputs,
    outputs,
    parameters,
    gradient,
    operations: inputs * outputs,
    forward(x, y, n) {
      for (let i = 0; i < n; i++) {
        const x0 = i * inputs;
        const y0 = i * outputs;
        const found = find(x, x0);
        for (let j = 0; j < outputs; j++) y[y0 + j] = parameters[biases + j]!;
        let f = 0;
        for (; f + 4 <= found; f += 4) {
          const v0 = x[x0 + places[f]!]!;
          const v1 = x[x0 + places[f + 1]!]!;
          const v2 = x[x0 + places[f + 2]!]!;
          const v3 = x[x0 + places[f + 3]!]!;
          let w0 = places[f]! * outputs;
          let w1 = places[f + 1]! * outputs;
          let w2 = places[f + 2]! * outputs;
          let w3 = places[f + 3]! * outputs;
          for (let to = y0; to < y0 + outputs; to++) {
            y[to] =
              y[to]! +
              v0 * parameters[w0++]! +
              v1 * parameters[w1++]! +
              v2 * parameters[w2++]! +
              v3 * parameters[w3++]!;
          }
        }
        for (; f < found; f++) {
          const value = x[x0 + places[f]!]!;
          let w = places[f]! * outputs;
          for (let to = y0; to < y0 + outputs; to++) y[to] = y[to]! + value * parameters[w++]!;
        }
      }
    },
    backward(x, _, dy, dx, n) {
      gradient.fill(0);
      for (let i = 0; i < n; i++) {
        const x0 = i * inputs;
        const y0 = i * outputs;
        const found = find(x, x0);
        for (let j = 0; j < outputs; j++) {
          gradient[biases + j] = gradient[biases + j]! + dy[y0 + j]!;
        }
        for (let f = 0; f < found; f++) {
          const value = x[x0 + places[f]!]!;
          let g = places[f]! * outputs;
          for (let from = y0; from < y0 + outputs; from++) {
            gradient[g] = gradient[g]! + value * dy[from]!;
            g += 1;
          }
        }
        if (dx === null) continue;
        for (let p = 0; p < inputs; p++) {
          let sum = 0;
          for (let j = 0; j < outputs; j++) sum += parameters[p * outputs + j]! * dy[y0 + j]!;
          dx[x0 + p] = sum;
        }
      }
    },
  };
}
