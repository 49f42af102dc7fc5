/** A function and the partial sums of its Taylor series at 0, up to the chosen degree. */
import { ticks } from 'd3-array';
import { partialSum } from '../../lib/optimization/partial-sum.ts';
import type { TaylorFunction, TaylorName } from '../../lib/optimization/taylor-functions.ts';
import { taylorFunctions } from '../../lib/optimization/taylor-functions.ts';
import type { DrawingProps } from './define.ts';
import { AxisBelow, AxisLeft, MIDDLE, spaceAbove, spaceBelow, spaceLeft } from './lib/Axes.tsx';
import { Chart, Label } from './lib/Chart.tsx';
import { clipToBand } from './lib/clip.ts';
import { piFraction, short } from './lib/format.ts';
import { spread } from './lib/labels.ts';
import { frame, px, typeFor } from './lib/layout.ts';
import type { Point } from './lib/paths.ts';
import { linePath, steps } from './lib/paths.ts';
import { linear } from './lib/scales.ts';
import { textWidth } from './lib/text.ts';
import meta from './taylor-partial-sums.meta.ts';
import { windows } from './taylor-windows.ts';

export interface TaylorPartialSumsProps extends DrawingProps {
  /** Which function. */
  readonly name?: TaylorName;
  /** Degree of the sum to bring out. */
  readonly degree?: number;
}

export const DEFAULT_NAME: TaylorName = 'exp';
export const DEFAULT_DEGREE = 4;
export const MOST_DEGREE = 20;
/** Sums of lower degree drawn behind the chosen one. */
const BEHIND = 3;
const SAMPLES = 240;
/** Length of the leader from a line's end to its name above or below, px. */
const LEADER = 8;

interface Curve {
  readonly text: string;
  readonly tone: string;
  readonly weight: string;
  readonly parts: Point[][];
  /** Where it leaves the window last, going right. */
  readonly exit: Point;
}

