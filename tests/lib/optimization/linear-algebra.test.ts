import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  cholesky,
  choleskySolve,
  choleskySolveCost,
} from '../../../src/lib/optimization/cholesky.ts';
import { gaussJordanInverse } from '../../../src/lib/optimization/gauss-jordan.ts';
import { hessianBytes } from '../../../src/lib/optimization/hessian-memory.ts';
import { symmetricEigenvalues } from '../../../src/lib/optimization/spectrum.ts';
import { strassenInverse, strassenProduct } from '../../../src/lib/optimization/strassen.ts';
import fixture from '../../fixtures/optimization/linear-algebra.json' with { type: 'json' };

const { n } = fixture;

function expectClose(found: ArrayLike<number>, expected: readonly number[], digits = 11): void {
  expect(found).toHaveLength(expected.length);
  for (const [i, v] of expected.entries()) expect(found[i], `entry ${i}`).toBeCloseTo(v, digits);
}

/** Whole numbers with a dominant diagonal: definite, and inverted without trouble. */
function dominant(size: number): number[] {
  return Array.from({ length: size * size }, (_, at) =>
    at % (size + 1) === 0 ? 2 * size : ((at % size) + Math.floor(at / size)) % 2,
  );
}

describe('cholesky', () => {
  it('of [[4, 2], [2, 10]] is [[2, 0], [1, 3]]', () => {
    expect([...cholesky([4, 2, 2, 10], 2)!.L]).toEqual([2, 0, 1, 3]);
  });

  it('agrees with NumPy', () => {
    const factor = cholesky(fixture.definite, n)!;
    expectClose(factor.L, fixture.cholesky);
    expectClose(choleskySolve(factor, fixture.b).x, fixture.definiteSolution);
  });

  it('reads the lower triangle only', () => {
    expect(cholesky([4, NaN, 2, 10], 2)!.L).toEqual(Float64Array.of(2, 0, 1, 3));
  });

  it('is null unless the matrix is positive definite', () => {
    expect(cholesky([0], 1)).toBeNull();
    expect(cholesky([1, 2, 2, 1], 2)).toBeNull();
    expect(cholesky([2, 0, 0, -2], 2)).toBeNull();
  });

  it('counts the multiplications of factor and solution as the closed form does', () => {
    for (const size of [1, 2, 3, 4, 7, 16, 33]) {
      const factor = cholesky(dominant(size), size)!;
      const solved = choleskySolve(factor, new Float64Array(size).fill(1));
      expect(factor.multiplications + solved.multiplications).toBe(choleskySolveCost(size));
      expect(solved.multiplications).toBe(size * size + size);
    }
    // By hand for n = 2: one division for L, one product, then 3 + 3.
    expect(choleskySolveCost(2)).toBe(8);
    expect(choleskySolveCost(1e6) / 1e18).toBeCloseTo(1 / 6, 5);
  });

  it('refuses what does not fit or is not finite', () => {
    expect(() => cholesky([1, 2], 2)).toThrow('A has 2 entries');
    expect(() => cholesky([1, 0, NaN, 1], 2)).toThrow('A[1][0] is NaN');
    expect(() => cholesky([], 0)).toThrow('n is 0');
    expect(() => choleskySolve(cholesky([1], 1)!, [1, 2])).toThrow('b has 2 entries');
    expect(() => choleskySolveCost(0.5)).toThrow('n is 0.5');
  });
});

