import type { TaylorResult } from '../../lib/experiments/taylor.ts';
import { defineFigure } from './define.ts';
import { rounded, scientific } from './lib/format.ts';
import { result } from './lib/results.ts';

const LAST = 8;

export default defineFigure({
  id: 'taylor-partial-sums',
  title: 'Every further term fits the function further out, but never beyond the radius',
  caption:
    'A function (grey) and the partial sums of its Taylor series at 0 (ring); heavy, the sum up to degree $n$. For $e^x$ the fit spreads without end: at $x = 1$ the sum of degree 8 is off by {taylor:exp.x1.errors.8|sci(1)}. Where dotted lines mark a radius of convergence, terms added beyond it only make the sum worse.',
  alt: 'Line chart of a function and several partial sums of its Taylor series at 0. Near 0 all lines agree; the higher the degree, the further from 0 they stay together.',
  experiments: ['taylor'],
  module: 'src/lib/optimization/taylor-functions.ts',
  knob: 'the function, and the degree n from 0 to 20',
  table(results) {
    const { exp, sin, log } = result<TaylorResult>(results, 'taylor');
    const columns = [
      { name: 'e^x at 1', errors: exp.x1.errors },
      { name: 'e^x at −3', errors: exp.xMinus3.errors },
      { name: 'sin x at 1', errors: sin.x1.errors },
      { name: 'ln(1 + x) at 0.5', errors: log.half.errors },
      { name: 'ln(1 + x) at 1.5', errors: log.oneAndHalf.errors },
    ];
    return {
      columns: ['degree n', ...columns.map(({ name }) => `error of ${name}`)],
      rows: Array.from({ length: LAST + 1 }, (_, n) => [
        n,
        ...columns.map(({ errors }) => rounded(errors[n] ?? NaN, 4)),
      ]),
    };
  },
  describe(results) {
    const { exp, log } = result<TaylorResult>(results, 'taylor');
    const at = (errors: readonly number[], n: number) => scientific(errors[n] ?? NaN, 3);
    return [
      'Shown first is e^x on the interval from −4 to 3, with its partial sums up to degree 4.',
      `At x = 1 the sums of degree 1, 4 and 8 are off by ${at(exp.x1.errors, 1)}, ${at(exp.x1.errors, 4)} and ${at(exp.x1.errors, LAST)}; at x = −3 the error is largest at degree ${exp.xMinus3.worstDegree}, ${scientific(exp.xMinus3.worstError, 3)}, before it falls.`,
      `The series of ln(1 + x) has the radius 1: at 0.5 the sum of degree 8 is off by ${at(log.half.errors, LAST)}, at 1.5 by ${at(log.oneAndHalf.errors, LAST)}, and by ${at(log.oneAndHalf.errors, 40)} at degree 40.`,
    ].join(' ');
  },
});
