import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  FIT_POINTS,
  FLAT_LOSS,
  isOff,
  offRadius,
  offShare,
  rectifierFit,
} from '../../../src/lib/landscapes/rectifier-fit.ts';
import { meet } from '../../../src/lib/landscapes/segments.ts';
import {
  bend,
  type Planar,
  XOR_LABELS,
  XOR_POINTS,
  xorHidden,
  xorOutput,
} from '../../../src/lib/landscapes/xor.ts';
import { relativeGap } from '../../../src/lib/margins/relative-gap.ts';
import { centralDifference } from '../../../src/lib/numeric/central-difference.ts';
import { createRandom } from '../../../src/lib/numeric/random.ts';

describe('the exclusive or', () => {
  it('is computed by two rectifier units', () => {
    expect(XOR_POINTS.map(xorHidden)).toEqual([
      [0, 0],
      [1, 0],
      [1, 0],
      [2, 1],
    ]);
    expect(XOR_POINTS.map((x) => xorOutput(xorHidden(x)))).toEqual([...XOR_LABELS]);
    expect(XOR_LABELS).toEqual([0, 1, 1, 0]);
    expect(xorHidden([-2, 1])).toEqual([0, 0]);
  });

  it('bends from the plane to hidden space', () => {
    expect(bend([1, 1], 0)).toEqual([1, 1]);
    expect(bend([1, 1], 1)).toEqual([2, 1]);
    expect(bend([0, 1], 0.25)).toEqual([0.25, 0.75]);
    expect(bend([0.5, 0.25], 0.5)).toEqual([0.625, 0.125]);
  });
});

describe('meet(a, b, c, d)', () => {
  it('finds the crossing of the exclusive or: the middle of both classes', () => {
    expect(meet([0, 0], [1, 1], [0, 1], [1, 0])).toEqual({
      point: [0.5, 0.5],
      first: 0.5,
      second: 0.5,
    });
  });

  it('tells a crossing of lines from one of segments', () => {
    expect(meet([0, 0], [1, 1], [3, 0], [0, 3])).toBeNull();
    expect(meet([0, 0], [1, 1], [0, -1], [1, -3])).toBeNull();
    expect(meet([0, 0], [4, 0], [1, 1], [1, 2])).toBeNull();
    expect(meet([0, 0], [4, 0], [1, -2], [1, -1])).toBeNull();
    expect(meet([2, 0], [4, 0], [1, -1], [1, 1])).toBeNull();
    expect(meet([-4, 0], [0, 0], [1, -1], [1, 1])).toBeNull();
  });

  it('counts ends as part of a segment', () => {
    expect(meet([0, 0], [4, 0], [1, 0], [1, 2])).toEqual({ point: [1, 0], first: 0.25, second: 0 });
    expect(meet([0, 0], [4, 0], [1, 2], [1, 0])?.second).toBe(1);
    expect(meet([1, 0], [5, 0], [1, -1], [1, 1])?.first).toBe(0);
    expect(meet([-3, 0], [1, 0], [1, -1], [1, 1])?.first).toBe(1);
  });

  it('takes single points', () => {
    expect(meet([0, 0], [2, 4], [1, 2], [1, 2])).toEqual({ point: [1, 2], first: 0.5, second: 0 });
    expect(meet([0, 0], [2, 4], [1, 1], [1, 1])).toBeNull();
    expect(meet([0, 0], [2, 4], [3, 6], [3, 6])).toBeNull();
    expect(meet([0, 0], [2, 4], [-1, -2], [-1, -2])).toBeNull();
    expect(meet([1, 2], [1, 2], [0, 0], [2, 4])).toEqual({ point: [1, 2], first: 0, second: 0.5 });
    expect(meet([1, 1], [1, 1], [1, 1], [1, 1])).toEqual({ point: [1, 1], first: 0, second: 0 });
    expect(meet([1, 1], [1, 1], [2, 1], [2, 1])).toBeNull();
    expect(meet([1, 1], [1, 1], [1, 2], [1, 2])).toBeNull();
  });

  it('takes parallel segments and those on one line', () => {
    expect(meet([0, 0], [2, 0], [0, 1], [2, 1])).toBeNull();
    expect(meet([0, 0], [2, 0], [1, 0], [5, 0])).toEqual({ point: [1, 0], first: 0.5, second: 0 });
    expect(meet([0, 0], [2, 0], [5, 0], [1, 0])).toEqual({ point: [1, 0], first: 0.5, second: 1 });
    expect(meet([1, 0], [2, 0], [0, 0], [4, 0])).toEqual({ point: [1, 0], first: 0, second: 0.25 });
    expect(meet([0, 0], [1, 0], [2, 0], [3, 0])).toBeNull();
    expect(meet([0, 0], [1, 0], [1, 0], [3, 0])?.point).toEqual([1, 0]);
  });

  it('finds a point put on both', () => {
    const number = fc.integer({ min: -8, max: 8 });
    const point = fc.tuple(number, number);
    fc.assert(
      fc.property(point, point, point, fc.constantFrom(0, 0.25, 0.5, 1), (a, b, c, share) => {
        const p: Planar = [a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1])];
        // d on the other side of p from c, as far.
        const d: Planar = [2 * p[0] - c[0], 2 * p[1] - c[1]];
        const found = meet(a, b, c, d)!;
        const area = (b[0] - a[0]) * (d[1] - c[1]) - (b[1] - a[1]) * (d[0] - c[0]);
        expect(found).not.toBeNull();
        if (area !== 0) {
          expect(found.point[0]).toBeCloseTo(p[0], 10);
          expect(found.point[1]).toBeCloseTo(p[1], 10);
          expect(found.second).toBeCloseTo(0.5, 10);
        }
      }),
    );
  });
});

