import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hoyer, trevesRolls, zeroShare } from '../../../src/lib/rectifiers/sparsity.ts';
import fixture from '../../fixtures/rectifiers/sparsity.json' with { type: 'json' };

const entries = fc
  .array(fc.double({ min: -1e3, max: 1e3, noNaN: true }), { minLength: 2, maxLength: 30 })
  .filter((x) => x.some((entry) => Math.abs(entry) > 1e-3));

describe('zeroShare, hoyer and trevesRolls', () => {
  it('are what NumPy gives', () => {
    for (const { x, zeros, hoyer: h, trevesRolls: a } of fixture) {
      expect(zeroShare(x)).toBe(zeros);
      expect(hoyer(x)).toBeCloseTo(h, 13);
      expect(trevesRolls(x)).toBeCloseTo(a, 13);
    }
  });

  it('know the ends of their scales', () => {
    for (const n of [2, 5, 100]) {
      const alike = new Float64Array(n).fill(-3);
      const single = new Float64Array(n);
      single[1] = 7;
      expect(hoyer(alike)).toBeCloseTo(0, 14);
      expect(trevesRolls(alike)).toBeCloseTo(1, 14);
      expect(hoyer(single)).toBe(1);
      expect(trevesRolls(single)).toBeCloseTo(1 / n, 15);
      expect(zeroShare(single)).toBe((n - 1) / n);
    }
  });

  it('count exact zeros alone', () => {
    expect(zeroShare([0, -0, 1e-300, -5e-324, 1])).toBe(0.4);
    expect(zeroShare([1e-4, 1e-4])).toBe(0);
  });

  it('do not depend on scale, sign or order, and stay on their scales', () => {
    fc.assert(
      fc.property(entries, fc.double({ min: 1e-9, max: 1e9, noNaN: true }), (x, factor) => {
        const scaled = x.map((entry) => -factor * entry).reverse();
        expect(hoyer(scaled)).toBeCloseTo(hoyer(x), 9);
        expect(trevesRolls(scaled)).toBeCloseTo(trevesRolls(x), 9);
        expect(hoyer(x)).toBeGreaterThanOrEqual(-1e-12);
        expect(hoyer(x)).toBeLessThanOrEqual(1 + 1e-12);
        expect(trevesRolls(x)).toBeGreaterThanOrEqual(1 / x.length - 1e-12);
        expect(trevesRolls(x)).toBeLessThanOrEqual(1 + 1e-12);
      }),
    );
  });

  it('rise and fall together: Hoyer is (√n − √(n·a))/(√n − 1)', () => {
    fc.assert(
      fc.property(entries, (x) => {
        const root = Math.sqrt(x.length);
        expect(hoyer(x)).toBeCloseTo((root - root * Math.sqrt(trevesRolls(x))) / (root - 1), 9);
      }),
    );
  });

  it('do not lose activations whose squares vanish or overflow', () => {
    expect(hoyer([1e-200, 0, 0])).toBe(1);
    expect(trevesRolls([1e-200, 1e-200])).toBe(1);
    expect(trevesRolls([1e200, 1e200])).toBe(1);
  });

  it('refuse what has no answer', () => {
    expect(() => zeroShare([])).toThrow(
      new RangeError('activations is empty; it must hold at least one number'),
    );
    expect(() => trevesRolls([])).toThrow('activations is empty');
    expect(() => hoyer([1])).toThrow('activations holds 1 numbers; it needs at least 2');
    expect(() => hoyer([0, 0])).toThrow('the largest of activations is 0');
    expect(() => trevesRolls([0])).toThrow('it must be finite and not zero');
    expect(() => hoyer([1, Infinity])).toThrow('the largest of activations is Infinity');
    expect(() => trevesRolls([NaN, 1])).toThrow('the largest of activations is NaN');
    expect(zeroShare([0])).toBe(1);
  });
});
