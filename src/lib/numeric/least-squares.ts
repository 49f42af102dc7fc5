import { Matrix, QrDecomposition } from 'ml-matrix';
import { mean } from './statistics.ts';

/**
 * Coefficients of the linear least-squares fit y ≈ Xβ + β₀, by QR with a column of
 * ones; the normal equations would square the condition number. O(n·d²).
 *
 * @param X n×d, row-major, n > d
 * @param y n numbers
 * @returns d + 1 coefficients, the constant last
 * @throws RangeError if shapes do not fit, or the columns and the ones are dependent
 */
export function leastSquares(X: ArrayLike<number>, y: ArrayLike<number>): Float64Array {
  const n = y.length;
  const d = X.length / n;
  if (!(Number.isInteger(d) && d >= 1 && n > d)) {
    throw new RangeError(
      `X holds ${X.length} numbers for ${n} targets; there must be a whole number of columns, fewer than rows`,
    );
  }
  const table = Matrix.zeros(n, d + 1);
  for (let i = 0; i < n; i++) {
    for (let a = 0; a < d; a++) table.set(i, a, X[i * d + a]!);
    table.set(i, d, 1);
  }
  const qr = new QrDecomposition(table);
  const diagonal = qr.upperTriangularMatrix.diagonal().map(Math.abs);
  // A diagonal entry this small beside the largest is rounding: the columns are dependent.
  if (Math.min(...diagonal) <= n * Number.EPSILON * Math.max(...diagonal)) {
    throw new RangeError('X has dependent columns (or a constant one); the fit is not unique');
  }
  const solution = qr.solve(Matrix.columnVector(Array.from(y)));
  return Float64Array.from(solution.to1DArray());
}

/**
 * Share of the variance of y that `coefficients` explain, 1 − Σ(y − ŷ)²/Σ(y − ȳ)².
 * On data the fit has not seen it can be negative: the mean would have done better.
 *
 * @param X n×d, row-major
 * @param y n numbers, not all alike
 * @param coefficients d + 1 numbers, the constant last
 * @throws RangeError if shapes do not fit or y is constant
 */
export function explainedShare(
  X: ArrayLike<number>,
  y: ArrayLike<number>,
  coefficients: ArrayLike<number>,
): number {
  const n = y.length;
  const d = coefficients.length - 1;
  if (!(d >= 1 && n >= 1 && X.length === n * d)) {
    throw new RangeError(
      `X holds ${X.length} numbers, y ${n} and coefficients ${coefficients.length}; they do not fit`,
    );
  }
  const centre = mean(y);
  let left = 0;
  let whole = 0;
  for (let i = 0; i < n; i++) {
    let fitted = coefficients[d]!;
    for (let a = 0; a < d; a++) fitted += coefficients[a]! * X[i * d + a]!;
    left += (y[i]! - fitted) * (y[i]! - fitted);
    whole += (y[i]! - centre) * (y[i]! - centre);
  }
  if (!(whole > 0)) throw new RangeError('y is constant; there is no variance to explain');
  return 1 - left / whole;
}
