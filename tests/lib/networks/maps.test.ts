import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { convolution, convolvedSize } from '../../../src/lib/networks/convolution.ts';
import {
  MAP_SIDE,
  edgeMaps,
  mapPooling,
  poolMaps,
  relativeChange,
} from '../../../src/lib/networks/feature-maps.ts';
import { enlarge, shrink } from '../../../src/lib/networks/resize.ts';
import { padAround, shiftAround } from '../../../src/lib/networks/shift.ts';
import { createRandom } from '../../../src/lib/numeric/random.ts';
import { expectClose } from './close.ts';
import { forward, normals } from './gradients.ts';

const SHAPE = { height: 2, width: 3, channels: 2 };
// prettier-ignore
const MAP = [
  1, -1,   2, -2,   3, -3,
  4, -4,   5, -5,   6, -6,
];

describe('shiftAround(map, shape, right, down)', () => {
  it('brings in on one side what leaves on the other', () => {
    expect([...shiftAround(MAP, SHAPE, 1, 0)]).toEqual([3, -3, 1, -1, 2, -2, 6, -6, 4, -4, 5, -5]);
    expect([...shiftAround(MAP, SHAPE, 0, 1)]).toEqual([4, -4, 5, -5, 6, -6, 1, -1, 2, -2, 3, -3]);
    expect([...shiftAround(MAP, SHAPE, -1, -3)]).toEqual([
      5, -5, 6, -6, 4, -4, 2, -2, 3, -3, 1, -1,
    ]);
  });

  it('is undone by the shift back, and closes after a whole turn', () => {
    fc.assert(
      fc.property(fc.integer({ min: -9, max: 9 }), fc.integer({ min: -9, max: 9 }), (a, b) => {
        expect([...shiftAround(shiftAround(MAP, SHAPE, a, b), SHAPE, -a, -b)]).toEqual(MAP);
        expect(shiftAround(MAP, SHAPE, a + 3, b - 2)).toEqual(shiftAround(MAP, SHAPE, a, b));
      }),
    );
  });

  it('refuses a map of another size and a shift between pixels', () => {
    expect(() => shiftAround([1], SHAPE, 0, 0)).toThrow(
      new RangeError('map holds 1 numbers; 2×3×2 make 12'),
    );
    expect(() => shiftAround(MAP, SHAPE, 0.5, 0)).toThrow(
      new RangeError('shift is (0.5, 0); it must be in whole pixels'),
    );
    expect(() => shiftAround(MAP, SHAPE, 0, NaN)).toThrow(
      new RangeError('shift is (0, NaN); it must be in whole pixels'),
    );
  });
});

describe('padAround(map, shape, rows, columns)', () => {
  it('repeats the other end, below and on the right', () => {
    expect([...padAround(MAP, SHAPE, 0, 0)]).toEqual(MAP);
    expect([...padAround([1, 2, 3, 4], { height: 2, width: 2, channels: 1 }, 1, 2)]).toEqual([
      1, 2, 1, 2, 3, 4, 3, 4, 1, 2, 1, 2,
    ]);
    expect([...padAround(MAP, SHAPE, 0, 1)]).toEqual([
      ...MAP.slice(0, 6),
      ...[1, -1],
      ...MAP.slice(6),
      ...[4, -4],
    ]);
  });

  it('makes a convolution move with its input, and only by whole strides', () => {
    const around = { height: 6, width: 6, channels: 2 };
    const map = normals(72, 1);
    const shape = (stride: number) => ({
      ...around,
      height: 6 + 3 - stride,
      width: 6 + 3 - stride,
      filters: 2,
      size: 3,
      stride,
    });
    for (const stride of [1, 2]) {
      const layer = convolution(shape(stride), createRandom(2));
      const out = { ...convolvedSize(shape(stride)), channels: 2 };
      const through = (x: ArrayLike<number>): Float64Array =>
        forward(layer, padAround(x, around, 3 - stride, 3 - stride), 1);
      const moved = through(shiftAround(map, around, 2 * stride, stride));
      expectClose(moved, shiftAround(through(map), out, 2, 1), 1e-13);
      expect(() => {
        expectClose(
          through(shiftAround(map, around, 1, 0)),
          shiftAround(through(map), out, 0, 0),
          0.1,
        );
      }).toThrow();
    }
  });

  it('refuses a map of another size and counts below 0', () => {
    expect(() => padAround([1], SHAPE, 0, 0)).toThrow(
      new RangeError('map holds 1 numbers; 2×3×2 make 12'),
    );
    expect(() => padAround(MAP, SHAPE, -1, 0)).toThrow(
      new RangeError('rows is -1; it must be a whole number from 0'),
    );
    expect(() => padAround(MAP, SHAPE, 0, 0.5)).toThrow(
      new RangeError('columns is 0.5; it must be a whole number from 0'),
    );
  });
});

