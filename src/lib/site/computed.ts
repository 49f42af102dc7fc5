/** What the experiment engine found, and whether claims and checks fit each other. */
import { lineOfString } from '../lab/errors.ts';
import type { Results } from '../lab/define.ts';
import type { Judgement } from '../lab/index.ts';
import type { Errors } from './errors.ts';
import type { Lab } from './lab.ts';
import { didYouMean } from './nearest.ts';
import type { Draft } from './read.ts';
import type { ClaimData } from './schemas.ts';
import type { ExperimentInfo, LoadOptions } from './types.ts';

export interface Computed {
  infos: ExperimentInfo[];
  results: Results;
  /** Ids of all experiments, those that failed too. */
  known: readonly string[];
  checks: Awaited<ReturnType<Lab['listChecks']>>['checks'];
  judgements: ReadonlyMap<string, Judgement>;
}

/** Brings all results up to date and decides all checks; what fails is reported by the engine. */
export async function compute(
  root: string,
  lab: Lab,
  log: LoadOptions['log'],
  errors: Errors,
): Promise<Computed> {
  const [ensured, listed] = await Promise.all([
    lab.ensureResults(root, { log }),
    lab.listChecks(root),
  ]);
  const decided = lab.decide(root, listed.checks, ensured);
  errors.list.push(...ensured.errors, ...listed.errors, ...decided.errors);
  return {
    infos: ensured.infos.map(
      ({ id, title, seed, filePath, needs, data, operations, hash, result }): ExperimentInfo => ({
        id,
        title,
        seed,
        filePath,
        needs,
        data,
        operations,
        hash,
        result,
      }),
    ),
    results: ensured.results,
    known: ensured.known,
    checks: listed.checks,
    judgements: decided.decisions,
  };
}

/** Reports checks of claims that are not there, and experiments that a check reads but its claim does not name. */
export function checkChecks(
  root: string,
  computed: Computed,
  claims: readonly Draft<ClaimData>[],
  errors: Errors,
): void {
  const byId = new Map(claims.map((draft) => [draft.id, draft]));
  for (const [claim, { check, file }] of computed.checks) {
    const place = { file, line: lineOfString(root, file, claim), field: claim };
    const draft = byId.get(claim);
    if (!draft) {
      errors.add(
        place,
        `There is a check, but no claim "${claim}".`,
        didYouMean(claim, byId.keys(), 'claim'),
      );
      continue;
    }
    const named = draft.data.experiments ?? [];
    if (named.length === 0) continue;
    for (const id of check.experiments.filter((one) => !named.includes(one))) {
      errors.add(
        { file: draft.file, line: draft.line(['experiments']), field: 'experiments' },
        `The check of this claim reads "${id}", which is not named here.`,
        `Add it: experiments: [${[...named, id].join(', ')}].`,
      );
    }
  }
}
