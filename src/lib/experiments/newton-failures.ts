/**
 * Newton's method where it does not do what is hoped: a cycle, a start on and
 * beyond the edge, a maximum, a saddle, a point without curvature.
 */
import { defineExperiment } from '../lab/define.ts';
import { bisect } from '../numeric/bisect.ts';
import { norm } from '../numeric/vector.ts';
import { newton } from '../optimization/newton.ts';
import type { StationaryKind, StationaryTrace } from '../optimization/newton-stationary.ts';
import { newtonStationary } from '../optimization/newton-stationary.ts';
import { quadratic } from '../optimization/quadratic.ts';
import { quadraticModel1d } from '../optimization/quadratic-model.ts';
import { symmetricEigenvalues } from '../optimization/spectrum.ts';
import type { StopReason } from '../optimization/stop-reason.ts';

/** One run for f′ = 0. Item k of a list belongs to step k, the start being step 0. */
export type FailureRun = {
  start: number;
  xs: number[];
  /** |f′| at the last iterate. */
  lastSlope: number;
  reason: StopReason;
  steps: number;
  /** A stationary point of f, found without Newton's method. */
  stationary: number;
  /** Distances of the iterates from it. */
  distances: number[];
  /** Largest distance over the distance before it: 1 or more if some step does not come closer. */
  largestGrowth: number;
};

/** What the first step does to the quadratic it is computed from. */
export type StepOfModel = {
  /** f′ and f″ at the start. */
  slope: number;
  curvature: number;
  step: number;
  /** |f′ + f″Δ| after the step: 0 if it solves the equation. */
  residual: number;
  /** Change of the quadratic: negative downhill, positive uphill. */
  change: number;
};

export type NewtonFailuresResult = {
  /** f = x⁴/4 − x² + 2x: from 0 for ever 0, 1, 0, 1. */
  cycle: FailureRun & {
    period: number;
    /** Started beside 0: where it is after `steps` steps, and how far that is from the cycle. */
    nearby: { start: number; steps: number; distance: number };
  };
  /** f = √(1 + x²): the step is x → −x³. */
  hyperbola: { near: FailureRun; edge: FailureRun; far: FailureRun; firstStep: StepOfModel };
  /** f = cos x from ½: to the maximum at 0. */
  cosine: FailureRun & { kind: StationaryKind; curvature: number; firstStep: StepOfModel };
  /** f = x² − y²: the saddle in one step. */
  saddle: {
    path: number[][];
    steps: number;
    reason: StopReason;
    lastGradient: number;
    eigenvalues: number[];
    solver: string;
  };
  /** f = x³/3 − x from 0, where f″ = 0. */
  inflection: {
    start: number;
    curvature: number;
    lastSlope: number;
    reason: StopReason;
    /** Steps that could be taken. */
    steps: number;
  };
};

const NEARBY_START = 0.1;
const NEARBY_STEPS = 20;

export const newtonFailures = defineExperiment<NewtonFailuresResult>({
  id: 'newton-failures',
  title: 'Newton’s method: cycle, divergence, maximum, saddle, no curvature',
  seed: 0,
  run({ count }) {
    const counted = (trace: StationaryTrace): StationaryTrace => {
      count(2 * trace.xs.length);
      return trace;
    };
    const cycleFrom = (start: number, limit: number): StationaryTrace =>
      counted(newtonStationary(cubicSlope, cubicCurvature, start, { limit }));
    const hyperbolaFrom = (start: number): FailureRun =>
      failureRun(counted(newtonStationary(hyperbolaSlope, hyperbolaCurvature, start)), 0);

    const cycle = cycleFrom(0, 50);
    // The search stops at the first return; a second round shows that it is a cycle.
    const again = cycleFrom(cycle.xs.at(-1) as number, 50);
    const rounds = { ...again, xs: [...cycle.xs, ...again.xs.slice(1)] };
    const nearby = cycleFrom(NEARBY_START, NEARBY_STEPS).xs.at(-1) as number;
    const cosine = counted(
      newtonStationary(
        (x) => -Math.sin(x),
        (x) => -Math.cos(x),
        0.5,
      ),
    );
    const inflection = counted(
      newtonStationary(
        (x) => x * x - 1,
        (x) => 2 * x,
        0,
      ),
    );

    return {
      cycle: {
        ...failureRun(rounds, bisect(cubicSlope, -3, -1)),
        period: cycle.period ?? 0,
        nearby: {
          start: NEARBY_START,
          steps: NEARBY_STEPS,
          distance: Math.min(Math.abs(nearby), Math.abs(nearby - 1)),
        },
      },
      hyperbola: {
        near: hyperbolaFrom(0.9),
        edge: hyperbolaFrom(1),
        far: hyperbolaFrom(1.1),
        firstStep: stepOfModel(hyperbolaSlope(0.9), hyperbolaCurvature(0.9)),
      },
      cosine: {
        ...failureRun(cosine, 0),
        kind: cosine.kind ?? 'undecided',
        curvature: cosine.slopes.at(-1) as number,
        firstStep: stepOfModel(-Math.sin(0.5), -Math.cos(0.5)),
      },
      saddle: saddle(),
      inflection: {
        start: 0,
        curvature: inflection.slopes[0] as number,
        lastSlope: Math.abs(inflection.values.at(-1) as number),
        reason: inflection.reason,
        steps: inflection.xs.length - 1,
      },
    };
  },
});

/** f′ and f″ of f = x⁴/4 − x² + 2x. */
function cubicSlope(x: number): number {
  return (x * x - 2) * x + 2;
}

function cubicCurvature(x: number): number {
  return 3 * x * x - 2;
}

/** f′ and f″ of f = √(1 + x²). */
function hyperbolaSlope(x: number): number {
  return x / Math.sqrt(1 + x * x);
}

function hyperbolaCurvature(x: number): number {
  return 1 / ((1 + x * x) * Math.sqrt(1 + x * x));
}

function failureRun(trace: StationaryTrace, stationary: number): FailureRun {
  const distances = trace.xs.map((x) => Math.abs(x - stationary));
  const growths = distances
    .slice(1)
    .map((distance, k) => ({ distance, before: distances[k] as number }))
    .filter(({ before }) => before > 0)
    .map(({ distance, before }) => distance / before);
  return {
    start: trace.xs[0] as number,
    xs: trace.xs,
    lastSlope: Math.abs(trace.values.at(-1) as number),
    reason: trace.reason,
    steps: trace.xs.length - 1,
    stationary,
    distances,
    largestGrowth: Math.max(...growths),
  };
}

function stepOfModel(slope: number, curvature: number): StepOfModel {
  const model = quadraticModel1d(0, slope, curvature);
  const step = -slope / curvature;
  return {
    slope,
    curvature,
    step,
    residual: Math.abs(model.derivative(step)),
    change: model.value(step),
  };
}

function saddle(): NewtonFailuresResult['saddle'] {
  const H = [2, 0, 0, -2];
  const form = quadratic(H);
  const { path, gradientNorms, solvers, reason } = newton(form, [3, -2]);
  return {
    path: path.map((x) => Array.from(x)),
    steps: path.length - 1,
    reason,
    lastGradient: gradientNorms.at(-1) ?? norm(form.gradient([3, -2])),
    eigenvalues: symmetricEigenvalues(H, 2),
    solver: solvers[0] ?? 'none',
  };
}
