import { type Images, MNIST_FILES, pickByClass, readMnist, selectImages } from '../data/mnist.ts';
import { defineExperiment } from '../lab/define.ts';
import { type FittedSoftmax, fitSoftmax, largestEntry, logitsOf } from '../margins/fit-softmax.ts';
import { meanPool } from '../margins/mean-pool.ts';
import { createRandom } from '../numeric/random.ts';
import { mean, standardDeviation } from '../numeric/statistics.ts';

/** Accuracies on test digits without and with biases, means over the splits. */
export interface WithAndWithout {
  without: number;
  with: number;
  /** With less without: mean, and largest size over the splits. */
  difference: number;
  largestDifference: number;
  /** Smallest and largest bias learnt, over all splits. */
  biases: { smallest: number; largest: number };
  /** Standard deviation of a digit's ten logits less the biases, mean over test digits: what a bias counts against. */
  logitSpread: number;
  /** Largest size of a bias over that. */
  biasShare: number;
}

export interface BiasesResult {
  splits: number;
  train: number;
  test: number;
  decay: number;
  /** Digits, classes of the same size in training and test. */
  digits: WithAndWithout;
  /** The same with 15 to 150 samples a class in training, the test as before. */
  unbalanced: WithAndWithout;
  line: {
    /** Three classes at −1, 0 and 1: least loss without biases, ln 3 / 3. */
    floor: number;
    without: { loss: number; accuracy: number };
    with: { loss: number; accuracy: number };
  };
  /** Features that say nothing, 100 samples to 1: b₁ − b₂, the log of the ratio, and the losses. */
  uninformative: {
    difference: number;
    logRatio: number;
    lossWithout: number;
    lossWith: number;
    ln2: number;
  };
  /** The three classes with a feature that is 1 for all instead of biases. */
  constant: { loss: number; gap: number };
}

const SPLITS = 5;
const TRAIN = 600;
const TEST = 1000;
const DECAY = 1e-3;
const TINY = 1e-6;
const UNEVEN = [150, 120, 90, 70, 50, 40, 30, 20, 15, 15];

export default defineExperiment<BiasesResult>({
  id: 'biases',
  title: 'Softmax regression with and without biases: digits, a line, nothing to go by',
  seed: 1,
  data: MNIST_FILES,
  run({ seed, data, count, progress }) {
    const digits = meanPool(readMnist(data), 2);
    const even = new Array<number>(10).fill(TRAIN / 10);
    const balanced = Array.from({ length: SPLITS }, (_, i) => {
      const one = compare(digits, even, seed + i);
      count(one.operations);
      progress((0.5 * (i + 1)) / SPLITS);
      return one;
    });
    const uneven = Array.from({ length: SPLITS }, (_, i) => {
      const one = compare(digits, createRandom(seed + i).shuffle(UNEVEN), seed + i);
      count(one.operations);
      progress(0.5 + (0.5 * (i + 1)) / SPLITS);
      return one;
    });
    const line = threeOnALine();
    return {
      splits: SPLITS,
      train: TRAIN,
      test: TEST,
      decay: DECAY,
      digits: summary(balanced),
      unbalanced: summary(uneven),
      ...line,
      uninformative: uninformative(),
    };
  },
});

interface Compared {
  without: number;
  with: number;
  biases: Float64Array;
  logitSpread: number;
  operations: number;
}

function compare(digits: Images, counts: readonly number[], seed: number): Compared {
  const random = createRandom(seed);
  const picked = pickByClass(
    digits.labels,
    counts.map((n) => n + TEST / 10),
    random,
  );
  // The picked digits are in random order: the first of each class are the test's.
  const left = new Array<number>(10).fill(TEST / 10);
  const test: number[] = [];
  const train: number[] = [];
  for (const i of picked) {
    const label = digits.labels[i]!;
    if (left[label]! > 0) {
      left[label] = left[label]! - 1;
      test.push(i);
    } else train.push(i);
  }
  const learn = selectImages(digits, train);
  const judge = selectImages(digits, test);
  const fit = (bias: boolean): FittedSoftmax => {
    const { height, width, pixels, labels } = learn;
    return fitSoftmax(
      { K: 10, d: height * width, features: pixels, labels },
      { decay: DECAY, bias },
    );
  };
  const without = fit(false);
  const withBiases = fit(true);
  const spreads = Array.from({ length: judge.n }, (_, i) =>
    standardDeviation(logitsOf({ ...withBiases, biases: new Float64Array(10) }, judge.pixels, i)),
  );
  return {
    without: accuracy(without, judge),
    with: accuracy(withBiases, judge),
    biases: withBiases.biases,
    logitSpread: mean(spreads),
    operations: without.operations + withBiases.operations,
  };
}

function accuracy(model: FittedSoftmax, { n, pixels, labels }: Images): number {
  let right = 0;
  for (let i = 0; i < n; i++) {
    if (largestEntry(logitsOf(model, pixels, i)) === labels[i]) right += 1;
  }
  return right / n;
}

function summary(splits: readonly Compared[]): WithAndWithout {
  const differences = splits.map((one) => one.with - one.without);
  const biases = splits.flatMap((one) => [...one.biases]);
  const logitSpread = mean(splits.map((one) => one.logitSpread));
  return {
    without: mean(splits.map((one) => one.without)),
    with: mean(splits.map((one) => one.with)),
    difference: mean(differences),
    largestDifference: Math.max(...differences.map(Math.abs)),
    biases: { smallest: Math.min(...biases), largest: Math.max(...biases) },
    logitSpread,
    biasShare: Math.max(...biases.map(Math.abs)) / logitSpread,
  };
}

function threeOnALine(): Pick<BiasesResult, 'line' | 'constant'> {
  const data = { K: 3, d: 1, features: [-1, 0, 1], labels: [0, 1, 2] };
  const judge = (bias: boolean): { loss: number; accuracy: number } => {
    const model = fitSoftmax(data, { decay: TINY, bias, tolerance: 1e-7 });
    const right = data.labels.filter((label, i) => {
      const logits = logitsOf(model, data.features, i);
      // A tie is not a decision: the own logit must be above every other.
      return logits.every((z, j) => j === label || z < logits[label]!);
    });
    return { loss: model.loss, accuracy: right.length / data.labels.length };
  };
  const withBiases = judge(true);
  const constant = fitSoftmax(
    { K: 3, d: 2, features: [-1, 1, 0, 1, 1, 1], labels: data.labels },
    { decay: TINY, tolerance: 1e-7 },
  );
  return {
    line: { floor: Math.log(3) / 3, without: judge(false), with: withBiases },
    constant: { loss: constant.loss, gap: Math.abs(constant.loss - withBiases.loss) },
  };
}

function uninformative(): BiasesResult['uninformative'] {
  const data = { K: 2, d: 1, features: [0, 0], labels: [0, 1], weights: [100, 1] };
  const fit = (bias: boolean): FittedSoftmax =>
    fitSoftmax(data, { decay: DECAY, bias, tolerance: 1e-12 });
  const { biases, loss } = fit(true);
  return {
    difference: biases[0]! - biases[1]!,
    logRatio: Math.log(100),
    lossWithout: fit(false).loss,
    lossWith: loss,
    ln2: Math.LN2,
  };
}
