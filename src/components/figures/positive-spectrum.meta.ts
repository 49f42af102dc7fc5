import type { RandomMatricesResult, Sampled } from '../../lib/experiments/random-matrices.ts';
import { defineFigure } from './define.ts';
import { fixed, grouped, rounded, scientific } from './lib/format.ts';
import { result } from './lib/results.ts';

/** Random draws at one size, as ratios to the exact probability. */
export interface Drawn {
  readonly n: number;
  readonly ratio: number;
  /** Three standard errors on either side, from the exact probability. */
  readonly low: number;
  readonly high: number;
}

/** The draws of N = 1, 2, … against the exact values. */
export function drawn(monteCarlo: RandomMatricesResult['monteCarlo']): Drawn[] {
  return Object.values<Sampled>(monteCarlo).map(({ draws, share, exact }, i) => {
    const ratio = share / exact;
    const wide = 3 * Math.sqrt((1 - exact) / (exact * draws));
    return { n: i + 1, ratio, low: ratio - wide, high: ratio + wide };
  });
}

export default defineFigure({
  id: 'positive-spectrum',
  title: 'A random curvature is upward in all directions ever more rarely',
  caption:
    'Left: probability that all $N$ eigenvalues of a random symmetric matrix are positive, exact (dots; rings where there is a closed form), on a logarithmic axis. If the signs were independent it would be $2^{-N}$, dashed. At $N=10$ it is {random-matrices:positive.probability.9|sci(1)}. Right: random draws against the exact values, bars of three standard errors; the largest distance is {random-matrices:largestSigmas|fixed(1)} of one.',
  alt: 'Left, chart of the probability of a matrix with positive eigenvalues only against its size, logarithmic: it bends down ever more steeply, far below the straight line of independent signs. Right, random draws over exact values for sizes one to five, all near one.',
  experiments: ['random-matrices'],
  module: 'src/lib/landscapes/positive-probability.ts',
  table(results) {
    const { positive, monteCarlo } = result<RandomMatricesResult>(results, 'random-matrices');
    const draws = Object.values<Sampled>(monteCarlo);
    return {
      columns: ['N', 'probability', '−ln P / N²', 'draws', 'share of draws'],
      rows: positive.n.map((n, i) => [
        n,
        rounded(positive.probability[i]!, 8),
        rounded(positive.rate[i]!),
        draws[i]?.draws ?? '',
        draws[i] === undefined ? '' : rounded(draws[i].share),
      ]),
    };
  },
  describe(results) {
    const { positive, monteCarlo, largestSigmas } = result<RandomMatricesResult>(
      results,
      'random-matrices',
    );
    const of = (n: number) => scientific(positive.probability[n - 1]!, 3);
    return [
      `The probability that all eigenvalues are positive is ${of(1)} for N = 1, ${of(2)} for N = 2, ${of(3)} for N = 3, ${of(5)} for N = 5 and ${of(10)} for N = 10.`,
      `Each step in N divides it by more than the step before: the ratio falls from ${fixed(positive.ratio[0]!, 4)} to ${fixed(positive.ratio.at(-1)!, 4)}.`,
      `For N = 5, ${grouped(monteCarlo.n5.hits)} of ${grouped(monteCarlo.n5.draws)} random matrices have it; no size differs from the exact value by more than ${fixed(largestSigmas, 2)} standard errors.`,
    ].join(' ');
  },
});
