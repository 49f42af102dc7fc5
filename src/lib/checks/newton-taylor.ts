/**
 * The regimes in which the claims of the note on Newton's method and Taylor
 * series are tried, and what each is held against.
 */
import type { InverseCostResult } from '../experiments/inverse-cost.ts';
import type { Newton1dResult } from '../experiments/newton-1d.ts';
import type { NewtonDescentResult } from '../experiments/newton-descent.ts';
import type { NewtonExpansionResult } from '../experiments/newton-expansion.ts';
import type { NewtonFailuresResult } from '../experiments/newton-failures.ts';
import type { TaylorResult } from '../experiments/taylor.ts';
import type { Bound, Case, Json, Results } from '../lab/define.ts';
import { defineChecks } from '../lab/define.ts';

/** Absolute error that counts as equal, for numbers of size one. */
const EQUAL: Bound = { op: '<=', value: 1e-12 };
/** What Newton's method leaves of a gradient when it has converged. */
const STATIONARY: Bound = { op: '<=', value: 1e-10 };
const THIRD_ORDER: Bound = { op: '=', value: 3, within: 0.05 };
/** Fewer steps than this is what “few” means. */
const FEW_STEPS: Bound = { op: '<=', value: 20 };

// Analytic at the point alone is not enough: a function may be glued to another one further out.
const ANALYTIC =
  '$f$ is analytic all the way from the point to $x$ and $x$ lies inside the radius of convergence';
const NEAR = "the start is near enough to a stationary point with $f'' \\ne 0$";
const SIMPLE = 'the zero is simple';
const PARAMETERS = 'the dimensions are the parameters of the model';

/** Stored results, in the shape the experiment's file declares. */
const taylor = (results: Results) => stored(results, 'taylor') as TaylorResult;
const newton1d = (results: Results) => stored(results, 'newton-1d') as Newton1dResult;
const failures = (results: Results) => stored(results, 'newton-failures') as NewtonFailuresResult;
const expansion = (results: Results) =>
  stored(results, 'newton-expansion') as NewtonExpansionResult;
const descent = (results: Results) => stored(results, 'newton-descent') as NewtonDescentResult;
const cost = (results: Results) => stored(results, 'inverse-cost') as InverseCostResult;

