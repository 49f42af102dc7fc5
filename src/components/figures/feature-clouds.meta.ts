import type { CircleSummaryResult } from '../../lib/experiments/circle-summary.ts';
import type { FeatureCircleResult } from '../../lib/experiments/feature-circle.ts';
import { defineFigure } from './define.ts';
import { degrees, fixed, rounded } from './lib/format.ts';
import { result } from './lib/results.ts';

/** One panel each, all from the first seed. */
export const LOSSES = [
  { id: 'circle-softmax-s1', name: 'softmax' },
  { id: 'circle-modified-s1', name: 'modified softmax' },
  { id: 'circle-asoftmax2-s1', name: 'A-Softmax, m = 2' },
  { id: 'circle-asoftmax3-s1', name: 'A-Softmax, m = 3' },
  { id: 'circle-asoftmax4-s1', name: 'A-Softmax, m = 4' },
  { id: 'circle-cosface-s1', name: 'CosFace' },
  { id: 'circle-arcface-s1', name: 'ArcFace' },
] as const;

export default defineFigure({
  id: 'feature-clouds',
  title: 'As m grows the nearer half of each class draws in steadily; its outer edge does not',
  caption:
    'Features of the same test digits in the plane of the last layer, one network a loss, all from one seed. Inside the circle the features, the longest reaching it; on it, the middle nine tenths of each class’s directions, with the digit. Below, how far from their class’s centre half and 95% of the features lie, in the mean over the classes: half within {circle-modified-s1:spread.median|fixed(1)}° for the modified softmax ($m=1$), {circle-asoftmax4-s1:spread.median|fixed(1)}° for A-Softmax with $m=4$. CosFace and ArcFace, whose features count by direction alone, name only {circle-cosface-s1:accuracy.test|percent(0)} and {circle-arcface-s1:accuracy.test|percent(0)} right in a plane.',
  alt: 'Seven circles, one for each loss, with the features of ten digits as clouds that run outwards from the middle and the arc of each class’s directions on the circle. From the modified softmax over A-Softmax with m = 2, 3 and 4 the clouds become thinner.',
  experiments: [...LOSSES.map(({ id }) => id), 'circle-summary'],
  module: 'src/lib/networks/circle-measures.ts',
  table(results) {
    return {
      columns: [
        'loss',
        'test digits right (%)',
        'spread, 95% (°)',
        'spread, median (°)',
        'smallest angle between centres (°)',
        'nearest 95%: largest angle within (°)',
        'smallest angle between (°)',
        'share of variance along the ray',
      ],
      rows: LOSSES.map(({ id, name }) => {
        const { accuracy, spread, smallestBetweenCentres, criterion95, radial } =
          result<FeatureCircleResult>(results, id);
        return [
          name,
          rounded(100 * accuracy.test, 4),
          ...[
            spread.q95,
            spread.median,
            smallestBetweenCentres,
            criterion95.intra,
            criterion95.inter,
            radial.share,
          ].map((value) => rounded(value, 4)),
        ];
      }),
    };
  },
  describe(results) {
    const { byLoss } = result<CircleSummaryResult>(results, 'circle-summary');
    const of = ({ median, spread, accuracy }: (typeof byLoss)['softmax']) =>
      `${degrees(median.mean, 2)} and ${degrees(spread.mean, 2)} (${fixed(100 * accuracy.mean, 1)}% right)`;
    return [
      `Half and 95% of a class lie within these angles of its centre, means over the seeds: ${of(byLoss.softmax)} for softmax, ${of(byLoss.modified)} for the modified softmax.`,
      `For A-Softmax they are ${of(byLoss.asoftmax2)} at m = 2, ${of(byLoss.asoftmax3)} at m = 3 and ${of(byLoss.asoftmax4)} at m = 4; for CosFace ${of(byLoss.cosface)} and for ArcFace ${of(byLoss.arcface)}.`,
      `Of the variance within a class, ${fixed(byLoss.softmax.radial.mean, 2)} lies along its ray with softmax.`,
    ].join(' ');
  },
});
