import { norm } from '../numeric/vector.ts';
import { solveInPlace } from './solve.ts';
import type { Landscape, Stationary } from './stationary.ts';

/**
 * Plain Newton steps −H⁻¹g from `start`, undamped, until ‖g‖ ≤ `tolerance` or `limit` steps. It
 * stops where it is if H is singular.
 */
export function newtonPoint(
  { dimension: n, evaluate, hessian }: Landscape,
  start: ArrayLike<number>,
  { tolerance = 1e-10, limit = 20 }: { readonly tolerance?: number; readonly limit?: number } = {},
): Stationary {
  const x = Float64Array.from(start);
  const g = new Float64Array(n);
  for (let steps = 0; ; steps++) {
    const value = evaluate(x, g);
    const gradient = norm(g);
    if (gradient <= tolerance || steps === limit || !solveInPlace(hessian(x), g, n)) {
      return { x, value, gradient, steps };
    }
    for (let i = 0; i < n; i++) x[i] = x[i]! - g[i]!;
  }
}
