import { norm } from '../numeric/vector.ts';
import type { Objective } from './objective.ts';
import type { StopReason } from './stop-reason.ts';
import { along } from './vector.ts';

export interface DescentOptions {
  /** Step size η: each step is −η∇f. */
  readonly step: number;
  /** Ends the run as converged; asked at every iterate. */
  readonly done: (x: Float64Array) => boolean;
  /** Most steps taken. */
  readonly limit: number;
  /** Stops as diverged once |x| exceeds this. 10⁸ unless told. */
  readonly far?: number;
}

export interface DescentPath {
  /** Every iterate, the start first. */
  readonly path: Float64Array[];
  readonly reason: StopReason;
}

/**
 * Gradient descent with a fixed step: x ← x − η∇f(x). For a convex f whose
 * Hessian stays below L it converges with η = 1/L.
 *
 * Source: Nesterov, Lectures on Convex Optimization (2018), §2.1.5. One gradient a step.
 *
 * @throws RangeError if the step is not positive and finite, or `start` does not fit.
 */
export function gradientDescent(
  objective: Pick<Objective, 'dimension' | 'gradient'>,
  start: ArrayLike<number>,
  options: DescentOptions,
): DescentPath {
  const { step, done, limit, far = 1e8 } = options;
  if (!(step > 0 && step < Infinity)) {
    throw new RangeError(`step is ${step}; expected a positive, finite number.`);
  }
  if (start.length !== objective.dimension) {
    throw new RangeError(`start has ${start.length} entries; expected ${objective.dimension}.`);
  }
  const path: Float64Array[] = [];
  for (let x: Float64Array = Float64Array.from(start), k = 0; ; k++) {
    if (!x.every(Number.isFinite)) return { path, reason: 'not finite' };
    path.push(x);
    if (norm(x) > far) return { path, reason: 'diverged' };
    if (done(x)) return { path, reason: 'converged' };
    if (k === limit) return { path, reason: 'limit reached' };
    x = along(x, objective.gradient(x), -step);
  }
}
