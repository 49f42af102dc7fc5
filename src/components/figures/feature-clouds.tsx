/** Two-dimensional features of the same digits under each loss, directions marked on a circle. */
import type { FeatureCircleResult } from '../../lib/experiments/feature-circle.ts';
import type { DrawingProps } from './define.ts';
import { Chart, Label, Panels } from './lib/Chart.tsx';
import { Clouds, spaceAround } from './lib/clouds.tsx';
import { degrees, fixed } from './lib/format.ts';
import { typeFor } from './lib/layout.ts';
import { result } from './lib/results.ts';
import meta, { LOSSES } from './feature-clouds.meta.ts';

/** Features drawn a panel: the first of the test digits, which are in random order. */
const SHOWN = 400;

export default function FeatureClouds({ results, width }: DrawingProps) {
  const wide = width === 640;
  const type = typeFor(width);
  const w = wide ? 151 : 164;
  const cx = w / 2;
  const radius = cx - spaceAround(type);
  const cy = type.line * 1.2 + cx;
  const below = cy + cx + type.line * 0.8;
  return (
    <Panels columns={wide ? 4 : 2} label={meta.alt}>
      {LOSSES.map(({ id, name }) => {
        const { features, spread, accuracy } = result<FeatureCircleResult>(results, id);
        const shown = {
          x: features.x.slice(0, SHOWN),
          y: features.y.slice(0, SHOWN),
          label: features.label.slice(0, SHOWN),
        };
        return (
          <Chart width={w} height={below + type.line * 2.4} label={name}>
            <Label x={cx} y={type.line} text={name} anchor="middle" strong />
            <Clouds features={shown} type={type} cx={cx} cy={cy} radius={radius} />
            {[
              { text: `half within ${degrees(spread.median)}`, tone: 'f-s4' },
              { text: `95% within ${degrees(spread.q95)}`, tone: 'f-s4' },
              { text: `${fixed(100 * accuracy.test, 1)}% right`, tone: 'f-soft' },
            ].map(({ text, tone }, line) => (
              <Label x={cx} y={below + type.line * line} text={text} anchor="middle" tone={tone} />
            ))}
          </Chart>
        );
      })}
    </Panels>
  );
}
