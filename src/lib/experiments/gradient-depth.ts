import { defineExperiment } from '../lab/define.ts';
import { createRandom } from '../numeric/random.ts';
import { round } from '../numeric/round.ts';
import { type Activation, type ActivationSpec, activation } from '../rectifiers/activations.ts';
import { type Initialisation, deviation, fill } from '../rectifiers/initialisations.ts';
import {
  type Stack,
  type Trace,
  backward,
  biasesOf,
  createStack,
  forward,
  operations,
  parameterGradients,
  weightsOf,
} from '../rectifiers/stack.ts';

/** Median over the seeds, and the extremes. */
export interface Spread {
  median: number;
  low: number;
  high: number;
}

export type SchemeName =
  | 'reluHe'
  | 'reluPlain'
  | 'tanh'
  | 'sigmoid'
  | 'reluHeUniform'
  | 'preluHe'
  | 'preluPlain'
  | 'tanhSmall'
  | 'tanhStandard'
  | 'sigmoidCentred'
  | 'sigmoidFour'
  | 'sigmoidFourCentred';

export interface DepthOfScheme {
  /** Norm of the gradient by the inputs, over that of the gradient by the outputs. */
  gradient: Spread;
  /** Root mean square of the outputs, over that of the inputs. */
  signal: Spread;
  /** What `gradient` should be, where a formula says so. */
  theory: number | null;
  /** Medians by floor: `gradientByLayer[k]` k layers back from the output, `signalByLayer[k]` after k layers. */
  gradientByLayer: number[];
  signalByLayer: number[];
}

/** Units of different widths. Gradients here by unit: root mean squares, not norms. */
export interface DepthOfWidths {
  gradient: Spread;
  signal: Spread;
  gradientTheory: number;
  signalTheory: number;
}

export interface GradientDepthResult {
  layers: number;
  width: number;
  /** Rows of the batch: of the first four schemes, and of the others. */
  batch: { main: number; others: number };
  seeds: number;
  schemes: Record<SchemeName, DepthOfScheme>;
  /** Rectifiers that are off for every example. */
  dead: {
    bias: number;
    /** Share of examples for which the unit with that bias is on. */
    active: number;
    /** Norm of the gradient by its weights. */
    gradient: number;
    /** Norm of the gradient below a whole layer of such units, ten layers up. */
    layerGradient: number;
    /** Gradient that arrives when half the units of that layer are such. */
    half: Spread;
  };
  /** Layers whose width falls from 512 to 64, or alternates between 512 and 128. */
  widths: Record<'taper' | 'alternating', { sizes: number[] } & Record<Rule, DepthOfWidths>>;
}

type Rule = 'fanIn' | 'fanOut' | 'glorot';

interface Scheme {
  units: ActivationSpec;
  start: Initialisation;
  shape?: 'uniform';
  /** Size of the inputs (1). */
  inputs?: number;
  /** Weights are multiplied by this, in the first layer by `firstGain`. */
  gain?: number;
  firstGain?: number;
  /** Biases take out what the mean ½ of logistic units adds. */
  centred?: true;
  theory?: number;
}

const LAYERS = 20;
const WIDTH = 256;
const MAIN_BATCH = 64;
const OTHER_BATCH = 8;
const SEEDS = 5;
const DEAD_BIAS = -12;
const MIDDLE = LAYERS / 2;

const RELU: ActivationSpec = { kind: 'relu' };
const PRELU: ActivationSpec = { kind: 'prelu', alpha: 0.25 };
const TANH: ActivationSpec = { kind: 'tanh' };
const SIGMOID: ActivationSpec = { kind: 'sigmoid' };
/** Inputs so small that tanh is a straight line all the way up. */
const SMALL = 1e-3;
/** Four times the weights make up for the slope ¼; the inputs themselves have no ½ in them. */
const FOURFOLD = { gain: 4, firstGain: 2 } as const;

const MAIN: Record<'reluHe' | 'reluPlain' | 'tanh' | 'sigmoid', Scheme> = {
  reluHe: { units: RELU, start: { scheme: 'he' }, theory: 1 },
  reluPlain: { units: RELU, start: { scheme: 'lecun' }, theory: power(1 / 2, LAYERS / 2) },
  tanh: { units: TANH, start: { scheme: 'lecun' } },
  sigmoid: { units: SIGMOID, start: { scheme: 'lecun' } },
};

const OTHERS: Record<Exclude<SchemeName, keyof typeof MAIN>, Scheme> = {
  reluHeUniform: { units: RELU, start: { scheme: 'he' }, shape: 'uniform', theory: 1 },
  preluHe: { units: PRELU, start: { scheme: 'he', slope: 0.25 }, theory: 1 },
  preluPlain: {
    units: PRELU,
    start: { scheme: 'lecun' },
    theory: power((1 + 0.25 * 0.25) / 2, LAYERS / 2),
  },
  tanhSmall: { units: TANH, start: { scheme: 'glorot' }, inputs: SMALL, theory: 1 },
  tanhStandard: {
    units: TANH,
    start: { scheme: 'standard' },
    shape: 'uniform',
    inputs: SMALL,
    theory: power(1 / 3, LAYERS / 2),
  },
  sigmoidCentred: { units: SIGMOID, start: { scheme: 'lecun' }, centred: true },
  sigmoidFour: { units: SIGMOID, start: { scheme: 'lecun' }, ...FOURFOLD },
  sigmoidFourCentred: { units: SIGMOID, start: { scheme: 'lecun' }, ...FOURFOLD, centred: true },
};

