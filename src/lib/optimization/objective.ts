/** A function of n variables that is twice differentiable. */
export interface Objective {
  readonly dimension: number;
  value(x: ArrayLike<number>): number;
  /** n entries. */
  gradient(x: ArrayLike<number>): Float64Array;
  /** n×n, row-major, symmetric. */
  hessian(x: ArrayLike<number>): Float64Array;
}
