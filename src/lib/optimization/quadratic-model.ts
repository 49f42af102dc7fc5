/**
 * The quadratic that Newton's method puts in the place of f at a point: the
 * Taylor expansion of second order.
 */
import { dot } from '../numeric/vector.ts';
import { multiply } from './vector.ts';

export interface QuadraticModel1d {
  /** f + f′Δ + ½f″Δ². */
  value(delta: number): number;
  /** f′ + f″Δ. */
  derivative(delta: number): number;
}

/** The model in one dimension, from f, f′ and f″ at the point. */
export function quadraticModel1d(
  value: number,
  derivative: number,
  curvature: number,
): QuadraticModel1d {
  return {
    value: (delta) => value + derivative * delta + 0.5 * curvature * delta * delta,
    derivative: (delta) => derivative + curvature * delta,
  };
}

export interface QuadraticModel {
  /** f + Δᵀ∇f + ½ΔᵀHΔ. */
  value(delta: ArrayLike<number>): number;
  /** ∇f + HΔ, n entries. */
  gradient(delta: ArrayLike<number>): Float64Array;
}

/**
 * The model in n dimensions, from f, ∇f (n entries) and the Hessian (n×n,
 * row-major, symmetric) at the point.
 *
 * @throws RangeError, on use, if the sizes do not fit.
 */
export function quadraticModel(
  value: number,
  gradient: ArrayLike<number>,
  hessian: ArrayLike<number>,
): QuadraticModel {
  return {
    value: (delta) => value + dot(delta, gradient) + 0.5 * dot(delta, multiply(hessian, delta)),
    gradient: (delta) => multiply(hessian, delta).map((v, i) => v + (gradient[i] as number)),
  };
}
