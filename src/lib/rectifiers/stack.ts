/**
 * Dense layers one above the other, each followed by the same activation function,
 * with the gradient on every floor: what the claims on depth and on rescaling need,
 * and no more.
 */
import { checkSize } from '../networks/he-normal.ts';
import { addOuter, multiply, multiplyTransposed } from '../networks/multiply.ts';
import type { Activation } from './activations.ts';

export interface Stack {
  /** Units from the input to the output: L + 1 numbers for L layers. */
  readonly sizes: readonly number[];
  /** By layer: m×k weights, row-major by unit, then the m biases (k inputs, m units). */
  readonly parameters: readonly Float64Array[];
}

/**
 * Layers of the sizes given, all weights and biases 0.
 *
 * @throws RangeError unless there are two sizes or more, whole numbers from 1
 */
export function createStack(sizes: readonly number[]): Stack {
  if (sizes.length < 2) {
    throw new RangeError(`sizes holds ${sizes.length} numbers; it needs at least 2`);
  }
  for (const size of sizes) checkSize('a size', size);
  return {
    sizes,
    parameters: sizes.slice(1).map((m, l) => new Float64Array(m * (sizes[l]! + 1))),
  };
}

/** Weights of layer `l`, as a view of its parameters. */
export function weightsOf({ sizes, parameters }: Stack, l: number): Float64Array {
  return parameters[l]!.subarray(0, sizes[l]! * sizes[l + 1]!);
}

/** Biases of layer `l`, as a view of its parameters. */
export function biasesOf({ sizes, parameters }: Stack, l: number): Float64Array {
  return parameters[l]!.subarray(sizes[l]! * sizes[l + 1]!);
}

export interface Trace {
  /** By layer: n×m total inputs of the units. */
  readonly totals: readonly Float64Array[];
  /** The inputs themselves, then by layer the n×m outputs. */
  readonly outputs: readonly Float64Array[];
}

/**
 * What every unit receives and answers.
 *
 * @param inputs n×sizes[0], row-major
 * @throws RangeError if `inputs` does not hold n rows
 */
export function forward(
  stack: Stack,
  { value }: Activation,
  inputs: Float64Array,
  n: number,
): Trace {
  const { sizes, parameters } = stack;
  if (inputs.length !== n * sizes[0]!) {
    throw new RangeError(`inputs holds ${inputs.length} numbers; ${n}×${sizes[0]} are needed`);
  }
  const totals: Float64Array[] = [];
  const outputs = [inputs];
  parameters.forEach((layer, l) => {
    const total = new Float64Array(n * sizes[l + 1]!);
    multiplyTransposed(outputs[l]!, 0, layer, total, 0, n, sizes[l]!, sizes[l + 1]!);
    totals.push(total);
    outputs.push(total.map(value));
  });
  return { totals, outputs };
}

export interface Gradients {
  /** By floor, from the input (0) to the output (L): n×size gradients of what passes there. */
  readonly floors: readonly Float64Array[];
  /** By layer: n×m gradients of the units' total inputs. */
  readonly totals: readonly Float64Array[];
}

/**
 * Gradients of a loss by what passes through the stack, by back-propagation.
 *
 * @param trace of the same stack and activation
 * @param above n×sizes[L] gradients of the loss by the outputs
 */
export function backward(
  { sizes, parameters }: Stack,
  { slope }: Activation,
  { totals }: Trace,
  above: Float64Array,
  n: number,
): Gradients {
  const floors = [above];
  const deltas: Float64Array[] = [];
  for (let l = parameters.length - 1; l >= 0; l--) {
    const delta = floors[0]!.map((entry, i) => entry * slope(totals[l]![i]!));
    deltas.unshift(delta);
    const below = new Float64Array(n * sizes[l]!);
    multiply(delta, 0, parameters[l]!, below, 0, n, sizes[l]!, sizes[l + 1]!);
    floors.unshift(below);
  }
  return { floors, totals: deltas };
}

/**
 * Gradients of the same loss by the parameters: by layer, weights and then biases.
 *
 * @param trace and `gradients` of the same stack
 */
export function parameterGradients(
  { sizes, parameters }: Stack,
  { outputs }: Trace,
  { totals }: Gradients,
  n: number,
): Float64Array[] {
  return parameters.map((layer, l) => {
    const gradient = new Float64Array(layer.length);
    addOuter(totals[l]!, 0, outputs[l]!, 0, gradient, n, sizes[l]!, sizes[l + 1]!);
    return gradient;
  });
}

/** Multiply-adds of one pass through the stack with n rows, forward or back. */
export function operations({ sizes }: Stack, n: number): number {
  return sizes.slice(1).reduce((sum, m, l) => sum + n * m * sizes[l]!, 0);
}
