import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { convolution } from '../../../src/lib/networks/convolution.ts';
import { dense } from '../../../src/lib/networks/dense.ts';
import type { Layer } from '../../../src/lib/networks/layer.ts';
import { network } from '../../../src/lib/networks/network.ts';
import { relu } from '../../../src/lib/networks/relu.ts';
import { centralDifference } from '../../../src/lib/numeric/central-difference.ts';
import { createRandom } from '../../../src/lib/numeric/random.ts';
import { expectClose } from './close.ts';

function normals(length: number, seed: number): Float64Array {
  const random = createRandom(seed);
  return Float64Array.from({ length }, random.normal);
}

/** The layer's output for n samples. */
function forward(layer: Layer, x: Float64Array, n: number): Float64Array {
  const y = new Float64Array(n * layer.outputs);
  layer.forward(x, y, n);
  return y;
}

/** Gradients of Σ uᵢyᵢ in parameters and inputs, by the layer and by central differences. */
function checkGradients(layer: Layer, n: number, seed: number): void {
  const x = normals(n * layer.inputs, seed);
  const u = normals(n * layer.outputs, seed + 1);
  const y = forward(layer, x, n);
  const dx = new Float64Array(x.length).fill(NaN);
  layer.backward(x, y, u, dx, n);
  const value = (input: Float64Array): number =>
    forward(layer, input, n).reduce((sum, out, i) => sum + out * u[i]!, 0);
  expectClose(dx, centralDifference(value, x), 1e-6);
  if (layer.parameters.length === 0) return;
  const held = Float64Array.from(layer.parameters);
  const measured = centralDifference((at) => {
    layer.parameters.set(at);
    return value(x);
  }, held);
  layer.parameters.set(held);
  expectClose(layer.gradient, measured, 1e-6);
  // Without the inputs' gradient the parameters' is the same.
  const before = Float64Array.from(layer.gradient);
  layer.backward(x, y, u, null, n);
  expect(layer.gradient).toEqual(before);
}

describe('dense(inputs, outputs)', () => {
  it('is W·x + b', () => {
    const layer = dense(2, 3, createRandom(1));
    layer.parameters.set([1, 2, 3, 4, 5, 6, 0.1, 0.2, 0.3]);
    expectClose(
      forward(layer, Float64Array.of(1, 1, 2, -1), 2),
      [3.1, 7.2, 11.3, 0.1, 2.2, 4.3],
      1e-14,
    );
    expect(layer.operations).toBe(6);
  });

  it('has the gradients that central differences give, whatever the sizes', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: 1, max: 9 }),
        fc.nat(1000),
        (inputs, outputs, n, seed) => {
          checkGradients(dense(inputs, outputs, createRandom(seed)), n, seed);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('skips nothing but zeros where gradients are sparse', () => {
    const layer = dense(3, 5, createRandom(2));
    const x = normals(15, 3);
    const dy = normals(25, 4).map((value, i) => (i % 3 === 0 ? value : 0));
    layer.backward(x, new Float64Array(25), dy, null, 5);
    for (let j = 0; j < 5; j++) {
      for (let a = 0; a < 3; a++) {
        let sum = 0;
        for (let i = 0; i < 5; i++) sum += dy[i * 5 + j]! * x[i * 3 + a]!;
        expect(layer.gradient[j * 3 + a]).toBeCloseTo(sum, 13);
      }
    }
  });

  it('starts with weights of variance 2/inputs and biases of 0', () => {
    const layer = dense(100, 100, createRandom(5));
    const weights = layer.parameters.subarray(0, 10_000);
    const variance = weights.reduce((sum, w) => sum + w * w, 0) / 10_000;
    expect(Math.abs(variance - 0.02)).toBeLessThan(0.001);
    expect(layer.parameters.subarray(10_000).every((bias) => bias === 0)).toBe(true);
  });

  it.each([
    [0, 1],
    [1, 0],
    [1.5, 1],
    [NaN, 1],
  ])('refuses sizes %d, %d', (inputs, outputs) => {
    expect(() => dense(inputs, outputs, createRandom(1))).toThrow(RangeError);
  });
});

