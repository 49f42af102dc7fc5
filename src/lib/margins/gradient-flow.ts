import { rungeKuttaStep } from '../numeric/runge-kutta.ts';
import type { Objective } from './gradient-descent.ts';

/**
 * Gradient flow W′ = −∇f(W) from W = 0, followed over many powers of ten of time.
 *
 * It is integrated in s = ln t, where dW/ds = −t·∇f(W). On separable data the loss
 * falls like 1/t, and with it gradient and curvature, so t·∇f and its Jacobian stay
 * of order one: the equation is not stiff in s, and a classical Runge–Kutta method
 * with a fixed step reaches t = 10¹⁵ in a few thousand steps. Before `start` the
 * flow is replaced by its first step, W = −t·∇f(0), an error of order t².
 *
 * @param objective f
 * @param size number of weights
 * @param times where to call `visit`, above `start`, ascending
 * @param visit receives a time and the weights there (do not keep the array)
 * @param options `perDecade` steps for each power of ten (100 unless told), and
 *   `start`, the first time integrated from (10⁻⁴)
 * @throws RangeError if the times do not ascend from above `start`
 */
export function gradientFlow(
  objective: Objective,
  size: number,
  times: readonly number[],
  visit: (t: number, W: Float64Array) => void,
  options: { readonly perDecade?: number; readonly start?: number } = {},
): void {
  const { perDecade = 100, start = 1e-4 } = options;
  const W = new Float64Array(size);
  const gradient = new Float64Array(size);
  objective(W, gradient);
  for (let i = 0; i < size; i++) W[i] = -start * gradient[i]!;

  function slopeInLogTime(s: number, at: Float64Array, slope: Float64Array): void {
    objective(at, gradient);
    const t = Math.exp(s);
    for (let i = 0; i < size; i++) slope[i] = -t * gradient[i]!;
  }

  let s = Math.log(start);
  for (const t of times) {
    const until = Math.log(t);
    if (!(until > s)) {
      throw new RangeError(`times holds ${t}; times must ascend from above ${start}`);
    }
    const steps = Math.ceil(((until - s) / Math.LN10) * perDecade);
    const h = (until - s) / steps;
    for (let step = 0; step < steps; step++) rungeKuttaStep(slopeInLogTime, s + step * h, W, h);
    s = until;
    visit(t, W);
  }
}
