import type { LinearAeLandscapeResult } from '../../lib/experiments/linear-ae-landscape.ts';
import type { NetworkSaddlesResult } from '../../lib/experiments/network-saddles.ts';
import { defineFigure } from './define.ts';
import { fixed, rounded } from './lib/format.ts';
import { result } from './lib/results.ts';

export default defineFigure({
  id: 'index-by-loss',
  title: 'The higher a stationary point lies, the more directions lead down from it',
  caption:
    'Left: a network of {network-saddles:parameters|int} parameters on digits; dots are stationary points, rings points of training, which are not stationary. Correlation of the dots {network-saddles:correlation.pearson|fixed(2)}. Right: all {linear-ae-landscape:large.points|int} stationary families of a linear auto-encoder, correlation {linear-ae-landscape:large.correlation|fixed(2)}. Its best saddle lies {linear-ae-landscape:large.indexOne.excess|percent(0)} above the only minimum.',
  alt: 'Two scatter plots of the number of downward directions against the loss. Left, stationary points of a small network lie close to a rising line, with a few minima and saddles of low index at the lowest losses. Right, the stationary points of a linear auto-encoder rise in a broader band.',
  experiments: ['network-saddles', 'linear-ae-landscape'],
  module: 'src/lib/landscapes/stationary.ts',
  table(results) {
    const { critical, along, parameters } = result<NetworkSaddlesResult>(
      results,
      'network-saddles',
    );
    const { large } = result<LinearAeLandscapeResult>(results, 'linear-ae-landscape');
    return {
      columns: ['landscape', 'point', 'loss', 'downward directions'],
      rows: [
        ...critical.loss.map((loss, i) => [
          'network',
          'stationary',
          rounded(loss),
          critical.index[i]!,
        ]),
        ...along.loss.map((loss, i) => [
          'network',
          `training, step ${along.step[i]!}`,
          rounded(loss),
          Math.round(parameters * along.share[i]!),
        ]),
        ...large.loss.map((loss, i) => [
          'linear auto-encoder',
          'stationary',
          rounded(loss),
          large.index[i]!,
        ]),
      ],
    };
  },
  describe(results) {
    const { critical, correlation, parameters, best, worstMinimum, lowIndex } =
      result<NetworkSaddlesResult>(results, 'network-saddles');
    const { large } = result<LinearAeLandscapeResult>(results, 'linear-ae-landscape');
    return [
      `Of ${critical.distinct} stationary points of the network, ${critical.minima} are minima, with losses from ${fixed(best, 3)} to ${fixed(worstMinimum, 3)}; the correlation of loss and share of downward directions is ${fixed(correlation.pearson, 3)}.`,
      `The highest has ${fixed(100 * critical.largestShare, 1)}% of its ${parameters} directions leading down; the ${lowIndex.count} saddles with up to ${lowIndex.upTo} lie at most ${fixed(100 * lowIndex.highest, 1)}% above the lowest minimum.`,
      `The linear auto-encoder has ${large.minima} minimum and ${large.saddles} saddles, correlation ${fixed(large.correlation, 3)}; its best saddle lies ${fixed(100 * large.indexOne.excess, 1)}% above the minimum.`,
    ].join(' ');
  },
});
