import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { log1pExp } from '../../../src/lib/numeric/log1p-exp.ts';
import { sigmoid } from '../../../src/lib/numeric/sigmoid.ts';
import fixture from '../../fixtures/margins/numeric.json' with { type: 'json' };

const anywhere = fc.double({ min: -700, max: 700, noNaN: true });

describe('sigmoid(z)', () => {
  it('is ½ at 0, and σ(ln 3) = ¾', () => {
    expect(sigmoid(0)).toBe(0.5);
    expect(sigmoid(Math.log(3))).toBeCloseTo(0.75, 15);
  });

  it('σ(−z) = 1 − σ(z)', () => {
    fc.assert(
      fc.property(anywhere, (z) => {
        expect(sigmoid(-z) + sigmoid(z)).toBeCloseTo(1, 14);
      }),
    );
  });

  it('keeps its digits in the lower tail', () => {
    expect(sigmoid(-700) / Math.exp(-700)).toBeCloseTo(1, 12);
    expect(sigmoid(-720)).toBe(Math.exp(-720));
    expect(sigmoid(-1e4)).toBe(0);
    expect(sigmoid(1e4)).toBe(1);
  });

  it('agrees with SciPy', () => {
    fixture.grid.forEach((z, i) => {
      expect(Math.abs(sigmoid(z) - fixture.sigmoid[i]!)).toBeLessThanOrEqual(
        1e-15 * fixture.sigmoid[i]!,
      );
    });
  });
});

describe('log1pExp(z)', () => {
  it('is ln 2 at 0', () => {
    expect(log1pExp(0)).toBe(Math.LN2);
  });

  it('has σ for its derivative', () => {
    fc.assert(
      fc.property(fc.double({ min: -20, max: 20, noNaN: true }), (z) => {
        const h = 1e-5;
        expect((log1pExp(z + h) - log1pExp(z - h)) / (2 * h)).toBeCloseTo(sigmoid(z), 8);
      }),
    );
  });

  it('ln(1 + exp(z)) − ln(1 + exp(−z)) = z', () => {
    fc.assert(
      fc.property(anywhere, (z) => {
        expect(log1pExp(z) - log1pExp(-z)).toBeCloseTo(z, 10);
      }),
    );
  });

  it('agrees with NumPy in both tails', () => {
    fixture.grid.forEach((z, i) => {
      expect(Math.abs(log1pExp(z) - fixture.log1pExp[i]!)).toBeLessThanOrEqual(
        2e-15 * fixture.log1pExp[i]!,
      );
    });
  });
});
