/** Two classes that keep t degrees away from their boundary: separable always, discriminative from 30°. */
import { scaleLinear } from 'd3-scale';
import type { SeparableDiscriminativeResult } from '../../lib/experiments/separable-discriminative.ts';
import { radians } from '../../lib/numeric/angle.ts';
import type { DrawingProps } from './define.ts';
import { AxisBelow, AxisLeft, spaceAbove, spaceBelow, spaceLeft } from './lib/Axes.tsx';
import { Chart, Label, Panels } from './lib/Chart.tsx';
import { degrees, short } from './lib/format.ts';
import type { Type } from './lib/layout.ts';
import { frame, px, typeFor } from './lib/layout.ts';
import type { Point } from './lib/paths.ts';
import { arcPath, linePath } from './lib/paths.ts';
import { result } from './lib/results.ts';
import meta from './separable-arcs.meta.ts';

type Case = SeparableDiscriminativeResult['byGap']['t20'];

export default function SeparableArcs({ results, width }: DrawingProps) {
  const { byGap, smallestT } = result<SeparableDiscriminativeResult>(
    results,
    'separable-discriminative',
  );
  const wide = width === 640;
  const type = typeFor(width);
  const half = wide ? 205.33 : 164;
  const arcs = [byGap.t20, byGap.t40].map((one) => <Arcs one={one} type={type} w={half} />);
  const lines = (
    <Lines cases={Object.values(byGap)} smallestT={smallestT} type={type} wide={wide} />
  );
  return wide ? (
    <Panels columns={3} label={meta.alt}>
      {arcs}
      {lines}
    </Panels>
  ) : (
    <>
      <Panels columns={2} label={meta.alt}>
        {arcs}
      </Panels>
      <Panels columns={1} label="The same against t">
        {lines}
      </Panels>
    </>
  );
}

interface ArcsProps {
  readonly one: Case;
  readonly type: Type;
  readonly w: number;
}

/** The half circle in front of the boundary, with the arc that each class fills. */
function Arcs({ one, type, w }: ArcsProps) {
  const { t, accuracy, intra, inter, excess } = one;
  const met = excess <= 0;
  const verdict = met ? 'f-holds' : 'f-fails';
  const r = w * 0.36;
  const cx = w / 2;
  const cy = type.line * 3.4 + 12 + r;
  // From the boundary straight up: class 1 to the left of it, class 2 to the right.
  const up = (angle: number) => radians(90 + angle);
  const at = (radius: number, angle: number) =>
    `${px(cx + radius * Math.cos(up(angle)))},${px(cy - radius * Math.sin(up(angle)))}`;
  const outer = r + 11;
  const span = (from: number, to: number, tone: string) => (
    <path
      class={`f-line ${tone}`}
      d={
        arcPath(cx, cy, outer, up(from), up(to)) +
        [from, to].map((a) => `M${at(outer - 4, a)}L${at(outer + 4, a)}`).join('')
      }
    />
  );
  return (
    <Chart width={w} height={cy + type.line * 5} label={`t = ${t}°`}>
      <Label x={cx} y={type.line} text={`t = ${t}°`} anchor="middle" strong />
      <Label x={cx} y={type.line * 2.4} text="boundary" anchor="middle" tone="f-soft" />
      <path class="f-rule" d={arcPath(cx, cy, r, up(-90), up(90))} />
      <path class="f-line f-dashed f-soft" d={`M${px(cx)},${px(cy)}V${px(cy - r - 6)}`} />
      <path class="f-line f-band f-s5" d={arcPath(cx, cy, r, up(t), up(90))} />
      <path class="f-line f-band f-s1" d={arcPath(cx, cy, r, up(-90), up(-t))} />
      <path class="f-rule" d={`M${at(r, t)}L${px(cx)},${px(cy)}L${at(r, -t)}`} />
      {span(t, 90, 'f-s5')}
      <path class={`f-line ${verdict}`} d={arcPath(cx, cy, r - 14, up(-t), up(t))} />
      <Label
        x={cx}
        y={cy + type.line * 1.6}
        text={`within ${degrees(intra, 0)}`}
        anchor="middle"
        tone="f-s5"
      />
      <Label
        x={cx}
        y={cy + type.line * 2.6}
        text={`between ${degrees(inter, 0)}`}
        anchor="middle"
        tone={verdict}
      />
      <Label
        x={cx}
        y={cy + type.line * 4.6}
        text={`accuracy ${short(100 * accuracy, 1)}%`}
        anchor="middle"
        tone="f-soft"
      />
      <Label
        x={cx}
        y={cy + type.line * 3.6}
        text={met ? 'discriminative' : 'not discriminative'}
        anchor="middle"
        tone={verdict}
        strong
      />
    </Chart>
  );
}

interface LinesProps {
  readonly cases: readonly Case[];
  readonly smallestT: number;
  readonly type: Type;
  readonly wide: boolean;
}

/** Both angles against t, with the point where they cross. */
function Lines({ cases, smallestT, type, wide }: LinesProps) {
  const ticks = [0, 30, 60, 90];
  const f = frame(wide ? 205.33 : 340, wide ? 240 : 260, {
    left: spaceLeft(
      type,
      ticks.map((v) => degrees(v, 0)),
    ),
    right: 16,
    top: spaceAbove(type, true),
    bottom: spaceBelow(type),
  });
  const x = scaleLinear([0, 45], [f.left, f.right]);
  const y = scaleLinear([0, 90], [f.bottom, f.top]);
  const within = cases.map(({ t, intra }): Point => [t, intra]);
  const between = cases.map(({ t, inter }): Point => [t, inter]);
  return (
    <Chart width={f.width} height={f.height} label="Both angles against t">
      <AxisLeft
        frame={f}
        type={type}
        heading="Both angles against t"
        title="angle"
        ticks={ticks.map((v) => ({ at: y(v), text: degrees(v, 0) }))}
      />
      <AxisBelow
        frame={f}
        type={type}
        title="gap t to the boundary"
        ticks={[0, 15, 30, 45].map((v) => ({ at: x(v), text: degrees(v, 0) }))}
      />
      <path
        class="f-line f-dotted f-holds"
        d={`M${px(x(smallestT))},${px(f.bottom)}V${px(y(2 * smallestT))}`}
      />
      <path class="f-line f-heavy f-s5" d={linePath(within, x, y)} />
      <path class="f-line f-heavy f-holds" d={linePath(between, x, y)} />
      <circle class="f-ring f-holds" cx={px(x(smallestT))} cy={px(y(2 * smallestT))} r="4.5" />
      <Label x={x(9)} y={y(85) - 2} text="within" tone="f-s5" strong />
      <Label x={x(17)} y={y(44)} text="between" anchor="end" tone="f-holds" strong />
    </Chart>
  );
}
