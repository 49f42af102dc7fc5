/** Length of a class's weight against the number of its samples: by construction, on digits, in a network. */
import { scaleLinear, scaleLog } from 'd3-scale';
import type { CircleImbalancedResult } from '../../lib/experiments/feature-circle.ts';
import type { DigitsImbalanceResult } from '../../lib/experiments/digits-imbalance.ts';
import type { ImbalanceKClassResult } from '../../lib/experiments/imbalance-k-class.ts';
import type { DrawingProps } from './define.ts';
import { AxisBelow, AxisLeft, spaceAbove, spaceBelow, spaceLeft } from './lib/Axes.tsx';
import { Chart, Panels } from './lib/Chart.tsx';
import { grouped, short } from './lib/format.ts';
import { frame, px, typeFor } from './lib/layout.ts';
import type { Point } from './lib/paths.ts';
import { result } from './lib/results.ts';
import meta from './norm-by-class-size.meta.ts';

/** Points of one panel, each norm as a share of the mean of its own training. */
interface Cloud {
  readonly heading: string;
  readonly points: readonly Point[];
}

const DOMAIN = [0.5, 1.6] as const;

export default function NormByClassSize({ results, width }: DrawingProps) {
  const simplex = result<ImbalanceKClassResult>(results, 'imbalance-k-class').decay.n100n10n1;
  const { scatter } = result<DigitsImbalanceResult>(results, 'digits-imbalance');
  const network = result<CircleImbalancedResult>(results, 'circle-imbalanced-d16');
  const wide = width === 640;
  const type = typeFor(width);
  const clouds: Cloud[] = [
    { heading: 'by construction', points: relative(simplex.counts, simplex.norms) },
    {
      heading: 'regression on digits',
      points: relative(scatter.count, scatter.norm, scatter.order),
    },
    {
      heading: 'network on digits',
      points: network.runs.flatMap(({ norms }) => relative(network.counts, norms)),
    },
  ];
  return (
    <Panels columns={wide ? 3 : 1} label={meta.alt}>
      {clouds.map(({ heading, points }) => {
        const ticks = [0.5, 0.75, 1, 1.25, 1.5];
        const f = frame(wide ? 205.33 : 340, wide ? 260 : 230, {
          left: spaceLeft(
            type,
            ticks.map((v) => short(v, 2)),
          ),
          right: 12,
          top: spaceAbove(type, true),
          bottom: spaceBelow(type),
        });
        const counts = points.map(([count]) => count);
        const low = Math.min(...counts);
        const high = Math.max(...counts);
        const x = scaleLog([low / 1.25, high * 1.25], [f.left, f.right]);
        const y = scaleLinear(DOMAIN, [f.bottom, f.top]);
        const means = meansByCount(points);
        return (
          <Chart width={f.width} height={f.height} label={heading}>
            <AxisLeft
              frame={f}
              type={type}
              heading={heading}
              title="norm ÷ mean norm"
              ticks={ticks.map((v) => ({ at: y(v), text: short(v, 2) }))}
            />
            <AxisBelow
              frame={f}
              type={type}
              title="samples (logarithmic)"
              ticks={(high / low > 30 ? [1, 10, 100] : [10, 30, 100, 300])
                .filter((v) => v >= low / 1.25 && v <= high * 1.25)
                .map((v) => ({ at: x(v), text: grouped(v) }))}
            />
            {points.length > means.length
              ? points.map(([count, norm]) => (
                  <circle class="f-dot f-base" cx={px(x(count))} cy={px(y(norm))} r="1.5" />
                ))
              : null}
            <path
              class="f-line f-s5"
              d={`M${means.map(([count, norm]) => `${px(x(count))},${px(y(norm))}`).join('L')}`}
            />
            {means.map(([count, norm]) => (
              <circle class="f-dot f-s5" cx={px(x(count))} cy={px(y(norm))} r="3.5" />
            ))}
          </Chart>
        );
      })}
    </Panels>
  );
}

/** Count against norm ÷ mean norm, the mean taken over the points of the same run. */
export function relative(
  counts: readonly number[],
  norms: readonly number[],
  runs: readonly number[] = norms.map(() => 0),
): Point[] {
  const totals = new Map<number, { sum: number; n: number }>();
  norms.forEach((norm, i) => {
    const total = totals.get(runs[i] ?? 0) ?? { sum: 0, n: 0 };
    totals.set(runs[i] ?? 0, { sum: total.sum + norm, n: total.n + 1 });
  });
  return norms.map((norm, i): Point => {
    const { sum, n } = totals.get(runs[i] ?? 0) ?? { sum: NaN, n: 1 };
    return [counts[i] ?? NaN, (norm * n) / sum];
  });
}

/** Mean of the second number for each value of the first, ascending. */
export function meansByCount(points: readonly Point[]): Point[] {
  const byCount = new Map<number, number[]>();
  for (const [count, norm] of points) byCount.set(count, [...(byCount.get(count) ?? []), norm]);
  return [...byCount]
    .map(([count, norms]): Point => [count, norms.reduce((a, b) => a + b) / norms.length])
    .sort(([a], [b]) => a - b);
}
