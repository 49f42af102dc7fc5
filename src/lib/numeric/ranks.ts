/**
 * Ranks from 1, the smallest first; equal numbers share the mean of their ranks.
 * O(n log n).
 *
 * @throws RangeError if an entry is not a number
 */
export function ranks(x: ArrayLike<number>): Float64Array {
  for (let i = 0; i < x.length; i++) {
    if (Number.isNaN(x[i]!)) throw new RangeError(`x[${i}] is not a number; it has no rank`);
  }
  const order = Array.from({ length: x.length }, (_, i) => i).sort((i, j) => {
    const a = x[i]!;
    const b = x[j]!;
    return a < b ? -1 : a > b ? 1 : 0;
  });
  const result = new Float64Array(x.length);
  for (let from = 0; from < order.length;) {
    let to = from + 1;
    while (to < order.length && x[order[to]!] === x[order[from]!]) to++;
    for (let k = from; k < to; k++) result[order[k]!] = (from + to + 1) / 2;
    from = to;
  }
  return result;
}
