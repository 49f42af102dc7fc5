/** Test error against the number of labels, with pre-training and without, for two kinds of units. */
import { scaleLinear, scaleLog } from 'd3-scale';
import type { PretrainingDigitsResult } from '../../lib/experiments/pretraining-digits.ts';
import type { DrawingProps } from './define.ts';
import { AxisBelow, AxisLeft, spaceAbove, spaceBelow, spaceLeft } from './lib/Axes.tsx';
import { Chart, Label, Panels } from './lib/Chart.tsx';
import { grouped } from './lib/format.ts';
import { frame, px, typeFor } from './lib/layout.ts';
import type { Point } from './lib/paths.ts';
import { linePath } from './lib/paths.ts';
import { result } from './lib/results.ts';
import meta, { KEYS, KINDS } from './pretraining-by-labels.meta.ts';

const ARMS = [
  { arm: 'without', tone: 'f-base', dot: 'f-ring', aside: 3 },
  { arm: 'with', tone: 'f-s4', dot: 'f-dot', aside: -3 },
] as const;
/** Errors in per cent. */
const TICKS = [0, 5, 10, 15, 20, 25];

export default function PretrainingByLabels({ results, width }: DrawingProps) {
  const { byLabels } = result<PretrainingDigitsResult>(results, 'pretraining-digits');
  const wide = width === 640;
  const type = typeFor(width);
  const box = frame(wide ? 314 : 340, wide ? 320 : 280, {
    left: spaceLeft(type, TICKS.map(String)),
    right: 18,
    top: spaceAbove(type, true),
    bottom: spaceBelow(type),
  });
  const labels = KEYS.map((key) => byLabels[key].relu.labels);
  const x = scaleLog([labels[0]!, labels.at(-1)!], [box.left + 14, box.right - 6]);
  const y = scaleLinear([0, 0.26], [box.bottom, box.top]);

  return (
    <Panels columns={wide ? 2 : 1} label={meta.alt}>
      {KINDS.map(({ kind, name }) => {
        const third = byLabels[KEYS[1]][kind];
        return (
          <Chart width={box.width} height={box.height} label={name}>
            <AxisLeft
              frame={box}
              type={type}
              heading={name}
              title="test error (%)"
              ticks={TICKS.map((v) => ({ at: y(v / 100), text: String(v) }))}
            />
            <AxisBelow
              frame={box}
              type={type}
              title="labelled digits (logarithmic)"
              ticks={labels.map((v) => ({ at: x(v), text: grouped(v) }))}
            />
            {ARMS.map(({ arm, tone, dot, aside }) => {
              // Side by side, so that neither interval hides the other.
              const at = (v: number) => x(v) + aside;
              const means = KEYS.map((key): Point => {
                const of = byLabels[key][kind];
                return [of.labels, of[arm].mean];
              });
              return (
                <g>
                  <path class={`f-line ${tone}`} d={linePath(means, at, y)} />
                  {KEYS.map((key) => {
                    const { labels: n, [arm]: error } = byLabels[key][kind];
                    return (
                      <g>
                        <path
                          class={`f-line f-thin ${tone}`}
                          d={`M${px(at(n))},${px(y(error.low))}V${px(y(error.high))}`}
                        />
                        <circle
                          class={`${dot} ${tone}`}
                          cx={px(at(n))}
                          cy={px(y(error.mean))}
                          r="4"
                        />
                      </g>
                    );
                  })}
                </g>
              );
            })}
            <Label
              x={x(third.labels) + 10}
              y={y(Math.max(third.without.high, third.with.high)) - 4}
              text="random start"
              tone="f-base"
            />
            <Label
              x={x(third.labels) - 10}
              y={y(Math.min(third.without.low, third.with.low)) + type.line}
              text="pre-trained"
              anchor="end"
              tone="f-s4"
              strong
            />
          </Chart>
        );
      })}
    </Panels>
  );
}
