import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Bound, Case } from '../../../src/lib/lab/define.ts';
import { ensureResults } from '../../../src/lib/lab/ensure.ts';
import { listChecks } from '../../../src/lib/lab/registry.ts';
import { CaseError, decide, judge } from '../../../src/lib/lab/verdicts.ts';
import { printed, project } from './project.ts';

function measured(value: number, bound: Bound, when = 'always'): Case {
  return { when, what: 'a number', measured: value, bound };
}

const below: Bound = { op: '<', value: 1 };

describe('judge', () => {
  it.each<[Bound, number, boolean]>([
    [{ op: '<', value: 1 }, 1, false],
    [{ op: '<', value: 1 }, 0.9, true],
    [{ op: '<=', value: 1 }, 1, true],
    [{ op: '<=', value: 1 }, 1.1, false],
    [{ op: '>', value: 1 }, 1, false],
    [{ op: '>', value: 1 }, 1.1, true],
    [{ op: '>=', value: 1 }, 1, true],
    [{ op: '>=', value: 1 }, 0.9, false],
    [{ op: '=', value: 1, within: 0 }, 1, true],
    [{ op: '=', value: 1, within: 0.25 }, 1.25, true],
    [{ op: '=', value: 1, within: 0.25 }, 0.75, true],
    [{ op: '=', value: 1, within: 0.25 }, 1.26, false],
    [{ op: '=', value: 1, within: 0.25 }, 0.74, false],
  ])('with bound %o, %d is %s', (bound, value, holds) => {
    const judgement = judge([measured(value, bound)]);
    expect(judgement.cases[0]?.holds).toBe(holds);
    expect(judgement.verdict).toBe(holds ? 'holds' : 'does-not-hold');
  });

  it('names the regimes that hold, each once, in the order of the cases', () => {
    const judgement = judge([
      measured(0, below, 'K ≥ 3'),
      measured(2, below, 'K = 2'),
      measured(0, below, 'm = 1'),
      measured(0.5, below, 'K ≥ 3'),
    ]);
    expect(judgement.verdict).toBe('holds-with-conditions');
    expect(judgement.condition).toBe('K ≥ 3 or if m = 1');
  });

  it('does not name a regime of which one case fails', () => {
    const judgement = judge([
      measured(0, below, 'K ≥ 3'),
      measured(0, below, 'K = 2'),
      measured(2, below, 'K = 2'),
    ]);
    expect(judgement.condition).toBe('K ≥ 3');
  });

  it('does not hold where every regime has a failing case', () => {
    const judgement = judge([measured(0, below, 'K = 2'), measured(2, below, 'K = 2')]);
    expect(judgement.verdict).toBe('does-not-hold');
    expect(judgement.condition).toBeNull();
  });

  it('names no condition where all or none hold', () => {
    expect(judge([measured(0, below, 'a'), measured(0, below, 'b')]).condition).toBeNull();
    expect(judge([measured(2, below, 'a'), measured(2, below, 'b')]).condition).toBeNull();
  });

  const cases = fc.array(
    fc.record({
      when: fc.constantFrom('a', 'b', 'c', 'd'),
      what: fc.constant('a number'),
      measured: fc.double({ min: 0, max: 2, noNaN: true }),
      bound: fc.constant(below),
    }),
    { minLength: 1, maxLength: 8 },
  );

  it('holds exactly when all cases do, whatever their number', () => {
    fc.assert(
      fc.property(cases, (some) => {
        const all = some.every((one) => one.measured < 1);
        expect(judge(some).verdict === 'holds').toBe(all);
      }),
    );
  });

  it('gives the same verdict in any order', () => {
    fc.assert(
      fc.property(cases, (some) => {
        const forwards = judge(some);
        const backwards = judge(some.toReversed());
        expect(backwards.verdict).toBe(forwards.verdict);
        const regimes = (condition: string | null): string[] =>
          (condition ?? '').split(' or if ').toSorted();
        expect(regimes(backwards.condition)).toEqual(regimes(forwards.condition));
      }),
    );
  });

  it('holds under its own condition, and fails in each regime it leaves out', () => {
    fc.assert(
      fc.property(cases, (some) => {
        const { verdict, condition } = judge(some);
        if (verdict !== 'holds-with-conditions') return;
        const regimes = (condition ?? '').split(' or if ');
        expect(judge(some.filter(({ when }) => regimes.includes(when))).verdict).toBe('holds');
        expect(judge(some.filter(({ when }) => !regimes.includes(when))).verdict).toBe(
          'does-not-hold',
        );
      }),
    );
  });

  it.each<[string, Case[]]>([
    ['no cases', []],
    ['NaN measured', [measured(NaN, below)]],
    ['an infinite bound', [measured(1, { op: '<', value: Infinity })]],
    ['a band of NaN', [measured(1, { op: '=', value: 1, within: NaN })]],
    ['a band below 0', [measured(1, { op: '=', value: 1, within: -1 })]],
    ['no regime', [measured(1, below, ' ')]],
    ['no quantity', [{ ...measured(1, below), what: '' }]],
    ['an unknown comparison', [measured(1, { op: '≠', value: 1 } as unknown as Bound)]],
  ])('refuses %s', (_, some) => {
    expect(() => judge(some)).toThrow(CaseError);
  });
});

