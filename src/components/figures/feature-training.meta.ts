import type { FeatureCircleResult } from '../../lib/experiments/feature-circle.ts';
import { defineFigure } from './define.ts';
import { degrees, fixed, grouped, rounded } from './lib/format.ts';
import { result } from './lib/results.ts';

/** The training whose end is shown before the reader starts one. */
export const SHOWN_FIRST = 'circle-asoftmax4-s1';

export default defineFigure({
  id: 'feature-training',
  title: 'A network learns to send each digit out along a ray of its own',
  caption:
    'Features of digits in the plane of a network’s last layer, the middle nine tenths of each class’s directions on the circle, and the loss. Shown first is the end of a training with A-Softmax, $m=4$, on {circle-asoftmax4-s1:samples.train|int} digits: {circle-asoftmax4-s1:accuracy.test|percent(1)} of the {circle-asoftmax4-s1:samples.test|int} test digits are named right. *Train* starts a smaller one in this page, on a thousand digits with the loss, margin and seed you choose, and shows some of the digits it learns from.',
  alt: 'Left, the features of ten digits as clouds in the plane, each around a ray of its own, with the arc of each class’s directions on a circle around them. Right, the loss against the step of training.',
  experiments: [SHOWN_FIRST],
  module: 'src/lib/networks/trainer.ts',
  knob: 'the loss, its margin and the seed of a training that runs in the page',
  table(results) {
    const { curve } = result<FeatureCircleResult>(results, SHOWN_FIRST);
    return {
      columns: ['step', 'mean loss of the steps before'],
      rows: curve.step.map((step, i) => [step, rounded(curve.loss[i] ?? NaN)]),
    };
  },
  describe(results) {
    const { samples, settings, accuracy, spread, curve, smallestBetweenCentres } =
      result<FeatureCircleResult>(results, SHOWN_FIRST);
    return [
      `A network with two numbers in its last layer, trained with A-Softmax and m = 4 on ${grouped(samples.train)} digits for ${grouped(settings.steps)} steps.`,
      `Its loss goes from ${fixed(curve.loss[0] ?? NaN, 2)} to ${fixed(curve.loss.at(-1) ?? NaN, 2)} while the margin comes in; ${fixed(100 * accuracy.test, 1)}% of ${grouped(samples.test)} test digits are named right.`,
      `In the mean over the classes 95% of the features lie within ${degrees(spread.q95, 1)} of their class’s centre; the two nearest centres are ${degrees(smallestBetweenCentres, 1)} apart.`,
    ].join(' ');
  },
});
