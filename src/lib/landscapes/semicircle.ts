/**
 * Wigner's semicircle: share of the eigenvalues below `x`, for the spectrum on [−1, 1] with
 * density (2/π)√(1 − x²): ½ + (x√(1 − x²) + arcsin x)/π.
 */
export function semicircleBelow(x: number): number {
  if (x <= -1) return 0;
  if (x >= 1) return 1;
  return 0.5 + (x * Math.sqrt(1 - x * x) + Math.asin(x)) / Math.PI;
}
