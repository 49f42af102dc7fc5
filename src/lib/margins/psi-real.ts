import { psiBranch } from './psi.ts';

/**
 * ψ for a margin that need not be whole: the same branches, the last one cut off
 * at θ = π. Equal to `psi` for whole m. The bounds on m are points between whole
 * numbers, so they can only be searched for here.
 *
 * @param theta angle in radians, 0 to π
 * @param m margin, a number from 1
 * @throws RangeError if `theta` or `m` lies outside
 */
export function psiReal(theta: number, m: number): number {
  if (!(m >= 1 && Number.isFinite(m))) {
    throw new RangeError(`m is ${m}; it must be a finite number from 1`);
  }
  if (!(theta >= 0 && theta <= Math.PI)) {
    throw new RangeError(`theta is ${theta}; it must lie between 0 and π radians`);
  }
  return psiBranch(theta, m, Math.floor((m * theta) / Math.PI));
}
