import { defineExperiment } from '../lab/define.ts';
import type { ClassData } from '../margins/class-data.ts';
import { trainFreeAngles } from '../margins/free-angles.ts';
import { gradientDescent } from '../margins/gradient-descent.ts';
import { softmaxRegression } from '../margins/softmax-regression.ts';
import { twoClassFlow, twoClassGradient, twoClassLoss } from '../margins/two-class.ts';
import { weightNorms } from '../margins/weight-norms.ts';
import { degrees } from '../numeric/angle.ts';
import { centralDifference } from '../numeric/central-difference.ts';
import { createRandom, type Random } from '../numeric/random.ts';
import { round } from '../numeric/round.ts';
import { softmax } from '../numeric/softmax.ts';

type Counts = 'm100n1' | 'm50n51' | 'm10n10' | 'm1n1';
type Placement = 'apart' | 'apartReversed' | 'together' | 'togetherReversed';

/** Loss and gradient of the notes' set-up at given weights. */
export interface GradientAt {
  w1: number;
  w2: number;
  /** By the double sum that the notes write. */
  loss: number;
  /** N·ln(1 + exp(−d)). */
  closedLoss: number;
  g1: number;
  g2: number;
  /** |∂L/∂w₁| / |∂L/∂w₂|. */
  ratio: number;
  /** ∂L/∂w₁ and ∂L/∂w₂ by central differences of the loss. */
  differences: [number, number];
}

export interface TwoClassCase {
  m: number;
  n: number;
  N: number;
  /** At w = 0. */
  start: GradientAt;
  /** At w = (0.3, −0.7). */
  moved: GradientAt;
  /** After training to t = 0.05. */
  trained: GradientAt;
  /** The terms of each class's own samples alone, at w = 0. */
  ownOnly: { g1: number; g2: number; ratio: number };
  /** The notes' formulas m(m − 1) and n(n − 1), and how far they miss the derivative at w = 0. */
  printed: { g1: number; g2: number; miss1: number; miss2: number };
  /** Smallest distance of the printed pair from the true pair over the three places. */
  smallestMiss: number;
}

export interface ImbalanceTwoClassResult {
  byCounts: Record<Counts, TwoClassCase>;
  gap: {
    /** Largest difference of the double sum from N·ln(1 + exp(−d)). */
    loss: number;
    /** Largest difference of the double sum from −Σ ln p of the true class, by log-sum-exp. */
    crossEntropy: number;
    /** Largest difference of the gradient from its closed form. */
    gradient: number;
    /** Largest difference from central differences, as a share of the gradient. */
    differences: number;
    /** Largest distance of |g₁/g₂| from 1, at every place and while training. */
    ratio: number;
    /** Largest distance of a feature's norm from 1. */
    featureNorm: number;
    /** Largest difference of the two classes' probability of being right. */
    probability: number;
  };
  /** Gradient descent with step dt against the flow d + exp(d) = 1 + 2Nt, counts 100 and 1. */
  flow: {
    dt: number;
    steps: number;
    t: number;
    d: number;
    left: number;
    right: number;
    gap: number;
    closedD: number;
  };
  /** |w₁| and |w₂| while training, for drawing. */
  training: {
    steps: number[];
    m100n1: { w1: number[]; w2: number[] };
    m50n51: { w1: number[]; w2: number[] };
    /** Largest difference between any two of the four lines. */
    spread: number;
    /** |w₁|/|w₂| at the end, counts 100 and 1. */
    ratio: number;
  };
  /** Σⱼ ∂L/∂wⱼ as a share of the largest entry of the gradient. */
  gradientSum: {
    setUp: number;
    twoClasses: number;
    tenClasses: number;
    biases: number;
    /** Largest change of w₁ + w₂ in training from w = (0.3, −0.7). */
    drift: number;
  };
  /** Features that tell nothing (all the same): w₁ − w₂ goes to ln(m/n), with equal norms. */
  uninformative: { difference: number; logRatio: number; normRatio: number };
  diameter: {
    /** Unit features on a line: the four placements of two classes, and the loss they allow. */
    line: Record<Placement, { angle: number; loss: number }> & { smallestSeparated: number };
    /** In the plane, every sample free: trained until the loss is 0.001. */
    plane: Record<'m100n1' | 'm50n51', { closest: number; loss: number; steps: number }> & {
      closest: number;
    };
    /** In the plane, every class one point: the same. Least and largest angle over the seeds. */
    points: {
      equal: { smallest: number; largest: number };
      unequal: { smallest: number; largest: number };
      starts: number;
    };
    /** Classes at a right angle, weights of the norm given: mean loss. */
    rightAngle: { norms: number[]; losses: number[]; smallestLoss: number };
  };
}

