import { log1pExp } from '../numeric/log1p-exp.ts';
import { sigmoid } from '../numeric/sigmoid.ts';

/** An activation that can be differentiated twice everywhere, as a Hessian needs it. */
export interface SmoothActivation {
  /** φ(a). */
  readonly value: (a: number) => number;
  /** φ′(a). */
  readonly slope: (a: number) => number;
  /** φ″(a). */
  readonly curvature: (a: number) => number;
}

/** tanh; its derivatives by 1/cosh², for 1 − tanh² loses every digit once tanh rounds to 1. */
export const TANH: SmoothActivation = {
  value: Math.tanh,
  slope: sechSquared,
  curvature: (a) => -2 * Math.tanh(a) * sechSquared(a),
};

/** ln(1 + eᵃ), the smooth rectifier; its slope is the logistic function. */
export const SOFTPLUS: SmoothActivation = {
  value: log1pExp,
  slope: sigmoid,
  curvature: (a) => sigmoid(a) * sigmoid(-a),
};

/** 1/cosh²(a), written with e^(−2|a|), which cannot overflow. */
function sechSquared(a: number): number {
  const e = Math.exp(-2 * Math.abs(a));
  return (4 * e) / ((1 + e) * (1 + e));
}
