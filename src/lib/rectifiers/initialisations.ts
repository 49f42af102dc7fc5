/**
 * Random starting weights whose variance depends on how many units a layer joins.
 *
 * Sources: LeCun, Bottou, Orr and Müller 1998, section 4.6; Glorot and Bengio 2010,
 * equations 1 and 16; He et al. 2015, equations 10, 14 and 15.
 */
import type { Random } from '../numeric/random.ts';
import { checkSize } from '../networks/he-normal.ts';

export interface Initialisation {
  /**
   * Variance of a weight: lecun 1/n_in; glorot 2/(n_in + n_out); he 2/((1 + a²)·n) for
   * units whose slope below zero is a; standard 1/(3·n_in), that of U(±1/√n_in).
   */
  scheme: 'lecun' | 'glorot' | 'he' | 'standard';
  /** he: the slope a below zero, 0 for the rectifier (0). */
  slope?: number;
  /** he: which units n counts, so that signals or gradients keep their size (inputs). */
  count?: 'inputs' | 'outputs';
}

/**
 * Standard deviation of a weight of a layer from `inputs` to `outputs` units.
 *
 * @throws RangeError unless both are whole numbers from 1 and the slope is finite
 */
export function deviation(
  { scheme, slope = 0, count = 'inputs' }: Initialisation,
  inputs: number,
  outputs: number,
): number {
  checkSize('inputs', inputs);
  checkSize('outputs', outputs);
  if (!Number.isFinite(slope)) throw new RangeError(`slope is ${slope}; it must be finite`);
  switch (scheme) {
    case 'lecun':
      return Math.sqrt(1 / inputs);
    case 'glorot':
      return Math.sqrt(2 / (inputs + outputs));
    case 'he':
      return Math.sqrt(2 / ((1 + slope * slope) * (count === 'inputs' ? inputs : outputs)));
    case 'standard':
      return Math.sqrt(1 / (3 * inputs));
  }
}

/**
 * Fills `weights` with numbers of mean zero and the standard deviation given: normal
 * ones, or uniform ones on ±√3 times the deviation.
 */
export function fill(
  weights: Float64Array,
  spread: number,
  shape: 'normal' | 'uniform',
  random: Random,
): void {
  // A uniform number on ±b has variance b²/3.
  const bound = Math.sqrt(3) * spread;
  for (let i = 0; i < weights.length; i++) {
    weights[i] = shape === 'normal' ? spread * random.normal() : bound * (2 * random.uniform() - 1);
  }
}