const COUNTS: [number, number][] = [
  [100, 1],
  [50, 51],
  [10, 10],
  [1, 1],
];
const STEP = 1e-5;
const TIME = 0.05;
const STEPS = Math.round(TIME / STEP);
const MARKS = Array.from({ length: 26 }, (_, i) => (STEPS / 25) * i);
const MOVED: [number, number] = [0.3, -0.7];
/** Loss, per sample, below which a classifier counts as trained here. */
const GOAL = 1e-3;
const STARTS = 5;

export default defineExperiment<ImbalanceTwoClassResult>({
  id: 'imbalance-two-class',
  title: 'Two classes of unequal size: the notes’ derivation of large weight norms, step by step',
  seed: 9,
  run({ seed, count }) {
    const random = createRandom(seed);
    const runs = COUNTS.map(([m, n]) => {
      count(STEPS * (m + n) * 2);
      return { key: `m${m}n${n}` as Counts, m, n, ...train(m, n, [0, 0]) };
    });
    const byCounts = Object.fromEntries(
      runs.map(({ key, m, n, W }) => [key, oneCase(m, n, W)]),
    ) as Record<Counts, TwoClassCase>;
    const places = Object.values(byCounts).flatMap((one) =>
      [one.start, one.moved, one.trained].map((at) => ({ ...at, m: one.m, n: one.n, N: one.N })),
    );
    const imbalanced = runs[0]!;
    const even = runs[1]!;
    const d = imbalanced.W[0] - imbalanced.W[1];
    const N = 101;
    const right = 1 + 2 * N * TIME;
    const shifted = train(100, 1, MOVED);
    count(STEPS * N * 2);

    return {
      byCounts,
      gap: {
        loss: largest(places.map((at) => at.loss - at.closedLoss)),
        crossEntropy: largest(
          places.map((at) => at.loss - softmaxRegression(setUp(at.m, at.n))(weights(at), null)),
        ),
        gradient: largest(
          places.flatMap((at) => {
            const [g1, g2] = twoClassGradient(at.w1 - at.w2, at.N);
            return [at.g1 - g1, at.g2 - g2];
          }),
        ),
        differences: largest(
          places.flatMap((at) => [
            (at.differences[0] - at.g1) / at.g1,
            (at.differences[1] - at.g2) / at.g2,
          ]),
        ),
        ratio: largest([
          ...places.map((at) => at.ratio - 1),
          ...runs.map((run) => run.largestRatioGap),
        ]),
        featureNorm: largest(
          COUNTS.flatMap(([m, n]) => Array.from(setUp(m, n).features, (f) => Math.abs(f) - 1)),
        ),
        probability: largest(
          places.map(({ w1, w2 }) => softmax([w1, w2])[0]! - softmax([-w1, -w2])[1]!),
        ),
      },
      flow: {
        dt: STEP,
        steps: STEPS,
        t: TIME,
        d,
        left: d + Math.exp(d),
        right,
        gap: Math.abs(d + Math.exp(d) - right),
        closedD: twoClassFlow(N, TIME),
      },
      training: {
        steps: MARKS,
        m100n1: imbalanced.lines,
        m50n51: even.lines,
        spread: largest(
          MARKS.map((_, i) => {
            const four = [imbalanced, even].flatMap(({ lines }) => [lines.w1[i]!, lines.w2[i]!]);
            return Math.max(...four) - Math.min(...four);
          }),
        ),
        ratio: Math.abs(imbalanced.W[0] / imbalanced.W[1]),
      },
      gradientSum: {
        setUp: largest(places.map((at) => (at.g1 + at.g2) / at.g1)),
        twoClasses: gradientSum(random, 2, 5, false),
        tenClasses: gradientSum(random, 10, 5, false),
        biases: gradientSum(random, 3, 5, true),
        drift: shifted.drift,
      },
      uninformative: uninformative(count),
      diameter: {
        line: onALine(count),
        ...inThePlane(random, count),
        rightAngle: atARightAngle(),
      },
    };
  },
});

