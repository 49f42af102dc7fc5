/** Share of exact zeros in each layer, at the start and after training. */
import { scaleLinear } from 'd3-scale';
import type { ActivationSparsityResult } from '../../lib/experiments/activation-sparsity.ts';
import type { TrainedSparsityResult } from '../../lib/experiments/trained-sparsity.ts';
import type { DrawingProps } from './define.ts';
import { AxisBelow, AxisLeft, spaceAbove, spaceBelow, spaceLeft } from './lib/Axes.tsx';
import { Chart, Panels } from './lib/Chart.tsx';
import { EndLabels } from './lib/EndLabels.tsx';
import { fixed } from './lib/format.ts';
import { frame, px, typeFor } from './lib/layout.ts';
import type { Point } from './lib/paths.ts';
import { linePath } from './lib/paths.ts';
import { result } from './lib/results.ts';
import { textWidth } from './lib/text.ts';
import meta, { harmless, STARTS, zerosAtStart } from './zeros-by-layer.meta.ts';

export default function ZerosByLayer({ results, width }: DrawingProps) {
  const start = result<ActivationSparsityResult>(results, 'activation-sparsity');
  const trained = result<TrainedSparsityResult>(results, 'trained-sparsity');
  const wide = width === 640;
  const type = typeFor(width);
  const panels = [
    {
      heading: 'Random weights',
      lines: STARTS.map(({ key, name, tone }) => ({ name, tone, zeros: zerosAtStart(start, key) })),
    },
    {
      heading: 'Trained on digits',
      lines: [
        { name: 'with penalty', tone: 'f-s5', zeros: harmless(trained).zerosByLayer },
        { name: 'without', tone: 'f-s2', zeros: trained.byLambda.none.zerosByLayer },
        { name: 'tanh, softplus', tone: 'f-base', zeros: trained.byKind.tanh.zerosByLayer },
      ],
    },
  ];
  const ticks = [0, 0.25, 0.5, 0.75, 1];
  return (
    <Panels columns={wide ? 2 : 1} label={meta.alt}>
      {panels.map(({ heading, lines }) => {
        const f = frame(wide ? 314 : 340, wide ? 310 : 280, {
          left: spaceLeft(
            type,
            ticks.map((v) => fixed(v, 2)),
          ),
          right: Math.max(...lines.map(({ name }) => textWidth(name, type.size, true))) + 12,
          top: spaceAbove(type, true),
          bottom: spaceBelow(type),
        });
        const layers = lines[0]?.zeros.length ?? 1;
        const x = scaleLinear([0.8, layers], [f.left, f.right]);
        const y = scaleLinear([0, 1], [f.bottom, f.top]);
        const placed = lines.map((one) => ({
          ...one,
          points: one.zeros.map((v, l): Point => [l + 1, v]),
        }));
        return (
          <Chart width={f.width} height={f.height} label={heading}>
            <AxisLeft
              frame={f}
              type={type}
              heading={heading}
              title="share of exact zeros"
              ticks={ticks.map((v) => ({ at: y(v), text: fixed(v, 2) }))}
            />
            <AxisBelow
              frame={f}
              type={type}
              title="layer"
              ticks={Array.from({ length: layers }, (_, l) => ({
                at: x(l + 1),
                text: String(l + 1),
              }))}
            />
            {placed.map(({ tone, points }) => (
              <g>
                <path class={`f-line ${tone}`} d={linePath(points, x, y)} />
                {points.map(([l, v]) => (
                  <circle class={`f-dot ${tone}`} cx={px(x(l))} cy={px(y(v))} r="3.5" />
                ))}
              </g>
            ))}
            <EndLabels
              frame={f}
              type={type}
              labels={placed.map(({ name, tone, points }) => ({
                at: y(points.at(-1)?.[1] ?? 0),
                text: name,
                tone,
                strong: true,
              }))}
            />
          </Chart>
        );
      })}
    </Panels>
  );
}
