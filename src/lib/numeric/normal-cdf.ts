/**
 * Φ(x), the chance that a standard normal number is at most x, to about 10⁻¹⁵.
 * Within 3 it is ½ + φ(x)·(x + x³/3 + x⁵/15 + …), a series of terms of one sign
 * (Marsaglia 2004); beyond, φ(x) over a continued fraction, which keeps the relative
 * precision of the tail.
 */
export function normalCdf(x: number): number {
  if (Number.isNaN(x)) return NaN;
  const size = Math.abs(x);
  const density = Math.exp(-0.5 * size * size) / Math.sqrt(2 * Math.PI);
  if (size < 3) {
    let term = size;
    let sum = size;
    for (let k = 3; term > 1e-17 * sum; k += 2) {
      term *= (size * size) / k;
      sum += term;
    }
    return x >= 0 ? 0.5 + density * sum : 0.5 - density * sum;
  }
  // Laplace: 1 − Φ(x) = φ(x) / (x + 1/(x + 2/(x + 3/(x + …)))), from the inside out.
  let fraction = size;
  for (let k = 150; k >= 1; k--) fraction = size + k / fraction;
  const tail = density === 0 ? 0 : density / fraction;
  return x >= 0 ? 1 - tail : tail;
}
