import { type Images, MNIST_FILES, pickByClass, readMnist, selectImages } from '../data/mnist.ts';
import { defineExperiment } from '../lab/define.ts';
import { fitSoftmax } from '../margins/fit-softmax.ts';
import { meanPool } from '../margins/mean-pool.ts';
import { weightNorms } from '../margins/weight-norms.ts';
import { createRandom, type Random } from '../numeric/random.ts';
import { round } from '../numeric/round.ts';
import { spearman } from '../numeric/spearman.ts';
import { mean, standardDeviation } from '../numeric/statistics.ts';

interface Summary {
  mean: number;
  low: number;
  high: number;
}

export interface DigitsImbalanceResult {
  /** Samples of the classes, largest first; given to the digits in random order. */
  counts: number[];
  /** Random orders tried. */
  orders: number;
  decay: number;
  /** Rank correlation of a class's samples with its weight's norm. */
  spearman: Summary & { sd: number };
  /** Norm of the largest class's weight over that of the smallest. */
  normRatio: Summary;
  /** Ten classes of the same size: norms, and their coefficient of variation. */
  balanced: { perClass: number; norms: number[]; variation: number };
  /** One class ten times as large, or a tenth as large, as the other nine: its norm over their mean, each digit once. */
  larger: Summary;
  smaller: Summary;
  /** Two classes, 150 samples to 15: ratio of norms, largest distance from 1 over five pairs of digits. */
  twoClasses: { pairs: number; largestGap: number };
  /** The points of the first order, for drawing, and of all orders. */
  scatter: { digit: number[]; count: number[]; norm: number[]; order: number[] };
}

const COUNTS = [150, 120, 90, 70, 50, 35, 25, 18, 12, 8];
const ORDERS = 10;
const DECAY = 1e-3;
const FEW = 10;
const MANY = 100;

export default defineExperiment<DigitsImbalanceResult>({
  id: 'digits-imbalance',
  title: 'Weight norms of a softmax on digits whose classes have unequal sizes',
  seed: 1,
  data: MNIST_FILES,
  run({ seed, data, count, progress }) {
    const digits = meanPool(readMnist(data), 2);
    const norms = (counts: readonly number[], random: Random): number[] => {
      const fitted = fit(digits, counts, random);
      count(fitted.operations);
      return fitted.norms;
    };
    const orders = Array.from({ length: ORDERS }, (_, i) => {
      const random = createRandom(seed + i);
      const order = random.shuffle(COUNTS.map((_count, digit) => digit));
      const counts = byDigit(order);
      const found = norms(counts, random);
      progress((0.5 * (i + 1)) / ORDERS);
      return { counts, norms: found, ordered: order.map((digit) => found[digit]!) };
    });
    const balanced = norms(new Array<number>(10).fill(50), createRandom(seed));
    const alone = (own: number, others: number): number[] =>
      Array.from({ length: 10 }, (_, digit) => {
        const counts = new Array<number>(10).fill(others);
        counts[digit] = own;
        const found = norms(counts, createRandom(seed + digit));
        return found[digit]! / mean(found.filter((_norm, other) => other !== digit));
      });
    const larger = alone(MANY, FEW);
    progress(0.7);
    const smaller = alone(FEW, MANY);
    progress(0.95);
    const correlations = orders.map((one) => spearman(one.counts, one.norms));
    return {
      counts: COUNTS,
      orders: ORDERS,
      decay: DECAY,
      spearman: { ...summary(correlations), sd: standardDeviation(correlations) },
      normRatio: summary(orders.map(({ ordered }) => ordered[0]! / ordered.at(-1)!)),
      balanced: {
        perClass: 50,
        norms: balanced,
        variation: standardDeviation(balanced) / mean(balanced),
      },
      larger: summary(larger),
      smaller: summary(smaller),
      twoClasses: twoClasses(digits, seed),
      scatter: {
        digit: orders.flatMap((one) => one.norms.map((_, digit) => digit)),
        count: orders.flatMap((one) => one.counts),
        norm: orders.flatMap((one) => one.norms.map((value) => round(value, 5))),
        order: orders.flatMap((one, i) => one.norms.map(() => i)),
      },
    };
  },
});

function byDigit(order: readonly number[]): number[] {
  const counts = new Array<number>(10).fill(0);
  order.forEach((digit, place) => (counts[digit] = COUNTS[place]!));
  return counts;
}

function fit(
  digits: Images,
  counts: readonly number[],
  random: Random,
): { norms: number[]; operations: number } {
  const { height, width, pixels, labels } = selectImages(
    digits,
    pickByClass(digits.labels, counts, random),
  );
  const d = height * width;
  const { W, operations } = fitSoftmax({ K: 10, d, features: pixels, labels }, { decay: DECAY });
  return { norms: weightNorms(W, d), operations };
}

/** Two classes share one vector, w₁ = −w₂, whatever their sizes. */
function twoClasses(digits: Images, seed: number): { pairs: number; largestGap: number } {
  const gaps = Array.from({ length: 5 }, (_, pair) => {
    const counts = new Array<number>(10).fill(0);
    counts[2 * pair] = 150;
    counts[2 * pair + 1] = 15;
    const chosen = selectImages(
      digits,
      pickByClass(digits.labels, counts, createRandom(seed + pair)),
    );
    const d = chosen.height * chosen.width;
    const { W } = fitSoftmax(
      { K: 2, d, features: chosen.pixels, labels: chosen.labels.map((digit) => digit % 2) },
      { decay: DECAY },
    );
    const [large, small] = weightNorms(W, d) as [number, number];
    return Math.abs(large / small - 1);
  });
  return { pairs: gaps.length, largestGap: Math.max(...gaps) };
}

function summary(values: readonly number[]): Summary {
  return { mean: mean(values), low: Math.min(...values), high: Math.max(...values) };
}
