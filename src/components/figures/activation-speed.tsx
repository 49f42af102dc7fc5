/** Training loss by epoch for three kinds of unit, with the spread over the seeds. */
import { scaleLinear, scaleLog } from 'd3-scale';
import type { ActivationSpeedResult } from '../../lib/experiments/activation-speed.ts';
import type { DrawingProps } from './define.ts';
import { AxisBelow, AxisLeft, spaceAbove, spaceBelow, spaceLeft } from './lib/Axes.tsx';
import { Chart } from './lib/Chart.tsx';
import { EndLabels } from './lib/EndLabels.tsx';
import { short } from './lib/format.ts';
import { frame, typeFor } from './lib/layout.ts';
import type { Point } from './lib/paths.ts';
import { linePath } from './lib/paths.ts';
import { result } from './lib/results.ts';
import { textWidth } from './lib/text.ts';
import meta, { ARMS } from './activation-speed.meta.ts';

const TICKS = [0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3];

export default function ActivationSpeed({ results, width }: DrawingProps) {
  const { byArm } = result<ActivationSpeedResult>(results, 'activation-speed');
  const wide = width === 640;
  const type = typeFor(width);
  const arms = ARMS.map((arm) => ({ ...arm, ...byArm[arm.key].loss }));
  const lowest = Math.min(...arms.flatMap(({ low }) => low));
  const highest = Math.max(...arms.flatMap(({ high }) => high));
  const ticks = TICKS.filter((v) => v >= lowest * 0.9);
  const f = frame(width, wide ? 330 : 320, {
    left: spaceLeft(
      type,
      ticks.map((v) => short(v)),
    ),
    right: Math.ceil(Math.max(...arms.map(({ name }) => textWidth(name, type.size, true))) + 10),
    top: spaceAbove(type),
    bottom: spaceBelow(type),
  });
  const last = (arms[0]?.mean.length ?? 1) - 1;
  const x = scaleLinear([0, last], [f.left, f.right]);
  const y = scaleLog([lowest * 0.8, Math.max(3.2, highest)], [f.bottom, f.top]);
  const line = (values: readonly number[]): Point[] => values.map((v, epoch) => [epoch, v]);
  return (
    <Chart width={f.width} height={f.height} label={meta.alt}>
      <AxisLeft
        frame={f}
        type={type}
        title="training loss"
        ticks={ticks.map((v) => ({ at: y(v), text: short(v) }))}
      />
      <AxisBelow
        frame={f}
        type={type}
        title="epoch"
        ticks={x.ticks(6).map((k) => ({ at: x(k), text: String(k) }))}
      />
      {arms.map(({ tone, low, high }) => (
        <path
          class={`f-area ${tone}`}
          d={`${linePath([...line(low), ...line(high).toReversed()], x, y)}Z`}
        />
      ))}
      {arms.map(({ tone, dashed, mean }) => (
        <path
          class={`f-line ${dashed ? 'f-dashed' : 'f-heavy'} ${tone}`}
          d={linePath(line(mean), x, y)}
        />
      ))}
      <EndLabels
        frame={f}
        type={type}
        labels={arms.map(({ name, tone, mean }) => ({
          at: y(mean.at(-1) ?? 1),
          text: name,
          tone,
          strong: true,
        }))}
      />
    </Chart>
  );
}
