/** Two classes on the circle and three on the sphere at a margin of the reader's choice; below, what m is enough. */
import { CriterionLabels } from './lib/CriterionLabels.tsx';
import type { DecisionBoundarySphereResult } from '../../lib/experiments/decision-boundary-sphere.ts';
import { margin as marginOf, twoClassIntra } from '../../lib/margins/circle-closed-form.ts';
import { circleRegions, largestIntra, smallestInter } from '../../lib/margins/circle.ts';
import { degrees as inDegrees, radians } from '../../lib/numeric/angle.ts';
import { bisect } from '../../lib/numeric/bisect.ts';
import type { DrawingProps } from './define.ts';
import { AxisBelow, MIDDLE, spaceBelow } from './lib/Axes.tsx';
import { Chart, Label, Panels } from './lib/Chart.tsx';
import { fixed, short } from './lib/format.ts';
import type { Type } from './lib/layout.ts';
import { frame, px, typeFor } from './lib/layout.ts';
import { arcPath } from './lib/paths.ts';
import { result } from './lib/results.ts';
import { SphereRegions } from './lib/SphereRegions.tsx';
import { linear } from './lib/scales.ts';
import { textWidth } from './lib/text.ts';
import meta from './decision-wheel.meta.ts';

export interface DecisionWheelProps extends DrawingProps {
  /** Margin, from 1 to MOST_M. */
  readonly m?: number;
  /** Angle between the two weights, degrees, up to 180. */
  readonly apart?: number;
}

/** At first the margin said to be enough for many classes, and the angle of the other figures. */
export const DEFAULT_M = 3;
export const DEFAULT_APART = 60;
export const MOST_M = 6;

/** Radius of the circle, and how far outside it the measured angles are marked, px. */
const RADIUS = 88;
const OUTSIDE = 12;
/** An excess below this is rounding: at m = 3 two opposite weights are level, 90° and 90°. */
const ROUNDING = 1e-9;

/** Largest angle within a class and smallest between the two, in degrees, and whether that is enough. */
export function measure(m: number, apart: number) {
  const arcs = circleRegions([0, radians(apart)], m);
  const intra = largestIntra(arcs);
  const inter = smallestInter(arcs);
  return {
    arcs,
    intra: inDegrees(intra),
    inter: inDegrees(Math.max(inter, 0)),
    met: intra - inter <= ROUNDING,
  };
}

/** Smallest margin that is enough for two weights `apart` degrees from each other on the circle. */
export function smallestMargin(apart: number): number {
  const t = radians(apart);
  return bisect((m) => twoClassIntra(m, t) - marginOf(m, t), 2, MOST_M, 1e-9);
}

export default function DecisionWheel({
  results,
  width,
  m = DEFAULT_M,
  apart = DEFAULT_APART,
}: DecisionWheelProps) {
  const wide = width === 640;
  const type = typeFor(width);
  const w = wide ? 314 : 340;
  return (
    <>
      <Panels columns={wide ? 2 : 1} label={meta.alt}>
        <Wheel m={m} apart={apart} type={type} w={w} />
        <SphereRegions m={m} width={w} radius={RADIUS} type={type} {...placeFor(type)} />
      </Panels>
      <Needed
        arrangements={
          result<DecisionBoundarySphereResult>(results, 'decision-boundary-sphere').arrangements
        }
        m={m}
        apart={apart}
        type={type}
        w={width}
      />
    </>
  );
}

/** Where circle and sphere have their centre, and their first line of words below. */
function placeFor(type: Type): { cy: number; below: number } {
  const cy = type.line * 1.5 + OUTSIDE + 6 + RADIUS;
  return { cy, below: cy + RADIUS + OUTSIDE + 4 + type.line * 1.2 };
}

interface WheelProps {
  readonly m: number;
  readonly apart: number;
  readonly type: Type;
  readonly w: number;
}

