import { defineExperiment } from '../lab/define.ts';
import { angularLoss } from '../margins/angular-loss.ts';
import { softmaxLoss } from '../margins/angular-losses.ts';
import { centerLoss } from '../margins/center-loss.ts';
import type { ClassData } from '../margins/class-data.ts';
import { rocArea } from '../margins/verification.ts';
import { weightNorms } from '../margins/weight-norms.ts';
import { bisect } from '../numeric/bisect.ts';
import { degrees } from '../numeric/angle.ts';
import { createRandom, type Random } from '../numeric/random.ts';
import { round } from '../numeric/round.ts';
import { sigmoid } from '../numeric/sigmoid.ts';
import { mean, standardDeviation } from '../numeric/statistics.ts';
import { angleBetween, norm, unit } from '../numeric/vector.ts';

/** How well distance, angle and distance after normalisation tell pairs apart: means over the seeds. */
export interface PairMeasures {
  /** Largest distance within a class and smallest between, and their difference; likewise angles, in radians. */
  maxIntraEuclid: number;
  minInterEuclid: number;
  excessEuclid: number;
  maxIntraAngle: number;
  minInterAngle: number;
  excessAngle: number;
  /** Areas under the ROC curve. */
  aucEuclid: number;
  aucAngle: number;
  aucNormalisedEuclid: number;
  low: { aucEuclid: number; aucAngle: number };
  high: { aucEuclid: number; aucAngle: number };
  /** Share of the variance within a class that lies along the ray to its mean. */
  radialShare: number;
}

/** Features trained freely, with or without a centre loss. */
export interface TrainedFeatures {
  lambda: number;
  steps: number;
  /** Mean softmax loss at the end, and the share classified right. */
  softmax: number;
  accuracy: number;
  maxIntraEuclid: number;
  minInterEuclid: number;
  /** Largest distance within less smallest between: below 0 when one threshold on distance answers every pair. */
  excessEuclid: number;
  aucEuclid: number;
  aucAngle: number;
  /** Standard deviation of the norms over their mean, mean of classes. */
  lengthVariation: number;
  /** Mean norm at half time and at the end. */
  normHalf: number;
  normEnd: number;
}

export interface RadialFeaturesResult {
  classes: number;
  perClass: number;
  seeds: number;
  /** Classes on rays: small spread of angle, norms from 1 to 10. */
  rays: PairMeasures;
  /** The same rays, norms within 2 % of each other. */
  alike: PairMeasures;
  /** Round clouds, two in each of five directions, at norms 4 and 8. */
  clouds: PairMeasures;
  /** Width of a class on rays after normalisation, in degrees: two standard deviations either way. */
  arc: { degrees: number };
  /** Rays in three dimensions, normalised: narrowest over widest extent of a class (1 round, 0 a line). */
  cap: { ratio: number };
  /** Features trained freely from rays by softmax alone, and with λ times a centre loss. */
  trained: { alone: TrainedFeatures; centre: TrainedFeatures };
  /** One feature on its weight, three weights 120° apart: norm of least loss with a centre held at `centre`. */
  bestNorm: {
    centre: number;
    lambda: number;
    norm: number;
    slopeAlone: number;
    /** Random rays, weights and centres: most local minima of the joint loss along one, and the largest best norm. */
    rays: number;
    minima: number;
    largest: number;
  };
  /** One draw of each, for drawing. */
  figure: Record<'rays' | 'clouds', { x: number[]; y: number[]; label: number[] }>;
  /** Histograms of the first draw of rays: shares of pairs by distance and by angle. */
  histogram: Record<'euclid' | 'angle', { edges: number[]; same: number[]; different: number[] }>;
}

const CLASSES = 10;
const PER_CLASS = 60;
const SEEDS = 3;
const ANGLE_SPREAD = 0.03;
const STEPS = 1000;
const LAMBDA = 0.2;

interface Points {
  x: Float64Array[];
  label: number[];
}

