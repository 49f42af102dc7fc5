/** Both weights' norms while training, for two ways of dividing the same number of samples. */
import { scaleLinear } from 'd3-scale';
import type { ImbalanceTwoClassResult } from '../../lib/experiments/imbalance-two-class.ts';
import type { DrawingProps } from './define.ts';
import { AxisBelow, AxisLeft, spaceAbove, spaceBelow, spaceLeft } from './lib/Axes.tsx';
import { Chart, Label, Panels } from './lib/Chart.tsx';
import { grouped, short } from './lib/format.ts';
import { frame, typeFor } from './lib/layout.ts';
import type { Point } from './lib/paths.ts';
import { linePath } from './lib/paths.ts';
import { result } from './lib/results.ts';
import meta from './imbalance-two-class.meta.ts';

export default function ImbalanceTwoClass({ results, width }: DrawingProps) {
  const { byCounts, training } = result<ImbalanceTwoClassResult>(results, 'imbalance-two-class');
  const wide = width === 640;
  const type = typeFor(width);
  const yTicks = [0, 0.25, 0.5, 0.75, 1];
  const f = frame(wide ? 314 : 340, wide ? 300 : 250, {
    left: spaceLeft(
      type,
      yTicks.map((v) => short(v)),
    ),
    right: 20,
    top: spaceAbove(type, true),
    bottom: spaceBelow(type),
  });
  const last = training.steps.at(-1) ?? 1;
  const x = scaleLinear([0, last], [f.left, f.right]);
  const y = scaleLinear([0, 1.2], [f.bottom, f.top]);
  const line = (values: readonly number[]) =>
    linePath(
      training.steps.map((step, i): Point => [step, values[i] ?? NaN]),
      x,
      y,
    );

  return (
    <Panels columns={wide ? 2 : 1} label={meta.alt}>
      {(['m100n1', 'm50n51'] as const).map((key) => {
        const { m, n } = byCounts[key];
        const heading = `${m} samples against ${n}`;
        // One name above the lines where they are high, the other below where they are low.
        const at = (share: number): readonly [number, number] => {
          const i = Math.floor(training.steps.length * share);
          return [x(training.steps[i] ?? 0), y(training[key].w1[i] ?? 0)];
        };
        const [highX, highY] = at(0.62);
        const [lowX, lowY] = at(0.38);
        return (
          <Chart width={f.width} height={f.height} label={heading}>
            <AxisLeft
              frame={f}
              type={type}
              heading={heading}
              title="norm of the weight"
              ticks={yTicks.map((v) => ({ at: y(v), text: short(v) }))}
            />
            <AxisBelow
              frame={f}
              type={type}
              title="steps of gradient descent"
              ticks={x.ticks(3).map((v) => ({ at: x(v), text: grouped(v) }))}
            />
            <path class="f-line f-band f-s1" d={line(training[key].w1)} />
            <path class="f-line f-s5" d={line(training[key].w2)} />
            <Label
              x={highX - 8}
              y={highY - 12}
              text={`|w_{1}|: ${m} samples`}
              anchor="end"
              tone="f-s1"
              strong
            />
            <Label
              x={lowX + 8}
              y={lowY + type.line + 8}
              text={`|w_{2}|: ${n === 1 ? '1 sample' : `${n} samples`}`}
              tone="f-s5"
              strong
            />
          </Chart>
        );
      })}
    </Panels>
  );
}
