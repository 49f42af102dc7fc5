import type { ContrastiveLossResult } from '../../lib/experiments/contrastive-loss.ts';
import { defineFigure } from './define.ts';
import { fixed, rounded } from './lib/format.ts';
import { result } from './lib/results.ts';

export default defineFigure({
  id: 'contrastive-force',
  title:
    'The further apart, the harder a same pair is pulled; a different pair is pushed only within the margin',
  caption:
    'Force of the verification loss on a feature, its gradient along the line to the other: above 0 it pulls the two together, below it pushes them apart. A pair of one class is a spring that pulls with their distance $D$; a pair of two classes is one that pushes with $m-D$ until they are $m = $ {contrastive-loss:margin|fixed(0)} apart, and leaves them alone from there on.',
  alt: 'Line chart of force against distance. The pull on a same pair rises in a straight line from zero. The push on a different pair, below zero, shrinks in a straight line and is zero from the margin on.',
  experiments: ['contrastive-loss'],
  module: 'src/lib/margins/pair-losses.ts',
  table(results) {
    const { force } = result<ContrastiveLossResult>(results, 'contrastive-loss');
    return {
      columns: [
        'distance D',
        'force on a same pair (above 0: together)',
        'force on a different pair (below 0: apart)',
      ],
      rows: force.distance.map((distance, i) => [
        rounded(distance),
        rounded(force.same[i] ?? NaN),
        rounded(force.different[i] ?? NaN),
      ]),
    };
  },
  describe(results) {
    const { force, margin, nearZero, beyond } = result<ContrastiveLossResult>(
      results,
      'contrastive-loss',
    );
    const last = force.distance.length - 1;
    return [
      `The margin is ${fixed(margin, 1)}.`,
      `The pull on a same pair equals the distance: it rises to ${fixed(force.same[last] ?? NaN, 2)} at the distance ${fixed(force.distance[last] ?? NaN, 2)}.`,
      `The push on a different pair shrinks from ${fixed(nearZero.force, 2)}, as two features come together, to ${fixed(beyond.force, 0)} at the margin and beyond.`,
    ].join(' ');
  },
});
