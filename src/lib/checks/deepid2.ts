/**
 * The regimes in which the claims of the note on DeepID2 are tried, and what each
 * is held against.
 */
import type { PatchRedundancyResult } from '../experiments/patch-redundancy.ts';
import type { Bound, Results } from '../lab/define.ts';
import { defineChecks } from '../lab/define.ts';
import { contrastiveGradient } from './drlim.ts';

/** Difference that counts as none, for sums of a hundred terms of size one. */
const EQUAL: Bound = { op: '<=', value: 1e-9 };
const ABOVE: Bound = { op: '>', value: 0 };

export const checks = defineChecks({
  'deepid2/contrastive-gradient': contrastiveGradient,

  'deepid2/error-reduction': {
    experiments: ['patch-redundancy'],
    cases(results) {
      const found = patches(results);
      return [
        {
          when: 'the best previous result is 97.45%',
          what: 'share of the errors removed',
          measured: found.errorReduction.fromDeepID,
          bound: { op: '=', value: 0.67, within: 0.005 },
        },
      ];
    },
  },

  'deepid2/one-region-is-enough': {
    experiments: ['patch-redundancy'],
    cases(results) {
      const found = patches(results);
      return [
        {
          when: 'the other region tells nothing more once the first is known',
          what: 'best weight of the other region',
          measured: Math.abs(found.closed.weights[1] ?? NaN),
          bound: EQUAL,
        },
        {
          when: 'the other region tells nothing more once the first is known',
          what: `largest share of the weights it gets in training, ${found.trained.samples} samples`,
          measured:
            Math.max(Math.abs(found.trained.second.low), Math.abs(found.trained.second.high)) /
            found.trained.first.mean,
          bound: { op: '<=', value: 0.05 },
        },
        {
          when: 'the other region errs on its own',
          what: 'best weight of the other region',
          measured: Math.abs(found.independent.weights[1] ?? NaN),
          bound: EQUAL,
        },
      ];
    },
  },

  'deepid2/patches-force-all': {
    experiments: ['patch-redundancy'],
    cases(results) {
      const found = patches(results);
      return [
        {
          when: 'a region is covered',
          what: 'log-loss of the joint model less that of the patch, first region covered',
          measured: found.closed.logLoss.jointWithoutFirst - found.closed.logLoss.patchWithoutFirst,
          bound: { op: '>', value: 0.1 },
        },
        {
          when: 'a region is covered',
          what: 'least gain in accuracy of the patch over the joint model, top half of digits blank',
          measured: found.digits.leastGain.topBlank,
          bound: { op: '>=', value: 0.2 },
        },
        {
          when: 'a region is covered',
          what: 'least gain in accuracy of the patch over the joint model, bottom half of digits blank',
          measured: found.digits.leastGain.bottomBlank,
          bound: { op: '>=', value: 0.2 },
        },
        {
          when: 'the picture is complete',
          what: 'gain in accuracy of the patches over the joint model',
          measured: found.closed.accuracy.ensemble - found.closed.accuracy.joint,
          bound: ABOVE,
        },
        {
          when: 'the picture is complete',
          what: 'mean gain in accuracy on digits',
          measured: -found.digits.price.mean,
          bound: ABOVE,
        },
      ];
    },
  },
});

function patches(results: Results): PatchRedundancyResult {
  return results['patch-redundancy'] as unknown as PatchRedundancyResult;
}
