/**
 * `npm run test:mutants -- <name> [--mutate file …]`: Stryker on `src/lib/<name>`
 * with the unit tests of `tests/lib/<name>`. Not part of `npm test`: it runs
 * the tests once for every small change it makes to the code.
 */
import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { Stryker } from '@stryker-mutator/core';

const root = fileURLToPath(new URL('..', import.meta.url));
const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { mutate: { type: 'string', multiple: true } },
});
const [name] = positionals;
const folders = readdirSync(`${root}src/lib`, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && existsSync(`${root}tests/lib/${entry.name}`))
  .map((entry) => entry.name);

if (name === undefined || positionals.length > 1 || !folders.includes(name)) {
  console.error(
    `Usage: npm run test:mutants -- <name> [--mutate file …]\n  <name> is one of ${folders.join(', ')}.`,
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
    concurrency: 2,
    ignorePatterns: ['/dist', '/.astro', '/.cache', '/results', '/src/content', '/public'],
    tempDirName: '.cache/stryker',
    reporters: ['clear-text', 'progress-append-only'],
    clearTextReporter: { allowColor: false, reportTests: false, logTests: false },
    checkers: [],
    // A loop that a mutant has made endless is caught after this and its usual time.
    timeoutMS: 10_000,
    thresholds: { high: 90, low: 85, break: 85 },
  }).runMutationTest();
  if (results.length === 0) process.exitCode = 1;
}