describe('convolution(shape)', () => {
  it('is the product of filter and window, plus the bias', () => {
    const shape = { height: 3, width: 4, channels: 1, filters: 2, size: 2, stride: 1 };
    const layer = convolution(shape, createRandom(1));
    // The first filter takes the window's top left, the second the sum of all four.
    layer.parameters.set([1, 0, 0, 0, 1, 1, 1, 1, 0.5, 0]);
    const x = Float64Array.from({ length: 12 }, (_, i) => i);
    expect([...forward(layer, x, 1)]).toEqual([
      0.5, 10, 1.5, 14, 2.5, 18, 4.5, 26, 5.5, 30, 6.5, 34,
    ]);
    expect(layer.operations).toBe(6 * 4 * 2);
  });

  it('leaves out the rows and columns no window reaches', () => {
    const shape = { height: 28, width: 28, channels: 1, filters: 8, size: 5, stride: 2 };
    expect(convolution(shape, createRandom(1)).outputs).toBe(12 * 12 * 8);
    const layer = convolution({ ...shape, height: 6, width: 5, filters: 1 }, createRandom(1));
    const x = normals(30, 1);
    const y = forward(layer, x, 1);
    x.fill(99, 25);
    expect(forward(layer, x, 1)).toEqual(y);
  });

  it('equals a dense layer when the window is the whole input', () => {
    const shape = { height: 3, width: 3, channels: 2, filters: 5, size: 3, stride: 1 };
    const whole = convolution(shape, createRandom(7));
    const flat = dense(18, 5, createRandom(7));
    expect(whole.parameters).toEqual(flat.parameters);
    const x = normals(36, 8);
    expectClose(forward(whole, x, 2), forward(flat, x, 2), 1e-14);
  });

  it('has the gradients that central differences give, whatever the shape', () => {
    fc.assert(
      fc.property(
        fc.record({
          height: fc.integer({ min: 3, max: 6 }),
          width: fc.integer({ min: 3, max: 6 }),
          channels: fc.integer({ min: 1, max: 3 }),
          filters: fc.integer({ min: 1, max: 5 }),
          size: fc.integer({ min: 1, max: 3 }),
          stride: fc.integer({ min: 1, max: 3 }),
        }),
        fc.nat(1000),
        (shape, seed) => {
          checkGradients(convolution(shape, createRandom(seed)), 2, seed);
        },
      ),
      { numRuns: 25 },
    );
  });

  it('refuses a window larger than the input', () => {
    const shape = { height: 4, width: 6, channels: 1, filters: 1, size: 5, stride: 1 };
    expect(() => convolution(shape, createRandom(1))).toThrow(
      'size is 5; the input has 4×6 pixels',
    );
    expect(() => convolution({ ...shape, size: 3, stride: 0 }, createRandom(1))).toThrow(
      'stride is 0',
    );
  });
});

describe('relu(size, slope)', () => {
  it('keeps what is positive and shrinks the rest', () => {
    expect([...forward(relu(3), Float64Array.of(-2, 0, 3), 1)]).toEqual([-0, 0, 3]);
    expect([...forward(relu(3, 0.25), Float64Array.of(-2, 0, 3), 1)]).toEqual([-0.5, 0, 3]);
  });

  it('has the gradients that central differences give', () => {
    checkGradients(relu(4), 3, 11);
    checkGradients(relu(4, 0.1), 3, 12);
  });

  it('gives 0 at the kink its left slope', () => {
    const layer = relu(1);
    const dx = Float64Array.of(NaN);
    layer.backward(Float64Array.of(0), Float64Array.of(0), Float64Array.of(1), dx, 1);
    expect(dx[0]).toBe(0);
  });

  it.each([-0.1, 1, NaN])('refuses slope %d', (slope) => {
    expect(() => relu(1, slope)).toThrow(RangeError);
  });
});

describe('network(layers, batch)', () => {
  const random = createRandom(3);
  const shape = { height: 5, width: 5, channels: 1, filters: 3, size: 3, stride: 2 };
  const conv = convolution(shape, random);
  const net = network([conv, relu(12, 0.1), dense(12, 4, random), relu(4), dense(4, 2, random)], 4);

  it('has the gradients that central differences give, in every layer', () => {
    const n = 3;
    net.input.set(normals(n * 25, 20));
    const u = normals(n * 2, 21);
    const value = (): number => {
      net.forward(n);
      let sum = 0;
      for (let i = 0; i < u.length; i++) sum += net.output[i]! * u[i]!;
      return sum;
    };
    value();
    net.outputGradient.set(u);
    net.backward(n);
    for (const layer of net.layers) {
      const held = Float64Array.from(layer.parameters);
      const measured = centralDifference((at) => {
        layer.parameters.set(at);
        return value();
      }, held);
      layer.parameters.set(held);
      expectClose(layer.gradient, measured, 1e-6);
    }
  });

  it('treats each row alone', () => {
    const x = normals(50, 22);
    net.input.set(x);
    net.forward(2);
    const both = Float64Array.from(net.output);
    net.input.set(x.subarray(25), 0);
    net.forward(1);
    expect([net.output[0], net.output[1]]).toEqual([both[2], both[3]]);
  });

  it('refuses layers that do not fit, and batches that are too large', () => {
    expect(() => network([], 1)).toThrow('layers is empty');
    expect(() => network([dense(2, 3, random), relu(4)], 1)).toThrow(
      'layer 1 takes 4 numbers; layer 0 gives 3',
    );
    expect(() => network([relu(1)], 0)).toThrow('batch is 0');
    expect(() => net.forward(5)).toThrow('n is 5; it must be a whole number from 1 to 4');
    expect(() => net.backward(0)).toThrow('n is 0');
  });
});
