import { defineExperiment } from '../lab/define.ts';
import { addOuter, multiply, multiplyTransposed } from '../networks/multiply.ts';
import { createRandom } from '../numeric/random.ts';
import { dot, norm } from '../numeric/vector.ts';
import { normaliseBatch, normaliseBatchBackward } from '../rectifiers/batch-norm.ts';
import { deviation, fill } from '../rectifiers/initialisations.ts';

/** A layer whose weights are multiplied by a number, beside the layer itself. */
export interface Scaled {
  /** Largest change of a normalised output. */
  output: number;
  /** Largest change of a gradient by the layer's inputs, over the largest such gradient. */
  inputs: number;
  /** Norm of the gradient by the weights, times the factor, over that before; less 1. */
  gradient: number;
}

export interface BatchNormScaleResult {
  batch: number;
  inputs: number;
  units: number;
  /** The usual ε. */
  epsilon: number;
  /** Smallest variance of a unit's total inputs, with the weights as they start. */
  variance: number;
  /** Factors a, the same for all units; `each` multiplies every unit by another. */
  factors: number[];
  exact: { byFactor: Scaled[]; each: number; worst: Scaled };
  /** With the usual ε, weights enlarged (a > 1) and shrunk to a thousandth. */
  usual: { byFactor: Scaled[]; grown: Scaled; shrunk: Scaled };
  /** Largest |cosine| between a unit's weights and its gradient. */
  cosine: { exact: number; usual: number; shrunk: number };
  /** Plain gradient descent on a fresh batch each step, ε = 0. */
  growth: {
    steps: number;
    rate: number;
    /** Norm of the first unit's weights, every tenth step. */
    norm: number[];
    /** Smallest rise of a unit's squared norm in a step. */
    smallestRise: number;
    /** Largest distance of that rise from rate²·‖gradient‖², over the squared norm. */
    gap: number;
  };
}

const BATCH = 64;
const INPUTS = 12;
const UNITS = 6;
const EPSILON = 1e-5;
const SHRUNK = 1e-3;
const FACTORS = [SHRUNK, 0.1, 0.5, 2, 10, 1000];
const STEPS = 200;
const RATE = 0.5;

export default defineExperiment<BatchNormScaleResult>({
  id: 'batch-norm-scale',
  title: 'Batch normalisation: what the size of the weights changes and what it does not',
  seed: 2015,
  run({ seed, count }) {
    const random = createRandom(seed);
    const x = new Float64Array(BATCH * INPUTS);
    const targets = new Float64Array(BATCH * UNITS);
    const weights = new Float64Array(UNITS * INPUTS);
    fill(x, 1, 'normal', random);
    fill(targets, 1, 'normal', random);
    fill(weights, deviation({ scheme: 'lecun' }, INPUTS, UNITS), 'normal', random);
    const each = Array.from({ length: UNITS }, (_, j) => 0.2 + j);

    const fresh = (W: Float64Array): Float64Array => {
      fill(x, 1, 'normal', random);
      fill(targets, 1, 'normal', random);
      return at(W, 0).gradient;
    };
    const at = (W: Float64Array, epsilon: number): Pass => {
      count(3 * BATCH * INPUTS * UNITS);
      return pass(W, x, targets, epsilon);
    };
    const compare = (factor: number, epsilon: number): Scaled => {
      const before = at(weights, epsilon);
      const after = at(
        weights.map((w) => factor * w),
        epsilon,
      );
      return {
        output: distance(after.output, before.output),
        inputs: distance(after.below, before.below) / distance(before.below),
        gradient: (factor * norm(after.gradient)) / norm(before.gradient) - 1,
      };
    };
    const exact = FACTORS.map((factor) => compare(factor, 0));
    const usual = FACTORS.map((factor) => compare(factor, EPSILON));
    const worst = (of: readonly Scaled[]): Scaled => ({
      output: Math.max(...of.map(({ output }) => output)),
      inputs: Math.max(...of.map(({ inputs }) => inputs)),
      gradient: Math.max(...of.map(({ gradient }) => Math.abs(gradient))),
    });
    const unequal = weights.map((w, i) => each[Math.floor(i / INPUTS)]! * w);
    return {
      batch: BATCH,
      inputs: INPUTS,
      units: UNITS,
      epsilon: EPSILON,
      variance: Math.min(...at(weights, 0).deviation.map((d) => d * d)),
      factors: FACTORS,
      exact: {
        byFactor: exact,
        each: distance(at(unequal, 0).output, at(weights, 0).output),
        worst: worst(exact),
      },
      usual: {
        byFactor: usual,
        grown: worst(usual.filter((_, i) => FACTORS[i]! > 1)),
        shrunk: usual[0]!,
      },
      cosine: {
        exact: largestCosine(weights, at(weights, 0)),
        usual: largestCosine(weights, at(weights, EPSILON)),
        shrunk: largestCosine(
          weights,
          at(
            weights.map((w) => SHRUNK * w),
            EPSILON,
          ),
        ),
      },
      growth: descend(weights, fresh),
    };
  },
});