describe('shrink(image, factor) and enlarge(image, factor)', () => {
  it('take means of blocks', () => {
    // prettier-ignore
    const image = [
      1, 3, 0, 0,
      5, 7, 0, 4,
      2, 2, 8, 8,
      2, 2, 8, 8,
    ];
    expect([...shrink(image, 2)]).toEqual([4, 1, 2, 8]);
    expect([...shrink(image, 4)]).toEqual([60 / 16]);
    expect([...shrink(image, 1)]).toEqual(image);
  });

  it('draw straight lines between pixels, corner to corner', () => {
    // prettier-ignore
    expectClose(enlarge([0, 3, 6, 9], 2), [
      0, 1, 2, 3,
      2, 3, 4, 5,
      4, 5, 6, 7,
      6, 7, 8, 9,
    ], 1e-14);
    expect([...enlarge([1, 2, 3, 4], 1)]).toEqual([1, 2, 3, 4]);
    const large = enlarge(normals(64, 3), 4);
    expect(large.length).toBe(1024);
    const small = normals(64, 3);
    const corners = [large[0], large[31], large[992], large[1023]];
    expectClose(corners as number[], [small[0]!, small[7]!, small[56]!, small[63]!], 1e-14);
  });

  it('keep a plane a plane', () => {
    const plane = Float64Array.from({ length: 25 }, (_, p) => 2 * (p % 5) - Math.floor(p / 5));
    const large = enlarge(plane, 3);
    const wanted = large.map((_, p) => (2 * (p % 15) - Math.floor(p / 15)) * (4 / 14));
    expectClose(large, wanted, 1e-13);
  });

  it.each([
    [() => shrink([1, 2, 3], 1), 'image holds 3 numbers; it must be square'],
    [() => shrink([], 1), 'image holds 0 numbers; it must be square'],
    [() => shrink([1, 2, 3, 4], 3), 'factor is 3; it must divide the side, 2'],
    [() => shrink([1, 2, 3, 4], 0.5), 'factor is 0.5; it must divide the side, 2'],
    [() => shrink([1, 2, 3, 4], -1), 'factor is -1; it must divide the side, 2'],
    [() => shrink(new Float64Array(9), 1.5), 'factor is 1.5; it must divide the side, 3'],
    [() => enlarge([1], 2), 'image has a side of 1; it must be at least 2'],
    [() => enlarge([1, 2, 3, 4], 0), 'factor is 0; it must be a whole number from 1'],
    [() => enlarge([1, 2, 3, 4], 1.5), 'factor is 1.5; it must be a whole number from 1'],
    [() => enlarge([1, 2], 2), 'image holds 2 numbers; it must be square'],
  ])('refuse what they cannot do: %#', (act, message) => {
    expect(act).toThrow(new RangeError(message));
  });
});

/** A 28×28 image with one pixel of ink. */
function dot(row: number, column: number): Float64Array {
  const image = new Float64Array(28 * 28);
  image[row * 28 + column] = 1;
  return image;
}

const at = (row: number, column: number): number => row * MAP_SIDE + column;

