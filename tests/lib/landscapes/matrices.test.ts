import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawsPositive } from '../../../src/lib/landscapes/goe.ts';
import { inertia } from '../../../src/lib/landscapes/inertia.ts';
import { positiveProbability } from '../../../src/lib/landscapes/positive-probability.ts';
import { semicircleBelow } from '../../../src/lib/landscapes/semicircle.ts';
import { solveInPlace } from '../../../src/lib/landscapes/solve.ts';
import {
  countBelow,
  drawTridiagonalGoe,
  eigenvalueAt,
} from '../../../src/lib/landscapes/tridiagonal.ts';
import { createRandom, type Random } from '../../../src/lib/numeric/random.ts';
import { mean } from '../../../src/lib/numeric/statistics.ts';
import { symmetricEigenvalues } from '../../../src/lib/optimization/spectrum.ts';
import fixture from '../../fixtures/landscapes/matrices.json' with { type: 'json' };

/** A generator that gives these normal numbers, in order, and says how many were asked for. */
function given(numbers: readonly number[]): Random & { readonly used: () => number } {
  let at = 0;
  return {
    ...createRandom(1),
    normal: () => {
      const value = numbers[at++];
      if (value === undefined) throw new Error('no numbers left');
      return value;
    },
    used: () => at,
  };
}

// Not near zero: the eigenvalue routine of ml-matrix fails on matrices that all but vanish.
const entry = fc.double({ min: -3, max: 3, noNaN: true }).filter((x) => Math.abs(x) > 1e-3);
const normals = (length: number): fc.Arbitrary<number[]> =>
  fc.array(entry, { minLength: length, maxLength: length });

describe('drawsPositive(n, random, L)', () => {
  it('is a look at the sign for N = 1', () => {
    expect(drawsPositive(1, given([0.3]), new Float64Array(1))).toBe(true);
    expect(drawsPositive(1, given([-0.3]), new Float64Array(1))).toBe(false);
    expect(drawsPositive(1, given([0]), new Float64Array(1))).toBe(false);
  });

  it('agrees with the eigenvalues of the matrix whose rows it draws', () => {
    const root = Math.SQRT1_2;
    fc.assert(
      fc.property(normals(6), ([a, c, b, f, d, e]) => {
        // Row by row: diagonal first, then the entries to its left; variance 1 on it, ½ beside.
        const S = [a!, root * b!, root * d!, root * b!, c!, root * e!, root * d!, root * e!, f!];
        const values = symmetricEigenvalues(S, 3);
        fc.pre(values.every((value) => Math.abs(value) > 1e-9));
        const found = drawsPositive(3, given([a!, c!, b!, f!, d!, e!]), new Float64Array(9));
        return found === values.every((value) => value > 0);
      }),
      { numRuns: 400, examples: [[[2, 2, 0.1, 2, 0.2, 0.3]], [[1, 1, 1.4, 1, 0, 0]]] },
    );
  });

  it('does so in four dimensions, where all earlier columns count', () => {
    const root = Math.SQRT1_2;
    fc.assert(
      fc.property(normals(6), normals(4), (beside, on) => {
        // Large diagonals, so that positive matrices are not rare.
        const diagonal = on.map((x) => Math.abs(x) + 1);
        const S = new Float64Array(16);
        const order: number[] = [];
        let next = 0;
        for (let i = 0; i < 4; i++) {
          S[5 * i] = diagonal[i]!;
          order.push(diagonal[i]!);
          for (let j = 0; j < i; j++) {
            const value = beside[next++]!;
            order.push(value);
            S[4 * i + j] = S[4 * j + i] = root * value;
          }
        }
        const values = symmetricEigenvalues(S, 4);
        fc.pre(values.every((value) => Math.abs(value) > 1e-9));
        const found = drawsPositive(4, given(order), new Float64Array(16));
        return found === values.every((value) => value > 0);
      }),
      { numRuns: 400 },
    );
  });

  it('draws no more rows than it needs', () => {
    const early = given([-1, 1, 1, 1, 1, 1]);
    drawsPositive(3, early, new Float64Array(9));
    expect(early.used()).toBe(1);
    const late = given([1, 1, 0, 1, 0, 0]);
    expect(drawsPositive(3, late, new Float64Array(9))).toBe(true);
    expect(late.used()).toBe(6);
  });

  it('is positive about as often as the exact probability says', () => {
    const random = createRandom(4);
    const L = new Float64Array(9);
    let hits = 0;
    for (let draw = 0; draw < 30_000; draw++) if (drawsPositive(3, random, L)) hits++;
    const p = positiveProbability(3);
    const error = Math.sqrt((p * (1 - p)) / 30_000);
    expect(Math.abs(hits / 30_000 - p)).toBeLessThan(3 * error);
  });

  it('refuses sizes that do not fit', () => {
    expect(() => drawsPositive(0, createRandom(1), new Float64Array(0))).toThrow(
      'n is 0; it must be a whole number from 1',
    );
    expect(() => drawsPositive(1.5, createRandom(1), new Float64Array(2))).toThrow(RangeError);
    expect(() => drawsPositive(2, createRandom(1), new Float64Array(3))).toThrow(
      'L holds 3 numbers; n = 2 needs 4',
    );
  });
});

