import { defineConfig } from 'vitest/config';

/** Tests of the built site: its HTML, and its pages in a real Chromium behind its real headers. */
const LIGHTHOUSE = 'tests/site/lighthouse.test.ts';

export default defineConfig({
  root: new URL('../..', import.meta.url).pathname,
  test: {
    // Lighthouse measures time: it runs alone, after everything else (scripts/test-site.ts).
    include: [process.env['SITE_PART'] === 'lighthouse' ? LIGHTHOUSE : 'tests/site/**/*.test.ts'],
    exclude: process.env['SITE_PART'] === 'lighthouse' ? [] : [LIGHTHOUSE],
    globalSetup: ['tests/site/setup.ts'],
    environment: 'node',
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // Two cores: one browser and one page each.
    maxWorkers: 2,
    passWithNoTests: false,
    reporters: ['default'],
  },
});
