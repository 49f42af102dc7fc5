/** Features in the plane as one cloud a class, with the directions of each class marked on a circle. */
import { MIDDLE } from './Axes.tsx';
import { Label } from './Chart.tsx';
import { spread } from './labels.ts';
import type { Type } from './layout.ts';
import { px } from './layout.ts';
import { arcPath } from './paths.ts';

export interface Features {
  /** One number for each sample. */
  readonly x: ArrayLike<number>;
  readonly y: ArrayLike<number>;
  /** Class of each sample, from 0. */
  readonly label: ArrayLike<number>;
}

/** A class's directions. */
export interface Fan {
  readonly label: number;
  /** Direction of the mean of the unit vectors, radians from the positive x axis. */
  readonly centre: number;
  /** The middle nine tenths of the directions lie between these, as turns from the centre. */
  readonly low: number;
  readonly high: number;
}

/** Share of a class's directions left out at each end of its arc. */
const TAIL = 0.05;

/**
 * The directions of every class that has a feature other than zero, in the order
 * of their centres. O(n log n).
 */
export function fans({ x, y, label }: Features): Fan[] {
  const byClass = new Map<number, number[]>();
  for (let i = 0; i < label.length; i++) {
    const u = x[i] ?? 0;
    const v = y[i] ?? 0;
    if (u === 0 && v === 0) continue;
    const own = byClass.get(label[i] ?? 0);
    if (own === undefined) byClass.set(label[i] ?? 0, [Math.atan2(v, u)]);
    else own.push(Math.atan2(v, u));
  }
  return [...byClass]
    .map(([of, angles]): Fan => {
      const sine = angles.reduce((sum, a) => sum + Math.sin(a), 0);
      const cosine = angles.reduce((sum, a) => sum + Math.cos(a), 0);
      const centre = Math.atan2(sine, cosine);
      // Turned back by the centre, the cut at ±π lies opposite.
      const turns = angles.map((a) => wrapped(a - centre)).sort((a, b) => a - b);
      return { label: of, centre, low: quantile(turns, TAIL), high: quantile(turns, 1 - TAIL) };
    })
    .sort((a, b) => a.centre - b.centre);
}

function wrapped(angle: number): number {
  return Math.atan2(Math.sin(angle), Math.cos(angle));
}

/** The value below which a `share` of the sorted values lies (nearest rank). */
function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.round(share * (sorted.length - 1))] ?? 0;
}

export interface CloudsProps {
  readonly features: Features;
  readonly type: Type;
  readonly cx: number;
  readonly cy: number;
  /** Radius of the circle, px; the longest feature reaches it. */
  readonly radius: number;
}

/** Space that arcs and names take outside the circle. */
export function spaceAround(type: Type): number {
  return 10 + type.line;
}

export function Clouds({ features, type, cx, cy, radius }: CloudsProps) {
  const { x, y, label } = features;
  let longest = 0;
  for (let i = 0; i < label.length; i++) {
    longest = Math.max(longest, Math.hypot(x[i] ?? 0, y[i] ?? 0));
  }
  const scale = longest > 0 ? radius / longest : 0;
  const all = fans(features);
  const places = around(all, (type.line * 1.1) / (radius + 6 + type.line / 2));
  const rim = radius + 5;
  const at = radius + 7 + type.line / 2;
  return (
    <g>
      <circle class="f-rule" cx={px(cx)} cy={px(cy)} r={px(radius)} />
      <path class="f-rule" d={`M${px(cx - 3)},${px(cy)}h6M${px(cx)},${px(cy - 3)}v6`} />
      {all.map((fan, rank) => {
        const { centre, low, high } = fan;
        const tone = toneOf(rank, all.length);
        const where = places[rank] ?? centre;
        let points = '';
        for (let i = 0; i < label.length; i++) {
          if (label[i] !== fan.label) continue;
          points += `M${tenth(cx + scale * (x[i] ?? 0))},${tenth(cy - scale * (y[i] ?? 0))}h0`;
        }
        return (
          <g>
            <path class={`f-points ${tone}`} d={points} />
            <path
              class={`f-line f-wide ${tone}`}
              d={arcPath(cx, cy, rim, centre + low, centre + high)}
            />
            <Label
              x={cx + at * Math.cos(where)}
              y={cy - at * Math.sin(where) + type.size * MIDDLE}
              text={String(fan.label)}
              anchor="middle"
              tone={tone}
              strong
            />
          </g>
        );
      })}
    </g>
  );
}

/** Neighbours on the circle differ, also the last from the first if there is an odd number. */
function toneOf(rank: number, count: number): string {
  if (count % 2 === 1 && rank === count - 1) return 'f-base';
  return rank % 2 === 0 ? 'f-s1' : 'f-s4';
}

/** Angles for the names, at least `apart` from each other, near the centres. */
function around(all: readonly Fan[], apart: number): number[] {
  if (all.length === 0) return [];
  // Cut the circle open in its widest gap, where no name needs to cross.
  const gaps = all.map((fan, i) => {
    const next = all[i + 1]?.centre ?? (all[0]?.centre ?? 0) + 2 * Math.PI;
    return next - fan.centre;
  });
  const widest = gaps.indexOf(Math.max(...gaps));
  const start = (all[widest]?.centre ?? 0) + (gaps[widest] ?? 0) / 2 - 2 * Math.PI;
  const unrolled = all.map(({ centre }, i) => (i > widest ? centre - 2 * Math.PI : centre));
  return spread(
    unrolled.map((at) => ({ at, size: apart })),
    start,
    start + 2 * Math.PI,
  );
}

function tenth(value: number): number {
  return Math.round(value * 10) / 10 + 0;
}
