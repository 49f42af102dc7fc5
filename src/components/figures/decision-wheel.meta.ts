import type { DecisionBoundaryResult } from '../../lib/experiments/decision-boundary.ts';
import type { DecisionBoundarySphereResult } from '../../lib/experiments/decision-boundary-sphere.ts';
import { defineFigure } from './define.ts';
import { degrees, fixed, rounded } from './lib/format.ts';
import { result } from './lib/results.ts';

const NAMES = {
  pair60: 'two, 60° apart',
  pair90: 'two, 90° apart',
  coplanar: 'three on the equator',
  tetrahedron: 'tetrahedron',
  equator: 'five on the equator',
  octahedron: 'octahedron',
} as const;

export default defineFigure({
  id: 'decision-wheel',
  title: 'At m = 3 no arrangement tried on the sphere meets the criterion; at 2 + √3, all do',
  caption:
    'Two classes on the circle: thick, the directions that each wins with certainty at the margin $m$; outside, the largest angle within a class and the smallest between the two. Then three weights on the equator of a sphere, one of them behind, at the same $m$: where no neighbour stands a region bulges, and the widest angle within it (thin) goes from pole to pole, not along the equator. Last, the smallest $m$ that is enough, for these two weights and for weights on the sphere.',
  alt: 'A circle with two weights and the arc of each class, the angle within a class and the angle between the classes marked. Beside it a sphere with three weights on its equator and the regions of the two in front, taller than broad, the widest angle within one and the gap between them drawn. Below, a dot plot of the smallest margin that meets the criterion for two weights on the circle and five arrangements on the sphere, all between 3 and 4, with the margin of the two pictures as a line across.',
  experiments: ['decision-boundary', 'decision-boundary-sphere'],
  module: 'src/lib/margins/circle.ts',
  knob: 'the margin m, from 1 to 6, and the angle between the weights',
  table(results) {
    const { arrangements } = result<DecisionBoundarySphereResult>(
      results,
      'decision-boundary-sphere',
    );
    const { twoClasses } = result<DecisionBoundaryResult>(results, 'decision-boundary');
    return {
      columns: [
        'weights',
        'smallest m',
        'at m = 3: largest angle within (°)',
        'smallest angle between (°)',
        'at m = 4: largest angle within (°)',
        'smallest angle between (°)',
      ],
      rows: [
        ...Object.entries(twoClasses).map(([key, { smallestM, m3, m4 }]) => [
          `two on the circle, ${key.replace('theta', '')}° apart`,
          rounded(smallestM),
          ...[m3, m4].flatMap(({ intra, inter }) => [rounded(intra), rounded(inter)]),
        ]),
        ...Object.entries(arrangements).map(([key, { smallestM, m3, m4 }]) => [
          `on the sphere: ${NAMES[key as keyof typeof NAMES]}`,
          rounded(smallestM),
          ...[m3, m4].flatMap(({ intra, inter }) => [rounded(intra), rounded(inter)]),
        ]),
      ],
    };
  },
  describe(results) {
    const { twoClasses } = result<DecisionBoundaryResult>(results, 'decision-boundary');
    const { arrangements } = result<DecisionBoundarySphereResult>(
      results,
      'decision-boundary-sphere',
    );
    const { coplanar, equator, octahedron, pair60, tetrahedron } = arrangements;
    const { m3, m4 } = twoClasses.theta60;
    const overrun = ({ m3: at }: typeof coplanar) =>
      `${degrees(at.intra)} within against ${degrees(at.inter)} between`;
    return [
      `Two weights 60° apart on the circle: at m = 3 the largest angle within a class is ${degrees(m3.intra)} and the smallest between the two ${degrees(m3.inter)}; at m = 4 they are ${degrees(m4.intra)} and ${degrees(m4.inter)}.`,
      `On the sphere m = 3 leaves three weights on the equator at ${overrun(coplanar)}, a tetrahedron at ${overrun(tetrahedron)}, an octahedron at ${overrun(octahedron)} and five on the equator at ${overrun(equator)}.`,
      `The smallest margins that are enough are ${fixed(coplanar.smallestM, 3)}, ${fixed(tetrahedron.smallestM, 3)}, ${fixed(octahedron.smallestM, 3)} and ${fixed(equator.smallestM, 3)}; two classes on the sphere need ${fixed(pair60.smallestM, 3)}, as on the circle.`,
    ].join(' ');
  },
});
