/** Softmax loss of one feature against its length, for a right and a wrong label. */
import { scaleLinear, scaleLog } from 'd3-scale';
import type { FreeNormResult } from '../../lib/experiments/free-norm.ts';
import type { DrawingProps } from './define.ts';
import { AxisBelow, AxisLeft, spaceAbove, spaceBelow, spaceLeft } from './lib/Axes.tsx';
import { Chart, Label } from './lib/Chart.tsx';
import { short } from './lib/format.ts';
import { frame, px, typeFor } from './lib/layout.ts';
import type { Point } from './lib/paths.ts';
import { linePath } from './lib/paths.ts';
import { result } from './lib/results.ts';
import { decades } from './lib/scales.ts';
import { textWidth } from './lib/text.ts';
import meta from './loss-by-norm.meta.ts';

export default function LossByNorm({ results, width }: DrawingProps) {
  const { right, wrong, best } = result<FreeNormResult>(results, 'free-norm');
  const wide = width === 640;
  const type = typeFor(width);
  const fall = right.scale.map((scale, i): Point => [scale, right.loss[i] ?? NaN]);
  const rise = wrong.scale.map((scale, i): Point => [scale, wrong.loss[i] ?? NaN]);
  const losses = [...fall, ...rise].map(([, loss]) => loss);
  const low = Math.floor(Math.log10(Math.min(...losses)));
  const high = Math.ceil(Math.log10(Math.max(...losses)));
  const rows = decades(low, high);
  const f = frame(width, wide ? 320 : 300, {
    left: spaceLeft(
      type,
      rows.map(({ text }) => text),
    ),
    right: 14,
    top: spaceAbove(type),
    bottom: spaceBelow(type),
  });
  const most = fall.at(-1)?.[0] ?? 1;
  const x = scaleLinear([0, most], [f.left, f.right]);
  const y = scaleLog([Number(`1e${low}`), Number(`1e${high}`)], [f.bottom, f.top]);
  const beside = at(fall, most / 3);
  const above = at(rise, most / 2);
  const leastAt = wide ? `least at ${short(best.scale, 2)}` : '';
  return (
    <Chart width={f.width} height={f.height} label={meta.alt}>
      <AxisLeft
        frame={f}
        type={type}
        title="softmax loss (logarithmic)"
        ticks={rows.map(({ value, text }) => ({ at: y(value), text }))}
      />
      <AxisBelow
        frame={f}
        type={type}
        title="factor by which the feature is made longer"
        ticks={x.ticks(wide ? 8 : 4).map((v) => ({ at: x(v), text: short(v) }))}
      />
      <path class="f-line f-heavy f-fails" d={linePath(rise, x, y)} />
      <path class="f-line f-heavy f-s5" d={linePath(fall, x, y)} />
      <circle class="f-ring f-fails" cx={px(x(best.scale))} cy={px(y(best.loss))} r="4" />
      {leastAt === '' ? null : (
        <Label
          x={x(best.scale) + 12}
          y={y(best.loss) - type.line * 0.8}
          text={leastAt}
          tone="f-fails"
          halo
        />
      )}
      <Label
        x={Math.min(x(above[0]), f.right - textWidth('classified wrong', type.size, true))}
        y={y(above[1]) + type.line * 1.4}
        text="classified wrong"
        tone="f-fails"
        strong
      />
      <Label
        x={x(beside[0]) + 14}
        y={y(beside[1]) - type.line * 0.6}
        text="classified right"
        tone="f-s5"
        strong
      />
    </Chart>
  );
}

/** The sampled point nearest to `where`. */
function at(points: readonly Point[], where: number): Point {
  return points.reduce((best, p) =>
    Math.abs(p[0] - where) < Math.abs(best[0] - where) ? p : best,
  );
}
