import { EigenvalueDecomposition, Matrix } from 'ml-matrix';

/** Scatter of features about their class means, and of the means about their own. */
export interface Scatter {
  /** Traces: mean squared distance of a feature from its class mean, and of that from the mean of all. */
  readonly within: number;
  readonly between: number;
  /** Eigenvalues of the two scatter matrices, d each, falling. */
  readonly withinEigenvalues: readonly number[];
  readonly betweenEigenvalues: readonly number[];
}

/**
 * Within- and between-class scatter, every sample counted once: together they are the
 * covariance of the features.
 *
 * @param x n×d features, row-major
 * @param labels n class numbers
 * @throws RangeError if there is no sample
 */
export function scatter(x: Float64Array, labels: ArrayLike<number>, d: number): Scatter {
  const n = labels.length;
  if (n === 0) throw new RangeError('labels is empty; there must be at least one sample');
  const centres = new Map<number, { count: number; sum: Float64Array }>();
  const mean = new Float64Array(d);
  for (let i = 0; i < n; i++) {
    const own = centres.get(labels[i]!) ?? { count: 0, sum: new Float64Array(d) };
    centres.set(labels[i]!, own);
    own.count += 1;
    for (let a = 0; a < d; a++) {
      own.sum[a] = own.sum[a]! + x[i * d + a]!;
      mean[a] = mean[a]! + x[i * d + a]! / n;
    }
  }
  const within = Matrix.zeros(d, d);
  const between = Matrix.zeros(d, d);
  for (let i = 0; i < n; i++) {
    const { count, sum } = centres.get(labels[i]!)!;
    for (let a = 0; a < d; a++) {
      const offset = x[i * d + a]! - sum[a]! / count;
      const step = sum[a]! / count - mean[a]!;
      for (let b = 0; b < d; b++) {
        const centre = sum[b]! / count;
        within.set(a, b, within.get(a, b) + (offset * (x[i * d + b]! - centre)) / n);
        between.set(a, b, between.get(a, b) + (step * (centre - mean[b]!)) / n);
      }
    }
  }
  return {
    within: within.trace(),
    between: between.trace(),
    withinEigenvalues: eigenvalues(within),
    betweenEigenvalues: eigenvalues(between),
  };
}

function eigenvalues(matrix: Matrix): number[] {
  const { realEigenvalues } = new EigenvalueDecomposition(matrix, { assumeSymmetric: true });
  return realEigenvalues.toSorted((a, b) => b - a);
}
