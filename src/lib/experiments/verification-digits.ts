import { type Images, MNIST_FILES, readMnist, selectImages, splitMnist } from '../data/mnist.ts';
import { defineExperiment } from '../lab/define.ts';
import { equalErrorRate } from '../margins/verification.ts';
import { dense } from '../networks/dense.ts';
import { marginLoss } from '../networks/margin-loss.ts';
import { network } from '../networks/network.ts';
import { optimiser } from '../networks/optimiser.ts';
import { pairLoss } from '../networks/pair-loss.ts';
import { relu } from '../networks/relu.ts';
import { type Scatter, scatter } from '../networks/scatter.ts';
import { createRandom } from '../numeric/random.ts';
import { round } from '../numeric/round.ts';
import { mean } from '../numeric/statistics.ts';

/** Mean over the seeds, and the extremes. */
export interface SeedRange {
  mean: number;
  low: number;
  high: number;
}

/** What one weight of the verification signal does. */
export interface VerificationByLambda {
  /** Weight of the verification signal; null: it alone, without identification. */
  lambda: number | null;
  /** On test images of the digits trained on; null without identification. */
  accuracy: SeedRange | null;
  /** Traces of within- and between-class scatter, test images of the digits trained on, and their quotient. */
  within: SeedRange;
  between: SeedRange;
  ratio: SeedRange;
  /** The quotient over that at λ = 0, same seed. */
  ratioToNone: SeedRange;
  /** Eigenvalues of the two, mean over the seeds, as a share of the between-class trace, falling. */
  withinEigenvalues: number[];
  betweenEigenvalues: number[];
  /** Equal error rate of pairs by distance: digits trained on, and digits never seen. */
  eer: { seen: SeedRange; unseen: SeedRange };
  /** Less that at λ = 0, same seed: below 0 is better. */
  change: { seen: SeedRange; unseen: SeedRange };
}

type Level = 'none' | 'l001' | 'l005' | 'l02' | 'l1' | 'l5' | 'only';

export interface VerificationDigitsResult {
  seeds: number[];
  /** Digits trained on, and kept apart. */
  digits: { trained: number[]; unseen: number[] };
  samples: { train: number; seen: number; unseen: number };
  dimensions: number;
  margin: number;
  byLambda: Record<Level, VerificationByLambda>;
}

const LEVELS: Record<Level, number | null> = {
  none: 0,
  l001: 0.01,
  l005: 0.05,
  l02: 0.2,
  l1: 1,
  l5: 5,
  only: null,
};
const TRAINED = [0, 1, 2, 3, 4, 5, 6];
const UNSEEN = [7, 8, 9];
const SEEDS = [1, 2];
const TRAIN = 4000;
const DIMENSIONS = 16;
const HIDDEN = 32;
const MARGIN = 4;
const EPOCHS = 5;
const BATCH = 32;
const RATE = 3e-3;
/** Test images whose pairs are compared, of either kind. */
const COMPARED = 300;

export default defineExperiment<VerificationDigitsResult>({
  id: 'verification-digits',
  title: 'A verification signal beside identification: scatter and verification of digits',
  seed: 42,
  data: MNIST_FILES,
  run({ data, count, progress }) {
    const digits = readMnist(data);
    const split = splitMnist(digits);
    const only = (images: Images, wanted: readonly number[]): Images =>
      selectImages(
        images,
        [...images.labels.keys()].filter((i) => wanted.includes(images.labels[i]!)),
      );
    const train = only(selectImages(digits, split.train.subarray(0, TRAIN)), TRAINED);
    const test = selectImages(digits, split.test);
    const seen = only(test, TRAINED);
    const unseen = only(test, UNSEEN);
    const levels = Object.entries(LEVELS) as [Level, number | null][];
    const all = levels.map(([level, lambda], at) => {
      const runs = SEEDS.map((seed) => trainOne(train, seen, unseen, lambda, seed, count));
      progress((at + 1) / levels.length);
      return { level, lambda, runs };
    });
    const none = all[0]!.runs;
    return {
      seeds: SEEDS,
      digits: { trained: TRAINED, unseen: UNSEEN },
      samples: { train: train.n, seen: seen.n, unseen: unseen.n },
      dimensions: DIMENSIONS,
      margin: MARGIN,
      byLambda: Object.fromEntries(
        all.map(({ level, lambda, runs }): [string, VerificationByLambda] => {
          const over = (of: (run: Run, s: number) => number): SeedRange => range(runs.map(of));
          const shares = (of: (run: Run) => readonly number[], length: number): number[] =>
            Array.from({ length }, (_, i) =>
              round(mean(runs.map((run) => of(run)[i]! / run.scatter.between)), 6),
            );
          const ratio = ({ scatter: { within, between } }: Run): number => within / between;
          return [
            level,
            {
              lambda,
              accuracy: lambda === null ? null : over(({ accuracy }) => accuracy),
              within: over((run) => run.scatter.within),
              between: over((run) => run.scatter.between),
              ratio: over(ratio),
              ratioToNone: over((run, s) => ratio(run) / ratio(none[s]!)),
              withinEigenvalues: shares((run) => run.scatter.withinEigenvalues, DIMENSIONS),
              // Seven means about their own mean span six dimensions.
              betweenEigenvalues: shares(
                (run) => run.scatter.betweenEigenvalues,
                TRAINED.length - 1,
              ),
              eer: { seen: over((run) => run.seen), unseen: over((run) => run.unseen) },
              change: {
                seen: over((run, s) => run.seen - none[s]!.seen),
                unseen: over((run, s) => run.unseen - none[s]!.unseen),
              },
            },
          ];
        }),
      ) as VerificationDigitsResult['byLambda'],
    };
  },
});

