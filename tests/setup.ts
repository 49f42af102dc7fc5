/** Properties are tried on the same draws each time: a test that failed once fails again. */
import fc from 'fast-check';

fc.configureGlobal({
  seed: 1,
  // Stryker runs the tests once for each mutant: fewer draws, and no search for the simplest failure.
  ...(process.env['MUTANTS_OF'] !== undefined && { numRuns: 30, endOnFailure: true }),
});
