import { defineExperiment } from '../lab/define.ts';
import type { ClassData } from '../margins/class-data.ts';
import { gradientDescent } from '../margins/gradient-descent.ts';
import { gradientFlow } from '../margins/gradient-flow.ts';
import { simplexFeatures } from '../margins/simplex-features.ts';
import { simplexStart } from '../margins/simplex-start.ts';
import { softmaxRegression } from '../margins/softmax-regression.ts';
import { weightNorms } from '../margins/weight-norms.ts';
import { norm, unit } from '../numeric/vector.ts';
import { round } from '../numeric/round.ts';

type Classes = 'K2' | 'K3' | 'K5' | 'K10';
type DescentTime = 't1e0' | 't1e1' | 't1e2' | 't1e3' | 't1e4' | 't1e5' | 't1e6';
type FlowTime = 't1e0' | 't1e1' | 't1e2' | 't1e3' | 't1e6' | 't1e9' | 't1e12' | 't1e15';

/** Norm of the large class's weight (or gradient), of a small class's, and their quotient. */
export interface NormPair {
  large: number;
  small: number;
  ratio: number;
}

/** Norms at the optimum with weight decay, classes in the order of their counts. */
export interface DecayOptimum {
  counts: number[];
  norms: number[];
  /** Norm of the first over that of the last. */
  ratio: number;
  /** Norm of what is left of the gradient. */
  gradient: number;
}

export interface ImbalanceKClassResult {
  /** Samples of the large class and of each small one. */
  counts: { large: number; small: number };
  /** First gradients, at W = 0: measured and in closed form. */
  start: Record<
    Classes,
    NormPair & { closedLarge: number; closedSmall: number; closedRatio: number }
  >;
  /** Largest difference of the start from its closed form. */
  startGap: number;
  /** Ratio at the start against K, for drawing; its limit for ever larger counts is K − 1. */
  startCurve: { K: number[]; ratio: number[]; limit: number[] };
  /** Ratio at the start with a million samples against one. */
  startLimit: Record<Classes, number>;
  /** Gradient descent at rate 1 on the mean loss, K = 3, by number of steps. */
  descent: { K3: Record<DescentTime, NormPair> };
  /** Gradient flow of the mean loss, by time. */
  flow: Record<Classes, Record<FlowTime, NormPair & { difference: number }>>;
  /** Largest difference of a norm at 10⁶ between descent and flow, K = 3. */
  descentFlowGap: number;
  /** Largest difference of a norm at 10¹⁵ when the steps of the flow are halved. */
  halvingGap: number;
  /** Growth of the norms from t = 10¹² to 10¹⁵: per power of ten, and their quotient, which the ratio tends to. */
  growth: Record<Classes, { large: number; small: number; ratio: number }>;
  /** Ratio against time, for drawing. */
  curves: { t: number[] } & Record<Classes, number[]>;
  /** Optimum with weight decay on the mean loss. */
  decay: { lambda: number } & Record<
    'n100n1' | 'n100n1n1' | 'n10n10n10' | 'n100n10n1' | 'K5' | 'K10',
    DecayOptimum
  >;
  /** The weights of K = 3 after 1,000 steps, each divided by its norm. */
  normalised: {
    norms: number[];
    ratio: number;
    /** Share of all directions that the large class wins, before and after, and a fair share. */
    share: { before: number; after: number; fair: number };
  };
}

const LARGE = 100;
const SMALL = 1;
const CLASSES = [2, 3, 5, 10];
const DESCENT_STEPS = 1_000_000;
const FLOW_TIMES = [1, 10, 100, 1e3, 1e6, 1e9, 1e12, 1e15];
const LAMBDA = 1e-3;
const PER_DECADE = 50;
const CURVE_K = Array.from({ length: 19 }, (_, i) => i + 2);
/** Directions on the circle that the shares are counted over. */
const DIRECTIONS = 36_000;

