/**
 * Runs one experiment in a worker thread of its own: nothing an experiment
 * leaves behind reaches another one, and one that never ends can be stopped.
 */
import { readFileSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import type { Experiment, Json } from './define.ts';
import { describeThrown } from './errors.ts';
import { guard } from './guard.ts';
import { assertJson, formatJson, NotJson } from './json.ts';

/** What the worker is started with. */
export interface Job {
  id: string;
  /** Address of the bundled module that exports the experiment. */
  url: string;
  needs: Record<string, Json>;
  /** Absolute path of each data file, by name. */
  files: Record<string, string>;
  flags: Record<string, string | number>;
}

/** What it sends back: any number of `progress`, then one of the others. */
export type Message =
  | { type: 'progress'; fraction: number }
  /** `seconds` of this thread's own computing: what else the machine does is not in them. */
  | { type: 'done'; text: string; operations: number; seconds: number }
  | { type: 'not-json'; path: string; found: string; hint: string }
  | { type: 'threw'; message: string; stack: string };

async function work(job: Job, send: (message: Message) => void): Promise<void> {
  try {
    // Read before the guard shuts the clock: file handles look at it.
    const data = Object.fromEntries(
      Object.entries(job.files).map(([name, path]) => [name, new Uint8Array(readFileSync(path))]),
    );
    const used = process.threadCpuUsage.bind(process);
    guard();
    const experiment = pick((await import(job.url)) as Record<string, unknown>, job.id);
    let operations = 0;
    let told = 0;
    const result = await experiment.run({
      seed: experiment.seed,
      needs: job.needs,
      data,
      flags: job.flags,
      count(more) {
        if (!(more >= 0 && more <= Number.MAX_SAFE_INTEGER)) {
          throw new RangeError(`count takes a number of operations, 0 or more; received ${more}.`);
        }
        operations += more;
      },
      progress(fraction) {
        if (!(fraction >= 0 && fraction <= 1)) {
          throw new RangeError(`progress takes a fraction from 0 to 1; received ${fraction}.`);
        }
        // Steps of a hundredth are enough for a line of progress.
        if (fraction - told < 0.01) return;
        told = fraction;
        send({ type: 'progress', fraction });
      },
    });
    assertJson(result);
    const text = formatJson(result);
    const { user, system } = used();
    const seconds = (user + system) / 1e6;
    send({ type: 'done', text, operations: Math.round(operations), seconds });
  } catch (thrown) {
    if (thrown instanceof NotJson) {
      send({ type: 'not-json', path: thrown.path, found: thrown.found, hint: thrown.hint });
    } else {
      const stack = thrown instanceof Error ? (thrown.stack ?? '') : '';
      send({ type: 'threw', message: describeThrown(thrown), stack });
    }
  }
}

function pick(exports: Record<string, unknown>, id: string): Experiment<unknown> {
  for (const value of Object.values(exports).flat()) {
    if (
      typeof value === 'object' &&
      value !== null &&
      'run' in value &&
      'id' in value &&
      value.id === id
    ) {
      return value as Experiment<unknown>;
    }
  }
  throw new Error(`The module no longer exports "${id}".`);
}

if (parentPort !== null) {
  const port = parentPort;
  // Not awaited: a run that waits for ever then ends the thread, and is told so, without a warning.
  void work(workerData as Job, (message) => {
    port.postMessage(message);
  });
}
