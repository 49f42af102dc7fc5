import { type ClassData, checkClassData } from './class-data.ts';

/**
 * Center loss: half the mean squared distance of the features from the centre of
 * their class, with gradients (x − c)/n by a feature and Σ(c − x)/n by a centre.
 *
 * @param data K classes, n samples of d dimensions; sample weights count as repetitions
 * @param centres K×d, row-major
 * @returns loss and gradients, by `features` (n×d) and `centres` (K×d). O(n·d).
 * @throws RangeError if shapes do not fit, K < 2, or all sample weights are 0
 * @see Wen et al. 2016, center loss, eq. (2); there a sum over a batch, here a mean
 */
export function centerLoss(
  data: ClassData,
  centres: ArrayLike<number>,
): { readonly loss: number; readonly features: Float64Array; readonly centres: Float64Array } {
  const n = checkClassData(data);
  const { K, d } = data;
  if (centres.length !== K * d) {
    throw new RangeError(
      `centres holds ${centres.length} numbers; ${K} classes of ${d} dimensions make ${K * d}`,
    );
  }
  const counts = Float64Array.from({ length: n }, (_, i) => data.weights?.[i] ?? 1);
  const samples = counts.reduce((sum, count) => sum + count, 0);
  if (!(samples > 0)) throw new RangeError('weights sum to 0; at least one must be above 0');
  const byFeature = new Float64Array(n * d);
  const byCentre = new Float64Array(K * d);
  let loss = 0;
  for (let i = 0; i < n; i++) {
    const own = data.labels[i]!;
    const share = counts[i]! / samples;
    for (let a = 0; a < d; a++) {
      const offset = data.features[i * d + a]! - centres[own * d + a]!;
      loss += 0.5 * share * offset * offset;
      byFeature[i * d + a] = share * offset;
      byCentre[own * d + a] = byCentre[own * d + a]! - share * offset;
    }
  }
  return { loss, features: byFeature, centres: byCentre };
}
