/**
 * The quadratic in the place of f: how good it is (its error has order three),
 * what its derivative is, and what the term with the Hessian must look like in n
 * dimensions to be a number.
 */
import { defineExperiment } from '../lab/define.ts';
import { centralDifference } from '../numeric/central-difference.ts';
import { dot, norm, unit } from '../numeric/vector.ts';
import { irisLogistic } from '../optimization/iris-logistic.ts';
import { newtonStep } from '../optimization/newton.ts';
import type { Objective } from '../optimization/objective.ts';
import { partialSum } from '../optimization/partial-sum.ts';
import { quadratic } from '../optimization/quadratic.ts';
import { quadraticModel, quadraticModel1d } from '../optimization/quadratic-model.ts';
import { rosenbrock } from '../optimization/rosenbrock.ts';
import { taylorFunctions } from '../optimization/taylor-functions.ts';
import { along, multiply } from '../optimization/vector.ts';

/** Errors of the quadratic at shrinking steps, and the power of the step they follow. */
export type Order = {
  /** Sizes of the step, each half the one before. */
  deltas: number[];
  /** |f − quadratic| there. */
  errors: number[];
  /** log₂ of each error over the next: 3 where the error is of third order. */
  orders: number[];
  lastOrder: number;
};

export type OneDimension = Order & {
  x: number;
  /** Largest gap between the derivative f′ + f″Δ and central differences of the quadratic. */
  derivativeGap: number;
  /** |f′ + f″Δ| at Δ = −f′/f″. */
  residual: number;
};

/** The second-order term at one H and Δ, written rightly and as the notes write it. */
export type SecondOrderTerm = {
  n: number;
  H: number[][];
  delta: number[];
  /** ½ΔᵀHΔ. */
  scalar: number;
  /** ½HΔΔᵀ as printed: an n×n matrix. */
  printed: number[][];
  /** How many numbers that is. */
  entries: number;
  /** Sum of its diagonal: equal to `scalar`. */
  trace: number;
  traceGap: number;
};

/** One step −H⁻¹∇f on a quadratic. */
export type OneStep = { n: number; solver: string; gradientBefore: number; gradientAfter: number };

export type NewtonExpansionResult = {
  oneD: {
    exp: OneDimension;
    sin: OneDimension;
    log: OneDimension;
    /** Smallest and largest of the three last orders. */
    smallestOrder: number;
    largestOrder: number;
    derivativeGap: number;
    residual: number;
    /** e^x at 0 with a step of 3: too far for a quadratic. */
    far: { delta: number; value: number; model: number; relativeError: number };
    /** The Taylor polynomial of degree two against the quadratic, the ≈ as printed: 0 but for rounding. */
    printedGap: number;
  };
  nD: {
    rosenbrock: Order & { n: number; x: number[]; direction: number[] };
    logistic: Order & { n: number };
    smallestOrder: number;
    largestOrder: number;
    /** n = 2, in whole numbers, to be checked by hand. */
    two: SecondOrderTerm;
    /** n = 4, a random positive definite H. */
    four: SecondOrderTerm;
    largestTraceGap: number;
    oneStep: { definite: OneStep; indefinite: OneStep; largestGradientAfter: number };
  };
};

/** First step of the halving, and how often it is halved. */
const FIRST_DELTA = 0.2;
const HALVINGS = 7;
/** Where derivative and central differences of the quadratic are compared. */
const PROBES = [-1, -0.5, 0, 0.5, 1];
/** Weights at which the logistic loss is expanded: away from 0, where its third derivative vanishes. */
const WEIGHTS = [0.5, -0.5, 1, 1, -0.5];

/** H = AAᵀ + I and Δ from standard normal numbers (NumPy's `default_rng(0)`). */
const NORMAL_A = [
  0.1257302210933933, -0.1321048632913019, 0.6404226504432821, 0.10490011715303971,
  -0.535669373161111, 0.36159505490948474, 1.3040000451301372, 0.9470809631292422,
  -0.7037352358069926, -1.2654214710460525, -0.6232744625373522, 0.0413259793472436,
  -2.3250307746388343, -0.21879166393254573, -1.2459109472530652, -0.7322673547034516,
];
const NORMAL_DELTA = [
  -0.5442589828573099, -0.31630015636915454, 0.4116305363741328, 1.0425133694426776,
];

