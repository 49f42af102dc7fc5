import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { complexity, expectedCritical, layer } from '../../../src/lib/landscapes/complexity.ts';
import {
  contract,
  drawThreeSpin,
  newtonOnSphere,
  sphereHessian,
  THRESHOLD,
} from '../../../src/lib/landscapes/p-spin.ts';
import {
  eulerSum,
  type Search,
  searchCritical,
} from '../../../src/lib/landscapes/p-spin-critical.ts';
import { createRandom, type Random } from '../../../src/lib/numeric/random.ts';
import { dot, norm } from '../../../src/lib/numeric/vector.ts';
import { symmetricEigenvalues } from '../../../src/lib/optimization/spectrum.ts';
import fixture from '../../fixtures/landscapes/glass.json' with { type: 'json' };

const { n } = fixture;
const model = { n, T: Float64Array.from(fixture.T) };
const u = Float64Array.from(fixture.u);

describe('drawThreeSpin(n, random)', () => {
  it('averages the couplings over the orders of their indices, as NumPy does', () => {
    let at = 0;
    const random: Random = { ...createRandom(1), normal: () => fixture.J[at++]! };
    const { T } = drawThreeSpin(n, random);
    expect(at).toBe(n * n * n);
    fixture.T.forEach((entry, i) => expect(T[i]).toBeCloseTo(entry, 14));
  });

  it('refuses fewer than two spins', () => {
    expect(() => drawThreeSpin(1, createRandom(1))).toThrow(
      'n is 1; it must be a whole number from 2',
    );
    expect(() => drawThreeSpin(2.5, createRandom(1))).toThrow(RangeError);
    expect(drawThreeSpin(2, createRandom(1)).T.length).toBe(8);
  });
});

describe('contract(model, u, M)', () => {
  it('agrees with NumPy, whatever stood in M', () => {
    const M = new Float64Array(n * n).fill(7);
    contract(model, u, M);
    fixture.contracted.forEach((entry, i) => expect(M[i]).toBeCloseTo(entry, 13));
  });
});

describe('newtonOnSphere(model, start)', () => {
  it('ends where the force points straight out', () => {
    const random = createRandom(1);
    let arrived = 0;
    for (let start = 0; start < 50; start++) {
      const found = newtonOnSphere(model, Float64Array.from({ length: n }, random.normal));
      if (found === null) continue;
      arrived++;
      expect(norm(found.u)).toBeCloseTo(1, 14);
      expect(found.residual).toBeLessThanOrEqual(1e-12);
      const M = new Float64Array(n * n);
      contract(model, found.u, M);
      const force = Array.from({ length: n }, (_, i) =>
        dot(M.subarray(i * n, (i + 1) * n), found.u),
      );
      const mu = found.energy * Math.sqrt(n);
      force.forEach((entry, i) => expect(entry).toBeCloseTo(mu * found.u[i]!, 11));
    }
    expect(arrived).toBeGreaterThan(40);
  });

  it('converges quadratically from near by', () => {
    const start = Float64Array.from(fixture.lowest.u, (entry, i) => entry + (i === 0 ? 1e-3 : 0));
    const found = newtonOnSphere(model, start)!;
    expect(found.steps).toBeLessThanOrEqual(4);
    expect(found.steps).toBeGreaterThanOrEqual(2);
    expect(found.energy).toBeCloseTo(fixture.points.energy[0]!, 12);
    fixture.lowest.u.forEach((entry, i) => expect(found.u[i]).toBeCloseTo(entry, 10));
  });

  it('stays where it is critical already', () => {
    const T = Float64Array.of(1, 0, 0, 0, 0, 0, 0, 0);
    const found = newtonOnSphere({ n: 2, T }, Float64Array.of(5, 0))!;
    expect([...found.u]).toEqual([1, 0]);
    expect(found.energy).toBeCloseTo(Math.SQRT1_2, 14);
    expect(found.steps).toBe(0);
  });

  it('gives up where a step cannot be computed', () => {
    // T₁₁₂ alone: at (1, 0) the force is (0, 1), and the tangent curvature and μ are zero.
    const T = Float64Array.of(0, 1, 1, 0, 1, 0, 0, 0);
    expect(newtonOnSphere({ n: 2, T }, Float64Array.of(1, 0))).toBeNull();
  });

  it('gives up after 40 steps', () => {
    // A force of pure rotation: T(u, u, ·) is nowhere along u, but T is not symmetric.
    const T = Float64Array.of(0, 1, -1, 0, 0, 1, -1, 0);
    expect(newtonOnSphere({ n: 2, T }, Float64Array.of(0.6, 0.8))).toBeNull();
  });
});

