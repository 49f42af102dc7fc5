import type { DecisionBoundaryResult } from '../../lib/experiments/decision-boundary.ts';
import type { DecisionBoundarySphereResult } from '../../lib/experiments/decision-boundary-sphere.ts';
import { defineFigure } from './define.ts';
import { degrees, fixed, rounded } from './lib/format.ts';
import { result } from './lib/results.ts';

export default defineFigure({
  id: 'margin-needed',
  title: 'm = 3 is enough for many classes only if they are spread evenly on a circle',
  caption:
    'The smallest $m$ at which every angle between classes exceeds every angle within one, by how the weights stand. Uneven weights on the circle can need as much as {decision-boundary:uneven.smallestM|fixed(2)}; weights on a sphere in three dimensions up to {decision-boundary-sphere:largestSmallestM|fixed(2)} among those tried.',
  alt: 'Dot plot of the smallest margin that meets the criterion for seven arrangements of weights. Even weights on the circle need 3; four arrangements on the sphere need more, two classes 2 plus the square root of 3, uneven weights on the circle by far the most.',
  experiments: ['decision-boundary', 'decision-boundary-sphere'],
  module: 'src/lib/margins/sphere.ts',
  table(results) {
    const { even, uneven } = result<DecisionBoundaryResult>(results, 'decision-boundary');
    const { arrangements } = result<DecisionBoundarySphereResult>(
      results,
      'decision-boundary-sphere',
    );
    const onSphere = Object.entries(arrangements).map(([name, { K, smallestM, m3 }]) => [
      NAMES[name] ?? name,
      K,
      rounded(smallestM),
      rounded(m3.intra),
      rounded(m3.inter),
    ]);
    return {
      columns: [
        'weights',
        'classes',
        'smallest m',
        'at m = 3: largest angle within (°)',
        'smallest angle between (°)',
      ],
      rows: [
        ...Object.values(even).map(({ apart, smallestM, m3 }) => [
          'evenly on the circle',
          Math.round(360 / apart),
          rounded(smallestM),
          rounded(m3.intra),
          rounded(m3.inter),
        ]),
        [
          `on the circle at ${uneven.weights.map((angle) => degrees(angle, 0)).join(', ')}`,
          uneven.weights.length,
          rounded(uneven.smallestM),
          rounded(uneven.m3.intra),
          rounded(uneven.m3.inter),
        ],
        ...onSphere,
      ],
    };
  },
  describe(results) {
    const { even, uneven, bound } = result<DecisionBoundaryResult>(results, 'decision-boundary');
    const { arrangements } = result<DecisionBoundarySphereResult>(
      results,
      'decision-boundary-sphere',
    );
    const { coplanar, equator, octahedron, pair60, pair90, tetrahedron } = arrangements;
    return [
      `Three, five or ten weights spread evenly on a circle meet the criterion from m = ${fixed(even.K3.smallestM, 2)} on.`,
      `In three dimensions a tetrahedron needs ${fixed(tetrahedron.smallestM, 2)}, an octahedron ${fixed(octahedron.smallestM, 2)}, three weights on the equator ${fixed(coplanar.smallestM, 2)} and five ${fixed(equator.smallestM, 2)}.`,
      `Two classes need ${fixed(pair60.smallestM, 2)} whether 60° or 90° apart (${fixed(pair90.smallestM, 2)}), as on the circle: 2 + √3 is ${fixed(bound.twoClasses, 2)}.`,
      `Three weights on the circle at ${uneven.weights.map((angle) => degrees(angle, 0)).join(', ')} need ${fixed(uneven.smallestM, 2)}.`,
    ].join(' ');
  },
});

const NAMES: Readonly<Record<string, string>> = {
  pair60: 'two, 60° apart, on the sphere',
  pair90: 'two, 90° apart, on the sphere',
  coplanar: 'on the equator of the sphere',
  tetrahedron: 'tetrahedron',
  equator: 'on the equator of the sphere',
  octahedron: 'octahedron',
};
