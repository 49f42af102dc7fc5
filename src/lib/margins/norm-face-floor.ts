import { log1pExp } from '../numeric/log1p-exp.ts';

/**
 * Least softmax loss that features and weights of norm ℓ can reach when all n
 * classes are equally frequent:
 *
 *     ln(1 + (n − 1)·exp(−ℓ²·n/(n − 1))).
 *
 * It is reached where the weights stand at the corners of a regular simplex, each
 * feature on its own weight; that needs at least n − 1 dimensions.
 *
 * @param classes n, a whole number from 2
 * @param scale ℓ², the product of the two norms, 0 or more
 * @throws RangeError if an argument lies outside
 * @see Wang et al. 2017, NormFace, proposition 2
 */
export function normFaceFloor(classes: number, scale: number): number {
  if (!(Number.isInteger(classes) && classes >= 2)) {
    throw new RangeError(`classes is ${classes}; it must be a whole number from 2`);
  }
  if (!(scale >= 0 && Number.isFinite(scale))) {
    throw new RangeError(`scale is ${scale}; it must be finite and 0 or more`);
  }
  return log1pExp(Math.log(classes - 1) - (scale * classes) / (classes - 1));
}