export const newtonExpansion = defineExperiment<NewtonExpansionResult>({
  id: 'newton-expansion',
  title: 'The second-order expansion in one and in n dimensions',
  seed: 0,
  run({ count }) {
    const exp = oneDimension(Math.exp, Math.exp, Math.exp, 0);
    const sin = oneDimension(Math.sin, Math.cos, (x) => -Math.sin(x), 1);
    const log = oneDimension(
      Math.log1p,
      (x) => 1 / (1 + x),
      (x) => -1 / ((1 + x) * (1 + x)),
      0.5,
    );
    const lines = [exp, sin, log];
    count(lines.length * (HALVINGS + 2 * PROBES.length));

    const valley = { x: [-1.2, 1], direction: Array.from(unit([1, 1])) };
    const rosenbrockOrder = orderAlong(rosenbrock, valley.x, valley.direction);
    const { objective, n, d } = irisLogistic(1e-3);
    const logisticOrder = orderAlong(objective, WEIGHTS, unit([1, 1, 1, 1, 1]));
    count(HALVINGS * (10 + n * d) + n * d * d);

    const two = secondOrderTerm([2, 1, 1, 3], [1, -1]);
    const normal = normalHessian();
    const four = secondOrderTerm(normal, NORMAL_DELTA);
    const definite = oneStep(normal, [1, -2, 3, -4]);
    const indefinite = oneStep([2, 1, 0, 1, -3, 1, 0, 1, 1], [1, 2, 3]);

    return {
      oneD: {
        exp,
        sin,
        log,
        smallestOrder: Math.min(...lines.map((line) => line.lastOrder)),
        largestOrder: Math.max(...lines.map((line) => line.lastOrder)),
        derivativeGap: Math.max(...lines.map((line) => line.derivativeGap)),
        residual: Math.max(...lines.map((line) => line.residual)),
        far: farFrom(3),
        printedGap: printedGap(),
      },
      nD: {
        rosenbrock: { n: 2, ...valley, ...rosenbrockOrder },
        logistic: { n: d, ...logisticOrder },
        smallestOrder: Math.min(rosenbrockOrder.lastOrder, logisticOrder.lastOrder),
        largestOrder: Math.max(rosenbrockOrder.lastOrder, logisticOrder.lastOrder),
        two,
        four,
        largestTraceGap: Math.max(two.traceGap, four.traceGap),
        oneStep: {
          definite,
          indefinite,
          largestGradientAfter: Math.max(definite.gradientAfter, indefinite.gradientAfter),
        },
      },
    };
  },
});

type Scalar = (x: number) => number;

function oneDimension(f: Scalar, slope: Scalar, curvature: Scalar, x: number): OneDimension {
  const model = quadraticModel1d(f(x), slope(x), curvature(x));
  const gaps = PROBES.map((delta) => {
    const [difference] = centralDifference((at) => model.value(at[0] as number), [delta], 1e-4);
    return Math.abs(model.derivative(delta) - (difference as number));
  });
  return {
    x,
    ...orderOf((delta) => Math.abs(f(x + delta) - model.value(delta))),
    derivativeGap: Math.max(...gaps),
    residual: Math.abs(model.derivative(-slope(x) / curvature(x))),
  };
}

function orderAlong(f: Objective, x: ArrayLike<number>, direction: ArrayLike<number>): Order {
  const model = quadraticModel(f.value(x), f.gradient(x), f.hessian(x));
  return orderOf((delta) => {
    const step = Float64Array.from(direction, (v) => delta * v);
    return Math.abs(f.value(along(x, step, 1)) - model.value(step));
  });
}

function orderOf(error: (delta: number) => number): Order {
  const deltas = Array.from({ length: HALVINGS }, (_, k) => FIRST_DELTA / 2 ** k);
  const errors = deltas.map(error);
  const orders = errors.slice(1).map((e, k) => Math.log2((errors[k] as number) / e));
  return { deltas, errors, orders, lastOrder: orders.at(-1) as number };
}

function farFrom(delta: number): NewtonExpansionResult['oneD']['far'] {
  const value = Math.exp(delta);
  const model = quadraticModel1d(1, 1, 1).value(delta);
  return { delta, value, model, relativeError: Math.abs(value - model) / value };
}

/**
 * The notes set f_T, the Taylor polynomial of degree two, on the left of an ≈ and
 * the quadratic on the right. Here for e^x at 0: the two are one and the same.
 */
function printedGap(): number {
  const coefficients = taylorFunctions.exp.coefficients(2);
  const model = quadraticModel1d(1, 1, 1);
  const gaps = PROBES.map((delta) =>
    Math.abs(partialSum(coefficients, delta) - model.value(delta)),
  );
  return Math.max(...gaps);
}

function secondOrderTerm(H: ArrayLike<number>, delta: readonly number[]): SecondOrderTerm {
  const n = delta.length;
  const product = multiply(H, delta);
  const scalar = 0.5 * dot(delta, product);
  const printed = Array.from(product, (v) => delta.map((w) => 0.5 * v * w));
  const trace = printed.reduce((sum, row, i) => sum + (row[i] as number), 0);
  return {
    n,
    H: rows(H, n),
    delta: [...delta],
    scalar,
    printed,
    entries: printed.flat().length,
    trace,
    traceGap: Math.abs(trace - scalar),
  };
}

function oneStep(H: ArrayLike<number>, b: readonly number[]): OneStep {
  const form = quadratic(H, b);
  const start = new Float64Array(b.length);
  const solved = newtonStep(form.hessian(start), form.gradient(start));
  if (solved === null) throw new RangeError('The Hessian of the example is singular');
  return {
    n: b.length,
    solver: solved.solver,
    gradientBefore: norm(form.gradient(start)),
    gradientAfter: norm(form.gradient(along(start, solved.step, 1))),
  };
}

function normalHessian(): Float64Array {
  const n = NORMAL_DELTA.length;
  const H = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      const a = NORMAL_A.slice(i * n, (i + 1) * n);
      const b = NORMAL_A.slice(j * n, (j + 1) * n);
      H[i * n + j] = dot(a, b) + (i === j ? 1 : 0);
    }
  }
  return H;
}

function rows(A: ArrayLike<number>, n: number): number[][] {
  const flat = Array.from(A);
  return Array.from({ length: n }, (_, i) => flat.slice(i * n, (i + 1) * n));
}
