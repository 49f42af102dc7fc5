/** Features and labels of samples, or of classes where each stands for many samples. */
export interface ClassData {
  /** Number of classes, at least 2. */
  readonly K: number;
  /** Dimensions of a feature, at least 1. */
  readonly d: number;
  /** n×d, row-major. */
  readonly features: ArrayLike<number>;
  /** n class numbers, 0 to K − 1. */
  readonly labels: ArrayLike<number>;
  /** n numbers ≥ 0: how many samples each row stands for. All 1 where absent. */
  readonly weights?: ArrayLike<number>;
}

/**
 * Refuses data whose shapes do not fit together.
 *
 * @returns n, the number of rows
 * @throws RangeError with the field, what it is and what it must be
 */
export function checkClassData(data: ClassData): number {
  const { K, d, features, labels, weights } = data;
  if (!(Number.isInteger(K) && K >= 2)) {
    throw new RangeError(`K is ${K}; softmax needs a whole number of classes from 2`);
  }
  if (!(Number.isInteger(d) && d >= 1)) {
    throw new RangeError(`d is ${d}; it must be a whole number from 1`);
  }
  const n = labels.length;
  if (n === 0) throw new RangeError('labels is empty; there must be at least one sample');
  if (features.length !== n * d) {
    throw new RangeError(
      `features holds ${features.length} numbers; ${n} samples of ${d} dimensions make ${n * d}`,
    );
  }
  for (let i = 0; i < n; i++) {
    const label = labels[i]!;
    if (!(Number.isInteger(label) && label >= 0 && label < K)) {
      throw new RangeError(
        `labels[${i}] is ${label}; it must be a whole number from 0 to ${K - 1}`,
      );
    }
  }
  if (weights !== undefined) {
    if (weights.length !== n) {
      throw new RangeError(`weights holds ${weights.length} numbers; there are ${n} samples`);
    }
    for (let i = 0; i < n; i++) {
      const weight = weights[i]!;
      if (!(weight >= 0 && Number.isFinite(weight))) {
        throw new RangeError(`weights[${i}] is ${weight}; it must be finite and 0 or more`);
      }
    }
  }
  return n;
}
