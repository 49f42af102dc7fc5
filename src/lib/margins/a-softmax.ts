import { log1pExp } from '../numeric/log1p-exp.ts';
import { logSumExp } from '../numeric/log-sum-exp.ts';
import { angleBetween, dot, norm, unit } from '../numeric/vector.ts';
import { type ClassData, checkClassData } from './class-data.ts';
import { psi } from './psi.ts';

/**
 * A-Softmax loss, the mean over n samples of
 *
 *     −ln( exp(‖xᵢ‖ψ(θᵢ)) / (exp(‖xᵢ‖ψ(θᵢ)) + Σ_{j≠yᵢ} exp(‖xᵢ‖cos θⱼᵢ)) ),
 *
 * where θⱼᵢ is the angle between feature i and weight j and θᵢ that to its own
 * class. Weights count by their direction only, there are no biases, and the norm
 * is the feature's own in every exponent.
 *
 * The quotient is written ln(1 + Σ exp(‖xᵢ‖(cos θⱼᵢ − ψ(θᵢ)))): exp(‖xᵢ‖) itself
 * overflows for norms above 709. Angles come from `angleBetween`, as the arc cosine
 * is off by 10⁻⁸ near 0 and π. O(n·K·d).
 *
 * @param data K classes, n samples of d dimensions; sample weights count as repetitions
 * @param W K×d, row-major; rows need not have norm one
 * @param m margin, a whole number from 1; m = 1 is the modified softmax loss
 * @throws RangeError if shapes do not fit, K < 2, m is not a whole number from 1, a
 *   feature or weight is zero or not finite (it has no angle), or the loss overflows
 * @see Liu et al. 2017, SphereFace, the A-Softmax loss
 */
export function aSoftmaxLoss(data: ClassData, W: ArrayLike<number>, m: number): number {
  const n = checkClassData(data);
  const { K, d } = data;
  if (W.length !== K * d) {
    throw new RangeError(
      `W holds ${W.length} numbers; ${K} classes of ${d} dimensions make ${K * d}`,
    );
  }
  const directions = Array.from({ length: K }, (_, j) => direction(row(W, j, d), 'weight', j));
  let total = 0;
  let samples = 0;
  for (let i = 0; i < n; i++) {
    const x = row(data.features, i, d);
    const own = data.labels[i]!;
    const count = data.weights === undefined ? 1 : data.weights[i]!;
    total += count * sampleLoss(norm(x), direction(x, 'feature', i), directions, own, m);
    samples += count;
  }
  if (!(samples > 0)) throw new RangeError('weights sum to 0; at least one must be above 0');
  const loss = total / samples;
  if (!Number.isFinite(loss)) {
    throw new RangeError(`loss is ${loss}; a feature's norm is too large for double precision`);
  }
  return loss;
}

function sampleLoss(
  length: number,
  u: Float64Array,
  directions: readonly Float64Array[],
  own: number,
  m: number,
): number {
  const ownLogit = psi(angleBetween(u, directions[own]!), m);
  const excess = directions.filter((_, j) => j !== own).map((w) => length * (dot(u, w) - ownLogit));
  return log1pExp(logSumExp(excess));
}

function row(matrix: ArrayLike<number>, i: number, d: number): Float64Array {
  return Float64Array.from({ length: d }, (_, a) => matrix[i * d + a]!);
}

function direction(vector: Float64Array, name: string, i: number): Float64Array {
  try {
    return unit(vector);
  } catch (cause) {
    throw new RangeError(
      `${name} ${i} is [${vector.join(', ')}]; it must be finite and not zero to have an angle`,
      { cause },
    );
  }
}
