/**
 * Activation functions and their slopes, in forms that hold for every finite x up to
 * the ends of double precision: no overflow, no slope lost in a tail.
 *
 * Sources: rectifier and softplus: Glorot, Bordes and Bengio 2011, section 3; leaky:
 * Maas, Hannun and Ng 2013; PReLU: He et al. 2015, equation 1; ELU: Clevert,
 * Unterthiner and Hochreiter 2016, equation 15; GELU: Hendrycks and Gimpel 2016.
 */
import { log1pExp } from '../numeric/log1p-exp.ts';
import { normalCdf } from '../numeric/normal-cdf.ts';
import { sigmoid } from '../numeric/sigmoid.ts';

export type ActivationKind =
  'relu' | 'leaky' | 'prelu' | 'softplus' | 'tanh' | 'sigmoid' | 'elu' | 'gelu';

export interface ActivationSpec {
  kind: ActivationKind;
  /**
   * leaky, prelu: the slope for x < 0 (by default 0.01 and 0.25). softplus: its
   * sharpness, ln(1 + exp(αx))/α (1). elu: minus its limit for x → −∞ (1). The others
   * have none.
   */
  alpha?: number;
}

/** A function of one number and its derivative. NaN gives NaN as a value. */
export interface Activation {
  readonly kind: ActivationKind;
  /** As given or by default; null where the function has none. */
  readonly alpha: number | null;
  readonly value: (x: number) => number;
  /** The derivative; at the kink of a rectifier, x = 0, that from the left. */
  readonly slope: (x: number) => number;
}

/**
 * The activation function that `spec` names. The rectifier's value is exactly 0 (never
 * −0) for every x ≤ 0, and its slope there is exactly 0. At x = 0 the slope is taken
 * from the left: 0 for relu, alpha for leaky, prelu and elu.
 *
 * @throws RangeError unless leaky has 0 ≤ alpha < 1, prelu a finite alpha, softplus and
 * elu a finite alpha above 0; or if alpha is given to a function that has none
 */
export function activation(spec: ActivationSpec): Activation {
  const { kind } = spec;
  const alpha = spec.alpha ?? DEFAULT_ALPHA[kind];
  checkAlpha(kind, alpha);
  const { value, slope } = FORMS[kind](alpha ?? 0);
  return { kind, alpha, value, slope };
}

type Form = Pick<Activation, 'value' | 'slope'>;

const DEFAULT_ALPHA: Readonly<Record<ActivationKind, number | null>> = {
  relu: null,
  leaky: 0.01,
  prelu: 0.25,
  softplus: 1,
  tanh: null,
  sigmoid: null,
  elu: 1,
  gelu: null,
};

const FORMS: Readonly<Record<ActivationKind, (alpha: number) => Form>> = {
  relu: () => ({
    // max keeps NaN, and gives 0 rather than −0.
    value: (x) => Math.max(0, x),
    slope: (x) => (x > 0 ? 1 : 0),
  }),
  leaky: bent,
  prelu: bent,
  softplus: (alpha) => ({
    // α·x may overflow to ±∞, where the correction is 0 and x itself is the value.
    value: (x) => Math.max(x, 0) + log1pExp(-Math.abs(alpha * x)) / alpha,
    slope: (x) => sigmoid(alpha * x),
  }),
  tanh: () => ({
    value: (x) => Math.tanh(x),
    slope: (x) => 4 * sigmoidSlope(2 * x),
  }),
  sigmoid: () => ({ value: sigmoid, slope: sigmoidSlope }),
  elu: (alpha) => ({
    // exp(x) − 1 would cancel near 0.
    value: (x) => (x > 0 ? x : alpha * Math.expm1(x)),
    slope: (x) => (x > 0 ? 1 : alpha * Math.exp(x)),
  }),
  gelu: () => ({
    value: (x) => x * normalCdf(x),
    // x²/2 overflows to ∞, where the density is 0.
    slope: (x) => normalCdf(x) + (x * Math.exp(-0.5 * x * x)) / Math.sqrt(2 * Math.PI),
  }),
};

/** x for x > 0, alpha·x for x ≤ 0. */
function bent(alpha: number): Form {
  return {
    value: (x) => (x > 0 ? x : alpha * x),
    slope: (x) => (x > 0 ? 1 : alpha),
  };
}

/** σ(x)(1 − σ(x)), which would be 0 for x > 37 when written so. */
function sigmoidSlope(x: number): number {
  const e = Math.exp(-Math.abs(x));
  return e / ((1 + e) * (1 + e));
}

function checkAlpha(kind: ActivationKind, alpha: number | null): void {
  if (alpha === null) return;
  if (DEFAULT_ALPHA[kind] === null) {
    throw new RangeError(`alpha is ${alpha}; ${kind} has none`);
  }
  const [holds, range] = RANGES[kind];
  if (!(Number.isFinite(alpha) && holds(alpha))) {
    throw new RangeError(`alpha is ${alpha}; for ${kind} it must be ${range}`);
  }
}

type Range = readonly [holds: (alpha: number) => boolean, words: string];

const ABOVE_ZERO: Range = [(alpha) => alpha > 0, 'a finite number above 0'];
const ANY: Range = [() => true, 'a finite number'];

const RANGES: Readonly<Record<ActivationKind, Range>> = {
  relu: ANY,
  leaky: [(alpha) => alpha >= 0 && alpha < 1, 'from 0 to below 1'],
  prelu: ANY,
  softplus: ABOVE_ZERO,
  tanh: ANY,
  sigmoid: ANY,
  elu: ABOVE_ZERO,
  gelu: ANY,
};
