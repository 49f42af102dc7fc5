import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { absolute } from '../../../src/lib/networks/absolute.ts';
import { averagePool } from '../../../src/lib/networks/average-pool.ts';
import { convolution } from '../../../src/lib/networks/convolution.ts';
import { maxPool } from '../../../src/lib/networks/max-pool.ts';
import { poolWindows } from '../../../src/lib/networks/pool.ts';
import { createRandom } from '../../../src/lib/numeric/random.ts';
import { expectClose } from './close.ts';
import { apart, checkGradients, forward, normals } from './gradients.ts';

const anyShape = fc.record({
  height: fc.integer({ min: 3, max: 6 }),
  width: fc.integer({ min: 3, max: 6 }),
  channels: fc.integer({ min: 1, max: 3 }),
  size: fc.oneof(fc.integer({ min: 1, max: 3 }), fc.constant('map' as const)),
});
const anyStride = fc.integer({ min: 1, max: 3 });

/** Two rows of four places, two channels; windows of 2×2 side by side. */
const SMALL = { height: 2, width: 4, channels: 2, size: 2 } as const;
// prettier-ignore
const SMALL_MAP = Float64Array.of(
  1, -1,   2, -2,   5, 0,   0, 0,
  4, -4,   3, -3,   6, 0,   1, 8,
);

describe('maxPool(shape)', () => {
  it('is the largest number of each window, channel by channel', () => {
    const layer = maxPool(SMALL);
    expect([layer.inputs, layer.outputs, layer.operations]).toEqual([16, 4, 0]);
    expect([...forward(layer, SMALL_MAP, 1)]).toEqual([4, -1, 6, 8]);
  });

  it('takes windows that overlap where the stride says so', () => {
    const layer = maxPool({ ...SMALL, stride: 1 });
    expect([...forward(layer, SMALL_MAP, 1)]).toEqual([4, -1, 6, 0, 6, 8]);
  });

  it('takes the whole map where it is told to', () => {
    expect([...forward(maxPool({ ...SMALL, size: 'map' }), SMALL_MAP, 1)]).toEqual([6, 8]);
  });

  it('treats each sample alone', () => {
    const layer = maxPool(SMALL);
    const both = Float64Array.from([...SMALL_MAP, ...SMALL_MAP.map((x) => x + 1)]);
    expect([...forward(layer, both, 2)]).toEqual([4, -1, 6, 8, 5, 0, 7, 9]);
  });

  it('has the gradients that central differences give, whatever the shape', () => {
    fc.assert(
      fc.property(anyShape, anyStride, fc.nat(1000), (shape, stride, seed) => {
        const layer = maxPool(shape.size === 'map' ? shape : { ...shape, stride });
        checkGradients(layer, apart(2 * layer.inputs, seed), seed);
      }),
      { numRuns: 30 },
    );
  });

  it('gives the gradient of equal numbers to the first', () => {
    const layer = maxPool({ height: 2, width: 2, channels: 1, size: 2 });
    const x = Float64Array.of(1, 3, 3, 3);
    const dx = new Float64Array(4).fill(NaN);
    layer.backward(x, Float64Array.of(3), Float64Array.of(2), dx, 1);
    expect([...dx]).toEqual([0, 2, 0, 0]);
  });

  it('is unchanged by the order within a window, and moves with what is added', () => {
    const layer = maxPool({ height: 3, width: 3, channels: 1, size: 'map' });
    fc.assert(
      fc.property(fc.nat(1000), fc.double({ min: -5, max: 5, noNaN: true }), (seed, add) => {
        const x = normals(9, seed);
        const mixed = Float64Array.from(createRandom(seed + 1).shuffle(Array.from(x)));
        const y = forward(layer, x, 1)[0]!;
        expect(forward(layer, mixed, 1)[0]).toBe(y);
        expect(
          forward(
            layer,
            x.map((value) => value + add),
            1,
          )[0],
        ).toBe(y + add);
      }),
      { numRuns: 30 },
    );
  });
});