/** m features +1 of the first class and n features −1 of the second. */
function setUp(m: number, n: number): ClassData {
  return {
    K: 2,
    d: 1,
    features: Array.from({ length: m + n }, (_, i) => (i < m ? 1 : -1)),
    labels: Array.from({ length: m + n }, (_, i) => (i < m ? 0 : 1)),
  };
}

/**
 * The loss as the notes write it: −Σᵢ Σⱼ aᵢⱼ ln pᵢⱼ, a being 1 for the sample's own
 * class and 0 otherwise.
 */
function doubleSum(data: ClassData, w: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < data.labels.length; i++) {
    const f = data.features[i]!;
    const p = softmax([w[0]! * f, w[1]! * f]);
    for (let j = 0; j < 2; j++) {
      const a = data.labels[i] === j ? 1 : 0;
      sum += a * Math.log(p[j]!);
    }
  }
  return -sum;
}

function gradientAt(m: number, n: number, w: readonly [number, number]): GradientAt {
  const data = setUp(m, n);
  const gradient = new Float64Array(2);
  softmaxRegression(data)(Float64Array.from(w), gradient);
  const [g1, g2] = gradient as unknown as [number, number];
  const differences = centralDifference((at) => doubleSum(data, at), w);
  return {
    w1: w[0],
    w2: w[1],
    loss: doubleSum(data, w),
    closedLoss: twoClassLoss(w[0] - w[1], m + n),
    g1,
    g2,
    ratio: Math.abs(g1) / Math.abs(g2),
    differences: [differences[0]!, differences[1]!],
  };
}

function oneCase(m: number, n: number, trainedTo: readonly [number, number]): TwoClassCase {
  const start = gradientAt(m, n, [0, 0]);
  const moved = gradientAt(m, n, MOVED);
  const trained = gradientAt(m, n, trainedTo);
  // At w = 0 every probability is ½: own-class terms are −½·f summed over the class.
  const ownOnly = { g1: -m / 2, g2: n / 2 };
  const printed = { g1: m * (m - 1), g2: n * (n - 1) };
  return {
    m,
    n,
    N: m + n,
    start,
    moved,
    trained,
    ownOnly: { ...ownOnly, ratio: Math.abs(ownOnly.g1 / ownOnly.g2) },
    printed: { ...printed, miss1: printed.g1 - start.g1, miss2: printed.g2 - start.g2 },
    smallestMiss: Math.min(
      ...[start, moved, trained].map((at) =>
        Math.max(
          Math.abs(printed.g1 - at.differences[0]),
          Math.abs(printed.g2 - at.differences[1]),
        ),
      ),
    ),
  };
}

function train(
  m: number,
  n: number,
  from: readonly [number, number],
): {
  W: [number, number];
  lines: { w1: number[]; w2: number[] };
  largestRatioGap: number;
  drift: number;
} {
  const evaluate = softmaxRegression(setUp(m, n));
  const W = Float64Array.from(from);
  const lines = { w1: [] as number[], w2: [] as number[] };
  let largestRatioGap = 0;
  let drift = 0;
  gradientDescent(
    (at, gradient) => {
      const loss = evaluate(at, gradient);
      if (gradient !== null) {
        const ratio = Math.abs(gradient[0]! / gradient[1]!);
        largestRatioGap = Math.max(largestRatioGap, Math.abs(ratio - 1));
      }
      return loss;
    },
    W,
    {
      rate: STEP,
      steps: STEPS,
      visit(step, [w1, w2]) {
        drift = Math.max(drift, Math.abs(w1! + w2! - from[0] - from[1]));
        if (!MARKS.includes(step)) return;
        lines.w1.push(round(Math.abs(w1!), 8));
        lines.w2.push(round(Math.abs(w2!), 8));
      },
    },
  );
  return { W: [W[0]!, W[1]!], lines, largestRatioGap, drift };
}

/** Σⱼ ∂L/∂wⱼ for random features, labels and weights, as a share of the largest entry. */
function gradientSum(random: Random, K: number, d: number, biases: boolean): number {
  const n = 60;
  const size = biases ? d + 1 : d;
  const features = Array.from({ length: n * size }, (_, at) =>
    biases && at % size === d ? 1 : random.normal(),
  );
  const labels = Array.from({ length: n }, () => random.integer(K));
  const W = Float64Array.from({ length: K * size }, () => random.normal());
  const gradient = new Float64Array(K * size);
  softmaxRegression({ K, d: size, features, labels })(W, gradient);
  const sums = Array.from({ length: size }, (_, a) => {
    let sum = 0;
    for (let j = 0; j < K; j++) sum += gradient[j * size + a]!;
    return sum;
  });
  return largest(sums) / largest([...gradient]);
}

