import {
  cropImages,
  HALVES,
  type Images,
  MNIST_FILES,
  occludeImages,
  pickByClass,
  readMnist,
  selectImages,
} from '../data/mnist.ts';
import { defineExperiment } from '../lab/define.ts';
import { type FittedSoftmax, fitSoftmax, largestEntry, logitsOf } from '../margins/fit-softmax.ts';
import { meanPool } from '../margins/mean-pool.ts';
import { log1pExp } from '../numeric/log1p-exp.ts';
import { normalCdf } from '../numeric/normal-cdf.ts';
import { createRandom } from '../numeric/random.ts';
import { logSoftmax } from '../numeric/softmax.ts';
import { mean } from '../numeric/statistics.ts';

/** Mean over the splits, and extremes. */
export interface Spread {
  mean: number;
  low: number;
  high: number;
}

export interface PatchRedundancyResult {
  /** Two measurements of y = ±1, each with half a unit of noise more: x₁ = y + ½ε₁, x₂ = x₁ + ½ε₂. */
  closed: {
    /** The best joint weights 2Σ⁻¹(1, 1), and those of each patch alone. */
    weights: number[];
    patchWeights: number[];
    /** Accuracies: joint (which is patch 1), patch 2 alone, the sum of the patches' log-odds. */
    accuracy: { joint: number; patch1: number; patch2: number; ensemble: number };
    /** Log-losses, by integration: complete; and with x₁ missing. */
    logLoss: {
      joint: number;
      ensemble: number;
      jointWithoutFirst: number;
      patchWithoutFirst: number;
      ln2: number;
    };
  };
  /** Where x₂ has noise of its own, x₂ = y + ½ε₂, it is not redundant: the joint weights. */
  independent: { weights: number[]; accuracy: { joint: number; patch1: number } };
  /** Softmax regression on the weights, from samples: those of x₁ and x₂, by seed. */
  trained: { samples: number; first: Spread; second: Spread };
  /** Top and bottom halves of digits: shares of test digits named right. */
  digits: {
    splits: number;
    train: number;
    test: number;
    full: { joint: Spread; ensemble: Spread };
    topBlank: { joint: Spread; patch: Spread };
    bottomBlank: { joint: Spread; patch: Spread };
    /** Least gain of the patch over the joint classifier with a half blanked, over splits. */
    leastGain: { topBlank: number; bottomBlank: number };
    /** Largest loss of the ensemble against the joint classifier on whole digits; below 0 where it gains. */
    price: Spread;
  };
  /** The 67 % of the abstract, in per cent correct on LFW. */
  errorReduction: {
    deepID2: number;
    deepID: number;
    deepFace: number;
    fromDeepID: number;
    fromDeepFace: number;
  };
}

const SPLITS = 5;
const TRAIN = 1000;
const TEST = 1000;
const DECAY = 1e-3;
const SAMPLES = 20_000;
const SEEDS = 3;

export default defineExperiment<PatchRedundancyResult>({
  id: 'patch-redundancy',
  title: 'A redundant patch: what a joint classifier does with it, and one trained alone',
  seed: 1,
  data: MNIST_FILES,
  run({ seed, data, count, progress }) {
    const trained = Array.from({ length: SEEDS }, (_, i) => train(seed + i));
    count(trained.reduce((sum, { operations }) => sum + operations, 0));
    const digits = meanPool(readMnist(data), 2);
    const splits = Array.from({ length: SPLITS }, (_, i) => {
      const one = split(digits, seed + i);
      count(one.operations);
      progress((i + 1) / SPLITS);
      return one;
    });
    const over = (value: (one: Split) => number): Spread => spread(splits.map(value));
    const least = (value: (one: Split) => number): number => Math.min(...splits.map(value));
    return {
      closed: closed(),
      independent: {
        weights: [8, 8],
        accuracy: { joint: normalCdf(2 * Math.SQRT2), patch1: normalCdf(2) },
      },
      trained: {
        samples: SAMPLES,
        first: spread(trained.map(({ weights }) => weights[0]!)),
        second: spread(trained.map(({ weights }) => weights[1]!)),
      },
      digits: {
        splits: SPLITS,
        train: TRAIN,
        test: TEST,
        full: { joint: over((one) => one.full.joint), ensemble: over((one) => one.full.ensemble) },
        topBlank: {
          joint: over((one) => one.topBlank.joint),
          patch: over((one) => one.topBlank.patch),
        },
        bottomBlank: {
          joint: over((one) => one.bottomBlank.joint),
          patch: over((one) => one.bottomBlank.patch),
        },
        leastGain: {
          topBlank: least((one) => one.topBlank.patch - one.topBlank.joint),
          bottomBlank: least((one) => one.bottomBlank.patch - one.bottomBlank.joint),
        },
        price: over((one) => one.full.joint - one.full.ensemble),
      },
      errorReduction: errorReduction(),
    };
  },
});