describe('sphereHessian(model, u)', () => {
  it('has the curvatures that SciPy finds along great circles, and 1 outwards', () => {
    const lowest = Float64Array.from(fixture.lowest.u);
    const values = symmetricEigenvalues(sphereHessian(model, lowest), n);
    expect(values[0]).toBeCloseTo(1, 9);
    fixture.lowest.curvatures.forEach((curvature, i) => {
      expect(values[i + 1]).toBeCloseTo(curvature, 5);
    });
  });

  it('leaves u an eigenvector of eigenvalue 1 at any point', () => {
    const H = sphereHessian(model, u);
    for (let i = 0; i < n; i++)
      expect(dot(H.subarray(i * n, (i + 1) * n), u)).toBeCloseTo(u[i]!, 12);
  });

  it('turns its sign with u, but for the direction of u', () => {
    const there = sphereHessian(model, u);
    const back = sphereHessian(
      model,
      u.map((entry) => -entry),
    );
    there.forEach((entry, at) => {
      const outer = 2 * u[Math.floor(at / n)]! * u[at % n]!;
      expect(entry + back[at]!).toBeCloseTo(outer, 12);
    });
  });
});

describe('searchCritical(model, starts, random)', () => {
  const searched = (starts = 200): Search => searchCritical(model, starts, createRandom(1));

  it('finds the points that SciPy finds, with their indices', () => {
    const sorted = searched().points.toSorted((a, b) => a.energy - b.energy);
    expect(sorted.length).toBe(fixture.points.energy.length);
    sorted.forEach(({ energy, index }, i) => {
      expect(energy).toBeCloseTo(fixture.points.energy[i]!, 9);
      expect(index).toBe(fixture.points.index[i]);
    });
  });

  it('finds both of each pair, and counts its runs', () => {
    const search = searched();
    for (const { u: at, energy, index } of search.points) {
      const other = search.points.find((point) => dot(point.u, at) < -1 + 1e-9)!;
      expect(other.energy).toBeCloseTo(-energy, 12);
      expect(other.index).toBe(n - 1 - index);
    }
    expect(search.arrived).toBeGreaterThan(160);
    expect(search.arrived).toBeLessThanOrEqual(200);
    expect(search.lastNew).toBeGreaterThan(5);
    expect(search.lastNew).toBeLessThanOrEqual(200);
    // Fewer starts than the last new one miss a pair; as many find all.
    const fewer = searched(search.lastNew - 1);
    expect(fewer.points.length).toBe(search.points.length - 2);
    const enough = searched(search.lastNew);
    expect(enough.points.length).toBe(search.points.length);
    expect(enough.lastNew).toBe(search.lastNew);
  });

  it('keeps points of equal energy apart', () => {
    // T = e₁³ + e₂³: e₁ and e₂ are maxima of the same height, their middle is lower.
    const twins = { n: 2, T: Float64Array.of(1, 0, 0, 0, 0, 0, 0, 1) };
    const { points } = searchCritical(twins, 60, createRandom(1));
    expect(points.length).toBe(6);
    expect(points.filter(({ energy }) => Math.abs(energy - Math.SQRT1_2) < 1e-9).length).toBe(2);
  });

  it('sums to the Euler characteristic: 0 for four spins, 2 for five', () => {
    expect(eulerSum(searched().points)).toBe(0);
    const five = searchCritical(drawThreeSpin(5, createRandom(3)), 200, createRandom(1));
    expect(eulerSum(five.points)).toBe(2);
    expect(eulerSum([{ index: 0 }, { index: 1 }, { index: 3 }, { index: 2 }, { index: 4 }])).toBe(
      1,
    );
  });
});

