import { defineExperiment } from '../lab/define.ts';
import { createRandom } from '../numeric/random.ts';
import { logSoftmax, softmax } from '../numeric/softmax.ts';
import { norm } from '../numeric/vector.ts';
import { type Activation, activation } from '../rectifiers/activations.ts';
import { meanOverMasks } from '../rectifiers/dropout.ts';
import { fill } from '../rectifiers/initialisations.ts';

type Keep = 'half' | 'fourFifths';

export interface DropoutMeanResult {
  units: number;
  masks: number;
  stimuli: number;
  keep: Record<Keep, number>;
  /** Largest distances of the mean over all masks, total inputs of the layer above. */
  linear: Record<
    Keep,
    {
      /** Kept units divided by the keep rate, from the whole layer. */
      inverted: number;
      /** Units as they are, from the whole layer with weights times the keep rate. */
      scaled: number;
      /** Units as they are, from the whole layer: no rate anywhere. */
      neither: number;
    }
  >;
  /** One softmax layer: largest distance in probability from weights times the keep rate. */
  softmax: Record<
    Keep,
    {
      /** Of the normalised geometric mean of the masked networks, and of the plain mean. */
      geometric: number;
      arithmetic: number;
    }
  >;
  /** Networks of two layers, and stimuli for each. */
  networks: { count: number; stimuli: number };
  /** Dropout on their inputs and hidden units: mean over all masks against scaled weights. */
  deep: Record<'linear' | 'rectifier' | 'tanh', Record<Keep, DeepGap>>;
  /** Linear regression: relative distance of the mean loss from that of scaled weights plus the ridge. */
  ridge: Record<Keep, number>;
}

export interface DeepGap {
  /** Largest distance of an output. */
  gap: number;
  /** ‖mean − scaled‖/‖mean‖, mean over networks and stimuli. */
  relative: number;
  /** Share of networks and stimuli for which both have the same largest output. */
  agree: number;
}

const KEEP: Record<Keep, number> = { half: 0.5, fourFifths: 0.8 };
const INPUTS = 10;
const OUTPUTS = 4;
const HIDDEN = 5;
const STIMULI = 50;
const NETWORKS = 20;
const EACH = 5;
const ROWS = 20;

export default defineExperiment<DropoutMeanResult>({
  id: 'dropout-mean',
  title: 'Dropout averaged over all masks, against one network with scaled weights',
  seed: 2014,
  run({ seed, count }) {
    const random = createRandom(seed);
    const normals = (size: number): Float64Array => {
      const numbers = new Float64Array(size);
      fill(numbers, 1, 'normal', random);
      return numbers;
    };
    const layer: Layer = { weights: normals(OUTPUTS * INPUTS), biases: normals(OUTPUTS) };
    const stimuli = Array.from({ length: STIMULI }, () => normals(INPUTS));
    const networks = Array.from({ length: NETWORKS }, (): Network => ({
      lower: { weights: normals(HIDDEN * HIDDEN), biases: normals(HIDDEN) },
      upper: { weights: normals(OUTPUTS * HIDDEN), biases: normals(OUTPUTS) },
      stimuli: Array.from({ length: EACH }, () => normals(HIDDEN)),
    }));
    const rows = stimuli.slice(0, ROWS);
    const answers = normals(ROWS);
    const weights = normals(INPUTS);
    const masks = 2 ** INPUTS;
    // Three plain layers and two softmax ones a stimulus, three deep networks, the regression.
    count(10 * masks * STIMULI * INPUTS * OUTPUTS);
    count(6 * masks * NETWORKS * EACH * HIDDEN * (HIDDEN + OUTPUTS));

    const byKeep = <T>(of: (keep: number) => T): Record<Keep, T> => ({
      half: of(KEEP.half),
      fourFifths: of(KEEP.fourFifths),
    });
    const worst = (gap: (x: Float64Array) => number): number => Math.max(...stimuli.map(gap));
    return {
      units: INPUTS,
      masks,
      stimuli: STIMULI,
      keep: KEEP,
      linear: byKeep((keep) => {
        const mean = (x: Float64Array, factor: number): Float64Array =>
          meanOverMasks(INPUTS, keep, (mask) => totals(layer, times(x, mask, factor)));
        return {
          inverted: worst((x) => distance(mean(x, 1 / keep), totals(layer, x))),
          scaled: worst((x) => distance(mean(x, 1), totals(layer, times(x, null, keep)))),
          neither: worst((x) => distance(mean(x, 1), totals(layer, x))),
        };
      }),
      softmax: byKeep((keep) => {
        const masked = (x: Float64Array, of: (z: Float64Array) => Float64Array): Float64Array =>
          meanOverMasks(INPUTS, keep, (mask) => of(totals(layer, times(x, mask, 1))));
        const scaled = (x: Float64Array): Float64Array =>
          softmax(totals(layer, times(x, null, keep)));
        return {
          // Softmax of the mean logarithm: the geometric mean, brought to sum 1.
          geometric: worst((x) => distance(softmax(masked(x, logSoftmax)), scaled(x))),
          arithmetic: worst((x) => distance(masked(x, softmax), scaled(x))),
        };
      }),
      networks: { count: NETWORKS, stimuli: EACH },
      deep: {
        linear: byKeep((keep) => deepGap((x) => x, networks, keep)),
        rectifier: byKeep((keep) => deepGap(activation({ kind: 'relu' }).value, networks, keep)),
        tanh: byKeep((keep) => deepGap(activation({ kind: 'tanh' }).value, networks, keep)),
      },
      ridge: byKeep((keep) => ridgeGap(rows, answers, weights, keep)),
    };
  },
});

