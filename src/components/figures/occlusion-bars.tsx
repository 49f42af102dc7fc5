/** Digits named right, complete and with a part hidden: one classifier of the whole against one for each patch. */
import { scaleLinear } from 'd3-scale';
import type { PatchesDigitsResult } from '../../lib/experiments/patches-digits.ts';
import type { PatchRedundancyResult } from '../../lib/experiments/patch-redundancy.ts';
import type { DrawingProps } from './define.ts';
import { AxisLeft, spaceAbove, spaceLeft } from './lib/Axes.tsx';
import { Chart, Label, Panels } from './lib/Chart.tsx';
import { fixed } from './lib/format.ts';
import type { Type } from './lib/layout.ts';
import { frame, px, typeFor } from './lib/layout.ts';
import { result } from './lib/results.ts';
import { textWidth } from './lib/text.ts';
import type { Bar } from './occlusion-bars.meta.ts';
import meta, { asked } from './occlusion-bars.meta.ts';

interface Kind {
  readonly name: string;
  readonly tone: string;
}

interface Group {
  /** Two lines below the axis. */
  readonly name: readonly [string, string];
  /** One for each kind. */
  readonly bars: readonly Bar[];
}

const WHOLE: Kind = { name: 'whole', tone: 'f-base' };
const TOGETHER: Kind = { name: 'together', tone: 'f-s1' };
const APART: Kind = { name: 'apart', tone: 'f-s4' };
const NAMES = [
  ['complete', ''],
  ['top half', 'blank'],
  ['bottom half', 'blank'],
] as const;

/** Space between groups, as a share of a group. */
const GAP = 0.3;
const CHANCE = 0.1;

export default function OcclusionBars({ results, width }: DrawingProps) {
  const { digits } = result<PatchRedundancyResult>(results, 'patch-redundancy');
  const wide = width === 640;
  const type = typeFor(width);
  const { whole, halves, halvesJoint } = result<PatchesDigitsResult>(
    results,
    'patches-digits',
  ).byMethod;
  const { full, topBlank, bottomBlank } = digits;
  const panels = [
    {
      heading: 'softmax regression',
      kinds: [WHOLE, APART],
      bars: [
        [full.joint, full.ensemble],
        [topBlank.joint, topBlank.patch],
        [bottomBlank.joint, bottomBlank.patch],
      ],
    },
    {
      heading: 'convolutional networks',
      kinds: [WHOLE, TOGETHER, APART],
      bars: [
        [whole.complete, halvesJoint.complete, halves.complete],
        ...(['top', 'bottom'] as const).map((part) => [
          asked(whole, part),
          asked(halvesJoint, part),
          asked(halves, part),
        ]),
      ],
    },
  ];
  return (
    <Panels columns={wide ? 2 : 1} label={meta.alt}>
      {panels.map(({ heading, kinds, bars }) => (
        <Bars
          heading={heading}
          kinds={kinds}
          groups={NAMES.map((name, i) => ({ name, bars: bars[i] ?? [] }))}
          type={type}
          w={wide ? 314 : 340}
        />
      ))}
    </Panels>
  );
}

interface BarsProps {
  readonly heading: string;
  readonly kinds: readonly Kind[];
  readonly groups: readonly Group[];
  readonly type: Type;
  readonly w: number;
}

function Bars({ heading, kinds, groups, type, w }: BarsProps) {
  const ticks = [0, 0.25, 0.5, 0.75, 1];
  const f = frame(w, 310, {
    left: spaceLeft(
      type,
      ticks.map((v) => fixed(100 * v, 0)),
    ),
    right: 4,
    // Room for the numbers on the tallest bars.
    top: spaceAbove(type, true) + type.line * 2.2,
    bottom: type.line * 2.6,
  });
  const y = scaleLinear([0, 1], [f.bottom, f.top]);
  const step = (f.right - f.left) / groups.length;
  const bar = (step * (1 - GAP)) / kinds.length;
  // What each colour is, above the plot, in the order of the bars.
  const names = kinds.map(({ name }) => textWidth(name, type.size, true) + type.size + 14);
  return (
    <Chart width={f.width} height={f.height} label={heading}>
      <AxisLeft
        frame={f}
        type={type}
        heading={heading}
        title="digits named right (%)"
        ticks={ticks.map((v) => ({ at: y(v), text: fixed(100 * v, 0) }))}
      />
      {kinds.map(({ name, tone }, i) => {
        const at = f.left + names.slice(0, i).reduce((sum, one) => sum + one, 0);
        const line = type.line * 3.3;
        return (
          <g>
            <path
              class={`f-dot ${tone}`}
              d={`M${px(at)},${px(line)}v${px(-type.size * 0.7)}h${px(type.size * 0.7)}v${px(type.size * 0.7)}Z`}
            />
            <Label x={at + type.size} y={line} text={name} tone={tone} strong />
          </g>
        );
      })}
      {groups.map(({ name, bars }, i) => {
        const left = f.left + step * (i + GAP / 2);
        return (
          <g>
            {bars.map(({ mean, low, high }, k) => {
              const at = left + bar * k;
              const tone = kinds[k]?.tone ?? 'f-base';
              return (
                <g>
                  <path
                    class={`f-dot ${tone}`}
                    d={`M${px(at + 1)},${px(y(0))}V${px(y(mean))}H${px(at + bar - 1)}V${px(y(0))}Z`}
                  />
                  <path
                    class="f-line f-thin f-ink"
                    d={`M${px(at + bar / 2)},${px(y(low))}V${px(y(high))}`}
                  />
                  <Label
                    x={at + bar / 2}
                    y={y(high) - 5}
                    text={fixed(100 * mean, 0)}
                    anchor="middle"
                    tone={tone}
                    strong
                  />
                </g>
              );
            })}
            {name.map((line, k) =>
              line === '' ? null : (
                <Label
                  x={left + (bar * kinds.length) / 2}
                  y={f.bottom + type.line * (k + 1.1)}
                  text={line}
                  anchor="middle"
                  tone="f-soft"
                />
              ),
            )}
          </g>
        );
      })}
      <path class="f-axis" d={`M${px(f.left)},${px(f.bottom)}H${px(f.right)}`} />
      <path class="f-line f-dotted f-soft" d={`M${px(f.left)},${px(y(CHANCE))}H${px(f.right)}`} />
    </Chart>
  );
}
