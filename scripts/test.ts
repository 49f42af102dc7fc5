/**
 * `npm test`: types, style, unit tests, the results lock, a build, and the built
 * site in a real browser. `FULL=1` (CI) visits every note and figure page.
 * Last line: `N passed, N failed`.
 */
import { findChromium } from './lib/chromium.ts';
import { main, root } from './lib/cli.ts';
import { duration } from './lib/printing.ts';
import { type Step, closingLine, runSteps, vitestCounts } from './lib/steps.ts';

const vitest = 'node_modules/vitest/vitest.mjs';
const site = ['run', '--config', 'tests/site/vitest.config.ts'];

const STEPS: readonly Step[] = [
  { name: 'Build', run: ['scripts/build.ts'], show: /pages|claims|basis/ },
  { name: 'Unit tests', run: [vitest, 'run'], count: vitestCounts },
  { name: 'Results lock', run: ['scripts/verify-lock.ts'], count: closingLine },
  { name: 'ESLint', run: ['node_modules/eslint/bin/eslint.js', '.'] },
  { name: 'Prettier', run: ['node_modules/prettier/bin/prettier.cjs', '--check', '.'] },
  // `astro check` reads .astro/types.d.ts, which the build writes.
  {
    name: 'Types in pages (astro check)',
    run: ['node_modules/astro/bin/astro.mjs', 'check', '--minimumFailingSeverity', 'hint'],
    after: ['Build'],
  },
  {
    name: 'Types (tsc)',
    run: ['node_modules/typescript/bin/tsc', '--noEmit'],
    after: ['Build'],
  },
  {
    name: 'Site tests',
    run: [vitest, ...site],
    after: ['Build'],
    cores: 2,
    count: vitestCounts,
  },
  {
    name: 'Lighthouse',
    run: [vitest, ...site],
    env: { SITE_PART: 'lighthouse' },
    after: ['Build'],
    cores: 2,
    count: vitestCounts,
    show: /^Lighthouse /,
  },
];

await main(async () => {
  const started = performance.now();
  process.env['ASTRO_TELEMETRY_DISABLED'] = '1';
  // Before anything else: if there is no browser to be had, say so now and not in five minutes.
  process.env['CHROMIUM_PATH'] = findChromium(console.log);
  const { passed, failed } = await runSteps(STEPS, root);
  console.log(`All of it took ${duration(performance.now() - started)}.`);
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
});
