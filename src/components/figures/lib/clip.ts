/** Cuts a line where it leaves the frame, so that nothing has to be hidden by a clipping path. */
import type { Point } from './paths.ts';

/**
 * The parts of a polyline whose y lies between `low` and `high`, each ending
 * exactly on the edge where it crosses one (linear between samples). A point that
 * is not finite breaks the line. O(n).
 */
export function clipToBand(points: readonly Point[], low: number, high: number): Point[][] {
  const parts: Point[][] = [];
  let part: Point[] | undefined;
  for (let i = 1; i < points.length; i++) {
    const a = points[i - 1] as Point;
    const b = points[i] as Point;
    const [enter, leave] = sharesInside(a, b, low, high);
    if (!(enter < leave)) {
      part = undefined;
      continue;
    }
    if (part === undefined) {
      part = [between(a, b, enter)];
      parts.push(part);
    }
    part.push(between(a, b, leave));
    if (leave < 1) part = undefined;
  }
  return parts;
}

/** The part of the way from a to b that lies inside, as two shares; empty or NaN where there is none. */
function sharesInside(a: Point, b: Point, low: number, high: number): [number, number] {
  const rise = b[1] - a[1];
  if (!Number.isFinite(a[0] + b[0] + a[1] + b[1])) return [NaN, NaN];
  if (rise === 0) return a[1] >= low && a[1] <= high ? [0, 1] : [1, 0];
  const atLow = (low - a[1]) / rise;
  const atHigh = (high - a[1]) / rise;
  return [Math.max(0, Math.min(atLow, atHigh)), Math.min(1, Math.max(atLow, atHigh))];
}

function between(a: Point, b: Point, share: number): Point {
  if (share === 0) return a;
  if (share === 1) return b;
  return [a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1])];
}
