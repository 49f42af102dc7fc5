/** The unit tests of one folder of `src/lib`, for `npm run test:mutants`. */
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: [`tests/lib/${process.env['MUTANTS_OF'] ?? '*'}/**/*.test.ts`],
    // Those run whole experiments: far too dear to repeat for every mutant.
    exclude: ['**/experiments.test.ts'],
    environment: 'node',
    testTimeout: 30_000,
  },
});