export default function TaylorPartialSums({
  width,
  name = DEFAULT_NAME,
  degree = DEFAULT_DEGREE,
}: TaylorPartialSumsProps) {
  const f = taylorFunctions[name];
  const view = windows[name];
  const wide = width === 640;
  const type = typeFor(width);
  const rules = ticks(...view.y, 5);
  const box = frame(width, wide ? 360 : 320, {
    left: spaceLeft(type, rules.map(tickText)),
    // Wide enough for every name, so that the frame stays while the degree is turned.
    right:
      10 +
      Math.max(textWidth(f.label, type.size), textWidth(sumName(MOST_DEGREE), type.size, true)),
    top: spaceAbove(type),
    bottom: spaceBelow(type),
  });
  // Lines stop short of the frame's top and bottom; their names stand in the lanes that leaves.
  const lane = type.line + LEADER;
  const x = linear(view.x, [box.left, box.right]);
  const y = linear(view.y, [box.bottom - lane, box.top + lane]);

  const curves = [
    curve(f.label, 'f-base', 'f-wide', view, f.value),
    ...degreesShown(f, degree).map((n, i, all) => {
      const coefficients = f.coefficients(n);
      const last = i === all.length - 1;
      return curve(
        sumName(n),
        last ? 'f-s5' : `f-s${BEHIND + 2 - all.length + i}`,
        last ? 'f-heavy' : 'f-thin',
        view,
        (u) => partialSum(coefficients, u),
      );
    }),
  ];
  const right = curves.filter(({ exit }) => exit[0] > view.x[1] - 1e-9);
  const others = curves.filter((c) => !right.includes(c));
  const top = others.filter(({ exit }) => exit[1] > (view.y[0] + view.y[1]) / 2);
  const bottom = others.filter((c) => !top.includes(c));
  const rightPlaces = spread(
    right.map(({ exit }) => ({ at: y(exit[1]), size: type.line })),
    box.top,
    box.bottom,
  );
  const edges = [-f.radius, f.radius].filter((edge) => edge > view.x[0] && edge < view.x[1]);

  return (
    <Chart
      width={box.width}
      height={box.height}
      label={`${meta.alt} Shown: ${f.label}, degree ${degree}.`}
    >
      <AxisLeft
        frame={box}
        type={type}
        title="f(x) and its partial sums"
        ticks={rules.map((v) => ({ at: y(v), text: tickText(v) }))}
      />
      <AxisBelow
        frame={box}
        type={type}
        title={edges.length > 0 ? 'x (dotted: radius of convergence)' : 'x'}
        ticks={
          view.pi
            ? [-2, -1, 0, 1, 2].map((k) => ({ at: x(k * Math.PI), text: piFraction(k, 1) }))
            : ticks(...view.x, wide ? 7 : 5).map((v) => ({ at: x(v), text: tickText(v) }))
        }
      />
      {edges.map((edge) => (
        <path
          class="f-line f-dotted f-soft"
          d={`M${px(x(edge))},${px(y(view.y[0]))}V${px(y(view.y[1]))}`}
        />
      ))}
      {curves.map(({ parts, tone, weight }) => (
        <path
          class={`f-line ${tone} ${weight}`}
          d={parts.map((part) => linePath(part, x, y)).join('')}
        />
      ))}
      <circle class="f-ring f-ink" cx={px(x(0))} cy={px(y(f.value(0)))} r="3.5" />
      {right.map((c, i) => (
        <Label
          x={box.right + 8}
          y={(rightPlaces[i] ?? 0) + type.size * MIDDLE}
          text={c.text}
          tone={c.tone}
          strong={c.weight === 'f-heavy'}
        />
      ))}
      {row(top, y(view.y[1]), -1)}
      {row(bottom, y(view.y[0]), 1)}
    </Chart>
  );

  /** Names of the lines that leave by the top (`side` −1) or the bottom (1), each with a leader. */
  function row(items: readonly Curve[], edge: number, side: -1 | 1) {
    const sizes = items.map(({ text }) => textWidth(text, type.size, true) + 10);
    const places = spread(
      items.map(({ exit }, i) => ({ at: x(exit[0]), size: sizes[i] ?? 0 })),
      box.left,
      box.width,
    );
    return items.map(({ text, tone, weight, exit }, i) => (
      <>
        <path
          class={`f-line f-hair ${tone}`}
          d={`M${px(x(exit[0]))},${px(edge)}L${px(places[i] ?? 0)},${px(edge + side * LEADER)}`}
        />
        <Label
          x={places[i] ?? 0}
          y={edge + side * (LEADER + type.line / 2) + type.size * MIDDLE}
          text={text}
          anchor="middle"
          tone={tone}
          strong={weight === 'f-heavy'}
        />
      </>
    ));
  }
}

/** Name of the partial sum up to degree `n`. */
function sumName(n: number): string {
  return `n = ${n}`;
}

function tickText(value: number): string {
  return short(value);
}

/** The chosen degree, and below it the nearest ones whose last term is not zero. */
export function degreesShown(f: TaylorFunction, degree: number): number[] {
  const coefficients = f.coefficients(degree);
  let same = degree;
  while (same > 0 && coefficients[same] === 0) same--;
  const shown = [degree];
  for (let n = same - 1; n >= 0 && shown.length <= BEHIND; n--) {
    if (coefficients[n] !== 0) shown.unshift(n);
  }
  return shown;
}

function curve(
  text: string,
  tone: string,
  weight: string,
  view: { x: readonly [number, number]; y: readonly [number, number] },
  value: (x: number) => number,
): Curve {
  const points = steps(view.x[0], view.x[1], SAMPLES).map((u): Point => [u, value(u)]);
  const parts = clipToBand(points, view.y[0], view.y[1]);
  const exit = parts.at(-1)?.at(-1) ?? [view.x[1], 0];
  return { text, tone, weight, parts, exit };
}
