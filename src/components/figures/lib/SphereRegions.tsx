/**
 * Three weights on the equator of a sphere, 120° apart, and the directions that each wins
 * with certainty at the margin m, seen from outside, a little above the equator.
 */
import {
  largestIntraOnSphere,
  smallestInterOnSphere,
  sphereRegions,
} from '../../../lib/margins/sphere.ts';
import { degrees as inDegrees, radians } from '../../../lib/numeric/angle.ts';
import { dot } from '../../../lib/numeric/vector.ts';
import { MIDDLE } from './Axes.tsx';
import { Chart, Label } from './Chart.tsx';
import { CriterionLabels } from './CriterionLabels.tsx';
import { short } from './format.ts';
import type { Type } from './layout.ts';
import { px } from './layout.ts';

/** The first faces the reader, the second stands at the right rim, the third is behind. */
const WEIGHTS = [-40, 80, 200].map((azimuth) => [
  Math.cos(radians(azimuth)),
  Math.sin(radians(azimuth)),
  0,
]);
/** Outline points of a region: few enough to be redrawn while a knob turns. */
const AZIMUTHS = 72;
const ELEVATION = radians(20);
/** An excess below this is rounding. */
const ROUNDING = 1e-9;

type Vector = ArrayLike<number>;

/** Largest angle within a class and smallest between two, in degrees, and whether that is enough. */
export function measureSphere(m: number) {
  const regions = sphereRegions(WEIGHTS, m, AZIMUTHS);
  // The three are alike: one and its neighbour tell all.
  const intra = largestIntraOnSphere(regions.slice(0, 1));
  const inter = smallestInterOnSphere(regions.slice(0, 2));
  return {
    regions,
    intra: inDegrees(intra),
    inter: inDegrees(Math.max(inter, 0)),
    met: intra - inter <= ROUNDING,
  };
}

interface Props {
  readonly m: number;
  readonly type: Type;
  readonly width: number;
  readonly radius: number;
  /** Centre, below the top; and the first line of the labels. */
  readonly cy: number;
  readonly below: number;
}

export function SphereRegions({ m, type, width, radius, cy, below }: Props) {
  const { regions, intra, inter, met } = measureSphere(m);
  const verdict = met ? 'f-holds' : 'f-fails';
  const cx = width / 2;
  const cosine = Math.cos(ELEVATION);
  const sine = Math.sin(ELEVATION);
  /** To the right, up, towards the reader. */
  const seen = (v: Vector): [number, number, number] => [
    v[1]!,
    v[2]! * cosine - v[0]! * sine,
    v[0]! * cosine + v[2]! * sine,
  ];
  const at = (right: number, up: number) => `${px(cx + radius * right)},${px(cy - radius * up)}`;
  /** The parts of a line on the sphere that face the reader, or those that do not. */
  const line = (points: readonly Vector[], front: boolean): string => {
    let open = false;
    return points
      .map((point) => {
        const [right, up, towards] = seen(point);
        const shown = towards >= 0 === front;
        const step = shown ? `${open ? 'L' : 'M'}${at(right, up)}` : '';
        open = shown;
        return step;
      })
      .join('');
  };
  /** The visible part of a region: what lies behind is moved out to the rim. */
  const patch = (outline: readonly Vector[]): string =>
    `M${outline
      .map((point) => {
        const [right, up, towards] = seen(point);
        const out = towards < 0 ? Math.hypot(right, up) : 1;
        return at(right / out, up / out);
      })
      .join('L')}Z`;
  const equator = Array.from({ length: 97 }, (_, i) => around((2 * Math.PI * i) / 96));
  const [first, second, third] = regions;
  if (first === undefined || second === undefined || third === undefined) return null;
  const closed = ({ outline }: typeof first) => [...outline, outline[0]!];
  const [near, far] = widest(first.outline);
  const [from, to] = closest(first.outline, second.outline);
  return (
    <Chart
      width={width}
      height={below + type.line * 2.4}
      label={`Sphere: three weights on the equator, 120° apart, m = ${short(m)}`}
    >
      <Label
        x={cx}
        y={type.line}
        text={`sphere, m = ${short(m)}, three on the equator`}
        anchor="middle"
        strong
      />
      <circle class="f-rule" cx={px(cx)} cy={px(cy)} r={radius} />
      <path class="f-rule" d={line(equator, true)} />
      <path class="f-rule f-dashed" d={line(equator, false)} />
      {line(closed(third), true) === '' ? null : (
        <path class="f-line f-hair f-soft" d={line(closed(third), true)} />
      )}
      {[first, second].map((region, i) => {
        const tone = i === 0 ? 'f-s1' : 'f-s5';
        const [right, up] = seen(region.weight);
        return (
          <g>
            <path class={`f-area ${tone}`} d={patch(region.outline)} />
            <path class={`f-line ${tone}`} d={line(closed(region), true)} />
            <Label
              x={cx + radius * right + (i === 0 ? -13 : 15)}
              y={cy - radius * up + type.size * MIDDLE}
              text={`w_{${2 - i}}`}
              anchor="middle"
              tone={tone}
              halo
            />
          </g>
        );
      })}
      <path class="f-line f-thin f-s1" d={line(arc(near, far), true)} />
      {inter > 0.01 ? (
        <path class={`f-line f-heavy ${verdict}`} d={line(arc(from, to), true)} />
      ) : null}
      <CriterionLabels
        x={cx}
        y={below}
        line={type.line}
        intra={intra}
        inter={inter}
        met={met}
        tone={verdict}
      />
    </Chart>
  );
}

function around(azimuth: number): Vector {
  return [Math.cos(azimuth), Math.sin(azimuth), 0];
}

/** The two outline points that lie farthest from each other. */
function widest(outline: readonly Vector[]): [Vector, Vector] {
  return extreme(outline, outline, (a, b) => dot(a, b));
}

/** The nearest points of two outlines. */
function closest(a: readonly Vector[], b: readonly Vector[]): [Vector, Vector] {
  return extreme(a, b, (p, q) => -dot(p, q));
}

function extreme(
  a: readonly Vector[],
  b: readonly Vector[],
  cost: (p: Vector, q: Vector) => number,
): [Vector, Vector] {
  let best: [Vector, Vector] = [a[0]!, b[0]!];
  let least = Infinity;
  for (const p of a) {
    for (const q of b) {
      const value = cost(p, q);
      if (value < least - 1e-12) {
        least = value;
        best = [p, q];
      }
    }
  }
  return best;
}

/** Points of the great circle from one direction to another. */
function arc(from: Vector, to: Vector): Vector[] {
  const angle = Math.acos(Math.min(1, Math.max(-1, dot(from, to))));
  if (angle < 1e-9) return [from, to];
  return Array.from({ length: 25 }, (_, i) => {
    const t = i / 24;
    const a = Math.sin((1 - t) * angle) / Math.sin(angle);
    const b = Math.sin(t * angle) / Math.sin(angle);
    return [0, 1, 2].map((k) => a * from[k]! + b * to[k]!);
  });
}
