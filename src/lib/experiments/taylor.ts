/**
 * Taylor series at 0 against the functions they come from: errors of the partial
 * sums by degree, Lagrange's bound, what happens on and beyond the radius of
 * convergence, a function its series does not represent, and the loss of all
 * digits when alternating terms are added in double precision.
 */
import { defineExperiment } from '../lab/define.ts';
import { compensatedHorner } from '../optimization/compensated-horner.ts';
import {
  EXP_TERMS,
  expCompensated,
  expCondition,
  expDoubleDouble,
  expForward,
  expReciprocal,
  expTerms,
} from '../optimization/exp-series.ts';
import { lagrangeBound } from '../optimization/lagrange-bound.ts';
import { partialSum, partialSums } from '../optimization/partial-sum.ts';
import type { TaylorFunction, TaylorName } from '../optimization/taylor-functions.ts';
import { taylorFunctions } from '../optimization/taylor-functions.ts';

/** Errors of the partial sums at one point. Item n of a list belongs to degree n. */
export type ErrorsAt = {
  x: number;
  /** f(x). */
  value: number;
  /** |f(x) − partial sum|. */
  errors: number[];
};

/** The same with Lagrange's bound beside each error. */
export type BoundedErrorsAt = ErrorsAt & {
  bounds: number[];
  /** Largest error/bound over degrees 0 to 8; at most 1 if the bound is right. */
  largestShare: number;
};

/** The same with the degree at which the error is largest. */
export type PeakedErrorsAt = BoundedErrorsAt & { worstDegree: number; worstError: number };

/** One way of adding up the series, and how far off it is. */
export type Summed = { value: number; relativeError: number };

export type TaylorResult = {
  exp: {
    x1: BoundedErrorsAt;
    x2: BoundedErrorsAt;
    /** x = −3: the error grows before it falls. */
    xMinus3: PeakedErrorsAt;
    /** ξ of Lagrange's remainder e^ξ·x^(n+1)/(n+1)!, solved from the size of the error. */
    xi: {
      /** ξ for x = 1 by degree, 0 to 8. */
      x1: number[];
      /** Smallest and largest ξ/x over x = 1, 2, −3 and degrees 0 to 8: between 0 and 1. */
      smallestShare: number;
      largestShare: number;
    };
    /** Largest error of the sum of `terms` terms over `points` points from `from` to `to`. */
    interval: { from: number; to: number; points: number; terms: number; largestError: number };
  };
  sin: { x1: BoundedErrorsAt };
  cos: { x1: BoundedErrorsAt };
  /** ln(1 + x), radius 1. */
  log: { half: BoundedErrorsAt; one: BoundedErrorsAt; oneAndHalf: ErrorsAt };
  /** 1/(1 − x), radius 1. */
  geometric: { half: BoundedErrorsAt; minusOne: ErrorsAt };
  sqrt: { half: BoundedErrorsAt };
  /** arctan x: smooth on the whole line, radius 1 all the same. */
  arctan: { half: BoundedErrorsAt; oneAndHalf: ErrorsAt };
  /** Half-way to the radius (at ±3 where it is infinite), all analytic functions. */
  inside: { degree: number; largestError: number; byFunction: Partial<Record<TaylorName, number>> };
  /** On the radius itself, at a high degree. */
  edge: { degree: number; logAtOne: number; geometricAtMinusOne: number; largestError: number };
  /** exp(−1/x²): every coefficient at 0 is 0. */
  flat: { x: number; value: number; sum: number; error: number };
  /** The formula as printed, f(a) on the left: two numbers that should be equal. */
  printed: {
    exp: PrintedFormula;
    sin: PrintedFormula;
    log: PrintedFormula;
    smallestGap: number;
  };
  /** e^−20 and e^20 by adding up 200 terms in double precision. */
  cancellation: {
    x: number;
    terms: number;
    exact: number;
    forward: Summed;
    compensated: Summed;
    compensatedHorner: Summed;
    doubleDouble: Summed;
    reciprocal: Summed;
    /** The same sum at +20, where nothing cancels. */
    positive: Summed;
    /** Largest term in size. */
    largestTerm: number;
    /** Σ|terms| / |sum|. */
    condition: number;
  };
};

