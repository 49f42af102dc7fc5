import type { NewtonDescentResult } from '../../lib/experiments/newton-descent.ts';
import { defineFigure } from './define.ts';
import { fixed, grouped, rounded, scientific } from './lib/format.ts';
import { result } from './lib/results.ts';

export default defineFigure({
  id: 'rosenbrock-paths',
  title: 'Newton leaps out of the valley to the minimum; gradient descent creeps along its floor',
  caption:
    'Level lines of Rosenbrock’s function, each five times the last, and two paths from the same start. Newton’s second step goes uphill, to a value of {newton-descent:rosenbrock.newton.values.2|int}, and is at the minimum five steps later; gradient descent with step {newton-descent:rosenbrock.gradientDescent.step|fixed(3)} needs {newton-descent:rosenbrock.gradientDescent.stepsTaken|int}.',
  alt: 'Level lines of a curved valley in the plane with two paths from the same start to the minimum. Gradient descent follows the bottom of the valley; Newton’s method leaves it far below, returns and arrives in a few steps.',
  experiments: ['newton-descent'],
  module: 'src/lib/optimization/rosenbrock.ts',
  table(results) {
    const { rosenbrock } = result<NewtonDescentResult>(results, 'newton-descent');
    const { newton, gradientDescent } = rosenbrock;
    const rows = newton.path.map(([x = NaN, y = NaN], k) => [
      'Newton',
      k,
      rounded(x),
      rounded(y),
      rounded(newton.values[k] ?? NaN, 4),
    ]);
    const some = gradientDescent.steps
      .map((step, i) => ({ step, i }))
      .filter(({ i }, _, all) => i % 20 === 0 || i === all.length - 1);
    return {
      columns: ['method', 'step', 'x', 'y', 'value'],
      rows: [
        ...rows,
        ...some.map(({ step, i }) => [
          'gradient descent',
          step,
          rounded(gradientDescent.path[i]?.[0] ?? NaN),
          rounded(gradientDescent.path[i]?.[1] ?? NaN),
          rounded(gradientDescent.values[i] ?? NaN, 4),
        ]),
      ],
    };
  },
  describe(results) {
    const { rosenbrock } = result<NewtonDescentResult>(results, 'newton-descent');
    const { newton, gradientDescent, start, minimum } = rosenbrock;
    return [
      `Both start at (${start.map((v) => fixed(v, 1)).join(', ')}); the minimum is at (${minimum.map((v) => fixed(v, 0)).join(', ')}).`,
      `Newton's method takes ${grouped(newton.steps)} steps; the values on the way are ${newton.values.map((v) => (v >= 0.01 ? fixed(v, 2) : scientific(v, 1))).join(', ')}.`,
      `Gradient descent with step ${gradientDescent.step} takes ${grouped(gradientDescent.stepsTaken)} steps to come within ${gradientDescent.target}.`,
    ].join(' ');
  },
});
