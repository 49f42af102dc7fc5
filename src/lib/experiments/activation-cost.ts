import { defineExperiment } from '../lab/define.ts';
import { createRandom } from '../numeric/random.ts';
import { activation } from '../rectifiers/activations.ts';
import { type CountedKind, countedSlope, countedValue } from '../rectifiers/counted.ts';
import { deviation, fill } from '../rectifiers/initialisations.ts';
import { zeroShare } from '../rectifiers/sparsity.ts';
import { createStack, forward, operations, weightsOf } from '../rectifiers/stack.ts';

/** Operations a unit takes, means over the inputs tried. */
export interface CostOfUnit {
  value: number;
  slope: number;
  both: number;
  /** Largest distances of value and slope, computed so, from the functions themselves. */
  gap: number;
}

export interface ActivationCostResult {
  /** Inputs tried, even over ±8. */
  samples: number;
  byKind: Record<CountedKind, CostOfUnit>;
  /** Operations of value and slope over those of the rectifier. */
  ratio: Record<CountedKind, number>;
  /** A unit together with its weighted sum of so many inputs, there and back. */
  layer: { inputs: number; relu: number; sigmoid: number; ratio: number };
  /** Multiply-adds of the layer above when products with exact zeros are left out. */
  skip: { zeros: number; share: number };
}

const KINDS: readonly CountedKind[] = ['relu', 'leaky', 'elu', 'sigmoid', 'tanh', 'softplus'];
const SAMPLES = 1601;
const INPUTS = 256;
const BATCH = 64;

export default defineExperiment<ActivationCostResult>({
  id: 'activation-cost',
  title: 'Operations that a unit’s value and slope take, and what zeros save',
  seed: 1,
  run({ seed, count }) {
    const inputs = Array.from({ length: SAMPLES }, (_, i) => -8 + (16 * i) / (SAMPLES - 1));
    const byKind = Object.fromEntries(KINDS.map((kind) => [kind, cost(kind, inputs)])) as Record<
      CountedKind,
      CostOfUnit
    >;
    count(KINDS.reduce((sum, kind) => sum + SAMPLES * byKind[kind].both, 0));
    // A product and an addition for each input, once there and twice back.
    const layer = (kind: CountedKind): number => 6 * INPUTS + byKind[kind].both;
    const zeros = zerosOfLayer(seed);
    count(operations(createStack([INPUTS, INPUTS]), BATCH));
    return {
      samples: SAMPLES,
      byKind,
      ratio: Object.fromEntries(
        KINDS.map((kind) => [kind, byKind[kind].both / byKind.relu.both]),
      ) as Record<CountedKind, number>,
      layer: {
        inputs: INPUTS,
        relu: layer('relu'),
        sigmoid: layer('sigmoid'),
        ratio: layer('sigmoid') / layer('relu'),
      },
      skip: { zeros, share: 1 - zeros },
    };
  },
});

function cost(kind: CountedKind, inputs: readonly number[]): CostOfUnit {
  const exact = activation({ kind });
  let value = 0;
  let slope = 0;
  let gap = 0;
  for (const x of inputs) {
    const there = countedValue(kind, x);
    const back = countedSlope(kind, x, there.result);
    value += there.operations;
    slope += back.operations;
    gap = Math.max(
      gap,
      Math.abs(there.result - exact.value(x)),
      Math.abs(back.result - exact.slope(x)),
    );
  }
  return {
    value: value / inputs.length,
    slope: slope / inputs.length,
    both: (value + slope) / inputs.length,
    gap,
  };
}

/** Share of exact zeros in an untrained layer of rectifiers, He weights, normal inputs. */
function zerosOfLayer(seed: number): number {
  const random = createRandom(seed);
  const layer = createStack([INPUTS, INPUTS]);
  fill(weightsOf(layer, 0), deviation({ scheme: 'he' }, INPUTS, INPUTS), 'normal', random);
  const inputs = new Float64Array(BATCH * INPUTS);
  fill(inputs, 1, 'normal', random);
  return zeroShare(forward(layer, activation({ kind: 'relu' }), inputs, BATCH).outputs[1]!);
}