export const checks = defineChecks({
  'newton-taylor/series-represents-function': {
    experiments: ['taylor'],
    cases(results) {
      const { inside, log, arctan, edge, flat } = taylor(results);
      return [
        {
          when: ANALYTIC,
          what: 'largest error of the sums of degree 60 over seven functions, half-way to the radius',
          measured: inside.largestError,
          bound: EQUAL,
        },
        {
          when: '$x$ lies on the radius of convergence',
          what: 'largest error of the sums of degree 2000 of $\\ln(1+x)$ at 1 and $1/(1-x)$ at −1',
          measured: edge.largestError,
          bound: { op: '<=', value: 1e-3 },
        },
        {
          when: '$x$ lies beyond the radius of convergence',
          what: 'smaller error of the sums of degree 40 of $\\ln(1+x)$ and $\\arctan x$ at 1.5',
          measured: Math.min(last(log.oneAndHalf.errors), last(arctan.oneAndHalf.errors)),
          bound: EQUAL,
        },
        {
          when: '$f$ is smooth but not analytic at the point',
          what: 'error of the series of $e^{-1/x^2}$ at ½',
          measured: flat.error,
          bound: EQUAL,
        },
      ];
    },
  },

  'newton-taylor/formula-as-printed': {
    experiments: ['taylor'],
    cases(results) {
      const { exp, sin, log } = taylor(results).printed;
      const gap = (when: string, measured: number): Case => ({
        when,
        what: 'gap between $f(a)$ and the series at $x$',
        measured,
        bound: EQUAL,
      });
      return [
        gap('$f = e^x$, $a = 0$, $x = 1$', exp.gap),
        gap('$f = \\sin x$, $a = 0$, $x = 1$', sin.gap),
        gap('$f = \\ln(1+x)$, $a = 0$, $x = \\tfrac12$', log.gap),
      ];
    },
  },

  'newton-taylor/taylor-formula': {
    experiments: ['taylor'],
    cases(results) {
      const { exp, sin, cos, log, geometric, sqrt, arctan } = taylor(results);
      const points = [
        exp.x1,
        exp.x2,
        exp.xMinus3,
        sin.x1,
        cos.x1,
        log.half,
        log.one,
        geometric.half,
        sqrt.half,
        arctan.half,
      ];
      const when = '$f$ has $n+1$ derivatives between $a$ and $x$';
      return [
        {
          when,
          what: 'largest error as a share of Lagrange’s bound: seven functions, ten points, $n = 0$ to 8',
          measured: Math.max(...points.map((point) => point.largestShare)),
          bound: { op: '<=', value: 1 },
        },
        {
          when,
          what: 'smallest $\\xi/x$ that the error gives: $e^x$ at 1, 2 and −3, $n = 0$ to 8',
          measured: exp.xi.smallestShare,
          bound: { op: '>', value: 0 },
        },
        {
          when,
          what: 'largest $\\xi/x$ that the error gives: $e^x$ at 1, 2 and −3, $n = 0$ to 8',
          measured: exp.xi.largestShare,
          bound: { op: '<', value: 1 },
        },
      ];
    },
  },

  'newton-taylor/exp-partial-sums': {
    experiments: ['taylor'],
    cases(results) {
      const { x1, xMinus3, interval } = taylor(results).exp;
      return [
        {
          when: '$x$ lies between −3 and 3',
          what: 'largest error of the sum of 31 terms',
          measured: interval.largestError,
          bound: EQUAL,
        },
        {
          when: '$x = 1$',
          what: 'error of the sum of nine terms, against Lagrange’s bound $e/9!$',
          measured: at(x1.errors, 8),
          bound: { op: '<=', value: at(x1.bounds, 8) },
        },
        {
          when: '$x = -3$, where the error grows at first',
          what: 'error of the sum of 21 terms',
          measured: last(xMinus3.errors),
          bound: { op: '<=', value: 1e-9 },
        },
      ];
    },
  },

  'newton-taylor/cancellation': {
    experiments: ['taylor'],
    cases(results) {
      const { forward, compensated, doubleDouble } = taylor(results).cancellation;
      return [
        {
          when: 'the terms are added as they come',
          what: 'relative error of the sum at −20 in double precision',
          measured: forward.relativeError,
          bound: { op: '>', value: 0.5 },
        },
        {
          when: 'the additions are made exact',
          what: 'relative error of the compensated sum at −20: the terms were rounded before',
          measured: compensated.relativeError,
          bound: { op: '>', value: 0.01 },
        },
        {
          when: 'terms and sum carry twice the digits',
          what: 'relative error at −20, which must show that the series does converge to $e^{-20}$',
          measured: doubleDouble.relativeError,
          bound: EQUAL,
        },
      ];
    },
  },

  'newton-taylor/newton-finds-roots': {
    experiments: ['newton-1d'],
    cases(results) {
      const { roots } = newton1d(results);
      return [
        {
          when: 'the root is simple and the start near it',
          what: 'largest error at the end: $x^2 = 2$, $\\cos x = x$, $x^3 - 2x = 5$',
          measured: roots.largestError,
          bound: { op: '<=', value: 1e-14 },
        },
        {
          when: 'the root is double',
          what: 'error at the end: $(x-1)^2 = 0$',
          measured: roots.double.lastError,
          bound: EQUAL,
        },
      ];
    },
  },

  'newton-taylor/quadratic-convergence': {
    experiments: ['newton-1d'],
    cases(results) {
      const { expMinus2x, roots } = newton1d(results);
      const simple = [roots.sqrt2, roots.cosine, roots.cubic];
      return [
        {
          when: SIMPLE,
          what: "last $e_{k+1}/e_k^2$ on $e^x - 2x$, where $f'''/(2f'') = \\tfrac12$",
          measured: expMinus2x.lastRatio,
          bound: { op: '=', value: 0.5, within: 0.001 },
        },
        {
          when: SIMPLE,
          what: "largest gap between the last $e_{k+1}/e_k^2$ and $|g''/(2g')|$ over three roots",
          measured: Math.max(...simple.map((r) => Math.abs(r.lastRatio - r.limit))),
          bound: { op: '<=', value: 0.001 },
        },
      ];
    },
  },

  'newton-taylor/newton-in-machine-learning': {
    experiments: ['newton-1d', 'newton-descent', 'inverse-cost'],
    cases(results) {
      const { expMinus2x } = newton1d(results);
      const { iris } = descent(results);
      const { memory } = cost(results);
      const fits = 'the Hessian of the model fits in memory';
      return [
        {
          when: fits,
          what: "steps on $f'$ of $e^x - 2x$ to $|f'| \\le 10^{-12}$",
          measured: expMinus2x.steps,
          bound: FEW_STEPS,
        },
        {
          when: fits,
          what: 'steps to a gradient of $10^{-10}$, logistic regression on iris, 5 parameters',
          measured: iris.newton.steps,
          bound: FEW_STEPS,
        },
        {
          when: 'the model is a deep network',
          what: 'bytes of the Hessian of DeepFace, held against a terabyte',
          measured: memory.deepface.bytes,
          bound: { op: '<=', value: 1e12 },
        },
      ];
    },
  },

  'newton-taylor/converges-to-stationary-point': {
    experiments: ['newton-failures'],
    cases(results) {
      const { cycle, hyperbola, cosine, inflection } = failures(results);
      return [
        {
          when: NEAR,
          what: "$|f'|$ at the end: $\\sqrt{1+x^2}$ from 0.9, $\\cos x$ from ½",
          measured: Math.max(hyperbola.near.lastSlope, cosine.lastSlope),
          bound: STATIONARY,
        },
        {
          when: 'the start is too far away',
          what: "smaller $|f'|$ at the end: $\\sqrt{1+x^2}$ from 1 (to and fro) and from 1.1 (away)",
          measured: Math.min(hyperbola.edge.lastSlope, hyperbola.far.lastSlope),
          bound: STATIONARY,
        },
        {
          when: 'the iterates fall into a cycle',
          what: "$|f'|$ at the end: $x^4/4 - x^2 + 2x$ from 0",
          measured: cycle.lastSlope,
          bound: STATIONARY,
        },
        {
          when: "$f'' = 0$ at an iterate",
          what: "$|f'|$ where it stops: $x^3/3 - x$ from 0",
          measured: inflection.lastSlope,
          bound: STATIONARY,
        },
        {
          when: "a minimum is wanted and $f'' < 0$ at the start",
          what: "$f''$ at the point reached: $\\cos x$ from ½",
          measured: cosine.curvature,
          bound: { op: '>', value: 0 },
        },
      ];
    },
  },

  'newton-taylor/newton-step-1d': {
    experiments: ['newton-failures', 'newton-1d'],
    cases(results) {
      const { hyperbola, cosine, inflection } = failures(results);
      const { expMinus2x } = newton1d(results);
      const solvable = "$f''(x_n) \\ne 0$ ($> 0$ where a minimum is sought)";
      return [
        {
          when: solvable,
          what: "larger $|f' + f''\\Delta x|$ after the step: $\\sqrt{1+x^2}$ at 0.9, $\\cos x$ at ½",
          measured: Math.max(hyperbola.firstStep.residual, cosine.firstStep.residual),
          bound: EQUAL,
        },
        {
          when: solvable,
          what: "change of the quadratic where $f'' > 0$: $\\sqrt{1+x^2}$ at 0.9",
          measured: hyperbola.firstStep.change,
          bound: { op: '<', value: 0 },
        },
        {
          when: solvable,
          what: "error after the last step on $e^x - 2x$, where $f'' > 0$ everywhere",
          measured: expMinus2x.lastError,
          bound: EQUAL,
        },
        {
          when: "$f''(x_n) < 0$ and a minimum is sought",
          what: 'change of the quadratic: $\\cos x$ at ½',
          measured: cosine.firstStep.change,
          bound: { op: '<', value: 0 },
        },
        {
          when: "$f''(x_n) = 0$",
          what: 'steps that exist: $x^3/3 - x$ at 0',
          measured: inflection.steps,
          bound: { op: '>=', value: 1 },
        },
      ];
    },
  },

  'newton-taylor/next-iterate-is-closer': {
    experiments: ['newton-1d', 'newton-failures'],
    cases(results) {
      const { expMinus2x } = newton1d(results);
      const { cycle, hyperbola } = failures(results);
      const closer: Bound = { op: '<', value: 1 };
      return [
        {
          when: NEAR,
          what: 'largest $e_{k+1}/e_k$: $e^x - 2x$ from 0, $\\sqrt{1+x^2}$ from 0.9',
          measured: Math.max(expMinus2x.largestShrinkage, hyperbola.near.largestGrowth),
          bound: closer,
        },
        {
          when: 'the start is on the edge',
          what: 'largest $e_{k+1}/e_k$: $\\sqrt{1+x^2}$ from 1',
          measured: hyperbola.edge.largestGrowth,
          bound: closer,
        },
        {
          when: 'the start is beyond the edge',
          what: 'largest $e_{k+1}/e_k$: $\\sqrt{1+x^2}$ from 1.1',
          measured: hyperbola.far.largestGrowth,
          bound: closer,
        },
        {
          when: 'the iterates fall into a cycle',
          what: 'largest $e_{k+1}/e_k$: $x^4/4 - x^2 + 2x$ from 0',
          measured: cycle.largestGrowth,
          bound: closer,
        },
      ];
    },
  },

  'newton-taylor/expansion-1d': {
    experiments: ['newton-expansion'],
    cases(results) {
      const { oneD } = expansion(results);
      const read = 'the left-hand side is read as $f(x_n + \\Delta x)$ and $\\Delta x$ is small';
      return [
        {
          when: read,
          what: 'order of the error, smallest of three functions',
          measured: oneD.smallestOrder,
          bound: THIRD_ORDER,
        },
        {
          when: read,
          what: 'order of the error, largest of three functions',
          measured: oneD.largestOrder,
          bound: THIRD_ORDER,
        },
        {
          when: 'the left-hand side is read as $f(x_n + \\Delta x)$ and $\\Delta x$ is large',
          what: 'relative error of the quadratic: $e^x$ at 0, $\\Delta x = 3$',
          measured: oneD.far.relativeError,
          bound: { op: '<=', value: 0.05 },
        },
        {
          when: 'the left-hand side is the quadratic $f_T$ itself, as printed',
          what: 'gap across the ≈, which an approximation would have: $e^x$ at 0',
          measured: oneD.printedGap,
          bound: { op: '>', value: 1e-12 },
        },
      ];
    },
  },

  'newton-taylor/derivative-of-the-model': {
    experiments: ['newton-expansion'],
    cases(results) {
      const { oneD } = expansion(results);
      return [
        {
          when: '$\\Delta x$ is any number',
          what: "largest gap between $f' + f''\\Delta x$ and central differences of the quadratic",
          measured: oneD.derivativeGap,
          bound: { op: '<=', value: 1e-9 },
        },
        {
          when: "$\\Delta x = -f'/f''$",
          what: "largest $|f' + f''\\Delta x|$ over three functions",
          measured: oneD.residual,
          bound: EQUAL,
        },
      ];
    },
  },

  'newton-taylor/nd-expansion-as-printed': {
    experiments: ['newton-expansion'],
    cases(results) {
      const { two, four } = expansion(results).nD;
      const entries = (when: string, measured: number): Case => ({
        when,
        what: 'how many numbers $\\tfrac12 H\\Delta x\\Delta x^{\\mathsf T}$ is, where $f$ is one',
        measured,
        bound: { op: '=', value: 1, within: 0 },
      });
      return [entries('$n = 2$', two.entries), entries('$n = 4$', four.entries)];
    },
  },

  'newton-taylor/nd-expansion': {
    experiments: ['newton-expansion'],
    cases(results) {
      const { nD } = expansion(results);
      return [
        {
          when: '$\\Delta x$ is small',
          what: 'order of the error on Rosenbrock’s function, $n = 2$',
          measured: nD.rosenbrock.lastOrder,
          bound: THIRD_ORDER,
        },
        {
          when: '$\\Delta x$ is small',
          what: 'order of the error on the logistic loss over iris, $n = 5$',
          measured: nD.logistic.lastOrder,
          bound: THIRD_ORDER,
        },
        {
          when: '$H$ is symmetric',
          what: 'largest gap between $\\tfrac12\\Delta x^{\\mathsf T}H\\Delta x$ and half the trace of $H\\Delta x\\Delta x^{\\mathsf T}$, $n = 2$ and 4',
          measured: nD.largestTraceGap,
          bound: EQUAL,
        },
      ];
    },
  },

  'newton-taylor/newton-step-nd': {
    experiments: ['newton-expansion', 'newton-descent'],
    cases(results) {
      const { oneStep } = expansion(results).nD;
      const { rosenbrock, iris } = descent(results);
      return [
        {
          when: '$f$ is quadratic',
          what: 'largest gradient after one step, a definite and an indefinite $H$',
          measured: oneStep.largestGradientAfter,
          bound: EQUAL,
        },
        {
          when: '$f$ is Rosenbrock’s function',
          what: 'steps to a gradient of $10^{-10}$',
          measured: rosenbrock.newton.steps,
          bound: FEW_STEPS,
        },
        {
          when: '$f$ is the logistic loss over iris',
          what: 'steps to a gradient of $10^{-10}$',
          measured: iris.newton.steps,
          bound: FEW_STEPS,
        },
      ];
    },
  },

  'newton-taylor/inverse-is-cubic': {
    experiments: ['inverse-cost'],
    cases(results) {
      const { gaussJordan, strassen } = cost(results);
      const cubic: Bound = { op: '=', value: 3, within: 0.01 };
      return [
        {
          when: 'the inverse is computed by elimination',
          what: 'power of $n$ that the multiplications follow from $n = 128$ to 256',
          measured: gaussJordan.slope,
          bound: cubic,
        },
        {
          when: 'the inverse is computed by Strassen’s recursion',
          what: 'power of $n$ that the multiplications follow from $n = 32$ to 64',
          measured: strassen.slope,
          bound: cubic,
        },
      ];
    },
  },

  'newton-taylor/many-dimensions-slow': {
    experiments: ['inverse-cost'],
    cases(results) {
      const { inputs, samples, sharedWeights, memory } = cost(results);
      const slower: Bound = { op: '>', value: 2 };
      return [
        {
          when: PARAMETERS,
          what: 'cost of the inverse over cost before: 8 times as many inputs, a weight for each',
          measured: inputs.inverseRatio,
          bound: slower,
        },
        {
          when: PARAMETERS,
          what: 'bytes of the Hessian of a million parameters',
          measured: memory.million.bytes,
          bound: { op: '>', value: 1e12 },
        },
        {
          when: 'the samples of the data set are many',
          what: 'cost of the inverse over cost before: 4 times as many samples, same parameters',
          measured: samples.inverseRatio,
          bound: slower,
        },
        {
          when: 'the inputs are many but share their weights',
          what: 'cost of the inverse over cost before: 8 times as many inputs, one kernel',
          measured: sharedWeights.inverseRatio,
          bound: slower,
        },
      ];
    },
  },
});

function at(values: readonly number[], index: number): number {
  const value = values[index];
  if (value === undefined) throw new RangeError(`Item ${index} of ${values.length} was asked for`);
  return value;
}

function last(values: readonly number[]): number {
  return at(values, values.length - 1);
}

function stored(results: Results, id: string): Json {
  const result = results[id];
  if (result === undefined) throw new TypeError(`No result of experiment “${id}” was handed over`);
  return result;
}
