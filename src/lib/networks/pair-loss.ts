/**
 * The verification signal of DeepID2 over all pairs of a batch, their mean:
 * ½D² for a pair of one class and ½·max(0, margin − D)² for a pair of two, with D
 * the distance of the features. Its gradient, times `weight`, is added to `dx`.
 *
 * A pair of two classes at one point has no direction to part in; it adds to the loss
 * and not to the gradient.
 *
 * @param x n×d features, row-major
 * @param labels n class numbers
 * @param margin distance from which two classes are left alone, above 0
 * @returns the mean over the n(n − 1)/2 pairs; 0 for fewer than two samples
 * @see Sun et al. 2014, DeepID2, section 2
 */
export function pairLoss(
  x: Float64Array,
  labels: ArrayLike<number>,
  n: number,
  d: number,
  margin: number,
  weight: number,
  dx: Float64Array | null,
): number {
  if (!(margin > 0)) throw new RangeError(`margin is ${margin}; it must be above 0`);
  const pairs = (n * (n - 1)) / 2;
  if (pairs === 0) return 0;
  let loss = 0;
  for (let i = 0; i < n; i++) {
    for (let j = i + 1; j < n; j++) {
      let square = 0;
      for (let a = 0; a < d; a++) {
        const difference = x[i * d + a]! - x[j * d + a]!;
        square += difference * difference;
      }
      // What the difference is multiplied by in the gradient of feature i.
      let pull = 1;
      if (labels[i] === labels[j]) loss += square / 2;
      else {
        const distance = Math.sqrt(square);
        if (distance >= margin) continue;
        loss += ((margin - distance) * (margin - distance)) / 2;
        pull = distance > 0 ? -(margin - distance) / distance : 0;
      }
      if (dx === null) continue;
      const share = (weight * pull) / pairs;
      for (let a = 0; a < d; a++) {
        const difference = x[i * d + a]! - x[j * d + a]!;
        dx[i * d + a] = dx[i * d + a]! + share * difference;
        dx[j * d + a] = dx[j * d + a]! - share * difference;
      }
    }
  }
  return loss / pairs;
}
