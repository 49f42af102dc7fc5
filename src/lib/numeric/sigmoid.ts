/**
 * The logistic function 1 / (1 + exp(−z)), with full relative precision in both
 * tails. For z < 0 it is written exp(z) / (1 + exp(z)): exp(−z) overflows below
 * −709, and the value would be 0 where it still is a number.
 */
export function sigmoid(z: number): number {
  if (z >= 0) return 1 / (1 + Math.exp(-z));
  const e = Math.exp(z);
  return e / (1 + e);
}
