/** How the softplus nears the rectifier as it is made sharper, and what the paper reports of that. */
import { scaleLinear } from 'd3-scale';
import type { SoftplusAlphaResult } from '../../lib/experiments/softplus-alpha.ts';
import type { DrawingProps } from './define.ts';
import { AxisBelow, AxisLeft, spaceAbove, spaceBelow, spaceLeft } from './lib/Axes.tsx';
import { Chart, Label, Panels } from './lib/Chart.tsx';
import { fixed, short } from './lib/format.ts';
import { frame, px, typeFor } from './lib/layout.ts';
import type { Point } from './lib/paths.ts';
import { linePath } from './lib/paths.ts';
import { result } from './lib/results.ts';
import meta from './softplus-gap.meta.ts';

const CURVES = [
  { key: 'a1', text: 'α = 1', tone: 'f-s1' },
  { key: 'a2', text: 'α = 2', tone: 'f-s3' },
  { key: 'a6', text: 'α = 6', tone: 'f-s5' },
] as const;
/** Inputs shown: further out the curves lie on one another. */
const WITHIN = 2;

export default function SoftplusGap({ results, width }: DrawingProps) {
  const { curves, norb } = result<SoftplusAlphaResult>(results, 'softplus-alpha');
  const wide = width === 640;
  const type = typeFor(width);
  const w = wide ? 314 : 340;
  const height = wide ? 310 : 280;
  const space = { top: spaceAbove(type, true), bottom: spaceBelow(type) };

  const valueTicks = [0, 0.5, 1, 1.5, 2];
  const left = frame(w, height, {
    ...space,
    left: spaceLeft(
      type,
      valueTicks.map((v) => fixed(v, 1)),
    ),
    right: 14,
  });
  const x = scaleLinear([-WITHIN, WITHIN], [left.left, left.right]);
  const y = scaleLinear([0, 2.2], [left.bottom, left.top]);
  const shown = (values: readonly number[]): Point[] =>
    curves.x
      .map((at, i): Point => [at, values[i] ?? NaN])
      .filter(([at]) => Math.abs(at) <= WITHIN + 1e-9);

  const errorTicks = [16.5, 17, 17.5];
  const right = frame(w, height, {
    ...space,
    left: spaceLeft(
      type,
      errorTicks.map((v) => fixed(v, 1)),
    ),
    right: 14,
  });
  const finite = norb.alpha.flatMap((alpha, i) =>
    alpha === null ? [] : [[alpha, norb.error[i] ?? NaN] as const],
  );
  const rectifier = norb.error.at(-1) ?? NaN;
  // The rectifier stands where the next α would, marked as what it is.
  const END = 8;
  const alpha = scaleLinear([0, END + 0.6], [right.left, right.right]);
  const error = scaleLinear([16.2, 17.9], [right.bottom, right.top]);

  return (
    <Panels columns={wide ? 2 : 1} label={meta.alt}>
      <Chart width={left.width} height={left.height} label="Softplus and rectifier">
        <AxisLeft
          frame={left}
          type={type}
          heading="Softplus and rectifier"
          title="value"
          ticks={valueTicks.map((v) => ({ at: y(v), text: fixed(v, 1) }))}
        />
        <AxisBelow
          frame={left}
          type={type}
          title="input x"
          ticks={[-2, -1, 0, 1, 2].map((v) => ({ at: x(v), text: short(v) }))}
        />
        <path class="f-line f-heavy f-base" d={linePath(shown(curves.relu), x, y)} />
        {CURVES.map(({ key, tone }) => (
          <path class={`f-line ${tone}`} d={linePath(shown(curves[key]), x, y)} />
        ))}
        {CURVES.map(({ text, tone }, i) => (
          <Label
            x={left.left + 12}
            y={left.top + type.line * (1 + i)}
            text={text}
            tone={tone}
            strong
          />
        ))}
        <Label
          x={left.left + 12}
          y={left.top + type.line * 4}
          text="rectifier"
          tone="f-base"
          strong
        />
      </Chart>
      <Chart width={right.width} height={right.height} label="NORB, as the paper reports it">
        <AxisLeft
          frame={right}
          type={type}
          heading="NORB, as the paper reports it"
          title="test error (%), recalled"
          ticks={errorTicks.map((v) => ({ at: error(v), text: fixed(v, 1) }))}
        />
        <AxisBelow
          frame={right}
          type={type}
          title="sharpness α"
          ticks={[
            ...[1, 2, 3, 6].map((v) => ({ at: alpha(v), text: short(v) })),
            { at: alpha(END), text: '∞' },
          ]}
        />
        <path class="f-line f-s4" d={linePath(finite, alpha, error)} />
        <path
          class="f-line f-dashed f-s4"
          d={linePath([finite.at(-1) ?? [6, rectifier], [END, rectifier]], alpha, error)}
        />
        {finite.map(([a, v]) => (
          <circle class="f-dot f-s4" cx={px(alpha(a))} cy={px(error(v))} r="4" />
        ))}
        <circle class="f-dot f-base" cx={px(alpha(END))} cy={px(error(rectifier))} r="4" />
        <Label
          x={alpha(END)}
          y={error(rectifier) - type.line * 0.7}
          text="rectifier"
          anchor="end"
          tone="f-base"
          strong
        />
      </Chart>
    </Panels>
  );
}
