import { defineExperiment } from '../lab/define.ts';
import { rocArea } from '../margins/verification.ts';
import { degrees } from '../numeric/angle.ts';
import { correlation } from '../numeric/correlation.ts';
import { explainedShare, leastSquares } from '../numeric/least-squares.ts';
import { createRandom, type Random } from '../numeric/random.ts';
import { round } from '../numeric/round.ts';
import { mean } from '../numeric/statistics.ts';
import { angleBetween, norm, unit } from '../numeric/vector.ts';

/** Means over the seeds, with the extremes of two of them. */
export interface AgeDirection {
  /** How far age moves the direction. */
  delta: number;
  /** Verification: area under the ROC curve by distance and by cosine. */
  aucEuclid: number;
  aucCosine: number;
  /** By cosine, genuine pairs whose ages are less, and more, than half a span apart. */
  aucNear: number;
  aucFar: number;
  /** Share of age's variance that a line reads off the unit vector, on identities not fitted; off the norm; and off the unit vector's entries and their squares. */
  r2Direction: number;
  r2Norm: number;
  r2Square: number;
  /** The same for the norm read off the unit vector. */
  r2NormFromDirection: number;
  /** Pearson's correlation of norm and age. */
  correlation: number;
  /** Mean angle between two photos of one person, and of two, in degrees. */
  withinAngle: number;
  betweenAngle: number;
  low: { aucCosine: number; r2Direction: number };
  high: { aucCosine: number; r2Direction: number };
}

export interface AgeDirectionResult {
  identities: number;
  photos: number;
  dimensions: number;
  seeds: number;
  pairs: number;
  byDelta: Record<'d0' | 'd05' | 'd1' | 'd2', AgeDirection>;
  /** Age enters the direction as |2a − 1|: without linear correlation, yet not independent. */
  hidden: AgeDirection;
  curves: { delta: number[]; aucEuclid: number[]; aucCosine: number[]; r2Direction: number[] };
}

const IDENTITIES = 200;
const PHOTOS = 10;
const DIMENSIONS = 16;
const NOISE = 0.05;
const SEEDS = 3;
/** Genuine and impostor pairs each. */
const PAIRS = 5000;
const CURVE = [0, 0.25, 0.5, 1, 1.5, 2];

export default defineExperiment<AgeDirectionResult>({
  id: 'age-direction',
  title: 'Does normalising remove age? Features whose norm is age and whose direction may drift',
  seed: 1,
  run({ seed, count, progress }) {
    const drift = (delta: number) => {
      count(SEEDS * (2 * PAIRS * DIMENSIONS * 2 + IDENTITIES * PHOTOS * DIMENSIONS * DIMENSIONS));
      return overSeeds(seed, delta, (age) => age);
    };
    const curve = CURVE.map(drift);
    progress(0.8);
    const at = (delta: number): AgeDirection => curve[CURVE.indexOf(delta)]!;
    return {
      identities: IDENTITIES,
      photos: PHOTOS,
      dimensions: DIMENSIONS,
      seeds: SEEDS,
      pairs: PAIRS,
      byDelta: { d0: at(0), d05: at(0.5), d1: at(1), d2: at(2) },
      hidden: overSeeds(seed, 2, (age) => Math.abs(2 * age - 1)),
      curves: {
        delta: CURVE,
        aucEuclid: curve.map((one) => round(one.aucEuclid, 5)),
        aucCosine: curve.map((one) => round(one.aucCosine, 5)),
        r2Direction: curve.map((one) => round(one.r2Direction, 5)),
      },
    };
  },
});

type Measured = Omit<AgeDirection, 'delta' | 'low' | 'high'>;

