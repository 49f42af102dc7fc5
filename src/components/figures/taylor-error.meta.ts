import type { TaylorResult } from '../../lib/experiments/taylor.ts';
import { defineFigure } from './define.ts';
import { rounded, scientific } from './lib/format.ts';
import { result } from './lib/results.ts';

export default defineFigure({
  id: 'taylor-error',
  title: 'Inside the radius the error dies out; outside it grows without end',
  caption:
    'Error of the partial sum of degree $n$, on a logarithmic axis. The series of $e^x$ converges everywhere, though at $x = -3$ the error first grows, to {taylor:exp.xMinus3.worstError|fixed(2)}. The series of $\\ln(1+x)$ converges fast at $0.5$, hardly at its radius $1$, and at $1.5$ is off by {taylor:log.oneAndHalf.errors.40|sci(2)} at degree 40. A line ends where the error is exactly 0.',
  alt: 'Two line charts of the error against the degree, on a logarithmic axis. For e to the x the error falls steeply at 1, 2 and −3. For the logarithm of 1 + x it falls at 0.5, hardly at 1, and rises at 1.5.',
  experiments: ['taylor'],
  module: 'src/lib/optimization/partial-sum.ts',
  table(results) {
    const { exp, log } = result<TaylorResult>(results, 'taylor');
    const columns = [
      { name: 'e^x at 1', errors: exp.x1.errors },
      { name: 'e^x at 2', errors: exp.x2.errors },
      { name: 'e^x at −3', errors: exp.xMinus3.errors },
      { name: 'ln(1 + x) at 0.5', errors: log.half.errors },
      { name: 'ln(1 + x) at 1', errors: log.one.errors },
      { name: 'ln(1 + x) at 1.5', errors: log.oneAndHalf.errors },
    ];
    const most = Math.max(...columns.map(({ errors }) => errors.length));
    return {
      columns: ['degree n', ...columns.map(({ name }) => `error of ${name}`)],
      rows: Array.from({ length: most }, (_, n) => [
        n,
        ...columns.map(({ errors }) => {
          const error = errors[n];
          return error === undefined ? '' : rounded(error, 4);
        }),
      ]),
    };
  },
  describe(results) {
    const { exp, log } = result<TaylorResult>(results, 'taylor');
    const last = (errors: readonly number[]) => scientific(errors.at(-1) ?? NaN, 2);
    return [
      `At degree 20 the error of the series of e^x is ${last(exp.x1.errors)} at x = 1, ${last(exp.x2.errors)} at 2 and ${last(exp.xMinus3.errors)} at −3.`,
      `At −3 it is largest at degree ${exp.xMinus3.worstDegree}.`,
      `At degree 40 the error of the series of ln(1 + x) is ${last(log.half.errors)} at 0.5, inside the radius, ${last(log.one.errors)} at 1, on it, and ${last(log.oneAndHalf.errors)} at 1.5, outside.`,
    ].join(' ');
  },
});