const SQUARE = Array.from({ length: LAYERS + 1 }, () => WIDTH);
const WIDTHS = {
  taper: SQUARE.map((_, l) => 4 * Math.round(128 * Math.exp((-l * Math.log(8)) / LAYERS))),
  alternating: SQUARE.map((_, l) => (l % 2 === 0 ? 512 : 128)),
};

/** Starting weights, and the factors by which a layer from k to m units changes mean squares. */
interface RuleOfWidths extends Scheme {
  signal: (k: number, m: number) => number;
  back: (k: number, m: number) => number;
}

const RULES: Record<Rule, RuleOfWidths> = {
  fanIn: {
    units: RELU,
    start: { scheme: 'he', count: 'inputs' },
    signal: () => 1,
    back: (k, m) => m / k,
  },
  fanOut: {
    units: RELU,
    start: { scheme: 'he', count: 'outputs' },
    signal: (k, m) => k / m,
    back: () => 1,
  },
  glorot: {
    units: TANH,
    start: { scheme: 'glorot' },
    inputs: SMALL,
    signal: (k, m) => (2 * k) / (k + m),
    back: (k, m) => (2 * m) / (k + m),
  },
};

export default defineExperiment<GradientDepthResult>({
  id: 'gradient-depth',
  title: 'Signals and gradients through 20 layers, by unit and by starting weights',
  seed: 2010,
  run({ seed, count, progress }) {
    const runs = new Map<string, Floors[]>();
    const dead: DeadUnits[] = [];
    for (let s = 0; s < SEEDS; s++) {
      const normals = unitNormals(seed + s);
      const run = (name: string, scheme: Scheme, sizes: readonly number[], batch: number): void => {
        const stack = started(sizes, scheme, normals, seed + s);
        const floors = measure(stack, activation(scheme.units), batch, seed + s, scheme.inputs);
        runs.set(name, [...(runs.get(name) ?? []), floors]);
        count(2 * operations(stack, batch));
      };
      for (const [name, scheme] of Object.entries(MAIN)) run(name, scheme, SQUARE, MAIN_BATCH);
      for (const [name, scheme] of Object.entries(OTHERS)) run(name, scheme, SQUARE, OTHER_BATCH);
      for (const [name, sizes] of Object.entries(WIDTHS)) {
        for (const [rule, scheme] of Object.entries(RULES)) {
          run(`${name}-${rule}`, scheme, sizes, OTHER_BATCH);
        }
      }
      dead.push(deadUnits(normals, seed + s));
      count((6 * LAYERS + 1) * OTHER_BATCH * WIDTH * WIDTH);
      progress((s + 1) / SEEDS);
    }
    return {
      layers: LAYERS,
      width: WIDTH,
      batch: { main: MAIN_BATCH, others: OTHER_BATCH },
      seeds: SEEDS,
      schemes: Object.fromEntries(
        Object.entries({ ...MAIN, ...OTHERS }).map(([name, { theory }]) => [
          name,
          summary(runs.get(name)!, theory ?? null),
        ]),
      ) as GradientDepthResult['schemes'],
      dead: {
        bias: DEAD_BIAS,
        active: dead.reduce((sum, { active }) => sum + active, 0) / SEEDS,
        gradient: Math.max(...dead.map(({ gradient }) => gradient)),
        layerGradient: Math.max(...dead.map(({ layerGradient }) => layerGradient)),
        half: spread(dead.map(({ half }) => half)),
      },
      widths: Object.fromEntries(
        Object.entries(WIDTHS).map(([name, sizes]) => [
          name,
          {
            sizes,
            ...Object.fromEntries(
              Object.entries(RULES).map(([rule, scheme]) => [
                rule,
                perUnit(runs.get(`${name}-${rule}`)!, sizes, scheme),
              ]),
            ),
          },
        ]),
      ) as GradientDepthResult['widths'],
    };
  },
});

/** Numbers of mean 0 and variance 1 for the weights of the largest stack here. */
function unitNormals(seed: number): Float64Array {
  const normals = new Float64Array(LAYERS * WIDTH * WIDTH);
  fill(normals, 1, 'normal', createRandom(seed));
  return normals;
}

