/**
 * Slope of ψ: ψ′(θ) = −m |sin(mθ)|. On branch k it is −(−1)ᵏ m sin(mθ), and the
 * sine has the sign (−1)ᵏ there; so the slope is never positive, and 0 only at the
 * joints θ = kπ/m, where two branches meet.
 *
 * @param theta angle in radians, 0 to π
 * @param m margin, a whole number from 1
 * @returns slope per radian, between −m and 0
 * @throws RangeError if `theta` or `m` lies outside
 */
export function psiPrime(theta: number, m: number): number {
  if (!(Number.isInteger(m) && m >= 1)) {
    throw new RangeError(`m is ${m}; it must be a whole number from 1`);
  }
  if (!(theta >= 0 && theta <= Math.PI)) {
    throw new RangeError(`theta is ${theta}; it must lie between 0 and π radians`);
  }
  return -m * Math.abs(Math.sin(m * theta));
}
