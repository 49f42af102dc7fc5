/**
 * Arithmetic mean.
 *
 * @throws RangeError if `x` is empty
 */
export function mean(x: ArrayLike<number>): number {
  if (x.length === 0) throw new RangeError('x is empty; a mean needs at least one number');
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += x[i]!;
  return sum / x.length;
}

/**
 * Standard deviation of a sample: the root of Σ(xᵢ − x̄)² / (n − 1). Two passes, as
 * the one-pass formula Σx² − n·x̄² cancels when the mean is large.
 *
 * @throws RangeError if `x` holds fewer than two numbers
 */
export function standardDeviation(x: ArrayLike<number>): number {
  if (x.length < 2) {
    throw new RangeError(`x holds ${x.length} numbers; a standard deviation needs at least 2`);
  }
  const centre = mean(x);
  let sum = 0;
  for (let i = 0; i < x.length; i++) {
    const deviation = x[i]! - centre;
    sum += deviation * deviation;
  }
  return Math.sqrt(sum / (x.length - 1));
}
