/** Results of all experiments: from the lock where it fits, else from the cache, else computed. */
import type { ContentError, ExperimentInfo } from '../site/types.ts';
import { CACHE } from './bundle.ts';
import type { Json } from './define.ts';
import { sortErrors } from './errors.ts';
import { hashExperiments } from './hash.ts';
import { readLock, writeLock } from './lock.ts';
import type { Lock } from './lock.ts';
import { orderByNeeds } from './order.ts';
import { listExperiments } from './registry.ts';
import type { Registered } from './registry.ts';
import { runExperiments } from './run.ts';
import type { RunOptions } from './run.ts';

/** Where results go that do not fit the lock; never committed. */
export const CACHED_RESULTS = `${CACHE}/results`;

export interface EnsureOptions extends Omit<RunOptions, 'flags'> {
  /** Whether computed results are kept in `.cache` for the next time. True unless told. */
  persist?: boolean | undefined;
  /** Ids to compute although a stored result fits. None unless told. */
  force?: ReadonlySet<string> | undefined;
  /** Ids to bring up to date, with what they need. All unless told. */
  only?: readonly string[] | undefined;
}

export interface ResultInfo extends ExperimentInfo {
  /** Where the result comes from. `lock` is what a fresh clone gives; the others mean that the lock is old. */
  from: 'lock' | 'cache' | 'computed';
  /** How long it took; null where nothing was computed. */
  seconds: number | null;
}

export interface Ensured {
  /** By id. Experiments that failed are missing. */
  results: Record<string, Json>;
  /** Ids of all experiments that are declared, those that failed too. */
  known: string[];
  /** In order of the ids. */
  infos: ResultInfo[];
  errors: ContentError[];
}

/** A project's experiments, ready to be run. */
export interface Plan {
  experiments: Map<string, Registered>;
  /** Those that can run, each after what it needs. */
  order: string[];
  hashes: Map<string, string>;
  files: Map<string, string>;
  errors: ContentError[];
}

/** Lists, orders and hashes the experiments of a project. */
export async function planExperiments(root: string): Promise<Plan> {
  const { experiments, errors } = await listExperiments(root);
  const ordered = orderByNeeds(root, experiments);
  const hashed = hashExperiments(root, experiments, ordered.order);
  return {
    experiments,
    order: ordered.order.filter((id) => hashed.hashes.has(id)),
    hashes: hashed.hashes,
    files: hashed.files,
    errors: sortErrors([...errors, ...ordered.errors, ...hashed.errors]),
  };
}

/**
 * Results of all experiments of the project at `root`. A stored result is used
 * when its hash fits; any other is computed and kept in `.cache`, the lock being
 * written by `npm run compute` alone. Reports all that is wrong together.
 */
export async function ensureResults(root: string, options: EnsureOptions = {}): Promise<Ensured> {
  return ensurePlanned(root, await planExperiments(root), options);
}

/** The same for a plan that is made already. */
export async function ensurePlanned(
  root: string,
  plan: Plan,
  options: EnsureOptions = {},
): Promise<Ensured> {
  const wanted = options.only === undefined ? plan.order : withNeeds(plan, options.only);
  const stored = readStored(root, plan, wanted);
  const errors = [...plan.errors, ...stored.errors];
  for (const id of options.force ?? []) stored.locks.delete(id);

  const known = new Map([...stored.locks].map(([id, { lock }]) => [id, lock.result]));
  const missing = wanted.filter((id) => !stored.locks.has(id));
  const ran = await runExperiments(root, plan.experiments, missing, known, plan.files, options);
  errors.push(...[...ran.failures.values()].map(({ error }) => error));

  const results: Record<string, Json> = {};
  const infos: ResultInfo[] = [];
  for (const id of wanted.toSorted()) {
    const registered = plan.experiments.get(id);
    const hash = plan.hashes.get(id);
    if (registered === undefined || hash === undefined) continue;
    const { experiment, bundle } = registered;
    const outcome = ran.outcomes.get(id);
    const before = stored.locks.get(id);
    let lock = before?.lock;
    if (outcome !== undefined) {
      const { operations, result } = outcome;
      lock = { id, hash, seed: experiment.seed, operations, result };
      if (options.persist !== false) writeLock(root, lock, CACHED_RESULTS);
    }
    // Failed, or needs what failed.
    if (lock === undefined) continue;
    results[id] = lock.result;
    infos.push({
      id,
      title: experiment.title,
      seed: experiment.seed,
      filePath: bundle.file,
      needs: [...(experiment.needs ?? [])],
      data: [...(experiment.data ?? [])],
      operations: lock.operations,
      hash,
      result: lock.result,
      from: before?.from ?? 'computed',
      seconds: outcome?.seconds ?? null,
    });
  }
  return { results, known: [...plan.experiments.keys()], infos, errors: sortErrors(errors) };
}

/** `ids` and all they need, in the order of the plan. */
export function withNeeds(plan: Plan, ids: readonly string[]): string[] {
  const wanted = new Set<string>();
  const add = (id: string): void => {
    if (wanted.has(id)) return;
    wanted.add(id);
    plan.experiments.get(id)?.experiment.needs?.forEach(add);
  };
  ids.forEach(add);
  return plan.order.filter((id) => wanted.has(id));
}

interface Stored {
  locks: Map<string, { lock: Lock; from: 'lock' | 'cache' }>;
  errors: ContentError[];
}

/** The stored results whose hash fits: the lock's before the cache's. */
function readStored(root: string, plan: Plan, ids: readonly string[]): Stored {
  const locks: Stored['locks'] = new Map();
  const errors: ContentError[] = [];
  for (const id of ids) {
    const committed = readLock(root, id);
    if (committed.error !== null) errors.push(committed.error);
    for (const [from, lock] of [
      ['lock', committed.lock],
      ['cache', readLock(root, id, CACHED_RESULTS).lock],
    ] as const) {
      if (lock !== null && lock.hash === plan.hashes.get(id)) {
        locks.set(id, { lock, from });
        break;
      }
    }
  }
  return { locks, errors };
}
