/** Holds the lock against the experiments: does every hash fit, and does computing again give the same bytes? */
import { execFileSync } from 'node:child_process';
import type { ContentError } from '../site/types.ts';
import type { Json } from './define.ts';
import { planExperiments, withNeeds } from './ensure.ts';
import { problem, sortErrors } from './errors.ts';
import { differences } from './json.ts';
import type { Difference } from './json.ts';
import { leftovers, LOCK, lockText, readLock } from './lock.ts';
import type { Lock } from './lock.ts';
import { runExperiments } from './run.ts';
import type { Outcome, RunOptions } from './run.ts';

/** Experiments that count fewer operations are cheap enough to be recomputed in every test run. */
export const CHEAP = 2e9;

export interface VerifyOptions extends Omit<RunOptions, 'flags'> {
  /** `quick`: the cheap ones and one other in turn are computed again; `all`: every one, from nothing. */
  mode: 'quick' | 'all';
  /** Which of the expensive ones: counted round. The number of commits unless told. */
  turn?: number | undefined;
}

export interface Verified {
  /** One row per experiment, in order of the ids. */
  rows: VerifiedRow[];
  /** Experiments whose hash fits and, where recomputed, whose bytes are those of the lock. */
  passed: number;
  /** What is wrong, one error for each thing. */
  errors: ContentError[];
}

export interface VerifiedRow {
  id: string;
  ok: boolean;
  /** Null where it was not computed again. */
  seconds: number | null;
  differences: Difference[];
}

/** Compares the lock of the project at `root` with its experiments; writes nothing. */
export async function verifyLock(root: string, options: VerifyOptions): Promise<Verified> {
  const plan = await planExperiments(root);
  const locks = new Map(plan.order.map((id) => [id, readLock(root, id)]));
  const fits = (id: string): boolean => {
    const hash = locks.get(id)?.lock?.hash;
    return hash !== undefined && hash === plan.hashes.get(id);
  };
  const ready = plan.order.filter((id) => withNeeds(plan, [id]).every(fits));
  const chosen = options.mode === 'all' ? plan.order : inTurn(root, ready, locks, options.turn);
  // Read for what is not computed again; with `all`, for nothing.
  const known = new Map<string, Json>();
  for (const [id, { lock }] of locks) if (lock !== null) known.set(id, lock.result);
  const ran = await runExperiments(root, plan.experiments, chosen, known, plan.files, options);

  const errors = [...plan.errors, ...leftovers(root, new Set(plan.experiments.keys()))];
  const rows: VerifiedRow[] = [];
  for (const id of plan.order.toSorted()) {
    const outcome = ran.outcomes.get(id);
    const { lock, text, error: broken } = locks.get(id) ?? { lock: null, text: null, error: null };
    const seed = plan.experiments.get(id)?.experiment.seed ?? 0;
    const found =
      lock === null || outcome === undefined ? [] : compareWith(lock, text, seed, outcome);
    const fail = (message: string, hint: string): ContentError =>
      problem({ file: `${LOCK}/${id}.json`, message, hint });
    const anew = `Run npm run compute -- ${id}${fits(id) ? ' --force' : ''}, look at what changed and commit the file.`;

    let error: ContentError | null = null;
    if (broken !== null) error = broken;
    else if (lock === null) error = fail(`The result of "${id}" is not stored.`, anew);
    else if (ran.failures.has(id)) error = ran.failures.get(id)?.error ?? null;
    else if (found.length > 0) {
      error = fail(`Computing "${id}" again gives another result: ${listed(found)}.`, anew);
    } else if (!fits(id)) {
      error = fail(`The stored result does not fit the experiment "${id}" as it is now.`, anew);
    } else if (chosen.includes(id) && outcome === undefined) {
      error = fail(`"${id}" was not computed again, for what it needs failed.`, 'Mend that first.');
    }
    if (error !== null) errors.push(error);
    rows.push({ id, ok: error === null, seconds: outcome?.seconds ?? null, differences: found });
  }
  return { rows, passed: rows.filter(({ ok }) => ok).length, errors: sortErrors(errors) };
}

/** The cheap experiments, and of the others the one whose turn it is. */
function inTurn(
  root: string,
  ids: readonly string[],
  locks: ReadonlyMap<string, { lock: Lock | null }>,
  turn: number | undefined,
): string[] {
  const cost = (id: string): number => locks.get(id)?.lock?.operations ?? 0;
  const expensive = ids.filter((id) => cost(id) >= CHEAP).toSorted();
  const next = expensive[(turn ?? commits(root)) % Math.max(1, expensive.length)];
  return ids.filter((id) => cost(id) < CHEAP || id === next);
}

/** Number of commits, so that each commit's tests take the next experiment; 0 outside a repository. */
function commits(root: string): number {
  try {
    const count = execFileSync('git', ['rev-list', '--count', 'HEAD'], {
      cwd: root,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return Number(count.trim());
  } catch {
    return 0;
  }
}

/** Where a computed result differs from its lock file, byte for byte; its hash apart. */
function compareWith(
  lock: Lock,
  text: string | null,
  seed: number,
  { result, operations }: Outcome,
): Difference[] {
  if (lockText({ ...lock, seed, operations, result }) === text) return [];
  const found = differences(lock.result, result);
  if (lock.seed !== seed) found.push({ path: 'seed', locked: `${lock.seed}`, found: `${seed}` });
  if (lock.operations !== operations) {
    found.push({ path: 'operations', locked: `${lock.operations}`, found: `${operations}` });
  }
  if (found.length === 0) {
    found.push({ path: 'the way the file is written', locked: null, found: null });
  }
  return found;
}

/** The first three differences in words. */
function listed(found: readonly Difference[]): string {
  const shown = found.slice(0, 3).map(describeDifference);
  const more = found.length - shown.length;
  return shown.join('; ') + (more > 0 ? `; and ${more} more` : '');
}

/** `result.maxRise was 0 and is 1e-16` */
export function describeDifference({ path, locked, found }: Difference): string {
  if (locked === null && found === null) return path;
  if (locked === null) return `${path} is new: ${String(found)}`;
  if (found === null) return `${path} is gone; it was ${locked}`;
  return `${path} was ${locked} and is ${found}`;
}
