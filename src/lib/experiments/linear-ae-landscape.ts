/**
 * Every critical point of the linear auto-encoder: its loss, and how many ways lead down from it.
 */
import { defineExperiment } from '../lab/define.ts';
import { inertia } from '../landscapes/inertia.ts';
import {
  criticalIndex,
  criticalLoss,
  criticalPoint,
  linearAutoencoder,
  subsets,
} from '../landscapes/linear-autoencoder.ts';
import { centralDifference } from '../numeric/central-difference.ts';
import { correlation } from '../numeric/correlation.ts';
import { createRandom, type Random } from '../numeric/random.ts';
import { norm } from '../numeric/vector.ts';

/** A critical point. */
export type AeCritical = {
  /** Principal directions kept, numbered from 1. */
  subset: number[];
  loss: number;
  /** Negative eigenvalues of the Hessian, and what the formula says. */
  index: number;
  formula: number;
  /** Zero eigenvalues: directions in which A and B move and BA does not. */
  zeros: number;
  /** Length of the gradient: 0. */
  gradient: number;
};

export interface LinearAeLandscapeResult {
  small: {
    spectrum: number[];
    code: number;
    points: AeCritical[];
    /** Those that leave code units unused. */
    rankDeficient: AeCritical[];
    origin: AeCritical;
    /** Largest relative difference of the Hessian from differences of the gradient. */
    hessianGap: number;
    /** Points whose index differs from the formula. */
    mismatches: number;
  };
  descent: { runs: number; global: number; best: number; worst: number; reached: number };
  large: {
    spectrum: number[];
    dimensions: number;
    code: number;
    points: number;
    /** Indices and losses (as shares of the variance) of all points, lowest loss first. */
    index: number[];
    loss: number[];
    /** Smallest loss, and that of the saddles with one downward direction, all shares. */
    optimum: number;
    indexOne: { count: number; loss: number; excess: number };
    correlation: number;
    minima: number;
    saddles: number;
    mismatches: number;
    /** Share of downward among the curved directions of a saddle: largest and mean. */
    downShare: { largest: number; mean: number };
    /** The same at the origin. */
    originDownShare: number;
  };
}

const SMALL = { spectrum: [4, 2, 1, 0.5], code: 2 };
const LARGE = { spectrum: Array.from({ length: 8 }, (_, i) => 1 / 2 ** i), code: 3 };
/** An eigenvalue no larger than this is a zero: the smallest other is above 10⁻². */
const ZERO = 1e-9;
const RUNS = 50;
const STEPS = 4000;
const RATE = 0.02;
const START = 0.3;
/** A run has arrived at the optimum when its loss is this near. */
const ARRIVED = 1e-6;

export default defineExperiment<LinearAeLandscapeResult>({
  id: 'linear-ae-landscape',
  title: 'Critical points of the linear auto-encoder: loss and index',
  seed: 1,
  run({ seed, count }) {
    const random = createRandom(seed);
    return {
      small: small(random, count),
      descent: descent(random, count),
      large: large(count),
    };
  },
});

interface Setting {
  readonly spectrum: readonly number[];
  readonly code: number;
}

function examine(
  { spectrum, code }: Setting,
  subset: readonly number[],
  count: (operations: number) => void,
): AeCritical {
  const landscape = linearAutoencoder(spectrum, code);
  const n = landscape.dimension;
  const p = criticalPoint(subset, spectrum.length, code);
  const gradient = new Float64Array(n);
  const loss = landscape.evaluate(p, gradient);
  const { negative, zero } = inertia(landscape.hessian(p), n, ZERO);
  count(10 * n * n * n);
  return {
    subset: subset.map((i) => i + 1),
    loss,
    index: negative,
    formula: criticalIndex(subset, spectrum, code),
    zeros: zero,
    gradient: norm(gradient),
  };
}

