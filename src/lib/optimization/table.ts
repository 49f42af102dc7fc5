/** Throws RangeError unless `X` holds n rows of d numbers, n and d from 1. */
export function requireTable(X: ArrayLike<number>, n: number, d: number): void {
  if (!Number.isInteger(n) || n < 1 || !Number.isInteger(d) || d < 1 || X.length !== n * d) {
    throw new RangeError(`X has ${X.length} entries; n = ${n} rows of d = ${d} must fit it`);
  }
}

/** The table `X` (n×d row-major) with a column of ones behind the others: n×(d + 1). */
export function withOnes(X: ArrayLike<number>, n: number, d: number): Float64Array {
  requireTable(X, n, d);
  const out = new Float64Array(n * (d + 1)).fill(1);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < d; j++) out[i * (d + 1) + j] = X[i * d + j] as number;
  }
  return out;
}
