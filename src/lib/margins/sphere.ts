import { angleBetween, dot, unit } from '../numeric/vector.ts';
import { psiReal } from './psi-real.ts';
import { reach } from './reach.ts';

/** A decision region on the sphere: how far it reaches from its weight in each direction. */
export interface Region {
  /** The class's weight, norm one. */
  readonly weight: Float64Array;
  /** The point of the boundary in the direction `azimuth` (radians), norm one. */
  boundary(azimuth: number): Float64Array;
  /** Boundary points at equally spaced azimuths, the first towards the nearest other weight. */
  readonly outline: readonly Float64Array[];
}

/**
 * Decision regions of A-Softmax on the sphere S² (features in three dimensions):
 * class i has the directions where ψ(θᵢ) > cos θⱼ for every other j. Each region is
 * star-shaped about its weight for m > 1, since mθᵢ − θⱼ grows along every ray from
 * there; so its boundary is one angle for each azimuth.
 *
 * @param weights K ≥ 2 different directions, three numbers each
 * @param m margin, a number from 1
 * @param azimuths number of outline points, a multiple of 12, so that the symmetric
 *   directions of triangles and squares are among them
 * @throws RangeError if an argument lies outside or two weights have one direction
 */
export function sphereRegions(
  weights: readonly ArrayLike<number>[],
  m: number,
  azimuths = 120,
): Region[] {
  if (weights.length < 2) {
    throw new RangeError(`weights holds ${weights.length} directions; there must be at least 2`);
  }
  if (!(Number.isInteger(azimuths) && azimuths > 0 && azimuths % 12 === 0)) {
    throw new RangeError(`azimuths is ${azimuths}; it must be a multiple of 12`);
  }
  const units = weights.map((weight, i) => {
    if (weight.length !== 3) {
      throw new RangeError(`weights[${i}] holds ${weight.length} numbers; a direction here has 3`);
    }
    return unit(weight);
  });
  return units.map((weight, i) => {
    const others = units.filter((_, j) => j !== i);
    const [ahead, aside] = tangents(weight, nearest(weight, others));
    const boundary = (azimuth: number): Float64Array => {
      const c = Math.cos(azimuth);
      const s = Math.sin(azimuth);
      const tangent = ahead.map((entry, a) => c * entry + s * aside[a]!);
      // Along the ray the other logits are cos(r)·(w·wⱼ) + sin(r)·(tangent·wⱼ).
      const start = others.map((other) => dot(weight, other));
      const turn = others.map((other) => dot(tangent, other));
      const r = reach((angle) => {
        const cosine = Math.cos(angle);
        const sine = Math.sin(angle);
        let best = -1;
        for (let j = 0; j < others.length; j++) {
          const logit = cosine * start[j]! + sine * turn[j]!;
          if (logit > best) best = logit;
        }
        return psiReal(angle, m) - best;
      });
      return weight.map((entry, a) => Math.cos(r) * entry + Math.sin(r) * tangent[a]!);
    };
    const outline = Array.from({ length: azimuths }, (_, step) =>
      boundary((2 * Math.PI * step) / azimuths),
    );
    return { weight, boundary, outline };
  });
}

/** Largest angle between two directions of one region, over all regions, in radians. */
export function largestIntraOnSphere(regions: readonly Region[]): number {
  return Math.max(...regions.map((region) => extreme(region, region, 1)));
}

/** Smallest angle between directions of two different regions, in radians. */
export function smallestInterOnSphere(regions: readonly Region[]): number {
  let smallest = Infinity;
  for (let i = 0; i < regions.length; i++) {
    for (let j = i + 1; j < regions.length; j++) {
      const angle = extreme(regions[i]!, regions[j]!, -1);
      smallest = Math.min(smallest, angle);
    }
  }
  return smallest;
}

/**
 * Largest (`sense` 1) or smallest (−1) angle between the boundaries of two regions:
 * the best pair of outline points, then a compass search in the two azimuths with
 * steps halved down to a hundred-millionth of a radian. At an extreme the angle is
 * flat in the azimuths, so the error in it is far smaller.
 */
function extreme(a: Region, b: Region, sense: 1 | -1): number {
  let best = -Infinity;
  let stepA = 0;
  let stepB = 0;
  a.outline.forEach((p, i) => {
    b.outline.forEach((q, j) => {
      // The cosine orders the angles the other way round, and is cheap.
      const value = -sense * dot(p, q);
      if (value > best) {
        best = value;
        stepA = i;
        stepB = j;
      }
    });
  });
  let h = (2 * Math.PI) / a.outline.length;
  let azimuthA = stepA * h;
  let azimuthB = stepB * h;
  const value = (s: number, t: number): number =>
    sense * angleBetween(a.boundary(s), b.boundary(t));
  let found = value(azimuthA, azimuthB);
  while (h > 1e-8) {
    let moved = false;
    for (const [da, db] of [
      [h, 0],
      [-h, 0],
      [0, h],
      [0, -h],
    ] as const) {
      const tried = value(azimuthA + da, azimuthB + db);
      if (tried > found) {
        found = tried;
        azimuthA += da;
        azimuthB += db;
        moved = true;
        break;
      }
    }
    if (!moved) h /= 2;
  }
  return sense * found;
}

function nearest(weight: Float64Array, others: readonly Float64Array[]): Float64Array {
  return others.reduce((best, other) => (dot(weight, other) > dot(weight, best) ? other : best));
}

/** Two directions at right angles to `weight` and each other, the first towards `target`. */
function tangents(weight: Float64Array, target: Float64Array): [Float64Array, Float64Array] {
  let towards = target;
  if (Math.abs(dot(weight, target)) > 1 - 1e-12) {
    if (dot(weight, target) > 0) {
      throw new RangeError('two weights have one direction; all must differ');
    }
    // The opposite pole lies in every direction: take the axis furthest from the weight.
    const sizes = Array.from(weight, Math.abs);
    const axis = sizes.indexOf(Math.min(...sizes));
    towards = Float64Array.from({ length: 3 }, (_, a) => (a === axis ? 1 : 0));
  }
  const along = dot(weight, towards);
  const ahead = unit(towards.map((entry, a) => entry - along * weight[a]!));
  const [x, y, z] = weight as unknown as [number, number, number];
  const [u, v, w] = ahead as unknown as [number, number, number];
  return [ahead, Float64Array.of(y * w - z * v, z * u - x * w, x * v - y * u)];
}
