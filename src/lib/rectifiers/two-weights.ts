/**
 * The smallest network with a rescaling symmetry: two weights one above the other,
 * trained to pass 1 on as 1. Its loss ½(w₁w₂ − 1)² is the same at (αw₁, w₂/α) for
 * every α ≠ 0; its gradient and its curvature are not.
 */
export type Weights = readonly [w1: number, w2: number];

/** ½(w₁w₂ − 1)². */
export function twoWeightLoss([w1, w2]: Weights): number {
  const rest = w1 * w2 - 1;
  return 0.5 * rest * rest;
}

/** Its derivatives by w₁ and by w₂. */
export function twoWeightGradient([w1, w2]: Weights): [number, number] {
  const rest = w1 * w2 - 1;
  return [rest * w2, rest * w1];
}

/**
 * The largest eigenvalue of its Hessian [[w₂², 2w₁w₂ − 1], [2w₁w₂ − 1, w₁²]]; on the
 * hyperbola w₁w₂ = 1 that is w₁² + w₂², and the other eigenvalue is 0. Gradient descent
 * settles there only with a learning rate below 2 over this.
 */
export function twoWeightCurvature([w1, w2]: Weights): number {
  const a = w2 * w2;
  const d = w1 * w1;
  const b = 2 * w1 * w2 - 1;
  return 0.5 * (a + d + Math.hypot(a - d, 2 * b));
}

/** The point with the same loss further along the hyperbola: (αw₁, w₂/α). */
export function slide([w1, w2]: Weights, alpha: number): [number, number] {
  return [alpha * w1, w2 / alpha];
}