function mismatches(setting: Setting, points: readonly AeCritical[]): number {
  return points.filter(({ subset, loss, index, formula, gradient }) => {
    const expected = criticalLoss(
      subset.map((i) => i - 1),
      setting.spectrum,
    );
    return index !== formula || Math.abs(loss - expected) > ZERO || gradient > ZERO;
  }).length;
}

function small(
  random: Random,
  count: (operations: number) => void,
): LinearAeLandscapeResult['small'] {
  const { spectrum, code } = SMALL;
  const d = spectrum.length;
  const points = subsets(d, code).map((subset) => examine(SMALL, subset, count));
  const rankDeficient = [0, 1].flatMap((rank) =>
    subsets(d, rank).map((subset) => examine(SMALL, subset, count)),
  );
  return {
    spectrum,
    code,
    points,
    rankDeficient,
    origin: rankDeficient[0]!,
    hessianGap: hessianGap(random),
    mismatches: mismatches(SMALL, [...points, ...rankDeficient]),
  };
}

/** At a random point, against central differences of the gradient. */
function hessianGap(random: Random): number {
  const { dimension: n, evaluate, hessian } = linearAutoencoder(SMALL.spectrum, SMALL.code);
  const p = Float64Array.from({ length: n }, random.normal);
  const H = hessian(p);
  let gap = 0;
  for (let row = 0; row < n; row++) {
    const differences = centralDifference((q) => {
      const gradient = new Float64Array(n);
      evaluate(q, gradient);
      return gradient[row]!;
    }, p);
    differences.forEach((entry, column) => {
      gap = Math.max(gap, Math.abs(entry - H[row * n + column]!));
    });
  }
  return gap / Math.max(...H.map(Math.abs));
}

function descent(
  random: Random,
  count: (operations: number) => void,
): LinearAeLandscapeResult['descent'] {
  const { spectrum, code } = SMALL;
  const { dimension: n, evaluate } = linearAutoencoder(spectrum, code);
  const global = criticalLoss([0, 1], spectrum);
  const gradient = new Float64Array(n);
  const losses = Array.from({ length: RUNS }, () => {
    const p = Float64Array.from({ length: n }, () => START * random.normal());
    for (let step = 0; step < STEPS; step++) {
      evaluate(p, gradient);
      for (let i = 0; i < n; i++) p[i] = p[i]! - RATE * gradient[i]!;
    }
    return evaluate(p, gradient);
  });
  count(RUNS * STEPS * 3 * spectrum.length * n);
  return {
    runs: RUNS,
    global,
    best: Math.min(...losses),
    worst: Math.max(...losses),
    reached: losses.filter((loss) => loss - global < ARRIVED).length,
  };
}

function large(count: (operations: number) => void): LinearAeLandscapeResult['large'] {
  const { spectrum, code } = LARGE;
  const total = spectrum.reduce((sum, variance) => sum + variance, 0);
  const points = subsets(spectrum.length, code)
    .map((subset) => examine(LARGE, subset, count))
    .sort((a, b) => a.loss - b.loss);
  const index = points.map((point) => point.index);
  const loss = points.map((point) => point.loss / total);
  const optimum = loss[0]!;
  const ones = loss.filter((_, i) => index[i] === 1);
  const nearest = Math.min(...ones);
  const saddles = points.filter((point) => point.index > 0);
  const size = 2 * code * spectrum.length;
  const shares = saddles.map((point) => point.index / (size - point.zeros));
  const origin = examine(LARGE, [], count);
  return {
    spectrum,
    dimensions: spectrum.length,
    code,
    points: points.length,
    index,
    loss,
    optimum,
    indexOne: { count: ones.length, loss: nearest, excess: nearest / optimum - 1 },
    correlation: correlation(index, loss),
    minima: points.length - saddles.length,
    saddles: saddles.length,
    mismatches: mismatches(LARGE, points),
    downShare: {
      largest: Math.max(...shares),
      mean: shares.reduce((sum, share) => sum + share, 0) / shares.length,
    },
    originDownShare: origin.index / (size - origin.zeros),
  };
}
