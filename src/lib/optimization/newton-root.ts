import type { StopReason } from './stop-reason.ts';

export interface NewtonOptions {
  /** Stops as converged once |g(x)| is at most this. 10⁻¹² unless told. */
  readonly tolerance?: number;
  /** Most steps taken. 100 unless told. */
  readonly limit?: number;
  /** Stops as diverged once |x| exceeds this. 10⁸ unless told. */
  readonly far?: number;
}

/** Every iterate of a run, and why it ended. The arrays have one item per iterate. */
export interface NewtonTrace {
  readonly xs: number[];
  /** g at the iterates. */
  readonly values: number[];
  /** g′ at the iterates. */
  readonly slopes: number[];
  readonly reason: StopReason;
  /** Length of the cycle the iterates fell into; null where there is none. */
  readonly period: number | null;
}

/**
 * Newton's method for a root of `g`: x ← x − g(x)/g′(x) from `start`.
 *
 * Reasons to stop, in the order they are looked for: `not finite` (an iterate or
 * g there), `diverged`, `converged` (|g| small, or the step too small to move x),
 * `cycle` (an iterate returned exactly), `singular` (g′ is 0, so that no step
 * exists), `limit reached`.
 *
 * Source: Nocedal and Wright, Numerical Optimization (2006), §11.1. One value of
 * g and of g′ a step.
 *
 * @throws RangeError if `start` is not finite or an option is out of range.
 */
export function newtonRoot(
  g: (x: number) => number,
  slope: (x: number) => number,
  start: number,
  options: NewtonOptions = {},
): NewtonTrace {
  const { tolerance = 1e-12, limit = 100, far = 1e8 } = options;
  if (!Number.isFinite(start)) {
    throw new RangeError(`start is ${start}; expected a finite number.`);
  }
  if (!(tolerance >= 0)) {
    throw new RangeError(`tolerance is ${tolerance}; expected a number from 0.`);
  }
  if (!Number.isInteger(limit) || limit < 0) {
    throw new RangeError(`limit is ${limit}; expected a whole number from 0.`);
  }
  const xs: number[] = [];
  const values: number[] = [];
  const slopes: number[] = [];
  const seen = new Map<number, number>();
  const end = (reason: StopReason, period: number | null = null): NewtonTrace => ({
    xs,
    values,
    slopes,
    reason,
    period,
  });

  for (let x = start, k = 0; ; k++) {
    const value = g(x);
    const derivative = slope(x);
    if (!Number.isFinite(x) || !Number.isFinite(value)) return end('not finite');
    xs.push(x);
    values.push(value);
    slopes.push(derivative);
    if (Math.abs(x) > far) return end('diverged');
    if (Math.abs(value) <= tolerance) return end('converged');
    const before = seen.get(x);
    if (before !== undefined) {
      // A step that rounds to nothing is as close as doubles come.
      return k - before === 1 ? end('converged') : end('cycle', k - before);
    }
    seen.set(x, k);
    if (derivative === 0) return end('singular');
    if (k === limit) return end('limit reached');
    x -= value / derivative;
  }
}
