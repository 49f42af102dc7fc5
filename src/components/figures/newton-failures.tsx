/** Four starts from which Newton's method does not find a minimum. */
import { scaleLinear } from 'd3-scale';
import type { NewtonFailuresResult } from '../../lib/experiments/newton-failures.ts';
import type { DrawingProps } from './define.ts';
import type { Curve } from './failure-functions.ts';
import { cosine, hyperbola, quartic } from './failure-functions.ts';
import { AxisBelow, spaceBelow } from './lib/Axes.tsx';
import { Chart, Label, Panels } from './lib/Chart.tsx';
import { clipToBand } from './lib/clip.ts';
import { piFraction, short } from './lib/format.ts';
import type { Type } from './lib/layout.ts';
import { frame, px, typeFor } from './lib/layout.ts';
import type { Point } from './lib/paths.ts';
import { linePath, steps } from './lib/paths.ts';
import { result } from './lib/results.ts';
import meta from './newton-failures.meta.ts';

/** Lines of text from the top to the formula's baseline: room for raised letters below the heading. */
const FORMULA = 2.35;

export default function NewtonFailures({ results, width }: DrawingProps) {
  const runs = result<NewtonFailuresResult>(results, 'newton-failures');
  const wide = width === 640;
  const type = typeFor(width);
  const size = { w: wide ? 314 : 164, h: wide ? 236 : 226 };
  return (
    <Panels columns={2} label={meta.alt}>
      <Steps
        {...size}
        type={type}
        heading={wide ? 'A cycle, for ever' : 'A cycle'}
        formula="x^{4}/4 − x^{2} + 2x"
        curve={quartic}
        xs={runs.cycle.xs.slice(0, runs.cycle.period + 1)}
        view={{ x: [-2.6, 1.9], y: [-5.2, 3.6] }}
        ticks={[-2, -1, 0, 1]}
        minima={[runs.cycle.stationary]}
        beside={['below', 'above']}
      />
      <Steps
        {...size}
        type={type}
        heading={wide ? 'Further away at every step' : 'Divergence'}
        formula="√(1 + x^{2})"
        curve={hyperbola}
        xs={runs.hyperbola.far.xs.slice(0, 4)}
        view={{ x: [-3, 3], y: [-1.2, 3.4] }}
        ticks={[-2, 0, 2]}
        minima={[runs.hyperbola.far.stationary]}
        beside={['right', 'left', 'above']}
      />
      <Steps
        {...size}
        type={type}
        heading={wide ? 'Uphill to a maximum' : 'A maximum'}
        formula="cos x"
        curve={cosine}
        xs={runs.cosine.xs.slice(0, 2)}
        view={{ x: [-3.6, 3.6], y: [-1.45, 1.6] }}
        ticks={[-1, 0, 1]}
        pi
        minima={[-Math.PI, Math.PI]}
        beside={['right', 'above']}
      />
      <Saddle
        {...size}
        type={type}
        heading={wide ? 'To a saddle in one step' : 'A saddle'}
        path={runs.saddle.path}
      />
    </Panels>
  );
}

type Side = 'above' | 'below' | 'left' | 'right';

interface PanelProps {
  readonly w: number;
  readonly h: number;
  readonly type: Type;
  readonly heading: string;
}

interface StepsProps extends PanelProps {
  readonly formula: string;
  readonly curve: Curve;
  /** Iterates, the start first. */
  readonly xs: readonly number[];
  readonly view: { x: readonly [number, number]; y: readonly [number, number] };
  readonly ticks: readonly number[];
  /** Ticks count multiples of π. */
  readonly pi?: boolean;
  readonly minima: readonly number[];
  /** On which side of its dot an iterate's number stands. */
  readonly beside: readonly Side[];
}