describe('positiveProbability(n)', () => {
  it('has the closed forms for N = 1, 2, 3', () => {
    expect(positiveProbability(1)).toBe(0.5);
    expect(positiveProbability(2)).toBeCloseTo((2 - Math.SQRT2) / 4, 15);
    expect(positiveProbability(3)).toBeCloseTo((Math.PI - 2 * Math.SQRT2) / (4 * Math.PI), 15);
  });

  it.each(fixture.positive.map((p, i) => [i + 1, p]))('agrees with mpmath at N = %i', (n, p) => {
    expect(Math.abs(positiveProbability(n) / p - 1)).toBeLessThan(n < 8 ? 1e-10 : 1e-6);
  });

  it('refuses what is no size, or too large for double precision', () => {
    for (const n of [0, 1.5, 11]) {
      expect(() => positiveProbability(n)).toThrow(
        `n is ${n}; it must be a whole number from 1 to 10`,
      );
    }
  });
});

describe('tridiagonal matrices', () => {
  const { diagonal, squares, eigenvalues } = fixture.tridiagonal;
  const matrix = { diagonal: Float64Array.from(diagonal), squares: Float64Array.from(squares) };

  it('countBelow counts eigenvalues', () => {
    eigenvalues.forEach((value, k) => {
      expect(countBelow(matrix, value - 1e-9)).toBe(k);
      expect(countBelow(matrix, value + 1e-9)).toBe(k + 1);
    });
  });

  it('countBelow survives a pivot of exactly zero', () => {
    // [[0, 1], [1, 0]] has eigenvalues −1 and 1; at t = 0 the first pivot is 0.
    const swap = { diagonal: new Float64Array(2), squares: Float64Array.of(1) };
    expect(countBelow(swap, 0)).toBe(1);
    expect(countBelow(swap, -1.5)).toBe(0);
    expect(countBelow(swap, 1.5)).toBe(2);
    // With nothing beside it a zero pivot must not spoil the next: 0 counts as just below.
    const loose = { diagonal: Float64Array.of(0, -1, 1), squares: new Float64Array(2) };
    expect(countBelow(loose, 0)).toBe(2);
    // A zero at the end: the eigenvalue 1 is met exactly and may count either way.
    expect(countBelow({ diagonal: Float64Array.of(1), squares: new Float64Array(0) }, 2)).toBe(1);
  });

  it('eigenvalueAt finds each of them', () => {
    eigenvalues.forEach((value, k) => {
      expect(eigenvalueAt(matrix, k)).toBeCloseTo(value, 12);
    });
  });

  it('eigenvalueAt finds those at the ends of Gershgorin’s interval', () => {
    const lone = { diagonal: Float64Array.of(2.5), squares: new Float64Array(0) };
    expect(eigenvalueAt(lone, 0)).toBe(2.5);
    // All row sums alike: the largest eigenvalue is the interval's end.
    const chain = { diagonal: new Float64Array(2), squares: Float64Array.of(4) };
    expect(eigenvalueAt(chain, 0)).toBeCloseTo(-2, 12);
    expect(eigenvalueAt(chain, 1)).toBeCloseTo(2, 12);
    // Three in a chain: ±√(b₁² + b₂²), with the middle row's reach on both sides.
    const three = { diagonal: new Float64Array(3), squares: Float64Array.of(9, 16) };
    expect(eigenvalueAt(three, 0)).toBeCloseTo(-5, 12);
    expect(eigenvalueAt(three, 2)).toBeCloseTo(5, 12);
  });

  it('eigenvalueAt refuses a number that none has', () => {
    for (const k of [-1, 0.5, 7]) {
      expect(() => eigenvalueAt(matrix, k)).toThrow(
        `k is ${k}; it must be a whole number from 0 to 6`,
      );
    }
  });

  it('are drawn with the moments of the ensemble', () => {
    const random = createRandom(2);
    const n = 6;
    const draws = Array.from({ length: 6000 }, () => drawTridiagonalGoe(n, random));
    expect(draws[0]!.diagonal.length).toBe(n);
    expect(draws[0]!.squares.length).toBe(n - 1);
    for (let i = 0; i < n - 1; i++) {
      // χ² of n − 1 − i degrees, halved: mean (n − 1 − i)/2.
      expect(mean(draws.map((draw) => draw.squares[i]!))).toBeCloseTo((n - 1 - i) / 2, 1);
    }
    expect(mean(draws.map(({ diagonal: d }) => d[2]! * d[2]!))).toBeCloseTo(1, 1);
    expect(() => drawTridiagonalGoe(0, random)).toThrow('n is 0; it must be a whole number from 1');
    expect(() => drawTridiagonalGoe(2.5, random)).toThrow(RangeError);
  });

  it('are positive definite as often as full ones', () => {
    const random = createRandom(3);
    let hits = 0;
    for (let draw = 0; draw < 10_000; draw++) {
      if (countBelow(drawTridiagonalGoe(2, random), 0) === 0) hits++;
    }
    const p = positiveProbability(2);
    expect(Math.abs(hits / 10_000 - p)).toBeLessThan(3 * Math.sqrt((p * (1 - p)) / 10_000));
  });
});

