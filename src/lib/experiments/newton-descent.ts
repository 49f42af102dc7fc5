/**
 * Newton's method against gradient descent where it is used to minimise: on
 * Rosenbrock's valley and on logistic regression over real measurements.
 */
import { defineExperiment } from '../lab/define.ts';
import { round } from '../numeric/round.ts';
import { gradientDescent } from '../optimization/gradient-descent.ts';
import { irisLogistic } from '../optimization/iris-logistic.ts';
import { newton } from '../optimization/newton.ts';
import { rosenbrock } from '../optimization/rosenbrock.ts';
import { symmetricEigenvalues } from '../optimization/spectrum.ts';
import type { StopReason } from '../optimization/stop-reason.ts';
import { distance } from '../optimization/vector.ts';

/** A sampled curve over steps, for drawing: `steps` are the numbers of the steps kept. */
export type Sampled = { steps: number[] };

export type NewtonDescentResult = {
  rosenbrock: {
    start: number[];
    minimum: number[];
    newton: {
      steps: number;
      reason: StopReason;
      /** All iterates. */
      path: number[][];
      values: number[];
      gradientNorms: number[];
      distances: number[];
      /** Steps after which the distance to the minimum was larger than before. */
      stepsAway: number;
    };
    gradientDescent: Sampled & {
      /** η. */
      step: number;
      /** Distance to the minimum at which it stops. */
      target: number;
      stepsTaken: number;
      reason: StopReason;
      path: number[][];
      values: number[];
      distances: number[];
    };
    /** Steps of gradient descent for each of Newton's. */
    stepsRatio: number;
  };
  iris: {
    samples: number;
    parameters: number;
    penalty: number;
    /** Smallest loss, and the weights there: four measurements and a bias. */
    minimum: number;
    weights: number[];
    /** Largest over smallest eigenvalue of the Hessian at the minimum. */
    condition: number;
    eigenvalues: number[];
    newton: {
      steps: number;
      reason: StopReason;
      losses: number[];
      /** Loss above the minimum. */
      gaps: number[];
      gradientNorms: number[];
      lastGradient: number;
    };
    gradientDescent: Sampled & {
      /** η = 1/L. */
      step: number;
      /** L: largest curvature the loss can have. */
      smoothness: number;
      /** Gap to the smallest loss at which it stops. */
      target: number;
      stepsTaken: number;
      reason: StopReason;
      gaps: number[];
    };
    stepsRatio: number;
  };
};

/** The customary start, on the far side of the bend. */
const START = [-1.2, 1];
const MINIMUM = [1, 1];
const ROSENBROCK_STEP = 1e-3;
const ROSENBROCK_TARGET = 1e-3;
const PENALTY = 1e-3;
const GAP = 1e-8;
/** More steps than either descent needs, so that a run ends. */
const LIMIT = 200_000;
/** Points kept of a long path. */
const KEPT = 160;
/** Multiplications of one gradient of Rosenbrock's function with its step. */
const ROSENBROCK_COST = 8;

export const newtonDescent = defineExperiment<NewtonDescentResult>({
  id: 'newton-descent',
  title: 'Newton’s method against gradient descent: Rosenbrock’s valley and iris',
  seed: 0,
  run({ count }) {
    return { rosenbrock: valley(count), iris: flowers(count) };
  },
});

type Count = (operations: number) => void;

