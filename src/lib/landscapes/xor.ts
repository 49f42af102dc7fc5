/**
 * The exclusive or, y(x) = h₁ − 2h₂ with h = (r(x₁ + x₂), r(x₁ + x₂ − 1)) and r the rectifier:
 * two hidden units bend the plane so that a line can part the classes (Goodfellow, Bengio and
 * Courville, Deep Learning, 2016, §6.1).
 */

/** A point of the plane. */
export type Planar = readonly [number, number];

/** The four points, 0 0, 0 1, 1 0 and 1 1, and their classes. */
export const XOR_POINTS: readonly Planar[] = [
  [0, 0],
  [0, 1],
  [1, 0],
  [1, 1],
];
export const XOR_LABELS: readonly number[] = [0, 1, 1, 0];

/** Weights of the output unit. */
export const XOR_OUTPUT: Planar = [1, -2];

/** Hidden units at a point of the plane. */
export function xorHidden([first, second]: Planar): Planar {
  const sum = first + second;
  return [Math.max(sum, 0), Math.max(sum - 1, 0)];
}

/** Output at a point of hidden space. */
export function xorOutput(hidden: Planar): number {
  return XOR_OUTPUT[0] * hidden[0] + XOR_OUTPUT[1] * hidden[1];
}

/** The share `t` of the way from a point of the plane to its place in hidden space. */
export function bend(x: Planar, t: number): Planar {
  const hidden = xorHidden(x);
  return [x[0] + t * (hidden[0] - x[0]), x[1] + t * (hidden[1] - x[1])];
}
