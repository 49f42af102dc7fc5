/**
 * Stationary points of a small network's loss: how high they lie and how many ways lead down.
 * Members of the family look from one random start each; `nested` takes smaller networks' points;
 * the summary puts them side by side.
 */
import { MNIST_FILES } from '../data/mnist.ts';
import { defineExperiment } from '../lab/define.ts';
import type { Experiment } from '../lab/define.ts';
import {
  addUnits,
  descend,
  type Digits,
  digitsNetwork,
  landscapeOf,
  randomStart,
  readDigits,
} from '../landscapes/digits-network.ts';
import { followModes } from '../landscapes/follow-modes.ts';
import { newtonPoint } from '../landscapes/newton-point.ts';
import { findStationary, type Landscape } from '../landscapes/stationary.ts';
import { hessianByDifferences } from '../networks/hessian.ts';
import type { SmoothNetwork } from '../networks/smooth-network.ts';
import { correlation } from '../numeric/correlation.ts';
import { createRandom, type Random } from '../numeric/random.ts';
import { spearman } from '../numeric/spearman.ts';
import { mean } from '../numeric/statistics.ts';
import { norm } from '../numeric/vector.ts';
import { symmetricEigenvalues } from '../optimization/spectrum.ts';

/** A point of the landscape. */
export type Place = {
  loss: number;
  /** ‖∇L‖. */
  gradient: number;
  /** Negative eigenvalues of the Hessian. */
  index: number;
  /** The eigenvalue nearest to zero, and the smallest and largest. */
  nearest: number;
  lowest: number;
  highest: number;
};

/** How methods leave the neighbourhood of a saddle. */
export type Escape = {
  loss: number;
  index: number;
  /** Newton: distance from the saddle at the start and the end, in ‖w‖. */
  newton: { from: number; to: number; steps: number };
  /** Steps until the loss is LEFT below the saddle's: null if not within the limit. */
  saddleFree: number | null;
  descent: number | null;
};

export type SaddleMember = {
  parameters: number;
  /** Points of training, after so many steps. */
  along: { step: number[]; points: Place[] };
  /** Where minimising ‖∇L‖² from them ends. */
  ends: Place[];
  /** Where following eigenvectors from there arrives. */
  searches: number;
  critical: Place[];
  escapes: Escape[];
  /** Multiply-adds of a gradient, and of a Hessian with its eigenvectors (9n³, Golub and Van Loan 2013, §8.3). */
  cost: { gradient: number; eigen: number };
  hessianGap: number;
};

export type NestedMember = { searches: number; critical: Place[] };

type Curve = { loss: number[]; gradient: number[]; share: number[] };

export interface NetworkSaddlesResult {
  parameters: number;
  samples: number;
  hidden: number;
  decay: number;
  /** Largest ‖∇L‖ of a point that counts as stationary. */
  threshold: number;
  /** Loss of the network that knows nothing, ln 10. */
  chance: number;
  along: Curve & { step: number[]; correlation: number };
  ends: Curve & { critical: number; smallestGradient: number; medianGradient: number };
  critical: Curve & {
    index: number[];
    route: ('followed' | 'nested')[];
    searches: number;
    found: number;
    distinct: number;
    minima: number;
    saddles: number;
    largestGradient: number;
    /** Smallest |eigenvalue| at any of them: none is degenerate. */
    nearestToZero: number;
    /** Largest share of downward directions. */
    largestShare: number;
  };
  correlation: { pearson: number; spearman: number; followed: number };
  /** Lowest and highest minimum found, and how far above the lowest, as shares of its loss, saddles with few downward directions lie. */
  best: number;
  worstMinimum: number;
  lowIndex: { upTo: number; count: number; lowest: number; highest: number };
  hessianGap: number;
  escape: {
    saddles: number;
    /** Newton runs that end at the saddle they started beside, and the longest way they had to go. */
    newtonReturns: number;
    newtonShare: number;
    largestEnd: number;
    saddleFree: { left: number; mean: number; most: number };
    descent: { left: number; mean: number; most: number };
    /** Saddles that the saddle-free method leaves in fewer steps than gradient descent. */
    sooner: number;
    soonerShare: number;
    /** Multiply-adds of a step of each over those of a gradient, and the share of saddles left with fewer. */
    costRatio: number;
    cheaperShare: number;
  };
}

