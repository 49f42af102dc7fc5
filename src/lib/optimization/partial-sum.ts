/**
 * Partial sums of a power series: Σ_{k≤n} c_k (x − a)^k.
 */

/**
 * The sum of the first `degree + 1` terms at distance `h = x − a`, by Horner's
 * rule. `coefficients` are c_0, c_1, …; `degree` is the last index used, all of
 * them unless told. O(degree).
 *
 * @throws RangeError if `degree` is not an index of `coefficients`.
 */
export function partialSum(
  coefficients: ArrayLike<number>,
  h: number,
  degree = coefficients.length - 1,
): number {
  if (!Number.isInteger(degree) || degree < 0 || degree >= coefficients.length) {
    throw new RangeError(
      `degree is ${degree}; expected a whole number from 0 to ${coefficients.length - 1}.`,
    );
  }
  let sum = 0;
  for (let k = degree; k >= 0; k--) sum = sum * h + (coefficients[k] as number);
  return sum;
}

/** All partial sums at distance `h`: item n has degree n. O(n²), each by Horner's rule. */
export function partialSums(coefficients: ArrayLike<number>, h: number): number[] {
  return Array.from({ length: coefficients.length }, (_, degree) =>
    partialSum(coefficients, h, degree),
  );
}