interface Pass {
  output: Float64Array;
  deviation: Float64Array;
  /** Gradient by the weights, units×inputs, and by the inputs, batch×inputs. */
  gradient: Float64Array;
  below: Float64Array;
}

/** Forward and back through weights and normalisation, with the loss ½‖y − t‖²/n. */
function pass(
  weights: Float64Array,
  x: Float64Array,
  targets: Float64Array,
  epsilon: number,
): Pass {
  // The products expect biases behind the weights; they stay 0.
  const parameters = new Float64Array(UNITS * (INPUTS + 1));
  parameters.set(weights);
  const totals = new Float64Array(BATCH * UNITS);
  multiplyTransposed(x, 0, parameters, totals, 0, BATCH, INPUTS, UNITS);
  const normalised = normaliseBatch(totals, UNITS, epsilon);
  const above = normalised.output.map((y, i) => (y - targets[i]!) / BATCH);
  const delta = normaliseBatchBackward(normalised, above);
  const gradient = new Float64Array(parameters.length);
  addOuter(delta, 0, x, 0, gradient, BATCH, INPUTS, UNITS);
  const below = new Float64Array(x.length);
  multiply(delta, 0, parameters, below, 0, BATCH, INPUTS, UNITS);
  return { ...normalised, gradient: gradient.subarray(0, weights.length), below };
}

function largestCosine(weights: Float64Array, { gradient }: Pass): number {
  return Math.max(
    ...rows(weights).map((w, j) => {
      const g = rows(gradient)[j]!;
      return Math.abs(dot(w, g)) / (norm(w) * norm(g));
    }),
  );
}

function descend(
  start: Float64Array,
  gradientAt: (weights: Float64Array) => Float64Array,
): BatchNormScaleResult['growth'] {
  let weights = start;
  const norms = [norm(rows(start)[0]!)];
  let smallestRise = Infinity;
  let gap = 0;
  for (let step = 1; step <= STEPS; step++) {
    const gradient = gradientAt(weights);
    const before = rows(weights);
    weights = weights.map((w, i) => w - RATE * gradient[i]!);
    rows(weights).forEach((after, j) => {
      const was = dot(before[j]!, before[j]!);
      const rise = dot(after, after) - was;
      const g = rows(gradient)[j]!;
      smallestRise = Math.min(smallestRise, rise);
      gap = Math.max(gap, Math.abs(rise - RATE * RATE * dot(g, g)) / was);
    });
    if (step % 10 === 0) norms.push(norm(rows(weights)[0]!));
  }
  return { steps: STEPS, rate: RATE, norm: norms, smallestRise, gap };
}

/** Weights of each unit. */
function rows(weights: Float64Array): Float64Array[] {
  return Array.from({ length: UNITS }, (_, j) => weights.subarray(j * INPUTS, (j + 1) * INPUTS));
}

/** Largest difference of two arrays entry by entry, or the largest entry of one. */
function distance(a: Float64Array, b?: Float64Array): number {
  return a.reduce((most, entry, i) => Math.max(most, Math.abs(entry - (b?.[i] ?? 0))), 0);
}
