import type { Random } from '../numeric/random.ts';
import type { ConvolutionShape } from './convolution.ts';
import { checkSize, heNormal } from './he-normal.ts';
import type { Layer } from './layer.ts';
import { addOuter, multiply, multiplyTransposed } from './multiply.ts';
import { windowsOf } from './windows.ts';

/** Samples worked on at a time. */
const ROWS = 32;

/**
 * A convolution whose filters are not shared: every window has filters and biases of
 * its own, as in layers L4 to L6 of DeepFace (Taigman et al. 2014, section 3.1). The
 * geometry, and the order of inputs and outputs, are those of `convolution`.
 *
 * Parameters: a block for each place, row by row, laid out as those of the convolution:
 * filters×(size×size×channels) weights, then the filters' biases.
 *
 * Each place is a dense layer on its window.
 *
 * @throws RangeError unless all sizes are whole numbers from 1 and a window fits
 */
export function locallyConnected(shape: ConvolutionShape, random: Random): Layer {
  const { height, width, channels, filters } = shape;
  checkSize('filters', filters);
  const { places, length, index } = windowsOf(shape);
  const inputs = height * width * channels;
  const outputs = places * filters;
  const block = (length + 1) * filters;
  const parameters = new Float64Array(places * block);
  const gradient = new Float64Array(parameters.length);
  const blocksOf = (all: Float64Array): Float64Array[] =>
    Array.from({ length: places }, (_, p) => all.subarray(p * block, (p + 1) * block));
  const own = blocksOf(parameters);
  const ownGradient = blocksOf(gradient);
  for (const weights of own) heNormal(weights.subarray(0, filters * length), length, random);
  const windows = new Float64Array(ROWS * length);
  const values = new Float64Array(ROWS * filters);

  /** Calls `use` for every place and up to `ROWS` samples, from number `first` on, at a time. */
  function eachBlock(n: number, use: (place: number, first: number, rows: number) => void): void {
    for (let place = 0; place < places; place++) {
      for (let first = 0; first < n; first += ROWS) use(place, first, Math.min(ROWS, n - first));
    }
  }

  /** One window of several samples into `windows`. */
  function spread(x: Float64Array, place: number, first: number, rows: number): void {
    for (let row = 0; row < rows; row++) {
      const x0 = (first + row) * inputs;
      for (let k = 0; k < length; k++) {
        windows[row * length + k] = x[x0 + index[place * length + k]!]!;
      }
    }
  }

  return {
    inputs,
    outputs,
    parameters,
    gradient,
    operations: outputs * length,
    forward(x, y, n) {
      eachBlock(n, (place, first, rows) => {
        spread(x, place, first, rows);
        multiplyTransposed(windows, 0, own[place]!, values, 0, rows, length, filters);
        for (let row = 0; row < rows; row++) {
          const to = (first + row) * outputs + place * filters;
          for (let f = 0; f < filters; f++) y[to + f] = values[row * filters + f]!;
        }
      });
    },
    backward(x, _, dy, dx, n) {
      gradient.fill(0);
      dx?.fill(0, 0, n * inputs);
      eachBlock(n, (place, first, rows) => {
        spread(x, place, first, rows);
        for (let row = 0; row < rows; row++) {
          const from = (first + row) * outputs + place * filters;
          for (let f = 0; f < filters; f++) values[row * filters + f] = dy[from + f]!;
        }
        addOuter(values, 0, windows, 0, ownGradient[place]!, rows, length, filters);
        if (dx === null) return;
        // The windows have done their work: their room takes the gradient in them.
        multiply(values, 0, own[place]!, windows, 0, rows, length, filters);
        for (let row = 0; row < rows; row++) {
          const x0 = (first + row) * inputs;
          for (let k = 0; k < length; k++) {
            const at = x0 + index[place * length + k]!;
            dx[at] = dx[at]! + windows[row * length + k]!;
          }
        }
      });
    },
  };
}
