import type { Objective } from './objective.ts';

/**
 * Rosenbrock's banana, (1 − x)² + 100(y − x²)²: a curved valley whose only
 * minimum is 0 at (1, 1).
 *
 * Source: Rosenbrock, The Computer Journal 3 (1960).
 */
export const rosenbrock: Objective = {
  dimension: 2,
  value(point) {
    const { x, y } = coordinates(point);
    const across = y - x * x;
    return (1 - x) * (1 - x) + 100 * across * across;
  },
  gradient(point) {
    const { x, y } = coordinates(point);
    const across = y - x * x;
    return Float64Array.of(-2 * (1 - x) - 400 * x * across, 200 * across);
  },
  hessian(point) {
    const { x, y } = coordinates(point);
    return Float64Array.of(2 - 400 * y + 1200 * x * x, -400 * x, -400 * x, 200);
  },
};

function coordinates(point: ArrayLike<number>): { x: number; y: number } {
  if (point.length !== 2) {
    throw new RangeError(`The point has ${point.length} coordinates; expected 2.`);
  }
  return { x: point[0] as number, y: point[1] as number };
}
