import { checkSize } from './he-normal.ts';
import type { Layer } from './layer.ts';

const NONE = new Float64Array(0);

/**
 * y = |x|. At x = 0 the slope is taken as 0.
 *
 * @throws RangeError unless `size` is a whole number from 1
 */
export function absolute(size: number): Layer {
  checkSize('size', size);
  return {
    inputs: size,
    outputs: size,
    parameters: NONE,
    gradient: NONE,
    operations: 0,
    forward(x, y, n) {
      for (let i = 0; i < n * size; i++) y[i] = Math.abs(x[i]!);
    },
    backward(x, _, dy, dx, n) {
      if (dx === null) return;
      for (let i = 0; i < n * size; i++) dx[i] = Math.sign(x[i]!) * dy[i]!;
    },
  };
}
