/** Turns what was measured into a verdict. */
import type { ContentError } from '../site/types.ts';
import type { Bound, Case, Results } from './define.ts';
import { describeThrown, didYouMean, lineOfString, problem, show, sortErrors } from './errors.ts';
import { locate } from './locate.ts';
import type { RegisteredCheck } from './registry.ts';

export type DecidedVerdict = 'holds' | 'holds-with-conditions' | 'does-not-hold';

export interface JudgedCase extends Case {
  /** Whether the bound is met. */
  holds: boolean;
}

export interface Judgement {
  verdict: DecidedVerdict;
  /** `K ≥ 3 or if m = 1`: when the claim holds, for `holds-with-conditions`; else null. */
  condition: string | null;
  cases: JudgedCase[];
}

/**
 * The verdict over all cases. A regime (the cases with one `when`) holds if all
 * its cases meet their bounds. All regimes hold: `holds`; none:
 * `does-not-hold`; some: `holds-with-conditions`, on condition of those that do.
 * @throws CaseError if there are no cases, or a case is not well formed.
 */
export function judge(cases: readonly Case[]): Judgement {
  if (cases.length === 0) {
    throw new CaseError('There are no cases to judge.', 'Return one case or more for each regime.');
  }
  const judged = cases.map((one) => ({ ...one, holds: meets(one) }));
  const regimes = new Map<string, boolean>();
  for (const { when, holds } of judged) regimes.set(when, (regimes.get(when) ?? true) && holds);
  const holding = [...regimes].filter(([, holds]) => holds).map(([when]) => when);
  if (holding.length === regimes.size) return { verdict: 'holds', condition: null, cases: judged };
  if (holding.length === 0) return { verdict: 'does-not-hold', condition: null, cases: judged };
  return { verdict: 'holds-with-conditions', condition: holding.join(' or if '), cases: judged };
}

function meets({ when, what, measured, bound }: Case): boolean {
  if (when.trim() === '' || what.trim() === '') {
    throw new CaseError(
      'A case has no words for its regime (when) or for what was measured (what).',
      'Write when as it reads after “if”.',
    );
  }
  const finite = (value: number, name: string): void => {
    if (Number.isFinite(value)) return;
    throw new CaseError(
      `In the case "${when}", ${name} is ${show(value)}, which nothing can be compared with.`,
      'Look at the result it is taken from.',
    );
  };
  finite(measured, 'measured');
  finite(bound.value, 'bound.value');
  switch (bound.op) {
    case '<':
      return measured < bound.value;
    case '<=':
      return measured <= bound.value;
    case '>':
      return measured > bound.value;
    case '>=':
      return measured >= bound.value;
    case '=':
      finite(bound.within, 'bound.within');
      if (bound.within >= 0) return Math.abs(measured - bound.value) <= bound.within;
      throw new CaseError(
        `In the case "${when}", bound.within is ${bound.within}.`,
        'Give the distance, 0 or more.',
      );
    default:
      throw new CaseError(
        `In the case "${when}", "${(bound as Bound).op}" is no comparison.`,
        'Use <, <=, >, >= or =.',
      );
  }
}

/** A case that cannot be judged, or a check that reads what it may not. */
export class CaseError extends RangeError {
  readonly hint: string;
  constructor(message: string, hint: string) {
    super(message);
    this.name = 'CaseError';
    this.hint = hint;
  }
}

/**
 * Judges every check against `results`; `known` are the ids of all experiments,
 * those that failed too (`ensureResults` returns both). A check sees the results of the experiments it lists and
 * no others. One that names an unknown experiment, reads another one's result
 * or throws is reported and decides nothing; one whose experiment failed is
 * left out in silence, for the failure is reported already.
 */
export function decide(
  root: string,
  checks: ReadonlyMap<string, RegisteredCheck>,
  { results, known }: { results: Results; known: readonly string[] },
): { decisions: Map<string, Judgement>; errors: ContentError[] } {
  const decisions = new Map<string, Judgement>();
  const errors: ContentError[] = [];
  for (const [claim, { check, file }] of checks) {
    const line = lineOfString(root, file, claim);
    const unknown = check.experiments.filter((id) => !known.includes(id));
    for (const id of unknown) {
      errors.push(
        problem({
          file,
          line,
          field: claim,
          message: `The check lists "${id}", which is no experiment.`,
          hint: didYouMean(id, known, 'experiment'),
        }),
      );
    }
    if (unknown.length > 0 || check.experiments.some((id) => !Object.hasOwn(results, id))) continue;
    try {
      decisions.set(claim, judge(check.cases(only(check.experiments, results))));
    } catch (thrown) {
      const place = locate(root, thrown);
      errors.push(
        problem({
          file: place?.file ?? file,
          line: place?.line ?? line,
          field: claim,
          ...explain(thrown),
        }),
      );
    }
  }
  return { decisions, errors: sortErrors(errors) };
}

function explain(thrown: unknown): { message: string; hint: string } {
  if (thrown instanceof CaseError) return { message: thrown.message, hint: thrown.hint };
  return {
    message: `The check threw ${describeThrown(thrown)}`,
    hint: 'Compare the names it reads with the result the experiment returns.',
  };
}

/** `results` with no more in sight than the experiments listed. */
function only(listed: readonly string[], results: Results): Results {
  const seen = Object.fromEntries(listed.map((id) => [id, results[id] ?? null]));
  return new Proxy(seen, {
    get(target, name) {
      if (typeof name === 'string' && !Object.hasOwn(target, name)) {
        throw new CaseError(
          `The check reads "${name}", which is not among its experiments (${listed.join(', ')}).`,
          'Add it to experiments, or do without it.',
        );
      }
      return Reflect.get(target, name) as unknown;
    },
  });
}
