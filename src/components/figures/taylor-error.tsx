/** Error of the partial sums against the degree: where the series converges, and where it does not. */
import { scaleLinear, scaleLog } from 'd3-scale';
import type { TaylorResult } from '../../lib/experiments/taylor.ts';
import type { DrawingProps } from './define.ts';
import { AxisBelow, AxisLeft, spaceAbove, spaceBelow, spaceLeft } from './lib/Axes.tsx';
import { Chart, Panels } from './lib/Chart.tsx';
import { EndLabels } from './lib/EndLabels.tsx';
import { frame, typeFor } from './lib/layout.ts';
import type { Point } from './lib/paths.ts';
import { linePath } from './lib/paths.ts';
import { result } from './lib/results.ts';
import { decades } from './lib/scales.ts';
import { plain } from './lib/text.ts';
import meta from './taylor-error.meta.ts';

/** Powers of ten the axis runs over: from below rounding to above the largest error. */
const LOW = -17;
const HIGH = 6;

interface Line {
  readonly text: string;
  readonly tone: string;
  readonly strong: boolean;
  readonly errors: readonly number[];
}

export default function TaylorError({ results, width }: DrawingProps) {
  const { exp, log } = result<TaylorResult>(results, 'taylor');
  const wide = width === 640;
  const panels = [
    {
      heading: 'e^{x}: converges everywhere',
      lines: [
        line('x = 1', 'f-s2', exp.x1.errors),
        line('x = 2', 'f-s3', exp.x2.errors),
        line('x = −3', 'f-s5', exp.xMinus3.errors),
      ],
    },
    {
      heading: 'ln(1 + x): radius 1',
      lines: [
        line('x = 0.5', 'f-s3', log.half.errors),
        line('x = 1', 'f-base', log.one.errors),
        line('x = 1.5', 'f-fails', log.oneAndHalf.errors, true),
      ],
    },
  ];
  return (
    <Panels columns={wide ? 2 : 1} label={meta.alt}>
      {panels.map(({ heading, lines }) => (
        <Panel heading={heading} lines={lines} wide={wide} />
      ))}
    </Panels>
  );
}

function line(text: string, tone: string, errors: readonly number[], strong = false): Line {
  return { text, tone, errors, strong };
}

function Panel({
  heading,
  lines,
  wide,
}: {
  heading: string;
  lines: readonly Line[];
  wide: boolean;
}) {
  const type = typeFor(wide ? 640 : 340);
  const ticks = decades(LOW, HIGH, 4);
  const box = frame(wide ? 314 : 340, wide ? 310 : 270, {
    left: spaceLeft(
      type,
      ticks.map(({ text }) => text),
    ),
    right: wide ? 56 : 64,
    top: spaceAbove(type, true),
    bottom: spaceBelow(type),
  });
  const degree = Math.max(...lines.map(({ errors }) => errors.length - 1));
  const x = scaleLinear([0, degree], [box.left, box.right]);
  const y = scaleLog([Number(`1e${LOW}`), Number(`1e${HIGH}`)], [box.bottom, box.top]);
  const drawn = lines.map((l) => ({ ...l, points: positive(l.errors) }));
  return (
    <Chart width={box.width} height={box.height} label={plain(heading)}>
      <AxisLeft
        frame={box}
        type={type}
        heading={heading}
        title="error of the partial sum"
        ticks={ticks.map(({ value, text }) => ({ at: y(value), text }))}
      />
      <AxisBelow
        frame={box}
        type={type}
        title="degree n"
        ticks={x.ticks(4).map((n) => ({ at: x(n), text: String(n) }))}
      />
      {drawn.map(({ points, tone, strong }) => (
        <path class={`f-line ${tone}${strong ? ' f-heavy' : ''}`} d={linePath(points, x, y)} />
      ))}
      <EndLabels
        frame={box}
        type={type}
        labels={drawn.map(({ points, text, tone, strong }) => ({
          at: y(points.at(-1)?.[1] ?? 1),
          x: x(points.at(-1)?.[0] ?? degree),
          text,
          tone,
          strong,
        }))}
      />
    </Chart>
  );
}

/** Errors by degree up to the first that is exactly 0, which a logarithmic axis cannot show. */
function positive(errors: readonly number[]): Point[] {
  const end = errors.indexOf(0);
  return (end < 0 ? errors : errors.slice(0, end)).map((error, n) => [n, error]);
}