describe('a rectifier fitted to a line', () => {
  it('has the losses of the inventory', () => {
    const gradient = Float64Array.of(9, 9);
    expect(rectifierFit([-1, -1], gradient)).toBe(FLAT_LOSS);
    expect([...gradient]).toEqual([0, 0]);
    expect(rectifierFit([1, 0], gradient)).toBe(0);
    expect(FLAT_LOSS).toBe(2.5);
    expect(FIT_POINTS).toEqual([1, 2]);
    // On at 2 only: (0 − 1)²/2 + (2w + b − 2)²/2 with w = 1, b = −1.5.
    expect(rectifierFit([1, -1.5], gradient)).toBeCloseTo((1 + 1.5 * 1.5) / 2, 14);
    expect([...gradient]).toEqual([-3, -1.5]);
  });

  it('has the gradient of its loss where no unit is at its kink', () => {
    const number = fc.double({ min: -2, max: 2, noNaN: true });
    fc.assert(
      fc.property(fc.array(number, { minLength: 4, maxLength: 4 }), (p) => {
        fc.pre([1, 2].every((x) => [0, 2].every((j) => Math.abs(p[j]! * x + p[j + 1]!) > 1e-3)));
        const gradient = new Float64Array(4);
        rectifierFit(p, gradient);
        const differences = centralDifference((q) => rectifierFit(q, new Float64Array(4)), p);
        return relativeGap(gradient, differences) < 1e-7;
      }),
    );
  });

  it('takes the slope at zero to be zero', () => {
    const gradient = new Float64Array(2);
    rectifierFit([1, -1], gradient);
    // At x = 1 the unit is at its kink; only x = 2 pulls: 2·(1 − 2)/2·(2, 1).
    expect([...gradient]).toEqual([-2, -1]);
  });

  it('isOff asks both points', () => {
    expect(isOff(-1, -1)).toBe(true);
    expect(isOff(1, -1.5)).toBe(false);
    expect(isOff(-2, 3)).toBe(false);
    expect(isOff(-1, 1)).toBe(false);
    expect(isOff(0, 0)).toBe(false);
  });

  it('offShare is the share of normal draws that are off', () => {
    const random = createRandom(1);
    let off = 0;
    for (let draw = 0; draw < 10_000; draw++) if (isOff(random.normal(), random.normal())) off++;
    expect(Math.abs(off / 10_000 - offShare())).toBeLessThan(3 * Math.sqrt(0.25 / 10_000));
    expect(offShare()).toBeCloseTo(0.44879180882521663, 14);
  });

  it('offRadius is the way to the nearer of both lines', () => {
    expect(offRadius(-1, -1)).toBeCloseTo(3 / Math.sqrt(5), 14);
    expect(offRadius(3, -7)).toBeCloseTo(1 / Math.sqrt(5), 14);
    expect(offRadius(-3, 1)).toBeCloseTo(Math.SQRT2, 14);
    expect(offRadius(1, 1)).toBe(0);
  });
});
