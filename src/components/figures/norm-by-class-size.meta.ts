import type { CircleSummaryResult } from '../../lib/experiments/circle-summary.ts';
import type { DigitsImbalanceResult } from '../../lib/experiments/digits-imbalance.ts';
import type { CircleImbalancedResult } from '../../lib/experiments/feature-circle.ts';
import type { ImbalanceKClassResult } from '../../lib/experiments/imbalance-k-class.ts';
import { defineFigure } from './define.ts';
import { fixed, rounded } from './lib/format.ts';
import { result } from './lib/results.ts';

export default defineFigure({
  id: 'norm-by-class-size',
  title:
    'With fixed features a weight’s norm follows its class’s size; in a network of 16 features it does not',
  caption:
    'Norm of a class’s weight, as a share of the mean over the classes, against the number of its training samples. Left, three classes at the corners of a triangle; middle, softmax regression on digits, {digits-imbalance:orders|int} ways to deal out the sizes (small dots; the line joins their means); right, the last layer of a convolutional network with features of 16 dimensions, which it is free to move instead. Rank correlation of size and norm: {digits-imbalance:spearman.mean|fixed(2)} for the regression, {circle-summary:imbalanced.d16.spearman.mean|fixed(2)} for the network; with features of two dimensions, where classes crowd each other, {circle-summary:imbalanced.d2.spearman.mean|fixed(2)}.',
  alt: 'Three scatter plots of the norm of a class’s weight, over the mean norm, against the number of samples of the class on a logarithmic axis. By construction and in softmax regression the norm rises with the number of samples; in the network there is no such trend.',
  experiments: ['imbalance-k-class', 'digits-imbalance', 'circle-imbalanced-d16', 'circle-summary'],
  module: 'src/lib/margins/weight-norms.ts',
  table(results) {
    const simplex = result<ImbalanceKClassResult>(results, 'imbalance-k-class').decay.n100n10n1;
    const { scatter } = result<DigitsImbalanceResult>(results, 'digits-imbalance');
    const network = result<CircleImbalancedResult>(results, 'circle-imbalanced-d16');
    return {
      columns: ['training', 'run', 'digit', 'samples of the class', 'norm of its weight'],
      rows: [
        ...simplex.counts.map((count, i) => [
          'by construction',
          1,
          '–',
          count,
          rounded(simplex.norms[i] ?? NaN),
        ]),
        ...scatter.count.map((count, i) => [
          'regression on digits',
          (scatter.order[i] ?? 0) + 1,
          scatter.digit[i] ?? NaN,
          count,
          rounded(scatter.norm[i] ?? NaN),
        ]),
        ...network.runs.flatMap(({ digits, norms }, run) =>
          network.counts.map((count, rank) => [
            'network on digits',
            run + 1,
            digits[rank] ?? NaN,
            count,
            rounded(norms[rank] ?? NaN),
          ]),
        ),
      ],
    };
  },
  describe(results) {
    const { norms, counts } = result<ImbalanceKClassResult>(results, 'imbalance-k-class').decay
      .n100n10n1;
    const digits = result<DigitsImbalanceResult>(results, 'digits-imbalance');
    const { d2, d16 } = result<CircleSummaryResult>(results, 'circle-summary').imbalanced;
    return [
      `By construction: three classes of ${counts.join(', ')} samples have weights of norm ${norms.map((norm) => fixed(norm, 3)).join(', ')}.`,
      `Softmax regression on digits: the rank correlation of size and norm is ${fixed(digits.spearman.mean, 3)} in the mean, between ${fixed(digits.spearman.low, 3)} and ${fixed(digits.spearman.high, 3)}; the largest class's weight is ${fixed(digits.normRatio.mean, 3)} times as long as the smallest's.`,
      `Network with features of sixteen dimensions: ${fixed(d16.spearman.mean, 3)}, between ${fixed(d16.spearman.low, 3)} and ${fixed(d16.spearman.high, 3)}; the ratio is ${fixed(d16.ratio.mean, 3)}. With two dimensions the correlation is ${fixed(d2.spearman.mean, 3)}.`,
    ].join(' ');
  },
});
