import { bisect } from '../numeric/bisect.ts';
import { log1pExp } from '../numeric/log1p-exp.ts';
import { sigmoid } from '../numeric/sigmoid.ts';

/*
 * The notes' set-up in closed form. Features are one-dimensional with norm one: +1
 * for the m samples of the first class, −1 for the n of the second. No biases. With
 * d = w₁ − w₂ every sample, of either class, has the probability σ(d) for its own
 * class, so m and n enter through N = m + n alone.
 */

/** Loss N·ln(1 + exp(−d)), summed over N samples, at d = w₁ − w₂. */
export function twoClassLoss(d: number, N: number): number {
  return N * log1pExp(-d);
}

/** Gradient (∂L/∂w₁, ∂L/∂w₂) = (−Nσ(−d), +Nσ(−d)): equal and opposite, whatever m and n. */
export function twoClassGradient(d: number, N: number): [number, number] {
  const pull = N * sigmoid(-d);
  return [-pull, pull];
}

/**
 * d = w₁ − w₂ at time t of the gradient flow from w = 0: the flow d′ = 2Nσ(−d)
 * integrates to d + exp(d) = 1 + 2Nt.
 *
 * @param N number of samples, above 0
 * @param t time, 0 or more
 * @throws RangeError if `N` or `t` lies outside
 */
export function twoClassFlow(N: number, t: number): number {
  if (!(N > 0)) throw new RangeError(`N is ${N}; it must be above 0`);
  if (!(t >= 0)) throw new RangeError(`t is ${t}; it must be 0 or more`);
  if (t === 0) return 0;
  // The 1 is taken to the left side: beside it a short time would be lost.
  const right = 2 * N * t;
  return bisect((d) => d + Math.expm1(d) - right, 0, Math.log1p(right));
}
