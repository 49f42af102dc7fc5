/**
 * The regimes in which the claims of the note on center loss are tried, and what each
 * is held against.
 */
import type { MarginLossesResult } from '../experiments/margin-losses.ts';
import type { RadialFeaturesResult } from '../experiments/radial-features.ts';
import type { Bound, Results } from '../lab/define.ts';
import { defineChecks } from '../lab/define.ts';

/** Difference that counts as none, for sums of a hundred terms of size one. */
const EQUAL: Bound = { op: '<=', value: 1e-9 };
/** Central differences are no better than this. */
const MEASURED: Bound = { op: '<=', value: 1e-6 };

export const checks = defineChecks({
  'center-loss/gradient-is-the-offset': {
    experiments: ['margin-losses'],
    cases(results) {
      const found = losses(results);
      return [
        {
          when: 'the centres are held',
          what: 'largest difference of the gradient from $x - c_y$',
          measured: found.center.formGap,
          bound: EQUAL,
        },
        {
          when: 'the centres are held',
          what: 'largest relative difference from central differences',
          measured: found.gradientGap.center,
          bound: MEASURED,
        },
      ];
    },
  },

  'center-loss/collapses-alone': {
    experiments: ['margin-losses'],
    cases(results) {
      const found = losses(results);
      return [
        {
          when: 'one linear map makes all features',
          what: 'share of the scatter within classes that is left',
          measured: found.center.shared.within,
          bound: { op: '<=', value: 1e-6 },
        },
        {
          when: 'one linear map makes all features',
          what: 'share of the scatter between classes that is left',
          measured: found.center.shared.between,
          bound: { op: '<=', value: 1e-6 },
        },
        {
          when: 'every feature is free',
          what: 'share of the scatter within classes that is left',
          measured: found.center.free.within,
          bound: { op: '<=', value: 1e-6 },
        },
        {
          when: 'every feature is free',
          what: 'share of the scatter between classes that is left',
          measured: found.center.free.between,
          bound: { op: '<=', value: 1e-6 },
        },
      ];
    },
  },

  'center-loss/bounds-the-norm': {
    experiments: ['radial-features'],
    cases(results) {
      const found = radial(results);
      return [
        {
          when: 'weights and centre are held',
          what: `most local minima of the joint loss along one of ${found.bestNorm.rays} random rays`,
          measured: found.bestNorm.minima,
          bound: { op: '=', value: 1, within: 0 },
        },
        {
          when: 'weights and centre are held',
          what: 'largest of the best norms there, on norms up to 50',
          measured: found.bestNorm.largest,
          bound: { op: '<', value: 50 },
        },
        {
          when: 'weights and centre are held',
          what: 'best norm for three weights 120° apart and a centre at 1',
          measured: found.bestNorm.norm,
          bound: { op: '<', value: 20 },
        },
      ];
    },
  },
});

function losses(results: Results): MarginLossesResult {
  return results['margin-losses'] as unknown as MarginLossesResult;
}

function radial(results: Results): RadialFeaturesResult {
  return results['radial-features'] as unknown as RadialFeaturesResult;
}
