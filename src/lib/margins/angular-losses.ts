import type { AngularLoss } from './angular-loss.ts';
import {
  adaFaceTarget,
  arcFaceTarget,
  cosFaceTarget,
  cosineTarget,
  type MagFaceSettings,
  magFaceTarget,
  psiTarget,
} from './targets.ts';

/** Softmax of a linear layer without biases. */
export const softmaxLoss: AngularLoss = { target: cosineTarget, scale: 'norm', weights: 'free' };

/** Modified softmax: weights of norm one, features with their own norm (SphereFace, eq. (5)). */
export const modifiedSoftmax: AngularLoss = {
  target: cosineTarget,
  scale: 'norm',
  weights: 'unit',
};

/** A-Softmax with margin m, annealed by λ (SphereFace, eq. (7)). See `psiTarget`. */
export function aSoftmax(m: number, lambda = 0): AngularLoss {
  return { target: psiTarget(m, lambda), scale: 'norm', weights: 'unit' };
}

/** L-Softmax with margin m: A-Softmax that keeps the weights' norms. See `psiTarget`. */
export function lSoftmax(m: number, lambda = 0): AngularLoss {
  return { target: psiTarget(m, lambda), scale: 'norm', weights: 'free' };
}

/** Softmax of normalised features and weights, times a scale (NormFace). */
export function normalisedSoftmax(scale: number): AngularLoss {
  return { target: cosineTarget, scale, weights: 'unit' };
}

/** CosFace: a margin m taken off the cosine. See `cosFaceTarget`. */
export function cosFace(scale: number, m: number): AngularLoss {
  return { target: cosFaceTarget(m), scale, weights: 'unit' };
}

/** ArcFace: a margin m added to the angle. See `arcFaceTarget`. */
export function arcFace(scale: number, m: number): AngularLoss {
  return { target: arcFaceTarget(m), scale, weights: 'unit' };
}

/** MagFace without its regulariser: an angle added that grows with the norm. See `magFaceTarget`. */
export function magFace(scale: number, settings: MagFaceSettings): AngularLoss {
  return { target: magFaceTarget(settings), scale, weights: 'unit' };
}

/** AdaFace: angle and cosine margin by the quality of the feature. See `adaFaceTarget`. */
export function adaFace(
  scale: number,
  m: number,
  quality: (length: number) => number,
): AngularLoss {
  return { target: adaFaceTarget(m, quality), scale, weights: 'unit' };
}

/**
 * λ of A-Softmax at a step: max(`floor`, `start` / (1 + rate·step)), large at first,
 * where ψ alone would not train, then falling.
 *
 * @param step whole number from 0
 * @param settings `start` and `floor`, 0 ≤ floor ≤ start, and `rate` ≥ 0; the authors'
 *   published settings are 1000, 5 and 0.12
 * @throws RangeError if an argument lies outside
 */
export function annealedLambda(
  step: number,
  settings: { readonly start: number; readonly floor: number; readonly rate: number } = {
    start: 1000,
    floor: 5,
    rate: 0.12,
  },
): number {
  const { start, floor, rate } = settings;
  if (!(Number.isInteger(step) && step >= 0)) {
    throw new RangeError(`step is ${step}; it must be a whole number from 0`);
  }
  if (!(floor >= 0 && start >= floor && Number.isFinite(start) && rate >= 0)) {
    throw new RangeError(
      `start is ${start}, floor ${floor}, rate ${rate}; there must be 0 ≤ floor ≤ start and rate ≥ 0`,
    );
  }
  return Math.max(floor, start / (1 + rate * step));
}
