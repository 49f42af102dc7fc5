import type { Layer } from './layer.ts';
import { type PoolShape, poolWindows } from './pool.ts';

const NONE = new Float64Array(0);

/**
 * Max pooling: the largest number of each window, channel by channel. Of several that
 * are equal the first, in the input's order, takes the whole gradient.
 *
 * @throws RangeError unless all sizes are whole numbers from 1 and a window fits
 */
export function maxPool(shape: PoolShape): Layer {
  const { channels } = shape;
  const { places, index, pixels } = poolWindows(shape);
  const inputs = shape.height * shape.width * channels;
  const outputs = places * channels;

  /** Where in the input the largest number of output `out` stands, from `x0` on. */
  function largest(x: Float64Array, x0: number, out: number): number {
    const first = Math.floor(out / channels) * pixels * channels + (out % channels);
    let best = x0 + index[first]!;
    for (let q = 1; q < pixels; q++) {
      const at = x0 + index[first + q * channels]!;
      if (x[at]! > x[best]!) best = at;
    }
    return best;
  }

  return {
    inputs,
    outputs,
    parameters: NONE,
    gradient: NONE,
    operations: 0,
    forward(x, y, n) {
      for (let i = 0; i < n; i++) {
        for (let out = 0; out < outputs; out++) {
          y[i * outputs + out] = x[largest(x, i * inputs, out)]!;
        }
      }
    },
    backward(x, _, dy, dx, n) {
      if (dx === null) return;
      dx.fill(0, 0, n * inputs);
      for (let i = 0; i < n; i++) {
        for (let out = 0; out < outputs; out++) {
          const at = largest(x, i * inputs, out);
          dx[at] = dx[at]! + dy[i * outputs + out]!;
        }
      }
    },
  };
}
