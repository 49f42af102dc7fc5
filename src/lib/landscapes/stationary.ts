/**
 * Stationary points of any index, by Levenberg and Marquardt's method on the equations ∇f = 0:
 * steps Δ = −(H² + μI)⁻¹Hg make ½‖g‖² smaller, wherever that leads. With μ → 0 the step becomes
 * Newton's.
 *
 * Source: Nocedal and Wright, Numerical Optimization (2006), §10.3, with H for the Jacobian.
 */
import { norm } from '../numeric/vector.ts';
import { cholesky, choleskySolve } from '../optimization/cholesky.ts';

/** A function with gradient and Hessian, evaluated where they can share work. */
export interface Landscape {
  readonly dimension: number;
  /** Value at x; writes the gradient. */
  readonly evaluate: (x: Float64Array, gradient: Float64Array) => number;
  /** n×n, row-major. */
  readonly hessian: (x: Float64Array) => Float64Array;
}

export interface Stationary {
  readonly x: Float64Array;
  readonly value: number;
  /** ‖∇f‖ there. */
  readonly gradient: number;
  /** Steps taken, and Hessians computed. */
  readonly steps: number;
}

export interface StationaryOptions {
  /** Stops once ‖∇f‖ is no larger. 10⁻¹⁰ unless told. */
  readonly tolerance?: number;
  /** Most Hessians. 200 unless told. */
  readonly limit?: number;
}

/** The damping starts at this share of the largest entry of H²'s diagonal. */
const START = 1e-3;
const EASE = 0.2;
const TIGHTEN = 4;
/** Trials of one step before the search gives up: the gradient falls no further. */
const TRIALS = 25;

/**
 * Follows ½‖∇f‖² downhill from `start`. Where it ends ‖∇f‖ may still be large: there Hg = 0
 * without g = 0, a minimum of ‖g‖² that is no stationary point. The caller looks at `gradient`.
 */
export function findStationary(
  { dimension: n, evaluate, hessian }: Landscape,
  start: ArrayLike<number>,
  options: StationaryOptions = {},
): Stationary {
  const { tolerance = 1e-10, limit = 200 } = options;
  let x: Float64Array = Float64Array.from(start);
  let g: Float64Array = new Float64Array(n);
  let value = evaluate(x, g);
  let size = norm(g);
  let damping = -1;
  for (let steps = 0; ; steps++) {
    if (size <= tolerance || steps === limit) return { x, value, gradient: size, steps };
    const H = hessian(x);
    const square = squared(H, n);
    const force = applied(H, g, n);
    if (damping < 0) {
      let largest = 0;
      for (let i = 0; i < n; i++) largest = Math.max(largest, square[i * n + i]!);
      damping = START * largest;
    }
    let moved = false;
    for (let trial = 0; trial < TRIALS && !moved; trial++) {
      const damped = square.slice();
      for (let i = 0; i < n; i++) damped[i * n + i] = damped[i * n + i]! + damping;
      const factor = cholesky(damped, n);
      if (factor !== null) {
        const step = choleskySolve(factor, force).x;
        const to = x.map((entry, i) => entry - step[i]!);
        const there = new Float64Array(n);
        const found = evaluate(to, there);
        if (norm(there) < size) {
          x = to;
          g = there;
          value = found;
          size = norm(g);
          moved = true;
        }
      }
      damping *= moved ? EASE : TIGHTEN;
    }
    if (!moved) return { x, value, gradient: size, steps: steps + 1 };
  }
}

/** H·H for a symmetric H; the lower triangle, which is all that is read. */
function squared(H: Float64Array, n: number): Float64Array {
  const out = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = 0;
      const a = i * n;
      const b = j * n;
      for (let k = 0; k < n; k++) sum += H[a + k]! * H[b + k]!;
      out[a + j] = sum;
    }
  }
  return out;
}

function applied(H: Float64Array, g: Float64Array, n: number): Float64Array {
  const out = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    let sum = 0;
    for (let k = 0; k < n; k++) sum += H[i * n + k]! * g[k]!;
    out[i] = sum;
  }
  return out;
}