function Wheel({ m, apart, type, w }: WheelProps) {
  const { arcs, intra, inter, met } = measure(m, apart);
  const [first, second] = arcs;
  if (first === undefined || second === undefined) return null;
  const verdict = met ? 'f-holds' : 'f-fails';
  const cx = w / 2;
  const { cy, below } = placeFor(type);
  // Turned so that the middle between the weights is up.
  const up = (angle: number) => angle + radians(90 - apart / 2);
  const at = (r: number, angle: number) =>
    [cx + r * Math.cos(up(angle)), cy - r * Math.sin(up(angle))] as const;
  const point = (r: number, angle: number) => at(r, angle).map(px).join(',');
  const span = (from: number, to: number, tone: string) => {
    const r = RADIUS + OUTSIDE;
    const ends = [from, to].map((a) => `M${point(r - 4, a)}L${point(r + 4, a)}`).join('');
    return <path class={`f-line ${tone}`} d={arcPath(cx, cy, r, up(from), up(to)) + ends} />;
  };
  return (
    <Chart
      width={w}
      height={below + type.line * 2.4}
      label={`Circle: weights ${short(apart)}° apart, m = ${short(m)}`}
    >
      <Label
        x={cx}
        y={type.line}
        text={`circle, m = ${short(m)}, weights ${short(apart)}° apart`}
        anchor="middle"
        strong
      />
      <circle class="f-rule" cx={px(cx)} cy={px(cy)} r={RADIUS} />
      {[first, second].map(({ weight, from, to }, i) => {
        const tone = i === 0 ? 'f-s5' : 'f-s1';
        // The name stands on the outer side of its weight.
        const [x, y] = at(0.6 * RADIUS, weight);
        const aside = up(weight) + (i === 0 ? -1 : 1) * (Math.PI / 2);
        return (
          <g>
            <path class={`f-line f-band ${tone}`} d={arcPath(cx, cy, RADIUS, up(from), up(to))} />
            <path
              class={`f-line f-thin ${tone}`}
              d={`M${px(cx)},${px(cy)}L${point(RADIUS, weight)}`}
            />
            <Label
              x={x + 14 * Math.cos(aside)}
              y={y - 14 * Math.sin(aside) + type.size * MIDDLE}
              text={`w_{${i + 1}}`}
              anchor="middle"
              tone={tone}
            />
          </g>
        );
      })}
      {span(first.from, first.to, 'f-s5')}
      {inter > 0.01 ? span(first.to, second.from, verdict) : null}
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

interface NeededProps extends WheelProps {
  readonly arrangements: DecisionBoundarySphereResult['arrangements'];
}

function Needed({ arrangements, m, apart, type, w }: NeededProps) {
  const { coplanar, equator, octahedron, pair60, tetrahedron } = arrangements;
  const groups = [
    {
      heading: 'on the circle',
      rows: [{ name: 'these two', needs: smallestMargin(apart) }],
    },
    {
      heading: 'on the sphere',
      rows: [
        { name: 'two', needs: pair60.smallestM },
        { name: 'tetrahedron', needs: tetrahedron.smallestM },
        { name: 'octahedron', needs: octahedron.smallestM },
        { name: 'equator, 3', needs: coplanar.smallestM },
        { name: 'equator, 5', needs: equator.smallestM },
      ],
    },
  ];
  const step = type.line * 1.5;
  const lines = groups.reduce((sum, { rows }) => sum + rows.length + 1, 0);
  const top = type.line * 3.3;
  const names = groups.flatMap(({ rows }) => rows.map(({ name }) => textWidth(name, type.size)));
  const f = frame(w, top + step * lines + 6 + spaceBelow(type), {
    left: Math.ceil(Math.max(...names) + 14),
    right: 50,
    top,
    bottom: spaceBelow(type),
  });
  const x = linear([2.5, 4.5], [f.left, f.right]);
  // A margin outside the axis stands at its end: all are met, or none is.
  const here = Math.min(Math.max(m, 2.5), 4.5);
  let line = 0;
  return (
    <Chart width={f.width} height={f.height} label="Smallest margin that is enough">
      <Label x={0} y={type.line * 2} text="smallest m that is enough" strong />
      <AxisBelow
        frame={f}
        type={type}
        title="margin m"
        ticks={[2.5, 3, 3.5, 4, 4.5].map((v) => ({ at: x(v), text: short(v) }))}
      />
      <path class="f-line f-dashed f-soft" d={`M${px(x(here))},${px(f.bottom)}V${px(f.top + 2)}`} />
      <Label
        x={x(here)}
        y={type.line * 3.1}
        text={`m = ${short(m)}`}
        anchor={here > 4 ? 'end' : 'middle'}
        tone="f-soft"
      />
      {groups.map(({ heading, rows }) => {
        const headingAt = f.top + step * (line + 0.5);
        line += rows.length + 1;
        return (
          <g>
            <Label x={0} y={headingAt + type.size * MIDDLE} text={heading} tone="f-soft" />
            {rows.map(({ name, needs }, i) => {
              const y = headingAt + step * (i + 1);
              const tone = needs <= m + ROUNDING ? 'f-holds' : 'f-fails';
              return (
                <g>
                  <Label x={f.left - 12} y={y + type.size * MIDDLE} text={name} anchor="end" />
                  <path class="f-rule" d={`M${px(f.left)},${px(y)}H${px(f.right)}`} />
                  {needs <= m + ROUNDING ? (
                    <circle class={`f-dot ${tone}`} cx={px(x(needs))} cy={px(y)} r="4.5" />
                  ) : (
                    <circle class={`f-ring ${tone}`} cx={px(x(needs))} cy={px(y)} r="4.5" />
                  )}
                  <Label
                    x={x(needs) + 9}
                    y={y + type.size * MIDDLE}
                    text={fixed(needs, 2)}
                    tone={tone}
                    halo
                    strong
                  />
                </g>
              );
            })}
          </g>
        );
      })}
    </Chart>
  );
}