export default defineExperiment<RadialFeaturesResult>({
  id: 'radial-features',
  title: 'Distance and angle on features along rays, and a centre loss beside softmax',
  seed: 1,
  run({ seed, count, progress }) {
    const over = (draw: (random: Random) => Points): PairMeasures => {
      const pairs = (CLASSES * PER_CLASS * (CLASSES * PER_CLASS - 1)) / 2;
      count(SEEDS * pairs * 6);
      return summary(Array.from({ length: SEEDS }, (_, i) => draw(createRandom(seed + i))));
    };
    const rays = over((random) => onRays(random, PER_CLASS, 1, 10));
    progress(0.2);
    const alike = over((random) => onRays(random, PER_CLASS, 5, 5.1));
    const clouds = over(inClouds);
    progress(0.4);
    count(2 * SEEDS * STEPS * 6 * 60 * 8);
    const trained = (lambda: number): TrainedFeatures =>
      average(Array.from({ length: SEEDS }, (_, i) => train(createRandom(seed + i), lambda)));
    const first = onRays(createRandom(seed), PER_CLASS, 1, 10);
    return {
      classes: CLASSES,
      perClass: PER_CLASS,
      seeds: SEEDS,
      rays,
      alike,
      clouds,
      arc: { degrees: degrees(4 * ANGLE_SPREAD) },
      cap: { ratio: capRatio(createRandom(seed)) },
      trained: { alone: trained(0), centre: trained(LAMBDA) },
      bestNorm: bestNorm(createRandom(seed)),
      figure: {
        rays: drawn(onRays(createRandom(seed), 30, 1, 10)),
        clouds: drawn(inClouds(createRandom(seed), 30)),
      },
      histogram: histograms(first),
    };
  },
});

/** K rays, evenly around the circle; angle normal about the ray, norm uniform. */
function onRays(
  random: Random,
  perClass: number,
  shortest: number,
  longest: number,
  classes = CLASSES,
): Points {
  const x: Float64Array[] = [];
  const label: number[] = [];
  for (let k = 0; k < classes; k++) {
    for (let i = 0; i < perClass; i++) {
      const angle = (2 * Math.PI * k) / classes + ANGLE_SPREAD * random.normal();
      const length = shortest + (longest - shortest) * random.uniform();
      x.push(Float64Array.of(length * Math.cos(angle), length * Math.sin(angle)));
      label.push(k);
    }
  }
  return { x, label };
}

function inClouds(random: Random, perClass = PER_CLASS): Points {
  const x: Float64Array[] = [];
  const label: number[] = [];
  for (let k = 0; k < CLASSES; k++) {
    const angle = (4 * Math.PI * Math.floor(k / 2)) / CLASSES;
    const length = k % 2 === 0 ? 4 : 8;
    for (let i = 0; i < perClass; i++) {
      x.push(
        Float64Array.of(
          length * Math.cos(angle) + 0.3 * random.normal(),
          length * Math.sin(angle) + 0.3 * random.normal(),
        ),
      );
      label.push(k);
    }
  }
  return { x, label };
}

interface Pairs {
  same: number[];
  different: number[];
}

function pairsOf({ x, label }: Points): { euclid: Pairs; angle: Pairs; chord: Pairs } {
  const units = x.map(unit);
  const empty = (): Pairs => ({ same: [], different: [] });
  const found = { euclid: empty(), angle: empty(), chord: empty() };
  for (let i = 0; i < x.length; i++) {
    for (let j = 0; j < i; j++) {
      const kind = label[i] === label[j] ? 'same' : 'different';
      found.euclid[kind].push(distance(x[i]!, x[j]!));
      found.angle[kind].push(angleBetween(units[i]!, units[j]!));
      found.chord[kind].push(distance(units[i]!, units[j]!));
    }
  }
  return found;
}

function distance(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i]! - b[i]!) * (a[i]! - b[i]!);
  return Math.sqrt(sum);
}

/** Area under the ROC curve when pairs count as alike below a distance. */
function area({ same, different }: Pairs): number {
  const minus = (distances: number[]): number[] => distances.map((entry) => -entry);
  return rocArea({ same: minus(same), different: minus(different) });
}

const largest = (values: readonly number[]): number => values.reduce((a, b) => Math.max(a, b));
const smallest = (values: readonly number[]): number => values.reduce((a, b) => Math.min(a, b));

