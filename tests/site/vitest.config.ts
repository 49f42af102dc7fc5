import { defineConfig } from 'vitest/config';

/** Tests of the built site: its HTML, and its pages in a real Chromium behind its real headers. */
export default defineConfig({
  root: new URL('../..', import.meta.url).pathname,
  test: {
    include: ['tests/site/**/*.test.ts'],
    globalSetup: ['tests/site/setup.ts'],
    environment: 'node',
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // Two cores: one browser and one page each.
    maxWorkers: 2,
    passWithNoTests: false,
    reporters: ['default'],
  },
});
