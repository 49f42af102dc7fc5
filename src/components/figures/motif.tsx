/** Signals with a motif somewhere in them, and which classifiers can tell the two motifs apart. */
import { scaleLinear } from 'd3-scale';
import type { MotifInvarianceResult } from '../../lib/experiments/motif-invariance.ts';
import type { DrawingProps } from './define.ts';
import { AxisBelow, MIDDLE, spaceBelow } from './lib/Axes.tsx';
import { Chart, Label, Panels } from './lib/Chart.tsx';
import { fixed } from './lib/format.ts';
import { frame, px, typeFor } from './lib/layout.ts';
import type { Point } from './lib/paths.ts';
import { linePath } from './lib/paths.ts';
import { result } from './lib/results.ts';
import type { Contender } from './motif.meta.ts';
import meta, { contenders } from './motif.meta.ts';

const TONES: Readonly<Record<Contender['kind'], string>> = {
  raw: 'f-base',
  dense: 'f-base',
  hand: 'f-s1',
  learned: 'f-s5',
};
/** Numbers of a motif. */
const MOTIF = 4;

export default function Motif({ results, width }: DrawingProps) {
  const motif = result<MotifInvarianceResult>(results, 'motif-invariance');
  const wide = width === 640;
  const type = typeFor(width);
  const w = wide ? 314 : 340;
  const rows = contenders(motif);
  const head = type.line * 1.6;
  const rowHeight = type.line * 2.15;
  const right = frame(w, Math.ceil(head + rowHeight * rows.length + spaceBelow(type)), {
    left: 10,
    right: 58,
    top: head,
    bottom: spaceBelow(type),
  });
  const x = scaleLinear([0.5, 1], [right.left, right.right]);

  const signals = (['a', 'b'] as const).flatMap((kind) =>
    motif.examples[kind].map((example) => ({ kind, ...example })),
  );
  const left = frame(w, wide ? right.height : type.line * 16, {
    left: type.size * 1.5,
    right: 12,
    top: head,
    bottom: spaceBelow(type),
  });
  const lane = (left.bottom - left.top) / signals.length;
  const at = scaleLinear([0, motif.length - 1], [left.left, left.right]);

  return (
    <Panels columns={wide ? 2 : 1} label={meta.alt}>
      <Chart width={left.width} height={left.height} label="Signals">
        <Label x={0} y={type.line} text="Test signals" strong />
        {signals.map(({ kind, signal, place }, i) => {
          const middle = left.top + lane * (i + 0.5);
          const y = scaleLinear([-1.8, 1.8], [middle + lane / 2, middle - lane / 2]);
          const points = signal.map((v, k): Point => [k, v]);
          const tone = kind === 'a' ? 'f-s5' : 'f-s1';
          return (
            <g>
              <path class="f-rule" d={`M${px(left.left)},${px(middle)}H${px(left.right)}`} />
              <path class="f-line f-thin f-base" d={linePath(points, at, y)} />
              <path
                class={`f-line f-heavy ${tone}`}
                d={linePath(points.slice(place, place + MOTIF), at, y)}
              />
              <Label
                x={0}
                y={middle + type.size * MIDDLE}
                text={kind.toUpperCase()}
                tone={tone}
                strong
              />
            </g>
          );
        })}
        <AxisBelow
          frame={left}
          type={type}
          title="place"
          ticks={[1, 8, 16, 24, motif.length].map((k) => ({ at: at(k - 1), text: String(k) }))}
        />
      </Chart>
      <Chart width={right.width} height={right.height} label="Test signals named right">
        <Label x={0} y={type.line} text="Who tells A from B" strong />
        {rows.map(({ name, test, kind }, i) => {
          const text = right.top + rowHeight * i + type.line;
          const y = text + type.line * 0.6;
          return (
            <g>
              <path class="f-rule" d={`M${px(right.left)},${px(y)}H${px(right.right)}`} />
              <path
                class={`f-line ${TONES[kind]}`}
                d={`M${px(right.left)},${px(y)}H${px(x(test))}`}
              />
              <circle class={`f-dot ${TONES[kind]}`} cx={px(x(test))} cy={px(y)} r="4" />
              <Label
                x={right.left}
                y={text}
                text={name}
                tone={TONES[kind]}
                strong={kind === 'learned'}
              />
              <Label
                x={right.right + 10}
                y={y + type.size * MIDDLE}
                text={fixed(100 * test, 1)}
                tone={TONES[kind]}
                strong={kind === 'learned'}
              />
            </g>
          );
        })}
        <AxisBelow
          frame={right}
          type={type}
          title="test signals right (%)"
          ticks={[50, 75, 100].map((v) => ({ at: x(v / 100), text: String(v) }))}
        />
      </Chart>
    </Panels>
  );
}
