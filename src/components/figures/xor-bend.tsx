/** The plane of exclusive or, and the same plane on its way to the space of two hidden units. */
import type { XorResult } from '../../lib/experiments/xor.ts';
import type { Planar } from '../../lib/landscapes/xor.ts';
import { bend } from '../../lib/landscapes/xor.ts';
import type { DrawingProps } from './define.ts';
import { AxisBelow, AxisLeft, spaceAbove, spaceBelow } from './lib/Axes.tsx';
import { Chart, Label, Panels } from './lib/Chart.tsx';
import type { Frame, Type } from './lib/layout.ts';
import { frame, px, typeFor } from './lib/layout.ts';
import { linePath, steps } from './lib/paths.ts';
import { result } from './lib/results.ts';
import { linear } from './lib/scales.ts';
import meta from './xor-bend.meta.ts';

export interface XorBendProps extends DrawingProps {
  /** Share of the way from input to hidden space, from 0 to 1. */
  readonly t?: number;
}

/** First shown: hidden space. */
export const DEFAULT_T = 1;

const TONES = ['f-s5', 'f-s1'] as const;
/** The part of the plane in view. */
const ACROSS = [-0.2, 2.25] as const;
const UP = [-0.2, 1.12] as const;
const GRID = steps(0, 1, 4);
/** Bent only where x₁ + x₂ = 1, which lies on these. */
const ALONG = steps(0, 1, 8);

/** The line x₁ − slope · x₂ = offset that has the classes on its two sides. */
export interface Line {
  readonly slope: number;
  readonly offset: number;
}

/**
 * The line halfway between the segment of class 0, from (0, 0) to (1 + t, 1), and the nearer
 * member of class 1, at (t, 1 − t), where x₁ − (1 + t) x₂ is t² + t − 1; null where the
 * segments cross. At t = 1 it is the network's, h₁ − 2h₂ = ½.
 */
export function partingLine(t: number): Line | null {
  const gap = t * t + t - 1;
  return gap > 0 ? { slope: 1 + t, offset: gap / 2 } : null;
}

export default function XorBend({ results, width, t = DEFAULT_T }: XorBendProps) {
  const { points } = result<XorResult>(results, 'xor');
  const wide = width === 640;
  const type = typeFor(width);
  const w = wide ? 314 : 340;
  const left = 22;
  const right = 8;
  // One unit is as long upwards as it is across.
  const unit = (w - left - right) / (ACROSS[1] - ACROSS[0]);
  const top = spaceAbove(type, true);
  // The names of the axes have lowered figures.
  const bottom = spaceBelow(type) + Math.ceil(type.size * 0.25);
  const box = frame(w, Math.ceil(top + bottom + unit * (UP[1] - UP[0])), {
    left,
    right,
    top,
    bottom,
  });
  const turned = t === 1 ? 'Hidden space' : t === 0 ? 'Input' : 'On the way';
  const name = (k: string) => (t === 1 ? `h_{${k}}` : t === 0 ? `x_{${k}}` : `x_{${k}} → h_{${k}}`);
  return (
    <Panels
      columns={wide ? 2 : 1}
      label={t === DEFAULT_T ? meta.alt : `${meta.alt} Shown: ${Math.round(100 * t)}% of the way.`}
    >
      <Plane
        box={box}
        type={type}
        heading="Input"
        names={['x_{1}', 'x_{2}']}
        points={points}
        t={0}
      />
      <Plane
        box={box}
        type={type}
        heading={turned}
        names={[name('1'), name('2')]}
        points={points}
        t={t}
      />
    </Panels>
  );
}

interface PlaneProps {
  readonly box: Frame;
  readonly type: Type;
  readonly heading: string;
  readonly names: readonly [string, string];
  readonly points: XorResult['points'];
  readonly t: number;
}

function Plane({ box, type, heading, names, points, t }: PlaneProps) {
  const x = linear(ACROSS, [box.left, box.right]);
  const y = linear(UP, [box.bottom, box.top]);
  const places = points.map(({ x: [first = 0, second = 0], label }) => {
    return { at: bend([first, second], t), label };
  });
  const of = (label: number): Planar[] =>
    places.filter((place) => place.label === label).map(({ at }) => at);
  const line = partingLine(t);
  const reach = (up: number): Planar => {
    return [(line?.offset ?? 0) + (line?.slope ?? 0) * up, up];
  };
  // How low and how high the line goes within the view.
  const edge = (across: number) => (across - (line?.offset ?? 0)) / (line?.slope ?? 1);
  const low = Math.max(UP[0], edge(ACROSS[0]));
  const high = Math.min(UP[1], edge(ACROSS[1]));
  return (
    <Chart width={box.width} height={box.height} label={heading}>
      <AxisLeft
        frame={box}
        type={type}
        heading={heading}
        title={names[1]}
        rules={false}
        ticks={[0, 1].map((v) => ({ at: y(v), text: String(v) }))}
      />
      <AxisBelow
        frame={box}
        type={type}
        title={names[0]}
        ticks={[0, 1, 2].map((v) => ({ at: x(v), text: String(v) }))}
      />
      {GRID.map((fix) => (
        <g>
          <path
            class="f-line f-hair f-base"
            d={linePath(
              ALONG.map((v) => bend([fix, v], t)),
              x,
              y,
            )}
          />
          <path
            class="f-line f-hair f-base"
            d={linePath(
              ALONG.map((v) => bend([v, fix], t)),
              x,
              y,
            )}
          />
        </g>
      ))}
      {line === null ? null : (
        <path class="f-line f-heavy f-holds" d={linePath([reach(low), reach(high)], x, y)} />
      )}
      {TONES.map((tone, label) => (
        <path class={`f-line f-dashed ${tone}`} d={linePath(of(label), x, y)} />
      ))}
      {places.map(({ at, label }) => (
        <circle
          class={`${label === 0 ? 'f-dot' : 'f-ring'} ${TONES[label] ?? ''}`}
          cx={px(x(at[0]))}
          cy={px(y(at[1]))}
          r="6"
        />
      ))}
      {(line === null ? ['the segments', 'cross'] : ['a line parts', 'the classes']).map(
        (text, i) => (
          <Label
            x={box.right}
            y={y(0.3) + i * type.line}
            text={text}
            anchor="end"
            tone={line === null ? 'f-soft' : 'f-holds'}
            strong={line !== null}
          />
        ),
      )}
    </Chart>
  );
}
