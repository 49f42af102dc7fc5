/**
 * Wrong formulas that the verdicts on networks must notice. The trainings
 * themselves are too dear to repeat here: they are reached through the summary
 * that needs them, and their code by the tests of `tests/lib/networks`.
 */
import { defineMutants } from '../../src/lib/lab/define.ts';

export const mutants = defineMutants([
  {
    experiment: 'circle-summary',
    file: 'src/lib/experiments/circle-summary.ts',
    find: 'over(({ radial }) => radial.share)',
    put: 'over(({ radial }) => 1 - radial.share)',
    why: 'Variance across the ray is taken for that along it.',
    changes: 'sphereface/circle-radial',
    becomes: 'does-not-hold',
  },
  {
    experiment: 'circle-summary',
    file: 'src/lib/experiments/circle-summary.ts',
    find: 'loss: accuracy.test - biases!.accuracyWithout,',
    put: 'loss: biases!.accuracyWithout - accuracy.test,',
    why: 'What is lost without the biases has the wrong sign.',
    changes: 'sphereface/circle-biases',
    becomes: 'holds-with-conditions',
  },
  {
    experiment: 'patches-digits',
    file: 'src/lib/experiments/patches-digits.ts',
    find: 'const SEEDS = [1, 2];\nconst SETTINGS = { hidden: 32, rate: 3e-3, batch: 32, epochs: 6 };',
    put: 'const SEEDS = [1];\nconst SETTINGS = { hidden: 32, rate: 3e300, batch: 32, epochs: 1 };',
    why: 'The rate is so large that every network breaks at once and gives all digits one name.',
    changes: 'deepid2/patches-on-digits',
    becomes: 'does-not-hold',
  },
  {
    experiment: 'verification-digits',
    file: 'src/lib/experiments/verification-digits.ts',
    find: 'const EPOCHS = 5;',
    put: 'const EPOCHS = 0;',
    why: 'Nothing is trained, so that the signal has nothing to act on.',
    changes: 'deepid2/verification-signal-on-digits',
    becomes: 'does-not-hold',
  },
]);
