/** Test error against the share of exact zeros, as a penalty on activations grows. */
import { scaleLinear, scaleLog } from 'd3-scale';
import type { TrainedSparsityResult } from '../../lib/experiments/trained-sparsity.ts';
import type { DrawingProps } from './define.ts';
import { AxisBelow, AxisLeft, MIDDLE, spaceAbove, spaceBelow, spaceLeft } from './lib/Axes.tsx';
import { Chart, Label } from './lib/Chart.tsx';
import { fixed } from './lib/format.ts';
import { frame, px, typeFor } from './lib/layout.ts';
import type { Point } from './lib/paths.ts';
import { linePath } from './lib/paths.ts';
import { result } from './lib/results.ts';
import meta, { UNHARMED } from './error-by-sparsity.meta.ts';

/** Test errors named on the axis, per cent. */
const TICKS = [2, 5, 10, 20, 50];

export default function ErrorBySparsity({ results, width }: DrawingProps) {
  const { byLambda, byKind, harmful, points } = result<TrainedSparsityResult>(
    results,
    'trained-sparsity',
  );
  const wide = width === 640;
  const type = typeFor(width);
  const levels = Object.values(byLambda).toSorted((a, b) => a.lambda - b.lambda);
  const means = levels.map(({ zeros, error }): Point => [zeros.mean, 100 * error.mean]);
  const networks = points.kind.map((kind, i) => ({
    rectifier: kind === 'relu',
    harmed: kind === 'relu' && (points.lambda[i] ?? 0) >= harmful.lambda,
    zeros: points.zeros[i] ?? NaN,
    error: 100 * (points.error[i] ?? NaN),
  }));
  const errors = networks.map(({ error }) => error);
  const low = Math.max(...TICKS.filter((v) => v <= Math.min(...errors)));
  const high = Math.max(...errors) * 1.25;
  const ticks = TICKS.filter((v) => v >= low && v <= high);
  const f = frame(width, wide ? 330 : 310, {
    left: spaceLeft(
      type,
      ticks.map((v) => fixed(v, 0)),
    ),
    right: 16,
    top: spaceAbove(type),
    bottom: spaceBelow(type),
  });
  // Room on the left for the points that have no zeros.
  const x = scaleLinear([-0.03, 1], [f.left, f.right]);
  const y = scaleLog([low, high], [f.bottom, f.top]);
  const [start] = means;
  const without = start?.[1] ?? low;
  const smooth = ([kind, { error }]: [string, { error: { mean: number } }]) => (
    <Label
      x={x(0) + 10}
      y={y(100 * error.mean) + type.size * MIDDLE + (kind === 'softplus' ? -4 : 4)}
      text={kind}
      tone="f-base"
      strong
      halo
    />
  );
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
        ticks={[0, 20, 40, 60, 80, 100].map((v) => ({ at: x(v / 100), text: fixed(v, 0) }))}
      />
      <path class="f-line f-dotted f-soft" d={`M${px(f.left)},${px(y(without))}H${px(f.right)}`} />
      <path class="f-line f-dashed f-soft" d={`M${px(x(UNHARMED))},${px(f.bottom)}V${px(f.top)}`} />
      <path class="f-line f-heavy f-s4" d={linePath(means, x, y)} />
      {networks.map(({ rectifier, harmed, zeros, error }) => (
        <circle
          class={harmed ? 'f-ring f-fails' : `f-dot ${rectifier ? 'f-s4' : 'f-base'}`}
          cx={px(x(zeros))}
          cy={px(y(error))}
          r="3.5"
        />
      ))}
      {Object.entries(byKind)
        .filter(([kind]) => kind !== 'relu')
        .map(smooth)}
      <Label
        x={x(UNHARMED) - 8}
        y={f.top + type.line}
        text={wide ? '85%, up to which the paper sees no harm' : '85%, the paper’s limit'}
        anchor="end"
        tone="f-soft"
      />
      <Label
        x={x(start?.[0] ?? 0.5) - 4}
        y={y(without) + type.line * 1.2}
        text="rectifier, no penalty"
        anchor="middle"
        tone="f-s4"
        strong
      />
      <Label
        x={x(harmful.zeros) - 6}
        y={y(100 * harmful.error) - type.line * 0.9}
        text={wide ? 'from here measurable harm' : 'harm from here'}
        anchor="end"
        tone="f-fails"
        strong
      />
    </Chart>
  );
}
