/** Accuracy on LFW, a row for each system, years down the side; the mark says how sure the number is. */
import type { DrawingProps } from './define.ts';
import { NO_SOURCES } from './define.ts';
import { AxisBelow, MIDDLE, spaceBelow } from './lib/Axes.tsx';
import { Chart, Label } from './lib/Chart.tsx';
import { fixed, short } from './lib/format.ts';
import { frame, px, typeFor } from './lib/layout.ts';
import { linear } from './lib/scales.ts';
import { textWidth } from './lib/text.ts';
import type { LfwPoint } from './lfw-by-year.meta.ts';
import meta, { lfwPoints } from './lfw-by-year.meta.ts';

const LEVELS = [97, 98, 99, 100];
/** Left end of the axis: below the lowest thin line. */
const LEAST = 96.8;
/** Half the size of a mark, px. */
const HALF = 4.5;
const WORDS = [
  ['read', 'read'],
  ['secondary', 'from a secondary source'],
  ['recalled', 'from memory'],
] as const;

export default function LfwByYear({ sources = NO_SOURCES, width }: DrawingProps) {
  const points = lfwPoints(sources);
  const wide = width === 640;
  const type = typeFor(width);
  const step = type.line * 1.4;
  const top = type.line * 1.9;
  const yearWidth = textWidth('2014', type.size, true) + (wide ? 14 : 6);
  const nameOf = ({ name, brief }: LfwPoint): string => (wide ? name : (brief ?? name));
  const names = points.map((point) => textWidth(nameOf(point), type.size));
  const f = frame(width, top + step * points.length + 4 + spaceBelow(type), {
    left: Math.ceil(yearWidth + Math.max(...names) + 14),
    right: Math.ceil(textWidth('99.99', type.size, true) + 16),
    top,
    bottom: spaceBelow(type),
  });
  const x = linear([LEAST, 100], [f.left, f.right]);
  let legendAt = 0;
  return (
    <Chart width={f.width} height={f.height} label={meta.alt}>
      {WORDS.map(([certainty, words]) => {
        const text = wide ? words : certainty;
        const at = legendAt;
        legendAt += 2 * HALF + 7 + textWidth(text, type.size) + 16;
        return (
          <g>
            <Mark certainty={certainty} x={at + HALF} y={type.line - type.size * MIDDLE} />
            <Label x={at + 2 * HALF + 7} y={type.line} text={text} tone="f-soft" />
          </g>
        );
      })}
      <path
        class="f-rule"
        d={LEVELS.map((level) => `M${px(x(level))},${px(f.top)}V${px(f.bottom)}`).join('')}
      />
      <AxisBelow
        frame={f}
        type={type}
        title="accuracy on LFW (%)"
        ticks={LEVELS.map((level) => ({ at: x(level), text: short(level) }))}
      />
      {points.map((point, i) => {
        const { year, accuracy, chance, certainty } = point;
        const y = f.top + step * (i + 0.5) + 2;
        const base = y + type.size * MIDDLE;
        return (
          <g>
            {points[i - 1]?.year === year ? null : (
              <Label x={0} y={base} text={String(year)} strong />
            )}
            <Label x={yearWidth} y={base} text={nameOf(point)} />
            <path
              class="f-line f-thin f-base"
              d={`M${px(x(accuracy - chance))},${px(y)}H${px(x(Math.min(accuracy + chance, 100)))}`}
            />
            <Mark certainty={certainty} x={x(accuracy)} y={y} />
            <Label x={f.width} y={base} text={fixed(accuracy, 2)} anchor="end" strong />
          </g>
        );
      })}
    </Chart>
  );
}

interface MarkProps {
  readonly certainty: LfwPoint['certainty'];
  readonly x: number;
  readonly y: number;
}

/** Full: read. Open: from a secondary source. A cross: from memory. */
function Mark({ certainty, x, y }: MarkProps) {
  if (certainty === 'read') return <circle class="f-dot f-s5" cx={px(x)} cy={px(y)} r={HALF} />;
  if (certainty === 'secondary')
    return <circle class="f-ring f-s5" cx={px(x)} cy={px(y)} r={HALF} />;
  const arm = HALF - 0.5;
  return (
    <path
      class="f-line f-s5"
      d={`M${px(x - arm)},${px(y - arm)}L${px(x + arm)},${px(y + arm)}M${px(x - arm)},${px(y + arm)}L${px(x + arm)},${px(y - arm)}`}
    />
  );
}
