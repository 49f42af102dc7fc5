import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { convolution } from '../../../src/lib/networks/convolution.ts';
import { locallyConnected } from '../../../src/lib/networks/locally-connected.ts';
import { windowsOf } from '../../../src/lib/networks/windows.ts';
import { createRandom } from '../../../src/lib/numeric/random.ts';
import { expectClose } from './close.ts';
import { checkGradients, forward, normals } from './gradients.ts';

const anyShape = fc.record({
  height: fc.integer({ min: 3, max: 6 }),
  width: fc.integer({ min: 3, max: 6 }),
  channels: fc.integer({ min: 1, max: 3 }),
  filters: fc.integer({ min: 1, max: 5 }),
  size: fc.integer({ min: 1, max: 3 }),
  stride: fc.integer({ min: 1, max: 3 }),
});

describe('windowsOf(shape)', () => {
  it('lists where the numbers of each window stand', () => {
    const found = windowsOf({ height: 3, width: 4, channels: 2, size: 2, stride: 2 });
    expect(found).toMatchObject({ height: 1, width: 2, places: 2, length: 8 });
    expect([...found.index]).toEqual([
      ...[0, 1, 2, 3, 8, 9, 10, 11],
      ...[4, 5, 6, 7, 12, 13, 14, 15],
    ]);
  });

  it('goes down the rows after the columns', () => {
    const { index } = windowsOf({ height: 3, width: 2, channels: 1, size: 1, stride: 1 });
    expect([...index]).toEqual([0, 1, 2, 3, 4, 5]);
    const tall = windowsOf({ height: 5, width: 2, channels: 1, size: 2, stride: 3 });
    expect(tall).toMatchObject({ height: 2, width: 1, places: 2 });
    expect([...tall.index]).toEqual([0, 1, 2, 3, 6, 7, 8, 9]);
  });

  it('takes a window as large as the map', () => {
    const { places, index } = windowsOf({ height: 2, width: 2, channels: 1, size: 2, stride: 5 });
    expect(places).toBe(1);
    expect([...index]).toEqual([0, 1, 2, 3]);
  });

  it.each([
    [{ size: 4 }, 'size is 4; the input has 3×9 pixels'],
    [{ height: 9, width: 3, size: 4 }, 'size is 4; the input has 9×3 pixels'],
    [{ stride: 0 }, 'stride is 0; it must be a whole number from 1'],
    [{ channels: 1.5 }, 'channels is 1.5; it must be a whole number from 1'],
    [{ height: NaN }, 'height is NaN; it must be a whole number from 1'],
    [{ width: -1 }, 'width is -1; it must be a whole number from 1'],
    [{ size: 0 }, 'size is 0; it must be a whole number from 1'],
  ])('refuses %o', (change, message) => {
    const shape = { height: 3, width: 9, channels: 1, size: 2, stride: 1 };
    expect(() => windowsOf({ ...shape, ...change })).toThrow(new RangeError(message));
  });
});

