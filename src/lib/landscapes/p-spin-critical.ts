import { dot } from '../numeric/vector.ts';
import type { Random } from '../numeric/random.ts';
import { inertia } from './inertia.ts';
import { newtonOnSphere, type SphereCritical, sphereHessian, type ThreeSpin } from './p-spin.ts';

/** A critical point with its index. */
export interface Indexed {
  readonly u: Float64Array;
  readonly energy: number;
  /** Negative eigenvalues of the Hessian in the n − 1 tangent directions. */
  readonly index: number;
}

export interface Search {
  /** All found, both of each pair ±u. */
  readonly points: Indexed[];
  /** Newton runs that ended at a critical point. */
  readonly arrived: number;
  /** Number of the last start that found a new one. */
  readonly lastNew: number;
}

/** Two points this near, in energy and in 1 − |cos|, are one. */
const SAME = 1e-8;

/**
 * Critical points of a glass by Newton's method from `starts` random points of the sphere. As the
 * energy is odd, −u is critical with u: its energy and curvatures have the other sign. Nothing
 * proves that all were found; that Σ(−1)^index equals the sphere's Euler characteristic is a
 * necessary sign of it when n is odd.
 */
export function searchCritical(model: ThreeSpin, starts: number, random: Random): Search {
  const { n } = model;
  const found: SphereCritical[] = [];
  let arrived = 0;
  let lastNew = 0;
  for (let start = 1; start <= starts; start++) {
    const point = newtonOnSphere(model, Float64Array.from({ length: n }, random.normal));
    if (point === null) continue;
    arrived++;
    if (found.some((other) => isSame(other, point))) continue;
    found.push(point);
    lastNew = start;
  }
  const points = found.flatMap(({ u, energy }) =>
    [1, -1].map((sign): Indexed => {
      const at = u.map((entry) => sign * entry);
      const { negative } = inertia(sphereHessian(model, at), n, 0);
      return { u: at, energy: sign * energy, index: negative };
    }),
  );
  return { points, arrived, lastNew };
}

/** Σ(−1)^index: 2 on a sphere of even dimension, 0 on one of odd (Morse). */
export function eulerSum(points: readonly { readonly index: number }[]): number {
  return points.reduce((sum, { index }) => sum + (index % 2 === 0 ? 1 : -1), 0);
}

function isSame(a: SphereCritical, b: SphereCritical): boolean {
  if (Math.abs(Math.abs(a.energy) - Math.abs(b.energy)) > SAME) return false;
  return Math.abs(1 - Math.abs(dot(a.u, b.u))) < SAME;
}
