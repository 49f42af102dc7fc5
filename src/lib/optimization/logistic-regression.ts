import { log1pExp } from '../numeric/log1p-exp.ts';
import { sigmoid } from '../numeric/sigmoid.ts';
import { dot } from '../numeric/vector.ts';
import type { Objective } from './objective.ts';

/**
 * Logistic regression with an L2 penalty: the mean over samples of
 * ln(1 + e^z) − y·z with z = x·w, plus ½λ‖w‖². All entries of w are penalised;
 * a bias is a column of ones in X.
 *
 * `X` is n×d row-major, `y` holds n labels 0 or 1, `penalty` is λ ≥ 0.
 * Strictly convex for λ > 0, with Hessian XᵀDX/n + λI, D = diag(p(1 − p)).
 *
 * Source: Hastie, Tibshirani and Friedman, The Elements of Statistical Learning (2009), §4.4.
 *
 * @throws RangeError if sizes do not fit, a label is neither 0 nor 1, or λ is negative.
 */
export function logisticRegression(
  X: ArrayLike<number>,
  y: ArrayLike<number>,
  penalty: number,
): Objective {
  const n = y.length;
  const d = X.length / n;
  if (n === 0 || !Number.isInteger(d) || d === 0) {
    throw new RangeError(
      `X has ${X.length} entries for ${n} labels; expected a multiple, from 1 up.`,
    );
  }
  for (let i = 0; i < n; i++) {
    if (y[i] !== 0 && y[i] !== 1) {
      throw new RangeError(`y[${i}] is ${y[i]}; expected 0 or 1.`);
    }
  }
  if (!(penalty >= 0)) {
    throw new RangeError(`penalty is ${penalty}; expected a number from 0.`);
  }
  const rows = Float64Array.from(X);
  const row = (i: number): Float64Array => rows.subarray(i * d, (i + 1) * d);

  return {
    dimension: d,
    value(w) {
      let sum = 0;
      for (let i = 0; i < n; i++) {
        const z = dot(row(i), w);
        sum += log1pExp(z) - (y[i] as number) * z;
      }
      return sum / n + 0.5 * penalty * dot(w, w);
    },
    gradient(w) {
      const out = Float64Array.from(w, (v) => penalty * v);
      for (let i = 0; i < n; i++) {
        const x = row(i);
        const pull = (sigmoid(dot(x, w)) - (y[i] as number)) / n;
        for (let j = 0; j < d; j++) out[j] = (out[j] as number) + pull * (x[j] as number);
      }
      return out;
    },
    hessian(w) {
      const out = new Float64Array(d * d);
      for (let i = 0; i < n; i++) {
        const x = row(i);
        const z = dot(x, w);
        // p(1 − p) as σ(z)σ(−z): 1 − p would cancel for large z.
        const weight = (sigmoid(z) * sigmoid(-z)) / n;
        for (let j = 0; j < d; j++) {
          const scaled = weight * (x[j] as number);
          for (let k = 0; k <= j; k++) {
            out[j * d + k] = (out[j * d + k] as number) + scaled * (x[k] as number);
          }
        }
      }
      for (let j = 0; j < d; j++) {
        for (let k = 0; k < j; k++) out[k * d + j] = out[j * d + k] as number;
        out[j * d + j] = (out[j * d + j] as number) + penalty;
      }
      return out;
    },
  };
}

/**
 * Multiplications that one Hessian of n samples and d weights takes here: for each
 * sample z, the weighted row, and half of the d×d products. The exponentials are
 * not counted.
 */
export function logisticHessianCost(n: number, d: number): number {
  return n * (2 * d + (d * (d + 1)) / 2);
}
