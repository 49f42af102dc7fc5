import { defineExperiment } from '../lab/define.ts';
import { bisect } from '../numeric/bisect.ts';
import { createRandom } from '../numeric/random.ts';
import { round } from '../numeric/round.ts';
import { type Activation, activation } from '../rectifiers/activations.ts';
import { fill } from '../rectifiers/initialisations.ts';
import { type Stack, biasesOf, createStack, forward, weightsOf } from '../rectifiers/stack.ts';

export interface TanhSigmoidResult {
  /** Points of the grid over ±20. */
  samples: number;
  /** Largest |tanh x − (2σ(2x) − 1)| on it. */
  gap: number;
  /** A network of tanh units rewritten with logistic ones. */
  network: {
    samples: number;
    hidden: number;
    /** Largest difference of the outputs, and largest output. */
    gap: number;
    scale: number;
  };
  /** Answer to a total input of 0. */
  rest: { tanh: number; sigmoid: number };
  /** The x with σ(x) = x: where a chain of logistic units comes to rest. */
  fixedPoint: number;
  slopes: { tanhAtZero: number; sigmoidAtZero: number; sigmoidAtFixedPoint: number };
  /** Largest distance from point symmetry. */
  antisymmetry: {
    /** |tanh(−x) + tanh(x)|. */
    unit: number;
    /** The same of units with a bias, about the input at which their total input is 0. */
    biased: number;
    /** |f(−x) + f(x)| of a network without biases, and of one with. */
    network: number;
    networkWithBiases: number;
    /** |σ(−x) + σ(x) − 1|. */
    sigmoid: number;
  };
  /** For drawing. */
  curves: { x: number[]; tanh: number[]; rescaled: number[]; sigmoid: number[] };
}

const SAMPLES = 40_001;
const INPUTS = 8;
const HIDDEN = 12;
const OUTPUTS = 3;
const STIMULI = 200;
const BIASED_UNITS = 50;

export default defineExperiment<TanhSigmoidResult>({
  id: 'tanh-sigmoid',
  title: 'tanh and the logistic function: one is the other rescaled; where they rest, how steep',
  seed: 2011,
  run({ seed, count }) {
    const random = createRandom(seed);
    const tanh = activation({ kind: 'tanh' });
    const sigmoid = activation({ kind: 'sigmoid' });
    const grid = Array.from({ length: SAMPLES }, (_, i) => -20 + (40 * i) / (SAMPLES - 1));
    count(6 * SAMPLES);

    const net = createStack([INPUTS, HIDDEN, OUTPUTS]);
    for (const l of [0, 1]) fill(weightsOf(net, l), 1, 'normal', random);
    const withoutBiases = createStack(net.sizes);
    withoutBiases.parameters.forEach((layer, l) => layer.set(weightsOf(net, l)));
    for (const l of [0, 1]) fill(biasesOf(net, l), 1, 'normal', random);
    const stimuli = new Float64Array(STIMULI * INPUTS);
    fill(stimuli, 1, 'normal', random);
    const mirrored = stimuli.map((x) => -x);
    const wanted = readOut(net, tanh, stimuli);
    const found = readOut(withLogisticUnits(net), sigmoid, stimuli);
    const oddness = (of: Stack): number =>
      largest(sum(readOut(of, tanh, stimuli), readOut(of, tanh, mirrored)));
    count(6 * STIMULI * HIDDEN * (INPUTS + OUTPUTS));

    const fixedPoint = bisect((x) => sigmoid.value(x) - x, 0, 1);
    const drawn = Array.from({ length: 161 }, (_, i) => (i - 80) / 20);
    const curve = (f: (x: number) => number): number[] => drawn.map((x) => round(f(x), 6));
    return {
      samples: SAMPLES,
      gap: largest(grid.map((x) => tanh.value(x) - rescaled(x))),
      network: {
        samples: STIMULI,
        hidden: HIDDEN,
        gap: largest(wanted.map((y, i) => found[i]! - y)),
        scale: largest(wanted),
      },
      rest: { tanh: tanh.value(0), sigmoid: sigmoid.value(0) },
      fixedPoint,
      slopes: {
        tanhAtZero: tanh.slope(0),
        sigmoidAtZero: sigmoid.slope(0),
        sigmoidAtFixedPoint: sigmoid.slope(fixedPoint),
      },
      antisymmetry: {
        unit: largest(grid.map((x) => tanh.value(-x) + tanh.value(x))),
        biased: biasedUnits(tanh, grid, random.normal),
        network: oddness(withoutBiases),
        networkWithBiases: oddness(net),
        sigmoid: largest(grid.map((x) => sigmoid.value(-x) + sigmoid.value(x) - 1)),
      },
      curves: {
        x: drawn,
        tanh: curve(tanh.value),
        rescaled: curve(rescaled),
        sigmoid: curve(sigmoid.value),
      },
    };

    function rescaled(x: number): number {
      return 2 * sigmoid.value(2 * x) - 1;
    }
  },
});

/**
 * The same function from logistic units: tanh x = 2σ(2x) − 1 doubles what enters a
 * hidden unit, doubles what leaves it, and takes the weights' sum from the next bias.
 */
function withLogisticUnits(net: Stack): Stack {
  const same: Stack = { sizes: net.sizes, parameters: net.parameters.map((p) => p.slice()) };
  const lower = same.parameters[0]!;
  lower.forEach((entry, i) => (lower[i] = 2 * entry));
  const above = weightsOf(same, 1);
  const biases = biasesOf(same, 1);
  above.forEach((weight, i) => {
    const unit = Math.floor(i / HIDDEN);
    biases[unit] = biases[unit]! - weight;
    above[i] = 2 * weight;
  });
  return same;
}

/** Outputs of the network whose last layer is linear: the totals of that layer. */
function readOut(net: Stack, units: Activation, stimuli: Float64Array): Float64Array {
  return forward(net, units, stimuli, STIMULI).totals[1]!;
}

/** Largest |u(c + d) + u(c − d)| of units u(x) = tanh(wx + b) about c = −b/w. */
function biasedUnits({ value }: Activation, grid: readonly number[], normal: () => number): number {
  let worst = 0;
  for (let unit = 0; unit < BIASED_UNITS; unit++) {
    const weight = (1 + Math.abs(normal())) * (normal() < 0 ? -1 : 1);
    const bias = normal();
    const centre = -bias / weight;
    for (let i = 0; i < grid.length; i += 100) {
      const one = value(weight * (centre + grid[i]!) + bias);
      const other = value(weight * (centre - grid[i]!) + bias);
      worst = Math.max(worst, Math.abs(one + other));
    }
  }
  return worst;
}

function sum(a: Float64Array, b: Float64Array): Float64Array {
  return a.map((entry, i) => entry + b[i]!);
}

function largest(numbers: ArrayLike<number>): number {
  let most = 0;
  for (let i = 0; i < numbers.length; i++) most = Math.max(most, Math.abs(numbers[i]!));
  return most;
}
