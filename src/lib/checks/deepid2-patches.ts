/**
 * What digits decide about DeepID2: patches against the whole, and the
 * verification signal. Every seed and every part must meet a bound.
 */
import type { PatchesDigitsResult } from '../experiments/patches-digits.ts';
import type {
  VerificationByLambda,
  VerificationDigitsResult,
} from '../experiments/verification-digits.ts';
import { type Bound, type Case, defineChecks } from '../lab/define.ts';

/** “More often right”, “lower” and “smaller” as they stand: by any amount, with every seed and part. */
const BETTER: Bound = { op: '>', value: 0 };
const LOWER: Bound = { op: '<', value: 0 };
const SMALLER: Bound = { op: '<', value: 1 };

export const checks = defineChecks({
  'deepid2/patches-on-digits': {
    experiments: ['patches-digits'],
    cases(results) {
      const { gain } = results['patches-digits'] as unknown as PatchesDigitsResult;
      const what = (which: string): string =>
        `test accuracy of ${which} less that of one network on the whole digit, lowest over parts and seeds`;
      const apart = (parts: string, name: 'halves' | 'quarters'): Case[] => [
        {
          when: `one of the ${parts} is covered and its network is left out`,
          what: what(`networks on ${parts}, each trained alone`),
          measured: gain[name].told,
          bound: BETTER,
        },
        {
          when: `one of the ${parts} is covered and its network is asked all the same`,
          what: what(`networks on ${parts}, each trained alone`),
          measured: gain[name].occluded,
          bound: BETTER,
        },
        {
          when: `nothing is covered and the patches are ${parts}`,
          what: what(`networks on ${parts}, each trained alone`),
          measured: gain[name].complete,
          bound: BETTER,
        },
      ];
      return [
        ...apart('halves', 'halves'),
        ...apart('quarters', 'quarters'),
        {
          when: 'one of the halves is covered and the networks were trained as one',
          what: what('networks on halves, the covered one’s left out'),
          measured: gain.halvesJoint.told,
          bound: BETTER,
        },
        {
          when: 'one of the quarters is covered and the networks were trained as one',
          what: what('networks on quarters, the covered one’s left out'),
          measured: gain.quartersJoint.told,
          bound: BETTER,
        },
      ];
    },
  },

  'deepid2/verification-signal-on-digits': {
    experiments: ['verification-digits'],
    cases(results) {
      const { byLambda } = results['verification-digits'] as unknown as VerificationDigitsResult;
      const at = (how: string, { ratioToNone, change }: VerificationByLambda): Case[] => [
        {
          when: `${how} and the digits are those trained on`,
          what: 'scatter within classes over that between, as a share of that without the signal, highest over the seeds',
          measured: ratioToNone.high,
          bound: SMALLER,
        },
        {
          when: `${how} and the digits are those trained on`,
          what: 'change of the equal error rate, highest over the seeds',
          measured: change.seen.high,
          bound: LOWER,
        },
        {
          when: `${how} and the digits are new`,
          what: 'change of the equal error rate, highest over the seeds',
          measured: change.unseen.high,
          bound: LOWER,
        },
      ];
      return [
        ...at('the signal has weight $\\lambda = 0.05$', byLambda.l005),
        ...at('the signal has weight $\\lambda = 1$', byLambda.l1),
        ...at('the signal stands alone', byLambda.only),
      ];
    },
  },
});
