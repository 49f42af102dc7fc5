import { activation } from './activations.ts';

/**
 * ∫ (softplus_α(x) − max(0, x)) dx over ±`reach` by Simpson's rule. The gap is
 * ln(1 + exp(−α|x|))/α: the same on both sides and smooth on each, so that one side is
 * integrated and doubled. Over all of ℝ it is π²/(6α²).
 *
 * @param alpha sharpness, above 0
 * @param intervals an even number, at least 2
 * @throws RangeError unless reach is above 0 and intervals such a number
 */
export function softplusArea(alpha: number, reach: number, intervals = 20_000): number {
  if (!(reach > 0 && Number.isFinite(reach))) {
    throw new RangeError(`reach is ${reach}; it must be a finite number above 0`);
  }
  if (!(Number.isInteger(intervals) && intervals >= 2 && intervals % 2 === 0)) {
    throw new RangeError(`intervals is ${intervals}; it must be an even number from 2`);
  }
  const step = reach / intervals;
  let sum = 0;
  for (let i = 0; i <= intervals; i++) {
    const factor = i === 0 || i === intervals ? 1 : i % 2 === 1 ? 4 : 2;
    sum += factor * softplusGap(alpha, i * step);
  }
  return (2 * step * sum) / 3;
}

/** softplus_α(x) − max(0, x), largest at 0, where it is ln 2/α. */
export function softplusGap(alpha: number, x: number): number {
  const { value } = activation({ kind: 'softplus', alpha });
  // On the left side, where the rectifier is 0 and nothing cancels; both sides are alike.
  return value(-Math.abs(x));
}
