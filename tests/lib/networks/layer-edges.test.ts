/** Edges of the layers and optimisers that larger tests pass over: names in errors, full batches, sums. */
import { describe, expect, it } from 'vitest';
import { convolution } from '../../../src/lib/networks/convolution.ts';
import { dense } from '../../../src/lib/networks/dense.ts';
import { marginLoss } from '../../../src/lib/networks/margin-loss.ts';
import { network } from '../../../src/lib/networks/network.ts';
import { optimiser } from '../../../src/lib/networks/optimiser.ts';
import { relu } from '../../../src/lib/networks/relu.ts';
import { createRandom } from '../../../src/lib/numeric/random.ts';
import { normals } from './gradients.ts';

describe('the layers', () => {
  it('name what is out of range', () => {
    const random = createRandom(1);
    expect(() => dense(0, 1, random)).toThrow('inputs is 0; it must be a whole number from 1');
    expect(() => dense(1, 0.5, random)).toThrow('outputs is 0.5; it must be a whole number from 1');
    expect(() => relu(-1)).toThrow('size is -1; it must be a whole number from 1');
    expect(() => relu(1, 1)).toThrow('slope is 1; it must be from 0 to below 1');
    const shape = { height: 6, width: 4, channels: 1, filters: 1, size: 5, stride: 1 };
    expect(() => convolution(shape, random)).toThrow('size is 5; the input has 6×4 pixels');
  });

  it('a rectifier without parameters has nothing to do where nobody asks for the inputs’ gradient', () => {
    const x = Float64Array.of(1, -1);
    expect(() => {
      relu(2).backward(x, x, x, null, 1);
    }).not.toThrow();
  });

  it('a network takes a full batch, adds up its layers’ operations and hides the pixels’ gradient', () => {
    const random = createRandom(2);
    const asked: (Float64Array | null)[] = [];
    const first = dense(3, 4, random);
    const watched = {
      ...first,
      backward: (
        x: Float64Array,
        y: Float64Array,
        dy: Float64Array,
        dx: Float64Array | null,
        n: number,
      ): void => {
        asked.push(dx);
        first.backward(x, y, dy, dx, n);
      },
    };
    const net = network([watched, relu(4), dense(4, 2, random)], 2);
    expect(net.operations).toBe(3 * 4 + 4 * 2);
    net.input.set(normals(6, 3));
    net.forward(2);
    net.outputGradient.set(normals(4, 4));
    net.backward(2);
    expect(asked).toEqual([null]);
  });

  it('a network gives each layer what it gave out itself', () => {
    const seen: [Float64Array, Float64Array][] = [];
    const own = relu(2);
    const last = {
      ...own,
      backward: (x: Float64Array, y: Float64Array): void => {
        seen.push([x, y]);
      },
    };
    const net = network([relu(2, 0.5), last], 1);
    net.input.set([-2, 4]);
    net.forward(1);
    net.backward(1);
    expect(seen.map(([x, y]) => [[...x], [...y]])).toEqual([
      [
        [-1, 4],
        [-0, 4],
      ],
    ]);
    expect(seen[0]![1]).toBe(net.output);
  });
});

describe('optimiser(groups, options, decay)', () => {
  const step = (
    options: Parameters<typeof optimiser>[1],
    decay: number,
    parameter: number,
    gradient: number,
  ): number => {
    const group = { parameters: Float64Array.of(parameter), gradient: Float64Array.of(gradient) };
    optimiser([group], options, decay).step(0.1);
    return group.parameters[0]!;
  };

  it('adds weight decay to the gradient, in Adam too', () => {
    // The first step of Adam: −rate·g/(|g| + ε), with g = 1 + 0.5·4 = 3.
    const found = step({ kind: 'adam', epsilon: 1 }, 0.5, 4, 1);
    expect(found).toBeCloseTo(4 - (0.1 * 3) / (3 + 1), 12);
    expect(step({ kind: 'sgd' }, 0.5, 4, 1)).toBeCloseTo(4 - 0.1 * 3, 12);
  });

  it('takes a momentum of 0, and means without memory', () => {
    expect(step({ kind: 'momentum', momentum: 0 }, 0, 4, 1)).toBeCloseTo(3.9, 12);
    expect(step({ kind: 'adam', beta1: 0, beta2: 0, epsilon: 1 }, 0, 4, 1)).toBeCloseTo(3.95, 12);
  });
});

describe('marginLoss', () => {
  it('answers with biases where it has them, and by angle alone where weights count by direction', () => {
    const random = createRandom(1);
    const plain = marginLoss(2, 2, { kind: 'softmax', biases: true }, random);
    plain.parameters.set([1, 0, 0, 1, 0, 5]);
    const x = Float64Array.of(9, 9, 3, 1, 9, 1);
    // Logits 3 and 1 + 5, then 9 and 1 + 5: the third sample and the second, each from its own place.
    expect([plain.classify(x, 1), plain.classify(x, 2)]).toEqual([1, 0]);
    const byAngle = marginLoss(2, 2, { kind: 'modified-softmax' }, random);
    byAngle.parameters.set([1, 0, 0, 100]);
    expect([byAngle.classify(x, 1), byAngle.classify(x, 2)]).toEqual([0, 0]);
    byAngle.parameters.set([0.01, 0, 0, 1]);
    expect(byAngle.classify(x, 1)).toBe(0);
    expect(byAngle.classify(Float64Array.of(1, 3), 0)).toBe(1);
  });

  it('begins each gradient anew', () => {
    const loss = marginLoss(3, 2, { kind: 'softmax', biases: true }, createRandom(2));
    const x = normals(8, 3);
    loss.evaluate(x, [0, 1, 2, 0], null, 4);
    const first = Float64Array.from(loss.gradient);
    loss.evaluate(x, [0, 1, 2, 0], null, 4);
    expect(loss.gradient).toEqual(first);
  });
});