export default defineExperiment<ImbalanceKClassResult>({
  id: 'imbalance-k-class',
  title:
    'K classes of unequal size: weight norms at the start, in training, for ever, with weight decay',
  seed: 0,
  run({ count, progress }) {
    const start = keyed(CLASSES, (K) => {
      const found = startNorms(K, LARGE, SMALL);
      const closed = simplexStart(K, LARGE, SMALL);
      return {
        ...found,
        closedLarge: closed.large,
        closedSmall: closed.small,
        closedRatio: closed.large / closed.small,
      };
    });
    const descent = descend();
    count(DESCENT_STEPS * 3 * 3 * 2);
    progress(0.5);
    const flows = CLASSES.map((K) => {
      count(4 * 19 * PER_DECADE * K * K * (K - 1));
      return { K, ...follow(K, PER_DECADE) };
    });
    progress(0.7);
    const halved = CLASSES.map((K) => {
      count(8 * 19 * PER_DECADE * K * K * (K - 1));
      return follow(K, 2 * PER_DECADE).marks.t1e15;
    });
    progress(0.9);
    const flow = keyed(CLASSES, (K) => flows.find((one) => one.K === K)!.marks);
    const optimum = (counts: readonly number[]): DecayOptimum => {
      const found = decayOptimum(counts);
      count(found.steps * counts.length * counts.length * (counts.length - 1));
      return found.optimum;
    };
    return {
      counts: { large: LARGE, small: SMALL },
      start,
      startGap: Math.max(
        ...Object.values(start).flatMap((one) => [
          Math.abs(one.large - one.closedLarge),
          Math.abs(one.small - one.closedSmall),
        ]),
      ),
      startCurve: {
        K: CURVE_K,
        ratio: CURVE_K.map((K) => round(startNorms(K, LARGE, SMALL).ratio, 6)),
        limit: CURVE_K.map((K) => K - 1),
      },
      startLimit: keyed(CLASSES, (K) => startNorms(K, 1e6, 1).ratio),
      descent: { K3: descent.marks },
      flow,
      descentFlowGap: Math.max(
        Math.abs(descent.marks.t1e6.large - flow.K3.t1e6.large),
        Math.abs(descent.marks.t1e6.small - flow.K3.t1e6.small),
      ),
      halvingGap: Math.max(
        ...flows.map(({ marks }, i) => {
          const finer = halved[i] as NormPair;
          return Math.max(
            Math.abs(marks.t1e15.large - finer.large),
            Math.abs(marks.t1e15.small - finer.small),
          );
        }),
      ),
      growth: keyed(CLASSES, (K) => {
        const { t1e12, t1e15 } = flow[`K${K}` as Classes];
        const large = (t1e15.large - t1e12.large) / 3;
        const small = (t1e15.small - t1e12.small) / 3;
        return { large, small, ratio: large / small };
      }),
      curves: {
        t: flows[0]!.times,
        ...keyed(CLASSES, (K) => flows.find((one) => one.K === K)!.ratios),
      },
      decay: {
        lambda: LAMBDA,
        n100n1: optimum([100, 1]),
        n100n1n1: optimum([100, 1, 1]),
        n10n10n10: optimum([10, 10, 10]),
        n100n10n1: optimum([100, 10, 1]),
        K5: optimum(countsOf(5, LARGE, SMALL)),
        K10: optimum(countsOf(10, LARGE, SMALL)),
      },
      normalised: normalise(descent.atThousand),
    };
  },
});

function countsOf(K: number, large: number, small: number): number[] {
  return Array.from({ length: K }, (_, j) => (j === 0 ? large : small));
}

/** One row a class, on the corners of a simplex, weighted by the class's share of the samples. */
function data(counts: readonly number[], mean: boolean): ClassData {
  const K = counts.length;
  const samples = mean ? counts.reduce((sum, n) => sum + n, 0) : 1;
  return {
    K,
    d: K - 1,
    features: simplexFeatures(K),
    labels: counts.map((_, j) => j),
    weights: counts.map((n) => n / samples),
  };
}

function startNorms(K: number, large: number, small: number): NormPair {
  const gradient = new Float64Array(K * (K - 1));
  softmaxRegression(data(countsOf(K, large, small), false))(
    new Float64Array(K * (K - 1)),
    gradient,
  );
  return normPair(gradient, K);
}

function normPair(W: Float64Array, K: number): NormPair {
  const norms = weightNorms(W, K - 1);
  const large = norms[0]!;
  const small = norms[1]!;
  return { large, small, ratio: large / small };
}

