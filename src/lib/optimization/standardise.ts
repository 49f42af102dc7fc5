import { requireTable } from './table.ts';

/**
 * The table `X` (n×d row-major) with each column shifted to mean 0 and scaled to
 * standard deviation 1. The deviation is that of the table itself, divided by n.
 *
 * @throws RangeError if the sizes do not fit or a column is constant.
 */
export function standardise(X: ArrayLike<number>, n: number, d: number): Float64Array {
  requireTable(X, n, d);
  const out = Float64Array.from(X);
  for (let j = 0; j < d; j++) {
    let mean = 0;
    for (let i = 0; i < n; i++) mean += (out[i * d + j] as number) / n;
    let variance = 0;
    for (let i = 0; i < n; i++) {
      const deviation = (out[i * d + j] as number) - mean;
      variance += (deviation * deviation) / n;
    }
    if (!(variance > 0)) {
      throw new RangeError(`Column ${j} has variance ${variance}; it must be above 0`);
    }
    const spread = Math.sqrt(variance);
    for (let i = 0; i < n; i++) out[i * d + j] = ((out[i * d + j] as number) - mean) / spread;
  }
  return out;
}
