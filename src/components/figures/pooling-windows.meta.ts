import type {
  ByWindow,
  ConvolutionPoolingResult,
} from '../../lib/experiments/convolution-pooling.ts';
import { defineFigure } from './define.ts';
import { fixed, rounded } from './lib/format.ts';
import { result } from './lib/results.ts';

export const KEYS = [
  'w1',
  'w2',
  'w4',
  'w8',
  'w20',
  'map',
] as const satisfies readonly (keyof ByWindow)[];
export const SHIFTS = ['shift1', 'shift2'] as const;

export default defineFigure({
  id: 'pooling-windows',
  title: 'Pooling makes a moved digit’s maps change less, but with small windows not little',
  caption:
    'Change of the maps of {convolution-pooling:samples|int} digits when the digit moves by one pixel or two, relative to the maps’ size, against the side of the pooling window; 1 is no pooling, {convolution-pooling:side|int} one window over the whole map. Solid: the largest response of a window; dashed: the mean. With windows of $2\\times2$ and one pixel {convolution-pooling:native.max.shift1.w2|percent(0)} of the size still changes. Right, digits with soft edges: averaged to $8\\times8$ and enlarged again.',
  alt: 'Two line charts of relative change against the side of the pooling window for moves of one and two pixels. All lines fall as the window grows and reach zero only when one window covers the whole map. For digits with soft edges all changes are smaller.',
  experiments: ['convolution-pooling'],
  module: 'src/lib/networks/feature-maps.ts',
  table(results) {
    const all = result<ConvolutionPoolingResult>(results, 'convolution-pooling');
    return {
      columns: [
        'digits',
        'pooling',
        'move (pixels)',
        ...all.windows.map((side) => `window ${side}`),
      ],
      rows: (['native', 'coarse'] as const).flatMap((digits) =>
        (['max', 'average'] as const).flatMap((kind) =>
          SHIFTS.map((shift, i) => [
            digits === 'native' ? 'as they are' : 'soft edges',
            kind,
            all.shifts[i]!,
            ...KEYS.map((key) => rounded(all[digits][kind][shift][key])),
          ]),
        ),
      ),
    };
  },
  describe(results) {
    const { native, coarse } = result<ConvolutionPoolingResult>(results, 'convolution-pooling');
    const row = (of: ByWindow) => KEYS.map((key) => fixed(of[key], 3)).join(', ');
    return [
      `When a digit moves by one pixel its maps change by these shares of their size, without pooling and with windows of 2, 4, 8, 20 pixels and of the whole map: ${row(native.max.shift1)} for the largest response, ${row(native.average.shift1)} for the mean.`,
      `A move of two pixels gives ${row(native.max.shift2)} for the largest response.`,
      `For digits with soft edges and one pixel the changes are ${row(coarse.max.shift1)}.`,
    ].join(' ');
  },
});