function descend(): { marks: Record<DescentTime, NormPair>; atThousand: Float64Array } {
  const W = new Float64Array(6);
  const marks: [string, NormPair][] = [];
  let atThousand = W;
  gradientDescent(softmaxRegression(data(countsOf(3, LARGE, SMALL), true)), W, {
    rate: 1,
    steps: DESCENT_STEPS,
    visit(step, at) {
      if (step === 1000) atThousand = Float64Array.from(at);
      const power = Math.round(Math.log10(step));
      if (step > 0 && step === Number(`1e${power}`)) marks.push([`t1e${power}`, normPair(at, 3)]);
    },
  });
  return { marks: Object.fromEntries(marks) as Record<DescentTime, NormPair>, atThousand };
}

function follow(
  K: number,
  perDecade: number,
): {
  marks: Record<FlowTime, NormPair & { difference: number }>;
  times: number[];
  ratios: number[];
} {
  // Three points a power of ten for the curve, the named times among them.
  const times = Array.from({ length: 52 }, (_, i) => {
    const power = Math.floor(i / 3) - 2;
    return Number(`${[1, 2, 5][i % 3] as number}e${power}`);
  });
  const marks: [string, NormPair & { difference: number }][] = [];
  const ratios: number[] = [];
  gradientFlow(
    softmaxRegression(data(countsOf(K, LARGE, SMALL), true)),
    K * (K - 1),
    times,
    (t, W) => {
      const pair = normPair(W, K);
      ratios.push(round(pair.ratio, 6));
      if (FLOW_TIMES.includes(t)) {
        const power = Math.round(Math.log10(t));
        marks.push([`t1e${power}`, { ...pair, difference: pair.large - pair.small }]);
      }
    },
    { perDecade },
  );
  return {
    marks: Object.fromEntries(marks) as Record<FlowTime, NormPair & { difference: number }>,
    times,
    ratios,
  };
}

/** The mean loss plus LAMBDA/2·‖W‖², by gradient descent until its gradient is below 10⁻¹¹. */
function decayOptimum(counts: readonly number[]): { optimum: DecayOptimum; steps: number } {
  const K = counts.length;
  const evaluate = softmaxRegression(data(counts, true));
  const W = new Float64Array(K * (K - 1));
  const gradient = new Float64Array(W.length);
  const size = (): number => {
    evaluate(W, gradient);
    return norm(gradient.map((entry, i) => entry + LAMBDA * W[i]!));
  };
  // With features of norm one the Hessian of the mean loss is at most ½, so rate 1 is
  // safe; weight decay alone makes the error fall by e every 1/LAMBDA steps.
  const block = 1000;
  let steps = 0;
  while (size() > 1e-11 && steps < 100 * block) {
    gradientDescent(evaluate, W, { rate: 1, steps: block, decay: LAMBDA });
    steps += block;
  }
  const norms = weightNorms(W, K - 1);
  return {
    optimum: {
      counts: [...counts],
      norms,
      ratio: norms[0]! / norms.at(-1)!,
      gradient: size(),
    },
    steps,
  };
}

function normalise(W: Float64Array): ImbalanceKClassResult['normalised'] {
  const rows = [0, 1, 2].map((j) => W.subarray(2 * j, 2 * j + 2));
  const units = rows.map(unit);
  const norms = units.map(norm);
  return {
    norms,
    ratio: norms[0]! / norms[1]!,
    share: { before: shareOfFirst(rows), after: shareOfFirst(units), fair: 1 / 3 },
  };
}

/** Share of the directions in the plane in which the first of three weights has the largest logit. */
function shareOfFirst(rows: readonly Float64Array[]): number {
  let won = 0;
  for (let i = 0; i < DIRECTIONS; i++) {
    const angle = (2 * Math.PI * (i + 0.5)) / DIRECTIONS;
    const [first, ...others] = rows.map(([x, y]) => x! * Math.cos(angle) + y! * Math.sin(angle));
    if (others.every((logit) => first! > logit)) won += 1;
  }
  return won / DIRECTIONS;
}

function keyed<T>(numbers: readonly number[], value: (K: number) => T): Record<Classes, T> {
  return Object.fromEntries(numbers.map((K) => [`K${K}`, value(K)])) as Record<Classes, T>;
}
