import type { RescalingResult } from '../../lib/experiments/rescaling.ts';
import { defineFigure } from './define.ts';
import { fixed, rounded, short } from './lib/format.ts';
import { result } from './lib/results.ts';

export default defineFigure({
  id: 'rescaling-surface',
  title:
    'Rescaled weights are the same function with another gradient, and a step that was safe overshoots',
  caption:
    'Left, curves of equal loss $\\tfrac12(w_1w_2-1)^2$; along each the function is one and the same. From the balanced weights (grey) to $(w_1/\\alpha,\\alpha w_2)$, at first with $\\alpha=3$; arrows: one step of gradient descent with rate $\\tfrac12$, numbers: length of the gradient. Right, along the blue curve: that length, the loss, and the loss after the step. On the curve of loss zero the largest stable rate is {rescaling:twoWeights.stableRate.0|fixed(2)} at $(1,1)$ and {rescaling:twoWeights.stableRate.4|fixed(2)} at $(4,\\tfrac14)$.',
  alt: 'Left, hyperbolas of equal loss over two weights, with two points on one of them and an arrow of a gradient step at each: the one at the rescaled weights is longer and overshoots the curve of loss zero. Right, lines against alpha: the loss is level, the gradient’s length is least at alpha 1 and grows on both sides, and for alpha far from 1 the loss after the step is above the loss before.',
  experiments: ['rescaling'],
  module: 'src/lib/rectifiers/two-weights.ts',
  knob: 'the factor α, from ¼ to 4',
  table(results) {
    const { alpha, curvature, gradientRatio, stableRate } = result<RescalingResult>(
      results,
      'rescaling',
    ).twoWeights;
    return {
      columns: [
        'alpha',
        'largest curvature at (alpha, 1/alpha)',
        'largest stable rate there',
        'at (2 alpha, 1/alpha): slope by w2 over slope by w1',
      ],
      rows: alpha.map((a, i) => [
        a,
        rounded(curvature[i] ?? NaN),
        rounded(stableRate[i] ?? NaN),
        rounded(gradientRatio[i] ?? NaN),
      ]),
    };
  },
  describe(results) {
    const { twoWeights, unchanged } = result<RescalingResult>(results, 'rescaling');
    const { alpha, curvature, stableRate } = twoWeights;
    return [
      `Where the product of two weights is 1 the loss is zero, whatever their ratio.`,
      `For the weights alpha and 1 over alpha the largest curvature is ${alpha.map((a, i) => `${short(curvature[i] ?? NaN, 2)} at ${short(a)}`).join(', ')}.`,
      `So the largest stable rate of gradient descent falls from ${fixed(stableRate[0] ?? NaN, 3)} to ${fixed(stableRate.at(-1) ?? NaN, 3)}.`,
      `In networks of rectifiers the output changes by ${short(unchanged.relu)} under factors whose product is one.`,
    ].join(' ');
  },
});