describe('decide', () => {
  it('decides each claim from the results its check lists', async () => {
    const root = project('good');
    const { checks } = await listChecks(root);
    const { decisions, errors } = decide(root, checks, await ensureResults(root));
    expect(errors).toEqual([]);
    const verdicts = [...decisions].map(([claim, { verdict, condition }]) => [
      claim,
      verdict,
      condition,
    ]);
    expect(verdicts).toEqual([
      ['sums/scaled-is-large', 'holds-with-conditions', 'the factor is 3'],
      ['sums/total-is-negative', 'does-not-hold', null],
      ['sums/total-is-thirty', 'holds', null],
    ]);
    expect(decisions.get('sums/scaled-is-large')?.cases).toEqual([
      {
        when: 'the factor is 2',
        what: 'scaled sum',
        measured: 60,
        bound: { op: '>', value: 75 },
        holds: false,
      },
      {
        when: 'the factor is 3',
        what: 'scaled sum',
        measured: 90,
        bound: { op: '>', value: 75 },
        holds: true,
      },
    ]);
  });

  it('reports all that is wrong with checks, and still decides the sound one', async () => {
    const root = project('bad-checks');
    const { checks, errors: listing } = await listChecks(root);
    const ensured = await ensureResults(root);
    const { decisions, errors } = decide(root, checks, ensured);
    expect([...decisions.keys()]).toEqual(['a/sound', 'a/twice']);
    expect(printed([...listing, ...errors])).toMatchInlineSnapshot(`
      "src/lib/checks/bad.ts:27 **a/malformed**: Expected { experiments: [at least one id], cases(results) { … } }.
        Hint: See Check in src/lib/lab/define.ts.
      src/lib/checks/none.ts The module exports no checks.
        Hint: Write export const checks = defineChecks({ … }).
      src/lib/checks/twice.ts:4 **a/twice**: "a/twice" has two checks; the other stands in src/lib/checks/bad.ts.
        Hint: Pool the cases of both in one.
      src/lib/checks/bad.ts:11 **a/unknown**: The check lists "ones", which is no experiment.
        Hint: Did you mean "one"?
      src/lib/checks/bad.ts:14 **a/peeks**: The check reads "other", which is not among its experiments (one).
        Hint: Add it to experiments, or do without it.
      src/lib/checks/bad.ts:20 **a/throws**: The check threw TypeError: Cannot read properties of null (reading 'length')
        Hint: Compare the names it reads with the result the experiment returns.
      src/lib/checks/bad.ts:23 **a/empty**: There are no cases to judge.
        Hint: Return one case or more for each regime.
      src/lib/checks/bad.ts:24 **a/nan**: In the case "always", measured is NaN, which nothing can be compared with.
        Hint: Look at the result it is taken from.
      src/lib/checks/bad.ts:25 **a/wordless**: A case has no words for its regime (when) or for what was measured (what).
        Hint: Write when as it reads after “if”."
    `);
  });
});
