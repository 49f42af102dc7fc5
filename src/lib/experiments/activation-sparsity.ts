import { defineExperiment } from '../lab/define.ts';
import { normalCdf } from '../numeric/normal-cdf.ts';
import { createRandom } from '../numeric/random.ts';
import { mean } from '../numeric/statistics.ts';
import { type ActivationKind, activation } from '../rectifiers/activations.ts';
import { deviation, fill } from '../rectifiers/initialisations.ts';
import { hoyer, trevesRolls, zeroShare } from '../rectifiers/sparsity.ts';
import { createStack, forward, operations, weightsOf } from '../rectifiers/stack.ts';

/** By layer, from the lowest; means over the seeds. */
export interface SparsityByLayer {
  /** Share of activations that are exactly 0; its extremes over layers and seeds. */
  zeros: number[];
  low: number;
  high: number;
  /** Hoyer's sparseness and Treves and Rolls' activity, means over the examples. */
  hoyer: number[];
  trevesRolls: number[];
  /** Share of activations smaller than 10⁻³, zero or not. */
  below: number[];
}

export interface BiasedSparsity {
  /** In standard deviations of the layer's total inputs. */
  bias: number;
  zeros: number[];
  /** First of them, where total inputs are normal; and Φ(−bias), what it should be there. */
  first: number;
  theory: number;
}

export interface ActivationSparsityResult {
  layers: number;
  width: number;
  batch: number;
  seeds: number;
  byKind: Record<Kind, SparsityByLayer>;
  biased: { half: BiasedSparsity; one: BiasedSparsity };
}

type Kind = 'relu' | 'leaky' | 'softplus' | 'tanh' | 'sigmoid';

const KINDS: readonly (Kind & ActivationKind)[] = ['relu', 'leaky', 'softplus', 'tanh', 'sigmoid'];
const LAYERS = 6;
const WIDTH = 512;
const BATCH = 64;
const SEEDS = 3;
const SMALL = 1e-3;

export default defineExperiment<ActivationSparsityResult>({
  id: 'activation-sparsity',
  title: 'Exact zeros in untrained networks, by kind of unit and by layer',
  seed: 512,
  run({ seed, count, progress }) {
    let done = 0;
    const all = (kind: ActivationKind, bias: number): Float64Array[][] =>
      Array.from({ length: SEEDS }, (_, s) => {
        count(LAYERS * operations(createStack([WIDTH, WIDTH]), BATCH));
        progress(++done / (SEEDS * (KINDS.length + 2)));
        return untrained(kind, bias, seed + s);
      });
    return {
      layers: LAYERS,
      width: WIDTH,
      batch: BATCH,
      seeds: SEEDS,
      byKind: Object.fromEntries(
        KINDS.map((kind) => [kind, byLayer(all(kind, 0))]),
      ) as ActivationSparsityResult['byKind'],
      biased: { half: biased(-0.5, all('relu', -0.5)), one: biased(-1, all('relu', -1)) },
    };
  },
});

/**
 * Activations of each layer, n×width, of a network whose weights are uniform with
 * variance 2/n.
 *
 * @param bias of all units, in standard deviations of their layer's total inputs
 */
function untrained(kind: ActivationKind, bias: number, seed: number): Float64Array[] {
  const random = createRandom(seed);
  const units = activation({ kind });
  let below = new Float64Array(BATCH * WIDTH);
  fill(below, 1, 'normal', random);
  return Array.from({ length: LAYERS }, () => {
    const layer = createStack([WIDTH, WIDTH]);
    fill(weightsOf(layer, 0), deviation({ scheme: 'he' }, WIDTH, WIDTH), 'uniform', random);
    const totals = forward(layer, units, below, BATCH).totals[0]!;
    const shift = bias === 0 ? 0 : bias * deviationOf(totals);
    below = totals.map((total) => units.value(total + shift));
    return below;
  });
}

function deviationOf(x: Float64Array): number {
  const centre = mean(x);
  return Math.sqrt(mean(x.map((entry) => (entry - centre) * (entry - centre))));
}

function byLayer(runs: readonly Float64Array[][]): SparsityByLayer {
  const zeros = runs.map((layers) => layers.map(zeroShare));
  const means = (of: (layer: Float64Array) => number): number[] =>
    Array.from({ length: LAYERS }, (_, l) => mean(runs.map((layers) => of(layers[l]!))));
  const overExamples =
    (of: (row: Float64Array) => number) =>
    (layer: Float64Array): number =>
      mean(Array.from({ length: BATCH }, (_, i) => of(layer.subarray(i * WIDTH, (i + 1) * WIDTH))));
  return {
    zeros: means(zeroShare),
    low: Math.min(...zeros.flat()),
    high: Math.max(...zeros.flat()),
    hoyer: means(overExamples(hoyer)),
    trevesRolls: means(overExamples(trevesRolls)),
    below: means((layer) => mean(layer.map((entry) => (Math.abs(entry) < SMALL ? 1 : 0)))),
  };
}

function biased(bias: number, runs: readonly Float64Array[][]): BiasedSparsity {
  const zeros = Array.from({ length: LAYERS }, (_, l) =>
    mean(runs.map((layers) => zeroShare(layers[l]!))),
  );
  return { bias, zeros, first: zeros[0]!, theory: normalCdf(-bias) };
}