describe('semicircleBelow(x)', () => {
  it('agrees with SciPy', () => {
    fixture.semicircle.level.forEach((level, i) => {
      expect(semicircleBelow(level)).toBeCloseTo(fixture.semicircle.below[i]!, 10);
    });
  });

  it('is 0 and 1 beyond the spectrum, and symmetric', () => {
    expect(semicircleBelow(-1)).toBe(0);
    expect(semicircleBelow(-7)).toBe(0);
    expect(semicircleBelow(1)).toBe(1);
    expect(semicircleBelow(7)).toBe(1);
    fc.assert(
      fc.property(fc.double({ min: -1, max: 1, noNaN: true }), (x) => {
        expect(semicircleBelow(x) + semicircleBelow(-x)).toBeCloseTo(1, 14);
      }),
    );
  });
});

describe('inertia(A, n, tolerance)', () => {
  it('counts signs', () => {
    const A = [3, 0, 0, 0, -2, 0, 0, 0, 0.5e-3];
    expect(inertia(A, 3, 1e-3)).toEqual({ negative: 1, zero: 1, positive: 1 });
    expect(inertia(A, 3, 1e-4)).toEqual({ negative: 1, zero: 0, positive: 2 });
    // An eigenvalue of just the tolerance is a zero, of either sign.
    expect(inertia([1, 0, 0, -1], 2, 1)).toEqual({ negative: 0, zero: 2, positive: 0 });
    expect(inertia([0], 1, 0)).toEqual({ negative: 0, zero: 1, positive: 0 });
  });

  it('is kept by a change of coordinates (Sylvester)', () => {
    fc.assert(
      fc.property(normals(4), ([a, b, c, d]) => {
        fc.pre(Math.abs(a! * d! - b! * c!) > 0.1);
        // GᵀDG with D = diag(2, −1).
        const G = [
          2 * a! * a! - c! * c!,
          2 * a! * b! - c! * d!,
          2 * a! * b! - c! * d!,
          2 * b! * b! - d! * d!,
        ];
        expect(inertia(G, 2, 1e-12)).toEqual({ negative: 1, zero: 0, positive: 1 });
      }),
    );
  });

  it('refuses a negative tolerance', () => {
    expect(() => inertia([1], 1, -1)).toThrow('tolerance is -1; it must be 0 or more');
  });
});

describe('solveInPlace(A, b, n)', () => {
  it('agrees with NumPy', () => {
    const { n, A, b, x } = fixture.solve;
    const found = Float64Array.from(b);
    expect(solveInPlace(Float64Array.from(A), found, n)).toBe(true);
    x.forEach((entry, i) => expect(found[i]).toBeCloseTo(entry, 11));
  });

  it('exchanges rows where a pivot is zero or small', () => {
    const b = Float64Array.of(3, 5);
    expect(solveInPlace(Float64Array.of(0, 1, 1, 0), b, 2)).toBe(true);
    expect([...b]).toEqual([5, 3]);
    const tiny = Float64Array.of(1, 2);
    solveInPlace(Float64Array.of(1e-20, 1, 1, 1), tiny, 2);
    expect(tiny[0]).toBeCloseTo(1, 12);
    expect(tiny[1]).toBeCloseTo(1, 12);
  });

  it('says when a matrix is singular', () => {
    expect(solveInPlace(Float64Array.of(1, 2, 2, 4), Float64Array.of(1, 1), 2)).toBe(false);
    expect(solveInPlace(Float64Array.of(0), Float64Array.of(1), 1)).toBe(false);
  });
});
