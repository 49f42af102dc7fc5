import type { Layer } from './layer.ts';
import { type PoolShape, poolWindows } from './pool.ts';

const NONE = new Float64Array(0);

/**
 * Average pooling: the mean of each window, channel by channel; the convolution whose
 * filters are constant and see one channel each.
 *
 * @throws RangeError unless all sizes are whole numbers from 1 and a window fits
 */
export function averagePool(shape: PoolShape): Layer {
  const { channels } = shape;
  const { places, index, pixels } = poolWindows(shape);
  const inputs = shape.height * shape.width * channels;
  const outputs = places * channels;
  const firstOf = (out: number): number =>
    Math.floor(out / channels) * pixels * channels + (out % channels);
  return {
    inputs,
    outputs,
    parameters: NONE,
    gradient: NONE,
    operations: outputs * pixels,
    forward(x, y, n) {
      for (let i = 0; i < n; i++) {
        for (let out = 0; out < outputs; out++) {
          const first = firstOf(out);
          let sum = 0;
          for (let q = 0; q < pixels; q++) sum += x[i * inputs + index[first + q * channels]!]!;
          y[i * outputs + out] = sum / pixels;
        }
      }
    },
    backward(_, __, dy, dx, n) {
      if (dx === null) return;
      dx.fill(0, 0, n * inputs);
      for (let i = 0; i < n; i++) {
        for (let out = 0; out < outputs; out++) {
          const share = dy[i * outputs + out]! / pixels;
          const first = firstOf(out);
          for (let q = 0; q < pixels; q++) {
            const at = i * inputs + index[first + q * channels]!;
            dx[at] = dx[at]! + share;
          }
        }
      }
    },
  };
}
