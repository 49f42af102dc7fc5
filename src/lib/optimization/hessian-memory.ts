/** Bytes of a double. */
const DOUBLE = 8;

/**
 * Bytes that the Hessian of a model with `parameters` parameters takes in double
 * precision, all p² entries stored (its symmetry would save half).
 *
 * @throws RangeError if `parameters` is not a whole number from 1.
 */
export function hessianBytes(parameters: number): number {
  if (!Number.isInteger(parameters) || parameters < 1) {
    throw new RangeError(`parameters is ${parameters}; expected a whole number from 1.`);
  }
  return DOUBLE * parameters * parameters;
}
