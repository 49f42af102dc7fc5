import type { Objective } from './objective.ts';
import { dot } from '../numeric/vector.ts';
import { multiply } from './vector.ts';

/**
 * The quadratic ½xᵀHx − bᵀx with symmetric H (n×n row-major) and b (n entries,
 * zeros unless told). Its only stationary point, for invertible H, is H⁻¹b.
 *
 * @throws RangeError if H is not square, not symmetric, or b does not fit.
 */
export function quadratic(H: ArrayLike<number>, b?: ArrayLike<number>): Objective {
  const n = Math.round(Math.sqrt(H.length));
  if (n * n !== H.length || n === 0) {
    throw new RangeError(`H has ${H.length} entries; expected a square of a number from 1.`);
  }
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) {
      if (H[i * n + j] !== H[j * n + i]) {
        throw new RangeError(
          `H[${i}][${j}] is ${H[i * n + j]} and H[${j}][${i}] is ${H[j * n + i]}; expected a symmetric matrix.`,
        );
      }
    }
  }
  const linear = Float64Array.from(b ?? new Float64Array(n));
  if (linear.length !== n) {
    throw new RangeError(`b has ${linear.length} entries; expected ${n}.`);
  }
  return {
    dimension: n,
    value: (x) => 0.5 * dot(x, multiply(H, x)) - dot(linear, x),
    gradient: (x) => multiply(H, x).map((v, i) => v - (linear[i] as number)),
    hessian: () => Float64Array.from(H),
  };
}
