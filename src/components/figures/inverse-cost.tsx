/** Multiplications against the size of the matrix: inverting it, and solving with it. */
import { scaleLinear, scaleLog } from 'd3-scale';
import type { InverseCostResult } from '../../lib/experiments/inverse-cost.ts';
import type { DrawingProps } from './define.ts';
import { AxisBelow, AxisLeft, MIDDLE, spaceAbove, spaceBelow, spaceLeft } from './lib/Axes.tsx';
import { Chart, Label, Panels } from './lib/Chart.tsx';
import { grouped, short } from './lib/format.ts';
import type { Frame } from './lib/layout.ts';
import { frame, px, typeFor } from './lib/layout.ts';
import type { Point, Scale } from './lib/paths.ts';
import { linePath } from './lib/paths.ts';
import { result } from './lib/results.ts';
import { decades } from './lib/scales.ts';
import meta from './inverse-cost.meta.ts';

export default function InverseCost({ results, width }: DrawingProps) {
  const { gaussJordan, strassen, cholesky } = result<InverseCostResult>(results, 'inverse-cost');
  const wide = width === 640;
  const type = typeFor(width);
  const lines = [
    { name: 'inverse by elimination', tone: 'f-base', cost: gaussJordan },
    { name: 'Strassen', tone: 'f-s2', cost: strassen },
    { name: 'solution by Cholesky', tone: 'f-s5', cost: cholesky },
  ].map(({ name, tone, cost: { n, multiplications } }) => ({
    name,
    tone,
    counts: n.map((size, i): Point => [size, multiplications[i] ?? NaN]),
    shares: n.map((size, i): Point => [size, (multiplications[i] ?? NaN) / (size * size * size)]),
  }));
  const smallest = gaussJordan.n[0] ?? 1;
  const largest = gaussJordan.n.at(-1) ?? 1;
  const most = gaussJordan.multiplications.at(-1) ?? 1;

  const countTicks = decades(0, Math.log10(most), 2);
  const shareTicks = [0, 0.25, 0.5, 0.75, 1];
  const box = (labels: readonly string[]) =>
    frame(wide ? 314 : 340, wide ? 310 : 270, {
      left: spaceLeft(type, labels),
      right: 14,
      top: spaceAbove(type, true),
      bottom: spaceBelow(type),
    });
  const left = box(countTicks.map(({ text }) => text));
  const right = box(shareTicks.map((v) => short(v)));
  const sizes = (area: Frame) => scaleLog([smallest, largest], [area.left, area.right]);
  const counts = scaleLog([1, most], [left.bottom, left.top]);
  const shares = scaleLinear([0, 1], [right.bottom, right.top]);
  const below = (area: Frame) => (
    <AxisBelow
      frame={area}
      type={type}
      title="size n of the matrix (logarithmic)"
      ticks={gaussJordan.n.map((n, i) =>
        i % 2 === 0 ? { at: sizes(area)(n) } : { at: sizes(area)(n), text: grouped(n) },
      )}
    />
  );
  const [elimination, recursion, solving] = lines;

  return (
    <Panels columns={wide ? 2 : 1} label={meta.alt}>
      <Chart width={left.width} height={left.height} label="Multiplications">
        <AxisLeft
          frame={left}
          type={type}
          heading="Multiplications"
          title="number (logarithmic)"
          ticks={countTicks.map(({ value, text }) => ({ at: counts(value), text }))}
        />
        {below(left)}
        {lines.map(({ counts: points, tone }) => (
          <Dotted points={points} x={sizes(left)} y={counts} tone={tone} />
        ))}
        <Label
          x={sizes(left)(elimination?.counts.at(-2)?.[0] ?? 1) - 12}
          y={counts(elimination?.counts.at(-2)?.[1] ?? 1)}
          text="invert"
          anchor="end"
          tone="f-base"
        />
        <Label
          x={sizes(left)(solving?.counts.at(-3)?.[0] ?? 1) + 10}
          y={counts(solving?.counts.at(-3)?.[1] ?? 1) + type.size}
          text="solve"
          tone="f-s5"
          strong
        />
      </Chart>
      <Chart width={right.width} height={right.height} label="The same, divided by n³">
        <AxisLeft
          frame={right}
          type={type}
          heading="The same, divided by n³"
          title="multiplications ÷ n³"
          ticks={shareTicks.map((v) => ({ at: shares(v), text: short(v) }))}
        />
        {below(right)}
        {lines.map(({ shares: points, tone }) => (
          <Dotted points={points} x={sizes(right)} y={shares} tone={tone} />
        ))}
        <Label
          x={right.right}
          y={shares(elimination?.shares.at(-1)?.[1] ?? 0) + type.line + 4}
          text={elimination?.name ?? ''}
          anchor="end"
          tone="f-base"
        />
        <Label
          x={sizes(right)(recursion?.shares.at(-1)?.[0] ?? 1) + 8}
          y={shares(recursion?.shares.at(-1)?.[1] ?? 0) + type.size * MIDDLE}
          text={recursion?.name ?? ''}
          tone="f-s2"
        />
        <Label
          x={right.right}
          y={shares(solving?.shares.at(-1)?.[1] ?? 0) + type.line + 4}
          text={solving?.name ?? ''}
          anchor="end"
          tone="f-s5"
          strong
        />
      </Chart>
    </Panels>
  );
}

interface DottedProps {
  readonly points: readonly Point[];
  readonly x: Scale;
  readonly y: Scale;
  readonly tone: string;
}

function Dotted({ points, x, y, tone }: DottedProps) {
  return (
    <g>
      <path class={`f-line ${tone}`} d={linePath(points, x, y)} />
      {points.map(([n, value]) => (
        <circle class={`f-dot ${tone}`} cx={px(x(n))} cy={px(y(value))} r="3" />
      ))}
    </g>
  );
}
