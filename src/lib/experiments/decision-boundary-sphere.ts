import { defineExperiment } from '../lab/define.ts';
import { TWO_CLASS_BOUND } from '../margins/circle-closed-form.ts';
import { largestIntraOnSphere, smallestInterOnSphere, sphereRegions } from '../margins/sphere.ts';
import { degrees, radians } from '../numeric/angle.ts';
import { bisect } from '../numeric/bisect.ts';
import type { Extent } from './decision-boundary.ts';

type Arrangement = 'pair60' | 'pair90' | 'coplanar' | 'tetrahedron' | 'equator' | 'octahedron';

export interface SphereArrangement {
  K: number;
  /** Angle between neighbouring weights, degrees. */
  apart: number;
  /** At m = 3, at 2 + √3 and at 4; degrees. */
  m3: Extent;
  bound: Extent;
  m4: Extent;
  /** Smallest m that meets the criterion, to a millionth. */
  smallestM: number;
}

export interface DecisionBoundarySphereResult {
  arrangements: Record<Arrangement, SphereArrangement>;
  /** How far the region of three coplanar weights reaches towards the pole at m = 3, degrees. */
  pole: { reach: number; residual: number };
  /** Largest smallest m among the arrangements with three or more weights. */
  largestSmallestM: number;
}

/** Directions of the weights; sphereRegions gives them norm one. */
const ARRANGEMENTS: Record<Arrangement, number[][]> = {
  pair60: around([0, 60]),
  pair90: around([0, 90]),
  coplanar: around([0, 120, 240]),
  tetrahedron: [
    [1, 1, 1],
    [1, -1, -1],
    [-1, 1, -1],
    [-1, -1, 1],
  ],
  equator: around([0, 72, 144, 216, 288]),
  octahedron: [
    [1, 0, 0],
    [-1, 0, 0],
    [0, 1, 0],
    [0, -1, 0],
    [0, 0, 1],
    [0, 0, -1],
  ],
};

const APART: Record<Arrangement, number> = {
  pair60: 60,
  pair90: 90,
  coplanar: 120,
  tetrahedron: degrees(Math.acos(-1 / 3)),
  equator: 72,
  octahedron: 90,
};

const TOLERANCE = 1e-6;

export default defineExperiment<DecisionBoundarySphereResult>({
  id: 'decision-boundary-sphere',
  title: 'Decision regions of A-Softmax on a sphere in three dimensions, and what m they need',
  seed: 0,
  run({ count, progress }) {
    const names = Object.keys(ARRANGEMENTS) as Arrangement[];
    const arrangements = {} as Record<Arrangement, SphereArrangement>;
    names.forEach((name, i) => {
      const weights = ARRANGEMENTS[name];
      const K = weights.length;
      const extent = (m: number): Extent => {
        const regions = sphereRegions(weights, m);
        const outline = regions[0]!.outline.length;
        // Each outline point scans and bisects a ray; then all pairs of points are compared.
        count(K * outline * 100 * (K - 1) + (K * (K + 1) * outline * outline) / 2);
        const intra = degrees(largestIntraOnSphere(regions));
        const inter = degrees(smallestInterOnSphere(regions));
        return { intra, inter, excess: intra - inter };
      };
      arrangements[name] = {
        K,
        apart: APART[name],
        m3: extent(3),
        bound: extent(TWO_CLASS_BOUND),
        m4: extent(4),
        smallestM: bisect((m) => extent(m).excess, 2.5, 4.5, TOLERANCE),
      };
      progress((i + 1) / names.length);
    });
    return {
      arrangements,
      pole: towardsThePole(),
      largestSmallestM: Math.max(
        ...names
          .filter((name) => arrangements[name].K > 2)
          .map((name) => arrangements[name].smallestM),
      ),
    };
  },
});

/**
 * Straight up from a weight in the plane, the two others stay at the cosine
 * −½ cos φ, so the region of three coplanar weights ends where cos 3φ = −½ cos φ.
 */
function towardsThePole(): { reach: number; residual: number } {
  const excess = (phi: number): number => Math.cos(3 * phi) + Math.cos(phi) / 2;
  const phi = bisect(excess, 0, Math.PI / 3);
  return { reach: degrees(phi), residual: Math.abs(excess(phi)) };
}

/** Directions in the plane z = 0 at angles in degrees. */
function around(angles: readonly number[]): number[][] {
  return angles.map((angle) => [Math.cos(radians(angle)), Math.sin(radians(angle)), 0]);
}
