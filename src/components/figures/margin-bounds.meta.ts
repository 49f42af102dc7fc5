import type { DecisionBoundaryResult } from '../../lib/experiments/decision-boundary.ts';
import { defineFigure } from './define.ts';
import { fixed, rounded } from './lib/format.ts';
import { result } from './lib/results.ts';

export default defineFigure({
  id: 'margin-bounds',
  title: 'On the circle, two classes need m ≥ 2 + √3; three or more, evenly spread, need 3',
  caption:
    'The largest angle within a class falls as $m$ grows, the smallest angle between classes rises; the criterion is met to the right of where they cross. Two classes cross at $m = $ {decision-boundary:twoClasses.theta60.smallestM|fixed(4)}, which is $2+\\sqrt3$; three evenly spread at {decision-boundary:even.K3.smallestM|fixed(4)}.',
  alt: 'Line chart against the margin m from 2 to 6. The smallest angle between classes rises; the largest angle within a class falls, and lies higher for two classes than for three or more. The crossings, at 3 and at 2 plus the square root of 3, are marked.',
  experiments: ['decision-boundary'],
  module: 'src/lib/margins/circle-closed-form.ts',
  table(results) {
    const { curves } = result<DecisionBoundaryResult>(results, 'decision-boundary');
    return {
      columns: [
        'm',
        'two classes 60° apart: within (°)',
        'between (°)',
        'three classes 120° apart: within (°)',
        'between (°)',
      ],
      rows: curves.m.map((m, i) => [
        m,
        rounded(curves.two.intra[i] ?? NaN),
        rounded(curves.two.inter[i] ?? NaN),
        rounded(curves.even.intra[i] ?? NaN),
        rounded(curves.even.inter[i] ?? NaN),
      ]),
    };
  },
  describe(results) {
    const { twoClasses, even, bound, marginShare } = result<DecisionBoundaryResult>(
      results,
      'decision-boundary',
    );
    return [
      `As shares of the angle between neighbouring weights: the smallest angle between two classes is ${fixed(marginShare.m2, 3)} at m = 2 and ${fixed(marginShare.m4, 3)} at m = 4.`,
      `The largest angle within a class is larger than that until m = ${fixed(twoClasses.theta60.smallestM, 4)} for two classes (the closed form, 2 + √3, is ${fixed(bound.twoClasses, 4)})`,
      `and until m = ${fixed(even.K3.smallestM, 4)} for three spread evenly; five and ten cross at ${fixed(even.K5.smallestM, 4)} and ${fixed(even.K10.smallestM, 4)}.`,
    ].join(' ');
  },
});
