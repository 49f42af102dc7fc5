import { psi } from './psi.ts';
import { psiPrime } from './psi-prime.ts';

/** What takes the place of cos θ for a sample's own class, and its slopes. */
export interface TargetValue {
  /** Value; the logit is this times the scale. */
  readonly value: number;
  /** Slope by θ, per radian. */
  readonly byAngle: number;
  /** Slope by the feature's norm; 0 where the norm does not enter or is taken as a constant. */
  readonly byNorm: number;
}

/**
 * The own class's cosine, changed by a margin.
 *
 * @param theta angle between feature and own weight in radians, 0 to π
 * @param length norm of the feature
 */
export type Target = (theta: number, length: number) => TargetValue;

/** No margin: cos θ. */
export const cosineTarget: Target = (theta) => ({
  value: Math.cos(theta),
  byAngle: -Math.sin(theta),
  byNorm: 0,
});

/**
 * ψ(θ) of A-Softmax and L-Softmax, mixed with λ parts of cos θ while training
 * settles: (λ cos θ + ψ(θ)) / (1 + λ).
 *
 * @param m margin, a whole number from 1
 * @param lambda from 0 (ψ alone)
 * @throws RangeError if `m` or `lambda` lies outside
 * @see Liu et al. 2017, SphereFace, and Liu et al. 2016, L-Softmax
 */
export function psiTarget(m: number, lambda = 0): Target {
  if (!(Number.isInteger(m) && m >= 1)) {
    throw new RangeError(`m is ${m}; it must be a whole number from 1`);
  }
  if (!(lambda >= 0 && Number.isFinite(lambda))) {
    throw new RangeError(`lambda is ${lambda}; it must be finite and 0 or more`);
  }
  return (theta) => ({
    value: (lambda * Math.cos(theta) + psi(theta, m)) / (1 + lambda),
    byAngle: (psiPrime(theta, m) - lambda * Math.sin(theta)) / (1 + lambda),
    byNorm: 0,
  });
}

/**
 * CosFace: cos θ − m.
 *
 * @param m margin, finite, from 0
 * @throws RangeError if `m` lies outside
 * @see Wang et al. 2018, CosFace, eq. (4)
 */
export function cosFaceTarget(m: number): Target {
  checkMargin(m);
  return (theta) => ({ value: Math.cos(theta) - m, byAngle: -Math.sin(theta), byNorm: 0 });
}

/**
 * ArcFace as it is printed: cos(θ + m). It rises again beyond θ = π − m.
 *
 * @param m margin in radians, from 0 to π
 * @throws RangeError if `m` lies outside
 * @see Deng et al. 2019, ArcFace, eq. (3)
 */
export function arcFaceTarget(m: number): Target {
  checkMargin(m);
  if (m > Math.PI) throw new RangeError(`m is ${m}; an angle to add is at most π`);
  return (theta) => ({ value: Math.cos(theta + m), byAngle: -Math.sin(theta + m), byNorm: 0 });
}

/**
 * ArcFace as its authors' code has it: cos(θ + m) up to θ = π − m, and
 * cos θ − m·sin m beyond, so that it falls over the whole of [0, π]. The two pieces
 * do not meet: at π − m the value drops by cos m + m·sin m − 1, about m²/2.
 *
 * @param m margin in radians, from 0 to π
 * @throws RangeError if `m` lies outside
 */
export function arcFaceCodeTarget(m: number): Target {
  const printed = arcFaceTarget(m);
  const beyond = m * Math.sin(m);
  return (theta, length) =>
    theta <= Math.PI - m
      ? printed(theta, length)
      : { value: Math.cos(theta) - beyond, byAngle: -Math.sin(theta), byNorm: 0 };
}

/** What MagFace ties to the norm a of a feature. */
export interface MagFaceSettings {
  /** Smallest and largest norm, 0 < `lower` < `upper`; norms outside count as the nearer end. */
  readonly lower: number;
  readonly upper: number;
  /** Margin in radians at the two ends, 0 ≤ `least` ≤ `most` ≤ π. */
  readonly least: number;
  readonly most: number;
}

/**
 * MagFace: cos(θ + m(a)), with a margin m(a) that grows linearly with the norm.
 *
 * @throws RangeError if a setting lies outside
 * @see Meng et al. 2021, MagFace, eq. (4)
 */
export function magFaceTarget(settings: MagFaceSettings): Target {
  const { lower, upper, least, most } = settings;
  if (!(lower > 0 && lower < upper && Number.isFinite(upper))) {
    throw new RangeError(`norms run from ${lower} to ${upper}; there must be 0 < lower < upper`);
  }
  if (!(least >= 0 && least <= most && most <= Math.PI)) {
    throw new RangeError(
      `margins run from ${least} to ${most}; there must be 0 ≤ least ≤ most ≤ π`,
    );
  }
  const slope = (most - least) / (upper - lower);
  return (theta, length) => {
    const inside = length > lower && length < upper;
    const margin = least + slope * (Math.min(Math.max(length, lower), upper) - lower);
    const falling = -Math.sin(theta + margin);
    return {
      value: Math.cos(theta + margin),
      byAngle: falling,
      byNorm: inside ? falling * slope : 0,
    };
  };
}

/**
 * AdaFace: cos(θ + g_angle) − g_add with g_angle = −m·ẑ and g_add = m·ẑ + m, where
 * ẑ in [−1, 1] says how long the feature is among its batch. No gradient flows
 * through ẑ: the norm is a measure of quality there, not something to train.
 *
 * The sum θ − m·ẑ is kept within [0, π], as the authors' code does.
 *
 * @param m margin, from 0 to π/2
 * @param quality ẑ of a norm, clipped to [−1, 1] here
 * @throws RangeError if `m` lies outside, or ẑ is not a number
 * @see Kim et al. 2022, AdaFace, eq. (13)
 */
export function adaFaceTarget(m: number, quality: (length: number) => number): Target {
  checkMargin(m);
  if (m > Math.PI / 2) throw new RangeError(`m is ${m}; it must be at most π/2`);
  return (theta, length) => {
    const z = Math.min(Math.max(quality(length), -1), 1);
    if (Number.isNaN(z)) throw new RangeError(`quality of norm ${length} is not a number`);
    const moved = theta - m * z;
    const kept = Math.min(Math.max(moved, 0), Math.PI);
    return {
      value: Math.cos(kept) - m * z - m,
      byAngle: kept === moved ? -Math.sin(kept) : 0,
      byNorm: 0,
    };
  };
}

function checkMargin(m: number): void {
  if (!(m >= 0 && Number.isFinite(m))) {
    throw new RangeError(`m is ${m}; it must be finite and 0 or more`);
  }
}
