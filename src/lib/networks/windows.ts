import { checkSize } from './he-normal.ts';

/** A square window that is moved over a map. */
export interface WindowShape {
  /** Rows, columns and channels of the map, which is row-major with the channels innermost. */
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  /** Side of the square window. */
  readonly size: number;
  /** Pixels from one window to the next, in both directions. */
  readonly stride: number;
}

/** Windows that lie wholly within a map. */
export interface Windows {
  /** Rows and columns of windows. */
  readonly height: number;
  readonly width: number;
  /** How many there are. */
  readonly places: number;
  /** Numbers in one: size×size×channels. */
  readonly length: number;
  /** places×length: where in the map each number of each window stands, in the map's order. */
  readonly index: Int32Array;
}

/**
 * The windows of a map, row by row.
 *
 * @throws RangeError unless all sizes are whole numbers from 1 and a window fits
 */
export function windowsOf({ height, width, channels, size, stride }: WindowShape): Windows {
  for (const [name, value] of Object.entries({ height, width, channels, size, stride })) {
    checkSize(name, value);
  }
  if (size > height || size > width) {
    throw new RangeError(`size is ${size}; the input has ${height}×${width} pixels`);
  }
  const rows = Math.floor((height - size) / stride) + 1;
  const columns = Math.floor((width - size) / stride) + 1;
  const length = size * size * channels;
  const index = new Int32Array(rows * columns * length);
  let at = 0;
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      for (let r = 0; r < size; r++) {
        const start = ((row * stride + r) * width + column * stride) * channels;
        for (let p = start; p < start + size * channels; p++) index[at++] = p;
      }
    }
  }
  return { height: rows, width: columns, places: rows * columns, length, index };
}
