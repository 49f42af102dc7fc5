/** Newton's method and gradient descent over the level lines of Rosenbrock's valley. */
import { contours } from 'd3-contour';
import { scaleLinear } from 'd3-scale';
import type { NewtonDescentResult } from '../../lib/experiments/newton-descent.ts';
import { rosenbrock } from '../../lib/optimization/rosenbrock.ts';
import type { DrawingProps } from './define.ts';
import { AxisBelow, AxisLeft, MIDDLE, spaceAbove, spaceBelow, spaceLeft } from './lib/Axes.tsx';
import { Chart, Label } from './lib/Chart.tsx';
import { grouped, short } from './lib/format.ts';
import { frame, px, typeFor } from './lib/layout.ts';
import type { Point, Scale } from './lib/paths.ts';
import { linePath } from './lib/paths.ts';
import { result } from './lib/results.ts';
import meta from './rosenbrock-paths.meta.ts';

const X = [-1.75, 1.75] as const;
const Y = [-3.6, 1.9] as const;
/** Cells of the grid that the level lines are traced on. */
const CELLS = { x: 70, y: 110 };
/** Each level is five times the one before: the valley is a thousandth of its sides. */
const LEVELS = [1, 5, 25, 125, 625];
const ORIGIN: Point = [0, 0];

export default function RosenbrockPaths({ results, width }: DrawingProps) {
  const { rosenbrock: runs } = result<NewtonDescentResult>(results, 'newton-descent');
  const wide = width === 640;
  const type = typeFor(width);
  const yTicks = [-3, -2, -1, 0, 1];
  const f = frame(width, wide ? 430 : 400, {
    left: spaceLeft(
      type,
      yTicks.map((v) => short(v)),
    ),
    right: 12,
    top: spaceAbove(type),
    bottom: spaceBelow(type),
  });
  const x = scaleLinear(X, [f.left, f.right]);
  const y = scaleLinear(Y, [f.bottom, f.top]);
  const newton = runs.newton.path.map(toPoint);
  const descent = runs.gradientDescent.path.map(toPoint);
  const [start = ORIGIN] = newton;
  const end = newton.at(-1) ?? ORIGIN;
  const farthest = newton.reduce((low, p) => (p[1] < low[1] ? p : low), start);
  return (
    <Chart width={f.width} height={f.height} label={meta.alt}>
      <AxisLeft
        frame={f}
        type={type}
        title="y"
        rules={false}
        ticks={yTicks.map((v) => ({ at: y(v), text: short(v) }))}
      />
      {levelLines(x, y).map((d) => (
        <path class="f-line f-hair f-base" d={d} />
      ))}
      <AxisBelow
        frame={f}
        type={type}
        title="x"
        ticks={[-1, 0, 1].map((v) => ({ at: x(v), text: short(v) }))}
      />
      <path class="f-line f-heavy f-s1" d={linePath(descent, x, y)} />
      <path class="f-line f-heavy f-s5" d={linePath(newton, x, y)} />
      {newton.map(([u, v]) => (
        <circle class="f-dot f-s5" cx={px(x(u))} cy={px(y(v))} r="4" />
      ))}
      {['gradient descent:', `${grouped(runs.gradientDescent.stepsTaken)} steps`].map((text, i) => (
        <Label
          x={x(0)}
          y={y(0) - type.line * (2.1 - i)}
          text={text}
          anchor="middle"
          tone="f-s1"
          strong
          halo
        />
      ))}
      <Label
        x={x(farthest[0]) - 12}
        y={y(farthest[1]) + type.size * MIDDLE}
        text={`Newton: ${grouped(runs.newton.steps)} steps`}
        anchor="end"
        tone="f-s5"
        strong
        halo
      />
      <Label
        x={x(start[0]) - 10}
        y={y(start[1]) + type.size * MIDDLE}
        text="start"
        anchor="end"
        halo
      />
      <Label x={x(end[0])} y={y(end[1]) - 10} text="minimum" anchor="middle" halo />
    </Chart>
  );
}

function toPoint([u = NaN, v = NaN]: readonly number[]): Point {
  return [u, v];
}

/** Path data of the level lines. */
function levelLines(x: Scale, y: Scale): string[] {
  const { x: nx, y: ny } = CELLS;
  const u = (i: number) => X[0] + ((X[1] - X[0]) * (i - 0.5)) / (nx - 1);
  const v = (j: number) => Y[0] + ((Y[1] - Y[0]) * (j - 0.5)) / (ny - 1);
  const values = Array.from({ length: nx * ny }, (_, k) =>
    // The logarithm is nearer to linear between cells than the fourth power itself.
    Math.log(rosenbrock.value([u((k % nx) + 0.5), v(Math.floor(k / nx) + 0.5)]) + 1e-9),
  );
  return contours()
    .size([nx, ny])
    .thresholds(LEVELS.map(Math.log))(values)
    .map(({ coordinates }) =>
      coordinates
        .flat()
        .flatMap((ring) => openRing(ring, nx, ny))
        .map((part) =>
          linePath(
            part.map(([i = 0, j = 0]): Point => [u(i), v(j)]),
            x,
            y,
          ),
        )
        .join(''),
    );
}

/** The stretches of a ring that do not run along the grid's own border. */
function openRing(ring: readonly number[][], nx: number, ny: number): number[][][] {
  const border = ([i = 0, j = 0]: readonly number[]) =>
    i <= 0.5 || j <= 0.5 || i >= nx - 0.5 || j >= ny - 0.5;
  const parts: number[][][] = [];
  let part: number[][] = [];
  for (const point of ring) {
    if (border(point)) {
      if (part.length > 1) parts.push(part);
      part = [];
    } else part.push(point);
  }
  if (part.length > 1) parts.push(part);
  return parts;
}
