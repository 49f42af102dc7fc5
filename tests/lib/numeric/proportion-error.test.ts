import fc from 'fast-check';
import { expect, test } from 'vitest';
import { proportionError } from '../../../src/lib/numeric/proportion-error.ts';

test('closed forms: a fair coin, and certainty', () => {
  expect(proportionError(0.5, 100)).toBeCloseTo(0.05, 15);
  expect(proportionError(0.9, 9)).toBeCloseTo(0.1, 15);
  expect(proportionError(0, 7)).toBe(0);
  expect(proportionError(1, 7)).toBe(0);
});

test('is the standard deviation of a mean of zeros and ones', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 40 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (n, p) => {
        // Σ (k/n − p)² C(n, k) pᵏ (1 − p)ⁿ⁻ᵏ, the binomial terms one from the next.
        let variance = 0;
        let chances = [1];
        for (let i = 0; i < n; i++) {
          const next = new Array<number>(chances.length + 1).fill(0);
          chances.forEach((chance, k) => {
            next[k]! += chance * (1 - p);
            next[k + 1]! += chance * p;
          });
          chances = next;
        }
        chances.forEach((chance, k) => {
          variance += chance * (k / n - p) * (k / n - p);
        });
        expect(proportionError(p, n)).toBeCloseTo(Math.sqrt(variance), 7);
      },
    ),
    { seed: 1, numRuns: 60 },
  );
});

test('refuses what is no proportion and no count', () => {
  for (const p of [-0.1, 1.1, NaN]) expect(() => proportionError(p, 5)).toThrow(RangeError);
  for (const n of [0, 1.5, NaN]) expect(() => proportionError(0.5, n)).toThrow(RangeError);
});
