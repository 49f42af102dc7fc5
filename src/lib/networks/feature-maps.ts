import { createRandom } from '../numeric/random.ts';
import { averagePool } from './average-pool.ts';
import { convolution } from './convolution.ts';
import type { Layer } from './layer.ts';
import { maxPool } from './max-pool.ts';
import { relu } from './relu.ts';

/** Two maps of an image: where it grows lighter to the right, and downwards. */
export interface EdgeMaps {
  /** Rows and columns of either map. */
  readonly side: number;
  /** side×side, row-major: the horizontal Sobel filter behind a rectifier. */
  readonly x: Float64Array;
  /** side×side, row-major: the vertical one. */
  readonly y: Float64Array;
}

/**
 * Rows and columns of the maps: what an image of 28×28 gives can move by 5 pixels within
 * them, one of 32×32 by 3, and windows of 2, 4, 5, 8, 10 and 20 fill them without a rest.
 */
export const MAP_SIDE = 40;

/** What the filters see: a pixel more on each side than the maps. */
const FRAME = MAP_SIDE + 2;

// prettier-ignore
const SOBEL_X = [
  -1, 0, 1,
  -2, 0, 2,
  -1, 0, 1,
];
// prettier-ignore
const SOBEL_Y = [
  -1, -2, -1,
   0,  0,  0,
   1,  2,  1,
];

const FILTERS = convolution(
  { height: FRAME, width: FRAME, channels: 1, filters: 2, size: 3, stride: 1 },
  createRandom(0),
);
FILTERS.parameters.set([...SOBEL_X, ...SOBEL_Y, 0, 0]);
const RECTIFIER = relu(FILTERS.outputs);

/**
 * The first stage of a convolutional network in miniature: an image on a blank ground,
 * moved, then two fixed 3×3 filters (Sobel) and a rectifier.
 *
 * @param image side×side, row-major, paper 0 and ink up to 1; an even side, at most 38
 * @param right whole pixels to the right, or to the left below 0
 * @param down whole pixels downwards, or upwards below 0
 * @throws RangeError unless the image has such a shape and all its edges stay on the maps
 */
export function edgeMaps(image: ArrayLike<number>, right = 0, down = 0): EdgeMaps {
  const maps = send(RECTIFIER, send(FILTERS, onGround(image, right, down)));
  const half = (channel: number): Float64Array =>
    Float64Array.from({ length: MAP_SIDE * MAP_SIDE }, (_, p) => maps[2 * p + channel]!);
  return { side: MAP_SIDE, x: half(0), y: half(1) };
}

/**
 * The second stage: either map in windows side by side, one number a window.
 *
 * @param size side of a window; `map` for one window over the whole map
 * @throws RangeError unless a window fits
 */
export function poolMaps(
  maps: EdgeMaps,
  size: number | 'map',
  kind: 'max' | 'average' = 'max',
): EdgeMaps {
  return mapPooling(maps.side, size, kind)(maps);
}

/** `poolMaps` for many maps of one side: the windows are laid out once. */
export function mapPooling(
  side: number,
  size: number | 'map',
  kind: 'max' | 'average' = 'max',
): (maps: EdgeMaps) => EdgeMaps {
  const shape = { height: side, width: side, channels: 1, size };
  const layer = kind === 'max' ? maxPool(shape) : averagePool(shape);
  return (maps) => {
    if (maps.side !== side) {
      throw new RangeError(`maps have side ${maps.side}; the windows are laid out for ${side}`);
    }
    return { side: Math.sqrt(layer.outputs), x: send(layer, maps.x), y: send(layer, maps.y) };
  };
}

/**
 * ‖b − a‖ / ‖a‖ over both maps: how far a representation has moved for its size.
 *
 * @throws RangeError if the maps differ in size, or `a` is 0 everywhere
 */
export function relativeChange(a: EdgeMaps, b: EdgeMaps): number {
  if (a.side !== b.side) {
    throw new RangeError(`maps have sides ${a.side} and ${b.side}; they must be of one size`);
  }
  let change = 0;
  let size = 0;
  for (const name of ['x', 'y'] as const) {
    for (let p = 0; p < a[name].length; p++) {
      const value = a[name][p]!;
      const step = b[name][p]! - value;
      change += step * step;
      size += value * value;
    }
  }
  if (size === 0) throw new RangeError('a is 0 everywhere; a share of it has no meaning');
  return Math.sqrt(change / size);
}

function onGround(image: ArrayLike<number>, right: number, down: number): Float64Array {
  const side = Math.sqrt(image.length);
  if (!(Number.isInteger(side / 2) && side >= 2 && side <= MAP_SIDE - 2)) {
    throw new RangeError(
      `image holds ${image.length} numbers; it must be square, its side even and at most ${MAP_SIDE - 2}`,
    );
  }
  // An edge shows one pixel beyond the image, too.
  const most = (MAP_SIDE - side) / 2 - 1;
  for (const [name, value] of Object.entries({ right, down })) {
    if (!(Number.isInteger(value) && Math.abs(value) <= most)) {
      throw new RangeError(
        `${name} is ${value}; it must be a whole number of pixels from −${most} to ${most}`,
      );
    }
  }
  const ground = new Float64Array(FRAME * FRAME);
  const corner = (FRAME - side) / 2;
  for (let row = 0; row < side; row++) {
    const to = (corner + down + row) * FRAME + corner + right;
    for (let column = 0; column < side; column++) {
      ground[to + column] = image[row * side + column]!;
    }
  }
  return ground;
}

function send(layer: Layer, x: Float64Array): Float64Array {
  const y = new Float64Array(layer.outputs);
  layer.forward(x, y, 1);
  return y;
}
