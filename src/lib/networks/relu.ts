import { checkSize } from './he-normal.ts';
import type { Layer } from './layer.ts';

const NONE = new Float64Array(0);

/**
 * y = max(x, slope·x): the rectifier for slope 0, the leaky one between 0 and 1. At
 * x = 0 the slope is taken from the left.
 *
 * @throws RangeError unless `size` is a whole number from 1 and 0 ≤ slope < 1
 */
export function relu(size: number, slope = 0): Layer {
  checkSize('size', size);
  if (!(slope >= 0 && slope < 1)) {
    throw new RangeError(`slope is ${slope}; it must be from 0 to below 1`);
  }
  return {
    inputs: size,
    outputs: size,
    parameters: NONE,
    gradient: NONE,
    operations: 0,
    forward(x, y, n) {
      for (let i = 0; i < n * size; i++) y[i] = x[i]! > 0 ? x[i]! : slope * x[i]!;
    },
    backward(x, _, dy, dx, n) {
      if (dx === null) return;
      for (let i = 0; i < n * size; i++) dx[i] = x[i]! > 0 ? dy[i]! : slope * dy[i]!;
    },
  };
}
