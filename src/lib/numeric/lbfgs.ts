import { dot, norm } from './vector.ts';

/** Where a minimisation stopped. */
export interface Minimum {
  readonly x: Float64Array;
  readonly value: number;
  /** Euclidean norm of the gradient there. */
  readonly gradient: number;
  readonly iterations: number;
  /** Evaluations of the function with its gradient. */
  readonly evaluations: number;
}

const MEMORY = 12;
/** Sufficient decrease and curvature of the weak Wolfe conditions. */
const DECREASE = 1e-4;
const CURVATURE = 0.9;

/**
 * Minimises a smooth function by L-BFGS with 12 pairs of memory and a line search
 * by bisection for the weak Wolfe conditions; nothing random. Stops where the
 * gradient's norm is at most `tolerance`, or where no step makes the value smaller
 * in double precision.
 *
 * @param objective value at x; writes the gradient
 * @param start where to begin; not changed
 * @param options `tolerance` (10⁻⁸), `limit` of iterations (1000)
 * @throws RangeError if the start's value or gradient is not finite, or `limit`
 *   iterations did not reach the tolerance
 * @see Nocedal and Wright 2006, algorithm 7.5; Lewis and Overton 2013 for the search
 */
export function lbfgs(
  objective: (x: Float64Array, gradient: Float64Array) => number,
  start: ArrayLike<number>,
  options: { readonly tolerance?: number; readonly limit?: number } = {},
): Minimum {
  const { tolerance = 1e-8, limit = 1000 } = options;
  const size = start.length;
  let x: Float64Array = Float64Array.from(start);
  let gradient: Float64Array = new Float64Array(size);
  let value = objective(x, gradient);
  let evaluations = 1;
  if (!Number.isFinite(value) || !Number.isFinite(norm(gradient))) {
    throw new RangeError(`value is ${value} at the start; value and gradient must be finite`);
  }
  const memory: { s: Float64Array; y: Float64Array; scale: number }[] = [];
  let iterations = 0;
  for (; norm(gradient) > tolerance; iterations++) {
    if (iterations === limit) {
      throw new RangeError(
        `gradient is ${norm(gradient)} after ${limit} iterations; it must fall to ${tolerance}`,
      );
    }
    const direction = descent(gradient, memory);
    const slope = dot(direction, gradient);
    const from = x;
    const trial = (t: number): { at: Float64Array; value: number; slope: Float64Array } => {
      const at = from.map((entry, i) => entry + t * direction[i]!);
      const there = new Float64Array(size);
      evaluations++;
      return { at, value: objective(at, there), slope: there };
    };
    let low = 0;
    let high = Infinity;
    // Without memory the direction is the gradient, whose length says nothing about a step.
    let t = memory.length === 0 ? Math.min(1, 1 / norm(gradient)) : 1;
    let found = trial(t);
    for (let halvings = 0; halvings < 60; halvings++) {
      if (!(found.value <= value + DECREASE * t * slope)) high = t;
      else if (dot(found.slope, direction) < CURVATURE * slope) low = t;
      else break;
      t = high === Infinity ? 2 * low : (low + high) / 2;
      found = trial(t);
    }
    if (!(found.value < value)) break;
    const s = found.at.map((entry, i) => entry - from[i]!);
    const y = found.slope.map((entry, i) => entry - gradient[i]!);
    const curvature = dot(s, y);
    if (curvature > 0) {
      memory.push({ s, y, scale: 1 / curvature });
      if (memory.length > MEMORY) memory.shift();
    }
    x = found.at;
    gradient = found.slope;
    value = found.value;
  }
  return { x, value, gradient: norm(gradient), iterations, evaluations };
}

/** Minus the inverse Hessian's estimate times the gradient: the two-loop recursion. */
function descent(
  gradient: Float64Array,
  memory: readonly { s: Float64Array; y: Float64Array; scale: number }[],
): Float64Array {
  const q = gradient.map((entry) => -entry);
  const parts = new Float64Array(memory.length);
  for (let k = memory.length - 1; k >= 0; k--) {
    const { s, y, scale } = memory[k]!;
    const part = scale * dot(s, q);
    parts[k] = part;
    for (let i = 0; i < q.length; i++) q[i] = q[i]! - part * y[i]!;
  }
  const last = memory.at(-1);
  if (last !== undefined) {
    const unitStep = 1 / (last.scale * dot(last.y, last.y));
    for (let i = 0; i < q.length; i++) q[i] = q[i]! * unitStep;
  }
  memory.forEach(({ s, y, scale }, k) => {
    const part = parts[k]! - scale * dot(y, q);
    for (let i = 0; i < q.length; i++) q[i] = q[i]! + part * s[i]!;
  });
  return q;
}
