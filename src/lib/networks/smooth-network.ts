import { logSoftmax } from '../numeric/softmax.ts';
import { addOuter, multiply, multiplyTransposed } from './multiply.ts';
import type { SmoothActivation } from './smooth-activation.ts';

/** A dense network with a smooth activation, and the data and loss it is judged by. */
export interface SmoothProblem {
  /** Units of every layer, the inputs first: [d, …, c]. No activation on the last. */
  readonly sizes: readonly number[];
  readonly activation: SmoothActivation;
  /** n×d, row-major. */
  readonly inputs: Float64Array;
  /** n×c, row-major; for cross-entropy each row holds probabilities. */
  readonly targets: Float64Array;
  /** Mean over samples of −Σ t ln softmax(z), or of ½‖z − t‖². */
  readonly loss: 'cross-entropy' | 'squares';
  /** ½·decay·‖w‖² over weights and biases is added to the loss. 0 unless told. */
  readonly decay?: number;
}

/** One dense layer's place in the parameters: W (outputs×inputs, row-major), then the biases. */
export interface Place {
  readonly inputs: number;
  readonly outputs: number;
  /** Where W starts, and where the biases do. */
  readonly weights: number;
  readonly biases: number;
}

/** What one pass forward and back leaves behind; all of it is overwritten by the next. */
export interface Tape {
  /** Outputs of layer l − 1, n×inputs: `h[0]` are the data. */
  readonly h: readonly Float64Array[];
  /** φ′ and φ″ at the hidden layers' pre-activations, n×outputs. */
  readonly slope: readonly Float64Array[];
  readonly curvature: readonly Float64Array[];
  /** Gradient of the loss in the pre-activations of layer l, n×outputs. */
  readonly da: readonly Float64Array[];
  /** Gradient of the loss in the outputs of layer l, n×outputs (last: not used). */
  readonly dh: readonly Float64Array[];
  /** Softmax of the last layer, n×c; the last layer itself for squares. */
  readonly output: Float64Array;
}

export interface SmoothNetwork {
  /** Number of parameters. */
  readonly dimension: number;
  readonly samples: number;
  readonly problem: SmoothProblem;
  readonly places: readonly Place[];
  readonly tape: Tape;
  /** Multiply-adds of one `evaluate`. */
  readonly operations: number;
  /** Loss at `w`; writes its gradient into `gradient` and the passes into `tape`. */
  readonly evaluate: (w: Float64Array, gradient: Float64Array) => number;
}

/**
 * Loss and gradient of a dense network on all its data at once, by back-propagation.
 *
 * @throws RangeError if sizes are not whole numbers from 1, fewer than two, or do not fit the
 *   data, or decay is below 0
 */
export function smoothNetwork(problem: SmoothProblem): SmoothNetwork {
  const { sizes, activation, inputs, targets, loss, decay = 0 } = problem;
  const samples = requireShapes(problem);
  const places = placesOf(sizes);
  const last = places.length - 1;
  const classes = sizes.at(-1)!;
  const dimension = places[last]!.biases + classes;
  const room = (): Float64Array[] => places.map((p) => new Float64Array(samples * p.outputs));
  const a = room();
  const slope = room();
  const curvature = room();
  const da = room();
  const dh = room();
  const h = [inputs, ...room().slice(0, last)];
  const output = new Float64Array(samples * classes);

  const forward = (w: Float64Array): number => {
    places.forEach((place, l) => {
      const layer = w.subarray(place.weights, place.biases + place.outputs);
      multiplyTransposed(h[l]!, 0, layer, a[l]!, 0, samples, place.inputs, place.outputs);
      if (l === last) return;
      for (let i = 0; i < a[l]!.length; i++) {
        const at = a[l]![i]!;
        h[l + 1]![i] = activation.value(at);
        slope[l]![i] = activation.slope(at);
        curvature[l]![i] = activation.curvature(at);
      }
    });
    return loss === 'squares' ? squares(a[last]!) : crossEntropy(a[last]!);
  };

  /** Mean loss; leaves the output and the gradient in the last pre-activations. */
  const squares = (z: Float64Array): number => {
    let sum = 0;
    for (let i = 0; i < z.length; i++) {
      const gap = z[i]! - targets[i]!;
      sum += gap * gap;
      output[i] = z[i]!;
      da[last]![i] = gap / samples;
    }
    return sum / (2 * samples);
  };

  const crossEntropy = (z: Float64Array): number => {
    let sum = 0;
    for (let s = 0; s < samples; s++) {
      const from = s * classes;
      logSoftmax(z.subarray(from, from + classes)).forEach((log, c) => {
        const target = targets[from + c]!;
        const p = Math.exp(log);
        if (target !== 0) sum -= target * log;
        output[from + c] = p;
        da[last]![from + c] = (p - target) / samples;
      });
    }
    return sum / samples;
  };

  return {
    dimension,
    samples,
    problem,
    places,
    tape: { h, slope, curvature, da, dh, output },
    operations: 3 * samples * dimension,
    evaluate(w, gradient) {
      const value = forward(w);
      gradient.fill(0);
      for (let l = last; l >= 0; l--) {
        const { inputs, outputs, weights, biases } = places[l]!;
        const into = gradient.subarray(weights, biases + outputs);
        addOuter(da[l]!, 0, h[l]!, 0, into, samples, inputs, outputs);
        if (l === 0) break;
        const W = w.subarray(weights, biases);
        multiply(da[l]!, 0, W, dh[l - 1]!, 0, samples, inputs, outputs);
        const below = da[l - 1]!;
        for (let i = 0; i < below.length; i++) below[i] = dh[l - 1]![i]! * slope[l - 1]![i]!;
      }
      let squared = 0;
      for (let i = 0; i < dimension; i++) {
        squared += w[i]! * w[i]!;
        gradient[i] = gradient[i]! + decay * w[i]!;
      }
      return value + 0.5 * decay * squared;
    },
  };
}

/** Number of parameters of a dense network: Σ (inputs + 1)·outputs. */
export function parameterCount(sizes: readonly number[]): number {
  return sizes.slice(1).reduce((sum, outputs, l) => sum + (sizes[l]! + 1) * outputs, 0);
}

function placesOf(sizes: readonly number[]): Place[] {
  const places: Place[] = [];
  let weights = 0;
  for (let l = 1; l < sizes.length; l++) {
    const inputs = sizes[l - 1]!;
    const outputs = sizes[l]!;
    const biases = weights + inputs * outputs;
    places.push({ inputs, outputs, weights, biases });
    weights = biases + outputs;
  }
  return places;
}

/** The number of samples, if everything fits. */
function requireShapes({ sizes, inputs, targets, decay = 0 }: SmoothProblem): number {
  if (sizes.length < 2 || !sizes.every((size) => Number.isInteger(size) && size >= 1)) {
    throw new RangeError(`sizes is [${sizes.join(', ')}]; it must hold two whole numbers from 1`);
  }
  const samples = inputs.length / sizes[0]!;
  if (!(Number.isInteger(samples) && samples >= 1)) {
    throw new RangeError(`inputs holds ${inputs.length} numbers; rows have ${sizes[0]!}`);
  }
  if (targets.length !== samples * sizes.at(-1)!) {
    throw new RangeError(
      `targets holds ${targets.length} numbers; ${samples} rows of ${sizes.at(-1)!} are needed`,
    );
  }
  if (!(decay >= 0)) throw new RangeError(`decay is ${decay}; it must be 0 or more`);
  return samples;
}
