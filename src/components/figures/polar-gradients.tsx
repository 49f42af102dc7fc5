/** Gradients of age and identity: age in the norm and identity in the direction, or height and foot. */
import { scaleLinear } from 'd3-scale';
import type { OecnnGradientsResult } from '../../lib/experiments/oecnn-gradients.ts';
import type { DrawingProps } from './define.ts';
import { Chart, Label, Panels } from './lib/Chart.tsx';
import type { Type } from './lib/layout.ts';
import { px, typeFor } from './lib/layout.ts';
import { result } from './lib/results.ts';
import meta from './polar-gradients.meta.ts';

type Field = OecnnGradientsResult['ring'];

/** Length of the longest arrow and of an arrow's head, px. */
const LONGEST = 26;
const HEAD = 5;
/** Arrows shorter than this are all head: they are left out. */
const SHORTEST = 1.5;

export default function PolarGradients({ results, width }: DrawingProps) {
  const { ring, planeField } = result<OecnnGradientsResult>(results, 'oecnn-gradients');
  const wide = width === 640;
  const type = typeFor(width);
  const w = wide ? 314 : 340;
  return (
    <Panels columns={wide ? 2 : 1} label={meta.alt}>
      <Arrows
        field={everyOther(ring, 3)}
        heading="norm is age, direction identity"
        polar
        type={type}
        w={w}
        age="age: along the ray"
        identity="identity: across it"
      />
      <Arrows
        field={everyOther(planeField, 5)}
        heading="height is age, foot identity"
        polar={false}
        type={type}
        w={w}
        age="age: up and down"
        identity="identity: along the foot"
      />
    </Panels>
  );
}

interface ArrowsProps {
  readonly field: Field;
  readonly heading: string;
  /** Whether rays and rings are drawn, or the axes of height and foot. */
  readonly polar: boolean;
  readonly type: Type;
  readonly w: number;
  readonly age: string;
  readonly identity: string;
}

function Arrows({ field, heading, polar, type, w, age, identity }: ArrowsProps) {
  const points = field.x.map((x, i) => [x, field.y[i] ?? NaN] as const);
  const pad = LONGEST + 4;
  const top = type.line * 1.5;
  const side = w - 2 * pad;
  const xs = points.map(([x]) => x);
  const ys = points.map(([, y]) => y);
  const low = polar ? -Math.max(...points.map(([x, y]) => Math.hypot(x, y))) : Math.min(...xs);
  const high = polar ? -low : Math.max(...xs);
  const span = high - low;
  const middle = polar ? 0 : (Math.min(...ys) + Math.max(...ys)) / 2;
  const tall = polar ? span : Math.max(...ys) - Math.min(...ys);
  const unit = side / span;
  const x = scaleLinear([low, high], [pad, w - pad]);
  const cy = top + pad + (tall * unit) / 2;
  const y = (v: number) => cy - (v - middle) * unit;
  const bottom = cy + (tall * unit) / 2 + pad;
  const rings = [...new Set(points.map(([u, v]) => px(Math.hypot(u, v))))];
  const heights = [...new Set(ys.map(px))];
  return (
    <Chart width={w} height={bottom + type.line * 2.3} label={heading}>
      <Label x={w / 2} y={type.line} text={heading} anchor="middle" strong />
      {polar ? (
        <g>
          {rings.map((r) => (
            <circle class="f-rule" cx={px(x(0))} cy={px(y(0))} r={px(r * unit)} />
          ))}
          <circle class="f-dot f-soft" cx={px(x(0))} cy={px(y(0))} r="2.5" />
        </g>
      ) : (
        <path
          class="f-rule"
          d={heights.map((v) => `M${px(pad / 2)},${px(y(v))}H${px(w - pad / 2)}`).join('')}
        />
      )}
      {[
        { name: 'identity', vectors: field.identity, tone: 'f-s1' },
        { name: 'age', vectors: field.age, tone: 'f-fails' },
      ].map(({ vectors, tone }) => {
        const longest = Math.max(...vectors.x.map((u, i) => Math.hypot(u, vectors.y[i] ?? 0)));
        const scale = LONGEST / longest;
        return (
          <path
            class={`f-line ${tone}`}
            d={points
              .map(([u, v], i) =>
                arrow(
                  x(u),
                  y(v),
                  scale * (vectors.x[i] ?? 0),
                  // Down the screen is up the axis.
                  -scale * (vectors.y[i] ?? 0),
                ),
              )
              .join('')}
          />
        );
      })}
      {points.map(([u, v]) => (
        <circle class="f-dot f-ink" cx={px(x(u))} cy={px(y(v))} r="2" />
      ))}
      <Label x={w / 2} y={bottom + type.line} text={age} anchor="middle" tone="f-fails" strong />
      <Label
        x={w / 2}
        y={bottom + type.line * 2}
        text={identity}
        anchor="middle"
        tone="f-s1"
        strong
      />
    </Chart>
  );
}

/** Every other ray or column of a field that lists `size` points for each: fewer arrows, more paper. */
function everyOther({ x, y, age, identity }: Field, size: number): Field {
  const kept = (values: readonly number[]) =>
    values.filter((_, i) => Math.floor(i / size) % 2 === 0);
  return {
    x: kept(x),
    y: kept(y),
    age: { x: kept(age.x), y: kept(age.y) },
    identity: { x: kept(identity.x), y: kept(identity.y) },
  };
}

/** A line from (x, y) by (u, v) with an open head; nothing where it is too short to see. */
function arrow(x: number, y: number, u: number, v: number): string {
  const length = Math.hypot(u, v);
  if (length < SHORTEST) return '';
  const head = Math.min(HEAD, length / 2);
  const tip = [x + u, y + v] as const;
  const back = (turn: number) => {
    const angle = Math.atan2(v, u) + Math.PI + turn;
    return `${px(tip[0] + head * Math.cos(angle))},${px(tip[1] + head * Math.sin(angle))}`;
  };
  return `M${px(x)},${px(y)}L${px(tip[0])},${px(tip[1])}M${back(0.45)}L${px(tip[0])},${px(tip[1])}L${back(-0.45)}`;
}
