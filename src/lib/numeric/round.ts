/**
 * `x` to `digits` significant digits. For curves that are only drawn: a number of
 * full length is three times as many bytes in a result.
 *
 * @param digits a whole number from 1 to 17
 */
export function round(x: number, digits: number): number {
  return Number(x.toPrecision(digits));
}
