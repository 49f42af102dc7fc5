/**
 * The regimes in which the claims of the note on DAL are tried, and what each
 * is held against.
 */
import type { AgeDirectionResult } from '../experiments/age-direction.ts';
import type { Bound, Results } from '../lab/define.ts';
import { defineChecks } from '../lab/define.ts';

/** Share of age's variance that is as good as nothing. */
const UNREADABLE: Bound = { op: '<=', value: 0.05 };
const READABLE: Bound = { op: '>=', value: 0.1 };

export const checks = defineChecks({
  'dal/normalising-leaves-age': {
    experiments: ['age-direction'],
    cases(results) {
      const found = ages(results);
      return [
        {
          when: 'ageing moves the direction',
          what: 'share of age’s variance a line reads off the unit vector, $\\delta = 0.5$',
          measured: found.byDelta.d05.r2Direction,
          bound: READABLE,
        },
        {
          when: 'ageing moves the direction',
          what: 'share of age’s variance a line reads off the unit vector, $\\delta = 1$',
          measured: found.byDelta.d1.r2Direction,
          bound: READABLE,
        },
        {
          when: 'ageing moves the direction',
          what: 'share of age’s variance a line reads off the unit vector, $\\delta = 2$',
          measured: found.byDelta.d2.r2Direction,
          bound: READABLE,
        },
      ];
    },
  },

  'dal/uncorrelated-is-not-independent': {
    experiments: ['age-direction'],
    cases(results) {
      const found = ages(results);
      return [
        {
          when: 'age enters the direction as $|2a-1|$',
          what: 'share of age’s variance a line reads off the unit vector',
          measured: found.hidden.r2Direction,
          bound: UNREADABLE,
        },
        {
          when: 'age enters the direction as $|2a-1|$',
          what: 'share of $|2a-1|$’s variance read off its squares',
          measured: found.hidden.r2Square,
          bound: { op: '>=', value: 0.3 },
        },
      ];
    },
  },
});

function ages(results: Results): AgeDirectionResult {
  return results['age-direction'] as unknown as AgeDirectionResult;
}
