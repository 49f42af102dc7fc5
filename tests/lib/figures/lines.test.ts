import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clipToBand } from '../../../src/components/figures/lib/clip.ts';
import type { Point } from '../../../src/components/figures/lib/paths.ts';
import { arcPath, linePath, steps } from '../../../src/components/figures/lib/paths.ts';
import { decades, linear } from '../../../src/components/figures/lib/scales.ts';
import { sequential } from '../../../src/components/figures/lib/tones.ts';

const same = (value: number) => value;

describe('clipToBand', () => {
  test('a line inside is left whole', () => {
    const line: Point[] = [
      [0, 0.2],
      [1, 0.8],
    ];
    expect(clipToBand(line, 0, 1)).toEqual([line]);
  });

  test('a line that leaves ends on the edge', () => {
    expect(
      clipToBand(
        [
          [0, 0],
          [2, 4],
        ],
        0,
        1,
      ),
    ).toEqual([
      [
        [0, 0],
        [0.5, 1],
      ],
    ]);
  });

  test('a segment that crosses the whole band is cut at both edges', () => {
    expect(
      clipToBand(
        [
          [0, -1],
          [4, 3],
        ],
        0,
        1,
      ),
    ).toEqual([
      [
        [1, 0],
        [2, 1],
      ],
    ]);
  });

  test('a line that leaves and returns has two parts', () => {
    const parts = clipToBand(
      [
        [0, 0.5],
        [1, 2.5],
        [2, 0.5],
      ],
      0,
      1,
    );
    expect(parts).toHaveLength(2);
    expect(parts[0]?.at(-1)).toEqual([0.25, 1]);
    expect(parts[1]?.[0]).toEqual([1.75, 1]);
  });

  test('a pole, where the value is not finite, breaks the line', () => {
    const parts = clipToBand(
      [
        [0, 0.1],
        [1, 0.2],
        [2, Infinity],
        [3, 0.3],
        [4, 0.4],
      ],
      0,
      1,
    );
    expect(parts.map((part) => part.length)).toEqual([2, 2]);
  });

  test('outside altogether, a single point and nothing give nothing', () => {
    expect(
      clipToBand(
        [
          [0, 2],
          [1, 3],
        ],
        0,
        1,
      ),
    ).toEqual([]);
    expect(clipToBand([[0, 0.5]], 0, 1)).toEqual([]);
    expect(clipToBand([], 0, 1)).toEqual([]);
  });

  test('what is left lies in the band, and no sample inside is lost', () => {
    const samples = fc.array(fc.double({ min: -3, max: 3, noNaN: true }), { minLength: 2 });
    fc.assert(
      fc.property(samples, (values) => {
        const line = values.map((v, i): Point => [i, v]);
        const parts = clipToBand(line, -1, 1);
        for (const [, v] of parts.flat()) expect(Math.abs(v)).toBeLessThanOrEqual(1 + 1e-12);
        const kept = parts.flat().map(([u]) => u);
        for (const [u, v] of line) {
          if (Math.abs(v) < 1) expect(kept.some((k) => Math.abs(k - u) < 1e-9)).toBe(true);
        }
      }),
    );
  });
});

describe('paths', () => {
  test('coordinates have at most two decimals', () => {
    expect(
      linePath(
        [
          [1 / 3, 2 / 3],
          [1, 1],
        ],
        same,
        same,
      ),
    ).toBe('M0.33,0.67L1,1');
  });

  test('a point that is not finite breaks the line', () => {
    const points: Point[] = [
      [0, 0],
      [1, 1],
      [2, NaN],
      [3, 3],
      [4, 4],
    ];
    expect(linePath(points, same, same)).toBe('M0,0L1,1M3,3L4,4');
  });

  test('no points, no path', () => {
    expect(linePath([], same, same)).toBe('');
  });

  test('an arc runs anticlockwise, the long way round where it is one', () => {
    expect(arcPath(0, 0, 10, 0, Math.PI / 2)).toBe('M10,0A10,10,0,0,0,0,-10');
    expect(arcPath(0, 0, 10, 0, (3 * Math.PI) / 2)).toBe('M10,0A10,10,0,1,0,0,10');
  });

  test('a full turn is drawn in two halves', () => {
    expect(arcPath(0, 0, 10, 0, 2 * Math.PI).match(/A/g)).toHaveLength(2);
  });

  test('steps include both ends exactly', () => {
    const values = steps(-2 * Math.PI, 2 * Math.PI, 240);
    expect(values).toHaveLength(241);
    expect(values[0]).toBe(-2 * Math.PI);
    expect(values.at(-1)).toBe(2 * Math.PI);
  });
});

describe('linear', () => {
  test('maps the ends of the domain onto the ends of the range, and between in proportion', () => {
    const y = linear([-7, 1], [300, 20]);
    expect([-7, -3, 1].map(y)).toEqual([300, 160, 20]);
    expect(y(9)).toBe(-260);
  });
});

describe('decades', () => {
  test('ticks are whole powers of ten inside the range, counted from 1', () => {
    expect(decades(-17, 6, 4).map(({ value }) => value)).toEqual([
      1e-16, 1e-12, 1e-8, 1e-4, 1, 1e4,
    ]);
  });
});

describe('sequential', () => {
  test('runs from the palest to the deepest', () => {
    expect([0, 1, 2, 3, 4].map((rank) => sequential(rank, 5))).toEqual([
      'f-s1',
      'f-s2',
      'f-s3',
      'f-s4',
      'f-s5',
    ]);
    expect(sequential(0, 1)).toBe('f-s5');
    expect(sequential(9, 3)).toBe('f-s5');
  });
});
