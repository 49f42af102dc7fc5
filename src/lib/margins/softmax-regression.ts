import { type ClassData, checkClassData } from './class-data.ts';

/**
 * Softmax loss of a linear classifier without biases, and its gradient:
 *
 *     L = −Σᵢ cᵢ ln p(yᵢ | xᵢ),    ∂L/∂wⱼ = Σᵢ cᵢ (pᵢⱼ − [yᵢ = j]) xᵢ,
 *
 * with p the softmax of the logits wⱼ·xᵢ and cᵢ the number of samples that row i
 * stands for. A sum over samples, not a mean. The shapes are checked once, here;
 * the function returned allocates nothing.
 *
 * Near the end of training the loss and 1 − p are as small as 10⁻¹⁵: both are
 * formed from the other classes' probabilities, never by subtracting from 1.
 *
 * @returns `evaluate(W, gradient)`: the loss at W (K×d, row-major); writes the
 *   gradient (K×d) into `gradient` unless it is null. O(K) times the number of
 *   features' entries that are not 0: of a digit, most are.
 * @throws RangeError if the data's shapes do not fit, or later W's
 */
export function softmaxRegression(
  data: ClassData,
): (W: Float64Array, gradient: Float64Array | null) => number {
  const n = checkClassData(data);
  const { K, d } = data;
  const { start, column, entry } = nonZeros(data.features, n, d);
  const labels = Int32Array.from(data.labels);
  const weights = data.weights ? Float64Array.from(data.weights) : new Float64Array(n).fill(1);
  const residual = new Float64Array(K);

  return function evaluate(W, gradient) {
    if (W.length !== K * d) {
      throw new RangeError(
        `W holds ${W.length} numbers; ${K} classes of ${d} dimensions make ${K * d}`,
      );
    }
    if (gradient !== null && gradient.length !== K * d) {
      throw new RangeError(`gradient holds ${gradient.length} numbers; it must hold ${K * d}`);
    }
    if (gradient !== null) gradient.fill(0);
    let loss = 0;
    for (let i = 0; i < n; i++) {
      const own = labels[i]!;
      const count = weights[i]!;
      let largest = -Infinity;
      for (let j = 0; j < K; j++) {
        let logit = 0;
        for (let e = start[i]!; e < start[i + 1]!; e++) {
          logit += W[j * d + column[e]!]! * entry[e]!;
        }
        residual[j] = logit;
        if (logit > largest) largest = logit;
      }
      const ownLogit = residual[own]!;
      let others = 0;
      for (let j = 0; j < K; j++) {
        const e = Math.exp(residual[j]! - largest);
        residual[j] = e;
        if (j !== own) others += e;
      }
      const ownExp = residual[own]!;
      const sum = others + ownExp;
      loss +=
        count * (ownLogit === largest ? Math.log1p(others) : largest - ownLogit + Math.log(sum));
      if (gradient === null) continue;
      residual[own] = -others;
      for (let j = 0; j < K; j++) {
        const pull = (count * residual[j]!) / sum;
        for (let e = start[i]!; e < start[i + 1]!; e++) {
          const at = j * d + column[e]!;
          gradient[at] = gradient[at]! + pull * entry[e]!;
        }
      }
    }
    return loss;
  };
}

/** The entries that are not 0, row after row: those of row i from `start[i]` to `start[i + 1]`. */
function nonZeros(
  features: ArrayLike<number>,
  n: number,
  d: number,
): { start: Int32Array; column: Int32Array; entry: Float64Array } {
  const start = new Int32Array(n + 1);
  const columns: number[] = [];
  const entries: number[] = [];
  for (let i = 0; i < n; i++) {
    for (let a = 0; a < d; a++) {
      const value = features[i * d + a]!;
      if (value === 0) continue;
      columns.push(a);
      entries.push(value);
    }
    start[i + 1] = entries.length;
  }
  return { start, column: Int32Array.from(columns), entry: Float64Array.from(entries) };
}
