import type { OecnnGradientsResult } from '../../lib/experiments/oecnn-gradients.ts';
import { defineFigure } from './define.ts';
import { rounded, scientific, short } from './lib/format.ts';
import { result } from './lib/results.ts';

export default defineFigure({
  id: 'polar-gradients',
  title: 'Age pulls along the feature, identity across it; on a plane, up against along',
  caption:
    'Which way an age loss (red) and an identity loss (blue) move a feature of two dimensions: downhill, the longer the steeper. Left, as in the paper: age is the norm, identity the direction. Right, as the notes ask: age is the height, identity the foot. Either way the two stand at right angles: the largest cosine between them, measured in {oecnn-gradients:dimensions|int} dimensions by central differences, is {oecnn-gradients:cosine.normalised|sci(1)} left and {oecnn-gradients:plane.cosine|sci(1)} right.',
  alt: 'Two fields of arrows in pairs. Left, points on rings around zero: one arrow of each pair lies along the ray from zero, the other at a right angle to it. Right, points on a grid: one arrow of each pair is upright, the other level.',
  experiments: ['oecnn-gradients'],
  module: 'src/lib/margins/age-identity.ts',
  table(results) {
    const { ring, planeField } = result<OecnnGradientsResult>(results, 'oecnn-gradients');
    return {
      columns: [
        'coordinates',
        'x',
        'y',
        'age downhill, x',
        'age downhill, y',
        'identity downhill, x',
        'identity downhill, y',
      ],
      rows: [
        { name: 'norm and direction', field: ring },
        { name: 'height and foot', field: planeField },
      ].flatMap(({ name, field }) =>
        field.x.map((x, i) => [
          name,
          ...[
            x,
            field.y[i] ?? NaN,
            field.age.x[i] ?? NaN,
            field.age.y[i] ?? NaN,
            field.identity.x[i] ?? NaN,
            field.identity.y[i] ?? NaN,
          ].map((v) => rounded(v, 4)),
        ]),
      ),
    };
  },
  describe(results) {
    const { dimensions, trials, cosine, plane } = result<OecnnGradientsResult>(
      results,
      'oecnn-gradients',
    );
    return [
      `In ${short(dimensions)} dimensions, over ${short(trials)} random features, the largest cosine between the gradient of age in the norm and of identity in the direction is ${scientific(cosine.normalised, 2)}: a right angle but for rounding.`,
      `With age in the height and identity in the foot it is ${scientific(plane.cosine, 2)}.`,
      `If the identity loss may use the norm as well, as A-Softmax does, the cosine is as large as ${short(cosine.unnormalised, 3)}.`,
    ].join(' ');
  },
});
