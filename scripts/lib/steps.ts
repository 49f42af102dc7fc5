/** Runs the steps of a test run: each a program, some side by side, with its time and, if it fails, its output. */
import { spawn } from 'node:child_process';
import { duration } from './printing.ts';

export interface Step {
  readonly name: string;
  /** What is run, on the project's Node: a script and its arguments. */
  readonly run: readonly string[];
  /** Names of steps that must have passed before. */
  readonly after?: readonly string[];
  /** Cores it keeps busy; at most two steps' worth run at a time. 1 unless told. */
  readonly cores?: 1 | 2;
  readonly env?: Readonly<Record<string, string>>;
  /** What to add up from its output; a step counts as one test unless told. */
  readonly count?: (output: string) => Counts | null;
  /** Lines of its output worth showing even when it passes. */
  readonly show?: RegExp;
}

export interface Counts {
  readonly passed: number;
  readonly failed: number;
}

interface Result extends Counts {
  readonly ok: boolean;
}

const CORES = 2;

/**
 * Runs all steps, each as soon as those it comes after have passed and there is
 * a core for it; a step whose precondition failed is counted as failed.
 */
export async function runSteps(
  steps: readonly Step[],
  cwd: string,
  log: (line: string) => void = console.log,
): Promise<Counts> {
  const results = new Map<string, Result>();
  const running = new Map<Step, Promise<void>>();
  const waiting = [...steps];
  const busy = (): number => [...running.keys()].reduce((sum, step) => sum + (step.cores ?? 1), 0);

  while (waiting.length > 0 || running.size > 0) {
    for (const step of [...waiting]) {
      const before = (step.after ?? []).map((name) => results.get(name));
      if (before.some((result) => result?.ok === false)) {
        waiting.splice(waiting.indexOf(step), 1);
        results.set(step.name, { ok: false, passed: 0, failed: 1 });
        log(`✗ ${step.name}: not run, for what it needs failed`);
        continue;
      }
      const ready = before.every((result) => result?.ok === true);
      if (!ready || busy() + (step.cores ?? 1) > CORES) continue;
      waiting.splice(waiting.indexOf(step), 1);
      const done = runStep(step, cwd, log).then((result) => {
        results.set(step.name, result);
        running.delete(step);
      });
      running.set(step, done);
    }
    if (running.size === 0 && waiting.length > 0) {
      const names = waiting.map(({ name }) => name).join(', ');
      throw new Error(`Steps wait for each other or for one that does not exist: ${names}.`);
    }
    if (running.size > 0) await Promise.race(running.values());
  }
  let passed = 0;
  let failed = 0;
  for (const result of results.values()) {
    passed += result.passed;
    failed += result.failed;
  }
  return { passed, failed };
}

async function runStep(step: Step, cwd: string, log: (line: string) => void): Promise<Result> {
  const started = performance.now();
  const child = spawn(process.execPath, step.run, {
    cwd,
    env: { ...process.env, FORCE_COLOR: '0', NO_COLOR: '1', ...step.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const ticking = setInterval(
    () => log(`  ${step.name}: ${duration(performance.now() - started)} …`),
    30_000,
  );
  const code = await new Promise<number>((resolve) => {
    child.on('error', (error) => {
      output += error.message;
      resolve(1);
    });
    child.on('close', (exit) => resolve(exit ?? 1));
  });
  clearInterval(ticking);

  const ok = code === 0;
  const counted = step.count?.(output) ?? null;
  const counts = counted ?? { passed: ok ? 1 : 0, failed: ok ? 0 : 1 };
  // A program that ends badly without a failed test has failed all the same.
  const failed = ok ? counts.failed : Math.max(1, counts.failed);
  const tests = counted === null ? '' : `${counts.passed} passed, ${failed} failed, `;
  log(`${ok ? '✓' : '✗'} ${step.name} (${tests}${duration(performance.now() - started)})`);
  if (!ok) log(output.trimEnd());
  else if (step.show)
    output
      .split('\n')
      .filter((line) => step.show?.test(line))
      .forEach((line) => log(`  ${line.trim()}`));
  return { ok: ok && failed === 0, passed: counts.passed, failed };
}

/** The counts in a program's closing line `N passed, N failed`. */
export function closingLine(output: string): Counts | null {
  const found = [...output.matchAll(/^(?:\w+: )?(\d+) passed, (\d+) failed/gm)].at(-1);
  return found ? { passed: Number(found[1]), failed: Number(found[2]) } : null;
}

/**
 * The counts in what Vitest prints at the end: `Tests  2 failed | 60 passed (62)`.
 * A file that could not be run at all counts as one failed test.
 */
export function vitestCounts(output: string): Counts | null {
  const line = (name: string): string | undefined =>
    [...output.matchAll(new RegExp(`^\\s*${name}\\s+(.*)$`, 'gm'))].at(-1)?.[1];
  const number = (text: string | undefined, word: string): number =>
    Number(new RegExp(`(\\d+) ${word}`).exec(text ?? '')?.[1] ?? 0);
  const tests = line('Tests');
  const files = line('Test Files');
  if (files === undefined) return null;
  const failed = number(tests, 'failed');
  return {
    passed: number(tests, 'passed'),
    failed: failed > 0 ? failed : number(files, 'failed'),
  };
}
