/** Keeps labels in a row or column from touching. */

export interface Place {
  /** Where the label's centre would like to be. */
  readonly at: number;
  /** Its extent along the same axis. */
  readonly size: number;
}

/**
 * Centres for labels on one axis, in the order given, such that no two overlap,
 * all lie between `low` and `high`, and the squared distances from where they
 * would like to be add up to as little as possible.
 *
 * Isotonic regression by pooling adjacent violators: with the sizes of the
 * labels before each one taken off, "no overlap" becomes "never decreasing".
 * Bounds are met by clamping, which keeps the sum least (Best & Chakravarti 1990).
 *
 * @throws RangeError if the labels together are longer than the space.
 */
export function spread(places: readonly Place[], low: number, high: number): number[] {
  const total = places.reduce((sum, place) => sum + place.size, 0);
  if (total > high - low + 1e-9) {
    throw new RangeError(`labels of ${total} px do not fit between ${low} and ${high}`);
  }
  const order = places.map((_, index) => index);
  order.sort((a, b) => (places[a]?.at ?? 0) - (places[b]?.at ?? 0) || a - b);

  const offsets: number[] = [];
  const blocks: { sum: number; count: number }[] = [];
  let before = 0;
  for (const index of order) {
    const { at = 0, size = 0 } = places[index] ?? {};
    const offset = before + size / 2;
    offsets.push(offset);
    before += size;
    let block = { sum: at - offset, count: 1 };
    for (
      let last = blocks.at(-1);
      last !== undefined && last.sum / last.count > block.sum / block.count;
      last = blocks.at(-1)
    ) {
      blocks.pop();
      block = { sum: last.sum + block.sum, count: last.count + block.count };
    }
    blocks.push(block);
  }

  const centres = new Array<number>(places.length).fill(0);
  let rank = 0;
  for (const block of blocks) {
    const mean = Math.min(Math.max(block.sum / block.count, low), high - total);
    for (let i = 0; i < block.count; i++, rank++) {
      centres[order[rank] ?? 0] = mean + (offsets[rank] ?? 0);
    }
  }
  return centres;
}
