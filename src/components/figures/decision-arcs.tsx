/** Decision regions of two classes on the circle, one wheel for each margin. */
import { CriterionLabels } from './lib/CriterionLabels.tsx';
import type { DecisionBoundaryResult } from '../../lib/experiments/decision-boundary.ts';
import { radians } from '../../lib/numeric/angle.ts';
import type { DrawingProps } from './define.ts';
import { Chart, Label, Panels } from './lib/Chart.tsx';
import { px, typeFor } from './lib/layout.ts';
import { arcPath } from './lib/paths.ts';
import { result } from './lib/results.ts';
import meta from './decision-arcs.meta.ts';

const MARGINS = ['m1', 'm2', 'm3', 'm4'] as const;
/** Angle between the two weights of the wheels shown, degrees. */
const APART = 60;
/** Radius of the circle, and how far outside it the measured angles are marked, px. */
const RADIUS = 58;
const OUTSIDE = 11;

export default function DecisionArcs({ results, width }: DrawingProps) {
  const { arcs, twoClasses } = result<DecisionBoundaryResult>(results, 'decision-boundary');
  const wide = width === 640;
  const type = typeFor(width);
  const w = wide ? 151 : 164;
  const cx = w / 2;
  const cy = type.line * 1.5 + OUTSIDE + 4 + RADIUS;
  const below = cy + RADIUS + OUTSIDE + type.line * 1.3;
  return (
    <Panels columns={wide ? 4 : 2} label={meta.alt}>
      {MARGINS.map((margin) => {
        const [first, second] = arcs.two[margin];
        const { intra, inter, excess } = twoClasses.theta60[margin];
        if (first === undefined || second === undefined) return null;
        const met = excess <= 0;
        const verdict = met ? 'f-holds' : 'f-fails';
        return (
          <Chart width={w} height={below + type.line * 2.4} label={margin.replace('m', 'm = ')}>
            <Label x={cx} y={type.line} text={margin.replace('m', 'm = ')} anchor="middle" strong />
            <circle class="f-rule" cx={px(cx)} cy={px(cy)} r={RADIUS} />
            {[first, second].map(({ from, to }, i) => (
              <path
                class={`f-line f-band ${i === 0 ? 'f-s5' : 'f-s1'}`}
                d={arcPath(cx, cy, RADIUS, upright(from), upright(to))}
              />
            ))}
            {[first, second].map(({ weight }, i) => (
              <g>
                <path
                  class={`f-line f-thin ${i === 0 ? 'f-s5' : 'f-s1'}`}
                  d={`M${px(cx)},${px(cy)}L${polar(cx, cy, RADIUS, upright(weight))}`}
                />
                <Label
                  x={cx + 0.5 * RADIUS * Math.cos(upright(weight)) + (i === 0 ? 6 : -6)}
                  y={cy - 0.5 * RADIUS * Math.sin(upright(weight)) + type.size * 0.6}
                  text={`w_{${i + 1}}`}
                  anchor={i === 0 ? 'start' : 'end'}
                  tone={i === 0 ? 'f-s5' : 'f-s1'}
                />
              </g>
            ))}
            <Span cx={cx} cy={cy} from={upright(first.from)} to={upright(first.to)} tone="f-s5" />
            {inter > 0.01 ? (
              <Span
                cx={cx}
                cy={cy}
                from={upright(first.to)}
                to={upright(second.from)}
                tone={verdict}
              />
            ) : null}
            <CriterionLabels
              x={cx}
              y={below}
              line={type.line}
              intra={intra}
              inter={inter}
              met={met}
              tone={verdict}
            />
          </Chart>
        );
      })}
    </Panels>
  );
}

/** Turns the wheel so that the middle between the weights is up; radians. */
function upright(angle: number): number {
  return radians(angle + 90 - APART / 2);
}

interface SpanProps {
  readonly cx: number;
  readonly cy: number;
  readonly from: number;
  readonly to: number;
  readonly tone: string;
}

/** A thin arc with ends, outside the circle, over the angle that was measured. */
function Span({ cx, cy, from, to, tone }: SpanProps) {
  const r = RADIUS + OUTSIDE;
  const ends = [from, to]
    .map((a) => `M${polar(cx, cy, r - 4, a)}L${polar(cx, cy, r + 4, a)}`)
    .join('');
  return <path class={`f-line ${tone}`} d={arcPath(cx, cy, r, from, to) + ends} />;
}

function polar(cx: number, cy: number, r: number, angle: number): string {
  return `${px(cx + r * Math.cos(angle))},${px(cy - r * Math.sin(angle))}`;
}
