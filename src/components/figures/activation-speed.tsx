/** Training loss by epoch for three kinds of unit, with the spread over the seeds. */
import { scaleLinear, scaleLog } from 'd3-scale';
import type { ActivationSpeedResult } from '../../lib/experiments/activation-speed.ts';
import type { DrawingProps } from './define.ts';
import { AxisBelow, AxisLeft, spaceAbove, spaceBelow, spaceLeft } from './lib/Axes.tsx';
import { Chart, Label } from './lib/Chart.tsx';
import { short } from './lib/format.ts';
import { frame, px, typeFor } from './lib/layout.ts';
import type { Point } from './lib/paths.ts';
import { linePath } from './lib/paths.ts';
import { result } from './lib/results.ts';
import meta, { ARMS } from './activation-speed.meta.ts';

const TICKS = [0.01, 0.03, 0.1, 0.3, 1, 3];

export default function ActivationSpeed({ results, width }: DrawingProps) {
  const { byArm, chance } = result<ActivationSpeedResult>(results, 'activation-speed');
  const wide = width === 640;
  const type = typeFor(width);
  const arms = ARMS.map((arm) => ({ ...arm, ...byArm[arm.key].loss }));
  const lowest = Math.min(...arms.flatMap(({ low }) => low));
  const ticks = TICKS.filter((v) => v >= lowest * 0.6);
  const f = frame(width, wide ? 330 : 320, {
    left: spaceLeft(
      type,
      ticks.map((v) => short(v)),
    ),
    right: 14,
    // What each line is, two to a row on the phone.
    top: spaceAbove(type) + type.line * (wide ? 1.4 : 4.4),
    bottom: spaceBelow(type),
  });
  const last = (arms[0]?.mean.length ?? 1) - 1;
  const x = scaleLinear([0, last], [f.left, f.right]);
  const y = scaleLog([lowest * 0.8, 3.2], [f.bottom, f.top]);
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
      <path
        class="f-line f-dashed f-base"
        d={linePath(
          [
            [0, chance],
            [last, chance],
          ],
          x,
          y,
        )}
      />
      {arms.map(({ tone, low, high }) => (
        <path
          class={`f-band ${tone}`}
          d={`${linePath([...line(low), ...line(high).toReversed()], x, y)}Z`}
        />
      ))}
      {arms.map(({ tone, mean }) => (
        <path class={`f-line f-heavy ${tone}`} d={linePath(line(mean), x, y)} />
      ))}
      {arms.map(({ name, tone }, i) => {
        const column = wide ? i : 0;
        const row = wide ? 0 : i;
        const at = f.left + column * 112;
        const middle = type.line * (wide ? 2.5 : 2.4 + row);
        return (
          <g>
            <path
              class={`f-line f-heavy ${tone}`}
              d={`M${px(at)},${px(middle - type.size * 0.35)}h16`}
            />
            <Label x={at + 22} y={middle} text={name} tone={tone} strong />
          </g>
        );
      })}
    </Chart>
  );
}
