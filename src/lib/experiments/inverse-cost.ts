/**
 * What the Newton step costs, in multiplications counted as they are made: the
 * inverse by elimination and by Strassen's recursion, solving by Cholesky
 * instead, the memory of a Hessian, and which “dimension” it is that costs.
 */
import { defineExperiment } from '../lab/define.ts';
import { cholesky, choleskySolve, choleskySolveCost } from '../optimization/cholesky.ts';
import { gaussJordanInverse } from '../optimization/gauss-jordan.ts';
import { hessianBytes } from '../optimization/hessian-memory.ts';
import { irisLogistic } from '../optimization/iris-logistic.ts';
import { logisticHessianCost, logisticRegression } from '../optimization/logistic-regression.ts';
import { strassenInverse } from '../optimization/strassen.ts';
import { withOnes } from '../optimization/table.ts';

/** Multiplications by size of the matrix. Items of the lists belong together. */
export type CostBySize = {
  n: number[];
  multiplications: number[];
  /** log₂ of the last count over the one before, n having doubled. */
  slope: number;
  /** Largest |entry| of A·A⁻¹ − I: that what was counted did invert. */
  residual: number;
};

export type SolveBySize = Omit<CostBySize, 'residual'> & {
  /** Multiplications over n³. */
  share: number[];
};

/** Multiplications for one Newton step while one thing grows and the rest stays. */
export type Growth = {
  /** What grows, item by item. */
  sizes: number[];
  parameters: number[];
  /** Multiplications for the inverse of the Hessian. */
  inverse: number[];
  /** The last over the first. */
  sizeRatio: number;
  inverseRatio: number;
};

export type InverseCostResult = {
  gaussJordan: CostBySize;
  strassen: CostBySize;
  /** Factor and one right-hand side. */
  cholesky: SolveBySize;
  /** Gauss–Jordan over Cholesky, size by size. */
  ratio: {
    n: number[];
    values: number[];
    last: number;
    /** At n = 10⁶, from the closed forms of both counts. */
    atMillion: number;
  };
  memory: {
    /** Ten to the sixth parameters. */
    million: { parameters: number; bytes: number; terabytes: number };
    /** DeepFace's network. */
    deepface: { parameters: number; bytes: number; petabytes: number };
    /** The logistic regression over iris. */
    iris: { parameters: number; bytes: number };
  };
  /** More samples, same five parameters (iris). Forming the Hessian grows, its inverse does not. */
  samples: Growth & { forming: number[]; formingRatio: number };
  /** More inputs, one weight for each. */
  inputs: Growth;
  /** More inputs, weights shared by all positions (a convolution): as many parameters as before. */
  sharedWeights: Growth;
};

const SIZES = [2, 4, 8, 16, 32, 64, 128, 256];
/** Single numbers at the bottom make the recursion slow; this is far enough for the slope. */
const STRASSEN_SIZES = [2, 4, 8, 16, 32, 64];
const MILLION = 1_000_000;
/** Weights and biases of all layers, counted from the sizes in Taigman et al. 2014, Figure 2. */
const DEEPFACE_PARAMETERS = 118_923_774;
const PENALTY = 1e-3;
const IRIS_SAMPLES = [25, 50, 100];
const SIGNAL_LENGTHS = [16, 32, 64, 128];
const SIGNALS = 20;
const KERNEL = 5;

export const inverseCost = defineExperiment<InverseCostResult>({
  id: 'inverse-cost',
  title: 'Multiplications and memory of a Newton step',
  seed: 0,
  run({ count }) {
    const gaussJordan = costBySize(SIZES, gaussJordanInverse, count);
    const strassen = costBySize(STRASSEN_SIZES, strassenInverse, count);
    const solving = solveBySize(SIZES, count);
    const ratios = SIZES.map(
      (_, i) => (gaussJordan.multiplications[i] as number) / (solving.multiplications[i] as number),
    );
    const { d } = irisLogistic(PENALTY);
    return {
      gaussJordan,
      strassen,
      cholesky: solving,
      ratio: {
        n: SIZES,
        values: ratios,
        last: ratios.at(-1) as number,
        atMillion: cube(MILLION) / choleskySolveCost(MILLION),
      },
      memory: {
        million: memoryOf(MILLION, 'terabytes', 1e12),
        deepface: memoryOf(DEEPFACE_PARAMETERS, 'petabytes', 1e15),
        iris: { parameters: d, bytes: hessianBytes(d) },
      },
      samples: growingSamples(count),
      inputs: growingSignals(count, (signal) => signal),
      sharedWeights: growingSignals(count, pooled),
    };
  },
});

type Count = (operations: number) => void;
type Inversion = (
  A: Float64Array,
  n: number,
) => { inverse: Float64Array; multiplications: number } | null;

function costBySize(sizes: readonly number[], invert: Inversion, count: Count): CostBySize {
  const multiplications: number[] = [];
  let residual = 0;
  for (const n of sizes) {
    const A = wellConditioned(n);
    const found = invert(A, n);
    if (found === null) throw new RangeError(`The example of size ${n} is singular`);
    count(found.multiplications);
    multiplications.push(found.multiplications);
    residual = Math.max(residual, residualOf(A, found.inverse, n));
  }
  return { n: [...sizes], multiplications, slope: slopeOf(multiplications), residual };
}

