import type { ConvolutionPoolingResult } from '../../lib/experiments/convolution-pooling.ts';
import { edgeMaps, poolMaps, relativeChange } from '../../lib/networks/feature-maps.ts';
import { defineFigure } from './define.ts';
import { fixed, rounded } from './lib/format.ts';
import { result } from './lib/results.ts';

/** Sides of the pooling windows, in pixels of the maps; 1 is no pooling. */
export const WINDOWS = [1, 2, 4, 8] as const;
/** The image may move this far either way without leaving the maps. */
export const MOST_SHIFT = 5;
/** First shown. */
export const DEFAULT_SHIFT = 1;

/** Ink of the stored digit, 28×28, from 0 to 1. */
export function ink({ digit }: ConvolutionPoolingResult): number[] {
  return digit.pixels.map((value) => value / 255);
}

/** Change of the maps when the digit moves right by `shift` pixels, by window, relative to their size. */
export function changes(image: readonly number[], shift: number): number[] {
  const still = edgeMaps(image);
  const moved = edgeMaps(image, shift);
  return WINDOWS.map((side) => relativeChange(poolMaps(still, side), poolMaps(moved, side)));
}

export default defineFigure({
  id: 'feature-maps',
  title: 'A digit moves and its maps move along; pooled maps change less',
  caption:
    'A digit, here moved to the right, where it grows lighter to the right and downwards (two $3\\times3$ filters and a rectifier), and the largest response in windows of growing side. Under each window the change of its two maps against the digit in its first place, relative to their size. In the mean over many digits a move by one pixel changes {convolution-pooling:native.max.shift1.w1|percent(0)} without pooling, {convolution-pooling:native.max.shift1.w2|percent(0)} with windows of $2\\times2$ and {convolution-pooling:native.max.shift1.w8|percent(0)} with $8\\times8$.',
  alt: 'A handwritten digit, its two edge maps, and the maps pooled in windows of two, four and eight pixels, each coarser than the one before; under them how much they change when the digit moves, less with larger windows.',
  experiments: ['convolution-pooling'],
  module: 'src/lib/networks/feature-maps.ts',
  knob: 'the shift of the digit, from −5 to 5 pixels',
  table(results) {
    const image = ink(result<ConvolutionPoolingResult>(results, 'convolution-pooling'));
    return {
      columns: [
        'shift (pixels)',
        'change without pooling',
        ...WINDOWS.slice(1).map((side) => `window ${side}`),
      ],
      rows: Array.from({ length: 2 * MOST_SHIFT + 1 }, (_, i) => [
        i - MOST_SHIFT,
        ...changes(image, i - MOST_SHIFT).map((share) => rounded(share)),
      ]),
    };
  },
  describe(results) {
    const all = result<ConvolutionPoolingResult>(results, 'convolution-pooling');
    const image = ink(all);
    const row = (shift: number) =>
      changes(image, shift)
        .map((share) => `${fixed(100 * share, 0)}%`)
        .join(', ');
    return [
      `When this digit moves right by one pixel its edge maps change by so much of their size, without pooling and with windows of 2, 4 and 8 pixels: ${row(1)}.`,
      `For two pixels it is ${row(2)}.`,
      `In the mean over ${all.samples} digits and four directions one pixel changes ${fixed(all.native.max.shift1.w1, 3)} without pooling and ${fixed(all.native.max.shift1.w2, 3)} with windows of 2.`,
    ].join(' ');
  },
});
