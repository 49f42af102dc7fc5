import { lbfgs } from '../numeric/lbfgs.ts';
import { type ClassData, checkClassData } from './class-data.ts';
import { softmaxRegression } from './softmax-regression.ts';

/** A softmax classifier fitted to data. */
export interface FittedSoftmax {
  readonly K: number;
  readonly d: number;
  /** K×d, row-major. */
  readonly W: Float64Array;
  /** K biases, all 0 where none were fitted. */
  readonly biases: Float64Array;
  /** Mean softmax loss, without the penalty. */
  readonly loss: number;
  /** Norm of the gradient left of the penalised mean loss. */
  readonly gradient: number;
  /** Multiply-adds spent on logits and gradients. */
  readonly operations: number;
}

/**
 * Softmax regression to convergence: the mean softmax loss plus ½·decay·‖W‖², from
 * W = 0, by L-BFGS. Biases are not penalised; they are the weights of a feature
 * that is 1 for every sample.
 *
 * With decay 0 the loss of separable data has no minimum; give some.
 *
 * @param options `decay` ≥ 0; whether to fit a `bias`; gradient `tolerance` (10⁻⁵)
 * @throws RangeError if shapes or options do not fit, or it did not converge
 */
export function fitSoftmax(
  data: ClassData,
  options: { readonly decay: number; readonly bias?: boolean; readonly tolerance?: number },
): FittedSoftmax {
  const n = checkClassData(data);
  const { decay, bias = false, tolerance = 1e-5 } = options;
  if (!(decay >= 0 && Number.isFinite(decay))) {
    throw new RangeError(`decay is ${decay}; it must be finite and 0 or more`);
  }
  const { K, d } = data;
  const columns = bias ? d + 1 : d;
  const features = bias ? withOnes(data.features, n, d) : data.features;
  const evaluate = softmaxRegression({ ...data, d: columns, features });
  let samples = n;
  if (data.weights !== undefined) {
    samples = 0;
    for (let i = 0; i < n; i++) samples += data.weights[i]!;
    if (!(samples > 0)) throw new RangeError('weights sum to 0; at least one must be above 0');
  }
  const found = lbfgs(
    (at, gradient) => {
      let value = evaluate(at, gradient) / samples;
      for (let k = 0; k < at.length; k++) {
        const penalty = bias && k % columns === d ? 0 : decay * at[k]!;
        value += 0.5 * penalty * at[k]!;
        gradient[k] = gradient[k]! / samples + penalty;
      }
      return value;
    },
    new Float64Array(K * columns),
    { tolerance, limit: 5000 },
  );
  const W = new Float64Array(K * d);
  const biases = new Float64Array(K);
  for (let j = 0; j < K; j++) {
    for (let a = 0; a < d; a++) W[j * d + a] = found.x[j * columns + a]!;
    if (bias) biases[j] = found.x[j * columns + d]!;
  }
  return {
    K,
    d,
    W,
    biases,
    loss: evaluate(found.x, null) / samples,
    gradient: found.gradient,
    operations: 2 * found.evaluations * K * nonZeros(features),
  };
}

/**
 * Logits W·x + b of one feature.
 *
 * @param features n×d, row-major
 * @param i which row
 */
export function logitsOf(
  { K, d, W, biases }: Pick<FittedSoftmax, 'K' | 'd' | 'W' | 'biases'>,
  features: ArrayLike<number>,
  i: number,
): Float64Array {
  return Float64Array.from({ length: K }, (_, j) => {
    let logit = biases[j]!;
    for (let a = 0; a < d; a++) logit += W[j * d + a]! * features[i * d + a]!;
    return logit;
  });
}

/** Index of the largest entry, the first of several. */
export function largestEntry(z: ArrayLike<number>): number {
  let best = 0;
  for (let j = 1; j < z.length; j++) if (z[j]! > z[best]!) best = j;
  return best;
}

function nonZeros(features: ArrayLike<number>): number {
  let found = 0;
  for (let k = 0; k < features.length; k++) if (features[k] !== 0) found += 1;
  return found;
}

function withOnes(features: ArrayLike<number>, n: number, d: number): Float64Array {
  const wide = new Float64Array(n * (d + 1)).fill(1);
  for (let i = 0; i < n; i++) {
    for (let a = 0; a < d; a++) wide[i * (d + 1) + a] = features[i * d + a]!;
  }
  return wide;
}
