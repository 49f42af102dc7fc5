import { logSumExp } from './log-sum-exp.ts';

/**
 * Softmax: pᵢ = exp(zᵢ) / Σⱼ exp(zⱼ). Unchanged when a constant is added to all
 * logits; the largest is taken out before the exponential. O(n).
 *
 * @param z n ≥ 1 logits
 * @returns n probabilities that sum to 1
 * @throws RangeError if `z` is empty
 */
export function softmax(z: ArrayLike<number>): Float64Array {
  if (z.length === 0) throw new RangeError('z is empty; it must hold at least one logit');
  let largest = -Infinity;
  for (let i = 0; i < z.length; i++) largest = Math.max(largest, z[i]!);
  const p = new Float64Array(z.length);
  let sum = 0;
  for (let i = 0; i < z.length; i++) sum += p[i] = Math.exp(z[i]! - largest);
  for (let i = 0; i < z.length; i++) p[i] = p[i]! / sum;
  return p;
}

/**
 * ln softmax(z), from the logits. Taking the logarithm of `softmax` instead gives
 * −∞ as soon as a probability falls below 5·10⁻³²⁴.
 *
 * @param z n ≥ 1 logits
 * @returns n numbers ≤ 0
 * @throws RangeError if `z` is empty
 */
export function logSoftmax(z: ArrayLike<number>): Float64Array {
  const total = logSumExp(z);
  return Float64Array.from(z, (logit) => logit - total);
}
