/**
 * Cross-entropy of the softmax of n rows of logits with their classes, mean over the
 * rows, and its gradient in the logits, (p − e_label)/n. The largest logit is taken out
 * before the exponentials.
 *
 * @param logits n×classes, row-major
 * @param labels n classes, from 0 to classes − 1
 * @param gradient n×classes, written to; may be `logits` itself, or null
 * @returns the mean loss in nats
 */
export function crossEntropy(
  logits: Float64Array,
  labels: ArrayLike<number>,
  gradient: Float64Array | null,
  n: number,
  classes: number,
): number {
  let total = 0;
  for (let i = 0; i < n; i++) {
    const row = i * classes;
    const label = labels[i]!;
    let largest = -Infinity;
    for (let k = 0; k < classes; k++) largest = Math.max(largest, logits[row + k]!);
    let sum = 0;
    for (let k = 0; k < classes; k++) sum += Math.exp(logits[row + k]! - largest);
    const normaliser = largest + Math.log(sum);
    total += normaliser - logits[row + label]!;
    if (gradient === null) continue;
    for (let k = 0; k < classes; k++) {
      const p = Math.exp(logits[row + k]! - normaliser);
      gradient[row + k] = (p - (k === label ? 1 : 0)) / n;
    }
  }
  return total / n;
}