function solveBySize(sizes: readonly number[], count: Count): SolveBySize {
  const multiplications = sizes.map((n) => {
    const factor = cholesky(wellConditioned(n), n);
    if (factor === null) throw new RangeError(`The example of size ${n} is not definite`);
    const solved = choleskySolve(factor, new Float64Array(n).fill(1));
    const total = factor.multiplications + solved.multiplications;
    count(total);
    return total;
  });
  return {
    n: [...sizes],
    multiplications,
    slope: slopeOf(multiplications),
    share: multiplications.map((m, i) => m / cube(sizes[i] as number)),
  };
}

/** A positive definite n×n matrix: 1/(1 + |i − j|), and 2 more on the diagonal. */
function wellConditioned(n: number): Float64Array {
  const A = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) A[i * n + j] = 1 / (1 + Math.abs(i - j)) + (i === j ? 2 : 0);
  }
  return A;
}

function residualOf(A: Float64Array, B: Float64Array, n: number): number {
  let largest = 0;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      let sum = i === j ? -1 : 0;
      for (let k = 0; k < n; k++) sum += (A[i * n + k] as number) * (B[k * n + j] as number);
      largest = Math.max(largest, Math.abs(sum));
    }
  }
  return largest;
}

function slopeOf(counts: readonly number[]): number {
  return Math.log2((counts.at(-1) as number) / (counts.at(-2) as number));
}

function cube(n: number): number {
  return n * n * n;
}

function memoryOf<Unit extends string>(
  parameters: number,
  unit: Unit,
  size: number,
): { parameters: number; bytes: number } & Record<Unit, number> {
  const bytes = hessianBytes(parameters);
  return { parameters, bytes, [unit]: bytes / size } as {
    parameters: number;
    bytes: number;
  } & Record<Unit, number>;
}

function growingSamples(count: Count): InverseCostResult['samples'] {
  const { X, y, n, d } = irisLogistic(PENALTY);
  const forming: number[] = [];
  const inverse: number[] = [];
  for (const samples of IRIS_SAMPLES) {
    // Every (n/samples)-th flower, so that both species stay in.
    const chosen = Array.from({ length: samples }, (_, i) => (i * n) / samples);
    const rows = chosen.flatMap((i) => Array.from(X.subarray(i * d, (i + 1) * d)));
    const labels = chosen.map((i) => y[i] as number);
    inverse.push(inverseOfHessian(rows, labels, d, count));
    forming.push(logisticHessianCost(samples, d));
  }
  return {
    ...growth(
      IRIS_SAMPLES,
      IRIS_SAMPLES.map(() => d),
      inverse,
    ),
    forming,
    formingRatio: lastOverFirst(forming),
  };
}

/** Logistic regression over `features` of signals that get longer. */
function growingSignals(count: Count, features: (signal: number[]) => number[]): Growth {
  const parameters: number[] = [];
  const inverse: number[] = [];
  for (const length of SIGNAL_LENGTHS) {
    const table = Array.from({ length: SIGNALS }, (_, i) => features(signal(i, length)));
    const d = table[0]?.length ?? 0;
    const labels = table.map((_, i) => i % 2);
    parameters.push(d + 1);
    inverse.push(inverseOfHessian(withOnes(table.flat(), SIGNALS, d), labels, d + 1, count));
  }
  return growth(SIGNAL_LENGTHS, parameters, inverse);
}

/** Two tones, one for each label, each signal a little differently. */
function signal(i: number, length: number): number[] {
  return Array.from(
    { length },
    (_, t) => Math.sin((i % 2 === 0 ? 0.7 : 1.1) * t + i) + 0.3 * Math.cos(0.37 * (i + 1) * t),
  );
}

/**
 * What a convolution with a kernel of five weights and a mean over all positions
 * is linear in: for each weight the mean of the inputs it meets.
 */
function pooled(signal: number[]): number[] {
  const positions = signal.length - KERNEL + 1;
  return Array.from({ length: KERNEL }, (_, j) => {
    let sum = 0;
    for (let t = 0; t < positions; t++) sum += signal[t + j] as number;
    return sum / positions;
  });
}

/** Multiplications for inverting the Hessian of the logistic loss at w = 0. */
function inverseOfHessian(
  X: ArrayLike<number>,
  y: ArrayLike<number>,
  d: number,
  count: Count,
): number {
  const hessian = logisticRegression(X, y, PENALTY).hessian(new Float64Array(d));
  const found = gaussJordanInverse(hessian, d);
  if (found === null) throw new RangeError('The Hessian of the example is singular');
  count(found.multiplications + logisticHessianCost(y.length, d));
  return found.multiplications;
}

function growth(sizes: readonly number[], parameters: number[], inverse: number[]): Growth {
  return {
    sizes: [...sizes],
    parameters,
    inverse,
    sizeRatio: lastOverFirst(sizes),
    inverseRatio: lastOverFirst(inverse),
  };
}

function lastOverFirst(values: readonly number[]): number {
  return (values.at(-1) as number) / (values[0] as number);
}
