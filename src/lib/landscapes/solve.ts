/**
 * Solves A·x = b by elimination with partial pivoting; `b` becomes x and `A` (n×n row-major) is
 * overwritten. For many small systems, where making matrices would cost more than solving. O(n³).
 *
 * @returns false if a pivot is 0: A is singular
 */
export function solveInPlace(A: Float64Array, b: Float64Array, n: number): boolean {
  for (let k = 0; k < n; k++) {
    let best = k;
    for (let i = k + 1; i < n; i++) {
      if (Math.abs(A[i * n + k]!) > Math.abs(A[best * n + k]!)) best = i;
    }
    const pivot = A[best * n + k]!;
    if (pivot === 0) return false;
    if (best !== k) {
      for (let j = k; j < n; j++) {
        const moved = A[k * n + j]!;
        A[k * n + j] = A[best * n + j]!;
        A[best * n + j] = moved;
      }
      const moved = b[k]!;
      b[k] = b[best]!;
      b[best] = moved;
    }
    for (let i = k + 1; i < n; i++) {
      const factor = A[i * n + k]! / pivot;
      if (factor === 0) continue;
      for (let j = k + 1; j < n; j++) A[i * n + j] = A[i * n + j]! - factor * A[k * n + j]!;
      b[i] = b[i]! - factor * b[k]!;
    }
  }
  for (let i = n - 1; i >= 0; i--) {
    let sum = b[i]!;
    for (let j = i + 1; j < n; j++) sum -= A[i * n + j]! * b[j]!;
    b[i] = sum / A[i * n + i]!;
  }
  return true;
}
