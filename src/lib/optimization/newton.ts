import { LuDecomposition, Matrix } from 'ml-matrix';
import { norm } from '../numeric/vector.ts';
import { cholesky, choleskySolve } from './cholesky.ts';
import type { Objective } from './objective.ts';
import type { StopReason } from './stop-reason.ts';
import { along } from './vector.ts';

export interface NewtonDescentOptions {
  /** Stops as converged once the gradient is no longer than this. 10⁻¹⁰ unless told. */
  readonly tolerance?: number;
  /** Most steps taken. 100 unless told. */
  readonly limit?: number;
  /** Stops as diverged once |x| exceeds this. 10⁸ unless told. */
  readonly far?: number;
}

export interface NewtonPath {
  /** Every iterate, the start first. */
  readonly path: Float64Array[];
  /** Length of the gradient at the iterates. */
  readonly gradientNorms: number[];
  /** How each step's system was solved: by Cholesky where the Hessian is positive definite, else by LU. */
  readonly solvers: ('cholesky' | 'lu')[];
  readonly reason: StopReason;
}

/**
 * Newton's method for a stationary point in n dimensions: full steps
 * Δ = −H⁻¹∇f, found by solving HΔ = −∇f, never by inverting. There is no line
 * search and no damping, so it goes to whatever stationary point the model
 * points at, saddles and maxima included.
 *
 * Source: Nocedal and Wright, Numerical Optimization (2006), §3.3. O(n³) a step.
 *
 * @throws RangeError if `start` does not fit the objective.
 */
export function newton(
  objective: Objective,
  start: ArrayLike<number>,
  options: NewtonDescentOptions = {},
): NewtonPath {
  const { tolerance = 1e-10, limit = 100, far = 1e8 } = options;
  if (start.length !== objective.dimension) {
    throw new RangeError(`start has ${start.length} entries; expected ${objective.dimension}.`);
  }
  const path: Float64Array[] = [];
  const gradientNorms: number[] = [];
  const solvers: ('cholesky' | 'lu')[] = [];
  const end = (reason: StopReason): NewtonPath => ({ path, gradientNorms, solvers, reason });

  for (let x: Float64Array = Float64Array.from(start), k = 0; ; k++) {
    const gradient = objective.gradient(x);
    const slope = norm(gradient);
    if (!x.every(Number.isFinite) || !Number.isFinite(slope)) return end('not finite');
    path.push(x);
    gradientNorms.push(slope);
    if (norm(x) > far) return end('diverged');
    if (slope <= tolerance) return end('converged');
    if (k === limit) return end('limit reached');
    const solved = newtonStep(objective.hessian(x), gradient);
    if (solved === null) return end('singular');
    solvers.push(solved.solver);
    x = along(x, solved.step, 1);
  }
}

export interface NewtonStep {
  readonly step: Float64Array;
  readonly solver: 'cholesky' | 'lu';
}

/**
 * The step −H⁻¹g for a symmetric Hessian (n×n row-major) and gradient (n
 * entries), or null if the Hessian is singular. O(n³).
 *
 * @throws RangeError if the sizes do not fit or an entry of H is not finite.
 */
export function newtonStep(
  hessian: ArrayLike<number>,
  gradient: ArrayLike<number>,
): NewtonStep | null {
  const n = gradient.length;
  const downhill = Float64Array.from(gradient, (g) => -g);
  const factor = cholesky(hessian, n);
  if (factor !== null) return { step: choleskySolve(factor, downhill).x, solver: 'cholesky' };
  const H = Matrix.from1DArray(n, n, Array.from(hessian));
  const lu = new LuDecomposition(H);
  if (lu.isSingular()) return null;
  const step = lu.solve(Matrix.columnVector(Array.from(downhill))).to1DArray();
  return { step: Float64Array.from(step), solver: 'lu' };
}
