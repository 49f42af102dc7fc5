import { mean } from './statistics.ts';

/**
 * Pearson's correlation Σ(xᵢ − x̄)(yᵢ − ȳ) / √(Σ(xᵢ − x̄)² Σ(yᵢ − ȳ)²), in two passes.
 *
 * @param x n ≥ 2 numbers, not all alike
 * @param y n numbers, not all alike
 * @throws RangeError if the lengths differ or are below 2, or one list is constant
 */
export function correlation(x: ArrayLike<number>, y: ArrayLike<number>): number {
  if (x.length !== y.length || x.length < 2) {
    throw new RangeError(
      `x holds ${x.length} numbers and y ${y.length}; they must hold as many, from 2`,
    );
  }
  const centreX = mean(x);
  const centreY = mean(y);
  let xx = 0;
  let yy = 0;
  let xy = 0;
  for (let i = 0; i < x.length; i++) {
    const dx = x[i]! - centreX;
    const dy = y[i]! - centreY;
    xx += dx * dx;
    yy += dy * dy;
    xy += dx * dy;
  }
  if (!(xx > 0 && yy > 0)) {
    throw new RangeError('one list is constant; correlation needs both to vary');
  }
  // Rounding may push a perfect correlation past 1. The roots are taken apart: the product may underflow.
  return Math.min(1, Math.max(-1, xy / (Math.sqrt(xx) * Math.sqrt(yy))));
}