function closed(): PatchRedundancyResult['closed'] {
  // Σ = ¼[[1, 1], [1, 2]], so Σ⁻¹ = 4[[2, −1], [−1, 1]].
  const covariance = [0.25, 0.25, 0.25, 0.5] as const;
  const [a, b, , c] = covariance;
  const determinant = a * c - b * b;
  const weights = [(2 * (c - b)) / determinant, (2 * (a - b)) / determinant];
  const patchWeights = [2 / a, 2 / c];
  return {
    weights,
    patchWeights,
    accuracy: {
      joint: linearAccuracy(weights, covariance),
      patch1: normalCdf(1 / Math.sqrt(a)),
      patch2: normalCdf(1 / Math.sqrt(c)),
      ensemble: linearAccuracy(patchWeights, covariance),
    },
    logLoss: {
      joint: logLoss(weights, covariance),
      ensemble: logLoss(patchWeights, covariance),
      // The joint classifier gives x₂ no weight, so without x₁ it is left with log-odds of 0.
      jointWithoutFirst: logLoss([0, weights[1]!], covariance),
      patchWithoutFirst: logLoss([0, patchWeights[1]!], covariance),
      ln2: Math.LN2,
    },
  };

  function linearAccuracy(w: readonly number[], [s11, s12, , s22]: readonly number[]): number {
    const [u, v] = w as [number, number];
    const deviation = Math.sqrt(u * u * s11! + 2 * u * v * s12! + v * v * s22!);
    return normalCdf((u + v) / deviation);
  }

  /** E ln(1 + e^{−t}) for log-odds t ~ N(w·1, wᵀΣw) given y = 1; by the trapezoid rule, which is exact to rounding here. */
  function logLoss(w: readonly number[], [s11, s12, , s22]: readonly number[]): number {
    const [u, v] = w as [number, number];
    const centre = u + v;
    const deviation = Math.sqrt(u * u * s11! + 2 * u * v * s12! + v * v * s22!);
    const steps = 4000;
    const h = 24 / steps;
    let sum = 0;
    for (let i = 0; i <= steps; i++) {
      const z = -12 + i * h;
      sum += Math.exp(-0.5 * z * z) * log1pExp(-(centre + deviation * z));
    }
    return (sum * h) / Math.sqrt(2 * Math.PI);
  }
}

/** Two-class softmax regression on samples of (x₁, x₂): the difference of the two weights. */
function train(seed: number): { weights: number[]; operations: number } {
  const random = createRandom(seed);
  const features = new Float64Array(2 * SAMPLES);
  const labels = new Uint8Array(SAMPLES);
  for (let i = 0; i < SAMPLES; i++) {
    labels[i] = i % 2;
    const x1 = 1 - 2 * labels[i]! + 0.5 * random.normal();
    features[2 * i] = x1;
    features[2 * i + 1] = x1 + 0.5 * random.normal();
  }
  const { W, operations } = fitSoftmax({ K: 2, d: 2, features, labels }, { decay: 0 });
  return { weights: [W[0]! - W[2]!, W[1]! - W[3]!], operations };
}

interface Split {
  full: { joint: number; ensemble: number };
  topBlank: { joint: number; patch: number };
  bottomBlank: { joint: number; patch: number };
  operations: number;
}

function split(digits: Images, seed: number): Split {
  const random = createRandom(seed);
  const picked = pickByClass(
    digits.labels,
    new Array<number>(10).fill((TRAIN + TEST) / 10),
    random,
  );
  const train = selectImages(digits, picked.subarray(0, TRAIN));
  const test = selectImages(digits, picked.subarray(TRAIN));
  const half = digits.height / 2;
  const boxes = {
    top: { ...HALVES.top, height: half, width: digits.width },
    bottom: { top: half, left: 0, height: half, width: digits.width },
  };
  const fit = (images: Images): FittedSoftmax =>
    fitSoftmax(table(images), { decay: DECAY, bias: true });
  const joint = fit(train);
  const top = fit(cropImages(train, boxes.top));
  const bottom = fit(cropImages(train, boxes.bottom));
  const score = (model: FittedSoftmax, images: Images): number =>
    share(images, (i) => largestEntry(logitsOf(model, images.pixels, i)));
  const topTest = cropImages(test, boxes.top);
  const bottomTest = cropImages(test, boxes.bottom);
  return {
    full: {
      joint: score(joint, test),
      ensemble: share(test, (i) => {
        const other = logSoftmax(logitsOf(bottom, bottomTest.pixels, i));
        return largestEntry(
          logSoftmax(logitsOf(top, topTest.pixels, i)).map((log, j) => log + other[j]!),
        );
      }),
    },
    topBlank: {
      joint: score(joint, occludeImages(test, boxes.top)),
      patch: score(bottom, bottomTest),
    },
    bottomBlank: {
      joint: score(joint, occludeImages(test, boxes.bottom)),
      patch: score(top, topTest),
    },
    operations: joint.operations + top.operations + bottom.operations,
  };
}

function table(images: Images) {
  const { height, width, pixels, labels } = images;
  return { K: 10, d: height * width, features: pixels, labels };
}

function share(images: Images, answer: (i: number) => number): number {
  let right = 0;
  for (let i = 0; i < images.n; i++) if (answer(i) === images.labels[i]) right += 1;
  return right / images.n;
}

function errorReduction(): PatchRedundancyResult['errorReduction'] {
  const deepID2 = 99.15;
  const deepID = 97.45;
  const deepFace = 97.35;
  const from = (before: number): number => 1 - (100 - deepID2) / (100 - before);
  return {
    deepID2,
    deepID,
    deepFace,
    fromDeepID: from(deepID),
    fromDeepFace: from(deepFace),
  };
}

function spread(values: readonly number[]): Spread {
  return { mean: mean(values), low: Math.min(...values), high: Math.max(...values) };
}