/** The function, and from each iterate the parabola whose stationary point is the next. */
function Steps({
  w,
  h,
  type,
  heading,
  formula,
  curve,
  xs,
  view,
  ticks,
  pi,
  minima,
  beside,
}: StepsProps) {
  const f = frame(w, h, {
    left: 8,
    right: 8,
    top: type.line * 2.8,
    bottom: spaceBelow(type),
  });
  const x = scaleLinear(view.x, [f.left, f.right]);
  const y = scaleLinear(view.y, [f.bottom, f.top]);
  const draw = (value: (u: number) => number, from: number, to: number) =>
    clipToBand(
      steps(from, to, 80).map((u): Point => [u, value(u)]),
      view.y[0],
      view.y[1],
    )
      .map((part) => linePath(part, x, y))
      .join('');
  const inside = (u: number) => u >= view.x[0] && u <= view.x[1];
  const parabolas = xs.slice(0, -1).map((from, i) => {
    const to = xs[i + 1] ?? from;
    const model = (u: number) => {
      const d = u - from;
      return curve.value(from) + curve.slope(from) * d + (curve.curvature(from) * d * d) / 2;
    };
    return { from, to, model };
  });
  return (
    <Chart width={f.width} height={f.height} label={heading}>
      <Label x={0} y={type.line} text={heading} strong />
      <Label x={0} y={type.line * FORMULA} text={`f(x) = ${formula}`} tone="f-soft" />
      <AxisBelow
        frame={f}
        type={type}
        title="x"
        ticks={ticks.map((v) => ({
          at: x(pi ? v * Math.PI : v),
          text: pi ? piFraction(v, 1) : short(v),
        }))}
      />
      <path class="f-line f-heavy f-base" d={draw(curve.value, ...view.x)} />
      {minima.map((u) => (
        <circle class="f-ring f-base" cx={px(x(u))} cy={px(y(curve.value(u)))} r="4.5" />
      ))}
      {parabolas.map(({ from, to, model }) => {
        const end = Math.min(Math.max(to, view.x[0]), view.x[1]);
        const low = Math.min(Math.max(model(to), view.y[0]), view.y[1]);
        return (
          <g>
            <path class="f-line f-hair f-fails" d={draw(model, ...view.x)} />
            <path class="f-line f-heavy f-fails" d={draw(model, from, end)} />
            {inside(to) ? (
              <path
                class="f-line f-dotted f-fails"
                d={`M${px(x(to))},${px(y(low))}V${px(y(curve.value(to)))}`}
              />
            ) : null}
          </g>
        );
      })}
      {xs.filter(inside).map((u, i) => {
        const side = beside[i];
        if (side === undefined) return null;
        const cx = x(u);
        const cy = y(curve.value(u));
        const dx = side === 'left' ? -9 : side === 'right' ? 9 : 0;
        const dy = side === 'above' ? -9 : side === 'below' ? type.size + 5 : type.size * 0.36;
        return (
          <g>
            <circle class="f-dot f-fails" cx={px(cx)} cy={px(cy)} r="4.5" />
            <Label
              x={cx + dx}
              y={cy + dy}
              text={`x_{${i}}`}
              anchor={side === 'left' ? 'end' : side === 'right' ? 'start' : 'middle'}
              tone="f-fails"
              strong
              halo
            />
          </g>
        );
      })}
    </Chart>
  );
}

/** Level lines of x² − y² and the one step. */
function Saddle({
  w,
  h,
  type,
  heading,
  path,
}: PanelProps & { path: readonly (readonly number[])[] }) {
  const f = frame(w, h, { left: 8, right: 8, top: type.line * 2.8, bottom: spaceBelow(type) });
  // The same scale both ways.
  const tall = 3.2;
  const reach = Math.min((tall * (f.right - f.left)) / (f.bottom - f.top), 4.2);
  const x = scaleLinear([-reach, reach], [f.left, f.right]);
  const y = scaleLinear([-tall, tall], [f.bottom, f.top]);
  const branches = [0.5, 2, 4.5, 8].flatMap((level) =>
    [1, -1].flatMap((side) => {
      const value = (u: number) => side * Math.sqrt(level + u * u);
      return [branch(value, tall, true), branch(value, reach, false)];
    }),
  );
  const levels = branches
    .flatMap((points) => clipToBand(points, -tall, tall))
    .map((part) => part.filter(([u]) => Math.abs(u) <= reach))
    .filter((part) => part.length > 1)
    .map((part) => linePath(part, x, y));
  const [start, end] = path.map(([u = 0, v = 0]): Point => [u, v]);
  return (
    <Chart width={f.width} height={f.height} label={heading}>
      <Label x={0} y={type.line} text={heading} strong />
      <Label x={0} y={type.line * FORMULA} text="f(x, y) = x^{2} − y^{2}" tone="f-soft" />
      <AxisBelow
        frame={f}
        type={type}
        title="x"
        ticks={[-2, 0, 2].map((v) => ({ at: x(v), text: short(v) }))}
      />
      {levels.map((d) => (
        <path class="f-line f-hair f-base" d={d} />
      ))}
      {start !== undefined && end !== undefined ? (
        <g>
          <path class="f-line f-fails" d={linePath([start, end], x, y)} />
          {[start, end].map((p, i) => (
            <g>
              <circle class="f-dot f-fails" cx={px(x(p[0]))} cy={px(y(p[1]))} r="4.5" />
              <Label
                x={x(p[0])}
                y={y(p[1]) + (i === 0 ? type.size + 4 : -9)}
                text={`x_{${i}}`}
                anchor="middle"
                tone="f-fails"
                strong
                halo
              />
            </g>
          ))}
        </g>
      ) : null}
    </Chart>
  );
}

/** Samples of one branch of a hyperbola over −reach to reach; lying on its side if told. */
function branch(value: (u: number) => number, reach: number, lying: boolean): Point[] {
  return steps(-reach, reach, 24).map((u): Point => (lying ? [value(u), u] : [u, value(u)]));
}
