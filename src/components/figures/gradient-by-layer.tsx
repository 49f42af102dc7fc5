/** How much of the gradient is left after so many layers, for four kinds of unit and start. */
import { scaleLinear, scaleLog } from 'd3-scale';
import type { GradientDepthResult } from '../../lib/experiments/gradient-depth.ts';
import type { DrawingProps } from './define.ts';
import { AxisBelow, AxisLeft, spaceAbove, spaceBelow, spaceLeft } from './lib/Axes.tsx';
import { Chart } from './lib/Chart.tsx';
import { EndLabels } from './lib/EndLabels.tsx';
import { frame, typeFor } from './lib/layout.ts';
import type { Point } from './lib/paths.ts';
import { linePath } from './lib/paths.ts';
import { result } from './lib/results.ts';
import { decades } from './lib/scales.ts';
import { textWidth } from './lib/text.ts';
import meta, { SCHEMES } from './gradient-by-layer.meta.ts';

export default function GradientByLayer({ results, width }: DrawingProps) {
  const { layers, schemes } = result<GradientDepthResult>(results, 'gradient-depth');
  const wide = width === 640;
  const type = typeFor(width);
  const lines = SCHEMES.map(({ key, name, tone }) => ({
    // The phone has room for the unit or the start, not both on one line.
    text: wide ? name : name.replace('rectifier', 'rect.'),
    tone,
    points: schemes[key].gradientByLayer.map((v, k): Point => [k, v]),
  }));
  const least = Math.min(...lines.flatMap(({ points }) => points.map(([, v]) => v)));
  const low = Math.floor(Math.log10(least));
  const ticks = decades(low, 0, wide ? 2 : 3);
  const f = frame(width, wide ? 320 : 300, {
    left: spaceLeft(
      type,
      ticks.map(({ text }) => text),
    ),
    right: Math.max(...lines.map(({ text }) => textWidth(text, type.size, true))) + 14,
    top: spaceAbove(type),
    bottom: spaceBelow(type),
  });
  const x = scaleLinear([0, layers], [f.left, f.right]);
  const y = scaleLog([Number(`1e${low}`), 2], [f.bottom, f.top]);
  return (
    <Chart width={f.width} height={f.height} label={meta.alt}>
      <AxisLeft
        frame={f}
        type={type}
        title="gradient, output’s = 1"
        ticks={ticks.map(({ value, text }) => ({ at: y(value), text }))}
      />
      <AxisBelow
        frame={f}
        type={type}
        title="layers back from the output"
        ticks={x.ticks(wide ? 10 : 4).map((k) => ({ at: x(k), text: String(k) }))}
      />
      {lines.map(({ tone, points }) => (
        <path class={`f-line f-heavy ${tone}`} d={linePath(points, x, y)} />
      ))}
      <EndLabels
        frame={f}
        type={type}
        labels={lines.map(({ text, tone, points }) => ({
          at: y(points.at(-1)?.[1] ?? 1),
          text,
          tone,
          strong: true,
        }))}
      />
    </Chart>
  );
}
