/** Accuracy by shift of the test digits: filters shared by all places against filters of each place's own. */
import { scaleLinear } from 'd3-scale';
import type { SharedOrLocalResult } from '../../lib/experiments/shared-or-local.ts';
import type { DrawingProps } from './define.ts';
import { AxisBelow, AxisLeft, spaceAbove, spaceBelow, spaceLeft } from './lib/Axes.tsx';
import { Chart, Label, Panels } from './lib/Chart.tsx';
import { short } from './lib/format.ts';
import { frame, px, typeFor } from './lib/layout.ts';
import type { Point } from './lib/paths.ts';
import { linePath } from './lib/paths.ts';
import { result } from './lib/results.ts';
import meta, { REGIMES, SHIFTS } from './shared-local.meta.ts';

const TICKS = [0, 25, 50, 75, 100];
const LAYERS = [
  { layer: 'local', tone: 'f-base', dot: 'f-ring', r: 4.5 },
  { layer: 'shared', tone: 'f-s4', dot: 'f-dot', r: 3.5 },
] as const;
const COLUMNS = [
  { column: 'shift0', dot: 'f-dot', r: 3.5 },
  { column: 'shifted', dot: 'f-ring', r: 4 },
] as const;
/** Points of accuracy the last panel runs over. */
const POINTS = [-5, 0, 5, 10];

export default function SharedLocal({ results, width }: DrawingProps) {
  const { accuracy, difference } = result<SharedOrLocalResult>(results, 'shared-or-local');
  const wide = width === 640;
  const type = typeFor(width);
  const size = [wide ? 205.3 : 164, wide ? 236 : 256] as const;
  const space = { right: 10, top: spaceAbove(type, true), bottom: spaceBelow(type) };
  const box = frame(...size, { ...space, left: spaceLeft(type, TICKS.map(String)) });
  const x = scaleLinear([0, SHIFTS.length - 1], [box.left + 8, box.right - 4]);
  const y = scaleLinear([0, 1], [box.bottom, box.top]);

  const last = frame(...size, { ...space, left: 4, top: type.line * 1.5 });
  const points = scaleLinear([-6.5, 12], [last.left, last.right]);
  const row = (last.bottom - last.top) / REGIMES.length;

  return (
    <Panels columns={wide ? 3 : 2} label={meta.alt}>
      {REGIMES.map(({ regime, name }) => (
        <Chart width={box.width} height={box.height} label={name}>
          <AxisLeft
            frame={box}
            type={type}
            heading={name}
            title="accuracy (%)"
            ticks={TICKS.map((v) => ({ at: y(v / 100), text: String(v) }))}
          />
          <AxisBelow
            frame={box}
            type={type}
            title="test shift (px)"
            titleAt={(box.left + box.right) / 2 - (wide ? 0 : 4)}
            ticks={SHIFTS.map((_, shift) => ({ at: x(shift), text: String(shift) }))}
          />
          {LAYERS.map(({ layer, tone, dot, r }) => {
            const line = SHIFTS.map((shift, i): Point => [i, accuracy[regime][layer][shift].mean]);
            return (
              <g>
                <path class={`f-line ${tone}`} d={linePath(line, x, y)} />
                {line.map(([shift, share]) => (
                  <circle class={`${dot} ${tone}`} cx={px(x(shift))} cy={px(y(share))} r={r} />
                ))}
              </g>
            );
          })}
          {[...LAYERS].reverse().map(({ layer, tone }, i) => (
            <Label
              x={box.left + 6}
              y={y(0.06) - type.line * (1 - i)}
              text={layer}
              tone={tone}
              strong
              halo
            />
          ))}
        </Chart>
      ))}
      <Chart width={last.width} height={last.height} label="shared less local">
        <Label x={0} y={type.line} text="shared − local" strong />
        {REGIMES.map(({ regime, name }, i) => {
          const text = last.top + row * i + type.line * 0.95;
          const apart = (row - type.line) / 2.6;
          return (
            <g>
              <Label x={0} y={text} text={name} tone="f-soft" />
              <path
                class="f-axis"
                d={`M${px(points(0))},${px(text + type.line * 0.2)}V${px(text + type.line * 0.6 + apart)}`}
              />
              {COLUMNS.map(({ column, dot, r }, k) => {
                const { mean, low, high } = difference[regime][column];
                const at = text + type.line * 0.42 + apart * k;
                const tone = mean > 0 ? 'f-s4' : 'f-base';
                const sure = low > 0 || high < 0;
                return (
                  <g>
                    <path
                      class={`f-line ${sure ? 'f-heavy' : 'f-thin'} ${tone}`}
                      d={`M${px(points(100 * low))},${px(at)}H${px(points(100 * high))}`}
                    />
                    <circle
                      class={`${dot} ${tone}`}
                      cx={px(points(100 * mean))}
                      cy={px(at)}
                      r={r}
                    />
                  </g>
                );
              })}
            </g>
          );
        })}
        <AxisBelow
          frame={last}
          type={type}
          title="points"
          ticks={POINTS.map((v) => ({ at: points(v), text: short(v) }))}
        />
      </Chart>
    </Panels>
  );
}