const HIDDEN = 3;
const PER_CLASS = 15;
const DECAY = 0.01;
/** The digits are the same for every member. */
const DIGITS_SEED = 1;
const RATE = 0.5;
const STEPS = [0, 4, 8, 16, 32, 64, 128, 256];
/** Declared before: what counts as stationary. Found points are far below. */
const THRESHOLD = 1e-8;
const LEVENBERG_STEPS = 30;
const FOLLOW_STEPS = 60;
const RECOUNT = 15;
/** Saddles a member leaves again, how far beside them it starts, and how far below is away. */
const ESCAPES = 3;
const BESIDE = 0.05;
const LEFT = 1e-4;
const DESCENT_LIMIT = 3000;
/** Points whose losses differ by less, with the same index, are the same but for symmetries. */
const SAME = 1e-7;

/** A saddle with up to so many downward directions, of 91, has few. */
const LOW = 3;

const MEMBERS = [1, 2, 3, 4];

export const members: Experiment<SaddleMember>[] = MEMBERS.map((seed) =>
  defineExperiment<SaddleMember>({
    id: `network-saddles-${seed}`,
    title: `Stationary points of a small network, from random start ${seed}`,
    seed,
    data: MNIST_FILES,
    run({ seed, data, count, progress }) {
      const network = digitsNetwork(trainingDigits(data), HIDDEN, DECAY);
      const landscape = counted(landscapeOf(network), network, count);
      const random = createRandom(seed);
      const w = randomStart(network, random);
      const along: Place[] = [];
      const ends: Place[] = [];
      const found: { x: Float64Array; place: Place }[] = [];
      let at = 0;
      STEPS.forEach((step, i) => {
        descend(network, w, step - at, RATE);
        count((step - at) * network.operations);
        at = step;
        along.push(placeOf(landscape, w));
        const end = findStationary(landscape, w, { limit: LEVENBERG_STEPS });
        ends.push(placeOf(landscape, end.x));
        const { x, gradient } = followModes(landscape, end.x, {
          recount: RECOUNT,
          limit: FOLLOW_STEPS,
        });
        if (gradient <= THRESHOLD) found.push({ x, place: placeOf(landscape, x) });
        progress((i + 1) / (STEPS.length + 2));
      });
      const last = followModes(landscape, w, { modes: 0, limit: FOLLOW_STEPS });
      if (last.gradient <= THRESHOLD) found.push({ x: last.x, place: placeOf(landscape, last.x) });
      const saddles = found.filter(({ place }) => place.index > 0).slice(0, ESCAPES);
      return {
        parameters: network.dimension,
        along: { step: STEPS, points: along },
        ends,
        searches: STEPS.length + 1,
        critical: found.map(({ place }) => place),
        cost: { gradient: network.operations, eigen: eigenCost(network) },
        escapes: saddles.map(({ x, place }) => escape(network, landscape, x, place, random, count)),
        hessianGap: gapAt(network, landscape, w),
      };
    },
  }),
);

/** Smaller networks, whose stationary points are stationary points of the large one. */
export const nested = defineExperiment<NestedMember>({
  id: 'network-saddles-nested',
  title: 'Stationary points of smaller networks within a small network',
  seed: 5,
  data: MNIST_FILES,
  run({ seed, data, count, progress }) {
    const digits = trainingDigits(data);
    const large = digitsNetwork(digits, HIDDEN, DECAY);
    const landscape = counted(landscapeOf(large), large, count);
    const random = createRandom(seed);
    // No unit at all: the biases of balanced classes are zero.
    const critical = [placeOf(landscape, new Float64Array(large.dimension))];
    let searches = 1;
    for (let hidden = 1; hidden < HIDDEN; hidden++) {
      const small = digitsNetwork(digits, hidden, DECAY);
      const own = counted(landscapeOf(small), small, count);
      for (let run = 0; run < 3; run++) {
        const w = randomStart(small, random);
        let at = 0;
        for (const step of [0, 16, 64, 256]) {
          descend(small, w, step - at, RATE);
          at = step;
          const end = findStationary(own, w, { limit: LEVENBERG_STEPS });
          const { x, gradient } = followModes(own, end.x, {
            recount: RECOUNT,
            limit: FOLLOW_STEPS,
          });
          searches++;
          if (gradient <= THRESHOLD) critical.push(placeOf(landscape, addUnits(small, large, x)));
        }
      }
      progress(hidden / HIDDEN);
    }
    return { searches, critical };
  },
});

