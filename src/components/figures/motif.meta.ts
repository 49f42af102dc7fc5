import type { MotifInvarianceResult } from '../../lib/experiments/motif-invariance.ts';
import { defineFigure } from './define.ts';
import { fixed, grouped, rounded } from './lib/format.ts';
import { result } from './lib/results.ts';

/** A classifier, and how many test signals it names right. */
export interface Contender {
  readonly name: string;
  /** Share of the test signals; over several starts the mean. */
  readonly test: number;
  readonly starts: number;
  readonly lowest: number;
  readonly kind: 'raw' | 'dense' | 'hand' | 'learned';
}

/** Row by row as they are drawn. */
export function contenders(motif: MotifInvarianceResult): Contender[] {
  const { linear, filters, learned, few, dense, samples } = motif;
  const once = (name: string, test: number, kind: Contender['kind']): Contender => {
    return { name, test, starts: 1, lowest: test, kind };
  };
  return [
    once('linear rule: place and sign fixed', linear.neither.test, 'raw'),
    once('linear rule: sign random', linear.sign.test, 'raw'),
    once('linear rule: place random', linear.shift.test, 'raw'),
    once('linear rule: both random', linear.both.test, 'raw'),
    once('two filters by hand', filters.test, 'hand'),
    {
      ...learned.filters2,
      name: 'two filters learned',
      test: learned.filters2.mean,
      kind: 'learned',
    },
    {
      ...few.filters2,
      name: `the same from ${grouped(few.train)} signals`,
      test: few.filters2.mean,
      kind: 'learned',
    },
    {
      ...dense,
      name: `dense network, ${grouped(samples.train)} signals`,
      test: dense.mean,
      kind: 'dense',
    },
    {
      ...few.dense,
      name: `the same from ${grouped(few.train)} signals`,
      test: few.dense.mean,
      kind: 'dense',
    },
  ];
}

export default defineFigure({
  id: 'motif',
  title: 'On raw numbers a linear rule guesses; two learned filters tell the motifs apart',
  caption:
    'Left: test signals, the motif in each drawn heavy. Right: test signals named right. A linear rule on the raw numbers works while place and sign are fixed; with both random it reaches {motif-invariance:linear.both.test|percent(0)}. Two filters, their absolute values and the largest response over all places reach {motif-invariance:filters.test|percent(0)} when set by hand, and {motif-invariance:learned.filters2.mean|percent(1)} in the mean over {motif-invariance:learned.filters2.starts|int} random starts when learned.',
  alt: 'Left, six noisy signals with one of two motifs at different places and with either sign. Right, a dot chart of accuracies: the linear rule on raw numbers is near one half unless place and sign are fixed; learned filters are right nearly always, a dense network too unless signals are few.',
  experiments: ['motif-invariance'],
  module: 'src/lib/experiments/motif-invariance.ts',
  table(results) {
    return {
      columns: ['classifier', 'test signals right, mean (%)', 'lowest (%)', 'starts'],
      rows: contenders(result<MotifInvarianceResult>(results, 'motif-invariance')).map(
        ({ name, test, lowest, starts }) => [
          name,
          rounded(100 * test, 5),
          rounded(100 * lowest, 5),
          starts,
        ],
      ),
    };
  },
  describe(results) {
    const { linear, learned, few, dense, parameters } = result<MotifInvarianceResult>(
      results,
      'motif-invariance',
    );
    const percent = (share: number) => `${fixed(100 * share, 2)}%`;
    return [
      `With place and sign random a linear rule on the raw numbers names ${percent(linear.both.test)} of the test signals right; with the place alone random ${percent(linear.shift.test)}.`,
      `Two learned filters with ${parameters.filters2} parameters name ${percent(learned.filters2.mean)} right in the mean, and ${learned.filters2.found} of ${learned.filters2.starts} starts succeed.`,
      `A dense network of ${grouped(parameters.dense)} parameters reaches ${percent(dense.mean)} with all signals and ${percent(few.dense.mean)} with ${few.train}.`,
    ].join(' ');
  },
});