function summary(draws: readonly Points[]): PairMeasures {
  const each = draws.map((points) => {
    const { euclid, angle, chord } = pairsOf(points);
    return {
      maxIntraEuclid: largest(euclid.same),
      minInterEuclid: smallest(euclid.different),
      maxIntraAngle: largest(angle.same),
      minInterAngle: smallest(angle.different),
      aucEuclid: area(euclid),
      aucAngle: area(angle),
      aucNormalisedEuclid: area(chord),
      radialShare: radialShare(points),
    };
  });
  const average = (key: keyof (typeof each)[number]): number => mean(each.map((one) => one[key]));
  const extreme = (pick: (values: readonly number[]) => number) => ({
    aucEuclid: pick(each.map((one) => one.aucEuclid)),
    aucAngle: pick(each.map((one) => one.aucAngle)),
  });
  return {
    maxIntraEuclid: average('maxIntraEuclid'),
    minInterEuclid: average('minInterEuclid'),
    excessEuclid: average('maxIntraEuclid') - average('minInterEuclid'),
    maxIntraAngle: average('maxIntraAngle'),
    minInterAngle: average('minInterAngle'),
    excessAngle: average('maxIntraAngle') - average('minInterAngle'),
    aucEuclid: average('aucEuclid'),
    aucAngle: average('aucAngle'),
    aucNormalisedEuclid: average('aucNormalisedEuclid'),
    low: extreme(smallest),
    high: extreme(largest),
    radialShare: average('radialShare'),
  };
}

function radialShare({ x, label }: Points): number {
  let along = 0;
  let whole = 0;
  for (let k = 0; k <= largest(label); k++) {
    const own = x.filter((_point, i) => label[i] === k);
    const centre = own[0]!.map((_entry, a) => mean(own.map((point) => point[a]!)));
    const ray = unit(centre);
    for (const point of own) {
      const offset = point.map((entry, a) => entry - centre[a]!);
      const part = offset.reduce((sum, entry, a) => sum + entry * ray[a]!, 0);
      along += part * part;
      whole += norm(offset) * norm(offset);
    }
  }
  return along / whole;
}

/** Unit vectors around an axis in three dimensions: standard deviations across it, smaller over larger. */
function capRatio(random: Random): number {
  const across = Array.from({ length: 2000 }, () => {
    const u = unit([1, ANGLE_SPREAD * random.normal(), ANGLE_SPREAD * random.normal()]);
    return [u[1]!, u[2]!] as const;
  });
  const xx = mean(across.map(([x]) => x * x));
  const yy = mean(across.map(([, y]) => y * y));
  const xy = mean(across.map(([x, y]) => x * y));
  // Eigenvalues of a symmetric 2×2 matrix.
  const middle = (xx + yy) / 2;
  const half = Math.hypot((xx - yy) / 2, xy);
  return Math.sqrt((middle - half) / (middle + half));
}

/** Six classes of ten features, all free, and six weights: gradient descent from rays. */
function train(random: Random, lambda: number): TrainedFeatures {
  const K = 6;
  const d = 2;
  const start = onRays(random, 10, 1, 10, K);
  const n = start.x.length;
  const features = Float64Array.from(start.x.flatMap((point) => [...point]));
  const W = Float64Array.from({ length: K * d }, () => 0.1 * random.normal());
  const data: ClassData = { K, d, features, labels: start.label };
  const points = (): Points => ({
    x: Array.from({ length: n }, (_, i) => features.slice(i * d, (i + 1) * d)),
    label: start.label,
  });
  const meanNorm = (): number => mean(weightNorms(features, d));
  const rate = 0.5;
  let normHalf = 0;
  for (let step = 1; step <= STEPS; step++) {
    const softmax = angularLoss(data, W, softmaxLoss);
    const centre = centerLoss(data, centresOf(data, n));
    for (let k = 0; k < features.length; k++) {
      // n times the mean's gradient: each feature steps by its own sample's.
      const pull = softmax.features[k]! + lambda * centre.features[k]!;
      features[k] = features[k]! - rate * n * pull;
    }
    for (let k = 0; k < W.length; k++) W[k] = W[k]! - rate * softmax.weights[k]!;
    if (step === STEPS / 2) normHalf = meanNorm();
  }
  const { euclid, angle } = pairsOf(points());
  const norms = weightNorms(features, d);
  let right = 0;
  for (let i = 0; i < n; i++) {
    const logits = Array.from(
      { length: K },
      (_, j) => W[j * d]! * features[i * d]! + W[j * d + 1]! * features[i * d + 1]!,
    );
    if (logits.every((z, j) => j === start.label[i] || z < logits[start.label[i]!]!)) right += 1;
  }
  const maxIntraEuclid = largest(euclid.same);
  const minInterEuclid = smallest(euclid.different);
  return {
    lambda,
    steps: STEPS,
    softmax: angularLoss(data, W, softmaxLoss).loss,
    accuracy: right / n,
    maxIntraEuclid,
    minInterEuclid,
    excessEuclid: maxIntraEuclid - minInterEuclid,
    aucEuclid: area(euclid),
    aucAngle: area(angle),
    lengthVariation: mean(
      Array.from({ length: K }, (_, k) => {
        const own = norms.filter((_norm, i) => start.label[i] === k);
        return standardDeviation(own) / mean(own);
      }),
    ),
    normHalf,
    normEnd: meanNorm(),
  };
}

