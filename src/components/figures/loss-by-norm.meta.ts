import type { FreeNormResult } from '../../lib/experiments/free-norm.ts';
import { defineFigure } from './define.ts';
import { fixed, rounded, scientific } from './lib/format.ts';
import { result } from './lib/results.ts';

export default defineFigure({
  id: 'loss-by-norm',
  title: 'A longer feature lowers the loss if it is classified right; if wrong, it soon costs more',
  caption:
    'Softmax loss of one feature, made longer without turning: its logits $(2,1,-1)$ times a factor. With the first class as its label the loss falls without end, to {free-norm:values.right.s8|sig(2)} at 8 times. With the second it is least at {free-norm:best.scale|fixed(2)} times and then grows in proportion to the norm. Age put into the norm takes this freedom away.',
  alt: 'Line chart of the softmax loss on a logarithmic axis against the factor by which the feature is made longer. For the right label it falls steeply and without end. For a wrong label it dips a little at first, then rises.',
  experiments: ['free-norm'],
  module: 'src/lib/margins/angular-losses.ts',
  table(results) {
    const { right, wrong } = result<FreeNormResult>(results, 'free-norm');
    return {
      columns: ['factor', 'loss, classified right', 'loss, classified wrong'],
      rows: right.scale.map((scale, i) => [
        rounded(scale),
        rounded(right.loss[i] ?? NaN),
        rounded(wrong.loss[i] ?? NaN),
      ]),
    };
  },
  describe(results) {
    const { values, best, floor } = result<FreeNormResult>(results, 'free-norm');
    return [
      `Classified right, the loss is ${fixed(values.right.s1, 4)}, ${fixed(values.right.s2, 4)}, ${fixed(values.right.s4, 4)} and ${scientific(values.right.s8, 2)} as the feature is made 1, 2, 4 and 8 times as long.`,
      `Classified wrong, it is ${fixed(values.wrong.s1, 4)}, ${fixed(values.wrong.s2, 4)}, ${fixed(values.wrong.s4, 4)} and ${fixed(values.wrong.s8, 4)}, and least, ${fixed(best.loss, 4)}, at ${fixed(best.scale, 3)} times.`,
      `With features and weights of norm one the loss of ten classes cannot fall below ${fixed(floor.n10.scale1, 4)}, and with as many classes as CASIA-WebFace has people not below ${fixed(floor.n10575.scale1, 4)}.`,
    ].join(' ');
  },
});
