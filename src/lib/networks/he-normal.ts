import type { Random } from '../numeric/random.ts';

/**
 * Fills `weights` with normal numbers of variance 2/`inputs`, under which a
 * rectifier layer keeps the size of what passes through it (He et al. 2015).
 */
export function heNormal(weights: Float64Array, inputs: number, random: Random): void {
  const deviation = Math.sqrt(2 / inputs);
  for (let i = 0; i < weights.length; i++) weights[i] = deviation * random.normal();
}

/** @throws RangeError unless `value` is a whole number from 1 */
export function checkSize(name: string, value: number): void {
  if (!(Number.isInteger(value) && value >= 1)) {
    throw new RangeError(`${name} is ${value}; it must be a whole number from 1`);
  }
}
