import type { SeparableDiscriminativeResult } from '../../lib/experiments/separable-discriminative.ts';
import { defineFigure } from './define.ts';
import { degrees, rounded, short } from './lib/format.ts';
import { result } from './lib/results.ts';

export default defineFigure({
  id: 'separable-arcs',
  title: 'Any gap separates two classes; only 30° and more make them discriminative',
  caption:
    'Each class fills the directions from $t$ to 90° on its side of the boundary. A softmax classifier makes no mistake at any $t$ tried. The smallest angle between the classes, $2t$, passes the largest within one, $90°-t$, at $t = $ {separable-discriminative:smallestT|fixed(1)}°.',
  alt: 'Two half circles with the arcs of two classes, for a small and a larger gap to the boundary between them, and a line chart of the angle within a class, falling, and between the classes, rising, against the gap; they cross at 30 degrees.',
  experiments: ['separable-discriminative'],
  module: 'src/lib/margins/softmax-regression.ts',
  table(results) {
    const { byGap } = result<SeparableDiscriminativeResult>(results, 'separable-discriminative');
    return {
      columns: [
        't (°)',
        'accuracy',
        'largest angle within (°)',
        'smallest angle between (°)',
        'criterion',
      ],
      rows: Object.values(byGap).map(({ t, accuracy, intra, inter, excess }) => [
        t,
        accuracy,
        rounded(intra),
        rounded(inter),
        // At 30° both are 60° but for rounding.
        excess <= 1e-9 ? 'met' : 'not met',
      ]),
    };
  },
  describe(results) {
    const { byGap, smallestT, sweep } = result<SeparableDiscriminativeResult>(
      results,
      'separable-discriminative',
    );
    const one = ({ t, intra, inter }: (typeof byGap)['t20']) =>
      `At t = ${t}° the largest angle within a class is ${degrees(intra, 0)} and the smallest between the classes ${degrees(inter, 0)}`;
    return [
      `${one(byGap.t20)}: separable, not discriminative.`,
      `${one(byGap.t40)}: discriminative.`,
      `The two are equal at t = ${degrees(smallestT)}.`,
      `Over all ${sweep.count} gaps from ${sweep.from}° to ${sweep.to}° the lowest accuracy of the trained classifier is ${short(100 * sweep.lowestAccuracy, 1)}%, while ${sweep.missed} of them miss the criterion.`,
    ].join(' ');
  },
});
