/**
 * The logistic function 1 / (1 + exp(−z)), with full relative precision in both
 * tails: for z < 0 it is written exp(z) / (1 + exp(z)), which neither overflows
 * nor loses the small value beside a 1.
 */
export function sigmoid(z: number): number {
  if (z >= 0) return 1 / (1 + Math.exp(-z));
  const e = Math.exp(z);
  return e / (1 + e);
}
