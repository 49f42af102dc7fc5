import { dot } from '../numeric/vector.ts';
import type { Planar } from './xor.ts';

/** Where two segments meet: the same point as a mean of the ends of each. */
export interface Meeting {
  readonly point: Planar;
  /** The point is (1 − first)·a + first·b, with `first` from 0 to 1. */
  readonly first: number;
  /** And (1 − second)·c + second·d. */
  readonly second: number;
}

/**
 * Where the segment from a to b meets that from c to d, or null if they do not. Two pairs of
 * points can be parted by a line if and only if their segments do not meet: a meeting point would
 * be on both sides of it (the certificate of Farkas' lemma). Segments may be single points; of two
 * that overlap, an end is given.
 */
export function meet(a: Planar, b: Planar, c: Planar, d: Planar): Meeting | null {
  const along = minus(b, a);
  const other = minus(d, c);
  const between = minus(c, a);
  const area = cross(along, other);
  if (area === 0) return meetParallel(a, b, c, d);
  const first = cross(between, other) / area;
  const second = cross(between, along) / area;
  if (!(first >= 0 && first <= 1 && second >= 0 && second <= 1)) return null;
  return { point: [a[0] + first * along[0], a[1] + first * along[1]], first, second };
}

/** Parallel segments, or points: if they meet, then in an end of one. */
function meetParallel(a: Planar, b: Planar, c: Planar, d: Planar): Meeting | null {
  for (const [second, end] of [c, d].entries()) {
    const first = shareAlong(end, a, b);
    if (first !== null) return { point: end, first, second };
  }
  for (const [first, end] of [a, b].entries()) {
    const second = shareAlong(end, c, d);
    if (second !== null) return { point: end, first, second };
  }
  return null;
}

/** The share t with p = (1 − t)·a + t·b, or null if p is not on the segment. */
function shareAlong(p: Planar, a: Planar, b: Planar): number | null {
  const along = minus(b, a);
  const to = minus(p, a);
  if (cross(along, to) !== 0) return null;
  const squared = dot(along, along);
  const share = squared === 0 ? 0 : dot(to, along) / squared;
  if (squared === 0 && dot(to, to) > 0) return null;
  return share >= 0 && share <= 1 ? share : null;
}

function minus(a: Planar, b: Planar): Planar {
  return [a[0] - b[0], a[1] - b[1]];
}

function cross(a: Planar, b: Planar): number {
  return a[0] * b[1] - a[1] * b[0];
}
