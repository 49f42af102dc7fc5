/** Most units whose masks are enumerated: 65,536 masks. */
const MOST = 16;

/**
 * Mean of `f` over all 2ⁿ masks of n units, each kept with probability `keep`: what
 * dropout gives on average, without sampling (Srivastava et al. 2014, section 4).
 *
 * @param n units, 1 to 16
 * @param keep probability that a unit stays, above 0 and at most 1
 * @param f function of a mask (n numbers, 1 kept and 0 dropped); must not keep it
 * @returns the mean, entry by entry
 * @throws RangeError if n or keep is out of range
 */
export function meanOverMasks(
  n: number,
  keep: number,
  f: (mask: Float64Array) => ArrayLike<number>,
): Float64Array {
  if (!(Number.isInteger(n) && n >= 1 && n <= MOST)) {
    throw new RangeError(`n is ${n}; it must be a whole number from 1 to ${MOST}`);
  }
  if (!(keep > 0 && keep <= 1)) {
    throw new RangeError(`keep is ${keep}; it must be above 0 and at most 1`);
  }
  const mask = new Float64Array(n);
  let mean: Float64Array | null = null;
  for (let code = 0; code < 2 ** n; code++) {
    let chance = 1;
    for (let i = 0; i < n; i++) {
      mask[i] = (code >> i) & 1;
      chance *= mask[i] === 1 ? keep : 1 - keep;
    }
    const value = f(mask);
    mean ??= new Float64Array(value.length);
    for (let i = 0; i < mean.length; i++) mean[i] = mean[i]! + chance * value[i]!;
  }
  return mean!;
}
