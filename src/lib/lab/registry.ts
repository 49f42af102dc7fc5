/** The experiments and checks of a project, found by listing their folders. */
import type { ContentError } from '../site/types.ts';
import type { Bundle } from './bundle.ts';
import { compare, lineOfString, problem, show } from './errors.ts';
import type { Check, Experiment, Flag } from './define.ts';
import { loadModules } from './modules.ts';

export const EXPERIMENTS = 'src/lib/experiments/*.ts';
export const CHECKS = 'src/lib/checks/*.ts';

/** Flags that `npm run compute` keeps for itself. */
export const RESERVED_FLAGS = ['all', 'force', 'help', 'workers'] as const;

/** Seconds an experiment may take unless it says otherwise. */
export const DEFAULT_LIMIT = 90;

/** An experiment with the module it stands in. */
export interface Registered {
  experiment: Experiment<unknown>;
  bundle: Bundle;
}

export interface Registry {
  /** By id, in order of their ids. */
  experiments: Map<string, Registered>;
  errors: ContentError[];
}

/**
 * Every experiment of `src/lib/experiments`: any export that is one, or an
 * array of them. What is not well declared is reported and left out.
 */
export async function listExperiments(root: string): Promise<Registry> {
  const { modules, errors } = await loadModules(root, EXPERIMENTS);
  const found = new Map<string, Registered>();
  for (const module of modules) {
    const candidates = new Set(Object.values(module.exports).flat().filter(looksLikeExperiment));
    if (candidates.size === 0) {
      errors.push(
        problem({
          file: module.file,
          message: 'The module exports no experiment.',
          hint: 'Export what defineExperiment returns, or an array of them; keep helpers in a folder of their own.',
        }),
      );
    }
    for (const candidate of candidates) {
      const id = String(candidate.id);
      const line = lineOfString(root, module.file, id);
      const wrong = fieldErrors(candidate);
      const twin = found.get(id);
      if (twin !== undefined) {
        wrong.push({
          field: 'id',
          message: `"${id}" is the id of two experiments; the other stands in ${twin.bundle.file}.`,
          hint: 'Rename one of them.',
        });
      }
      errors.push(...wrong.map((error) => problem({ file: module.file, line, ...error })));
      if (wrong.length === 0) {
        found.set(id, { experiment: candidate as unknown as Experiment<unknown>, bundle: module });
      }
    }
  }
  const experiments = new Map([...found].toSorted(([a], [b]) => compare(a, b)));
  return { experiments, errors };
}

/** An experiment before its fields are checked. */
type Candidate = Record<keyof Experiment, unknown>;

function looksLikeExperiment(value: unknown): value is Candidate {
  return typeof value === 'object' && value !== null && 'run' in value && 'id' in value;
}

type FieldError = Pick<ContentError, 'field' | 'message' | 'hint'>;

function fieldErrors(candidate: Candidate): FieldError[] {
  const errors: FieldError[] = [];
  const expect = (good: boolean, field: keyof Experiment, wanted: string, hint: string): void => {
    if (good) return;
    errors.push({
      field,
      message: `Expected ${wanted}, received ${show(candidate[field])}.`,
      hint,
    });
  };
  const { id, title, seed, needs, data, flags, limit, run } = candidate;
  expect(
    typeof id === 'string' && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(id),
    'id',
    'lower-case words joined by hyphens',
    'Write it like newton-1d.',
  );
  expect(
    typeof title === 'string' && title.trim() !== '',
    'title',
    'a line of text',
    'Say what is computed.',
  );
  expect(
    Number.isSafeInteger(seed) && Number(seed) >= 0,
    'seed',
    'a whole number, 0 or more',
    'Write 0 where nothing is random.',
  );
  expect(
    needs === undefined || isStrings(needs),
    'needs',
    'a list of experiment ids',
    "Write ['psi'].",
  );
  expect(
    data === undefined || isStrings(data),
    'data',
    'a list of file names',
    "Write ['data/ames.csv'].",
  );
  expect(
    limit === undefined || (typeof limit === 'number' && limit > 0 && limit <= 3600),
    'limit',
    'seconds, above 0 and at most 3600',
    `Leave it out for ${DEFAULT_LIMIT}.`,
  );
  expect(typeof run === 'function', 'run', 'a function', 'Write run(context) { … }.');
  for (const [name, flag] of Object.entries((flags ?? {}) as Record<string, Partial<Flag>>)) {
    const reserved = (RESERVED_FLAGS as readonly string[]).includes(name);
    if (reserved || !/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name)) {
      errors.push({
        field: `flags.${name}`,
        message: reserved
          ? `"--${name}" is a flag of npm run compute itself.`
          : `"${name}" cannot be written as a flag.`,
        hint: 'Choose another name: lower-case words joined by hyphens.',
      });
    } else if (
      typeof flag.describe !== 'string' ||
      !['number', 'string', 'path'].includes(flag.type ?? '')
    ) {
      errors.push({
        field: `flags.${name}`,
        message: `Expected { describe, type } with type number, string or path, received ${JSON.stringify(flag)}.`,
        hint: "Write { describe: 'Passes over the data.', type: 'number' }.",
      });
    }
  }
  return errors;
}

function isStrings(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

/** A check with the file it stands in. */
export interface RegisteredCheck {
  check: Check;
  file: string;
}

export interface Checks {
  /** By claim id, in order of the ids. */
  checks: Map<string, RegisteredCheck>;
  errors: ContentError[];
}

/** The checks of all modules of `src/lib/checks`, merged; a claim that has two is reported. */
export async function listChecks(root: string): Promise<Checks> {
  const { modules, errors } = await loadModules(root, CHECKS);
  const found = new Map<string, RegisteredCheck>();
  for (const module of modules) {
    const checks = module.exports['checks'];
    if (typeof checks !== 'object' || checks === null) {
      errors.push(
        problem({
          file: module.file,
          message: 'The module exports no checks.',
          hint: 'Write export const checks = defineChecks({ … }).',
        }),
      );
      continue;
    }
    for (const [claim, check] of Object.entries(checks as Record<string, Partial<Check>>)) {
      const line = lineOfString(root, module.file, claim);
      const twin = found.get(claim);
      if (twin !== undefined) {
        errors.push(
          problem({
            file: module.file,
            line,
            field: claim,
            message: `"${claim}" has two checks; the other stands in ${twin.file}.`,
            hint: 'Pool the cases of both in one.',
          }),
        );
      } else if (
        !isStrings(check.experiments) ||
        check.experiments.length === 0 ||
        typeof check.cases !== 'function'
      ) {
        errors.push(
          problem({
            file: module.file,
            line,
            field: claim,
            message: 'Expected { experiments: [at least one id], cases(results) { … } }.',
            hint: 'See Check in src/lib/lab/define.ts.',
          }),
        );
      } else {
        found.set(claim, { check: check as Check, file: module.file });
      }
    }
  }
  return { checks: new Map([...found].toSorted(([a], [b]) => compare(a, b))), errors };
}
