/**
 * The point of [low, high] where `f` changes sign, by halving. Without a tolerance
 * it halves until double precision has no number in between (about 60 evaluations
 * as a rule).
 *
 * @param f continuous function with opposite signs, or a zero, at the ends
 * @param tolerance the longest interval to stop at, in the unit of `low` and `high`
 * @returns the end of the last interval at which `f` has the sign of `f(high)`
 * @throws RangeError if the interval is empty or not finite, the tolerance is
 *   negative, or `f` has the same sign at both ends
 */
export function bisect(f: (x: number) => number, low: number, high: number, tolerance = 0): number {
  if (!(Number.isFinite(low) && Number.isFinite(high) && low < high)) {
    throw new RangeError(`interval is [${low}, ${high}]; it must be finite with low < high`);
  }
  if (!(tolerance >= 0)) throw new RangeError(`tolerance is ${tolerance}; it must be 0 or more`);
  const atLow = f(low);
  const atHigh = f(high);
  if (atLow === 0) return low;
  if (atHigh === 0) return high;
  if (!(atLow < 0 !== atHigh < 0) || Number.isNaN(atLow) || Number.isNaN(atHigh)) {
    throw new RangeError(`f is ${atLow} at ${low} and ${atHigh} at ${high}; the signs must differ`);
  }
  while (high - low > tolerance) {
    const middle = low + (high - low) / 2;
    if (middle <= low || middle >= high) break;
    const value = f(middle);
    if (value === 0) return middle;
    if (value < 0 === atLow < 0) low = middle;
    else high = middle;
  }
  return high;
}
