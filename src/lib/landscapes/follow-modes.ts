/**
 * Saddles of a chosen index by following eigenvectors: uphill along the lowest `modes` of them,
 * downhill along the others, each component of the step being |g·v|/|λ|. With no mode uphill it is
 * the saddle-free Newton method, which only ever goes down.
 *
 * Source: Cerjan and Miller, J. Chem. Phys. 75 (1981); Wales, J. Chem. Phys. 101 (1994); Dauphin et
 * al. 2014, §6, for modes = 0.
 */
import { EigenvalueDecomposition, Matrix } from 'ml-matrix';
import { dot, norm } from '../numeric/vector.ts';
import type { Landscape, Stationary } from './stationary.ts';

export interface FollowOptions {
  /** Eigenvectors gone uphill, from the lowest; as many as curve down at the start unless told. */
  readonly modes?: number;
  /** Every so many steps `modes` is counted anew. Never unless told. */
  readonly recount?: number;
  /** Stops once ‖∇f‖ is no larger. 10⁻¹⁰ unless told. */
  readonly tolerance?: number;
  /** Most steps. 60 unless told. */
  readonly limit?: number;
  /** Stops once f is below this. Never unless told. */
  readonly below?: number;
}

/** Curvatures are taken to be at least this, so that flat directions make no endless steps. */
const FLAT = 3e-3;
/** Longest step at first, and ever. */
const RADIUS = 0.3;
const LARGEST = 1;
/** The longest step is halved when the path turns back and grows while it runs straight. */
const SHRINK = 0.5;
const GROW = 1.3;
const STRAIGHT = 0.5;

/**
 * Follows eigenvectors from `start`. It need not arrive: the caller looks at `gradient`. One Hessian
 * and its eigenvectors a step, O(n³).
 */
export function followModes(
  { dimension: n, evaluate, hessian }: Landscape,
  start: ArrayLike<number>,
  options: FollowOptions = {},
): Stationary {
  const { recount = Infinity, tolerance = 1e-10, limit = 60, below = -Infinity } = options;
  const x = Float64Array.from(start);
  const g = new Float64Array(n);
  let { modes } = options;
  let radius = RADIUS;
  let before: Float64Array | null = null;
  for (let steps = 0; ; steps++) {
    const value = evaluate(x, g);
    const gradient = norm(g);
    if (gradient <= tolerance || steps === limit || value < below) {
      return { x, value, gradient, steps };
    }
    const { values, vectors } = eigen(hessian(x), n);
    if (modes === undefined || (steps > 0 && steps % recount === 0)) {
      modes = values.filter((value) => value < 0).length;
    }
    const step = new Float64Array(n);
    vectors.forEach((vector, mode) => {
      const size = dot(g, vector) / Math.max(Math.abs(values[mode]!), FLAT);
      const signed = mode < modes! ? size : -size;
      for (let i = 0; i < n; i++) step[i] = step[i]! + signed * vector[i]!;
    });
    if (before !== null) {
      const turn = dot(before, step) / (norm(before) * norm(step));
      if (turn < 0) radius *= SHRINK;
      else if (turn > STRAIGHT) radius = Math.min(radius * GROW, LARGEST);
    }
    before = step;
    const share = Math.min(1, radius / norm(step));
    for (let i = 0; i < n; i++) x[i] = x[i]! + share * step[i]!;
  }
}

/** Eigenvalues, smallest first, and their unit vectors. */
function eigen(H: Float64Array, n: number): { values: number[]; vectors: Float64Array[] } {
  const found = new EigenvalueDecomposition(Matrix.from1DArray(n, n, Array.from(H)), {
    assumeSymmetric: true,
  });
  const order = found.realEigenvalues.map((_, i) => i);
  order.sort((a, b) => found.realEigenvalues[a]! - found.realEigenvalues[b]!);
  return {
    values: order.map((i) => found.realEigenvalues[i]!),
    vectors: order.map((i) => Float64Array.from(found.eigenvectorMatrix.getColumn(i))),
  };
}
