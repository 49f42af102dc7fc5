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
      const COVERED = 'a part is covered';
      const alone = (name: 'halves' | 'quarters'): Case[] => [
        {
          when: COVERED,
          what: what(`networks on ${name}, each trained alone, the covered one’s left out`),
          measured: gain[name].told,
          bound: BETTER,
        },
        {
          when: COVERED,
          what: what(
            `networks on ${name}, each trained alone, the covered one’s asked all the same`,
          ),
          measured: gain[name].occluded,
          bound: BETTER,
        },
        {
          when: `nothing is covered and the patches are ${name}`,
          what: what(`networks on ${name}, each trained alone`),
          measured: gain[name].complete,
          bound: BETTER,
        },
      ];
      const asOne = (name: 'halves' | 'quarters', measured: number): Case => ({
        when: COVERED,
        what: what(`networks on ${name}, trained as one, the covered one’s left out`),
        measured,
        bound: BETTER,
      });
      return [
        ...alone('halves'),
        ...alone('quarters'),
        asOne('halves', gain.halvesJoint.told),
        asOne('quarters', gain.quartersJoint.told),
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
