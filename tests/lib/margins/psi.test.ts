import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { psi, psiBranch } from '../../../src/lib/margins/psi.ts';
import { psiPrime } from '../../../src/lib/margins/psi-prime.ts';
import { psiReal } from '../../../src/lib/margins/psi-real.ts';
import fixture from '../../fixtures/margins/psi.json' with { type: 'json' };

const theta = fc.double({ min: 0, max: Math.PI, noNaN: true });
const whole = fc.integer({ min: 1, max: 12 });
const real = fc.double({ min: 1, max: 12, noNaN: true });
const DEGREE = Math.PI / 180;

describe('psi(theta, m)', () => {
  it('has the values of the closed form', () => {
    const table: [number, number[]][] = [
      [0, [1, 1, 1, 1]],
      [30, [Math.sqrt(3) / 2, 0.5, 0, -0.5]],
      [60, [0.5, -0.5, -1, -1.5]],
      [90, [0, -1, -2, -3]],
      [180, [-1, -3, -5, -7]],
    ];
    for (const [angle, values] of table) {
      values.forEach((value, i) => {
        expect(psi(Math.min(angle * DEGREE, Math.PI), i + 1)).toBeCloseTo(value, 14);
      });
    }
  });

  it('is the cosine for m = 1', () => {
    fc.assert(
      fc.property(theta, (t) => {
        expect(psi(t, 1)).toBe(Math.cos(t));
      }),
    );
  });

  it('is cos(mθ) up to π/m', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 0.999, noNaN: true }), whole, (part, m) => {
        const t = (part * Math.PI) / m;
        expect(psi(t, m)).toBe(Math.cos(m * t));
      }),
    );
  });

  it('falls wherever θ grows', () => {
    fc.assert(
      fc.property(theta, theta, whole, (a, b, m) => {
        fc.pre(Math.abs(a - b) > 1e-6);
        expect(psi(Math.max(a, b), m)).toBeLessThan(psi(Math.min(a, b), m));
      }),
    );
  });

  it('is never above the cosine, and stays within [1 − 2m, 1]', () => {
    fc.assert(
      fc.property(theta, whole, (t, m) => {
        expect(psi(t, m)).toBeLessThanOrEqual(Math.cos(t) + 1e-14);
        expect(psi(t, m)).toBeLessThanOrEqual(1);
        expect(psi(t, m)).toBeGreaterThanOrEqual(1 - 2 * m);
      }),
    );
  });

  it('repeats itself two lower after each joint, mirrored', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 0.99, noNaN: true }), whole, (part, m) => {
        fc.pre(m >= 2);
        const step = Math.PI / m;
        const here = psi(part * step, m);
        expect(psi((1 + part) * step, m)).toBeCloseTo(-psi((1 - part) * step, m) - 2, 12);
        if (m >= 3) expect(psi((2 + part) * step, m)).toBeCloseTo(here - 4, 12);
      }),
    );
  });

  it('has branches that meet, at −1 − 2k', () => {
    for (let m = 2; m <= 8; m++) {
      for (let k = 0; k < m - 1; k++) {
        const joint = ((k + 1) * Math.PI) / m;
        expect(psiBranch(joint, m, k)).toBeCloseTo(-1 - 2 * k, 12);
        expect(psiBranch(joint, m, k + 1)).toBeCloseTo(-1 - 2 * k, 12);
      }
    }
  });

  it('agrees with NumPy', () => {
    for (const [m, values] of Object.entries(fixture.psi)) {
      values.forEach((value, i) => {
        expect(psi(fixture.theta[i]!, Number(m))).toBeCloseTo(value, 12);
      });
    }
  });

  it('refuses angles outside [0, π] and margins that are not whole numbers from 1', () => {
    for (const t of [-1e-9, 3.1416, NaN, Infinity]) {
      expect(() => psi(t, 2)).toThrow(`theta is ${t}`);
      expect(() => psiPrime(t, 2)).toThrow(`theta is ${t}`);
      expect(() => psiReal(t, 2)).toThrow(`theta is ${t}`);
    }
    for (const m of [0, -1, 1.5, NaN]) {
      expect(() => psi(1, m)).toThrow(`m is ${m}`);
      expect(() => psiPrime(1, m)).toThrow(`m is ${m}`);
    }
    for (const m of [0.99, NaN, Infinity]) expect(() => psiReal(1, m)).toThrow(`m is ${m}`);
  });
});

describe('psiPrime(theta, m)', () => {
  it('is the slope of ψ, by central differences', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-4, max: Math.PI - 1e-4, noNaN: true }), whole, (t, m) => {
        const h = 1e-5;
        const measured = (psi(t + h, m) - psi(t - h, m)) / (2 * h);
        // Across a joint the second derivative jumps by 2m², which costs m²h.
        expect(Math.abs(psiPrime(t, m) - measured)).toBeLessThan(2 * m * m * h);
      }),
    );
  });

  it('is 0 at the joints and the ends, −m half-way between', () => {
    expect(psiPrime(0, 4)).toBeCloseTo(0, 14);
    expect(psiPrime(Math.PI / 4, 4)).toBeCloseTo(0, 12);
    expect(psiPrime(Math.PI, 4)).toBeCloseTo(0, 12);
    expect(psiPrime(Math.PI / 8, 4)).toBeCloseTo(-4, 12);
    expect(psiPrime((3 * Math.PI) / 8, 4)).toBeCloseTo(-4, 12);
  });
});

describe('psiReal(theta, m)', () => {
  it('is ψ for whole m', () => {
    fc.assert(
      fc.property(theta, whole, (t, m) => {
        expect(psiReal(t, m)).toBeCloseTo(psi(t, m), 12);
      }),
    );
  });

  it('is continuous in θ and m', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 3.14, noNaN: true }), real, (t, m) => {
        const h = 1e-7;
        expect(Math.abs(psiReal(t + h, m) - psiReal(t, m))).toBeLessThan(2 * m * h);
        expect(Math.abs(psiReal(t, m + h) - psiReal(t, m))).toBeLessThan(2 * Math.PI * h);
      }),
    );
  });

  it('falls with θ, and with m', () => {
    fc.assert(
      fc.property(theta, real, fc.double({ min: 0.001, max: 1, noNaN: true }), (t, m, more) => {
        expect(psiReal(t, m + more)).toBeLessThanOrEqual(psiReal(t, m) + 1e-12);
        const further = Math.min(t + more, Math.PI);
        expect(psiReal(further, m)).toBeLessThanOrEqual(psiReal(t, m) + 1e-12);
      }),
    );
  });
});
