/**
 * Batch normalisation without its own scale and shift: every unit's total inputs are
 * brought to mean 0 and variance 1 over the batch, (z − z̄)/√(var z + ε) with the
 * variance divided by n (Ioffe and Szegedy 2015, algorithm 1).
 */
export interface Normalised {
  /** n×m, row-major. */
  readonly output: Float64Array;
  /** √(var + ε) of each of the m units. */
  readonly deviation: Float64Array;
}

/**
 * @param totals n×m total inputs, row-major by example
 * @param units m
 * @param epsilon ε ≥ 0
 * @throws RangeError if `totals` does not hold two rows or more, ε is negative, or a
 * unit's deviation comes out as 0
 */
export function normaliseBatch(totals: Float64Array, units: number, epsilon: number): Normalised {
  const n = totals.length / units;
  if (!(Number.isInteger(n) && n >= 2)) {
    throw new RangeError(`totals holds ${totals.length} numbers; rows of ${units}, two or more`);
  }
  if (!(epsilon >= 0)) throw new RangeError(`epsilon is ${epsilon}; it must be 0 or more`);
  const output = new Float64Array(totals.length);
  const deviation = new Float64Array(units);
  for (let j = 0; j < units; j++) {
    let mean = 0;
    for (let i = j; i < totals.length; i += units) mean += totals[i]! / n;
    let variance = 0;
    for (let i = j; i < totals.length; i += units) {
      variance += ((totals[i]! - mean) * (totals[i]! - mean)) / n;
    }
    const size = Math.sqrt(variance + epsilon);
    if (!(size > 0)) {
      throw new RangeError(
        `unit ${j} has deviation ${size}; with epsilon 0 it must not be constant`,
      );
    }
    deviation[j] = size;
    for (let i = j; i < totals.length; i += units) output[i] = (totals[i]! - mean) / size;
  }
  return { output, deviation };
}

/**
 * Gradient of a loss by the total inputs, from that by the normalised ones:
 * (dy − mean(dy) − y·mean(dy·y)) / √(var + ε), by unit. Mean and variance are functions
 * of the batch, and the last two terms are their share.
 *
 * @param above n×m gradients by the output
 */
export function normaliseBatchBackward(
  { output, deviation }: Normalised,
  above: Float64Array,
): Float64Array {
  const units = deviation.length;
  const n = output.length / units;
  const below = new Float64Array(output.length);
  for (let j = 0; j < units; j++) {
    let mean = 0;
    let along = 0;
    for (let i = j; i < output.length; i += units) {
      mean += above[i]! / n;
      along += (above[i]! * output[i]!) / n;
    }
    for (let i = j; i < output.length; i += units) {
      below[i] = (above[i]! - mean - output[i]! * along) / deviation[j]!;
    }
  }
  return below;
}
