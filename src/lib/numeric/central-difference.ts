/**
 * Gradient of `f` at `x` by central differences, (f(x + h) − f(x − h)) / 2h in each
 * coordinate. Its error is of order h² from the formula and ε·|f|/h from rounding;
 * the default h balances the two for f and x near one. 2n evaluations.
 *
 * @param f scalar function of n numbers; must not keep or change its argument
 * @param x n numbers
 * @param h step, above 0
 * @throws RangeError if `h` is not above 0
 */
export function centralDifference(
  f: (x: Float64Array) => number,
  x: ArrayLike<number>,
  h = 6e-6,
): Float64Array {
  if (!(h > 0)) throw new RangeError(`h is ${h}; it must be above 0`);
  const point = Float64Array.from(x);
  const gradient = new Float64Array(point.length);
  for (let i = 0; i < point.length; i++) {
    const here = point[i]!;
    point[i] = here + h;
    const above = f(point);
    point[i] = here - h;
    const below = f(point);
    point[i] = here;
    gradient[i] = (above - below) / (2 * h);
  }
  return gradient;
}
