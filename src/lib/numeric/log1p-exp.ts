/**
 * ln(1 + exp(z)), the softplus; with −d for z it is the logistic loss of a sample
 * with margin d. exp(z) alone overflows for z > 709, and 1 + exp(z) forgets the
 * exponential for z < −37; this form does neither.
 */
export function log1pExp(z: number): number {
  return Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z)));
}