export type PrintedFormula = { a: number; x: number; left: number; right: number; gap: number };

/** Highest degree of the lists for series that converge fast, and for the logarithm's. */
const DEGREE = 20;
const LONG_DEGREE = 40;
/** Degrees over which errors are held against Lagrange's bound. Beyond, rounding is larger than the bound. */
const BOUND_DEGREE = 8;
/** Degree at which half the radius leaves less than 2⁻⁶⁰. */
const INSIDE_DEGREE = 60;
const INSIDE_X = 3;
/** Degree on the radius: the logarithm's error is about 1/(2n) there. */
const EDGE_DEGREE = 2000;
const INTERVAL = { from: -3, to: 3, points: 121, terms: 31 };
const CANCELLING_X = -20;

export const taylor = defineExperiment<TaylorResult>({
  id: 'taylor',
  title: 'Partial sums of Taylor series against their functions',
  seed: 0,
  run({ count }) {
    const { exp, log, sin, cos, geometric, sqrt, arctan, flat } = taylorFunctions;

    const errorsAt = (f: TaylorFunction, x: number, degree = DEGREE): ErrorsAt => {
      const value = f.value(x);
      const sums = partialSums(f.coefficients(degree), x);
      count((degree * degree) / 2);
      return { x, value, errors: sums.map((sum) => Math.abs(value - sum)) };
    };
    const boundedErrorsAt = (f: TaylorFunction, x: number, degree = DEGREE): BoundedErrorsAt => {
      const found = errorsAt(f, x, degree);
      const bounds = found.errors.map((_, n) => boundAt(f, x, n));
      const shares = found.errors
        .slice(0, BOUND_DEGREE + 1)
        .map((error, n) => error / (bounds[n] as number));
      return { ...found, bounds, largestShare: Math.max(...shares) };
    };
    const peakedErrorsAt = (f: TaylorFunction, x: number): PeakedErrorsAt => {
      const found = boundedErrorsAt(f, x);
      const worstError = Math.max(...found.errors);
      return { ...found, worstDegree: found.errors.indexOf(worstError), worstError };
    };

    return {
      exp: {
        x1: boundedErrorsAt(exp, 1),
        x2: boundedErrorsAt(exp, 2),
        xMinus3: peakedErrorsAt(exp, -3),
        xi: xiOfExp(),
        interval: { ...INTERVAL, largestError: overInterval(exp, count) },
      },
      sin: { x1: boundedErrorsAt(sin, 1) },
      cos: { x1: boundedErrorsAt(cos, 1) },
      log: {
        half: boundedErrorsAt(log, 0.5, LONG_DEGREE),
        one: boundedErrorsAt(log, 1, LONG_DEGREE),
        oneAndHalf: errorsAt(log, 1.5, LONG_DEGREE),
      },
      geometric: {
        half: boundedErrorsAt(geometric, 0.5),
        minusOne: errorsAt(geometric, -1),
      },
      sqrt: { half: boundedErrorsAt(sqrt, 0.5) },
      arctan: {
        half: boundedErrorsAt(arctan, 0.5),
        oneAndHalf: errorsAt(arctan, 1.5, LONG_DEGREE),
      },
      inside: inside(count),
      edge: edge(count),
      flat: flatAt(flat, 0.5),
      printed: printed(),
      cancellation: cancellation(count),
    };
  },
});

type Count = (operations: number) => void;

function boundAt(f: TaylorFunction, x: number, degree: number): number {
  if (f.derivativeBound === undefined) {
    throw new TypeError(`${f.name} has no bound on its derivatives`);
  }
  return lagrangeBound(f.derivativeBound(degree + 1, x), Math.abs(x), degree);
}

function xiOfExp(): TaylorResult['exp']['xi'] {
  const { value, coefficients } = taylorFunctions.exp;
  const xiAt = (x: number): number[] =>
    partialSums(coefficients(BOUND_DEGREE), x).map((sum, n) => {
      let rest = Math.abs(value(x) - sum);
      for (let k = 1; k <= n + 1; k++) rest *= k / Math.abs(x);
      return Math.log(rest);
    });
  const shares = [1, 2, -3].flatMap((x) => xiAt(x).map((xi) => xi / x));
  return { x1: xiAt(1), smallestShare: Math.min(...shares), largestShare: Math.max(...shares) };
}

