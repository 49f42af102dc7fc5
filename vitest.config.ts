import { defineConfig } from 'vitest/config';

/** Unit and content tests. The tests of the built site have a configuration of their own. */
export default defineConfig({
  test: {
    include: [
      'tests/lib/**/*.test.{ts,tsx}',
      'tests/content/**/*.test.ts',
      'tests/scripts/**/*.test.ts',
    ],
    environment: 'node',
    setupFiles: ['tests/setup.ts'],
    // A busy machine is slow, not wrong.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // A snapshot that does not exist yet is a failure, never a quiet success.
    passWithNoTests: false,
    reporters: ['default'],
  },
});
