import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { spread } from '../../../src/components/figures/lib/labels.ts';

const places = fc.array(
  fc.record({
    at: fc.double({ min: -50, max: 450, noNaN: true }),
    size: fc.double({ min: 1, max: 20, noNaN: true }),
  }),
  { maxLength: 12 },
);

describe('spread', () => {
  test('labels that do not touch stay where they are', () => {
    expect(
      spread(
        [
          { at: 10, size: 16 },
          { at: 40, size: 16 },
        ],
        0,
        100,
      ),
    ).toEqual([10, 40]);
  });

  test('two that would coincide part by half their size each', () => {
    expect(
      spread(
        [
          { at: 50, size: 16 },
          { at: 50, size: 16 },
        ],
        0,
        100,
      ),
    ).toEqual([42, 58]);
  });

  test('answers come in the order of the labels given, whatever their places', () => {
    const centres = spread(
      [
        { at: 80, size: 10 },
        { at: 20, size: 10 },
        { at: 50, size: 10 },
      ],
      0,
      100,
    );
    expect(centres).toEqual([80, 20, 50]);
  });

  test('labels at an edge are pushed inside', () => {
    expect(spread([{ at: -30, size: 16 }], 0, 100)).toEqual([8]);
    expect(spread([{ at: 300, size: 16 }], 0, 100)).toEqual([92]);
  });

  test('no labels, no places', () => {
    expect(spread([], 0, 10)).toEqual([]);
  });

  test('too many for the space is an error that says so', () => {
    expect(() =>
      spread(
        [
          { at: 0, size: 60 },
          { at: 0, size: 60 },
        ],
        0,
        100,
      ),
    ).toThrow(new RangeError('labels of 120 px do not fit between 0 and 100'));
  });

  test('never overlaps, never leaves the space, keeps the order', () => {
    fc.assert(
      fc.property(places, (given) => {
        const centres = spread(given, 0, 400);
        const boxes = given.map(({ size, at }, i) => ({ at, size, centre: centres[i] ?? NaN }));
        for (const { centre, size } of boxes) {
          expect(centre - size / 2).toBeGreaterThanOrEqual(-1e-6);
          expect(centre + size / 2).toBeLessThanOrEqual(400 + 1e-6);
        }
        const sorted = [...boxes].sort((a, b) => a.centre - b.centre);
        for (const [i, box] of sorted.entries()) {
          const next = sorted[i + 1];
          if (next === undefined) continue;
          expect(next.centre - box.centre).toBeGreaterThanOrEqual(
            (box.size + next.size) / 2 - 1e-6,
          );
          expect(next.at).toBeGreaterThanOrEqual(box.at);
        }
      }),
    );
  });

  test('no small move of one label brings the sum of squares down', () => {
    fc.assert(
      fc.property(places, (given) => {
        const centres = spread(given, 0, 400);
        const cost = (c: readonly number[]) =>
          c.reduce((sum, centre, i) => sum + (centre - (given[i]?.at ?? 0)) ** 2, 0);
        const fits = (c: readonly number[]) =>
          c.every(
            (centre, i) =>
              centre - (given[i]?.size ?? 0) / 2 >= 0 &&
              centre + (given[i]?.size ?? 0) / 2 <= 400 &&
              c.every(
                (other, j) =>
                  i === j ||
                  Math.abs(centre - other) >= ((given[i]?.size ?? 0) + (given[j]?.size ?? 0)) / 2,
              ),
          );
        for (const i of centres.keys()) {
          for (const move of [-0.1, 0.1]) {
            const moved = centres.with(i, (centres[i] ?? 0) + move);
            if (fits(moved)) expect(cost(moved)).toBeGreaterThanOrEqual(cost(centres) - 1e-6);
          }
        }
      }),
    );
  });
});
