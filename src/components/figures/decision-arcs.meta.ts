import type { DecisionBoundaryResult } from '../../lib/experiments/decision-boundary.ts';
import { defineFigure } from './define.ts';
import { degrees, rounded } from './lib/format.ts';
import { result } from './lib/results.ts';

const MARGINS = ['m1', 'm2', 'm3', 'm4'] as const;

export default defineFigure({
  id: 'decision-arcs',
  title: 'From m = 4 on, the gap between two classes is wider than either',
  caption:
    'Features on a circle, weights $w_1$ and $w_2$ at 60° from each other. Thick arcs: directions that belong to a class with certainty. Outside them, the largest angle within a class and the smallest between the two; the criterion asks that the second be larger.',
  alt: 'Four circles, for m = 1, 2, 3 and 4, each with the arcs of two classes. As m grows the arcs shrink and the gap between them widens; only at m = 4 is the gap wider than an arc.',
  experiments: ['decision-boundary'],
  module: 'src/lib/margins/circle.ts',
  table(results) {
    const { arcs, twoClasses } = result<DecisionBoundaryResult>(results, 'decision-boundary');
    return {
      columns: [
        'm',
        'class 1 from (°)',
        'to (°)',
        'class 2 from (°)',
        'to (°)',
        'largest angle within (°)',
        'smallest angle between (°)',
        'criterion',
      ],
      rows: MARGINS.map((m) => {
        const { intra, inter, excess } = twoClasses.theta60[m];
        return [
          Number(m.slice(1)),
          ...arcs.two[m].flatMap(({ from, to }) => [rounded(from), rounded(to)]),
          rounded(intra),
          // Below a millionth of a degree it is rounding.
          Math.abs(inter) < 1e-6 ? 0 : rounded(inter),
          excess <= 0 ? 'met' : 'not met',
        ];
      }),
    };
  },
  describe(results) {
    const { twoClasses } = result<DecisionBoundaryResult>(results, 'decision-boundary');
    const one = (m: (typeof MARGINS)[number]) => {
      const { intra, inter, excess } = twoClasses.theta60[m];
      const sign = excess <= 0 ? 'met' : 'not met';
      return `${m.replace('m', 'm = ')}: ${degrees(intra)} within a class, ${degrees(inter)} between the classes, criterion ${sign}`;
    };
    return `Two classes whose weights stand 60° apart. ${MARGINS.map(one).join('; ')}. With m = 1, the ordinary softmax, each class takes half the circle and the two touch.`;
  },
});
