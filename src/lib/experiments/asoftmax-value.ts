import { defineExperiment } from '../lab/define.ts';
import { aSoftmaxLoss } from '../margins/a-softmax.ts';
import type { ClassData } from '../margins/class-data.ts';
import { psi } from '../margins/psi.ts';
import { softmaxRegression } from '../margins/softmax-regression.ts';
import { radians } from '../numeric/angle.ts';
import { createRandom, type Random } from '../numeric/random.ts';
import { round } from '../numeric/round.ts';
import { dot, norm, unit } from '../numeric/vector.ts';

type Margin = 'm1' | 'm2' | 'm3' | 'm4';

/** The loss as it should read beside the loss with the notes' index, m = 4. */
export interface PrintedLoss {
  /** Norms of the three features. */
  norms: number[];
  correct: number;
  printed: number;
  gap: number;
}

export interface AsoftmaxValueResult {
  /** The worked example: norm of the feature, angle to its own weight and to the others, in degrees. */
  norm: number;
  angles: { own: number; others: number[] };
  /** Loss of the worked example by m, from vectors. */
  values: Record<Margin, number>;
  /** ψ of its own angle by m. */
  psi: Record<Margin, number>;
  /** The random batch that the gaps are measured on. */
  batch: { samples: number; dimensions: number; classes: number };
  gap: {
    /** From the softmax loss with unit weights and no biases, m = 1. */
    modifiedSoftmax: number;
    /** From the same loss with weights of other norms. */
    unnormalised: number;
    /** From the same loss with biases. */
    bias: number;
    /** From a second way of computing it, by multiple-angle formulas, m = 1 to 4. */
    multipleAngle: number;
  };
  /** The notes' formula, with the norm of feature j in the sum over classes j. */
  printed: { sameNorm: PrintedLoss; differentNorms: PrintedLoss };
  /** Loss of the worked example against the own angle, for drawing. */
  curve: { degrees: number[] } & Record<Margin, number[]>;
}

const NORM = 5;
const OWN = 30;
const OTHERS = [70, 100];
const MARGINS = [1, 2, 3, 4];
const CLASSES = 6;
const DIMENSIONS = 8;
const SAMPLES = 40;
/** Degrees between the features and their weights where the printed loss is tried. */
const AWAY = 50;
const CURVE_DEGREES = Array.from({ length: 37 }, (_, i) => 5 * i);

export default defineExperiment<AsoftmaxValueResult>({
  id: 'asoftmax-value',
  title: 'The A-Softmax loss: values, its special case m = 1, and the loss as the notes print it',
  seed: 6,
  run({ seed, count }) {
    const random = createRandom(seed);
    const batch = randomBatch(random);
    const W = normals(random, CLASSES * DIMENSIONS);
    const units = rows(W, DIMENSIONS).flatMap((row) => [...unit(row)]);
    const biases = normals(random, CLASSES);
    const atOne = aSoftmaxLoss(batch, W, 1);
    count((3 + 2 * MARGINS.length) * SAMPLES * CLASSES * DIMENSIONS);
    count(CURVE_DEGREES.length * MARGINS.length * 2 * (1 + OTHERS.length));
    return {
      norm: NORM,
      angles: { own: OWN, others: OTHERS },
      values: keyed((m) => workedExample(OWN, m)),
      psi: keyed((m) => psi(radians(OWN), m)),
      batch: { samples: SAMPLES, dimensions: DIMENSIONS, classes: CLASSES },
      gap: {
        modifiedSoftmax: Math.abs(atOne - meanSoftmaxLoss(batch, units)),
        unnormalised: Math.abs(atOne - meanSoftmaxLoss(batch, W)),
        bias: Math.abs(atOne - meanSoftmaxLoss(withOnes(batch), withBiases(units, biases))),
        multipleAngle: Math.max(
          ...MARGINS.map((m) =>
            Math.abs(aSoftmaxLoss(batch, W, m) - multipleAngleLoss(batch, W, m)),
          ),
        ),
      },
      printed: { sameNorm: printedLoss([5, 5, 5]), differentNorms: printedLoss([5, 2, 9]) },
      curve: {
        degrees: CURVE_DEGREES,
        ...keyed((m) => CURVE_DEGREES.map((own) => round(workedExample(own, m), 5))),
      },
    };
  },
});

/** Loss of a feature of norm 5 with the given angle to its own weight, 70° and 100° to two others. */
function workedExample(own: number, m: number): number {
  const W = [own, ...OTHERS].flatMap(direction);
  return aSoftmaxLoss({ K: 3, d: 2, features: [NORM, 0], labels: [0] }, W, m);
}

