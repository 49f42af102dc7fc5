/** Runs experiments in worker threads, each as soon as what it needs is there. */
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { ContentError } from '../site/types.ts';
import { bundle } from './bundle.ts';
import type { Json } from './define.ts';
import { formatError, lineOfString, problem } from './errors.ts';
import { locateAll } from './locate.ts';
import type { Place } from './locate.ts';
import { DEFAULT_LIMIT } from './registry.ts';
import type { Registered } from './registry.ts';
import type { Job, Message } from './worker.ts';

/** Seconds before the first line of progress, and between one and the next. */
const FIRST_LINE = 2;
const NEXT_LINE = 5;

/** An experiment that does not compute but waits is stopped after this many times its limit. */
const PATIENCE = 10;
/** Seconds between two looks at how much it has computed, at least. */
const SHORTEST_WATCH = 0.1;

export type Log = (line: string) => void;

export interface RunOptions {
  /** Threads at a time; as many as there are cores unless told. Does not change any result. */
  workers?: number | undefined;
  /** Receives a line of progress when the run takes longer than two seconds. */
  log?: Log | undefined;
  /** Values for the flags the experiments declare. */
  flags?: Readonly<Record<string, string | number>> | undefined;
}

export interface Outcome {
  result: Json;
  operations: number;
  /** Of computing, on this machine; shown, never stored. */
  seconds: number;
}

/** Why an experiment has no result. */
export type FailureKind = 'threw' | 'not-json' | 'never-ends' | 'no-result';

export interface Failure {
  kind: FailureKind;
  error: ContentError;
}

/**
 * Runs the experiments `ids`. `known` holds the results of needs that are not
 * among them; a need that is among them is always awaited, so that no result
 * depends on which thread is first. An experiment that throws, does not end or
 * returns what is not JSON is a failure; those that need it are not run.
 */
export async function runExperiments(
  root: string,
  experiments: ReadonlyMap<string, Registered>,
  ids: readonly string[],
  known: ReadonlyMap<string, Json>,
  files: ReadonlyMap<string, string>,
  options: RunOptions = {},
): Promise<{ outcomes: Map<string, Outcome>; failures: Map<string, Failure> }> {
  const outcomes = new Map<string, Outcome>();
  const failures = new Map<string, Failure>();
  const asked = new Set(ids);
  const waiting = new Set(ids);
  const running = new Map<string, Running>();
  const workerFile = ids.length === 0 ? '' : await workerPath(root);

  const needsOf = (id: string): readonly string[] => experiments.get(id)?.experiment.needs ?? [];
  const resultOf = (id: string): Json | undefined =>
    asked.has(id) ? outcomes.get(id)?.result : known.get(id);

  const start = (id: string, registered: Registered): void => {
    waiting.delete(id);
    const { experiment, bundle } = registered;
    const job: Job = {
      id,
      url: bundle.url,
      needs: Object.fromEntries(needsOf(id).map((need) => [need, resultOf(need) ?? null])),
      files: Object.fromEntries(
        (experiment.data ?? []).map((name) => [name, files.get(name) ?? '']),
      ),
      flags: { ...options.flags },
    };
    const state: Running = { since: performance.now(), fraction: 0, ended: Promise.resolve() };
    state.ended = runOne(root, workerFile, registered, job, state).then((end) => {
      running.delete(id);
      if ('error' in end) failures.set(id, end);
      else outcomes.set(id, end);
    });
    running.set(id, state);
  };

  const stopLog = startLog(options.log, running, () => outcomes.size, ids.length);
  const most = Math.max(1, options.workers ?? availableParallelism());
  try {
    while (waiting.size > 0 || running.size > 0) {
      for (const id of waiting) {
        if (running.size >= most) break;
        const registered = experiments.get(id);
        if (registered === undefined) waiting.delete(id);
        else if (needsOf(id).every((need) => resultOf(need) !== undefined)) start(id, registered);
      }
      // What is left waits for an experiment that failed.
      if (running.size === 0) break;
      await Promise.race([...running.values()].map((state) => state.ended));
    }
  } finally {
    stopLog();
  }
  return { outcomes, failures };
}

interface Running {
  /** `performance.now()` at the start. */
  since: number;
  /** How far it says it is, 0 to 1. */
  fraction: number;
  ended: Promise<void>;
}

type End = Outcome | Failure;

