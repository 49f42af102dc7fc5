/** How hard the verification loss pulls a same pair and pushes a different one, against their distance. */
import { scaleLinear } from 'd3-scale';
import type { ContrastiveLossResult } from '../../lib/experiments/contrastive-loss.ts';
import type { DrawingProps } from './define.ts';
import { AxisBelow, AxisLeft, spaceAbove, spaceBelow, spaceLeft } from './lib/Axes.tsx';
import { Chart, Label } from './lib/Chart.tsx';
import { short } from './lib/format.ts';
import { frame, px, typeFor } from './lib/layout.ts';
import type { Point } from './lib/paths.ts';
import { linePath } from './lib/paths.ts';
import { result } from './lib/results.ts';
import meta from './contrastive-force.meta.ts';

export default function ContrastiveForce({ results, width }: DrawingProps) {
  const { force, margin } = result<ContrastiveLossResult>(results, 'contrastive-loss');
  const wide = width === 640;
  const type = typeFor(width);
  const most = force.distance.at(-1) ?? margin;
  const pull = force.distance.map((d, i): Point => [d, force.same[i] ?? NaN]);
  const push = force.distance.map((d, i): Point => [d, force.different[i] ?? NaN]);
  const forces = [...pull, ...push].map(([, force]) => force);
  const y0 = scaleLinear([Math.min(...forces), Math.max(...forces)], [0, 1]);
  const ticks = y0.ticks(6);
  const f = frame(width, wide ? 300 : 280, {
    left: spaceLeft(
      type,
      ticks.map((v) => short(v)),
    ),
    right: 14,
    top: spaceAbove(type),
    bottom: spaceBelow(type),
  });
  const x = scaleLinear([0, most], [f.left, f.right]);
  const y = y0.copy().range([f.bottom, f.top]);
  // Below the push, which rises to the right.
  const near = 0.3 * margin;
  return (
    <Chart width={f.width} height={f.height} label={meta.alt}>
      <AxisLeft
        frame={f}
        type={type}
        title="force (above 0: together, below: apart)"
        ticks={ticks.map((v) => ({ at: y(v), text: short(v) }))}
      />
      <AxisBelow
        frame={f}
        type={type}
        title="distance D of the two features"
        ticks={x.ticks(4).map((v) => ({ at: x(v), text: short(v) }))}
      />
      <path class="f-axis" d={`M${px(f.left)},${px(y(0))}H${px(f.right)}`} />
      <path class="f-line f-dotted f-soft" d={`M${px(x(margin))},${px(f.bottom)}V${px(f.top)}`} />
      <Label
        x={x(margin) + 7}
        y={f.bottom - 7}
        text={`margin m = ${short(margin)}`}
        anchor="start"
        tone="f-soft"
        halo
      />
      <path class="f-line f-heavy f-s1" d={linePath(pull, x, y)} />
      <path class="f-line f-heavy f-fails" d={linePath(push, x, y)} />
      <Label
        x={x(0.6 * most) - 12}
        y={y(0.6 * most) - type.line * 0.5}
        text={wide ? 'same class: pulled together' : 'same: pulled'}
        anchor="end"
        tone="f-s1"
        strong
        halo
      />
      <Label
        x={x(near) + 12}
        y={y(near - margin) + type.line * 0.9}
        text={wide ? 'different classes: pushed apart' : 'different: pushed'}
        tone="f-fails"
        strong
        halo
      />
    </Chart>
  );
}
