/**
 * `npm run test:mutants -- <name> [--mutate file …] [--concurrency n] [--force]`:
 * Stryker on `src/lib/<name>` with the unit tests of `tests/lib/<name>`. Not part of
 * `npm test`: it runs the tests once for every small change it makes to the code.
 *
 * What it found is kept in `.cache/mutants`: a later run repeats only mutants whose
 * code or tests have changed (in these two folders; `--force` repeats all).
 */
import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { Stryker } from '@stryker-mutator/core';
import { byFile, scoreTable, total } from './lib/mutation-score.ts';

/** Smallest share of the mutants, in percent, that the tests must notice. */
const FLOOR = 85;

const root = fileURLToPath(new URL('..', import.meta.url));
const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    mutate: { type: 'string', multiple: true },
    concurrency: { type: 'string', default: '2' },
    force: { type: 'boolean', default: false },
  },
});
const [name] = positionals;
const concurrency = Number(values.concurrency);
const folders = readdirSync(`${root}src/lib`, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && existsSync(`${root}tests/lib/${entry.name}`))
  .map((entry) => entry.name);

if (
  name === undefined ||
  positionals.length > 1 ||
  !folders.includes(name) ||
  !(Number.isInteger(concurrency) && concurrency >= 1)
) {
  console.error(
    `Usage: npm run test:mutants -- <name> [--mutate file …] [--concurrency n] [--force]\n  <name> is one of ${folders.join(', ')}.`,
  );
  process.exitCode = 1;
} else {
  process.chdir(root);
  // The configuration of the tests reads this: Stryker's runner takes no list of files.
  process.env['MUTANTS_OF'] = name;
  const results = await new Stryker({
    testRunner: 'vitest',
    plugins: ['@stryker-mutator/vitest-runner'],
    vitest: { configFile: 'scripts/lib/mutants.vitest.ts', related: false },
    mutate: values.mutate ?? [`src/lib/${name}/**/*.ts`],
    coverageAnalysis: 'perTest',
    concurrency,
    incremental: true,
    incrementalFile: `.cache/mutants/${name}.json`,
    force: values.force,
    ignorePatterns: ['/dist', '/.astro', '/.cache', '/results', '/src/content', '/public'],
    tempDirName: '.cache/stryker',
    reporters: ['clear-text', 'progress-append-only'],
    clearTextReporter: {
      allowColor: false,
      reportTests: false,
      logTests: false,
      reportScoreTable: false,
    },
    checkers: [],
    // A loop that a mutant has made endless is caught after this and its usual time.
    timeoutMS: 10_000,
  }).runMutationTest();
  const scores = byFile(results, root);
  const { score } = total(scores);
  console.log(scoreTable(scores));
  if (!(score >= FLOOR)) {
    console.error(`${score.toFixed(2)} % of the mutants were noticed; ${FLOOR} % must be.`);
    process.exitCode = 1;
  }
}
