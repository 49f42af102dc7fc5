/** Rows, columns and channels of a map, which is row-major with the channels innermost. */
export interface MapShape {
  readonly height: number;
  readonly width: number;
  readonly channels: number;
}

/**
 * A map moved by whole pixels; what leaves on one side comes in on the other.
 *
 * @param map height×width×channels
 * @param right columns to the right, or to the left below 0
 * @param down rows downwards, or upwards below 0
 * @throws RangeError unless the map has that shape and both shifts are whole numbers
 */
export function shiftAround(
  map: ArrayLike<number>,
  shape: MapShape,
  right: number,
  down: number,
): Float64Array {
  checkMap(map, shape);
  if (!(Number.isInteger(right) && Number.isInteger(down))) {
    throw new RangeError(`shift is (${right}, ${down}); it must be in whole pixels`);
  }
  const { height, width, channels } = shape;
  return fill(height, width, channels, map, width, (row, column) => [
    wrap(row - down, height),
    wrap(column - right, width),
  ]);
}

/**
 * A map with `rows` more rows below and `columns` more columns on the right, which
 * repeat those at the other end: a layer without padding then sees a map that closes
 * on itself.
 *
 * @param map height×width×channels
 * @returns (height + rows)×(width + columns)×channels
 * @throws RangeError unless the map has that shape and both counts are whole numbers from 0
 */
export function padAround(
  map: ArrayLike<number>,
  shape: MapShape,
  rows: number,
  columns: number,
): Float64Array {
  checkMap(map, shape);
  for (const [name, value] of Object.entries({ rows, columns })) {
    if (!(Number.isInteger(value) && value >= 0)) {
      throw new RangeError(`${name} is ${value}; it must be a whole number from 0`);
    }
  }
  const { height, width, channels } = shape;
  return fill(height + rows, width + columns, channels, map, width, (row, column) => [
    row % height,
    column % width,
  ]);
}

function fill(
  height: number,
  width: number,
  channels: number,
  map: ArrayLike<number>,
  mapWidth: number,
  from: (row: number, column: number) => readonly [row: number, column: number],
): Float64Array {
  const filled = new Float64Array(height * width * channels);
  let to = 0;
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const [r, c] = from(row, column);
      for (let k = 0; k < channels; k++) filled[to++] = map[(r * mapWidth + c) * channels + k]!;
    }
  }
  return filled;
}

function wrap(value: number, size: number): number {
  return ((value % size) + size) % size;
}

function checkMap(map: ArrayLike<number>, { height, width, channels }: MapShape): void {
  if (map.length !== height * width * channels) {
    throw new RangeError(
      `map holds ${map.length} numbers; ${height}×${width}×${channels} make ${height * width * channels}`,
    );
  }
}
