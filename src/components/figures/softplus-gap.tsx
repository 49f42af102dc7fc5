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
import { sequential } from './lib/tones.ts';
import meta, { ALPHAS } from './softplus-gap.meta.ts';

/** Inputs shown, on either side of the peaks. */
const WITHIN = 1.25;

export default function SoftplusGap({ results, width }: DrawingProps) {
  const { alphas, byAlpha, curves, norb } = result<SoftplusAlphaResult>(results, 'softplus-alpha');
  const wide = width === 640;
  const type = typeFor(width);
  const w = wide ? 314 : 340;
  const height = wide ? 310 : 300;
  const space = { top: spaceAbove(type, true), bottom: spaceBelow(type) };

  const gapTicks = [0, 0.2, 0.4, 0.6, 0.8];
  const left = frame(w, height, {
    ...space,
    left: spaceLeft(
      type,
      gapTicks.map((v) => fixed(v, 1)),
    ),
    right: 14,
  });
  const x = scaleLinear([-WITHIN, WITHIN], [left.left, left.right]);
  const y = scaleLinear([0, 0.8], [left.bottom, left.top]);
  const gap = (values: readonly number[]): Point[] =>
    curves.x
      .map((at, i): Point => [at, (values[i] ?? NaN) - (curves.relu[i] ?? NaN)])
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
  const error = scaleLinear([16, 17.9], [right.bottom, right.top]);

  return (
    <Panels columns={wide ? 2 : 1} label={meta.alt}>
      <Chart width={left.width} height={left.height} label="Softplus less rectifier">
        <AxisLeft
          frame={left}
          type={type}
          heading="Softplus less rectifier"
          title="difference"
          ticks={gapTicks.map((v) => ({ at: y(v), text: fixed(v, 1) }))}
        />
        <AxisBelow
          frame={left}
          type={type}
          title="input x"
          ticks={[-1, -0.5, 0, 0.5, 1].map((v) => ({ at: x(v), text: short(v) }))}
        />
        {ALPHAS.map((key, i) => (
          <path
            class={`f-line ${sequential(i, ALPHAS.length)}`}
            d={linePath(gap(curves[key]), x, y)}
          />
        ))}
        {ALPHAS.map((key, i) => (
          // A bare number fits under the curve above; only the top one has room for the letter.
          <Label
            x={x(0)}
            y={y(byAlpha[key].gap) - 6}
            text={`${i === 0 ? 'α = ' : ''}${short(alphas[i] ?? NaN)}`}
            anchor="middle"
            tone={sequential(i, ALPHAS.length)}
            strong
          />
        ))}
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
        <path class="f-line f-base" d={linePath(finite, alpha, error)} />
        <path
          class="f-line f-dashed f-base"
          d={linePath([finite.at(-1) ?? [6, rectifier], [END, rectifier]], alpha, error)}
        />
        {finite.map(([a, v], i) => (
          <circle
            class={`f-dot ${sequential(i, finite.length)}`}
            cx={px(alpha(a))}
            cy={px(error(v))}
            r="4.5"
          />
        ))}
        <circle class="f-ring f-ink" cx={px(alpha(END))} cy={px(error(rectifier))} r="4.5" />
        <Label
          x={right.right}
          y={error(rectifier) + type.line * 1.3}
          text="rectifier"
          anchor="end"
          strong
        />
      </Chart>
    </Panels>
  );
}
