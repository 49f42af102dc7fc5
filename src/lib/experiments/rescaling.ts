import { defineExperiment } from '../lab/define.ts';
import { createRandom } from '../numeric/random.ts';
import { norm } from '../numeric/vector.ts';
import { type Activation, type ActivationSpec, activation } from '../rectifiers/activations.ts';
import { deviation, fill } from '../rectifiers/initialisations.ts';
import { rescale } from '../rectifiers/rescale.ts';
import {
  type Stack,
  backward,
  biasesOf,
  createStack,
  forward,
  operations,
  parameterGradients,
  weightsOf,
} from '../rectifiers/stack.ts';
import { slide, twoWeightCurvature, twoWeightGradient } from '../rectifiers/two-weights.ts';

type Kind = 'relu' | 'leaky' | 'tanh' | 'softplus' | 'sigmoid';

export interface RescalingResult {
  /** Networks tried; of equalities the worst is given, of differences the smallest. */
  networks: number;
  sizes: number[];
  samples: number;
  alphas: { unit: number[]; fifteen: number[]; negative: number[] };
  /** Largest output of the networks with rectifiers. */
  scale: number;
  /** Largest |s′ − s| with the factors of product 1. */
  unchanged: Record<Kind, number>;
  /** Largest |15 s′ − s| with those of product 15. */
  factored: Record<Kind, number>;
  /** With two negative factors: of product 1, and (−2, −3, ½, 5) of product 15. */
  negative: { unchanged: number; factored: number };
  /** When a bias is divided by its own layer's factor alone. */
  ownBias: { unchanged: number; factored: number };
  /** |s′ ∏_{j<n} α_j − s|: the product stops one layer short of the output. */
  partialProduct: number;
  /** Gradient of ½‖s − 1‖² at the rescaled weights, over that at the first ones. */
  gradient: {
    weights: number[];
    biases: number[];
    /** Largest relative distance from α_i, and from ∏_{j≤i} α_j. */
    weightGap: number;
    biasGap: number;
    /** Largest of the ratios over the smallest. */
    spread: number;
  };
  /** ½(w₁w₂ − 1)² at (α, 1/α), and its gradient at (2α, 1/α). */
  twoWeights: {
    alpha: number[];
    /** Largest eigenvalue of the Hessian, and the largest stable learning rate, 2 over it. */
    curvature: number[];
    stableRate: number[];
    /** |∂/∂w₂| over |∂/∂w₁|. */
    gradientRatio: number[];
  };
}

const SIZES = [8, 16, 16, 16, 4];
const LAYERS = SIZES.length - 1;
const SAMPLES = 200;
const NETWORKS = 5;
const UNIT = [2, 0.5, 4, 0.25];
const FIFTEEN = [2, 3, 0.5, 5];
const NEGATIVE = [-1, -1, 1, 1];
const NEGATIVE_FIFTEEN = [-2, -3, 0.5, 5];
const ALPHAS = [1, 1.5, 2, 3, 4, 6, 8];

const KINDS: Record<Kind, ActivationSpec> = {
  relu: { kind: 'relu' },
  leaky: { kind: 'leaky', alpha: 0.1 },
  tanh: { kind: 'tanh' },
  softplus: { kind: 'softplus' },
  sigmoid: { kind: 'sigmoid' },
};