describe('gaussJordanInverse', () => {
  it('of [[1, 2], [3, 4]] is [[−2, 1], [1.5, −0.5]]', () => {
    expectClose(gaussJordanInverse([1, 2, 3, 4], 2)!.inverse, [-2, 1, 1.5, -0.5]);
  });

  it('exchanges rows where a pivot is 0', () => {
    expectClose(gaussJordanInverse([0, 1, 1, 0], 2)!.inverse, [0, 1, 1, 0]);
    // A cyclic exchange, whose inverse is not itself.
    expectClose(
      gaussJordanInverse([0, 1, 0, 0, 0, 1, 1, 0, 0], 3)!.inverse,
      [0, 0, 1, 1, 0, 0, 0, 1, 0],
    );
  });

  it('agrees with SciPy', () => {
    expectClose(gaussJordanInverse(fixture.general, n)!.inverse, fixture.generalInverse);
    expectClose(gaussJordanInverse(fixture.definite, n)!.inverse, fixture.definiteInverse);
  });

  it('undoes itself', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -3, max: 3 }), { minLength: 9, maxLength: 9 }),
        (a) => {
          const A = a.map((v, i) => (i % 4 === 0 ? v + 12 : v));
          const once = gaussJordanInverse(A, 3)!.inverse;
          expectClose(gaussJordanInverse(once, 3)!.inverse, A, 9);
        },
      ),
    );
  });

  it('takes exactly n³ multiplications and divisions', () => {
    for (const size of [1, 2, 3, 8, 20]) {
      expect(gaussJordanInverse(dominant(size), size)!.multiplications).toBe(size * size * size);
    }
  });

  it('is null for a singular matrix', () => {
    expect(gaussJordanInverse([1, 2, 2, 4], 2)).toBeNull();
    expect(gaussJordanInverse([0], 1)).toBeNull();
  });

  it('does not change its argument', () => {
    const A = [1, 2, 3, 4];
    gaussJordanInverse(A, 2);
    expect(A).toEqual([1, 2, 3, 4]);
  });

  it('refuses what does not fit', () => {
    expect(() => gaussJordanInverse([1, 2, 3], 2)).toThrow('A has 3 entries; n = 2 needs 4');
  });
});

describe('Strassen', () => {
  it('multiplies 2×2 matrices in seven multiplications', () => {
    const { product, multiplications } = strassenProduct([1, 2, 3, 4], [5, 6, 7, 8], 2);
    expect([...product]).toEqual([19, 22, 43, 50]);
    expect(multiplications).toBe(7);
  });

  it('agrees with NumPy, in 7³ multiplications for n = 8', () => {
    const { product, multiplications } = strassenProduct(fixture.eight, fixture.other, 8);
    expectClose(product, fixture.eightTimesOther);
    expect(multiplications).toBe(343);
  });

  it('inverts as SciPy does', () => {
    expectClose(strassenInverse(fixture.eight, 8)!.inverse, fixture.eightInverse, 10);
  });

  it('inverts in 6·7^N/5 − 2^N/5 multiplications', () => {
    // By the recursion I(2n) = 2I(n) + 6·7^log₂n from I(1) = 1.
    expect(
      [1, 2, 4, 8].map((size) => strassenInverse(dominant(size), size)!.multiplications),
    ).toEqual([1, 8, 58, 410]);
    for (const N of [0, 1, 2, 3, 4]) {
      const count = strassenInverse(dominant(2 ** N), 2 ** N)!.multiplications;
      expect(count).toBe((6 * 7 ** N - 2 ** N) / 5);
    }
  });

  it('does not pivot: null where a leading block is singular', () => {
    expect(strassenInverse([0, 1, 1, 0], 2)).toBeNull();
  });

  it('wants a power of two', () => {
    expect(() => strassenInverse(dominant(3), 3)).toThrow('n is 3; it must be a power of two');
    expect(() => strassenProduct([1], [1, 2], 1)).toThrow('B has 2 entries');
  });
});

describe('symmetricEigenvalues', () => {
  it('of [[2, 1], [1, 2]] are 1 and 3', () => {
    expectClose(symmetricEigenvalues([2, 1, 1, 2], 2), [1, 3]);
  });

  it('agree with NumPy, smallest first', () => {
    expectClose(symmetricEigenvalues(fixture.definite, n), fixture.eigenvalues);
  });

  it('refuse what does not fit', () => {
    expect(() => symmetricEigenvalues([1, 2], 1)).toThrow(RangeError);
  });
});

describe('hessianBytes', () => {
  it('is eight for each pair of parameters: 8 TB for a million', () => {
    expect(hessianBytes(1)).toBe(8);
    expect(hessianBytes(5)).toBe(200);
    expect(hessianBytes(1e6)).toBe(8e12);
  });

  it('refuses what is no number of parameters', () => {
    expect(() => hessianBytes(0)).toThrow('parameters is 0');
    expect(() => hessianBytes(1.5)).toThrow(RangeError);
  });
});