describe('averagePool(shape)', () => {
  it('is the mean of each window, channel by channel', () => {
    const layer = averagePool(SMALL);
    expect([layer.inputs, layer.outputs, layer.operations]).toEqual([16, 4, 16]);
    expect([...forward(layer, SMALL_MAP, 1)]).toEqual([2.5, -2.5, 3, 2]);
    expect([...forward(averagePool({ ...SMALL, size: 'map' }), SMALL_MAP, 1)]).toEqual([
      2.75, -0.25,
    ]);
  });

  it('equals the convolution with constant filters, one channel each, whatever the shape', () => {
    fc.assert(
      fc.property(anyShape, anyStride, fc.nat(1000), (any, stride, seed) => {
        const size = any.size === 'map' ? 2 : any.size;
        const shape = { ...any, size, stride };
        const { channels } = shape;
        const layer = averagePool(shape);
        const filters = convolution({ ...shape, filters: channels }, createRandom(1));
        filters.parameters.fill(0);
        for (let c = 0; c < channels; c++) {
          for (let k = 0; k < size * size; k++) {
            filters.parameters[(c * size * size + k) * channels + c] = 1 / (size * size);
          }
        }
        const x = normals(3 * layer.inputs, seed);
        expectClose(forward(layer, x, 3), forward(filters, x, 3), 1e-14);
      }),
      { numRuns: 40 },
    );
  });

  it('is never above max pooling, and equal to it on a constant', () => {
    fc.assert(
      fc.property(anyShape, fc.nat(1000), (shape, seed) => {
        const x = normals(2 * shape.height * shape.width * shape.channels, seed);
        const mean = forward(averagePool(shape), x, 2);
        const most = forward(maxPool(shape), x, 2);
        expect(most.length).toBe(mean.length);
        most.forEach((value, i) => expect(value).toBeGreaterThanOrEqual(mean[i]! - 1e-15));
        x.fill(0.5);
        expect(forward(averagePool(shape), x, 2)).toEqual(forward(maxPool(shape), x, 2));
      }),
      { numRuns: 40 },
    );
  });

  it('has the gradients that central differences give, whatever the shape', () => {
    fc.assert(
      fc.property(anyShape, anyStride, fc.nat(1000), (shape, stride, seed) => {
        const layer = averagePool(shape.size === 'map' ? shape : { ...shape, stride });
        checkGradients(layer, normals(2 * layer.inputs, seed), seed);
      }),
      { numRuns: 30 },
    );
  });
});

describe('poolWindows(shape)', () => {
  it('sets windows side by side unless told otherwise, and leaves out what no window fills', () => {
    const shape = { height: 7, width: 5, channels: 1, size: 2 } as const;
    expect(poolWindows(shape)).toMatchObject({ places: 6, pixels: 4 });
    expect(poolWindows({ ...shape, stride: 1 }).places).toBe(24);
    expect(poolWindows({ ...shape, size: 'map' })).toMatchObject({ places: 1, pixels: 35 });
  });

  it.each([
    [{ size: 8 }, 'size is 8; the input has 7×5 pixels'],
    [{ size: 0 }, 'size is 0; it must be a whole number from 1'],
    [{ stride: 0 }, 'stride is 0; it must be a whole number from 1'],
    [{ size: 'map', stride: 1 } as const, 'stride is 1; a window over the whole map takes none'],
    [{ size: 'map', channels: 0 } as const, 'channels is 0; it must be a whole number from 1'],
    [{ size: 'map', height: 0.5 } as const, 'height is 0.5; it must be a whole number from 1'],
    [{ size: 'map', width: 0 } as const, 'width is 0; it must be a whole number from 1'],
  ])('refuses %o', (change, message) => {
    const shape = { height: 7, width: 5, channels: 1, size: 2 };
    expect(() => maxPool({ ...shape, ...change })).toThrow(new RangeError(message));
    expect(() => averagePool({ ...shape, ...change })).toThrow(new RangeError(message));
  });
});

describe.each([
  ['maxPool', maxPool],
  ['averagePool', averagePool],
] as const)('%s', (_, make) => {
  it('has no parameters, and leaves the inputs’ gradient alone where nobody asks', () => {
    const layer = make(SMALL);
    expect(layer.parameters.length).toBe(0);
    expect(layer.gradient.length).toBe(0);
    expect(() => {
      layer.backward(SMALL_MAP, normals(4, 1), normals(4, 2), null, 1);
    }).not.toThrow();
  });

  it('writes no gradient beyond the samples it is given', () => {
    const layer = make(SMALL);
    const dx = new Float64Array(32).fill(7);
    layer.backward(SMALL_MAP, forward(layer, SMALL_MAP, 1), normals(4, 2), dx, 1);
    expect(dx.subarray(16).every((value) => value === 7)).toBe(true);
    expect(dx.subarray(0, 16)).not.toContain(7);
  });
});

describe('absolute(size)', () => {
  it('is |x|, with slope 0 at 0', () => {
    const layer = absolute(3);
    expect([layer.inputs, layer.outputs, layer.operations]).toEqual([3, 3, 0]);
    const x = Float64Array.of(-2, 0, 3, 4, -5, 6);
    expect([...forward(layer, x, 2)]).toEqual([2, 0, 3, 4, 5, 6]);
    const dx = new Float64Array(6).fill(NaN);
    layer.backward(x, x, Float64Array.of(1, 2, 3, 4, 5, 6), dx, 2);
    expect([...dx]).toEqual([-1, 0, 3, 4, -5, 6]);
  });

  it('has the gradients that central differences give', () => {
    checkGradients(
      absolute(4),
      apart(12, 1).map((x) => x + 0.05),
      2,
    );
  });

  it('refuses a size below 1', () => {
    expect(() => absolute(0)).toThrow(
      new RangeError('size is 0; it must be a whole number from 1'),
    );
  });
});