export default defineExperiment<RescalingResult>({
  id: 'rescaling',
  title: 'Layers divided by factors: which networks compute the same, and what their gradients do',
  seed: 15,
  run({ seed, count }) {
    const random = createRandom(seed);
    const relu = activation(KINDS.relu);
    const runs = Array.from({ length: NETWORKS }, () => {
      const net = createStack(SIZES);
      for (let l = 0; l < LAYERS; l++) {
        const spread = deviation({ scheme: 'lecun' }, SIZES[l]!, SIZES[l + 1]!);
        fill(weightsOf(net, l), spread, 'normal', random);
        fill(biasesOf(net, l), 0.3, 'normal', random);
      }
      const inputs = new Float64Array(SAMPLES * SIZES[0]!);
      fill(inputs, 1, 'normal', random);
      const outputs = (of: Stack, units: Activation): Float64Array => {
        count(operations(of, SAMPLES));
        return forward(of, units, inputs, SAMPLES).outputs[LAYERS]!;
      };
      const gap = (other: Stack, units: Activation, factor: number): number => {
        const wanted = outputs(net, units);
        return largest(outputs(other, units).map((s, i) => factor * s - wanted[i]!));
      };
      const byKind = (factors: readonly number[]): Record<Kind, number> =>
        Object.fromEntries(
          Object.entries(KINDS).map(([kind, spec]) => [
            kind,
            gap(rescale(net, factors), activation(spec), product(factors)),
          ]),
        ) as Record<Kind, number>;
      return {
        scale: largest(outputs(net, relu)),
        unchanged: byKind(UNIT),
        factored: byKind(FIFTEEN),
        negative: {
          unchanged: gap(rescale(net, NEGATIVE), relu, 1),
          factored: gap(rescale(net, NEGATIVE_FIFTEEN), relu, 15),
        },
        ownBias: {
          unchanged: gap(rescaleOwnBias(net, UNIT), relu, 1),
          factored: gap(rescaleOwnBias(net, FIFTEEN), relu, 15),
        },
        partialProduct: gap(rescale(net, FIFTEEN), relu, product(FIFTEEN.slice(0, -1))),
        before: gradientNorms(net, relu, inputs),
        after: gradientNorms(rescale(net, UNIT), relu, inputs),
      };
    });

    /** Equal means equal in every network; different, different in every one. */
    const worst = (of: (run: (typeof runs)[number]) => number): number => Math.max(...runs.map(of));
    const least = (of: (run: (typeof runs)[number]) => number): number => Math.min(...runs.map(of));
    const homogeneous = (kind: Kind): boolean => kind === 'relu' || kind === 'leaky';
    const overRuns = (which: 'unchanged' | 'factored'): Record<Kind, number> =>
      Object.fromEntries(
        (Object.keys(KINDS) as Kind[]).map((kind) => [
          kind,
          (homogeneous(kind) ? worst : least)((run) => run[which][kind]),
        ]),
      ) as Record<Kind, number>;
    const ratios = (part: 'weights' | 'biases'): number[][] =>
      runs.map(({ before, after }) => after[part].map((size, l) => size / before[part][l]!));
    const distance = (found: number[][], wanted: readonly number[]): number =>
      largest(found.flatMap((of) => of.map((ratio, l) => ratio / wanted[l]! - 1)));
    const soFar = UNIT.map((_, l) => product(UNIT.slice(0, l + 1)));
    const weights = ratios('weights');
    const biases = ratios('biases');
    const points = ALPHAS.map((alpha) => slide([1, 1], alpha));
    const curvature = points.map(twoWeightCurvature);
    return {
      networks: NETWORKS,
      sizes: SIZES,
      samples: SAMPLES,
      alphas: { unit: UNIT, fifteen: FIFTEEN, negative: NEGATIVE },
      scale: worst(({ scale }) => scale),
      unchanged: overRuns('unchanged'),
      factored: overRuns('factored'),
      negative: {
        unchanged: least(({ negative }) => negative.unchanged),
        factored: least(({ negative }) => negative.factored),
      },
      ownBias: {
        unchanged: least(({ ownBias }) => ownBias.unchanged),
        factored: least(({ ownBias }) => ownBias.factored),
      },
      partialProduct: least(({ partialProduct }) => partialProduct),
      gradient: {
        weights: weights[0]!,
        biases: biases[0]!,
        weightGap: distance(weights, UNIT),
        biasGap: distance(biases, soFar),
        spread: Math.min(...weights.map((of) => Math.max(...of) / Math.min(...of))),
      },
      twoWeights: {
        alpha: ALPHAS,
        curvature,
        stableRate: curvature.map((value) => 2 / value),
        gradientRatio: ALPHAS.map((alpha) => {
          const [d1, d2] = twoWeightGradient(slide([2, 1], alpha));
          return Math.abs(d2 / d1);
        }),
      },
    };
  },
});

/** The wrong rule: every bias divided by its own layer's factor alone. */
function rescaleOwnBias(net: Stack, factors: readonly number[]): Stack {
  return {
    sizes: net.sizes,
    parameters: net.parameters.map((layer, l) => layer.map((entry) => entry / factors[l]!)),
  };
}

/** Norms by layer of the gradient of the mean of ½‖s − 1‖² by weights and by biases. */
function gradientNorms(
  net: Stack,
  units: Activation,
  inputs: Float64Array,
): { weights: number[]; biases: number[] } {
  const trace = forward(net, units, inputs, SAMPLES);
  const above = trace.outputs[LAYERS]!.map((s) => (s - 1) / SAMPLES);
  const gradients = backward(net, units, trace, above, SAMPLES);
  const parameters = parameterGradients(net, trace, gradients, SAMPLES);
  const of: Stack = { sizes: net.sizes, parameters };
  return {
    weights: parameters.map((_, l) => norm(weightsOf(of, l))),
    biases: parameters.map((_, l) => norm(biasesOf(of, l))),
  };
}

function product(factors: readonly number[]): number {
  return factors.reduce((all, factor) => all * factor, 1);
}

function largest(numbers: ArrayLike<number>): number {
  let most = 0;
  for (let i = 0; i < numbers.length; i++) most = Math.max(most, Math.abs(numbers[i]!));
  return most;
}