function runOne(
  root: string,
  workerFile: string,
  registered: Registered,
  job: Job,
  state: Running,
): Promise<End> {
  const { id, limit = DEFAULT_LIMIT } = registered.experiment;
  const { file } = registered.bundle;
  const line = lineOfString(root, file, id);
  const fail = (kind: FailureKind, message: string, hint: string, place?: Place): End => ({
    kind,
    error: problem({ file, line, ...place, message, hint }),
  });

  return new Promise<End>((resolve) => {
    const worker = new Worker(workerFile, {
      workerData: job,
      name: id,
      // Not those of this process: a test runner's loader has no business in an experiment.
      execArgv: [],
    });
    const end = (result: End): void => {
      clearTimeout(timer);
      resolve(result);
      void worker.terminate();
    };
    const stop = (): void => {
      end(
        fail(
          'never-ends',
          `Experiment "${id}" did not end within ${limit} s and was stopped.`,
          'Look for a loop whose end is never met; or raise its limit, or make it smaller.',
        ),
      );
    };
    // The limit counts the thread's own computing, so that a busy machine stops nothing too early.
    const watch = async (): Promise<void> => {
      const { user, system } = await worker.cpuUsage();
      const left = limit - (user + system) / 1e6;
      const waited = (performance.now() - state.since) / 1000;
      if (left <= 0 || waited >= PATIENCE * limit) stop();
      else timer = later(Math.max(left, SHORTEST_WATCH));
    };
    // A thread that has ended meanwhile tells no time; its own event settles the matter.
    const later = (seconds: number): NodeJS.Timeout =>
      setTimeout(() => void watch().catch(() => undefined), seconds * 1000);
    let timer = later(limit);

    worker.on('message', (message: Message) => {
      switch (message.type) {
        case 'progress':
          state.fraction = message.fraction;
          return;
        case 'done':
          end({
            result: JSON.parse(message.text) as Json,
            operations: message.operations,
            seconds: message.seconds,
          });
          return;
        case 'not-json':
          end(
            fail(
              'not-json',
              `Experiment "${id}" returned what is not JSON: ${message.path} is ${message.found}.`,
              message.hint,
            ),
          );
          return;
        case 'threw': {
          const places = locateAll(root, message.stack);
          const inner = places[0];
          const own = places.find((place) => place.file === file);
          const called =
            own === undefined || own === inner ? '' : ` Called from ${own.file}:${own.line}.`;
          end(
            fail(
              'threw',
              `Experiment "${id}" threw ${message.message}`,
              `Mend it and run npm run compute -- ${id}.${called}`,
              inner,
            ),
          );
        }
      }
    });
    worker.on('error', (thrown) => {
      end(
        fail(
          'no-result',
          `The thread of experiment "${id}" failed: ${String(thrown)}`,
          'Run it alone and look at its output.',
        ),
      );
    });
    worker.on('exit', () => {
      end(
        fail(
          'no-result',
          `Experiment "${id}" ended without a result.`,
          'It waits for a promise that nothing resolves, or ends the process.',
        ),
      );
    });
  });
}

/**
 * The worker as one JavaScript file. A thread starts in half the time from it,
 * for there is no TypeScript to strip and one module to read.
 */
async function workerPath(root: string): Promise<string> {
  const source = fileURLToPath(new URL('./worker.ts', import.meta.url));
  const { bundles, errors } = await bundle(root, [source]);
  const [found] = bundles;
  if (found === undefined) throw new Error(errors.map(formatError).join('\n'));
  return found.path;
}

/** Writes a line of progress after two seconds and every five from then on, until stopped. */
function startLog(
  log: Log | undefined,
  running: ReadonlyMap<string, Running>,
  done: () => number,
  all: number,
): () => void {
  if (log === undefined) return () => undefined;
  let timer: NodeJS.Timeout;
  const tell = (): void => {
    const now = performance.now();
    const each = [...running].map(([id, { since, fraction }]) => {
      const share = fraction > 0 ? `${Math.round(fraction * 100)} %, ` : '';
      return `${id} (${share}${((now - since) / 1000).toFixed(0)} s)`;
    });
    log(`Computing experiments: ${done()} of ${all} done; running ${each.join(', ')}`);
    timer = setTimeout(tell, NEXT_LINE * 1000);
  };
  timer = setTimeout(tell, FIRST_LINE * 1000);
  return () => {
    clearTimeout(timer);
  };
}
