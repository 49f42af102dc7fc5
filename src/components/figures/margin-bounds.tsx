/** Largest angle within a class and smallest between two, against the margin; where they cross. */
import { scaleLinear } from 'd3-scale';
import type { DecisionBoundaryResult } from '../../lib/experiments/decision-boundary.ts';
import type { DrawingProps } from './define.ts';
import { AxisBelow, AxisLeft, spaceAbove, spaceBelow, spaceLeft } from './lib/Axes.tsx';
import { Chart, Label } from './lib/Chart.tsx';
import { fixed, short } from './lib/format.ts';
import { frame, px, typeFor } from './lib/layout.ts';
import type { Point } from './lib/paths.ts';
import { linePath } from './lib/paths.ts';
import { result } from './lib/results.ts';
import meta from './margin-bounds.meta.ts';

/** Angle between the two weights whose curve is drawn, degrees. */
const TWO_APART = 60;

export default function MarginBounds({ results, width }: DrawingProps) {
  const { curves, twoClasses, even } = result<DecisionBoundaryResult>(results, 'decision-boundary');
  const wide = width === 640;
  const type = typeFor(width);
  // As shares of the angle between neighbouring weights the two set-ups have one axis,
  // and one curve for the smallest angle between classes.
  const share = (angles: readonly number[], apart: number): Point[] =>
    curves.m.map((m, i) => [m, (angles[i] ?? NaN) / apart]);
  const two = share(curves.two.intra, TWO_APART);
  const many = share(curves.even.intra, even.K3.apart);
  const between = share(curves.two.inter, TWO_APART);

  const yTicks = [0, 0.25, 0.5, 0.75, 1, 1.25];
  const f = frame(width, wide ? 350 : 320, {
    left: spaceLeft(
      type,
      yTicks.map((v) => short(v)),
    ),
    right: 12,
    top: spaceAbove(type),
    bottom: spaceBelow(type),
  });
  const low = curves.m[0] ?? 2;
  const high = curves.m.at(-1) ?? 6;
  const x = scaleLinear([low, high], [f.left, f.right]);
  const y = scaleLinear([0, Math.max(...two.map(([, v]) => v))], [f.bottom, f.top]);
  const crossings = [
    { m: twoClasses.theta60.smallestM, text: 'm = ', digits: 2, side: 'start', tone: 'f-s5' },
    { m: even.K3.smallestM, text: 'm = ', digits: 0, side: 'end', tone: 'f-s2' },
  ] as const;
  const beside = nearest(two, low + 0.35);

  return (
    <Chart width={f.width} height={f.height} label={meta.alt}>
      <AxisLeft
        frame={f}
        type={type}
        title="angle ÷ angle between the weights"
        ticks={yTicks.map((v) => ({ at: y(v), text: short(v) }))}
      />
      <AxisBelow
        frame={f}
        type={type}
        title="margin m"
        ticks={x.ticks(4).map((m) => ({ at: x(m), text: short(m) }))}
      />
      {crossings.map(({ m, tone }) => (
        <path
          class={`f-line f-dotted ${tone}`}
          d={`M${px(x(m))},${px(f.bottom)}V${px(y(valueAt(between, m)))}`}
        />
      ))}
      <path class="f-line f-heavy f-holds" d={linePath(between, x, y)} />
      <path class="f-line f-heavy f-s5" d={linePath(two, x, y)} />
      <path class="f-line f-heavy f-s2" d={linePath(many, x, y)} />
      {crossings.map(({ m, tone, side, text, digits }) => (
        <g>
          <circle class={`f-ring ${tone}`} cx={px(x(m))} cy={px(y(valueAt(between, m)))} r="4.5" />
          <Label
            x={x(m) + (side === 'start' ? 7 : -7)}
            y={f.bottom - 8}
            text={text + fixed(m, digits)}
            anchor={side}
            tone={tone}
            strong
          />
        </g>
      ))}
      <Label
        x={f.right}
        y={y(between.at(-1)?.[1] ?? 0) - 9}
        text="between classes"
        anchor="end"
        tone="f-holds"
        strong
      />
      <Label
        x={x(beside[0]) + 12}
        y={y(beside[1])}
        text="within a class: two classes"
        tone="f-s5"
        strong
      />
      <Label
        x={f.right}
        y={y(many.at(-1)?.[1] ?? 0) + type.line + 4}
        text={
          wide ? 'within a class: three or more, evenly on the circle' : 'three or more, evenly'
        }
        anchor="end"
        tone="f-s2"
        strong
      />
    </Chart>
  );
}

/** The sampled point nearest to `m`. */
function nearest(points: readonly Point[], m: number): Point {
  return points.reduce((best, p) => (Math.abs(p[0] - m) < Math.abs(best[0] - m) ? p : best));
}

/** Linear between the samples. */
function valueAt(points: readonly Point[], m: number): number {
  const after = Math.max(
    1,
    points.findIndex(([at]) => at >= m),
  );
  const a = points[after - 1] ?? [m, NaN];
  const b = points[after] ?? a;
  return a[1] + ((b[1] - a[1]) * (m - a[0])) / (b[0] - a[0] || 1);
}
