import type { Images } from '../data/mnist.ts';

/**
 * Images made smaller: every block of `block`×`block` pixels becomes its mean.
 *
 * @param block side of a block in pixels; must divide height and width
 * @throws RangeError if it does not
 */
export function meanPool(images: Images, block: number): Images {
  const { n, height, width, pixels } = images;
  if (!(Number.isInteger(block) && block >= 1) || height % block !== 0 || width % block !== 0) {
    throw new RangeError(
      `block is ${block}; it must be a whole number that divides ${height} and ${width}`,
    );
  }
  const rows = height / block;
  const columns = width / block;
  const pooled = new Float32Array(n * rows * columns);
  const share = 1 / (block * block);
  for (let i = 0; i < n; i++) {
    for (let row = 0; row < height; row++) {
      for (let column = 0; column < width; column++) {
        const to = (i * rows + Math.floor(row / block)) * columns + Math.floor(column / block);
        pooled[to] = pooled[to]! + share * pixels[(i * height + row) * width + column]!;
      }
    }
  }
  return { n, height: rows, width: columns, pixels: pooled, labels: images.labels };
}