interface Run {
  accuracy: number;
  scatter: Scatter;
  /** Equal error rates. */
  seen: number;
  unseen: number;
}

function trainOne(
  train: Images,
  seen: Images,
  unseen: Images,
  lambda: number | null,
  seed: number,
  count: (operations: number) => void,
): Run {
  const random = createRandom(seed);
  const size = train.height * train.width;
  const net = network(
    [dense(size, HIDDEN, random), relu(HIDDEN), dense(HIDDEN, DIMENSIONS, random)],
    BATCH,
  );
  const loss = marginLoss(TRAINED.length, DIMENSIONS, { kind: 'softmax', biases: true }, random);
  const layers = net.layers.filter(({ parameters }) => parameters.length > 0);
  const mover = optimiser(lambda === null ? layers : [...layers, loss], { kind: 'adam' });
  const total = EPOCHS * Math.ceil(train.n / BATCH);
  const labels = new Uint8Array(BATCH);
  let order = Array.from({ length: train.n }, (_, i) => i);
  let step = 0;
  const load = ({ pixels }: Images, row: number, image: number): void => {
    for (let p = 0; p < size; p++) net.input[row * size + p] = pixels[image * size + p]!;
  };
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    order = random.shuffle(order);
    for (let start = 0; start < train.n; start += BATCH) {
      const n = Math.min(BATCH, train.n - start);
      for (let row = 0; row < n; row++) {
        load(train, row, order[start + row]!);
        labels[row] = train.labels[order[start + row]!]!;
      }
      net.forward(n);
      if (lambda === null) net.outputGradient.fill(0);
      else loss.evaluate(net.output, labels, net.outputGradient, n);
      const weight = lambda ?? 1;
      if (weight > 0) {
        pairLoss(net.output, labels, n, DIMENSIONS, MARGIN, weight, net.outputGradient);
      }
      net.backward(n);
      mover.step(RATE * (1 - step / total));
      step += 1;
    }
  }
  count(3 * EPOCHS * train.n * net.operations);

  const featuresOf = (images: Images): Float64Array => {
    const features = new Float64Array(images.n * DIMENSIONS);
    for (let start = 0; start < images.n; start += BATCH) {
      const n = Math.min(BATCH, images.n - start);
      for (let row = 0; row < n; row++) load(images, row, start + row);
      net.forward(n);
      features.set(net.output.subarray(0, n * DIMENSIONS), start * DIMENSIONS);
    }
    return features;
  };
  const features = featuresOf(seen);
  let right = 0;
  for (let i = 0; i < seen.n; i++) {
    if (loss.classify(features, i) === seen.labels[i]) right += 1;
  }
  return {
    accuracy: right / seen.n,
    scatter: scatter(features, seen.labels, DIMENSIONS),
    seen: pairError(features, seen.labels),
    unseen: pairError(featuresOf(unseen), unseen.labels),
  };
}

/** Equal error rate over all pairs of the first images, by distance. */
function pairError(features: Float64Array, labels: Uint8Array): number {
  const n = Math.min(COMPARED, labels.length);
  const same: number[] = [];
  const different: number[] = [];
  for (let i = 0; i < n; i++) {
    for (let j = i + 1; j < n; j++) {
      let square = 0;
      for (let a = 0; a < DIMENSIONS; a++) {
        const difference = features[i * DIMENSIONS + a]! - features[j * DIMENSIONS + a]!;
        square += difference * difference;
      }
      (labels[i] === labels[j] ? same : different).push(-square);
    }
  }
  return equalErrorRate({ same, different });
}

function range(values: readonly number[]): SeedRange {
  return { mean: mean(values), low: Math.min(...values), high: Math.max(...values) };
}
