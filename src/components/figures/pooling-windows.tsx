/** How much the maps of a moved digit change, against the side of the pooling window. */
import { scaleLinear, scaleLog } from 'd3-scale';
import type { ConvolutionPoolingResult } from '../../lib/experiments/convolution-pooling.ts';
import type { DrawingProps } from './define.ts';
import { AxisBelow, AxisLeft, spaceAbove, spaceBelow, spaceLeft } from './lib/Axes.tsx';
import { Chart, Label, Panels } from './lib/Chart.tsx';
import { frame, px, typeFor } from './lib/layout.ts';
import type { Point } from './lib/paths.ts';
import { linePath } from './lib/paths.ts';
import { result } from './lib/results.ts';
import meta, { KEYS, SHIFTS } from './pooling-windows.meta.ts';

const PANELS = [
  { digits: 'native', heading: 'Digits as they are' },
  { digits: 'coarse', heading: 'Digits with soft edges' },
] as const;
const TONES = ['f-s5', 'f-s1'] as const;
const TICKS = [0, 25, 50, 75, 100];

export default function PoolingWindows({ results, width }: DrawingProps) {
  const all = result<ConvolutionPoolingResult>(results, 'convolution-pooling');
  const wide = width === 640;
  const type = typeFor(width);
  const box = frame(wide ? 314 : 340, wide ? 320 : 270, {
    left: spaceLeft(type, TICKS.map(String)),
    right: 14,
    top: spaceAbove(type, true),
    bottom: spaceBelow(type),
  });
  const x = scaleLog([1, all.side], [box.left + 6, box.right]);
  const y = scaleLinear([0, 1.15], [box.bottom, box.top]);

  return (
    <Panels columns={wide ? 2 : 1} label={meta.alt}>
      {PANELS.map(({ digits, heading }) => (
        <Chart width={box.width} height={box.height} label={heading}>
          <AxisLeft
            frame={box}
            type={type}
            heading={heading}
            title="change of the maps (% of their size)"
            ticks={TICKS.map((v) => ({ at: y(v / 100), text: String(v) }))}
          />
          <AxisBelow
            frame={box}
            type={type}
            title="side of the window (pixels)"
            ticks={all.windows.map((side) => ({ at: x(side), text: String(side) }))}
          />
          {SHIFTS.map((shift, i) => {
            const tone = TONES[i]!;
            const points = (kind: 'max' | 'average') =>
              KEYS.map((key, k): Point => [all.windows[k]!, all[digits][kind][shift][key]]);
            const largest = points('max');
            return (
              <g>
                <path
                  class={`f-line f-dashed f-thin ${tone}`}
                  d={linePath(points('average'), x, y)}
                />
                <path class={`f-line f-heavy ${tone}`} d={linePath(largest, x, y)} />
                {largest.map(([side, change]) => (
                  <circle class={`f-dot ${tone}`} cx={px(x(side))} cy={px(y(change))} r="3.5" />
                ))}
                <Label
                  x={i === 0 ? x(4) - 8 : x(1) + 8}
                  y={
                    i === 0
                      ? y(largest[2]![1]) + type.line * 0.9
                      : y(largest[0]![1]) - type.line * 0.3
                  }
                  text={`moved ${all.shifts[i]!} px`}
                  anchor={i === 0 ? 'end' : 'start'}
                  tone={tone}
                  strong
                  halo
                />
              </g>
            );
          })}
        </Chart>
      ))}
    </Panels>
  );
}
