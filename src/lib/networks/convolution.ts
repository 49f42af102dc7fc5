import type { Random } from '../numeric/random.ts';
import { checkSize, heNormal } from './he-normal.ts';
import type { Layer } from './layer.ts';
import { addOuter, multiply, multiplyTransposed } from './multiply.ts';

export interface ConvolutionShape {
  /** Rows, columns and channels of the input, which is row-major with the channels innermost. */
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  readonly filters: number;
  /** Side of the square window. */
  readonly size: number;
  /** Pixels from one window to the next, in both directions. */
  readonly stride: number;
}

/** Rows and columns of the output: how many windows lie wholly within the input. */
export function convolvedSize({ height, width, size, stride }: ConvolutionShape): {
  readonly height: number;
  readonly width: number;
} {
  return {
    height: Math.floor((height - size) / stride) + 1,
    width: Math.floor((width - size) / stride) + 1,
  };
}

/**
 * Strided convolution (the correlation that networks call so) without padding: each
 * output pixel and filter is the product of the filter with the window there, plus
 * a bias. Filters are rows of size×size×channels numbers, in the input's order.
 *
 * Windows are written out as rows of a matrix, which makes it a matrix product.
 *
 * @returns a layer whose output is row-major with the filters innermost
 * @throws RangeError unless all sizes are whole numbers from 1 and a window fits
 */
export function convolution(shape: ConvolutionShape, random: Random): Layer {
  for (const [name, value] of Object.entries(shape)) checkSize(name, value as number);
  const { height, width, channels, filters, size, stride } = shape;
  if (size > height || size > width) {
    throw new RangeError(`size is ${size}; the input has ${height}×${width} pixels`);
  }
  const out = convolvedSize(shape);
  const places = out.height * out.width;
  const window = size * size * channels;
  const inputs = height * width * channels;
  const outputs = places * filters;
  const parameters = new Float64Array((window + 1) * filters);
  heNormal(parameters.subarray(0, window * filters), window, random);
  const gradient = new Float64Array(parameters.length);
  const windows = new Float64Array(places * window);
  const windowGradients = new Float64Array(places * window);
  const line = size * channels;

  function spread(x: Float64Array, x0: number): void {
    let to = 0;
    for (let row = 0; row < out.height; row++) {
      for (let column = 0; column < out.width; column++) {
        const corner = x0 + (row * stride * width + column * stride) * channels;
        for (let r = 0; r < size; r++) {
          const from = corner + r * width * channels;
          for (let p = from; p < from + line; p++) windows[to++] = x[p]!;
        }
      }
    }
  }

  function gather(dx: Float64Array, x0: number): void {
    dx.fill(0, x0, x0 + inputs);
    let from = 0;
    for (let row = 0; row < out.height; row++) {
      for (let column = 0; column < out.width; column++) {
        const corner = x0 + (row * stride * width + column * stride) * channels;
        for (let r = 0; r < size; r++) {
          const to = corner + r * width * channels;
          for (let p = to; p < to + line; p++) dx[p] = dx[p]! + windowGradients[from++]!;
        }
      }
    }
  }

  return {
    inputs,
    outputs,
    parameters,
    gradient,
    operations: places * window * filters,
    forward(x, y, n) {
      for (let i = 0; i < n; i++) {
        spread(x, i * inputs);
        multiplyTransposed(windows, 0, parameters, y, i * outputs, places, window, filters);
      }
    },
    backward(x, _, dy, dx, n) {
      gradient.fill(0);
      for (let i = 0; i < n; i++) {
        spread(x, i * inputs);
        addOuter(dy, i * outputs, windows, 0, gradient, places, window, filters);
        if (dx === null) continue;
        multiply(dy, i * outputs, parameters, windowGradients, 0, places, window, filters);
        gather(dx, i * inputs);
      }
    },
  };
}