function centresOf({ K, d, features, labels }: ClassData, n: number): Float64Array {
  const centres = new Float64Array(K * d);
  const counts = new Float64Array(K);
  for (let i = 0; i < n; i++) {
    const own = labels[i]!;
    counts[own] = counts[own]! + 1;
    for (let a = 0; a < d; a++) {
      centres[own * d + a] = centres[own * d + a]! + features[i * d + a]!;
    }
  }
  return centres.map((sum, k) => sum / counts[Math.floor(k / d)]!);
}

function average(runs: readonly TrainedFeatures[]): TrainedFeatures {
  const keys = Object.keys(runs[0]!) as (keyof TrainedFeatures)[];
  return Object.fromEntries(
    keys.map((key) => [key, mean(runs.map((run) => run[key]))]),
  ) as unknown as TrainedFeatures;
}

/** Loss along the ray: ln(1 + 2e^{−3r/2}) + ½λ(r − c)². The first part falls for ever. */
function bestNorm(random: Random): RadialFeaturesResult['bestNorm'] {
  const centre = 1;
  const lambda = 0.1;
  const alone = (r: number): number => -1.5 * sigmoid(Math.LN2 - 1.5 * r);
  return {
    centre,
    lambda,
    norm: bisect((r) => alone(r) + lambda * (r - centre), 0, 20),
    slopeAlone: alone(10),
    ...alongRays(random, lambda),
  };
}

/** The joint loss on norms from 0.05 to 50 along random rays, weights and centre held. */
function alongRays(
  random: Random,
  lambda: number,
): { rays: number; minima: number; largest: number } {
  const rays = 30;
  const K = 5;
  const d = 3;
  const normal = (length: number): Float64Array => Float64Array.from({ length }, random.normal);
  let minima = 0;
  let longest = 0;
  for (let ray = 0; ray < rays; ray++) {
    const W = normal(K * d);
    const u = unit(normal(d));
    const centres = normal(K * d);
    const losses = Array.from({ length: 1000 }, (_, i) => {
      const features = u.map((entry) => 0.05 * (i + 1) * entry);
      const data: ClassData = { K, d, features, labels: [0] };
      return angularLoss(data, W, softmaxLoss).loss + lambda * centerLoss(data, centres).loss;
    });
    const found = losses.filter(
      (value, i) => value < (losses[i - 1] ?? Infinity) && value <= (losses[i + 1] ?? Infinity),
    );
    minima = Math.max(minima, found.length);
    longest = Math.max(longest, 0.05 * (losses.indexOf(smallest(losses)) + 1));
  }
  return { rays, minima, largest: longest };
}

function drawn({ x, label }: Points): { x: number[]; y: number[]; label: number[] } {
  return {
    x: x.map((point) => round(point[0]!, 4)),
    y: x.map((point) => round(point[1]!, 4)),
    label,
  };
}

function histograms(points: Points): RadialFeaturesResult['histogram'] {
  const { euclid, angle } = pairsOf(points);
  return { euclid: histogram(euclid, 20, 40), angle: histogram(angle, Math.PI, 36) };
}

function histogram(
  { same, different }: Pairs,
  top: number,
  bins: number,
): { edges: number[]; same: number[]; different: number[] } {
  const shares = (distances: readonly number[]): number[] => {
    const counts = new Array<number>(bins).fill(0);
    for (const value of distances) {
      const bin = Math.min(bins - 1, Math.floor((value / top) * bins));
      counts[bin] = counts[bin]! + 1;
    }
    return counts.map((found) => round(found / distances.length, 4));
  };
  return {
    edges: Array.from({ length: bins + 1 }, (_, i) => round((top * i) / bins, 6)),
    same: shares(same),
    different: shares(different),
  };
}
