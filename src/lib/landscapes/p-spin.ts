/**
 * The spherical 3-spin glass: H(σ) = N⁻¹ Σ Jᵢⱼₖ σᵢσⱼσₖ on the sphere |σ|² = N, with independent
 * standard normal couplings (Crisanti and Sommers 1992; Auffinger, Ben Arous and Černý 2013, with
 * p = 3). Here σ = √N·u with u of norm one, T is J averaged over the orders of
 * its indices, and the energy is that of one spin, E = H/N = T(u, u, u)/√N.
 */
import type { Random } from '../numeric/random.ts';
import { dot, norm, unit } from '../numeric/vector.ts';
import { solveInPlace } from './solve.ts';

export interface ThreeSpin {
  readonly n: number;
  /** n×n×n, symmetric. */
  readonly T: Float64Array;
}

/**
 * E∞ = 2√((p−1)/p) at p = 3: above −E∞ typical critical points have a share of negative
 * directions; below it the index stays finite (Auffinger, Ben Arous and Černý 2013).
 */
export const THRESHOLD = 2 * Math.sqrt(2 / 3);

/** Couplings of a glass of `n` spins. */
export function drawThreeSpin(n: number, random: Random): ThreeSpin {
  if (!(Number.isInteger(n) && n >= 2)) {
    throw new RangeError(`n is ${n}; it must be a whole number from 2`);
  }
  const J = Float64Array.from({ length: n * n * n }, random.normal);
  const at = (i: number, j: number, k: number): number => J[(i * n + j) * n + k]!;
  const T = J.map((_, index) => {
    const k = index % n;
    const j = Math.floor(index / n) % n;
    const i = Math.floor(index / (n * n));
    return (at(i, j, k) + at(i, k, j) + at(j, i, k) + at(j, k, i) + at(k, i, j) + at(k, j, i)) / 6;
  });
  return { n, T };
}

/** Writes the n×n matrix T(u, ·, ·). */
export function contract({ n, T }: ThreeSpin, u: Float64Array, M: Float64Array): void {
  M.fill(0);
  for (let i = 0; i < n; i++) {
    const factor = u[i]!;
    const from = i * n * n;
    for (let at = 0; at < n * n; at++) M[at] = M[at]! + factor * T[from + at]!;
  }
}

/** A critical point of the energy on the sphere. */
export interface SphereCritical {
  /** n entries, norm one. */
  readonly u: Float64Array;
  /** Energy per spin. */
  readonly energy: number;
  /** Length of T(u, u, ·) − μu: how far the gradient is from pointing straight out. */
  readonly residual: number;
  readonly steps: number;
}

const STEPS = 40;
const TOLERANCE = 1e-12;

/**
 * Newton's method for T(u, u, ·) = μu, |u| = 1, from `start`, pulled back to the sphere after each
 * step; or null if 40 steps do not bring the residual to 10⁻¹². It is drawn to saddles, maxima and
 * minima alike. O(n³) a step.
 */
export function newtonOnSphere(model: ThreeSpin, start: Float64Array): SphereCritical | null {
  const { n } = model;
  const size = n + 1;
  const M = new Float64Array(n * n);
  const A = new Float64Array(size * size);
  const b = new Float64Array(size);
  const u = unit(start);
  for (let steps = 0; steps <= STEPS; steps++) {
    contract(model, u, M);
    const force = times(M, u, n);
    const mu = dot(force, u);
    let squared = 0;
    for (let i = 0; i < n; i++) {
      const rest = force[i]! - mu * u[i]!;
      b[i] = -rest;
      squared += rest * rest;
    }
    const residual = Math.sqrt(squared);
    if (residual <= TOLERANCE) return { u, energy: mu / Math.sqrt(n), residual, steps };
    // The border keeps the step in the tangent plane and moves μ.
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < n; j++) A[i * size + j] = 2 * M[i * n + j]! - (i === j ? mu : 0);
      A[i * size + n] = -u[i]!;
      A[n * size + i] = u[i]!;
    }
    A[n * size + n] = 0;
    b[n] = 0;
    if (!solveInPlace(A, b, size)) return null;
    stepOnSphere(u, b);
  }
  return null;
}

/**
 * Riemannian Hessian of H/N·√N/3 at a critical point `u`, n×n row-major: P(2T(u) − μI)P on the
 * tangent plane, with P the projection onto it; the direction u itself is given eigenvalue 1, so
 * that it never counts as downhill.
 */
export function sphereHessian(model: ThreeSpin, u: Float64Array): Float64Array {
  const { n } = model;
  const M = new Float64Array(n * n);
  contract(model, u, M);
  const force = times(M, u, n);
  const mu = dot(force, u);
  return M.map((entry, at) => {
    const i = Math.floor(at / n);
    const j = at % n;
    const inner = 2 * (entry - u[i]! * force[j]! - force[i]! * u[j]! + mu * u[i]! * u[j]!);
    const own = i === j ? 1 : 0;
    return inner - mu * (own - u[i]! * u[j]!) + u[i]! * u[j]!;
  });
}

/** u ← (u + b)/|u + b|, for the first entries of b. */
function stepOnSphere(u: Float64Array, b: Float64Array): void {
  for (let i = 0; i < u.length; i++) u[i] = u[i]! + b[i]!;
  const length = norm(u);
  for (let i = 0; i < u.length; i++) u[i] = u[i]! / length;
}

function times(M: Float64Array, u: Float64Array, n: number): Float64Array {
  const out = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    let sum = 0;
    for (let j = 0; j < n; j++) sum += M[i * n + j]! * u[j]!;
    out[i] = sum;
  }
  return out;
}