function randomBatch(random: Random): ClassData {
  const features = rows(normals(random, SAMPLES * DIMENSIONS), DIMENSIONS);
  return {
    K: CLASSES,
    d: DIMENSIONS,
    // Norms from small to large: the loss depends on them.
    features: features.flatMap((row, i) => [...row].map((entry) => (entry * (i + 1)) / 10)),
    labels: Array.from({ length: SAMPLES }, () => random.integer(CLASSES)),
  };
}

function meanSoftmaxLoss(data: ClassData, W: ArrayLike<number>): number {
  return softmaxRegression(data)(Float64Array.from(W), null) / data.labels.length;
}

/** A bias is the weight of a feature that is always 1. */
function withOnes(data: ClassData): ClassData {
  const features = rows(data.features, data.d).flatMap((row) => [...row, 1]);
  return { ...data, d: data.d + 1, features };
}

function withBiases(W: ArrayLike<number>, biases: readonly number[]): number[] {
  return rows(W, DIMENSIONS).flatMap((row, j) => [...row, biases[j]!]);
}

/**
 * The loss a second time, sharing nothing with the first but the data: cos(mθ) from
 * cos θ by multiple-angle formulas, the branch from the cosines of the joints, the
 * exponentials as the formula writes them.
 */
function multipleAngleLoss(data: ClassData, W: ArrayLike<number>, m: number): number {
  const weights = rows(W, data.d);
  let total = 0;
  rows(data.features, data.d).forEach((x, i) => {
    const own = data.labels[i]!;
    const cosines = weights.map((w) => dot(w, x) / (norm(w) * norm(x)));
    const c = cosines[own]!;
    const branch = Array.from({ length: m - 1 }, (_, k) =>
      Math.cos(((k + 1) * Math.PI) / m),
    ).filter((joint) => c < joint).length;
    const ofMultiple = [1, c, 2 * c * c - 1, (4 * c * c - 3) * c, 8 * c * c * (c * c - 1) + 1];
    const ownLogit = (branch % 2 === 0 ? 1 : -1) * ofMultiple[m]! - 2 * branch;
    const numerator = Math.exp(norm(x) * ownLogit);
    let sum = numerator;
    cosines.forEach((cosine, j) => {
      if (j !== own) sum += Math.exp(norm(x) * cosine);
    });
    total -= Math.log(numerator / sum);
  });
  return total / data.labels.length;
}

/** Three features, one a class, each 50° from its own weight: the loss with either norm in the sum. */
function printedLoss(norms: readonly number[]): PrintedLoss {
  // Not all the way round: in a full turn the three differences would nearly cancel.
  const weights = [0, 90, 180];
  const features = weights.map((angle) => angle + AWAY);
  const m = 4;
  const lossWith = (normOf: (i: number, j: number) => number): number => {
    const losses = features.map((angle, i) => {
      const own = Math.exp(norms[i]! * psi(radians(AWAY), m));
      let sum = own;
      weights.forEach((weight, j) => {
        if (j !== i) sum += Math.exp(normOf(i, j) * Math.cos(radians(angle - weight)));
      });
      return -Math.log(own / sum);
    });
    return losses.reduce((total, loss) => total + loss, 0) / losses.length;
  };
  const correct = aSoftmaxLoss(
    {
      K: 3,
      d: 2,
      features: features.flatMap((angle, i) => direction(angle).map((x) => x * norms[i]!)),
      labels: [0, 1, 2],
    },
    weights.flatMap(direction),
    m,
  );
  const printed = lossWith((_, j) => norms[j]!);
  return { norms: [...norms], correct, printed, gap: Math.abs(correct - printed) };
}

function direction(inDegrees: number): [number, number] {
  return [Math.cos(radians(inDegrees)), Math.sin(radians(inDegrees))];
}

function normals(random: Random, length: number): number[] {
  return Array.from({ length }, () => random.normal());
}

function rows(matrix: ArrayLike<number>, d: number): Float64Array[] {
  return Array.from({ length: matrix.length / d }, (_, i) =>
    Float64Array.from({ length: d }, (__, a) => matrix[i * d + a]!),
  );
}

function keyed<T>(value: (m: number) => T): Record<Margin, T> {
  return Object.fromEntries(MARGINS.map((m) => [`m${m}`, value(m)])) as Record<Margin, T>;
}
