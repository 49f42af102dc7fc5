import type { Newton1dResult } from '../../lib/experiments/newton-1d.ts';
import type { NewtonDescentResult } from '../../lib/experiments/newton-descent.ts';
import { defineFigure } from './define.ts';
import { fixed, grouped, rounded, scientific } from './lib/format.ts';
import { result } from './lib/results.ts';

export default defineFigure({
  id: 'newton-convergence',
  title: 'Newton’s error is squared from step to step; gradient descent only takes a share off',
  caption:
    'Left: the minimum of $e^x-2x$, where the error squares itself, and a double root, where it is only halved. Right: logistic regression on {newton-descent:iris.samples|int} irises; Newton stands at the minimum after {newton-descent:iris.newton.steps|int} steps, gradient descent is within {newton-descent:iris.gradientDescent.target|sci(1)} of it after {newton-descent:iris.gradientDescent.stepsTaken|int}.',
  alt: 'Two line charts of the error against the step, on logarithmic axes. In one variable Newton’s error plunges at a simple root and falls in a straight line at a double one. On the iris data Newton plunges within a few steps; gradient descent takes about two thousand.',
  experiments: ['newton-1d', 'newton-descent'],
  module: 'src/lib/optimization/newton.ts',
  table(results) {
    const { expMinus2x, roots } = result<Newton1dResult>(results, 'newton-1d');
    const { iris } = result<NewtonDescentResult>(results, 'newton-descent');
    const descent = new Map(
      iris.gradientDescent.steps.map((step, i) => [step, iris.gradientDescent.gaps[i] ?? NaN]),
    );
    const few = Math.max(iris.newton.steps, expMinus2x.steps);
    const steps = [
      ...Array.from({ length: few + 1 }, (_, step) => step),
      ...[10, 100, 1000].map((near) => nearest([...descent.keys()], near)),
      iris.gradientDescent.stepsTaken,
    ];
    const cell = (value: number | undefined) => (value === undefined ? '' : rounded(value, 4));
    return {
      columns: [
        'step',
        'distance to the minimum of e^x − 2x',
        'distance to a double root',
        'iris: loss above minimum, Newton',
        'iris: loss above minimum, gradient descent',
      ],
      rows: steps.map((step) => [
        step,
        cell(expMinus2x.errors[step]),
        cell(roots.double.errors[step]),
        cell(iris.newton.gaps[step]),
        cell(descent.get(step)),
      ]),
    };
  },
  describe(results) {
    const { expMinus2x, roots } = result<Newton1dResult>(results, 'newton-1d');
    const { iris } = result<NewtonDescentResult>(results, 'newton-descent');
    return [
      `On e^x − 2x from 0 the distance to the minimum is ${expMinus2x.errors.map((error) => scientific(error, 2)).join(', ')}; each is close to ${fixed(expMinus2x.limit, 1)} times the square of the one before (last quotient ${fixed(expMinus2x.lastRatio, 4)}).`,
      `At a double root every step only multiplies the error by ${fixed(roots.double.lastRatio, 1)}.`,
      `Logistic regression on iris (${iris.samples} samples, ${iris.parameters} parameters, condition ${fixed(iris.condition, 1)}): Newton takes ${grouped(iris.newton.steps)} steps, gradient descent ${grouped(iris.gradientDescent.stepsTaken)}.`,
    ].join(' ');
  },
});

function nearest(values: readonly number[], to: number): number {
  return values.reduce((best, v) => (Math.abs(v - to) < Math.abs(best - to) ? v : best), Infinity);
}
