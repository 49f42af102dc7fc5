/** The unit tests of one folder of `src/lib`, for `npm run test:mutants`. */
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: [`tests/lib/${process.env['MUTANTS_OF'] ?? '*'}/**/*.test.ts`],
    // The first run whole experiments, far too dear to repeat for every mutant; the
    // second read what is stored, so no mutant could make them fail.
    exclude: ['**/experiments.test.ts', '**/results.test.ts'],
    environment: 'node',
    setupFiles: ['tests/setup.ts'],
    // Stryker stops what does not end; a slow machine must not pass for a test that failed.
    testTimeout: 0,
  },
});
