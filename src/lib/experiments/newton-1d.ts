/**
 * Newton's method in one dimension where it works: errors step by step against
 * roots known otherwise, and the rate at which they shrink.
 */
import { defineExperiment } from '../lab/define.ts';
import { bisect } from '../numeric/bisect.ts';
import type { NewtonOptions, NewtonTrace } from '../optimization/newton-root.ts';
import { newtonRoot } from '../optimization/newton-root.ts';
import { newtonStationary } from '../optimization/newton-stationary.ts';
import type { StopReason } from '../optimization/stop-reason.ts';

/** One run. Item k of a list belongs to step k, the start being step 0. */
export type Run = {
  /** The iterates. */
  xs: number[];
  /** The point sought, found without Newton's method. */
  solution: number;
  /** |x_k − solution|. */
  errors: number[];
  steps: number;
  reason: StopReason;
  lastError: number;
  /** Largest e_{k+1}/e_k while e_{k+1} is above rounding: below 1 if every step comes closer. */
  largestShrinkage: number;
};

/** A run to a simple root, where the error squares itself from step to step. */
export type QuadraticRun = Run & {
  /** e_{k+1}/e_k² while e_{k+1} is above rounding. */
  ratios: number[];
  lastRatio: number;
  /** What the ratio tends to: |g″/(2g′)| at the root. */
  limit: number;
};

/** A run to a double root, where the error is only halved. */
export type LinearRun = Run & {
  /** e_{k+1}/e_k. */
  ratios: number[];
  lastRatio: number;
};

export type Newton1dResult = {
  /** The minimum of e^x − 2x at ln 2, from 0: Newton's method on the derivative. */
  expMinus2x: QuadraticRun;
  roots: {
    /** x² − 2 from 1. */
    sqrt2: QuadraticRun;
    /** cos x − x from 1. */
    cosine: QuadraticRun;
    /** x³ − 2x − 5 from 2: Newton's own example. */
    cubic: QuadraticRun;
    /** (x − 1)² from 2. */
    double: LinearRun;
    /** Over the three simple roots. */
    largestError: number;
  };
};

/** Errors below this are too near rounding for a quotient of errors to mean anything. */
const ABOVE_ROUNDING = 1e-12;

export const newton1d = defineExperiment<Newton1dResult>({
  id: 'newton-1d',
  title: 'Newton’s method in one dimension: errors step by step',
  seed: 0,
  run({ count }) {
    const root = (
      g: (x: number) => number,
      slope: (x: number) => number,
      start: number,
      options: NewtonOptions = {},
    ): NewtonTrace => {
      const trace = newtonRoot(g, slope, start, options);
      count(2 * trace.xs.length);
      return trace;
    };

    // f = e^x − 2x: f′ = e^x − 2, f″ = f‴ = e^x, so f‴/(2f″) = ½ everywhere.
    const minimum = newtonStationary((x) => Math.exp(x) - 2, Math.exp, 0);
    count(2 * minimum.xs.length);

    const sqrt2 = quadraticRun(
      root(
        (x) => x * x - 2,
        (x) => 2 * x,
        1,
      ),
      Math.SQRT2,
      1 / (2 * Math.SQRT2),
    );

    const dottie = bisect((x) => Math.cos(x) - x, 0, 1);
    const cosine = quadraticRun(
      root(
        (x) => Math.cos(x) - x,
        (x) => -Math.sin(x) - 1,
        1,
      ),
      dottie,
      Math.cos(dottie) / (2 * (1 + Math.sin(dottie))),
    );

    const wallis = cardano(-2, -5);
    const cubic = quadraticRun(
      root(
        (x) => (x * x - 2) * x - 5,
        (x) => 3 * x * x - 2,
        2,
      ),
      wallis,
      (6 * wallis) / (2 * (3 * wallis * wallis - 2)),
    );

    // The error is the root of the value here, so the tolerance is its square.
    const double = linearRun(
      root(
        (x) => (x - 1) * (x - 1),
        (x) => 2 * (x - 1),
        2,
        { tolerance: 1e-24 },
      ),
      1,
    );

    return {
      expMinus2x: quadraticRun(minimum, Math.LN2, 0.5),
      roots: {
        sqrt2,
        cosine,
        cubic,
        double,
        largestError: Math.max(sqrt2.lastError, cosine.lastError, cubic.lastError),
      },
    };
  },
});

function run(trace: NewtonTrace, solution: number): Run {
  const errors = trace.xs.map((x) => Math.abs(x - solution));
  return {
    xs: trace.xs,
    solution,
    errors,
    steps: trace.xs.length - 1,
    reason: trace.reason,
    lastError: errors.at(-1) as number,
    largestShrinkage: Math.max(...quotients(errors, (e) => e)),
  };
}

function quadraticRun(trace: NewtonTrace, solution: number, limit: number): QuadraticRun {
  const found = run(trace, solution);
  const ratios = quotients(found.errors, (e) => e * e);
  return { ...found, ratios, lastRatio: ratios.at(-1) as number, limit };
}

function linearRun(trace: NewtonTrace, solution: number): LinearRun {
  const found = run(trace, solution);
  const ratios = quotients(found.errors, (e) => e);
  return { ...found, ratios, lastRatio: ratios.at(-1) as number };
}

/** e_{k+1} over a function of e_k, as long as e_{k+1} is above rounding. */
function quotients(errors: readonly number[], of: (error: number) => number): number[] {
  return errors
    .slice(1)
    .map((error, k) => ({ error, before: errors[k] as number }))
    .filter(({ error }) => error > ABOVE_ROUNDING)
    .map(({ error, before }) => error / of(before));
}

/**
 * The one real root of x³ + px + q where 4p³ + 27q² > 0, by Cardano's formula.
 */
function cardano(p: number, q: number): number {
  const discriminant = (q * q) / 4 + (p * p * p) / 27;
  const root = Math.sqrt(discriminant);
  return Math.cbrt(-q / 2 + root) + Math.cbrt(-q / 2 - root);
}
