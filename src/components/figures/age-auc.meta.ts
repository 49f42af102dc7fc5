import type { AgeDirectionResult } from '../../lib/experiments/age-direction.ts';
import { defineFigure } from './define.ts';
import { fixed, rounded } from './lib/format.ts';
import { result } from './lib/results.ts';

export default defineFigure({
  id: 'age-auc',
  title: 'Normalising takes out the age in the norm, not the age that turns the direction',
  caption:
    'A made-up world of {age-direction:identities|int} people with {age-direction:photos|int} photos each, in which age sets the norm and also turns the direction, by a drift $\\delta$. Left, how well a distance tells same from different people; right, how much of the age a linear map reads off the normalised feature. On people it was not fitted to, it explains {age-direction:byDelta.d0.r2Direction|fixed(2)} of the variance at $\\delta=0$ (nothing: below 0 is worse than the mean) and {age-direction:byDelta.d2.r2Direction|fixed(2)} at $\\delta=2$.',
  alt: 'Two line charts against the drift of the direction with age. Left, the area under the curve of verification: both distances lose as the drift grows, cosine staying above Euclid. Right, the share of the variance of age explained by the direction: it rises from zero.',
  experiments: ['age-direction'],
  module: 'src/lib/margins/verification.ts',
  table(results) {
    const { curves } = result<AgeDirectionResult>(results, 'age-direction');
    return {
      columns: ['drift δ', 'AUC, Euclid', 'AUC, cosine', 'R² of age from the direction'],
      rows: curves.delta.map((delta, i) => [
        rounded(delta),
        rounded(curves.aucEuclid[i] ?? NaN),
        rounded(curves.aucCosine[i] ?? NaN),
        rounded(curves.r2Direction[i] ?? NaN),
      ]),
    };
  },
  describe(results) {
    const { byDelta } = result<AgeDirectionResult>(results, 'age-direction');
    const { d0, d1, d2 } = byDelta;
    const auc = ({ aucEuclid, aucCosine }: typeof d0) =>
      `${fixed(aucEuclid, 4)} for the Euclidean distance and ${fixed(aucCosine, 4)} for the cosine`;
    return [
      `Without drift the area under the curve is ${auc(d0)}, and the direction explains ${fixed(d0.r2Direction, 3)} of the variance of age.`,
      `At drift 1 it is ${auc(d1)}, with ${fixed(d1.r2Direction, 3)} explained; at drift 2 ${auc(d2)}, with ${fixed(d2.r2Direction, 3)}.`,
    ].join(' ');
  },
});
