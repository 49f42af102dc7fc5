/** Downward directions against loss: stationary points of a small network, and of the linear auto-encoder. */
import { scaleLinear } from 'd3-scale';
import type { LinearAeLandscapeResult } from '../../lib/experiments/linear-ae-landscape.ts';
import type { NetworkSaddlesResult } from '../../lib/experiments/network-saddles.ts';
import type { DrawingProps } from './define.ts';
import { AxisBelow, AxisLeft, MIDDLE, spaceAbove, spaceBelow, spaceLeft } from './lib/Axes.tsx';
import { Chart, Label, Panels } from './lib/Chart.tsx';
import { fixed } from './lib/format.ts';
import { frame, px, typeFor } from './lib/layout.ts';
import { result } from './lib/results.ts';
import meta from './index-by-loss.meta.ts';

export default function IndexByLoss({ results, width }: DrawingProps) {
  const { critical, along, chance, parameters } = result<NetworkSaddlesResult>(
    results,
    'network-saddles',
  );
  const { large } = result<LinearAeLandscapeResult>(results, 'linear-ae-landscape');
  const wide = width === 640;
  const type = typeFor(width);
  const w = wide ? 314 : 340;
  const height = wide ? 330 : 340;
  const space = { right: 14, top: spaceAbove(type, true), bottom: spaceBelow(type) };

  const shares = [0, 10, 20, 30];
  const left = frame(w, height, { ...space, left: spaceLeft(type, shares.map(String)) });
  const loss = scaleLinear([1.2, Math.max(...along.loss)], [left.left + 6, left.right]);
  const share = scaleLinear([0, 0.34], [left.bottom - 14, left.top]);
  const knows = critical.loss.indexOf(chance);

  const counts = [0, 5, 10, 15];
  const right = frame(w, height, { ...space, left: spaceLeft(type, counts.map(String)) });
  const rest = scaleLinear([0, 1], [right.left + 6, right.right]);
  const index = scaleLinear([0, 15.5], [right.bottom - 14, right.top]);
  const first = large.index.indexOf(1);

  return (
    <Panels columns={wide ? 2 : 1} label={meta.alt}>
      <Chart width={left.width} height={left.height} label="Small network on digits">
        <AxisLeft
          frame={left}
          type={type}
          heading="Small network on digits"
          title={`downward directions (% of ${parameters})`}
          ticks={shares.map((v) => ({ at: share(v / 100), text: String(v) }))}
        />
        <AxisBelow
          frame={left}
          type={type}
          title="training loss"
          ticks={[1.2, 1.6, 2, 2.4].map((v) => ({ at: loss(v), text: fixed(v, 1) }))}
        />
        {along.loss.map((v, i) => (
          <circle class="f-ring f-base" cx={px(loss(v))} cy={px(share(along.share[i]!))} r="3" />
        ))}
        {critical.loss.map((v, i) => (
          <circle class="f-dot f-s4" cx={px(loss(v))} cy={px(share(critical.share[i]!))} r="4" />
        ))}
        <Label
          x={loss(1.62)}
          y={share(0.2) - type.line}
          text="in training"
          anchor="end"
          tone="f-base"
        />
        <Label
          x={loss(1.85)}
          y={share(0.08) + type.size * MIDDLE}
          text="stationary"
          tone="f-s4"
          strong
        />
        {knows < 0 ? null : (
          <Label
            x={left.right}
            y={share(critical.share[knows]!) + type.line * 2.2}
            text="knows nothing"
            anchor="end"
            tone="f-s4"
          />
        )}
      </Chart>
      <Chart width={right.width} height={right.height} label="Linear auto-encoder">
        <AxisLeft
          frame={right}
          type={type}
          heading="Linear auto-encoder"
          title="downward directions (number)"
          ticks={counts.map((v) => ({ at: index(v), text: String(v) }))}
        />
        <AxisBelow
          frame={right}
          type={type}
          title="loss (share of the variance)"
          ticks={[0, 0.25, 0.5, 0.75, 1].map((v) => ({ at: rest(v), text: String(v) }))}
        />
        {large.loss.map((v, i) => (
          <circle class="f-dot f-s4" cx={px(rest(v))} cy={px(index(large.index[i]!))} r="4" />
        ))}
        <Label
          x={rest(large.optimum) + 10}
          y={index(0) + type.size * MIDDLE + 3}
          text="the only minimum"
          halo
          tone="f-s4"
          strong
        />
        <Label
          x={rest(large.loss[first]!) + 10}
          y={index(1) + type.size * MIDDLE - 3}
          halo
          text={`${fixed(100 * large.indexOne.excess, 0)}% above it`}
          tone="f-s4"
        />
      </Chart>
    </Panels>
  );
}
