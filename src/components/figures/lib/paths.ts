/** Path data of lines, rounded to what a screen can show. */
import { line } from 'd3-shape';

export type Point = readonly [x: number, y: number];

/** A position on a scale, px of the drawing. */
export type Scale = (value: number) => number;

/** `M…L…` through the points, in the scales' px. A point that is not finite breaks the line. */
export function linePath(points: readonly Point[], x: Scale, y: Scale): string {
  return (
    line<Point>()
      .defined(([u, v]) => Number.isFinite(u) && Number.isFinite(v))
      .x((p) => x(p[0]))
      .y((p) => y(p[1]))
      .digits(2)(points) ?? ''
  );
}

/** `count` + 1 evenly spaced numbers from `from` to `to`, both included. */
export function steps(from: number, to: number, count: number): number[] {
  return Array.from({ length: count + 1 }, (_, i) => {
    const share = i / count;
    // Exact at both ends, which from + share·(to − from) is not.
    return from * (1 - share) + to * share;
  });
}

/** Part of a circle, anticlockwise from `from` to `to` (radians from the positive x axis, y up). */
export function arcPath(cx: number, cy: number, r: number, from: number, to: number): string {
  const at = (angle: number) =>
    `${round(cx + r * Math.cos(angle))},${round(cy - r * Math.sin(angle))}`;
  // SVG draws no arc between equal points: a full turn needs two.
  if (to - from >= 2 * Math.PI - 1e-9) {
    const half = from + Math.PI;
    return `M${at(from)}A${round(r)},${round(r)},0,0,0,${at(half)}A${round(r)},${round(r)},0,0,0,${at(from)}Z`;
  }
  const large = to - from > Math.PI ? 1 : 0;
  return `M${at(from)}A${round(r)},${round(r)},0,${large},0,${at(to)}`;
}

function round(value: number): number {
  return Math.round(value * 100) / 100 + 0;
}
