import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../src/lib/numeric/random.ts';
import { type ActivationSpec, activation } from '../../../src/lib/rectifiers/activations.ts';
import { fill } from '../../../src/lib/rectifiers/initialisations.ts';
import { rescale } from '../../../src/lib/rectifiers/rescale.ts';
import {
  type Stack,
  backward,
  biasesOf,
  createStack,
  forward,
  parameterGradients,
  weightsOf,
} from '../../../src/lib/rectifiers/stack.ts';
import { expectClose } from '../networks/close.ts';

const SIZES = [4, 6, 5, 3];
const N = 7;
const factor = fc.double({ min: 0.1, max: 10, noNaN: true });
const factors = fc.tuple(factor, factor, factor);
const HOMOGENEOUS: ActivationSpec[] = [
  { kind: 'relu' },
  { kind: 'leaky', alpha: 0.2 },
  { kind: 'prelu', alpha: -0.5 },
];

function network(seed: number): { stack: Stack; inputs: Float64Array } {
  const random = createRandom(seed);
  const stack = createStack(SIZES);
  for (const layer of stack.parameters) fill(layer, 0.8, 'normal', random);
  const inputs = new Float64Array(N * SIZES[0]!);
  fill(inputs, 1, 'normal', random);
  return { stack, inputs };
}

describe('rescale(stack, factors)', () => {
  it('divides weights by their layer’s factor and biases by the product so far', () => {
    const stack = createStack([1, 1, 1, 1]);
    for (const layer of stack.parameters) layer.fill(60);
    const { parameters } = rescale(stack, [2, -3, 5]);
    expect(parameters.map((layer) => [...layer])).toEqual([
      [30, 30],
      [-20, -10],
      [12, -2],
    ]);
    // The stack itself stays as it was.
    expect(stack.parameters.every((layer) => layer.every((entry) => entry === 60))).toBe(true);
  });

  it('divides every layer’s outputs by the product of the factors below', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1000 }),
        factors,
        fc.constantFrom(...HOMOGENEOUS),
        (seed, alphas, spec) => {
          const units = activation(spec);
          const { stack, inputs } = network(seed);
          const before = forward(stack, units, inputs, N);
          const after = forward(rescale(stack, alphas), units, inputs, N);
          let product = 1;
          alphas.forEach((alpha, l) => {
            product *= alpha;
            const back = after.outputs[l + 1]!.map((h) => product * h);
            expectClose(back, before.outputs[l + 1]!, 1e-12);
          });
        },
      ),
    );
  });

  it('changes what units compute that are not homogeneous', () => {
    for (const kind of ['tanh', 'softplus', 'sigmoid'] as const) {
      const units = activation({ kind });
      const { stack, inputs } = network(3);
      const before = forward(stack, units, inputs, N).outputs[3]!;
      const after = forward(rescale(stack, [2, 0.25, 2]), units, inputs, N).outputs[3]!;
      expect(Math.max(...after.map((s, i) => Math.abs(s - before[i]!)))).toBeGreaterThan(0.05);
    }
  });

  it('multiplies gradients by what it divided the parameters by, if the product is 1', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1000 }), factor, factor, (seed, a, b) => {
        const relu = activation({ kind: 'relu' });
        const { stack, inputs } = network(seed);
        const alphas = [a, b, 1 / (a * b)];
        const gradientsOf = (of: Stack): Stack => {
          const trace = forward(of, relu, inputs, N);
          const above = trace.outputs[3]!.map((s) => s - 1);
          const gradients = backward(of, relu, trace, above, N);
          return { sizes: SIZES, parameters: parameterGradients(of, trace, gradients, N) };
        };
        const before = gradientsOf(stack);
        const after = gradientsOf(rescale(stack, alphas));
        const backAgain = rescale(after, alphas);
        for (const l of [0, 1, 2]) {
          expectClose(weightsOf(backAgain, l), weightsOf(before, l), 1e-10);
          expectClose(biasesOf(backAgain, l), biasesOf(before, l), 1e-10);
        }
      }),
    );
  });

  it('refuses factors that do not fit', () => {
    const stack = createStack(SIZES);
    expect(() => rescale(stack, [1, 2])).toThrow('there are 2 factors; each of 3 layers needs one');
    expect(() => rescale(stack, [1, 0, 1])).toThrow(
      'a factor is 0; it must be finite and not zero',
    );
    expect(() => rescale(stack, [1, Infinity, 1])).toThrow('a factor is Infinity');
    expect(() => rescale(stack, [1, 1, NaN])).toThrow('a factor is NaN');
  });
});