interface Layer {
  /** units×inputs, row-major. */
  weights: Float64Array;
  biases: Float64Array;
}

function totals({ weights, biases }: Layer, x: Float64Array): Float64Array {
  return biases.map((bias, j) =>
    x.reduce((sum, entry, i) => sum + weights[j * x.length + i]! * entry, bias),
  );
}

/** factor·x, or factor·x with the dropped units at 0. */
function times(x: Float64Array, mask: Float64Array | null, factor: number): Float64Array {
  return x.map((entry, i) => factor * entry * (mask?.[i] ?? 1));
}

interface Network {
  lower: Layer;
  upper: Layer;
  stimuli: readonly Float64Array[];
}

/** Dropout on five inputs and five hidden units: ten bits of one mask. */
function deepGap(units: Activation['value'], networks: readonly Network[], keep: number): DeepGap {
  const gaps = networks.flatMap(({ lower, upper, stimuli }) => {
    const output = (x: Float64Array, low: Float64Array | null, high: Float64Array | null) => {
      const factor = low === null ? keep : 1;
      const hidden = totals(lower, times(x, low, factor)).map(units);
      return totals(upper, times(hidden, high, factor));
    };
    return stimuli.map((x) => {
      const mean = meanOverMasks(2 * HIDDEN, keep, (mask) =>
        output(x, mask.subarray(0, HIDDEN), mask.subarray(HIDDEN)),
      );
      const scaled = output(x, null, null);
      return {
        gap: distance(mean, scaled),
        relative: norm(mean.map((entry, i) => entry - scaled[i]!)) / norm(mean),
        agrees: largestAt(mean) === largestAt(scaled) ? 1 : 0,
      };
    });
  });
  const average = (of: (one: (typeof gaps)[number]) => number): number =>
    gaps.reduce((sum, one) => sum + of(one), 0) / gaps.length;
  return {
    gap: Math.max(...gaps.map(({ gap }) => gap)),
    relative: average(({ relative }) => relative),
    agree: average(({ agrees }) => agrees),
  };
}

/**
 * Mean over masks of Σ(y − (mask∘x)·w)², against Σ(y − p·x·w)² + p(1 − p) Σ x²w²
 * (Srivastava et al. 2014, section 9.1). Masks of different rows are independent, so
 * each row is averaged by itself.
 */
function ridgeGap(
  rows: readonly Float64Array[],
  answers: Float64Array,
  weights: Float64Array,
  keep: number,
): number {
  const predict = (x: Float64Array): number =>
    x.reduce((sum, entry, i) => sum + entry * weights[i]!, 0);
  let mean = 0;
  let formula = 0;
  rows.forEach((x, i) => {
    const y = answers[i]!;
    const [loss] = meanOverMasks(INPUTS, keep, (mask) => {
      const rest = y - predict(times(x, mask, 1));
      return [rest * rest];
    });
    mean += loss!;
    const rest = y - keep * predict(x);
    const penalty = x.reduce((sum, entry, j) => {
      const part = entry * weights[j]!;
      return sum + part * part;
    }, 0);
    formula += rest * rest + keep * (1 - keep) * penalty;
  });
  return Math.abs(mean - formula) / formula;
}

function largestAt(x: Float64Array): number {
  return x.indexOf(Math.max(...x));
}

function distance(a: Float64Array, b: Float64Array): number {
  return a.reduce((most, entry, i) => Math.max(most, Math.abs(entry - b[i]!)), 0);
}
