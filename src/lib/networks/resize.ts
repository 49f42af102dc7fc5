import { averagePool } from './average-pool.ts';

/**
 * An image made coarser: each block of factor×factor pixels becomes their mean.
 *
 * @param image side×side, row-major
 * @throws RangeError unless the image is square and the factor a whole number from 1 that divides its side
 */
export function shrink(image: ArrayLike<number>, factor: number): Float64Array {
  const side = sideOf(image);
  if (!(factor >= 1 && Number.isInteger(side / factor) && Number.isInteger(factor))) {
    throw new RangeError(`factor is ${factor}; it must divide the side, ${side}`);
  }
  const pool = averagePool({ height: side, width: side, channels: 1, size: factor });
  const small = new Float64Array(pool.outputs);
  pool.forward(Float64Array.from(image), small, 1);
  return small;
}

/**
 * An image with factor times as many rows and columns, by straight lines between the
 * pixels in both directions; the corner pixels stay the corners.
 *
 * @param image side×side, row-major, side at least 2
 * @throws RangeError unless the image is square with such a side and the factor a whole number from 1
 */
export function enlarge(image: ArrayLike<number>, factor: number): Float64Array {
  const side = sideOf(image);
  if (side < 2) throw new RangeError(`image has a side of ${side}; it must be at least 2`);
  if (!(Number.isInteger(factor) && factor >= 1)) {
    throw new RangeError(`factor is ${factor}; it must be a whole number from 1`);
  }
  const wide = side * factor;
  const large = new Float64Array(wide * wide);
  for (let row = 0; row < wide; row++) {
    const [top, under] = between(row, side, wide);
    for (let column = 0; column < wide; column++) {
      const [left, past] = between(column, side, wide);
      const along = (line: number): number => {
        const at = line * side + left;
        return image[at]! + past * (image[at + 1]! - image[at]!);
      };
      large[row * wide + column] = along(top) + under * (along(top + 1) - along(top));
    }
  }
  return large;
}

/** The pixel before place `i` of `wide`, and how far `i` is on the way to the next. */
function between(i: number, side: number, wide: number): readonly [before: number, share: number] {
  const at = (i * (side - 1)) / (wide - 1);
  const before = Math.min(Math.floor(at), side - 2);
  return [before, at - before];
}

function sideOf(image: ArrayLike<number>): number {
  const side = Math.sqrt(image.length);
  if (!(Number.isInteger(side) && side >= 1)) {
    throw new RangeError(`image holds ${image.length} numbers; it must be square`);
  }
  return side;
}
