import type { TrainedSparsityResult } from '../../lib/experiments/trained-sparsity.ts';
import { defineFigure } from './define.ts';
import { fixed, rounded, short } from './lib/format.ts';
import { result } from './lib/results.ts';

/** Share of zeros up to which the paper sees no harm. */
export const UNHARMED = 0.85;

export default defineFigure({
  id: 'error-by-sparsity',
  title: 'More and more zeros cost nothing for a long way, and then a great deal',
  caption:
    'Test error of rectifier networks on digits against the share of exact zeros in their hidden layers, as the L1 penalty on activations grows; each point a network, the line through the means of two seeds. Dotted: the level without a penalty. Rings: error higher than without by more than two standard errors, which begins at {trained-sparsity:harmful.zeros|percent(0)} zeros. Grey: tanh and softplus, which have none.',
  alt: 'Scatter of test error, on a logarithmic axis, against the share of zeros for rectifier networks. From about half to nearly three quarters of zeros the error stays level, at four fifths it is measurably higher, beyond nine tenths it climbs steeply. Tanh and softplus networks, without zeros, lie above the level of the rectifiers.',
  experiments: ['trained-sparsity'],
  module: 'src/lib/networks/activity-penalty.ts',
  table(results) {
    const { points } = result<TrainedSparsityResult>(results, 'trained-sparsity');
    return {
      columns: [
        'units',
        'penalty',
        'seed',
        'zeros',
        'zeros among living units',
        'dead units',
        'test error',
      ],
      rows: points.kind.map((kind, i) => [
        kind,
        points.lambda[i] ?? NaN,
        points.seed[i] ?? NaN,
        rounded(points.zeros[i] ?? NaN, 4),
        rounded(points.living[i] ?? NaN, 4),
        rounded(points.dead[i] ?? NaN, 4),
        rounded(points.error[i] ?? NaN, 4),
      ]),
    };
  },
  describe(results) {
    const { byLambda, byKind, harmless, harmful, samples } = result<TrainedSparsityResult>(
      results,
      'trained-sparsity',
    );
    const levels = Object.values(byLambda);
    return [
      `${samples.train} training and ${samples.test} test digits.`,
      `Share of zeros and test error by penalty: ${levels
        .map(
          ({ lambda, zeros, error }) =>
            `${short(lambda)}: ${fixed(100 * zeros.mean, 0)}% and ${fixed(100 * error.mean, 1)}%`,
        )
        .join('; ')}.`,
      `Up to a penalty of ${short(harmless.lambda)}, with ${fixed(100 * harmless.zeros, 0)}% zeros, the error is not measurably higher than without; at ${short(harmful.lambda)}, with ${fixed(100 * harmful.zeros, 0)}%, it is.`,
      `Without a penalty tanh has an error of ${fixed(100 * byKind.tanh.error.mean, 1)}% and softplus of ${fixed(100 * byKind.softplus.error.mean, 1)}%, both with no zeros at all.`,
    ].join(' ');
  },
});