/** All features alike, 100 of one class and 1 of the other: only the prior is left to learn. */
function uninformative(
  count: (operations: number) => void,
): ImbalanceTwoClassResult['uninformative'] {
  const data: ClassData = { K: 2, d: 1, features: [1, 1], labels: [0, 1], weights: [100, 1] };
  const W = new Float64Array(2);
  // The loss is flattest where p = 1/101; there a step shrinks the error by a fifth.
  const steps = 400;
  gradientDescent(softmaxRegression(data), W, { rate: 0.1, steps });
  count(steps * 4);
  const norms = weightNorms(W, 1);
  return {
    difference: W[0]! - W[1]!,
    logRatio: Math.log(100),
    normRatio: norms[0]! / norms[1]!,
  };
}

/** On a line the only unit features are +1 and −1: which placements let the loss fall? */
function onALine(count: (operations: number) => void): ImbalanceTwoClassResult['diameter']['line'] {
  const steps = 20_000;
  const placements: Record<Placement, [number, number]> = {
    apart: [1, -1],
    apartReversed: [-1, 1],
    together: [1, 1],
    togetherReversed: [-1, -1],
  };
  const tried = Object.fromEntries(
    Object.entries(placements).map(([name, features]) => {
      const evaluate = softmaxRegression({
        K: 2,
        d: 1,
        features,
        labels: [0, 1],
        weights: [100 / 101, 1 / 101],
      });
      const W = new Float64Array(2);
      gradientDescent(evaluate, W, { rate: 1, steps });
      count(steps * 4);
      const angle = features[0] === features[1] ? 0 : 180;
      return [name, { angle, loss: evaluate(W, null) }];
    }),
  ) as Record<Placement, { angle: number; loss: number }>;
  const separated = Object.values(tried).filter(({ loss }) => loss < GOAL);
  return { ...tried, smallestSeparated: Math.min(...separated.map(({ angle }) => angle)) };
}

function inThePlane(
  random: Random,
  count: (operations: number) => void,
): Pick<ImbalanceTwoClassResult['diameter'], 'plane' | 'points'> {
  const free = (m: number, n: number): { closest: number; loss: number; steps: number } => {
    const { closest, loss, steps } = trainFreeAngles(
      random,
      [
        { points: m, each: 1 },
        { points: n, each: 1 },
      ],
      GOAL,
    );
    count(steps * (m + n) * 10);
    return { closest: degrees(closest), loss, steps };
  };
  const points = (m: number, n: number): { smallest: number; largest: number } => {
    const angles = Array.from({ length: STARTS }, () => {
      const { closest, steps } = trainFreeAngles(
        random,
        [
          { points: 1, each: m },
          { points: 1, each: n },
        ],
        GOAL,
      );
      count(steps * 20);
      return degrees(closest);
    });
    return { smallest: Math.min(...angles), largest: Math.max(...angles) };
  };
  const imbalanced = free(100, 1);
  const even = free(50, 51);
  return {
    plane: {
      m100n1: imbalanced,
      m50n51: even,
      closest: Math.min(imbalanced.closest, even.closest),
    },
    points: { equal: points(50, 50), unequal: points(100, 1), starts: STARTS },
  };
}

/**
 * Class 1 at (1, 0), class 2 at (0, 1), weights ±s along their difference: the loss
 * falls to 0 with growing norm although the classes stand at a right angle.
 */
function atARightAngle(): ImbalanceTwoClassResult['diameter']['rightAngle'] {
  const norms = [1, 2, 4, 8, 16];
  const evaluate = softmaxRegression({
    K: 2,
    d: 2,
    features: [1, 0, 0, 1],
    labels: [0, 1],
    weights: [100 / 101, 1 / 101],
  });
  const losses = norms.map((s) => {
    const side = s / Math.SQRT2;
    return evaluate(Float64Array.of(side, -side, -side, side), null);
  });
  return { norms, losses, smallestLoss: Math.min(...losses) };
}

function weights(at: GradientAt): Float64Array {
  return Float64Array.of(at.w1, at.w2);
}

function largest(numbers: readonly number[]): number {
  return Math.max(...numbers.map(Math.abs));
}
