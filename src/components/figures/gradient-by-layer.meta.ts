import type { GradientDepthResult } from '../../lib/experiments/gradient-depth.ts';
import { defineFigure } from './define.ts';
import { fixed, rounded, scientific } from './lib/format.ts';
import { result } from './lib/results.ts';

/** The four networks that are drawn, in the order of the gradient that arrives. */
export const SCHEMES = [
  { key: 'reluHe', name: 'rectifier, 2/n', tone: 'f-s5' },
  { key: 'tanh', name: 'tanh, 1/n', tone: 'f-s3' },
  { key: 'reluPlain', name: 'rectifier, 1/n', tone: 'f-conditions' },
  { key: 'sigmoid', name: 'sigmoid, 1/n', tone: 'f-fails' },
] as const;

export default defineFigure({
  id: 'gradient-by-layer',
  title: 'Through twenty layers only a fitting start keeps the gradient',
  caption:
    'Norm of the back-propagated gradient, relative to the output’s, on the way down through {gradient-depth:layers|int} layers of {gradient-depth:width|int} units at the start of training; medians of {gradient-depth:seeds|int} seeds, beside each name the variance of its weights. What arrives, from the top line down: {gradient-depth:schemes.reluHe.gradient.median|fixed(2)}, {gradient-depth:schemes.tanh.gradient.median|fixed(2)}, {gradient-depth:schemes.reluPlain.gradient.median|sci(1)} and {gradient-depth:schemes.sigmoid.gradient.median|sci(1)}.',
  alt: 'Line chart on a logarithmic axis of the gradient’s norm against the number of layers passed on the way back. Rectifiers with weights of variance 2 over n stay level, tanh sinks a little, rectifiers with 1 over n fall to a thousandth, sigmoids in a straight line to far below a billionth.',
  experiments: ['gradient-depth'],
  module: 'src/lib/rectifiers/stack.ts',
  table(results) {
    const { layers, schemes } = result<GradientDepthResult>(results, 'gradient-depth');
    return {
      columns: ['layers back from the output', ...SCHEMES.map(({ name }) => name)],
      rows: Array.from({ length: layers + 1 }, (_, k) => [
        k,
        ...SCHEMES.map(({ key }) => rounded(schemes[key].gradientByLayer[k] ?? NaN, 4)),
      ]),
    };
  },
  describe(results) {
    const { layers, width, seeds, schemes } = result<GradientDepthResult>(
      results,
      'gradient-depth',
    );
    const arrives = (key: (typeof SCHEMES)[number]['key']) => schemes[key].gradient.median;
    return [
      `${layers} layers of ${width} units, medians of ${seeds} random starts.`,
      `Of the gradient at the output, ${fixed(arrives('reluHe'), 2)} arrives at the input of rectifiers with weights of variance 2/n, and ${scientific(arrives('reluPlain'), 2)} with 1/n.`,
      `With tanh and 1/n it is ${fixed(arrives('tanh'), 2)}, with sigmoids ${scientific(arrives('sigmoid'), 2)}.`,
    ].join(' ');
  },
});
