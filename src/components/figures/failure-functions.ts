/** The functions on which Newton's method goes astray, with their derivatives; x is a number. */

export interface Curve {
  readonly value: (x: number) => number;
  readonly slope: (x: number) => number;
  readonly curvature: (x: number) => number;
}

/** x⁴/4 − x² + 2x. */
export const quartic: Curve = {
  value: (x) => ((x * x) / 4 - 1) * x * x + 2 * x,
  slope: (x) => (x * x - 2) * x + 2,
  curvature: (x) => 3 * x * x - 2,
};

/** √(1 + x²). */
export const hyperbola: Curve = {
  value: (x) => Math.hypot(1, x),
  slope: (x) => x / Math.hypot(1, x),
  curvature: (x) => 1 / ((1 + x * x) * Math.hypot(1, x)),
};

/** cos x. */
export const cosine: Curve = {
  value: Math.cos,
  slope: (x) => -Math.sin(x),
  curvature: (x) => -Math.cos(x),
};
