/**
 * How often a random symmetric matrix has positive eigenvalues only, as the Hessian at a minimum
 * must, and what share of them is negative.
 */
import { defineExperiment } from '../lab/define.ts';
import { drawsPositive } from '../landscapes/goe.ts';
import { positiveProbability } from '../landscapes/positive-probability.ts';
import { semicircleBelow } from '../landscapes/semicircle.ts';
import { countBelow, drawTridiagonalGoe } from '../landscapes/tridiagonal.ts';
import { createRandom, type Random } from '../numeric/random.ts';
import { mean, standardDeviation } from '../numeric/statistics.ts';

export interface RandomMatricesResult {
  /** Probability that all N eigenvalues are positive, by its Pfaffian. */
  positive: {
    n: number[];
    probability: number[];
    /** −ln P / N², and what it tends to, (ln 3)/4. */
    rate: number[];
    limit: number;
    /** Probability over that of N − 1, from N = 2. */
    ratio: number[];
    /** Largest of these, and largest ratio of one to the one before: below 1 if P falls ever faster. */
    largestRatio: number;
    largestRatioOfRatios: number;
  };
  /** The closed forms for N = 1, 2, 3, and their distance from the Pfaffian. */
  closed: Record<'n1' | 'n2' | 'n3', { formula: number; gap: number }>;
  monteCarlo: Record<'n1' | 'n2' | 'n3' | 'n4' | 'n5', Sampled>;
  /** Largest distance from the exact value, in standard errors. */
  largestSigmas: number;
  /** Share of eigenvalues below a level, against the semicircle, by N. */
  semicircle: Record<'n10' | 'n40' | 'n160', Spectrum>;
  /** Levels as shares of the spectrum's half width, the law, and what N = 160 has. */
  levels: { level: number[]; law: number[]; measured: number[] };
}

export type Sampled = {
  draws: number;
  hits: number;
  share: number;
  exact: number;
  /** (share − exact) over the standard error. */
  sigmas: number;
};

export type Spectrum = {
  n: number;
  draws: number;
  /** Largest distance of the mean share below a level from the law. */
  gap: number;
  /** Mean share of negative eigenvalues, and its standard deviation from matrix to matrix. */
  negative: number;
  spread: number;
};

/** Declared before: about 500 hits and more at every N. */
const DRAWS = { n1: 400_000, n2: 400_000, n3: 400_000, n4: 1_000_000, n5: 4_000_000 };
const SPECTRA = { n10: 2000, n40: 500, n160: 200 };
const MOST = 10;
const LEVELS = Array.from({ length: 41 }, (_, i) => -1 + i / 20);

export default defineExperiment<RandomMatricesResult>({
  id: 'random-matrices',
  title: 'How often all eigenvalues of a random symmetric matrix are positive',
  seed: 1,
  run({ seed, count, progress }) {
    const random = createRandom(seed);
    const sampled = (n: number, draws: number): Sampled => {
      const found = sample(n, draws, random);
      count(draws * n);
      progress(n / 6);
      return found;
    };
    const monteCarlo = {
      n1: sampled(1, DRAWS.n1),
      n2: sampled(2, DRAWS.n2),
      n3: sampled(3, DRAWS.n3),
      n4: sampled(4, DRAWS.n4),
      n5: sampled(5, DRAWS.n5),
    };
    const spectra = {
      n10: spectrum(10, SPECTRA.n10, random, count),
      n40: spectrum(40, SPECTRA.n40, random, count),
      n160: spectrum(160, SPECTRA.n160, random, count),
    };
    return {
      positive: positive(),
      closed: {
        n1: closed(1, 1 / 2),
        n2: closed(2, (2 - Math.SQRT2) / 4),
        n3: closed(3, (Math.PI - 2 * Math.SQRT2) / (4 * Math.PI)),
      },
      monteCarlo,
      largestSigmas: Math.max(...Object.values(monteCarlo).map(({ sigmas }) => Math.abs(sigmas))),
      semicircle: { n10: spectra.n10.found, n40: spectra.n40.found, n160: spectra.n160.found },
      levels: { level: LEVELS, law: LEVELS.map(semicircleBelow), measured: spectra.n160.below },
    };
  },
});

function positive(): RandomMatricesResult['positive'] {
  const n = Array.from({ length: MOST }, (_, i) => i + 1);
  const probability = n.map(positiveProbability);
  const ratio = probability.slice(1).map((p, i) => p / probability[i]!);
  return {
    n,
    probability,
    rate: probability.map((p, i) => -Math.log(p) / (n[i]! * n[i]!)),
    limit: Math.log(3) / 4,
    ratio,
    largestRatio: Math.max(...ratio),
    largestRatioOfRatios: Math.max(...ratio.slice(1).map((value, i) => value / ratio[i]!)),
  };
}

function closed(n: number, formula: number): { formula: number; gap: number } {
  return { formula, gap: Math.abs(positiveProbability(n) - formula) };
}

function sample(n: number, draws: number, random: Random): Sampled {
  const room = new Float64Array(n * n);
  let hits = 0;
  for (let draw = 0; draw < draws; draw++) if (drawsPositive(n, random, room)) hits++;
  const exact = positiveProbability(n);
  const share = hits / draws;
  return {
    draws,
    hits,
    share,
    exact,
    sigmas: (share - exact) / Math.sqrt((exact * (1 - exact)) / draws),
  };
}

function spectrum(
  n: number,
  draws: number,
  random: Random,
  count: (operations: number) => void,
): { found: Spectrum; below: number[] } {
  const edge = Math.sqrt(2 * n);
  const below = LEVELS.map(() => 0);
  const negative: number[] = [];
  for (let draw = 0; draw < draws; draw++) {
    const matrix = drawTridiagonalGoe(n, random);
    negative.push(countBelow(matrix, 0) / n);
    LEVELS.forEach((level, i) => {
      below[i] = below[i]! + countBelow(matrix, level * edge) / (n * draws);
    });
  }
  count(draws * (n * n + n * LEVELS.length));
  const gap = Math.max(...below.map((share, i) => Math.abs(share - semicircleBelow(LEVELS[i]!))));
  return {
    found: { n, draws, gap, negative: mean(negative), spread: standardDeviation(negative) },
    below,
  };
}
