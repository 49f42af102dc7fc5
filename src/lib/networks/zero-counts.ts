import type { Images } from '../data/mnist.ts';
import type { Layer } from './layer.ts';

/**
 * For how many images each unit of some layers is exactly 0: `=== 0`, not small.
 *
 * @param layers from the pixels on
 * @param at places in `layers` of those asked about
 * @returns for each of `at` the counts of its outputs
 * @throws RangeError if there is no image, a place is none, or the layers do not take the images
 */
export function zeroCounts(
  layers: readonly Layer[],
  at: readonly number[],
  { n, height, width, pixels }: Images,
): Uint32Array[] {
  const size = height * width;
  if (n === 0) throw new RangeError('images holds none; there must be at least one');
  if (size !== layers[0]?.inputs) {
    throw new RangeError(`images have ${size} pixels; the layers take ${layers[0]?.inputs}`);
  }
  for (const place of at) {
    if (layers[place] === undefined) {
      throw new RangeError(`at holds ${place}; there are ${layers.length} layers`);
    }
  }
  const input = new Float64Array(BATCH * size);
  const outputs = layers.map((layer) => new Float64Array(BATCH * layer.outputs));
  const counts = at.map((place) => new Uint32Array(layers[place]!.outputs));
  for (let start = 0; start < n; start += BATCH) {
    const taken = Math.min(BATCH, n - start);
    for (let i = 0; i < taken * size; i++) input[i] = pixels[start * size + i]!;
    layers.forEach((layer, l) => {
      layer.forward(outputs[l - 1] ?? input, outputs[l]!, taken);
    });
    at.forEach((place, a) => {
      const units = counts[a]!;
      const output = outputs[place]!;
      for (let row = 0; row < taken; row++) {
        for (let unit = 0; unit < units.length; unit++) {
          if (output[row * units.length + unit] === 0) units[unit] = units[unit]! + 1;
        }
      }
    });
  }
  return counts;
}

const BATCH = 50;

/** How sparse a layer is, with its dead units told apart. */
export interface Sparsity {
  readonly units: number;
  /** Units that are 0 for every image of the training set. */
  readonly dead: number;
  /** Share of exact zeros among all units and images asked about. */
  readonly zeros: number;
  /** The same among the units that are not dead; null when all are. */
  readonly livingZeros: number | null;
}

/**
 * Sparsity from two counts of zeros: a unit that is 0 for all training images carries
 * nothing and is dead; one that is 0 for many is sparse.
 *
 * @param training zeros of each unit over `trained` images
 * @param counted zeros of each unit over `asked` images
 * @throws RangeError unless both hold the same number of units, one or more
 */
export function sparsityOf(
  { counts: training, n: trained }: Counts,
  { counts: counted, n: asked }: Counts,
): Sparsity {
  const units = counted.length;
  if (units === 0 || training.length !== units) {
    throw new RangeError(
      `training holds ${training.length} units and counted ${units}; both must hold the same, from 1`,
    );
  }
  let dead = 0;
  let all = 0;
  let living = 0;
  for (let unit = 0; unit < units; unit++) {
    all += counted[unit]!;
    if (training[unit] === trained) dead += 1;
    else living += counted[unit]!;
  }
  return {
    units,
    dead,
    zeros: all / (units * asked),
    livingZeros: dead === units ? null : living / ((units - dead) * asked),
  };
}

export interface Counts {
  /** By unit. */
  readonly counts: ArrayLike<number>;
  /** Images they were counted over. */
  readonly n: number;
}
