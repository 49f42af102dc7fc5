import { dot, norm, unit } from '../numeric/vector.ts';
import { angularLoss } from './angular-loss.ts';
import { normalisedSoftmax } from './angular-losses.ts';

/** The line from norm to age, f(r) = slope·r + offset. */
export interface AgeLine {
  readonly slope: number;
  readonly offset: number;
}

/**
 * OE-CNN's age head: ½(f(‖x‖) − z)², the error of the age read off the norm, with
 * gradients in the feature and in the line f. The gradient in x is a multiple of x.
 *
 * @param x d entries, not all 0
 * @param age z, in the unit the line gives
 * @throws RangeError if `x` has no direction
 * @see Wang et al. 2018, OE-CNN, the age loss
 */
export function ageLoss(
  x: ArrayLike<number>,
  { slope, offset }: AgeLine,
  age: number,
): {
  readonly loss: number;
  readonly feature: Float64Array;
  readonly bySlope: number;
  readonly byOffset: number;
} {
  const u = unit(x);
  const length = norm(x);
  const error = slope * length + offset - age;
  return {
    loss: 0.5 * error * error,
    feature: u.map((entry) => error * slope * entry),
    bySlope: error * length,
    byOffset: error,
  };
}

/**
 * Identity head on the direction alone: softmax of s·cos θⱼ, with gradients in the
 * feature and the K×d weights. Its gradient in x is perpendicular to x, as for any
 * function of x/‖x‖.
 *
 * OE-CNN puts an A-Softmax-like margin on top; that changes the target of the own
 * class and nothing in this argument.
 *
 * @param x d entries, not all 0
 * @param W K×d, row-major
 * @param label own class, 0 to K − 1
 * @param scale s, above 0
 * @throws RangeError if shapes do not fit or a vector has no direction
 */
export function identityLoss(
  x: ArrayLike<number>,
  W: ArrayLike<number>,
  label: number,
  scale: number,
): { readonly loss: number; readonly feature: Float64Array; readonly weights: Float64Array } {
  const { loss, features, weights } = angularLoss(
    { K: W.length / x.length, d: x.length, features: x, labels: [label] },
    W,
    normalisedSoftmax(scale),
  );
  return { loss, feature: features, weights };
}

/**
 * The notes' plane instead of the sphere: age is the height x_d (the last entry),
 * identity the foot (x₁, …, x_{d−1}), scored by squared distance to K centres. The
 * losses are ½(f(x_d) − z)² and the softmax loss of −½‖foot − cⱼ‖².
 *
 * @param x d ≥ 2 entries
 * @param centres K×(d − 1), row-major, K ≥ 2
 * @returns the two losses and their gradients in x: the age's has only a last entry,
 *   the identity's all but the last
 * @throws RangeError if shapes do not fit
 */
export function planeLosses(
  x: ArrayLike<number>,
  { slope, offset }: AgeLine,
  age: number,
  centres: ArrayLike<number>,
  label: number,
): {
  readonly age: { readonly loss: number; readonly feature: Float64Array };
  readonly identity: { readonly loss: number; readonly feature: Float64Array };
} {
  const d = x.length - 1;
  const K = centres.length / d;
  if (!(d >= 1 && Number.isInteger(K) && K >= 2)) {
    throw new RangeError(
      `x holds ${x.length} numbers and centres ${centres.length}; feet of ${d} dimensions need at least two centres`,
    );
  }
  if (!(Number.isInteger(label) && label >= 0 && label < K)) {
    throw new RangeError(`label is ${label}; it must be a whole number from 0 to ${K - 1}`);
  }
  const error = slope * x[d]! + offset - age;
  const byAge = new Float64Array(d + 1);
  byAge[d] = error * slope;
  const offsets = Array.from({ length: K }, (_, j) =>
    Float64Array.from({ length: d }, (_entry, a) => x[a]! - centres[j * d + a]!),
  );
  const logits = offsets.map((toCentre) => -0.5 * dot(toCentre, toCentre));
  const largest = Math.max(...logits);
  const powers = logits.map((z) => Math.exp(z - largest));
  const sum = powers.reduce((a, b) => a + b, 0);
  const byIdentity = new Float64Array(d + 1);
  powers.forEach((power, j) => {
    const residual = power / sum - (j === label ? 1 : 0);
    for (let a = 0; a < d; a++) byIdentity[a] = byIdentity[a]! - residual * offsets[j]![a]!;
  });
  return {
    age: { loss: 0.5 * error * error, feature: byAge },
    identity: { loss: largest + Math.log(sum) - logits[label]!, feature: byIdentity },
  };
}
