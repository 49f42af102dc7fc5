/**
 * The linear auto-encoder x ↦ BAx with code size k: loss E‖x − BAx‖² = tr((I − BA)C(I − BA)ᵀ) for
 * centred data of covariance C. Parameters p = (A, B), A k×d and B d×k, both row-major.
 *
 * Source: Baldi and Hornik, “Neural networks and principal component analysis”, 1989.
 */

export interface LinearAutoencoder {
  /** 2kd. */
  readonly dimension: number;
  readonly evaluate: (p: Float64Array, gradient: Float64Array) => number;
  /** 2kd × 2kd, row-major, exact. */
  readonly hessian: (p: Float64Array) => Float64Array;
}

/**
 * The landscape for data whose covariance is diagonal, C = diag(spectrum): any other covariance
 * gives the same one, turned.
 *
 * @param spectrum d variances, not negative
 * @param k size of the code, from 1 to d
 * @throws RangeError if a variance is negative or k is no whole number from 1 to d
 */
export function linearAutoencoder(spectrum: readonly number[], k: number): LinearAutoencoder {
  const d = spectrum.length;
  if (!spectrum.every((variance) => variance >= 0)) {
    throw new RangeError(`spectrum is [${spectrum.join(', ')}]; variances must not be negative`);
  }
  if (!(Number.isInteger(k) && k >= 1 && k <= d)) {
    throw new RangeError(`k is ${k}; it must be a whole number from 1 to ${d}`);
  }
  const half = k * d;

  /** M = BA − I. */
  const residual = (p: Float64Array): Float64Array =>
    product(p.subarray(half), p.subarray(0, half), d, k, d, (i, j) => (i === j ? -1 : 0));

  /** M·C, column by column. */
  const weighted = (M: Float64Array): Float64Array =>
    M.map((entry, at) => entry * spectrum[at % d]!);

  /** Adds 2XAᵀ to the gradient of B and 2BᵀX to that of A. */
  const back = (X: Float64Array, A: Float64Array, B: Float64Array, out: Float64Array): void => {
    for (let i = 0; i < d; i++) {
      for (let c = 0; c < k; c++) {
        let forB = 0;
        let forA = 0;
        for (let j = 0; j < d; j++) {
          forB += X[i * d + j]! * A[c * d + j]!;
          forA += B[j * k + c]! * X[j * d + i]!;
        }
        out[half + i * k + c] = out[half + i * k + c]! + 2 * forB;
        out[c * d + i] = out[c * d + i]! + 2 * forA;
      }
    }
  };

  return {
    dimension: 2 * half,
    evaluate(p, gradient) {
      const M = residual(p);
      const X = weighted(M);
      gradient.fill(0);
      back(X, p.subarray(0, half), p.subarray(half), gradient);
      return X.reduce((sum, entry, at) => sum + entry * M[at]!, 0);
    },
    hessian(p) {
      const A = p.subarray(0, half);
      const B = p.subarray(half);
      const X = weighted(residual(p));
      const size = 2 * half;
      const H = new Float64Array(size * size);
      const v = new Float64Array(size);
      for (let column = 0; column < size; column++) {
        v.fill(0);
        v[column] = 1;
        const vA = v.subarray(0, half);
        const vB = v.subarray(half);
        // The derivative of the gradient along v: M moves by vB·A + B·vA, and so do A and B.
        const moved = product(vB, A, d, k, d, () => 0);
        product(B, vA, d, k, d, () => 0).forEach((entry, at) => {
          moved[at] = moved[at]! + entry;
        });
        const out = new Float64Array(size);
        back(weighted(moved), A, B, out);
        back(X, vA, vB, out);
        for (let row = 0; row < size; row++) H[row * size + column] = out[row]!;
      }
      return H;
    },
  };
}

/**
 * The critical point that keeps the principal directions `subset` and drops the rest, of rank
 * |subset| ≤ k: unused code units have weights 0.
 *
 * @param subset different whole numbers from 0 to d − 1, at most k
 */
export function criticalPoint(subset: readonly number[], d: number, k: number): Float64Array {
  if (subset.length > k || subset.some((i) => !(i >= 0 && i < d))) {
    throw new RangeError(`subset is [${subset.join(', ')}]; at most ${k} numbers below ${d} fit`);
  }
  const p = new Float64Array(2 * k * d);
  subset.forEach((direction, unit) => {
    p[unit * d + direction] = 1;
    p[k * d + direction * k + unit] = 1;
  });
  return p;
}

/** Loss there: the variance of the directions dropped. */
export function criticalLoss(subset: readonly number[], spectrum: readonly number[]): number {
  return spectrum.reduce((sum, variance, i) => (subset.includes(i) ? sum : sum + variance), 0);
}

/**
 * Negative eigenvalues of the Hessian there: one for each pair of a direction kept and a stronger
 * one dropped, and for each unused code unit one for each direction dropped. For different
 * positive variances.
 */
export function criticalIndex(
  subset: readonly number[],
  spectrum: readonly number[],
  k: number,
): number {
  const dropped = spectrum.map((_, i) => i).filter((i) => !subset.includes(i));
  const inversions = subset.reduce(
    (sum, kept) => sum + dropped.filter((other) => spectrum[other]! > spectrum[kept]!).length,
    0,
  );
  return inversions + (k - subset.length) * dropped.length;
}

/** All subsets of {0, …, n − 1} of `size` members, in lexicographic order. */
export function subsets(n: number, size: number): number[][] {
  const found: number[][] = [];
  const extend = (chosen: number[], from: number): void => {
    if (chosen.length === size) {
      found.push(chosen);
      return;
    }
    for (let i = from; i < n; i++) extend([...chosen, i], i + 1);
  };
  extend([], 0);
  return found;
}

/** L·R plus `extra`, rows×columns. */
function product(
  L: Float64Array,
  R: Float64Array,
  rows: number,
  inner: number,
  columns: number,
  extra: (row: number, column: number) => number,
): Float64Array {
  const out = new Float64Array(rows * columns);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      let sum = extra(i, j);
      for (let c = 0; c < inner; c++) sum += L[i * inner + c]! * R[c * columns + j]!;
      out[i * columns + j] = sum;
    }
  }
  return out;
}
