import { checkSize } from './he-normal.ts';
import type { Layer } from './layer.ts';

const NONE = new Float64Array(0);

/** Passes its numbers on, and pushes them towards 0. */
export interface ActivityPenalty extends Layer {
  /** May be changed while training. */
  strength: number;
}

/**
 * Passes numbers on unchanged and adds the gradient of an L1 penalty on them: of
 * strength·Σ|x|, a mean over the samples of a batch (Glorot, Bordes and Bengio 2011,
 * behind each rectifier). At x = 0 it pushes neither way, so a unit that
 * is exactly 0 stays as it is.
 *
 * @throws RangeError unless `size` is a whole number from 1 and `strength` is 0 or more
 */
export function activityPenalty(size: number, strength: number): ActivityPenalty {
  checkSize('size', size);
  if (!(strength >= 0 && strength < Infinity)) {
    throw new RangeError(`strength is ${strength}; it must be a finite number from 0`);
  }
  return {
    inputs: size,
    outputs: size,
    parameters: NONE,
    gradient: NONE,
    operations: 0,
    strength,
    forward(x, y, n) {
      for (let i = 0; i < n * size; i++) y[i] = x[i]!;
    },
    backward(x, _, dy, dx, n) {
      if (dx === null) return;
      const push = this.strength / n;
      for (let i = 0; i < n * size; i++) dx[i] = dy[i]! + push * Math.sign(x[i]!);
    },
  };
}
