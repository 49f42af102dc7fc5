import type { ImbalanceTwoClassResult } from '../../lib/experiments/imbalance-two-class.ts';
import { defineFigure } from './define.ts';
import { fixed, grouped, rounded } from './lib/format.ts';
import { result } from './lib/results.ts';

export default defineFigure({
  id: 'imbalance-two-class',
  title: 'Two classes grow equal weights, however unequal their samples',
  caption:
    'Norms of both weights under gradient descent from zero, {imbalance-two-class:byCounts.m100n1.N|int} samples in all. Left, {imbalance-two-class:byCounts.m100n1.m|int} against {imbalance-two-class:byCounts.m100n1.n|int}; right, {imbalance-two-class:byCounts.m50n51.m|int} against {imbalance-two-class:byCounts.m50n51.n|int}. The thin line lies on the thick one: the largest difference of any two of the four is {imbalance-two-class:training.spread|fixed(0)}.',
  alt: 'Two line charts of the norm of a weight against training steps, for 100 samples against 1 and for 50 against 51. In each, the lines of the two classes coincide, and the two charts are the same.',
  experiments: ['imbalance-two-class'],
  module: 'src/lib/margins/two-class.ts',
  table(results) {
    const { byCounts, training } = result<ImbalanceTwoClassResult>(results, 'imbalance-two-class');
    const named = (['m100n1', 'm50n51'] as const).flatMap((key) =>
      (['w1', 'w2'] as const).map((weight) => ({
        column: `${byCounts[key].m} against ${byCounts[key].n}: |${weight}|`,
        values: training[key][weight],
      })),
    );
    return {
      columns: ['step', ...named.map(({ column }) => column)],
      rows: training.steps.map((step, i) => [
        step,
        ...named.map(({ values }) => rounded(values[i] ?? NaN)),
      ]),
    };
  },
  describe(results) {
    const { byCounts, training } = result<ImbalanceTwoClassResult>(results, 'imbalance-two-class');
    const { m100n1, m50n51 } = byCounts;
    const { start } = m100n1;
    const last = training.steps.length - 1;
    return [
      `With ${m100n1.m} samples against ${m100n1.n} the first gradients are ${fixed(start.g1, 1)} and ${fixed(start.g2, 1)}: equal and opposite, their ratio is ${fixed(start.ratio, 3)}.`,
      `After ${grouped(training.steps[last] ?? 0)} steps |w₁| and |w₂| are ${fixed(training.m100n1.w1[last] ?? NaN, 4)} and ${fixed(training.m100n1.w2[last] ?? NaN, 4)}.`,
      `With ${m50n51.m} against ${m50n51.n} they are ${fixed(training.m50n51.w1[last] ?? NaN, 4)} and ${fixed(training.m50n51.w2[last] ?? NaN, 4)}: only the number of all samples counts.`,
    ].join(' ');
  },
});
