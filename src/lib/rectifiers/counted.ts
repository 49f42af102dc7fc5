/**
 * Activation functions written out in single operations, each of which is counted:
 * additions (and subtractions), multiplications, divisions, comparisons (max, abs and
 * sign among them) and scalings by a power of two. Seconds depend on the machine;
 * these do not.
 *
 * exp and ln(1 + y) follow Sun's fdlibm (e_exp.c, s_log1p.c), whose rational and
 * polynomial approximations most mathematics libraries share.
 */
import type { ActivationKind } from './activations.ts';

export type CountedKind = Exclude<ActivationKind, 'prelu' | 'gelu'>;

/** A value or slope, and the operations it took. */
export interface Counted {
  readonly result: number;
  readonly operations: number;
}

/**
 * The activation function at `x`, with α = 1 for softplus and elu and 0.01 for leaky.
 * For |x| up to 700.
 */
export function countedValue(kind: CountedKind, x: number): Counted {
  const at = createArithmetic();
  return { result: VALUES[kind](at, x), operations: at.operations() };
}

/**
 * Its slope at `x`, from the value `y` already computed, as a network does on the way
 * back.
 */
export function countedSlope(kind: CountedKind, x: number, y: number): Counted {
  const at = createArithmetic();
  return { result: SLOPES[kind](at, x, y), operations: at.operations() };
}

/** Single operations that count themselves. */
interface Arithmetic {
  add: (a: number, b: number) => number;
  subtract: (a: number, b: number) => number;
  times: (a: number, b: number) => number;
  over: (a: number, b: number) => number;
  above: (a: number, b: number) => boolean;
  max: (a: number, b: number) => number;
  abs: (a: number) => number;
  round: (a: number) => number;
  /** a·2^k: an addition in the exponent. */
  scale: (a: number, k: number) => number;
  operations: () => number;
}

function createArithmetic(): Arithmetic {
  let operations = 0;
  const one = <T>(result: T): T => {
    operations++;
    return result;
  };
  return {
    add: (a, b) => one(a + b),
    subtract: (a, b) => one(a - b),
    times: (a, b) => one(a * b),
    over: (a, b) => one(a / b),
    above: (a, b) => one(a > b),
    max: (a, b) => one(Math.max(a, b)),
    abs: (a) => one(Math.abs(a)),
    round: (a) => one(Math.round(a)),
    scale: (a, k) => one(a * 2 ** k),
    operations: () => operations,
  };
}

type Of = (at: Arithmetic, x: number) => number;

const VALUES: Readonly<Record<CountedKind, Of>> = {
  relu: (at, x) => at.max(0, x),
  leaky: (at, x) => (at.above(x, 0) ? x : at.times(0.01, x)),
  // max(0, x) + ln(1 + exp(−|x|)).
  softplus: (at, x) => at.add(at.max(0, x), log1p(at, exp(at, -at.abs(x)))),
  tanh(at, x) {
    const e = exp(at, at.times(-2, at.abs(x)));
    const size = at.over(at.subtract(1, e), at.add(1, e));
    return at.above(x, 0) ? size : -size;
  },
  sigmoid: (at, x) => at.over(1, at.add(1, exp(at, -x))),
  elu: (at, x) => (at.above(x, 0) ? x : at.subtract(exp(at, x), 1)),
};

const SLOPES: Readonly<Record<CountedKind, (at: Arithmetic, x: number, y: number) => number>> = {
  relu: (at, x) => (at.above(x, 0) ? 1 : 0),
  leaky: (at, x) => (at.above(x, 0) ? 1 : 0.01),
  // σ(x) = 1 − exp(−softplus(x)).
  softplus: (at, _, y) => at.subtract(1, exp(at, -y)),
  tanh: (at, _, y) => at.subtract(1, at.times(y, y)),
  sigmoid: (at, _, y) => at.times(y, at.subtract(1, y)),
  elu: (at, x, y) => (at.above(x, 0) ? 1 : at.add(y, 1)),
};

const LN2_HIGH = 6.9314718036912381649e-1;
const LN2_LOW = 1.90821492927058770002e-10;
const INVERSE_LN2 = 1.442695040888963387;
const EXP_TERMS = [
  1.66666666666666019037e-1, -2.77777777770155933842e-3, 6.61375632143793436117e-5,
  -1.6533902205465251539e-6, 4.13813679705723846039e-8,
];
const LOG_TERMS = [
  6.66666666666673513e-1, 3.999999999940941908e-1, 2.857142874366239149e-1, 2.222219843214978396e-1,
  1.818357216161805012e-1, 1.531383769920937332e-1, 1.479819860511658591e-1,
];

/** exp(x) = 2^k·exp(r) with |r| ≤ ln 2/2, and exp(r) from a rational approximation. */
function exp(at: Arithmetic, x: number): number {
  const k = at.round(at.times(x, INVERSE_LN2));
  const high = at.subtract(x, at.times(k, LN2_HIGH));
  const low = at.times(k, LN2_LOW);
  const r = at.subtract(high, low);
  const square = at.times(r, r);
  const c = at.subtract(r, at.times(square, series(at, EXP_TERMS, square)));
  const part = at.over(at.times(r, c), at.subtract(2, c));
  const result = at.subtract(1, at.subtract(at.subtract(low, part), high));
  return at.scale(result, k);
}

/** ln(1 + y) for 0 ≤ y ≤ 1, through s = f/(2 + f) with |f| ≤ √2 − 1. */
function log1p(at: Arithmetic, y: number): number {
  const halved = at.above(y, Math.SQRT2 - 1);
  const f = halved ? at.scale(at.subtract(y, 1), -1) : y;
  const half = at.times(at.times(0.5, f), f);
  const s = at.over(f, at.add(2, f));
  const square = at.times(s, s);
  const rest = at.times(square, series(at, LOG_TERMS, square));
  const log = at.subtract(f, at.subtract(half, at.times(s, at.add(half, rest))));
  return halved ? at.add(log, LN2_HIGH + LN2_LOW) : log;
}

/** a₀ + x(a₁ + x(a₂ + …)). */
function series(at: Arithmetic, terms: readonly number[], x: number): number {
  let sum = terms.at(-1)!;
  for (let i = terms.length - 2; i >= 0; i--) sum = at.add(terms[i]!, at.times(x, sum));
  return sum;
}
