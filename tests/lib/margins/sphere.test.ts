import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { margin, twoClassIntra } from '../../../src/lib/margins/circle-closed-form.ts';
import { psiReal } from '../../../src/lib/margins/psi-real.ts';
import {
  largestIntraOnSphere,
  smallestInterOnSphere,
  sphereRegions,
} from '../../../src/lib/margins/sphere.ts';
import { angleBetween, dot, norm } from '../../../src/lib/numeric/vector.ts';
import fixture from '../../fixtures/margins/sphere.json' with { type: 'json' };

const DEGREE = Math.PI / 180;
const ring = (K: number): number[][] =>
  Array.from({ length: K }, (_, i) => [
    Math.cos((2 * Math.PI * i) / K),
    Math.sin((2 * Math.PI * i) / K),
    0,
  ]);
const ARRANGEMENTS = {
  coplanar: ring(3),
  tetrahedron: [
    [1, 1, 1],
    [1, -1, -1],
    [-1, 1, -1],
    [-1, -1, 1],
  ],
  equator: ring(5),
};

describe('sphereRegions(weights, m)', () => {
  it('of two classes are as wide, and as far apart, as on the circle', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.2, max: 2.2, noNaN: true }),
        fc.double({ min: 2, max: 6, noNaN: true }),
        (t, m) => {
          const regions = sphereRegions(
            [
              [1, 0, 0],
              [Math.cos(t), 0, Math.sin(t)],
            ],
            m,
            48,
          );
          expect(largestIntraOnSphere(regions)).toBeCloseTo(twoClassIntra(m, t), 7);
          expect(smallestInterOnSphere(regions)).toBeCloseTo(margin(m, t), 7);
        },
      ),
      { numRuns: 25 },
    );
  });

  it('of three coplanar weights reach the pole side where cos 3φ = −½ cos φ', () => {
    const [first] = sphereRegions(ARRANGEMENTS.coplanar, 3);
    const phi = angleBetween(first!.weight, first!.boundary(Math.PI / 2));
    expect(Math.cos(3 * phi) + Math.cos(phi) / 2).toBeCloseTo(0, 12);
    expect(phi / DEGREE).toBeCloseTo(37.76, 2);
  });

  it('agree with boundaries found in SciPy, and enclose a plain grid of winning points', () => {
    for (const name of ['coplanar', 'tetrahedron', 'equator'] as const) {
      for (const m of [3, 4] as const) {
        const regions = sphereRegions(ARRANGEMENTS[name], m, 48);
        const intra = largestIntraOnSphere(regions) / DEGREE;
        const expected = fixture[name][`m${m}`];
        expect(intra).toBeCloseTo(expected.intra, 4);
        expect(smallestInterOnSphere(regions) / DEGREE).toBeCloseTo(expected.inter, 4);
        expect(intra).toBeGreaterThanOrEqual(expected.grid);
        expect(intra - expected.grid).toBeLessThan(1.5);
      }
    }
  });

  it('have boundaries on the sphere where own and other logits are equal', () => {
    for (const region of sphereRegions(ARRANGEMENTS.tetrahedron, 3)) {
      for (const point of region.outline) {
        expect(norm(point)).toBeCloseTo(1, 13);
        const others = ARRANGEMENTS.tetrahedron
          .map((weight) => dot(weight, point) / Math.sqrt(3))
          .filter((_, j) => {
            const weight = ARRANGEMENTS.tetrahedron[j]!;
            return dot(weight, region.weight) < 1;
          });
        const own = psiReal(angleBetween(region.weight, point), 3);
        expect(own).toBeCloseTo(Math.max(...others), 9);
      }
    }
  });

  it('have extremes that do not depend on where their outline was sampled', () => {
    const weights = [
      [3, 1, 0],
      [-1, 2, 1],
      [0, -1, 2],
      [1, 0, -3],
    ];
    const coarse = sphereRegions(weights, 3.2, 48);
    const fine = sphereRegions(weights, 3.2, 240);
    expect(largestIntraOnSphere(coarse)).toBeCloseTo(largestIntraOnSphere(fine), 9);
    expect(smallestInterOnSphere(coarse)).toBeCloseTo(smallestInterOnSphere(fine), 9);
  });

  it('are as wide as the widest of them, and count azimuths anticlockwise', () => {
    const regions = sphereRegions(
      [
        [0, 0, 1],
        [1, 0, 1],
        [0, 3, -1],
      ],
      4,
      24,
    );
    const widths = regions.map((region) => largestIntraOnSphere([region]));
    expect(Math.max(...widths) - Math.min(...widths)).toBeGreaterThan(0.1);
    expect(largestIntraOnSphere(regions)).toBe(Math.max(...widths));
    // Seen from above the pole: the first azimuth towards x, a quarter turn later towards y.
    expect(regions[0]!.boundary(0)[0]).toBeGreaterThan(0.1);
    expect(regions[0]!.boundary(Math.PI / 2)[1]).toBeGreaterThan(0.1);
  });

  it('do not feel a rotation of all weights, nor their norms', () => {
    const [c, s] = [Math.cos(0.7), Math.sin(0.7)];
    const turned = ARRANGEMENTS.equator.map(([x, y, z]) => [
      2 * x!,
      2 * (c * y! - s * z!),
      2 * (s * y! + c * z!),
    ]);
    const widest = (weights: number[][]): number =>
      largestIntraOnSphere(sphereRegions(weights, 3, 48));
    expect(widest(turned)).toBeCloseTo(widest(ARRANGEMENTS.equator), 9);
  });

  it('of opposite weights are discs', () => {
    const regions = sphereRegions(
      [
        [0, 0, 1],
        [0, 0, -2],
      ],
      3,
    );
    expect(largestIntraOnSphere(regions) / DEGREE).toBeCloseTo(90, 9);
    expect(smallestInterOnSphere(regions) / DEGREE).toBeCloseTo(90, 9);
  });

  it('refuse weights without direction, twice the same, in two dimensions or alone', () => {
    expect(() => sphereRegions([[1, 0, 0]], 3)).toThrow('weights holds 1');
    expect(() =>
      sphereRegions(
        [
          [1, 0, 0],
          [0, 0, 0],
        ],
        3,
      ),
    ).toThrow(RangeError);
    expect(() =>
      sphereRegions(
        [
          [1, 0, 0],
          [2, 0, 0],
        ],
        3,
      ),
    ).toThrow('one direction');
    expect(() =>
      sphereRegions(
        [
          [1, 0],
          [0, 1],
        ],
        3,
      ),
    ).toThrow('weights[0] holds 2');
    expect(() => sphereRegions(ARRANGEMENTS.coplanar, 3, 50)).toThrow('azimuths is 50');
    expect(() => sphereRegions(ARRANGEMENTS.coplanar, 3, 0)).toThrow('azimuths is 0');
    expect(() => sphereRegions(ARRANGEMENTS.coplanar, 3, -12)).toThrow('azimuths is -12');
  });
});
