import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { centralDifference } from '../../../src/lib/numeric/central-difference.ts';
import { createRandom } from '../../../src/lib/numeric/random.ts';
import { type Activation, activation } from '../../../src/lib/rectifiers/activations.ts';
import { fill } from '../../../src/lib/rectifiers/initialisations.ts';
import {
  type Stack,
  backward,
  biasesOf,
  createStack,
  forward,
  operations,
  parameterGradients,
  weightsOf,
} from '../../../src/lib/rectifiers/stack.ts';
import fixture from '../../fixtures/rectifiers/stack.json' with { type: 'json' };
import { expectClose } from '../networks/close.ts';

const tanh = activation({ kind: 'tanh' });

function random(sizes: readonly number[], seed: number): Stack {
  const stack = createStack(sizes);
  const chance = createRandom(seed);
  for (const layer of stack.parameters) fill(layer, 0.7, 'normal', chance);
  return stack;
}

function numbers(count: number, seed: number): Float64Array {
  const drawn = new Float64Array(count);
  fill(drawn, 1, 'normal', createRandom(seed));
  return drawn;
}

describe('forward, backward and parameterGradients', () => {
  it('give what NumPy gives', () => {
    const { sizes, n } = fixture;
    const stack: Stack = {
      sizes,
      parameters: fixture.parameters.map((layer) => Float64Array.from(layer)),
    };
    const trace = forward(stack, tanh, Float64Array.from(fixture.inputs), n);
    expectClose(trace.outputs[3]!, fixture.outputs, 1e-14);
    expect(trace.totals.map(({ length }) => length)).toEqual([30, 24, 12]);
    const gradients = backward(stack, tanh, trace, Float64Array.from(fixture.above), n);
    expect(gradients.totals.map(({ length }) => length)).toEqual([30, 24, 12]);
    fixture.floors.forEach((floor, l) => {
      expectClose(gradients.floors[l]!, floor, 1e-13);
    });
    parameterGradients(stack, trace, gradients, n).forEach((gradient, l) => {
      expectClose(gradient, fixture.gradients[l]!, 1e-13);
    });
  });

  it('are the gradients central differences give, by inputs and by parameters', () => {
    const kinds = ['tanh', 'sigmoid', 'softplus', 'gelu'] as const;
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1000 }),
        fc.constantFrom(...kinds),
        fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 2, maxLength: 4 }),
        (seed, kind, sizes) => {
          const units = activation({ kind });
          const n = 3;
          const stack = random(sizes, seed);
          const inputs = numbers(n * sizes[0]!, seed + 1);
          const above = numbers(n * sizes.at(-1)!, seed + 2);
          const trace = forward(stack, units, inputs, n);
          const gradients = backward(stack, units, trace, above, n);
          const loss = (of: Stack, x: Float64Array): number =>
            forward(of, units, x, n)
              .outputs.at(-1)!
              .reduce((sum, y, i) => sum + y * above[i]!, 0);
          expectClose(
            gradients.floors[0]!,
            centralDifference((x) => loss(stack, x), inputs),
            1e-6,
          );
          const last = sizes.length - 2;
          const found = parameterGradients(stack, trace, gradients, n);
          for (const l of [0, last]) {
            const measured = centralDifference((layer) => {
              const parameters = stack.parameters.map((old, i) => (i === l ? layer : old));
              return loss({ sizes, parameters }, inputs);
            }, stack.parameters[l]!);
            expectClose(found[l]!, measured, 1e-6);
          }
        },
      ),
      { numRuns: 30 },
    );
  });

  it('passes a gradient through open rectifiers whole, and not at all through closed ones', () => {
    const relu: Activation = activation({ kind: 'relu' });
    const stack = createStack([1, 2, 1]);
    weightsOf(stack, 0).set([3, -5]);
    weightsOf(stack, 1).set([2, 7]);
    const trace = forward(stack, relu, Float64Array.of(1), 1);
    expect([...trace.totals[0]!]).toEqual([3, -5]);
    expect([...trace.outputs[1]!]).toEqual([3, 0]);
    expect([...trace.outputs[2]!]).toEqual([6]);
    const gradients = backward(stack, relu, trace, Float64Array.of(1), 1);
    expect([...gradients.floors[1]!]).toEqual([2, 7]);
    expect([...gradients.totals[0]!]).toEqual([2, 0]);
    expect([...gradients.floors[0]!]).toEqual([6]);
    const [first, second] = parameterGradients(stack, trace, gradients, 1);
    expect([...first!]).toEqual([2, 0, 2, 0]);
    expect([...second!]).toEqual([3, 0, 1]);
  });
});

describe('createStack, weightsOf and biasesOf', () => {
  it('lay weights by unit and biases behind them, all zero, as views', () => {
    const stack = createStack([3, 2]);
    expect(stack.parameters).toHaveLength(1);
    expect([...stack.parameters[0]!]).toEqual(new Array(8).fill(0));
    weightsOf(stack, 0).fill(1);
    biasesOf(stack, 0).fill(2);
    expect([...stack.parameters[0]!]).toEqual([1, 1, 1, 1, 1, 1, 2, 2]);
    const { totals } = forward(stack, tanh, Float64Array.of(1, 1, 1, 0, 0, 0), 2);
    expect([...totals[0]!]).toEqual([5, 5, 2, 2]);
  });

  it('refuses sizes and inputs that do not fit', () => {
    expect(() => createStack([3])).toThrow('sizes holds 1 numbers; it needs at least 2');
    expect(() => createStack([3, 0])).toThrow('a size is 0');
    expect(() => createStack([2.5, 1])).toThrow('a size is 2.5');
    expect(() => forward(createStack([3, 2]), tanh, new Float64Array(5), 2)).toThrow(
      'inputs holds 5 numbers; 2×3 are needed',
    );
  });

  it('counts its multiply-adds', () => {
    expect(operations(createStack([3, 5, 2]), 4)).toBe(4 * (15 + 10));
  });
});
