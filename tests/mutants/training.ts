/**
 * Wrong formulas that the verdicts on trained networks must notice. The trainings are too
 * dear to repeat here: they are reached through the summaries that need them, and their
 * code by the tests of `tests/lib/networks`.
 */
import { defineMutants } from '../../src/lib/lab/define.ts';

export const mutants = defineMutants([
  {
    experiment: 'trained-sparsity',
    file: 'src/lib/experiments/trained-sparsity.ts',
    find: 'add(others, -1);',
    put: 'add(others, 1);',
    why: 'Errors are added up and not compared.',
    changes: 'rectifier/sparsity-does-no-harm',
    becomes: 'error',
  },
  {
    experiment: 'trained-sparsity',
    file: 'src/lib/experiments/trained-sparsity.ts',
    find: 'standardDeviation(digits) / Math.sqrt(digits.length)',
    put: 'standardDeviation(digits) / digits.length',
    why: 'The standard error of a mean falls with the number of digits, not with its root.',
    changes: 'rectifier/sparsity-does-no-harm',
    becomes: 'does-not-hold',
  },
  {
    experiment: 'trained-sparsity',
    file: 'src/lib/experiments/trained-sparsity.ts',
    find: 'livingByLayer: byLayer(({ livingZeros }) => livingZeros ?? 0),',
    put: 'livingByLayer: byLayer(({ zeros }) => zeros),',
    why: 'Dead units count among the living.',
    changes: 'rectifier/dead-is-not-sparse',
    becomes: 'holds-with-conditions',
  },
  {
    experiment: 'trained-sparsity',
    file: 'src/lib/experiments/trained-sparsity.ts',
    find: 'dead: over(({ dead }) => dead),',
    put: 'dead: over(({ zeros }) => zeros),',
    why: 'Every zero counts as a dead unit.',
    changes: 'rectifier/dead-is-not-sparse',
    becomes: 'holds-with-conditions',
  },
  {
    experiment: 'pretraining-digits',
    file: 'src/lib/experiments/pretraining-digits.ts',
    find: 'const pairs = runs.flatMap(',
    put: 'const pairs = runs.slice(1).flatMap(',
    why: 'A seed is left out: no quantile is known for so few.',
    changes: 'deep-learning-2015/pretraining-for-small-data',
    becomes: 'error',
  },
  {
    experiment: 'activation-speed',
    file: 'src/lib/experiments/activation-speed.ts',
    find: 'of(byArm[tanh], s)',
    put: 'of(byArm.sigmoidLecun, s)',
    why: 'Rectifiers are compared with the sigmoid in the place of tanh.',
    changes: 'deep-learning-2015/rectifiers-learn-faster',
    becomes: 'holds',
  },
  {
    experiment: 'trained-sparsity',
    file: 'src/lib/experiments/trained-sparsity.ts',
    find: 'run.kind === kind && run.lambda === lambda',
    put: 'run.kind === kind',
    why: 'Networks with and without a penalty are mixed up.',
    changes: 'rectifier/truly-sparse',
    becomes: 'error',
  },
  {
    experiment: 'softplus-alpha',
    file: 'src/lib/experiments/softplus-alpha.ts',
    find: 'const { rectifier, softplus } = GLOROT_TABLE_1[training];',
    put: 'const { rectifier, softplus } = GLOROT_TABLE_1.supervised;',
    why: 'Errors without pre-training are taken for those with it.',
    changes: 'rectifier/minima-as-good-as-softplus',
    becomes: 'holds',
  },
]);
