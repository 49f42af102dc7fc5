/**
 * The spherical 3-spin glass: all critical points of small glasses, and what theory expects of
 * larger ones.
 */
import { defineExperiment } from '../lab/define.ts';
import { expectedCritical, layer } from '../landscapes/complexity.ts';
import { drawThreeSpin, THRESHOLD } from '../landscapes/p-spin.ts';
import { eulerSum, type Indexed, searchCritical } from '../landscapes/p-spin-critical.ts';
import { semicircleBelow } from '../landscapes/semicircle.ts';
import { correlation } from '../numeric/correlation.ts';
import { createRandom, type Random } from '../numeric/random.ts';
import { round } from '../numeric/round.ts';
import { mean } from '../numeric/statistics.ts';

export interface SpinGlassResult {
  /** E∞: the threshold is at −E∞. */
  threshold: number;
  /** E₀, E₁, …: the bottom layers of a large glass start at −Eₖ. */
  layers: number[];
  /** How much deeper than the threshold the ground state lies: (E₀ − E∞)/E∞. */
  band: number;
  /** Smallest of the differences Eₖ − Eₖ₊₁. */
  smallestLayer: number;
  exhaustive: Record<'n5' | 'n7' | 'n9', Exhaustive>;
  /** Largest relative distance of the mean number of critical points from the expected one. */
  largestCountGap: number;
  /** Points of the largest glasses: energy and share of downward directions, and the law for large N. */
  scatter: { energy: number[]; share: number[] };
  law: { energy: number[]; share: number[] };
  /** Mean energy of critical points of index k as glasses grow, and the spread between k = 4 and 0. */
  growing: {
    n: number[];
    energy: Record<'k0' | 'k1' | 'k2' | 'k4', number[]>;
    spread: number[];
    /** Fewest draws that a weighted mean is worth. */
    effective: number[];
    /** Largest change of the spread from one size to the next: below 0 if it shrinks. */
    largestChange: number;
  };
}

export type Exhaustive = {
  spins: number;
  samples: number;
  starts: number;
  /** Share of Newton runs that arrived, and of the starts used up when the last point was found. */
  arrived: number;
  lastNew: number;
  /** Critical points in all samples, per sample, and expected per sample. */
  points: number;
  mean: number;
  expected: number;
  /** Share of samples in which Σ(−1)^index is the sphere's Euler characteristic, 2. */
  euler: number;
  correlation: number;
  /** Smallest rise of the mean energy from one index to the next. */
  smallestRise: number;
  /** Share of samples in which the lowest points of index 0, 1, 2, 3 lie in this order. */
  ordered: number;
  /** Per index: points a sample, expected, and their mean, lowest and highest energy. */
  byIndex: {
    index: number[];
    count: number[];
    expected: number[];
    energy: number[];
    low: number[];
    high: number[];
  };
  /** Share of critical points that are minima. */
  minima: number;
};

const SETTINGS = {
  n5: { spins: 5, samples: 40, starts: 400 },
  n7: { spins: 7, samples: 12, starts: 1500 },
  n9: { spins: 9, samples: 6, starts: 4000 },
};
const DRAWS = 8000;
const SIZES = [9, 18, 36, 72];
const GROWING_DRAWS = 4000;
const INDICES = [0, 1, 2, 4];
const LAYERS = 6;
/** Indices whose lowest points are compared. */
const ORDERED = [0, 1, 2, 3];
const DRAWN = 500;

