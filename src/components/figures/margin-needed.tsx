/** The smallest margin that meets the criterion, arrangement by arrangement. */
import { scaleLinear } from 'd3-scale';
import type { DecisionBoundaryResult } from '../../lib/experiments/decision-boundary.ts';
import type { DecisionBoundarySphereResult } from '../../lib/experiments/decision-boundary-sphere.ts';
import type { DrawingProps } from './define.ts';
import { AxisBelow, MIDDLE, spaceBelow } from './lib/Axes.tsx';
import { Chart, Label } from './lib/Chart.tsx';
import { fixed } from './lib/format.ts';
import { frame, px, typeFor } from './lib/layout.ts';
import { result } from './lib/results.ts';
import { textWidth } from './lib/text.ts';
import meta from './margin-needed.meta.ts';

export default function MarginNeeded({ results, width }: DrawingProps) {
  const { even, uneven, bound } = result<DecisionBoundaryResult>(results, 'decision-boundary');
  const { arrangements } = result<DecisionBoundarySphereResult>(
    results,
    'decision-boundary-sphere',
  );
  const wide = width === 640;
  const type = typeFor(width);
  const { coplanar, equator, octahedron, pair60, tetrahedron } = arrangements;
  const rows = [
    { long: 'three or more, evenly, on the circle', brief: 'evenly, circle', m: even.K3.smallestM },
    { long: 'tetrahedron, on the sphere', brief: 'tetrahedron', m: tetrahedron.smallestM },
    { long: 'octahedron, on the sphere', brief: 'octahedron', m: octahedron.smallestM },
    { long: 'three on the equator of the sphere', brief: 'equator, 3', m: coplanar.smallestM },
    { long: 'five on the equator of the sphere', brief: 'equator, 5', m: equator.smallestM },
    { long: 'two, on the circle or the sphere', brief: 'two classes', m: pair60.smallestM },
    {
      long: `three at ${uneven.weights.join('°, ')}° on the circle`,
      brief: 'uneven, circle',
      m: uneven.smallestM,
    },
  ].map(({ long, brief, m }) => ({
    name: wide ? long : brief,
    m,
    // Grey: what was expected. Strong: more than that.
    tone: m < bound.even + 1e-3 ? 'f-base' : brief === 'two classes' ? 'f-s5' : 'f-fails',
  }));
  const step = type.line * 1.75;
  const names = Math.max(...rows.map(({ name }) => textWidth(name, type.size)));
  const top = type.line * 1.6;
  const f = frame(width, top + step * rows.length + spaceBelow(type), {
    left: Math.ceil(names + 14),
    right: 46,
    top,
    bottom: spaceBelow(type),
  });
  const x = scaleLinear([2.8, 6], [f.left, f.right]);
  return (
    <Chart width={f.width} height={f.height} label={meta.alt}>
      <AxisBelow
        frame={f}
        type={type}
        title="smallest margin m that meets the criterion"
        titleAt={wide ? (f.left + f.right) / 2 : f.width / 2}
        ticks={[3, 4, 5, 6].map((m) => ({ at: x(m), text: String(m) }))}
      />
      {[bound.even, bound.twoClasses].map((m) => (
        <g>
          <path class="f-line f-dotted f-soft" d={`M${px(x(m))},${px(f.bottom)}V${px(f.top)}`} />
          <Label
            x={x(m)}
            y={type.line}
            text={m === bound.even ? '3' : '2 + √3'}
            anchor="middle"
            tone="f-soft"
          />
        </g>
      ))}
      {rows.map(({ name, m, tone }, i) => {
        const at = f.top + step * (i + 0.5);
        return (
          <g>
            <Label x={f.left - 12} y={at + type.size * MIDDLE} text={name} anchor="end" />
            <path class={`f-line ${tone}`} d={`M${px(x(bound.even))},${px(at)}H${px(x(m))}`} />
            <circle class={`f-dot ${tone}`} cx={px(x(m))} cy={px(at)} r="4.5" />
            <Label
              x={x(m) + 10}
              y={at + type.size * MIDDLE}
              text={fixed(m, 2)}
              tone={tone}
              halo
              strong
            />
          </g>
        );
      })}
    </Chart>
  );
}
