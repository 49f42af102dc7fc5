/** Runs an experiment with a wrong formula in it, to see that its verdict listens. */
import { readFileSync, realpathSync } from 'node:fs';
import { extname, join } from 'node:path';
import type { Loader, Plugin } from 'esbuild';
import { bundle } from './bundle.ts';
import type { Bundle } from './bundle.ts';
import type { Mutant } from './define.ts';
import { ensurePlanned, planExperiments } from './ensure.ts';
import type { Ensured, Plan } from './ensure.ts';
import { didYouMean, formatError } from './errors.ts';
import { loadModules } from './modules.ts';
import { listChecks } from './registry.ts';
import type { Checks } from './registry.ts';
import { runExperiments } from './run.ts';
import { decide } from './verdicts.ts';
import type { DecidedVerdict } from './verdicts.ts';

export const MUTANTS = 'tests/mutants/*.ts';

/** A project with its true results, which mutants are held against. */
export interface Lab {
  root: string;
  plan: Plan;
  ensured: Ensured;
  checks: Checks;
}

/**
 * Reads a project and its true results.
 * @throws Error when something is wrong in it already.
 */
export async function openLab(root: string): Promise<Lab> {
  const plan = await planExperiments(root);
  const [ensured, checks] = await Promise.all([ensurePlanned(root, plan), listChecks(root)]);
  const errors = [...ensured.errors, ...checks.errors];
  if (errors.length > 0) throw new Error(errors.map(formatError).join('\n'));
  return { root, plan, ensured, checks };
}

/** All mutants of `tests/mutants`, with the file each stands in. */
export async function listMutants(root: string): Promise<{ mutant: Mutant; file: string }[]> {
  const { modules, errors } = await loadModules(root, MUTANTS);
  if (errors.length > 0) throw new Error(errors.map(formatError).join('\n'));
  return modules.flatMap(({ file, exports }) => {
    const { mutants } = exports;
    if (!Array.isArray(mutants))
      throw new TypeError(
        `${file} exports no mutants: write export const mutants = defineMutants([…]).`,
      );
    return (mutants as Mutant[]).map((mutant) => ({ mutant, file }));
  });
}

export interface MutantResult {
  /** Verdict of the claim as the project stands. */
  before: DecidedVerdict;
  /** Verdict with the wrong formula; `error` when the run or the check refused it. */
  after: DecidedVerdict | 'error';
  /** Message of that error, else null. */
  message: string | null;
}

/**
 * Runs the mutant's experiment with `find` replaced by `put`, and decides the
 * claim anew from its result and the true results of all others.
 * @throws Error when the mutant itself is at fault: its `find` does not occur
 *   exactly once, its file is not part of the experiment, the change does not
 *   compile or does not reach the code, the claim does not depend on the
 *   experiment, or the run never ends.
 */
export async function runMutant(root: string, mutant: Mutant, lab?: Lab): Promise<MutantResult> {
  const { plan, ensured, checks } = lab ?? (await openLab(root));
  const registered = plan.experiments.get(mutant.experiment);
  if (registered === undefined) {
    throw new Error(
      `There is no experiment "${mutant.experiment}". ${didYouMean(mutant.experiment, [...plan.experiments.keys()], 'experiment')}`,
    );
  }
  const check = checks.checks.get(mutant.changes);
  if (check === undefined) {
    throw new Error(
      `There is no check of "${mutant.changes}". ${didYouMean(mutant.changes, [...checks.checks.keys()], 'check')}`,
    );
  }
  if (!check.check.experiments.includes(mutant.experiment)) {
    throw new Error(`The check of "${mutant.changes}" does not read "${mutant.experiment}".`);
  }

  const one = new Map([[mutant.changes, check]]);
  const truth = decide(root, one, ensured);
  const before = truth.decisions.get(mutant.changes)?.verdict;
  if (before === undefined) throw new Error(truth.errors.map(formatError).join('\n'));

  const wrong = await bundleMutant(root, registered.bundle, mutant);
  const experiments = new Map(plan.experiments).set(mutant.experiment, {
    ...registered,
    bundle: wrong,
  });
  const known = new Map(Object.entries(ensured.results));
  const { outcomes, failures } = await runExperiments(
    root,
    experiments,
    [mutant.experiment],
    known,
    plan.files,
  );
  const outcome = outcomes.get(mutant.experiment);
  if (outcome === undefined) {
    const failure = failures.get(mutant.experiment);
    const message = failure?.error.message ?? 'It did not run.';
    if (failure === undefined || failure.kind === 'never-ends' || failure.kind === 'no-result')
      throw new Error(message);
    return { before, after: 'error', message };
  }
  const results = { ...ensured.results, [mutant.experiment]: outcome.result };
  const { decisions, errors } = decide(root, one, { ...ensured, results });
  const after = decisions.get(mutant.changes)?.verdict ?? 'error';
  return { before, after, message: errors[0]?.message ?? null };
}

/** The experiment's module with the wrong formula in it. */
async function bundleMutant(
  root: string,
  truth: Bundle,
  { file, find, put }: Mutant,
): Promise<Bundle> {
  if (!truth.inputs.includes(file)) {
    throw new Error(
      `${file} is not part of ${truth.file}. ${didYouMean(file, truth.inputs, 'module')}`,
    );
  }
  const source = readFileSync(join(root, file), 'utf8');
  const times = source.split(find).length - 1;
  if (times !== 1)
    throw new Error(`"${find}" occurs ${times} times in ${file}; it must occur exactly once.`);

  const path = realpathSync(join(root, file));
  const replace: Plugin = {
    name: 'mutant',
    setup(build) {
      build.onLoad({ filter: /\.[jt]sx?$/ }, (args) =>
        args.path === path
          ? // A function, for in a string `$&` would stand for what was found.
            { contents: source.replace(find, () => put), loader: extname(file).slice(1) as Loader }
          : undefined,
      );
    },
  };
  const { bundles, errors } = await bundle(root, [truth.file], [replace]);
  const [wrong] = bundles;
  if (wrong === undefined) throw new Error(errors.map(formatError).join('\n'));
  if (wrong.hash === truth.hash)
    throw new Error(`With "${put}" in its place the code of ${truth.file} stays the same.`);
  return wrong;
}
