/** Test error against the share of exact zeros, as a penalty on activations grows. */
import { scaleLinear } from 'd3-scale';
import type { TrainedSparsityResult } from '../../lib/experiments/trained-sparsity.ts';
import type { DrawingProps } from './define.ts';
import { AxisBelow, AxisLeft, spaceAbove, spaceBelow, spaceLeft } from './lib/Axes.tsx';
import { Chart, Label } from './lib/Chart.tsx';
import { fixed } from './lib/format.ts';
import { frame, px, typeFor } from './lib/layout.ts';
import type { Point } from './lib/paths.ts';
import { linePath } from './lib/paths.ts';
import { result } from './lib/results.ts';
import meta, { UNHARMED } from './error-by-sparsity.meta.ts';

export default function ErrorBySparsity({ results, width }: DrawingProps) {
  const { byLambda, byKind, points } = result<TrainedSparsityResult>(results, 'trained-sparsity');
  const wide = width === 640;
  const type = typeFor(width);
  const means = Object.values(byLambda)
    .toSorted((a, b) => a.lambda - b.lambda)
    .map(({ zeros, error }): Point => [zeros.mean, 100 * error.mean]);
  const cloud = points.kind.flatMap((kind, i) =>
    kind === 'relu' ? [[points.zeros[i] ?? NaN, 100 * (points.error[i] ?? NaN)] as const] : [],
  );
  const most = Math.max(...cloud.map(([, v]) => v));
  const least = Math.min(...cloud.map(([, v]) => v));
  const y0 = scaleLinear([Math.max(0, least - 1), most], [0, 1]).nice(5);
  const ticks = y0.ticks(5);
  const f = frame(width, wide ? 320 : 300, {
    left: spaceLeft(
      type,
      ticks.map((v) => fixed(v, 0)),
    ),
    right: 16,
    top: spaceAbove(type),
    bottom: spaceBelow(type),
  });
  const first = Math.floor(Math.min(...cloud.map(([u]) => u)) * 10) / 10;
  const x = scaleLinear([first, 1], [f.left, f.right]);
  const y = y0.copy().range([f.bottom, f.top]);
  const without = means[0] ?? [first, least];
  return (
    <Chart width={f.width} height={f.height} label={meta.alt}>
      <AxisLeft
        frame={f}
        type={type}
        title="test error (%)"
        ticks={ticks.map((v) => ({ at: y(v), text: fixed(v, 0) }))}
      />
      <AxisBelow
        frame={f}
        type={type}
        title="share of exact zeros (%)"
        ticks={x.ticks(wide ? 6 : 4).map((v) => ({ at: x(v), text: fixed(100 * v, 0) }))}
      />
      <path
        class="f-line f-dotted f-base"
        d={`M${px(f.left)},${px(y(without[1]))}H${px(f.right)}`}
      />
      <path class="f-line f-dashed f-base" d={`M${px(x(UNHARMED))},${px(f.bottom)}V${px(f.top)}`} />
      <path class="f-line f-heavy f-s4" d={linePath(means, x, y)} />
      {cloud.map(([u, v]) => (
        <circle class="f-dot f-s4" cx={px(x(u))} cy={px(y(v))} r="3.5" />
      ))}
      <Label
        x={x(UNHARMED) - 8}
        y={f.top + type.line}
        text="85 %, the paper’s limit"
        anchor="end"
        tone="f-base"
      />
      <Label
        x={f.left + 8}
        y={f.top + type.line * 2.4}
        text={`without a penalty: tanh ${fixed(100 * byKind.tanh.error.mean, 1)}, softplus ${fixed(100 * byKind.softplus.error.mean, 1)}`}
        tone="f-soft"
      />
    </Chart>
  );
}
