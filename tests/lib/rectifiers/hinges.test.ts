import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bestHinges } from '../../../src/lib/rectifiers/best-kinks.ts';
import { type Hinge, hingeError, measureOn } from '../../../src/lib/rectifiers/hinges.ts';
import fixture from '../../fixtures/rectifiers/hinges.json' with { type: 'json' };

const TARGETS: Record<string, (x: number) => number> = {
  identity: (x) => x,
  absolute: Math.abs,
  tanh2x: (x) => Math.tanh(2 * x),
};
const gauss = (x: number): number => Math.exp(-0.5 * x * x);
const normal = measureOn(fixture.low, fixture.high, fixture.points, gauss);
const UP: Hinge = { side: 1, kink: 0 };
const DOWN: Hinge = { side: -1, kink: 0 };

describe('measureOn(low, high, count, density)', () => {
  it('has even points and weights that sum to 1', () => {
    const { points, weights } = measureOn(-1, 3, 5, (x) => x + 2);
    expect([...points]).toEqual([-1, 0, 1, 2, 3]);
    [0.05, 0.1, 0.15, 0.2, 0.25].forEach((weight, i) => {
      expect(weights[i]).toBeCloseTo((weight * 4) / 3, 15);
    });
  });

  it('refuses what is no interval', () => {
    expect(() => measureOn(0, 1, 1, gauss)).toThrow('1 points on [0, 1]');
    expect(() => measureOn(0, 1, 2.5, gauss)).toThrow('2.5 points');
    expect(() => measureOn(1, 1, 5, gauss)).toThrow('needed: 2 or more, low < high');
  });
});

describe('hingeError(target, hinges, measure)', () => {
  it('is what NumPy’s least squares leave', () => {
    for (const { target, hinges, error } of fixture.cases) {
      const found = hingeError(
        normal.points.map(TARGETS[target]!),
        hinges.map(([side, kink]) => ({ side: side as 1 | -1, kink: kink! })),
        normal,
      );
      expect(Math.abs(found - error), `${target} ${JSON.stringify(hinges)}`).toBeLessThan(1e-12);
    }
  });

  it('is (π − 2)/(2(π − 1)) for y = x and for y = |x|', () => {
    const fine = measureOn(-9, 9, 9001, gauss);
    const closed = (Math.PI - 2) / (2 * (Math.PI - 1));
    for (const target of ['identity', 'absolute']) {
      for (const hinge of [UP, DOWN]) {
        const error = hingeError(fine.points.map(TARGETS[target]!), [hinge], fine);
        expect(Math.abs(error - closed)).toBeLessThan(1e-6);
      }
    }
  });

  it('does not grow with a second hinge, nor care for order or for scale of the target', () => {
    const measure = measureOn(-2, 2, 81, () => 1);
    const hinge = fc.record({
      side: fc.constantFrom<1 | -1>(1, -1),
      kink: fc.double({ min: -1.9, max: 1.9, noNaN: true }),
    });
    fc.assert(
      fc.property(hinge, hinge, fc.double({ min: -5, max: 5, noNaN: true }), (one, other, c) => {
        const target = measure.points.map((x) => Math.sin(2 * x));
        const both = hingeError(target, [one, other], measure);
        expect(both).toBeLessThanOrEqual(hingeError(target, [one], measure) + 1e-12);
        expect(both).toBeLessThanOrEqual(hingeError(target, [other], measure) + 1e-12);
        expect(hingeError(target, [other, one], measure)).toBeCloseTo(both, 9);
        const scaled = target.map((y) => c * y + 3);
        expect(hingeError(scaled, [one, other], measure)).toBeCloseTo(c * c * both, 8);
      }),
    );
  });

  it('leaves out a hinge that adds nothing', () => {
    const line = normal.points.map((x) => x);
    // Beyond the last point a hinge is 0, below the first a line.
    expect(hingeError(line, [{ side: 1, kink: 7 }], normal)).toBeCloseTo(1, 6);
    expect(hingeError(line, [{ side: 1, kink: 7 }, UP], normal)).toBeCloseTo(
      hingeError(line, [UP], normal),
      12,
    );
    expect(hingeError(line, [UP, { side: 1, kink: 7 }], normal)).toBeCloseTo(
      hingeError(line, [UP], normal),
      12,
    );
    expect(hingeError(line, [UP, UP], normal)).toBeCloseTo(hingeError(line, [UP], normal), 12);
    expect(hingeError(line, [{ side: 1, kink: -7 }], normal)).toBeLessThan(1e-25);
  });

  it('takes one hinge or two', () => {
    expect(() => hingeError([0], [], normal)).toThrow('there are 0 hinges; it takes one or two');
    expect(() => hingeError([0], [UP, UP, UP], normal)).toThrow('there are 3 hinges');
  });
});

describe('bestHinges(target, count, measure, reach)', () => {
  it('finds the kinks SciPy finds', () => {
    const absolute = bestHinges(TARGETS['absolute']!, 1, normal, 6);
    expect(absolute.error).toBeCloseTo(fixture.bestAbsolute.error, 8);
    expect(Math.abs(absolute.hinges[0]!.kink)).toBeCloseTo(fixture.bestAbsolute.kink, 3);
    const tanh = bestHinges(TARGETS['tanh2x']!, 2, normal, 6);
    expect(tanh.error).toBeCloseTo(fixture.bestTanh.error, 8);
    // The target is odd, so that a mirror image does as well.
    const sizes = (kinks: readonly number[]): number[] => kinks.map(Math.abs).sort((a, b) => a - b);
    const found = sizes(tanh.hinges.map(({ kink }) => kink));
    sizes(fixture.bestTanh.kinks).forEach((kink, i) => {
      expect(found[i]).toBeCloseTo(kink, 3);
    });
  });

  it('finds a hinge that is there, to either side', () => {
    const even = measureOn(-1, 1, 401, () => 1);
    for (const side of [1, -1] as const) {
      const target = (x: number): number => 2 - 3 * Math.max(0, side * (x - 0.333));
      const found = bestHinges(target, 1, even, 1);
      expect(found.error).toBeLessThan(1e-9);
      expect(found.hinges[0]!.side).toBe(side);
      expect(found.hinges[0]!.kink).toBeCloseTo(0.333, 4);
    }
    // Two that open to the two sides, as a line with a flat stretch.
    const flat = (x: number): number => Math.max(0, x - 0.4) - 2 * Math.max(0, -0.2 - x);
    expect(bestHinges(flat, 2, even, 1).error).toBeLessThan(1e-8);
    const down = (x: number): number => Math.max(0, 0.7 - x) + Math.max(0, -0.5 - x);
    expect(bestHinges(down, 2, even, 1).error).toBeLessThan(1e-8);
  });

  it('stays within its reach', () => {
    // For y = x the further out the kink, the better.
    const found = bestHinges(TARGETS['identity']!, 1, normal, 2);
    expect(Math.abs(found.hinges[0]!.kink)).toBeLessThanOrEqual(2);
    expect(Math.abs(found.hinges[0]!.kink)).toBeGreaterThan(1.999);
    // Two kinks that would both stand further out, to either side.
    const bends = (x: number): number => Math.max(0, x - 4) + Math.max(0, -4 - x);
    for (const { kink } of bestHinges(bends, 2, normal, 2).hinges) {
      expect(Math.abs(kink)).toBeLessThanOrEqual(2);
    }
    expect(() => bestHinges(TARGETS['identity']!, 1, normal, 0)).toThrow('reach is 0');
  });
});