describe('locallyConnected(shape)', () => {
  it('is the product of each window with filters of its own, plus their biases', () => {
    const shape = { height: 1, width: 3, channels: 1, filters: 2, size: 1, stride: 2 };
    const layer = locallyConnected(shape, createRandom(1));
    expect(layer.inputs).toBe(3);
    expect(layer.outputs).toBe(4);
    expect(layer.operations).toBe(4);
    // Two places; each has two weights, then two biases.
    layer.parameters.set([1, 2, 0.1, 0.2, 3, 4, 0.3, 0.4]);
    expectClose(
      forward(layer, Float64Array.of(1, 99, 10, 2, 99, -1), 2),
      [1.1, 2.2, 30.3, 40.4, 2.1, 4.2, -2.7, -3.6],
      1e-14,
    );
  });

  it('equals the convolution whose parameters all its places have, whatever the shape', () => {
    fc.assert(
      fc.property(anyShape, fc.nat(1000), fc.integer({ min: 1, max: 40 }), (shape, seed, n) => {
        const shared = convolution(shape, createRandom(seed));
        shared.parameters.set(normals(shared.parameters.length, seed + 1));
        const local = locallyConnected(shape, createRandom(seed + 2));
        const block = shared.parameters.length;
        for (let at = 0; at < local.parameters.length; at += block) {
          local.parameters.set(shared.parameters, at);
        }
        expect(local.inputs).toBe(shared.inputs);
        expect(local.operations).toBe(shared.operations);
        const x = normals(n * shared.inputs, seed + 3);
        const y = forward(shared, x, n);
        expectClose(forward(local, x, n), y, 1e-13);
        // And its gradient, summed over the places, is the convolution's.
        const dy = normals(y.length, seed + 4);
        const dx = { shared: new Float64Array(x.length), local: new Float64Array(x.length) };
        shared.backward(x, y, dy, dx.shared, n);
        local.backward(x, y, dy, dx.local, n);
        expectClose(dx.local, dx.shared, 1e-12);
        const sum = new Float64Array(block);
        local.gradient.forEach((value, i) => {
          sum[i % block] = sum[i % block]! + value;
        });
        expectClose(sum, shared.gradient, 1e-12);
      }),
      { numRuns: 40 },
    );
  });

  it('has the gradients that central differences give, whatever the shape', () => {
    fc.assert(
      fc.property(anyShape, fc.nat(1000), (shape, seed) => {
        const layer = locallyConnected(shape, createRandom(seed));
        checkGradients(layer, normals(2 * layer.inputs, seed + 1), seed + 2);
      }),
      { numRuns: 25 },
    );
  });

  it('has them for more samples than it works on at a time', () => {
    const shape = { height: 2, width: 3, channels: 1, filters: 2, size: 2, stride: 1 };
    const layer = locallyConnected(shape, createRandom(2));
    checkGradients(layer, normals(33 * layer.inputs, 3), 4);
    checkGradients(layer, normals(64 * layer.inputs, 5), 6);
  });

  it('writes no gradient beyond the samples it is given', () => {
    const shape = { height: 2, width: 2, channels: 1, filters: 1, size: 1, stride: 1 };
    const layer = locallyConnected(shape, createRandom(2));
    const dx = new Float64Array(8).fill(7);
    layer.backward(normals(4, 1), normals(4, 2), normals(4, 3), dx, 1);
    expect([...dx.subarray(4)]).toEqual([7, 7, 7, 7]);
    expect([...dx.subarray(0, 4)]).not.toContain(7);
  });

  it('starts with weights of variance 2/(window) that differ from place to place, and biases of 0', () => {
    const shape = { height: 20, width: 20, channels: 2, filters: 4, size: 5, stride: 1 };
    const layer = locallyConnected(shape, createRandom(5));
    const block = 51 * 4;
    let squares = 0;
    for (let place = 0; place < 256; place++) {
      const own = layer.parameters.subarray(place * block, (place + 1) * block);
      expect(own.subarray(200).every((bias) => bias === 0)).toBe(true);
      squares += own.subarray(0, 200).reduce((sum, w) => sum + w * w, 0);
    }
    expect(squares / (256 * 200)).toBeCloseTo(0.04, 3);
    expect(layer.parameters[0]).not.toBe(layer.parameters[block]);
  });

  it('counts what DeepFace’s first local layer holds', () => {
    // L4: 16 filters of 9×9×16 on 63×63×16, taken from its biases and weights a place.
    const shape = { height: 10, width: 10, channels: 16, filters: 16, size: 9, stride: 1 };
    const layer = locallyConnected(shape, createRandom(1));
    expect(layer.parameters.length / 4).toBe((62_726_400 + 48_400) / (55 * 55));
  });

  it.each([
    [{ filters: 0 }, 'filters is 0; it must be a whole number from 1'],
    [{ size: 5 }, 'size is 5; the input has 4×6 pixels'],
    [{ stride: 0.5 }, 'stride is 0.5; it must be a whole number from 1'],
  ])('refuses %o', (change, message) => {
    const shape = { height: 4, width: 6, channels: 1, filters: 1, size: 2, stride: 1 };
    expect(() => locallyConnected({ ...shape, ...change }, createRandom(1))).toThrow(
      new RangeError(message),
    );
  });
});