function valley(count: Count): NewtonDescentResult['rosenbrock'] {
  const byNewton = newton(rosenbrock, START);
  const byGradient = gradientDescent(rosenbrock, START, {
    step: ROSENBROCK_STEP,
    limit: LIMIT,
    done: (x) => distance(x, MINIMUM) <= ROSENBROCK_TARGET,
  });
  count(ROSENBROCK_COST * byGradient.path.length + 3 * ROSENBROCK_COST * byNewton.path.length);

  const distances = byNewton.path.map((x) => distance(x, MINIMUM));
  const steps = byNewton.path.length - 1;
  const stepsTaken = byGradient.path.length - 1;
  const kept = spread(stepsTaken, KEPT);
  const points = kept.map((k) => byGradient.path[k] as Float64Array);
  return {
    start: START,
    minimum: MINIMUM,
    newton: {
      steps,
      reason: byNewton.reason,
      path: byNewton.path.map((x) => Array.from(x)),
      values: byNewton.path.map((x) => rosenbrock.value(x)),
      gradientNorms: byNewton.gradientNorms,
      distances,
      stepsAway: distances.slice(1).filter((d, k) => d > (distances[k] as number)).length,
    },
    gradientDescent: {
      step: ROSENBROCK_STEP,
      target: ROSENBROCK_TARGET,
      stepsTaken,
      reason: byGradient.reason,
      steps: kept,
      path: points.map((x) => Array.from(x, (v) => round(v, 6))),
      values: points.map((x) => round(rosenbrock.value(x), 6)),
      distances: points.map((x) => round(distance(x, MINIMUM), 6)),
    },
    stepsRatio: stepsTaken / steps,
  };
}

function flowers(count: Count): NewtonDescentResult['iris'] {
  const { objective, X, n, d } = irisLogistic(PENALTY);
  const start = new Float64Array(d);
  const byNewton = newton(objective, start);
  const weights = byNewton.path.at(-1) as Float64Array;
  const minimum = objective.value(weights);
  const eigenvalues = symmetricEigenvalues(objective.hessian(weights), d);

  // p(1 − p) ≤ ¼ bounds the Hessian by XᵀX/(4n) + λI, wherever the weights are.
  const smoothness = (symmetricEigenvalues(gram(X, n, d), d).at(-1) as number) / 4 + PENALTY;
  const step = 1 / smoothness;
  const byGradient = gradientDescent(objective, start, {
    step,
    limit: LIMIT,
    done: (w) => objective.value(w) - minimum <= GAP,
  });
  count(3 * n * d * byGradient.path.length + n * d * d * byNewton.path.length);

  const losses = byNewton.path.map((w) => objective.value(w));
  const steps = byNewton.path.length - 1;
  const stepsTaken = byGradient.path.length - 1;
  const kept = spread(stepsTaken, KEPT);
  return {
    samples: n,
    parameters: d,
    penalty: PENALTY,
    minimum,
    weights: Array.from(weights),
    condition: (eigenvalues.at(-1) as number) / (eigenvalues[0] as number),
    eigenvalues,
    newton: {
      steps,
      reason: byNewton.reason,
      losses,
      gaps: losses.map((loss) => Math.max(0, loss - minimum)),
      gradientNorms: byNewton.gradientNorms,
      lastGradient: byNewton.gradientNorms.at(-1) as number,
    },
    gradientDescent: {
      step,
      smoothness,
      target: GAP,
      stepsTaken,
      reason: byGradient.reason,
      steps: kept,
      gaps: kept.map((k) =>
        round(objective.value(byGradient.path[k] as Float64Array) - minimum, 6),
      ),
    },
    stepsRatio: stepsTaken / steps,
  };
}

/** XᵀX/n of the table X (n×d row-major). */
function gram(X: Float64Array, n: number, d: number): Float64Array {
  const out = new Float64Array(d * d);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < d; j++) {
      for (let k = 0; k < d; k++) {
        out[j * d + k] =
          (out[j * d + k] as number) + ((X[i * d + j] as number) * (X[i * d + k] as number)) / n;
      }
    }
  }
  return out;
}

/** At most `points` steps from 0 to `last`: every one at first, then evenly in the logarithm. */
function spread(last: number, points: number): number[] {
  const growth = Math.log(last + 1) / (points - 1);
  const steps = Array.from({ length: points }, (_, i) => Math.round(Math.exp(i * growth)) - 1);
  return [...new Set(steps)];
}