function overInterval(f: TaylorFunction, count: Count): number {
  const { from, to, points, terms } = INTERVAL;
  const coefficients = f.coefficients(terms - 1);
  let largest = 0;
  for (let i = 0; i < points; i++) {
    const x = from + ((to - from) * i) / (points - 1);
    largest = Math.max(largest, Math.abs(f.value(x) - partialSum(coefficients, x)));
  }
  count(points * terms);
  return largest;
}

function inside(count: Count): TaylorResult['inside'] {
  const byFunction: Partial<Record<TaylorName, number>> = {};
  for (const f of Object.values(taylorFunctions)) {
    if (!f.analytic) continue;
    const coefficients = f.coefficients(INSIDE_DEGREE);
    const reach = Number.isFinite(f.radius) ? f.radius / 2 : INSIDE_X;
    const errors = [-reach, reach].map((x) => Math.abs(f.value(x) - partialSum(coefficients, x)));
    byFunction[f.name] = Math.max(...errors);
    count(2 * INSIDE_DEGREE);
  }
  return {
    degree: INSIDE_DEGREE,
    largestError: Math.max(...Object.values(byFunction)),
    byFunction,
  };
}

function edge(count: Count): TaylorResult['edge'] {
  const errorAt = (f: TaylorFunction, x: number): number => {
    count(EDGE_DEGREE);
    return Math.abs(f.value(x) - partialSum(f.coefficients(EDGE_DEGREE), x));
  };
  const logAtOne = errorAt(taylorFunctions.log, 1);
  const geometricAtMinusOne = errorAt(taylorFunctions.geometric, -1);
  return {
    degree: EDGE_DEGREE,
    logAtOne,
    geometricAtMinusOne,
    largestError: Math.max(logAtOne, geometricAtMinusOne),
  };
}

function flatAt(f: TaylorFunction, x: number): TaylorResult['flat'] {
  const value = f.value(x);
  const sum = partialSum(f.coefficients(INSIDE_DEGREE), x);
  return { x, value, sum, error: Math.abs(value - sum) };
}

/** Both sides of f(a) = Σ f⁽ⁿ⁾(a)/n!·(x − a)ⁿ at a = 0, the letter on the left taken at its word. */
function printed(): TaylorResult['printed'] {
  const literal = (f: TaylorFunction, x: number): PrintedFormula => {
    const left = f.value(0);
    const right = partialSum(f.coefficients(INSIDE_DEGREE), x);
    return { a: 0, x, left, right, gap: Math.abs(right - left) };
  };
  const exp = literal(taylorFunctions.exp, 1);
  const sin = literal(taylorFunctions.sin, 1);
  const log = literal(taylorFunctions.log, 0.5);
  return { exp, sin, log, smallestGap: Math.min(exp.gap, sin.gap, log.gap) };
}

function cancellation(count: Count): TaylorResult['cancellation'] {
  const x = CANCELLING_X;
  const exact = Math.exp(x);
  const summed = (value: number, truth = exact): Summed => ({
    value,
    relativeError: Math.abs(value - truth) / truth,
  });
  // Coefficients beyond 170! underflow to 0; their terms are below 10⁻⁸⁰ already.
  const coefficients = taylorFunctions.exp.coefficients(EXP_TERMS - 1);
  const terms = expTerms(x);
  count(6 * EXP_TERMS);
  return {
    x,
    terms: EXP_TERMS,
    exact,
    forward: summed(expForward(x)),
    compensated: summed(expCompensated(x)),
    compensatedHorner: summed(compensatedHorner(coefficients, x)),
    doubleDouble: summed(expDoubleDouble(x)),
    reciprocal: summed(expReciprocal(x)),
    positive: summed(expForward(-x), Math.exp(-x)),
    largestTerm: Math.max(...terms.map(Math.abs)),
    condition: expCondition(x),
  };
}
