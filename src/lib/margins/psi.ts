/**
 * One branch of ψ, as the paper prints it: (−1)ᵏ cos(mθ) − 2k. It belongs to the
 * interval kπ/m ≤ θ ≤ (k + 1)π/m but is defined everywhere, so that two branches
 * can be compared where they meet.
 *
 * @param theta angle in radians
 * @param m factor of the angle
 * @param k number of the branch, a whole number from 0
 * @see Liu et al. 2017, SphereFace, the A-Softmax loss
 */
export function psiBranch(theta: number, m: number, k: number): number {
  const sign = k % 2 === 0 ? 1 : -1;
  return sign * Math.cos(m * theta) - 2 * k;
}

/**
 * ψ(θ), which takes the place of cos θ for a sample's own class in A-Softmax:
 * cos(mθ) continued so that it falls over the whole of [0, π]. Its range is
 * [1 − 2m, 1]; ψ = cos for m = 1.
 *
 * @param theta angle between feature and weight in radians, 0 to π
 * @param m margin, a whole number from 1
 * @throws RangeError if `theta` or `m` lies outside
 * @see Liu et al. 2017, SphereFace, the A-Softmax loss
 */
export function psi(theta: number, m: number): number {
  if (!(Number.isInteger(m) && m >= 1)) {
    throw new RangeError(`m is ${m}; it must be a whole number from 1`);
  }
  if (!(theta >= 0 && theta <= Math.PI)) {
    throw new RangeError(`theta is ${theta}; it must lie between 0 and π radians`);
  }
  // At θ = π the floor gives k = m, one more than there are branches.
  const k = Math.min(Math.floor((m * theta) / Math.PI), m - 1);
  return psiBranch(theta, m, k);
}
