import type { ImbalanceKClassResult } from '../../lib/experiments/imbalance-k-class.ts';
import { defineFigure } from './define.ts';
import { fixed, rounded } from './lib/format.ts';
import { result } from './lib/results.ts';

const CLASSES = ['K2', 'K3', 'K5', 'K10'] as const;
const TIMES = ['t1e0', 't1e1', 't1e2', 't1e3', 't1e6', 't1e9', 't1e12', 't1e15'] as const;

export default defineFigure({
  id: 'imbalance-ratio',
  title: 'From three classes on the large one starts ahead, and slowly loses its lead',
  caption:
    'One class with {imbalance-k-class:counts.large|int} samples, the others with {imbalance-k-class:counts.small|int} each. First step: the large class’s gradient is nearly $K-1$ times a small one’s ({imbalance-k-class:start.K3.ratio|fixed(3)} for $K=3$), and exactly as long for $K=2$. Later: the ratio of the weights falls towards 1, to {imbalance-k-class:flow.K3.t1e15.ratio|fixed(3)} at time $10^{15}$ for $K=3$.',
  alt: 'Left, the ratio of the first gradients against the number of classes K: the points lie on the line K minus 1. Right, the ratio of the weights against time on a logarithmic axis: from 9, 4 and 2 for ten, five and three classes it falls towards 1; for two classes it is 1 throughout.',
  experiments: ['imbalance-k-class'],
  module: 'src/lib/margins/gradient-flow.ts',
  table(results) {
    const { start, flow } = result<ImbalanceKClassResult>(results, 'imbalance-k-class');
    return {
      columns: ['time', ...CLASSES.map((key) => `ratio for K = ${key.slice(1)}`)],
      rows: [
        ['first gradient', ...CLASSES.map((key) => rounded(start[key].ratio))],
        ...TIMES.map((t) => [
          Number(t.slice(1)),
          ...CLASSES.map((key) => rounded(flow[key][t].ratio)),
        ]),
      ],
    };
  },
  describe(results) {
    const { counts, start, descent, flow } = result<ImbalanceKClassResult>(
      results,
      'imbalance-k-class',
    );
    const { K3 } = descent;
    return [
      `${counts.large} samples in one class, ${counts.small} in each other.`,
      `At the first step the large class's gradient is ${CLASSES.map((key) => fixed(start[key].ratio, 3)).join(', ')} times as long as another's for K = 2, 3, 5 and 10.`,
      `With three classes the ratio of the weights is ${fixed(K3.t1e1.ratio, 3)} after ten steps, ${fixed(K3.t1e3.ratio, 3)} after a thousand, ${fixed(K3.t1e6.ratio, 3)} after a million and, followed further as a flow, ${fixed(flow.K3.t1e15.ratio, 3)} at time 10¹⁵.`,
      `With two classes it is ${fixed(flow.K2.t1e6.ratio, 3)} throughout.`,
    ].join(' ');
  },
});
