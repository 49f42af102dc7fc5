import { log1pExp } from '../numeric/log1p-exp.ts';
import { logSumExp } from '../numeric/log-sum-exp.ts';
import { angleBetween, dot, norm, unit } from '../numeric/vector.ts';
import { type ClassData, checkClassData } from './class-data.ts';
import type { Target } from './targets.ts';

/** A loss and its slopes. */
export interface LossWithGradients {
  /** Mean over the samples. */
  readonly loss: number;
  /** n×d, row-major: slope by each feature. */
  readonly features: Float64Array;
  /** K×d, row-major: slope by each weight. */
  readonly weights: Float64Array;
}

/** Which of the family of softmax losses with angles. */
export interface AngularLoss {
  /** What takes the place of cos θ for the own class. */
  readonly target: Target;
  /** What every logit is multiplied by: a number above 0, or the feature's own norm. */
  readonly scale: number | 'norm';
  /** Whether weights count by their direction only, or by their norm too. */
  readonly weights: 'unit' | 'free';
}

/**
 * Softmax loss of logits zⱼ = s·vⱼ·cos θⱼ and, for the own class, s·v·t(θ): the mean
 * over the samples of ln(1 + Σ_{j≠y} exp(zⱼ − z_y)), with its gradients in features
 * and weights. Here s is the scale, vⱼ the norm of weight j (or 1) and t the target.
 * Plain softmax without biases is t = cos, s the feature's norm, v free; every other
 * loss of this family differs in these three alone.
 *
 * Stable: the loss is formed from differences of logits; angles by `angleBetween`;
 * the slope of θ is ±1/‖x‖ along the unit tangent from feature to weight, which is
 * formed from u − w (or u + w beyond a right angle), never by dividing by sin θ.
 * At θ = 0 and π exactly there is no such tangent; where t falls steeply there
 * (CosFace does not, ArcFace does) the loss has a corner, and the gradient given is the
 * one without a tangential part. O(n·K·d).
 *
 * @param data K ≥ 2 classes, n samples of d dimensions; sample weights count as repetitions
 * @param W K×d, row-major
 * @throws RangeError if shapes do not fit, K < 2, the scale is not above 0, a feature
 *   or weight is zero or not finite (it has no angle), or the loss overflows
 */
export function angularLoss(
  data: ClassData,
  W: ArrayLike<number>,
  kind: AngularLoss,
): LossWithGradients {
  const n = checkClassData(data);
  const { K, d } = data;
  if (W.length !== K * d) {
    throw new RangeError(
      `W holds ${W.length} numbers; ${K} classes of ${d} dimensions make ${K * d}`,
    );
  }
  const { target, scale } = kind;
  if (scale !== 'norm' && !(scale > 0 && Number.isFinite(scale))) {
    throw new RangeError(`scale is ${scale}; it must be finite and above 0`);
  }
  const rows = Array.from({ length: K }, (_, j) => row(W, j, d));
  const directions = rows.map((w, j) => direction(w, 'weight', j));
  const lengths = rows.map(norm);
  const sizes = kind.weights === 'unit' ? lengths.map(() => 1) : lengths;
  const samples = total(data, n);
  const features = new Float64Array(n * d);
  const weights = new Float64Array(K * d);
  let loss = 0;
  for (let i = 0; i < n; i++) {
    const x = row(data.features, i, d);
    const u = direction(x, 'feature', i);
    const length = norm(x);
    const own = data.labels[i]!;
    const share = (data.weights === undefined ? 1 : data.weights[i]!) / samples;
    const s = scale === 'norm' ? length : scale;
    const cosines = directions.map((w) => dot(u, w));
    const theta = angleBetween(u, directions[own]!);
    const aim = target(theta, length);
    const logits = cosines.map((c, j) => s * sizes[j]! * (j === own ? aim.value : c));
    const excess = logits.map((z, j) => (j === own ? -Infinity : z - logits[own]!));
    const lse = logSumExp(excess);
    const sample = log1pExp(lse);
    loss += share * sample;
    // p_j = exp(excess − loss); the own class's residual is minus their sum, since
    // p − 1 would lose its digits near the end of training.
    let others = 0;
    for (let j = 0; j < K; j++) {
      if (j === own) continue;
      const p = Math.exp(excess[j]! - sample);
      others += p;
      const w = directions[j]!;
      const pull = share * p;
      for (let a = 0; a < d; a++) {
        const across = u[a]! * -cosines[j]! + w[a]!;
        const back = w[a]! * -cosines[j]! + u[a]!;
        let slope = (s / length) * sizes[j]! * across;
        if (scale === 'norm') slope += sizes[j]! * cosines[j]! * u[a]!;
        features[i * d + a] = features[i * d + a]! + pull * slope;
        let turn = (s * sizes[j]! * back) / lengths[j]!;
        if (kind.weights === 'free') turn += s * cosines[j]! * w[a]!;
        weights[j * d + a] = weights[j * d + a]! + pull * turn;
      }
    }
    const w = directions[own]!;
    const push = -share * others;
    const fromFeature = tangent(u, w);
    const fromWeight = tangent(w, u);
    const size = sizes[own]!;
    for (let a = 0; a < d; a++) {
      // θ falls by 1/‖x‖ for each unit that x moves along the tangent towards w.
      let slope = s * size * (aim.byNorm * u[a]! - (aim.byAngle / length) * fromFeature[a]!);
      if (scale === 'norm') slope += size * aim.value * u[a]!;
      features[i * d + a] = features[i * d + a]! + push * slope;
      let turn = (-s * size * aim.byAngle * fromWeight[a]!) / lengths[own]!;
      if (kind.weights === 'free') turn += s * aim.value * w[a]!;
      weights[own * d + a] = weights[own * d + a]! + push * turn;
    }
  }
  if (!Number.isFinite(loss)) {
    throw new RangeError(`loss is ${loss}; a logit is too large for double precision`);
  }
  return { loss, features, weights };
}

/**
 * Unit vector at `u` along the great circle towards `v`, zero where there is none
 * (v = ±u). Both have norm one.
 */
function tangent(u: Float64Array, v: Float64Array): Float64Array {
  const side = dot(u, v) < 0 ? -1 : 1;
  // v − side·u is short near 0 and π but has all its digits; v − cos θ·u has not.
  const chord = v.map((entry, a) => entry - side * u[a]!);
  const along = dot(chord, u);
  const across = chord.map((entry, a) => entry - along * u[a]!);
  const length = norm(across);
  // Below this the tangent is rounding of the two unit vectors, with no direction of its own.
  return length <= Number.EPSILON ? across.fill(0) : across.map((entry) => entry / length);
}

function total(data: ClassData, n: number): number {
  if (data.weights === undefined) return n;
  let sum = 0;
  for (let i = 0; i < n; i++) sum += data.weights[i]!;
  if (!(sum > 0)) throw new RangeError('weights sum to 0; at least one must be above 0');
  return sum;
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