export const summary = defineExperiment<NetworkSaddlesResult>({
  id: 'network-saddles',
  title: 'Loss and index of a small network’s stationary points',
  seed: 0,
  needs: [...members.map(({ id }) => id), nested.id],
  run({ needs, count }) {
    const runs = members.map(({ id }) => needs[id] as unknown as SaddleMember);
    const inner = needs[nested.id] as unknown as NestedMember;
    count(runs.length);
    return summarise(runs, inner);
  },
});

function trainingDigits(data: Readonly<Record<string, Uint8Array>>): Digits {
  return readDigits(data, PER_CLASS, 0, createRandom(DIGITS_SEED)).train;
}

/** A landscape that counts what it costs. */
function counted(
  landscape: Landscape,
  network: SmoothNetwork,
  count: (operations: number) => void,
): Landscape {
  return {
    ...landscape,
    hessian(x) {
      count(eigenCost(network));
      return landscape.hessian(x);
    },
  };
}

function eigenCost({ dimension, operations }: SmoothNetwork): number {
  return dimension * operations + 9 * dimension * dimension * dimension;
}

function placeOf(landscape: Landscape, w: Float64Array): Place {
  const gradient = new Float64Array(landscape.dimension);
  const loss = landscape.evaluate(w, gradient);
  const values = symmetricEigenvalues(landscape.hessian(w), landscape.dimension);
  return {
    loss,
    gradient: norm(gradient),
    index: values.filter((value) => value < 0).length,
    nearest: Math.min(...values.map(Math.abs)),
    lowest: values[0]!,
    highest: values.at(-1)!,
  };
}

function escape(
  network: SmoothNetwork,
  landscape: Landscape,
  saddle: Float64Array,
  { loss, index }: Place,
  random: Random,
  count: (operations: number) => void,
): Escape {
  const direction = Float64Array.from(saddle, random.normal);
  const length = norm(direction);
  const start = saddle.map((entry, i) => entry + (BESIDE * direction[i]!) / length);
  const away = (x: Float64Array): number => norm(x.map((entry, i) => entry - saddle[i]!));
  const newton = newtonPoint(landscape, start);
  const free = followModes(landscape, start, { modes: 0, below: loss - LEFT });
  const w = start.slice();
  const gradient = new Float64Array(w.length);
  let steps = 0;
  while (network.evaluate(w, gradient) >= loss - LEFT && steps < DESCENT_LIMIT) {
    descend(network, w, 1, RATE);
    steps++;
  }
  count(2 * steps * network.operations);
  return {
    loss,
    index,
    newton: { from: BESIDE, to: away(newton.x), steps: newton.steps },
    saddleFree: free.value < loss - LEFT ? free.steps : null,
    descent: steps < DESCENT_LIMIT ? steps : null,
  };
}

/** Largest relative distance of the exact Hessian from differences of the gradient. */
function gapAt(network: SmoothNetwork, landscape: Landscape, w: Float64Array): number {
  const exact = landscape.hessian(w);
  const differences = hessianByDifferences(network, w);
  const largest = Math.max(...exact.map(Math.abs));
  return Math.max(...exact.map((entry, at) => Math.abs(entry - differences[at]!))) / largest;
}