describe('edgeMaps(image, right, down)', () => {
  it('answers beside and above a dot of ink, and nowhere else', () => {
    const { side, x, y } = edgeMaps(dot(10, 12));
    expect(side).toBe(40);
    // The image's corner lies at row 6, column 6 of the maps.
    const wanted = { x: new Float64Array(1600), y: new Float64Array(1600) };
    [1, 2, 1].forEach((weight, k) => {
      wanted.x[at(15 + k, 17)] = weight;
      wanted.y[at(15, 17 + k)] = weight;
    });
    // To the last digit; a rectified −1 is −0.
    expectClose(x, wanted.x, 0);
    expectClose(y, wanted.y, 0);
  });

  it('moves with its image, up to five pixels each way', () => {
    const image = normals(784, 4).map(Math.abs);
    const still = edgeMaps(image);
    const around = { height: MAP_SIDE, width: MAP_SIDE, channels: 1 };
    for (const [right, down] of [
      [5, -5],
      [-5, 5],
      [1, 2],
    ] as const) {
      const moved = edgeMaps(image, right, down);
      expect(moved.x).toEqual(shiftAround(still.x, around, right, down));
      expect(moved.y).toEqual(shiftAround(still.y, around, right, down));
    }
  });

  it('does the same for images of other sizes, in the middle', () => {
    const image = new Float64Array(32 * 32);
    image[12 * 32 + 14] = 1;
    expect(edgeMaps(image)).toEqual(edgeMaps(dot(10, 12)));
    expect(edgeMaps([0, 0, 0, 1])).toEqual(edgeMaps(dot(14, 14)));
    expect(edgeMaps(new Float64Array(38 * 38).fill(1)).x[at(20, 0)]).toBe(4);
  });

  it.each([
    [() => edgeMaps([1, 2, 3]), 'image holds 3 numbers'],
    [() => edgeMaps(new Float64Array(25)), 'image holds 25 numbers'],
    [() => edgeMaps([]), 'image holds 0 numbers'],
    [
      () => edgeMaps(new Float64Array(1600)),
      'image holds 1600 numbers; it must be square, its side even and at most 38',
    ],
    [
      () => edgeMaps(dot(0, 0), 6, 0),
      'right is 6; it must be a whole number of pixels from −5 to 5',
    ],
    [() => edgeMaps(dot(0, 0), -6, 0), 'right is -6'],
    [
      () => edgeMaps(new Float64Array(1024), 0, 4),
      'down is 4; it must be a whole number of pixels from −3 to 3',
    ],
    [() => edgeMaps(dot(0, 0), 0, 0.5), 'down is 0.5'],
  ])('refuses what does not fit: %#', (act, message) => {
    expect(act).toThrow(RangeError);
    expect(act).toThrow(message);
  });
});

describe('poolMaps(maps, size, kind)', () => {
  const maps = edgeMaps(normals(784, 5).map(Math.abs));

  it('takes the largest of each window, or the mean', () => {
    const most = poolMaps(maps, 8);
    const mean = poolMaps(maps, 8, 'average');
    expect([most.side, mean.side]).toEqual([5, 5]);
    for (const name of ['x', 'y'] as const) {
      for (const [row, column] of [
        [0, 0],
        [2, 3],
        [4, 1],
      ] as const) {
        const window = Array.from(
          { length: 64 },
          (_, k) => maps[name][at(8 * row + Math.floor(k / 8), 8 * column + (k % 8))]!,
        );
        expect(most[name][5 * row + column]).toBe(Math.max(...window));
        expect(mean[name][5 * row + column]).toBeCloseTo(
          window.reduce((sum, value) => sum + value) / 64,
          13,
        );
      }
    }
  });

  it('does not change at all when one window covers the map and the image moves', () => {
    const image = normals(784, 6).map(Math.abs);
    const still = poolMaps(edgeMaps(image), 'map');
    expect(still.side).toBe(1);
    expect(poolMaps(edgeMaps(image, 3, -2), 'map')).toEqual(still);
    expect(relativeChange(still, poolMaps(edgeMaps(image, 3, -2), 'map'))).toBe(0);
  });

  it('can be prepared for maps of one side', () => {
    expect(mapPooling(40, 4)(maps)).toEqual(poolMaps(maps, 4));
    expect(mapPooling(40, 4, 'average')(maps)).toEqual(poolMaps(maps, 4, 'average'));
    expect(() => mapPooling(20, 4)(maps)).toThrow(
      new RangeError('maps have side 40; the windows are laid out for 20'),
    );
  });
});

describe('relativeChange(a, b)', () => {
  const maps = (x: readonly number[], y: readonly number[]) => ({
    side: Math.sqrt(x.length),
    x: Float64Array.from(x),
    y: Float64Array.from(y),
  });

  it('is ‖b − a‖ / ‖a‖ over both maps', () => {
    expect(relativeChange(maps([3], [4]), maps([3], [4]))).toBe(0);
    expect(relativeChange(maps([3], [4]), maps([0], [0]))).toBe(1);
    expect(relativeChange(maps([3], [4]), maps([6], [8]))).toBe(1);
    expect(relativeChange(maps([3], [4]), maps([3], [9]))).toBe(1);
    expect(relativeChange(maps([3, 0, 0, 0], [0, 0, 0, 4]), maps([3, 0, 0, 1], [0, 0, 0, 4]))).toBe(
      0.2,
    );
  });

  it('refuses maps of different sides, and a share of nothing', () => {
    expect(() => relativeChange(maps([1], [1]), maps([1, 1, 1, 1], [1, 1, 1, 1]))).toThrow(
      new RangeError('maps have sides 1 and 2; they must be of one size'),
    );
    expect(() => relativeChange(maps([0], [0]), maps([1], [1]))).toThrow(
      new RangeError('a is 0 everywhere; a share of it has no meaning'),
    );
  });
});