function overSeeds(seed: number, delta: number, enters: (age: number) => number): AgeDirection {
  const runs = Array.from({ length: SEEDS }, (_, i) =>
    measure(createRandom(seed + i), delta, enters),
  );
  const average = (key: keyof Measured): number => mean(runs.map((run) => run[key]));
  const extreme = (pick: (...values: number[]) => number) => ({
    aucCosine: pick(...runs.map((run) => run.aucCosine)),
    r2Direction: pick(...runs.map((run) => run.r2Direction)),
  });
  return {
    delta,
    aucEuclid: average('aucEuclid'),
    aucCosine: average('aucCosine'),
    aucNear: average('aucNear'),
    aucFar: average('aucFar'),
    r2Direction: average('r2Direction'),
    r2Norm: average('r2Norm'),
    r2Square: average('r2Square'),
    r2NormFromDirection: average('r2NormFromDirection'),
    correlation: average('correlation'),
    withinAngle: average('withinAngle'),
    betweenAngle: average('betweenAngle'),
    low: extreme(Math.min),
    high: extreme(Math.max),
  };
}

/** x = (10 + 30a)·unit(u + δ·e(a)·v + noise): u is the person, v the direction of ageing, a from 0 to 1. */
function measure(random: Random, delta: number, enters: (age: number) => number): Measured {
  const normal = (): Float64Array => Float64Array.from({ length: DIMENSIONS }, random.normal);
  const people = Array.from({ length: IDENTITIES }, () => unit(normal()));
  const v = unit(normal());
  const ages: number[] = [];
  const units: Float64Array[] = [];
  const features: Float64Array[] = [];
  for (const u of people) {
    for (let photo = 0; photo < PHOTOS; photo++) {
      const age = random.uniform();
      const moved = delta * enters(age);
      const direction = unit(u.map((entry, a) => entry + moved * v[a]! + NOISE * random.normal()));
      ages.push(age);
      units.push(direction);
      features.push(direction.map((entry) => (10 + 30 * age) * entry));
    }
  }

  const euclid = { same: [] as number[], different: [] as number[] };
  const cosine = { same: [] as number[], different: [] as number[] };
  const near: number[] = [];
  const far: number[] = [];
  for (let pair = 0; pair < PAIRS; pair++) {
    const person = random.integer(IDENTITIES);
    const first = random.integer(PHOTOS);
    const second = (first + 1 + random.integer(PHOTOS - 1)) % PHOTOS;
    const other = (person + 1 + random.integer(IDENTITIES - 1)) % IDENTITIES;
    const a = person * PHOTOS + first;
    const b = person * PHOTOS + second;
    const c = other * PHOTOS + random.integer(PHOTOS);
    const angle = -angleBetween(units[a]!, units[b]!);
    cosine.same.push(angle);
    (Math.abs(ages[a]! - ages[b]!) < 0.5 ? near : far).push(angle);
    cosine.different.push(-angleBetween(units[a]!, units[c]!));
    euclid.same.push(-distance(features[a]!, features[b]!));
    euclid.different.push(-distance(features[a]!, features[c]!));
  }
  const norms = features.map(norm);
  const squares = units.map((u) => Float64Array.from([...u, ...u.map((entry) => entry * entry)]));
  return {
    aucEuclid: rocArea(euclid),
    aucCosine: rocArea(cosine),
    aucNear: rocArea({ same: near, different: cosine.different }),
    aucFar: rocArea({ same: far, different: cosine.different }),
    r2Direction: readOff(units, ages),
    r2Norm: readOff(
      norms.map((length) => Float64Array.of(length)),
      ages,
    ),
    // The squares of a unit vector sum to one: the last one tells nothing new.
    r2Square: readOff(
      squares.map((row) => row.slice(0, -1)),
      ages.map((age) => enters(age)),
    ),
    r2NormFromDirection: readOff(units, norms),
    correlation: correlation(norms, ages),
    withinAngle: -degrees(mean(cosine.same)),
    betweenAngle: -degrees(mean(cosine.different)),
  };
}

/** Fits on the first half of the people and scores on the other. */
function readOff(rows: readonly Float64Array[], target: readonly number[]): number {
  const half = rows.length / 2;
  const flat = (part: readonly Float64Array[]): number[] => part.flatMap((row) => [...row]);
  const coefficients = leastSquares(flat(rows.slice(0, half)), target.slice(0, half));
  return explainedShare(flat(rows.slice(half)), target.slice(half), coefficients);
}

function distance(a: Float64Array, b: Float64Array): number {
  return norm(a.map((entry, i) => entry - b[i]!));
}