/** A stack that starts as the scheme says. Normal weights are scaled from the same numbers. */
function started(
  sizes: readonly number[],
  scheme: Scheme,
  normals: Float64Array,
  seed: number,
): Stack {
  const { start, shape = 'normal', gain = 1, firstGain = gain, centred = false } = scheme;
  const stack = createStack(sizes);
  const random = createRandom(seed);
  let used = 0;
  for (let l = 0; l < LAYERS; l++) {
    const inputs = sizes[l]!;
    const size = (l === 0 ? firstGain : gain) * deviation(start, inputs, sizes[l + 1]!);
    const weights = weightsOf(stack, l);
    if (shape === 'uniform') fill(weights, size, shape, random);
    else for (let i = 0; i < weights.length; i++) weights[i] = size * normals[used++]!;
    if (centred && l > 0) {
      const biases = biasesOf(stack, l);
      weights.forEach((weight, i) => {
        const unit = Math.floor(i / inputs);
        biases[unit] = biases[unit]! - weight / 2;
      });
    }
  }
  return stack;
}

/** Root mean squares by floor, the inputs first, and norms of the gradient there. */
interface Floors {
  signals: number[];
  gradients: number[];
}

function measure(stack: Stack, units: Activation, batch: number, seed: number, size = 1): Floors {
  const { trace, above } = examples(stack, units, batch, seed, size);
  const { floors } = backward(stack, units, trace, above, batch);
  return {
    signals: trace.outputs.map((floor) => euclid(floor) / Math.sqrt(floor.length)),
    gradients: floors.map(euclid),
  };
}

/** Normal inputs of the size given, and normal gradients at the outputs. */
function examples(
  stack: Stack,
  units: Activation,
  batch: number,
  seed: number,
  size: number,
): { trace: Trace; above: Float64Array } {
  // Far from the seeds of the weights.
  const random = createRandom(seed + 1_000_000);
  const inputs = new Float64Array(batch * stack.sizes[0]!);
  const above = new Float64Array(batch * stack.sizes.at(-1)!);
  fill(inputs, size, 'normal', random);
  fill(above, 1, 'normal', random);
  return { trace: forward(stack, units, inputs, batch), above };
}

function summary(runs: readonly Floors[], theory: number | null): DepthOfScheme {
  const gradientAt = (back: number): Spread =>
    spread(runs.map(({ gradients }) => gradients[LAYERS - back]! / gradients[LAYERS]!));
  const signalAt = (up: number): Spread =>
    spread(runs.map(({ signals }) => signals[up]! / signals[0]!));
  const floors = Array.from({ length: LAYERS + 1 }, (_, k) => k);
  return {
    gradient: gradientAt(LAYERS),
    signal: signalAt(LAYERS),
    theory,
    gradientByLayer: floors.map((k) => round(gradientAt(k).median, 6)),
    signalByLayer: floors.map((k) => round(signalAt(k).median, 6)),
  };
}

interface DeadUnits {
  active: number;
  gradient: number;
  layerGradient: number;
  half: number;
}

function deadUnits(normals: Float64Array, seed: number): DeadUnits {
  const units = activation(RELU);
  const n = OTHER_BATCH;
  const start = (): Stack => started(SQUARE, MAIN.reluHe, normals, seed);

  const one = start();
  biasesOf(one, 0)[0] = DEAD_BIAS;
  const { trace, above } = examples(one, units, n, seed, 1);
  let active = 0;
  for (let i = 0; i < n; i++) if (trace.outputs[1]![i * WIDTH]! > 0) active++;
  const [first] = parameterGradients(one, trace, backward(one, units, trace, above, n), n);

  const whole = start();
  biasesOf(whole, MIDDLE).fill(DEAD_BIAS);
  const some = start();
  biasesOf(some, MIDDLE).fill(DEAD_BIAS, 0, WIDTH / 2);
  const { gradients } = measure(some, units, n, seed);
  return {
    active: active / n,
    gradient: euclid(first!.subarray(0, WIDTH)),
    layerGradient: measure(whole, units, n, seed).gradients[MIDDLE]!,
    half: gradients[0]! / gradients[LAYERS]!,
  };
}

/** The same by unit, for widths that differ. */
function perUnit(
  runs: readonly Floors[],
  sizes: readonly number[],
  { back, signal }: RuleOfWidths,
): DepthOfWidths {
  const through = (factor: (k: number, m: number) => number): number =>
    Math.sqrt(sizes.slice(1).reduce((product, m, l) => product * factor(sizes[l]!, m), 1));
  const fewer = Math.sqrt(sizes.at(-1)! / sizes[0]!);
  return {
    gradient: spread(runs.map(({ gradients }) => (fewer * gradients[0]!) / gradients[LAYERS]!)),
    signal: spread(runs.map(({ signals }) => signals[LAYERS]! / signals[0]!)),
    gradientTheory: through(back),
    signalTheory: through(signal),
  };
}

function spread(values: readonly number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b);
  return {
    median: sorted[(sorted.length - 1) / 2]!,
    low: sorted[0]!,
    high: sorted.at(-1)!,
  };
}

function euclid(entries: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < entries.length; i++) sum += entries[i]! * entries[i]!;
  return Math.sqrt(sum);
}

function power(base: number, exponent: number): number {
  return Array.from({ length: exponent }).reduce<number>((product) => product * base, 1);
}