export default defineExperiment<SpinGlassResult>({
  id: 'spin-glass',
  title: 'Critical points of the spherical 3-spin glass: energy and index',
  seed: 1,
  run({ seed, count, progress }) {
    const random = createRandom(seed);
    const n5 = exhaust(SETTINGS.n5, random, count);
    const n7 = exhaust(SETTINGS.n7, random, count);
    progress(0.3);
    const n9 = exhaust(SETTINGS.n9, random, count);
    progress(0.8);
    const layers = Array.from({ length: LAYERS }, (_, k) => layer(k));
    const found = [n5, n7, n9].map(({ summary }) => summary);
    const energies = Array.from({ length: 41 }, (_, i) => (THRESHOLD * (i - 20)) / 20);
    return {
      threshold: THRESHOLD,
      layers,
      band: layers[0]! / THRESHOLD - 1,
      smallestLayer: Math.min(...layers.slice(1).map((e, i) => layers[i]! - e)),
      exhaustive: { n5: n5.summary, n7: n7.summary, n9: n9.summary },
      largestCountGap: Math.max(...found.map((one) => Math.abs(one.mean / one.expected - 1))),
      scatter: {
        energy: n9.points.slice(0, DRAWN).map(({ energy }) => round(energy, 4)),
        share: n9.points.slice(0, DRAWN).map(({ index }) => index / (SETTINGS.n9.spins - 1)),
      },
      law: {
        energy: energies.map((energy) => round(energy, 4)),
        share: energies.map((energy) => round(semicircleBelow(energy / THRESHOLD), 4)),
      },
      growing: growing(random, count),
    };
  },
});

function exhaust(
  { spins, samples, starts }: { spins: number; samples: number; starts: number },
  random: Random,
  count: (operations: number) => void,
): { summary: Exhaustive; points: Indexed[] } {
  const searches = Array.from({ length: samples }, () =>
    searchCritical(drawThreeSpin(spins, random), starts, random),
  );
  // A Newton step contracts the tensor and solves a system; about ten of them make a run.
  count(samples * starts * 10 * 2 * spins * spins * spins);
  const points = searches.flatMap((search) => search.points);
  const index = Array.from({ length: spins }, (_, k) => k);
  const energies = index.map((k) =>
    points.filter((point) => point.index === k).map(({ energy }) => energy),
  );
  const expected = expectedCritical(spins, index, DRAWS, random);
  count(DRAWS * spins * spins * 52);
  const means = energies.map(mean);
  const lowest = (search: (typeof searches)[number], k: number): number =>
    Math.min(...search.points.filter((point) => point.index === k).map(({ energy }) => energy));
  const isOrdered = (search: (typeof searches)[number]): boolean =>
    ORDERED.slice(1).every((k) => lowest(search, k) > lowest(search, k - 1));
  const summary: Exhaustive = {
    spins,
    samples,
    starts,
    arrived: mean(searches.map(({ arrived }) => arrived / starts)),
    lastNew: Math.max(...searches.map(({ lastNew }) => lastNew / starts)),
    points: points.length,
    mean: points.length / samples,
    expected: expected.reduce((sum, one) => sum + one.count, 0),
    euler: mean(searches.map((search) => (eulerSum(search.points) === 2 ? 1 : 0))),
    correlation: correlation(
      points.map((point) => point.index),
      points.map(({ energy }) => energy),
    ),
    smallestRise: Math.min(...means.slice(1).map((energy, k) => energy - means[k]!)),
    ordered: mean(searches.map((search) => (isOrdered(search) ? 1 : 0))),
    byIndex: {
      index,
      count: energies.map((list) => list.length / samples),
      expected: expected.map((one) => one.count),
      energy: means,
      low: energies.map((list) => Math.min(...list)),
      high: energies.map((list) => Math.max(...list)),
    },
    minima: energies[0]!.length / points.length,
  };
  return { summary, points };
}

function growing(random: Random, count: (operations: number) => void): SpinGlassResult['growing'] {
  const found = SIZES.map((n) => {
    count(GROWING_DRAWS * (n * n + INDICES.length * 52 * n));
    return expectedCritical(n, INDICES, GROWING_DRAWS, random);
  });
  const energyOf = (k: number): number[] => found.map((means) => means[INDICES.indexOf(k)]!.energy);
  const energy = { k0: energyOf(0), k1: energyOf(1), k2: energyOf(2), k4: energyOf(4) };
  const spread = energy.k4.map((high, i) => high - energy.k0[i]!);
  return {
    n: SIZES,
    energy,
    spread,
    effective: found.map((means) => Math.min(...means.map((one) => one.effective))),
    largestChange: Math.max(...spread.slice(1).map((value, i) => value - spread[i]!)),
  };
}
