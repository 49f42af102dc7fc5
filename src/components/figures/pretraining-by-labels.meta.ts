import type { PretrainingDigitsResult } from '../../lib/experiments/pretraining-digits.ts';
import { defineFigure } from './define.ts';
import { fixed, grouped, rounded } from './lib/format.ts';
import { result } from './lib/results.ts';

export const KEYS = ['n100', 'n300', 'n1000', 'n3000'] as const;
export const KINDS = [
  { kind: 'relu', name: 'Rectifiers' },
  { kind: 'tanh', name: 'tanh' },
] as const;

export default defineFigure({
  id: 'pretraining-by-labels',
  title:
    'Pre-trained tanh networks err less in the mean at every number of labels; for rectifiers no gain stands out',
  caption:
    'Test error with pre-training on {pretraining-digits:samples.pool|int} digits without labels (dots), and from random weights (rings), against the number of labelled digits; means and 95% intervals over the seeds. With {pretraining-digits:byLabels.n1000.tanh.labels|int} labels pre-training saves tanh networks {pretraining-digits:byLabels.n1000.tanh.relative|percent(0)} of their errors in the mean.',
  alt: 'Two line charts of test error against the number of labels, logarithmic, with and without pre-training. For rectifiers the two lines lie close together; for tanh the line with pre-training lies below.',
  experiments: ['pretraining-digits'],
  module: 'src/lib/experiments/pretraining-digits.ts',
  table(results) {
    const { byLabels } = result<PretrainingDigitsResult>(results, 'pretraining-digits');
    return {
      columns: [
        'units',
        'labels',
        'seeds',
        'error without pre-training (%)',
        'with (%)',
        'gain (points)',
        'interval from',
        'to',
      ],
      rows: KINDS.flatMap(({ kind, name }) =>
        KEYS.map((key) => {
          const { labels, seeds, without, with: pretrained, gain } = byLabels[key][kind];
          return [
            name,
            labels,
            seeds,
            ...[without.mean, pretrained.mean, gain.mean, gain.low, gain.high].map((share) =>
              rounded(100 * share, 4),
            ),
          ];
        }),
      ),
    };
  },
  describe(results) {
    const { byLabels } = result<PretrainingDigitsResult>(results, 'pretraining-digits');
    const gain = (kind: 'relu' | 'tanh') =>
      KEYS.map((key) => {
        const { low, high } = byLabels[key][kind].gain;
        return `${fixed(100 * low, 2)} to ${fixed(100 * high, 2)} with ${grouped(byLabels[key][kind].labels)}`;
      }).join(', ');
    const { relu, tanh } = byLabels.n100;
    return [
      `With the fewest labels the error is ${fixed(100 * relu.without.mean, 2)}% for rectifiers and ${fixed(100 * tanh.without.mean, 2)}% for tanh from random weights, and ${fixed(100 * relu.with.mean, 2)}% and ${fixed(100 * tanh.with.mean, 2)}% with pre-training.`,
      `Intervals of what pre-training saves rectifiers, in points, by the number of labels: ${gain('relu')}.`,
      `The same for tanh: ${gain('tanh')}.`,
    ].join(' ');
  },
});
