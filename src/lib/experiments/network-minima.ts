/**
 * Where training ends from many random starts, for networks of different width: how much the
 * minima differ.
 */
import { MNIST_CLASSES, MNIST_FILES } from '../data/mnist.ts';
import { defineExperiment } from '../lab/define.ts';
import {
  type Digits,
  digitsNetwork,
  randomStart,
  readDigits,
} from '../landscapes/digits-network.ts';
import { networkHessian } from '../networks/hessian.ts';
import { lbfgs } from '../numeric/lbfgs.ts';
import { createRandom, type Random } from '../numeric/random.ts';
import { mean, standardDeviation } from '../numeric/statistics.ts';
import { cholesky } from '../optimization/cholesky.ts';

export interface NetworkMinimaResult {
  samples: number;
  test: number;
  decay: number;
  /** Loss of the network that knows nothing, ln 10. */
  chance: number;
  byWidth: Record<'w2' | 'w4' | 'w8' | 'w14', Minima>;
  /** Largest ratio of a width's spread to that of the width before: below 1 if it falls throughout. */
  largestRatio: number;
}

export type Minima = {
  units: number;
  parameters: number;
  starts: number;
  best: number;
  worst: number;
  mean: number;
  deviation: number;
  /** (worst − best)/(chance − best): the part of what training gains that depends on the start. */
  spread: number;
  /** Largest ‖∇L‖ at an end. */
  gradient: number;
  /** Ends at which the Hessian is positive definite: minima. */
  minima: number;
  /** Share of other digits that are misread. */
  testError: { mean: number; low: number; high: number };
  losses: number[];
};

const PER_CLASS = 15;
const TEST_PER_CLASS = 100;
const DECAY = 0.01;
const DIGITS_SEED = 1;
const STARTS = 10;
const TOLERANCE = 1e-6;
const LIMIT = 5000;

export default defineExperiment<NetworkMinimaResult>({
  id: 'network-minima',
  title: 'How much the minima of a small network differ, by its width',
  seed: 1,
  data: MNIST_FILES,
  run({ seed, data, count, progress }) {
    const random = createRandom(seed);
    const digits = readDigits(data, PER_CLASS, TEST_PER_CLASS, createRandom(DIGITS_SEED));
    const chance = Math.log(MNIST_CLASSES);
    const at = (units: number, done: number): Minima => {
      const found = minima(digits, units, random, count);
      progress(done);
      return found;
    };
    const byWidth = { w2: at(2, 0.1), w4: at(4, 0.25), w8: at(8, 0.5), w14: at(14, 1) };
    const spreads = Object.values(byWidth).map(({ spread }) => spread);
    return {
      samples: digits.train.samples,
      test: digits.test.samples,
      decay: DECAY,
      chance,
      byWidth,
      largestRatio: Math.max(...spreads.slice(1).map((spread, i) => spread / spreads[i]!)),
    };
  },
});

function minima(
  { train, test }: { train: Digits; test: Digits },
  units: number,
  random: Random,
  count: (operations: number) => void,
): Minima {
  const network = digitsNetwork(train, units, DECAY);
  const hessian = networkHessian(network);
  const others = digitsNetwork(test, units, DECAY);
  const ends = Array.from({ length: STARTS }, () => {
    const end = lbfgs(network.evaluate, randomStart(network, random), {
      tolerance: TOLERANCE,
      limit: LIMIT,
    });
    const isMinimum = cholesky(hessian.matrix(end.x), network.dimension) !== null;
    count((end.evaluations + network.dimension) * network.operations);
    others.evaluate(end.x, new Float64Array(network.dimension));
    return { ...end, isMinimum, error: errorShare(others.tape.output, test) };
  });
  const losses = ends.map(({ value }) => value).sort((a, b) => a - b);
  const errors = ends.map(({ error }) => error);
  const best = losses[0]!;
  const worst = losses.at(-1)!;
  return {
    units,
    parameters: network.dimension,
    starts: STARTS,
    best,
    worst,
    mean: mean(losses),
    deviation: standardDeviation(losses),
    spread: (worst - best) / (Math.log(MNIST_CLASSES) - best),
    gradient: Math.max(...ends.map(({ gradient }) => gradient)),
    minima: ends.filter(({ isMinimum }) => isMinimum).length,
    testError: { mean: mean(errors), low: Math.min(...errors), high: Math.max(...errors) },
    losses,
  };
}

/** Share of the digits whose most probable class is not theirs. */
function errorShare(probabilities: Float64Array, { targets, samples }: Digits): number {
  let wrong = 0;
  for (let s = 0; s < samples; s++) {
    const from = s * MNIST_CLASSES;
    const row = probabilities.subarray(from, from + MNIST_CLASSES);
    if (targets[from + row.indexOf(Math.max(...row))] !== 1) wrong++;
  }
  return wrong / samples;
}