describe('the numbers expected', () => {
  it('the threshold is where the bulk of the spectrum touches zero: √(8/3)', () => {
    expect(THRESHOLD).toBeCloseTo(Math.sqrt(8 / 3), 15);
  });

  it('complexity and layers agree with mpmath', () => {
    const { k, e, value } = fixture.complexity;
    expect(complexity(k, e)).toBeCloseTo(value, 12);
    fixture.layers.forEach((expected, index) => expect(layer(index)).toBeCloseTo(expected, 11));
  });

  it('every index is as frequent at the threshold: Θ = ½ ln 2 − ⅓', () => {
    for (const index of [0, 1, 7]) {
      expect(complexity(index, THRESHOLD)).toBeCloseTo(Math.LN2 / 2 - 1 / 3, 12);
    }
    // Just inside, rounding must not make the root of a negative number.
    expect(complexity(0, THRESHOLD - 1e-16)).not.toBeNaN();
  });

  it('the cost of an eigenvalue outside grows as the semicircle’s field does', () => {
    fc.assert(
      fc.property(fc.double({ min: 1.65, max: 2.5, noNaN: true }), (e) => {
        const h = 1e-6;
        const cost = (at: number): number => complexity(0, at) - complexity(1, at);
        const slope = (cost(e + h) - cost(e - h)) / (2 * h);
        expect(slope).toBeCloseTo((2 / (8 / 3)) * Math.sqrt(e * e - 8 / 3), 6);
      }),
    );
  });

  it('expectedCritical: as many minima of two spins as are found', () => {
    const [minima, maxima] = expectedCritical(2, [0, 1], 10_000, createRandom(5));
    expect(Math.abs(minima!.count - maxima!.count)).toBeLessThan(0.1);
    expect(Math.abs(minima!.energy + maxima!.energy)).toBeLessThan(0.1);
    expect([minima!.index, maxima!.index]).toEqual([0, 1]);
    const random = createRandom(6);
    let found = 0;
    for (let sample = 0; sample < 100; sample++) {
      const glass = drawThreeSpin(2, random);
      found += searchCritical(glass, 30, random).points.filter(({ index }) => index === 0).length;
    }
    expect(Math.abs(found / 100 - minima!.count)).toBeLessThan(0.2);
  });

  it('expectedCritical: energies and worth of the draws, for one matrix by hand', () => {
    // One draw, one weight: the energy is λ√(2·2/3)/√… = λ·E∞/√2 at λ = √N-scaled eigenvalue.
    const random: Random = { ...createRandom(1), normal: () => 1 };
    const [only] = expectedCritical(1, [0], 1, random);
    expect(only!.energy).toBeCloseTo(THRESHOLD / Math.SQRT2, 12);
    expect(only!.effective).toBeCloseTo(1, 12);
    expect(only!.count).toBeCloseTo(2 * Math.sqrt(2 / 3) * Math.SQRT2 * Math.exp(-1 / 6), 12);
  });

  it('expectedCritical: unequal weights are worth fewer draws', () => {
    let at = 0;
    const random: Random = { ...createRandom(1), normal: () => [0, 3][at++ % 2]! };
    const [one] = expectedCritical(1, [0], 2, random);
    const w = Math.exp(-9 / 6);
    expect(one!.effective).toBeCloseTo((1 + w) ** 2 / (1 + w * w), 12);
    expect(one!.energy).toBeCloseTo((w * 3 * THRESHOLD) / Math.SQRT2 / (1 + w), 12);
    expect(one!.count).toBeCloseTo((2 * Math.sqrt(2 / 3) * Math.SQRT2 * (1 + w)) / 2, 12);
  });
});