function summarise(runs: SaddleMember[], inner: NestedMember): NetworkSaddlesResult {
  const parameters = runs[0]!.parameters;
  const curve = (places: readonly Place[]): Curve => ({
    loss: places.map(({ loss }) => loss),
    gradient: places.map(({ gradient }) => gradient),
    share: places.map(({ index }) => index / parameters),
  });
  const along = runs.flatMap((run) => run.along.points);
  const ends = runs.flatMap((run) => run.ends);
  const all = [
    ...runs.flatMap((run) => run.critical.map((place) => ({ place, route: 'followed' as const }))),
    ...inner.critical.map((place) => ({ place, route: 'nested' as const })),
  ];
  const distinct = all.filter(
    ({ place }, i) =>
      !all
        .slice(0, i)
        .some(
          (other) =>
            other.place.index === place.index && Math.abs(other.place.loss - place.loss) < SAME,
        ),
  );
  distinct.sort((a, b) => a.place.loss - b.place.loss);
  const places = distinct.map(({ place }) => place);
  const losses = places.map(({ loss }) => loss);
  const indices = places.map(({ index }) => index);
  const minima = places.filter(({ index }) => index === 0);
  const best = Math.min(...minima.map(({ loss }) => loss));
  const followed = distinct.filter(({ route }) => route === 'followed');
  const low = places
    .filter(({ index }) => index >= 1 && index <= LOW)
    .map(({ loss }) => loss / best - 1);
  if (low.length === 0) throw new RangeError(`no saddle of index 1 to ${LOW} was found`);
  const sortedGradients = ends.map(({ gradient }) => gradient).sort((a, b) => a - b);
  return {
    parameters,
    samples: 10 * PER_CLASS,
    hidden: HIDDEN,
    decay: DECAY,
    threshold: THRESHOLD,
    chance: Math.log(10),
    along: {
      ...curve(along),
      step: runs.flatMap((run) => run.along.step),
      correlation: correlation(
        along.map(({ index }) => index),
        along.map(({ loss }) => loss),
      ),
    },
    ends: {
      ...curve(ends),
      critical: ends.filter(({ gradient }) => gradient <= THRESHOLD).length,
      smallestGradient: sortedGradients[0]!,
      medianGradient: sortedGradients[Math.floor(sortedGradients.length / 2)]!,
    },
    critical: {
      ...curve(places),
      index: indices,
      route: distinct.map(({ route }) => route),
      searches: runs.reduce((sum, run) => sum + run.searches, inner.searches),
      found: all.length,
      distinct: distinct.length,
      minima: minima.length,
      saddles: distinct.length - minima.length,
      largestGradient: Math.max(...places.map(({ gradient }) => gradient)),
      nearestToZero: Math.min(...places.map(({ nearest }) => nearest)),
      largestShare: Math.max(...indices) / parameters,
    },
    correlation: {
      pearson: correlation(indices, losses),
      spearman: spearman(indices, losses),
      followed: correlation(
        followed.map(({ place }) => place.index),
        followed.map(({ place }) => place.loss),
      ),
    },
    best,
    worstMinimum: Math.max(...minima.map(({ loss }) => loss)),
    lowIndex: {
      upTo: LOW,
      count: low.length,
      lowest: Math.min(...low),
      highest: Math.max(...low),
    },
    hessianGap: Math.max(...runs.map((run) => run.hessianGap)),
    escape: escapes(
      runs.flatMap((run) => run.escapes),
      runs[0]!.cost,
    ),
  };
}

/** Newton has returned to the saddle when it ends this near. */
const RETURNED = 1e-6;

function escapes(
  list: readonly Escape[],
  { gradient, eigen }: SaddleMember['cost'],
): NetworkSaddlesResult['escape'] {
  const leaving = (
    steps: readonly (number | null)[],
  ): { left: number; mean: number; most: number } => {
    const left = steps.filter((value) => value !== null);
    if (left.length === 0) throw new RangeError('no saddle was left; there is nothing to compare');
    return { left: left.length, mean: mean(left), most: Math.max(...left) };
  };
  const returns = list.filter(({ newton }) => newton.to <= RETURNED).length;
  const costRatio = eigen / gradient;
  const isAhead = ({ saddleFree, descent }: Escape, factor: number): boolean =>
    saddleFree !== null && factor * saddleFree < (descent ?? Infinity);
  const sooner = list.filter((one) => isAhead(one, 1)).length;
  return {
    saddles: list.length,
    newtonReturns: returns,
    newtonShare: returns / list.length,
    largestEnd: Math.max(...list.map(({ newton }) => newton.to)),
    saddleFree: leaving(list.map(({ saddleFree }) => saddleFree)),
    descent: leaving(list.map(({ descent }) => descent)),
    sooner,
    soonerShare: sooner / list.length,
    costRatio,
    cheaperShare: list.filter((one) => isAhead(one, costRatio)).length / list.length,
  };
}
