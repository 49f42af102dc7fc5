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
    becomes: 'holds',
  },
  {
    experiment: 'patches-digits',
    file: 'src/lib/data/mnist.ts',
    find: 'bottom: { top: half, left: 0,',
    put: 'bottom: { top: half + 1, left: 0,',
    why: 'The lower half reaches past the digit.',
    changes: 'deepid2/patches-on-digits',
    becomes: 'error',
  },
  {
    experiment: 'verification-digits',
    file: 'src/lib/experiments/verification-digits.ts',
    find: 'const MARGIN = 4;',
    put: 'const MARGIN = 0;',
    why: 'Without a margin nothing parts two classes.',
    changes: 'deepid2/verification-signal-on-digits',
    becomes: 'error',
  },
]);
