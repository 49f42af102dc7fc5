/**
 * ln Σ exp(zᵢ), without overflow: the largest term is taken out first, since
 * exp(710) already is infinite in double precision. O(n).
 *
 * @param z n ≥ 1 numbers; −∞ is allowed (a term of 0) unless all are
 * @throws RangeError if `z` is empty
 */
export function logSumExp(z: ArrayLike<number>): number {
  if (z.length === 0) throw new RangeError('z is empty; it must hold at least one number');
  let largest = -Infinity;
  for (let i = 0; i < z.length; i++) largest = Math.max(largest, z[i]!);
  // All −∞ (the sum is 0), or a +∞ or NaN: the shift below would turn it into NaN.
  if (!Number.isFinite(largest)) return largest;
  let sum = 0;
  for (let i = 0; i < z.length; i++) sum += Math.exp(z[i]! - largest);
  return largest + Math.log(sum);
}
