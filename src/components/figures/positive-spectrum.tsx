/** How rarely a random symmetric matrix has positive eigenvalues only, and random draws against that. */
import { scaleLinear, scaleLog } from 'd3-scale';
import type { RandomMatricesResult } from '../../lib/experiments/random-matrices.ts';
import type { DrawingProps } from './define.ts';
import { AxisBelow, AxisLeft, spaceAbove, spaceBelow, spaceLeft } from './lib/Axes.tsx';
import { Chart, Label, Panels } from './lib/Chart.tsx';
import { fixed, power } from './lib/format.ts';
import { frame, px, typeFor } from './lib/layout.ts';
import type { Point } from './lib/paths.ts';
import { linePath } from './lib/paths.ts';
import { result } from './lib/results.ts';
import { decades } from './lib/scales.ts';
import meta, { drawn } from './positive-spectrum.meta.ts';

const LOW = -14;
const RATIOS = [0.8, 0.9, 1, 1.1, 1.2];

export default function PositiveSpectrum({ results, width }: DrawingProps) {
  const { positive, closed, monteCarlo } = result<RandomMatricesResult>(results, 'random-matrices');
  const wide = width === 640;
  const type = typeFor(width);
  const w = wide ? 314 : 340;
  const height = wide ? 330 : 290;
  const space = { right: 14, top: spaceAbove(type, true), bottom: spaceBelow(type) };

  const powers = decades(LOW, 0, 2);
  const left = frame(w, height, {
    ...space,
    left: spaceLeft(
      type,
      powers.map(({ text }) => text),
    ),
  });
  const most = positive.n.at(-1)!;
  const n = scaleLinear([0.5, most], [left.left, left.right]);
  const p = scaleLog([Number(`1e${LOW}`), 1], [left.bottom, left.top]);
  const exact = positive.n.map((size, i): Point => [size, positive.probability[i]!]);
  const coins = positive.n.map((size): Point => [size, 1 / 2 ** size]);
  const forms = Object.keys(closed).length;
  const last = exact.at(-1)!;

  const right = frame(w, wide ? height : 250, {
    ...space,
    left: spaceLeft(
      type,
      RATIOS.map((v) => fixed(v, 1)),
    ),
  });
  const samples = drawn(monteCarlo);
  const size = scaleLinear([0.5, samples.length + 0.5], [right.left, right.right]);
  const ratio = scaleLinear([0.8, 1.2], [right.bottom, right.top]);

  return (
    <Panels columns={wide ? 2 : 1} label={meta.alt}>
      <Chart width={left.width} height={left.height} label="Exact">
        <AxisLeft
          frame={left}
          type={type}
          heading="Exact"
          title="P(all N eigenvalues positive)"
          ticks={powers.map(({ value, text }) => ({ at: p(value), text }))}
        />
        <AxisBelow
          frame={left}
          type={type}
          title="size of the matrix, N"
          ticks={[1, 2, 4, 6, 8, 10].map((v) => ({ at: n(v), text: String(v) }))}
        />
        <path class="f-line f-dashed f-base" d={linePath(coins, n, p)} />
        <path class="f-line f-thin f-s5" d={linePath(exact, n, p)} />
        {exact.map((point, i) => (
          <circle
            class={i < forms ? 'f-ring f-s5' : 'f-dot f-s5'}
            cx={px(n(point[0]))}
            cy={px(p(point[1]))}
            r={i < forms ? 4.5 : 3.5}
          />
        ))}
        <Label
          x={n(most)}
          y={p(coins.at(-1)![1]) + type.line * 1.3}
          text="independent signs"
          anchor="end"
          tone="f-base"
          halo
        />
        <Label
          x={n(last[0]) - 12}
          y={p(last[1])}
          text={times(last[1])}
          anchor="end"
          tone="f-s5"
          strong
        />
      </Chart>
      <Chart width={right.width} height={right.height} label="Random draws">
        <AxisLeft
          frame={right}
          type={type}
          heading="Random draws"
          title="share of draws ÷ exact"
          ticks={RATIOS.map((v) => ({ at: ratio(v), text: fixed(v, 1) }))}
        />
        <AxisBelow
          frame={right}
          type={type}
          title="size of the matrix, N"
          ticks={samples.map(({ n: at }) => ({ at: size(at), text: String(at) }))}
        />
        <path
          class="f-line f-thin f-s5"
          d={`M${px(right.left)},${px(ratio(1))}H${px(right.right)}`}
        />
        {samples.map((sample) => (
          <g>
            <path
              class="f-line f-s1"
              d={`M${px(size(sample.n))},${px(ratio(sample.low))}V${px(ratio(sample.high))}`}
            />
            <circle class="f-dot f-s1" cx={px(size(sample.n))} cy={px(ratio(sample.ratio))} r="4" />
          </g>
        ))}
      </Chart>
    </Panels>
  );
}

/** `2.3·10^{−14}`. */
function times(value: number): string {
  const exponent = Math.floor(Math.log10(value));
  return `${fixed(value / Number(`1e${exponent}`), 1)}·${power(exponent)}`;
}
