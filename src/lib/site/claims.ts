import type { JudgedCase, Judgement } from '../lab/index.ts';
import type { Errors } from './errors.ts';
import { shortest } from './format.ts';
import { didYouMean } from './nearest.ts';
import type { Draft } from './read.ts';
import type { ClaimData } from './schemas.ts';
import type { Basis } from './types.ts';

/** Bases that rest on a computation: an experiment and a check decide the verdict. */
export const computed: ReadonlySet<Basis> = new Set([
  'proved',
  'exact',
  'real-data',
  'constructed',
]);

/**
 * Checks what the fields of a claim say together: which must stand, which must
 * not, and whether the recorded verdict is what its check gives. `hasCheck` says
 * whether there is a check at all; `judgement` is undefined where it could not
 * be decided (its experiment failed, which is reported elsewhere).
 */
export function checkClaim(
  draft: Draft<ClaimData>,
  hasCheck: boolean,
  judgement: Judgement | undefined,
  errors: Errors,
): void {
  const { data, file, line } = draft;
  // A field that does not fit is reported; what the others say without it cannot be judged.
  if (!draft.sound) return;
  const wrong = (field: keyof ClaimData, message: string, hint: string) => {
    errors.add({ file, line: line([field]), field }, message, hint);
  };
  /** Reports fields that stand where they may not. */
  const refuse = (fields: readonly (keyof ClaimData)[], where: string, hint: string) => {
    for (const field of fields) {
      const value = data[field];
      if (value === undefined || value === null || (Array.isArray(value) && value.length === 0))
        continue;
      wrong(field, `Superfluous ${where}.`, hint);
    }
  };
  const kind = data.kind ?? 'claim';
  if (kind !== 'claim') {
    refuse(
      ['verdict', 'basis', 'experiments', 'condition', 'source', 'planned', 'evidence'],
      `on a ${kind}`,
      `Remove it: a ${kind} carries no verdict. What can be computed about it is a claim of the editors.`,
    );
    if (hasCheck) {
      wrong(
        'kind',
        `There is a check for it, but it is a ${kind}.`,
        'Remove the check, or make it a claim.',
      );
    }
    return;
  }
  const { basis, verdict } = data;
  if (basis === undefined) {
    wrong(
      'basis',
      'Expected how the verdict was reached, found nothing.',
      'Add one of proved, exact, real-data, constructed, source, recalled, unchecked.',
    );
    return;
  }
  if (verdict === undefined) {
    wrong(
      'verdict',
      'Expected a verdict, found nothing.',
      basis === 'unchecked'
        ? 'Write "verdict: null" while it is unchecked.'
        : 'Add one of holds, holds-with-conditions, does-not-hold, reported.',
    );
    return;
  }
  if (basis === 'unchecked') {
    if (verdict !== null) {
      wrong(
        'verdict',
        `Expected null with basis unchecked, received "${verdict}".`,
        'Write "verdict: null", or say how the verdict was reached.',
      );
    }
    if (data.planned === undefined) {
      wrong(
        'planned',
        'Expected the experiment that is to decide it, found nothing.',
        'Add "planned: experiment-id"; it need not exist yet.',
      );
    }
    refuse(
      ['experiments', 'condition', 'source', 'evidence'],
      'with basis unchecked',
      'Remove it, or change the basis.',
    );
    if (hasCheck) {
      wrong(
        'basis',
        'There is a check for this claim, but its basis is unchecked.',
        'Say which basis the check gives: proved, exact, real-data or constructed.',
      );
    }
    return;
  }
  refuse(
    ['planned'],
    `with basis ${basis}`,
    'Remove it: only unchecked claims name what is planned.',
  );
  if (verdict === null) {
    wrong(
      'verdict',
      `Expected a verdict with basis ${basis}, received null.`,
      'Record what was found, or write "basis: unchecked".',
    );
    return;
  }
  if (basis === 'source' && data.source === undefined) {
    wrong(
      'source',
      'Expected the address of the passage, found nothing.',
      'Add "source: https://…", or say "basis: recalled".',
    );
  }
  if (basis !== 'source') {
    refuse(['source'], `with basis ${basis}`, 'Remove it, or say "basis: source".');
  }
  if (!computed.has(basis)) {
    refuse(['experiments'], `with basis ${basis}`, 'Remove it: no experiment decides this claim.');
    if (hasCheck) {
      wrong(
        'basis',
        `There is a check for this claim, but its basis is ${basis}.`,
        'Say which basis the check gives: proved, exact, real-data or constructed.',
      );
    }
    if (verdict === 'holds-with-conditions' && data.condition === undefined) {
      wrong(
        'condition',
        'Expected when it holds, found nothing.',
        'Add "condition: …", a phrase that reads after "holds if".',
      );
    }
    if (verdict !== 'holds-with-conditions') {
      refuse(
        ['condition'],
        `with verdict ${verdict}`,
        'Remove it, or record "verdict: holds-with-conditions".',
      );
    }
    return;
  }
  refuse(
    ['condition'],
    `with basis ${basis}`,
    'Remove it: the regimes of the check say when the claim holds.',
  );
  if (data.experiments === undefined || data.experiments.length === 0) {
    wrong(
      'experiments',
      `Expected at least one experiment with basis ${basis}, found none.`,
      'Add "experiments: [id]", or change the basis.',
    );
  }
  if (data.evidence === undefined) {
    wrong(
      'evidence',
      `Expected one line with a measured number with basis ${basis}, found nothing.`,
      'Add evidence: "… {experiment:path|format}."',
    );
  }
  if (!hasCheck) {
    wrong(
      'basis',
      `The basis is ${basis}, but no check decides this claim.`,
      `Add "'${draft.id}': { experiments, cases }" to a module of src/lib/checks.`,
    );
    return;
  }
  if (judgement && judgement.verdict !== verdict) {
    wrong(
      'verdict',
      `Recorded is ${verdict}, but the check gives ${judgement.verdict}:\n${casesText(judgement.cases)}`,
      `If the computation is right, write "verdict: ${judgement.verdict}".`,
    );
  }
}

/** Checks that a claim stands in the folder of a note, and that there is one who says it. */
export function checkNote(
  { id, file, data, line }: Draft<ClaimData>,
  papers: readonly Draft<unknown>[],
  topics: readonly Draft<unknown>[],
  errors: Errors,
): void {
  const note = id.split('/')[0] ?? '';
  const isNote = (draft: Draft<unknown>) => draft.id === note;
  if (papers.some(isNote)) return;
  if (!topics.some(isNote)) {
    errors.add(
      { file },
      `The folder "${note}" is the name of no note.`,
      didYouMean(
        note,
        [...papers, ...topics].map((draft) => draft.id),
        'note',
      ),
    );
  } else if (data.says === 'paper') {
    errors.add(
      { file, line: line(['says']), field: 'says' },
      `"${note}" is a topic note: there is no paper that says it.`,
      'Write "notes" or "editors".',
    );
  }
}

/** The cases, one a line: whether it held, when, what was measured against which bound. */
export function casesText(cases: readonly JudgedCase[]): string {
  return cases
    .map(({ holds, when, what, measured, bound }) => {
      const limit =
        bound.op === '='
          ? `= ${shortest(bound.value)} ± ${shortest(bound.within)}`
          : `${bound.op} ${shortest(bound.value)}`;
      return `  ${holds ? 'holds' : 'fails'}  if ${when}: ${what} is ${shortest(measured)}, bound ${limit}`;
    })
    .join('\n');
}
