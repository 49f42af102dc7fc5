/** Verification by Euclid and by cosine, and age read off the direction, against the drift of the direction with age. */
import { scaleLinear } from 'd3-scale';
import type { AgeDirectionResult } from '../../lib/experiments/age-direction.ts';
import type { DrawingProps } from './define.ts';
import { AxisBelow, AxisLeft, spaceAbove, spaceBelow, spaceLeft } from './lib/Axes.tsx';
import { Chart, Label, Panels } from './lib/Chart.tsx';
import { fixed, short } from './lib/format.ts';
import { frame, px, typeFor } from './lib/layout.ts';
import type { Point } from './lib/paths.ts';
import { linePath } from './lib/paths.ts';
import { result } from './lib/results.ts';
import meta from './age-auc.meta.ts';

export default function AgeAuc({ results, width }: DrawingProps) {
  const { curves } = result<AgeDirectionResult>(results, 'age-direction');
  const wide = width === 640;
  const type = typeFor(width);
  const w = wide ? 314 : 340;
  const height = wide ? 300 : 280;
  const most = curves.delta.at(-1) ?? 2;
  const points = (values: readonly number[]): Point[] =>
    curves.delta.map((delta, i) => [delta, values[i] ?? NaN]);
  const euclid = points(curves.aucEuclid);
  const cosine = points(curves.aucCosine);
  const explained = points(curves.r2Direction);

  const aucScale = scaleLinear([Math.min(...euclid.map(([, v]) => v)), 1], [0, 1]).nice(4);
  const panels = [
    {
      heading: 'Same or different person?',
      title: 'area under the curve',
      scale: aucScale,
      digits: 2,
      lines: [
        { points: cosine, tone: 'f-s5', text: 'cosine', at: 0.62, side: -1 },
        { points: euclid, tone: 'f-base', text: 'Euclid', at: 0.5, side: 1 },
      ],
    },
    {
      heading: 'Age from the direction',
      title: 'R², share of variance',
      // On people not fitted it can be below 0: worse than their mean.
      scale: scaleLinear([Math.min(0, ...explained.map(([, v]) => v)), 1], [0, 1]),
      digits: 1,
      lines: [{ points: explained, tone: 'f-fails', text: 'linear map', at: 0.5, side: 1 }],
    },
  ] as const;
  return (
    <Panels columns={wide ? 2 : 1} label={meta.alt}>
      {panels.map(({ heading, title, scale, digits, lines }) => {
        const ticks = scale.ticks(5);
        const f = frame(w, height, {
          left: spaceLeft(
            type,
            ticks.map((v) => fixed(v, digits)),
          ),
          right: 14,
          top: spaceAbove(type, true),
          bottom: spaceBelow(type),
        });
        const x = scaleLinear([0, most], [f.left, f.right]);
        const y = scale.copy().range([f.bottom, f.top]);
        return (
          <Chart width={f.width} height={f.height} label={heading}>
            <AxisLeft
              frame={f}
              type={type}
              heading={heading}
              title={title}
              ticks={ticks.map((v) => ({ at: y(v), text: fixed(v, digits) }))}
            />
            <AxisBelow
              frame={f}
              type={type}
              title="drift δ of the direction with age"
              ticks={x.ticks(4).map((v) => ({ at: x(v), text: short(v) }))}
            />
            {lines.map(({ points: line, tone }) => (
              <path class={`f-line f-heavy ${tone}`} d={linePath(line, x, y)} />
            ))}
            {lines.map(({ points: line, tone, text, at, side }) => {
              const [u, v] = nearest(line, at * most);
              // Above a falling line to its left end, below it to its right.
              return (
                <Label
                  x={px(x(u) + (side < 0 ? 0 : 8))}
                  y={px(y(v) + (side < 0 ? -9 : type.line * 1.2))}
                  text={text}
                  anchor={side > 0 && tone === 'f-base' ? 'end' : 'start'}
                  tone={tone}
                  strong
                  halo
                />
              );
            })}
          </Chart>
        );
      })}
    </Panels>
  );
}

/** The sampled point nearest to `where`. */
function nearest(points: readonly Point[], where: number): Point {
  return points.reduce((best, p) =>
    Math.abs(p[0] - where) < Math.abs(best[0] - where) ? p : best,
  );
}
