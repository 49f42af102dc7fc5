/** How much longer the large class's weight is: at the first step, and as training goes on. */
import { scaleLinear, scaleLog } from 'd3-scale';
import type { ImbalanceKClassResult } from '../../lib/experiments/imbalance-k-class.ts';
import type { DrawingProps } from './define.ts';
import { AxisBelow, AxisLeft, spaceAbove, spaceBelow, spaceLeft } from './lib/Axes.tsx';
import { Chart, Label, Panels } from './lib/Chart.tsx';
import { short } from './lib/format.ts';
import { frame, px, typeFor } from './lib/layout.ts';
import type { Point } from './lib/paths.ts';
import { linePath } from './lib/paths.ts';
import { result } from './lib/results.ts';
import { decades } from './lib/scales.ts';
import meta from './imbalance-ratio.meta.ts';

const CLASSES = [
  { key: 'K10', K: 10, tone: 'f-s4' },
  { key: 'K5', K: 5, tone: 'f-s3' },
  { key: 'K3', K: 3, tone: 'f-s1' },
  { key: 'K2', K: 2, tone: 'f-base' },
] as const;

export default function ImbalanceRatio({ results, width }: DrawingProps) {
  const { startCurve, start, curves } = result<ImbalanceKClassResult>(results, 'imbalance-k-class');
  const wide = width === 640;
  const type = typeFor(width);
  const height = wide ? 320 : 310;
  const space = { top: spaceAbove(type, true), bottom: spaceBelow(type) };
  const startTicks = [1, 5, 10, 15];
  const left = frame(wide ? 314 : 340, height, {
    ...space,
    left: spaceLeft(type, startTicks.map(String)),
    right: 14,
  });
  const most = startCurve.K.at(-1) ?? 20;
  const K = scaleLinear([0, most], [left.left, left.right]);
  const first = scaleLinear([0, most - 1], [left.bottom, left.top]);
  const measured = startCurve.K.map((k, i): Point => [k, startCurve.ratio[i] ?? NaN]);
  const limit = startCurve.K.map((k): Point => [k, k - 1]);

  const ratioTicks = [1, 3, 5, 7, 9];
  const right = frame(wide ? 314 : 340, height, {
    ...space,
    left: spaceLeft(type, ratioTicks.map(String)),
    right: 16,
  });
  const t = scaleLog([curves.t[0] ?? 1, curves.t.at(-1) ?? 10], [right.left, right.right]);
  const ratio = scaleLinear([0, start.K10.ratio], [right.bottom, right.top]);
  const lines = CLASSES.map(({ key, K: classes, tone }) => ({
    tone,
    text: `K = ${classes}`,
    points: curves.t.map((time, i): Point => [time, curves[key][i] ?? NaN]),
  }));

  // The first starts at the frame's top; under the last there is nothing.
  const below = [lines.at(0)?.text, lines.at(-1)?.text];

  return (
    <Panels columns={wide ? 2 : 1} label={meta.alt}>
      <Chart width={left.width} height={left.height} label="First step">
        <AxisLeft
          frame={left}
          type={type}
          heading="First step"
          title="large ÷ small gradient"
          ticks={startTicks.map((v) => ({ at: first(v), text: short(v) }))}
        />
        <AxisBelow
          frame={left}
          type={type}
          title="number of classes K"
          ticks={[2, 5, 10, 15, 20].map((k) => ({ at: K(k), text: short(k) }))}
        />
        <path class="f-line f-dashed f-base" d={linePath(limit, K, first)} />
        {measured.map(([k, v]) => (
          <circle class="f-dot f-s5" cx={px(K(k))} cy={px(first(v))} r="3.5" />
        ))}
        <Label x={K(11)} y={first(12.6)} text="K − 1" anchor="end" tone="f-base" />
        <Label x={K(11.5)} y={first(8) + type.line / 2} text="measured" tone="f-s5" strong />
      </Chart>
      <Chart width={right.width} height={right.height} label="As training goes on">
        <AxisLeft
          frame={right}
          type={type}
          heading="As training goes on"
          title="large ÷ small weight"
          ticks={ratioTicks.map((v) => ({ at: ratio(v), text: short(v) }))}
        />
        <AxisBelow
          frame={right}
          type={type}
          title="time (logarithmic)"
          ticks={decades(-2, 15, 5).map(({ value, text }) => ({ at: t(value), text }))}
        />
        {lines.map(({ tone, points }) => (
          <path class={`f-line f-heavy ${tone}`} d={linePath(points, t, ratio)} />
        ))}
        {lines.map(({ tone, text, points }) => (
          <Label
            x={right.left + 6}
            y={ratio(points[0]?.[1] ?? 1) + (below.includes(text) ? type.size + 2 : -7)}
            text={text}
            tone={tone}
            strong
          />
        ))}
      </Chart>
    </Panels>
  );
}
