/** A function of the weights that writes its gradient where asked. */
export type Objective = (W: Float64Array, gradient: Float64Array | null) => number;

/**
 * Plain gradient descent, W ← W − rate·∇(f + decay/2·‖W‖²), in place.
 *
 * @param objective what is made small; called once a step
 * @param W where to start; replaced by where it ends
 * @param options `rate` of a step, above 0; number of `steps`; weight `decay`, 0 unless told;
 *   `visit(step, W)`, called before the first step (step 0) and after each
 * @throws RangeError if an option lies outside, or the weights stop being finite
 */
export function gradientDescent(
  objective: Objective,
  W: Float64Array,
  options: {
    readonly rate: number;
    readonly steps: number;
    readonly decay?: number;
    readonly visit?: (step: number, W: Float64Array) => void;
  },
): void {
  const { rate, steps, decay = 0, visit } = options;
  if (!(rate > 0)) throw new RangeError(`rate is ${rate}; it must be above 0`);
  if (!(Number.isInteger(steps) && steps >= 0)) {
    throw new RangeError(`steps is ${steps}; it must be a whole number from 0`);
  }
  if (!(decay >= 0)) throw new RangeError(`decay is ${decay}; it must be 0 or more`);
  const gradient = new Float64Array(W.length);
  const keep = 1 - rate * decay;
  visit?.(0, W);
  for (let step = 1; step <= steps; step++) {
    objective(W, gradient);
    for (let i = 0; i < W.length; i++) {
      W[i] = keep * W[i]! - rate * gradient[i]!;
    }
    visit?.(step, W);
  }
  if (!W.every(Number.isFinite)) {
    throw new RangeError(
      `rate is ${rate}; the weights grew beyond all bounds, so it must be smaller`,
    );
  }
}
