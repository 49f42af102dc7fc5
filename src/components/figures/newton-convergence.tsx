/** Error against step: Newton's method beside slower ones, on logarithmic axes. */
import { scaleLinear, scaleLog } from 'd3-scale';
import type { Newton1dResult } from '../../lib/experiments/newton-1d.ts';
import type { NewtonDescentResult } from '../../lib/experiments/newton-descent.ts';
import type { DrawingProps } from './define.ts';
import { AxisBelow, AxisLeft, MIDDLE, spaceAbove, spaceBelow, spaceLeft } from './lib/Axes.tsx';
import { Chart, Label, Panels } from './lib/Chart.tsx';
import { grouped } from './lib/format.ts';
import { frame, px, typeFor } from './lib/layout.ts';
import type { Point, Scale } from './lib/paths.ts';
import { linePath } from './lib/paths.ts';
import { result } from './lib/results.ts';
import { decades } from './lib/scales.ts';
import meta from './newton-convergence.meta.ts';

/** Powers of ten the errors run over in both panels. */
const LOW = -15;
const HIGH = 0;

export default function NewtonConvergence({ results, width }: DrawingProps) {
  const { expMinus2x, roots } = result<Newton1dResult>(results, 'newton-1d');
  const { iris } = result<NewtonDescentResult>(results, 'newton-descent');
  const wide = width === 640;
  const type = typeFor(width);
  const ticks = decades(LOW, HIGH, 4);
  const box = frame(wide ? 314 : 340, wide ? 320 : 280, {
    left: spaceLeft(
      type,
      ticks.map(({ text }) => text),
    ),
    right: 10,
    top: spaceAbove(type, true),
    bottom: spaceBelow(type),
  });
  const y = scaleLog([Number(`1e${LOW}`), 1], [box.bottom, box.top]);
  const yTicks = ticks.map(({ value, text }) => ({ at: y(value), text }));

  const most = Math.max(8, expMinus2x.steps + 1);
  const step = scaleLinear([0, most], [box.left, box.right]);
  const logStep = scaleLog([1, iris.gradientDescent.stepsTaken * 1.3], [box.left, box.right]);
  // Step 0 has no place on a logarithmic axis; both runs start from the same weights.
  const descent = iris.gradientDescent.steps
    .map((k, i): Point => [k, iris.gradientDescent.gaps[i] ?? NaN])
    .filter(([k]) => k >= 1);
  const newton = positive(iris.newton.gaps).filter(([k]) => k >= 1);
  const simple = positive(expMinus2x.errors);
  // Beside this step there is room for the line's name.
  const bend = simple[3] ?? [0, 1];
  const double = positive(roots.double.errors).filter(([k]) => k <= most);

  return (
    <Panels columns={wide ? 2 : 1} label={meta.alt}>
      <Chart width={box.width} height={box.height} label="One variable">
        <AxisLeft
          frame={box}
          type={type}
          heading="One variable"
          title="distance to the solution"
          ticks={yTicks}
        />
        <AxisBelow
          frame={box}
          type={type}
          title="step"
          ticks={step.ticks(4).map((k) => ({ at: step(k), text: String(k) }))}
        />
        <Trace points={double} x={step} y={y} tone="f-base" />
        <Trace points={simple} x={step} y={y} tone="f-s5" heavy />
        <Label
          x={box.right}
          y={y(double.at(-1)?.[1] ?? 1) + type.line * 1.3}
          text="double root: halved"
          anchor="end"
          tone="f-base"
        />
        {['simple root:', 'squared'].map((text, i) => (
          <Label
            x={step(bend[0]) - 10}
            y={y(bend[1]) + type.size * MIDDLE + i * type.line}
            text={text}
            anchor="end"
            tone="f-s5"
            strong
          />
        ))}
      </Chart>
      <Chart width={box.width} height={box.height} label="Logistic regression on iris">
        <AxisLeft
          frame={box}
          type={type}
          heading="Logistic regression on iris"
          title="loss above its minimum"
          ticks={yTicks}
        />
        <AxisBelow
          frame={box}
          type={type}
          title="step (logarithmic)"
          ticks={decades(0, 3).map(({ value, text }) => ({ at: logStep(value), text }))}
        />
        <Trace points={descent} x={logStep} y={y} tone="f-base" dots={false} />
        <Trace points={newton} x={logStep} y={y} tone="f-s5" heavy />
        <path
          class="f-line f-dashed f-s5"
          d={linePath(
            [newton.at(-1) ?? [1, 1], [iris.newton.steps, y.invert(box.bottom)]],
            logStep,
            y,
          )}
        />
        <Label
          x={logStep(iris.newton.steps) + 9}
          y={y(newton.at(-1)?.[1] ?? 1) + type.size * MIDDLE}
          text={`Newton: ${grouped(iris.newton.steps)} steps`}
          tone="f-s5"
          strong
        />
        {['gradient descent:', `${grouped(iris.gradientDescent.stepsTaken)} steps`].map(
          (text, i) => (
            <Label
              x={box.right}
              y={y(descent.at(-1)?.[1] ?? 1) + type.line * (1.2 + i)}
              text={text}
              anchor="end"
              tone="f-base"
            />
          ),
        )}
      </Chart>
    </Panels>
  );
}

interface TraceProps {
  readonly points: readonly Point[];
  readonly x: Scale;
  readonly y: Scale;
  readonly tone: string;
  readonly heavy?: boolean;
  readonly dots?: boolean;
}

/** A line with a dot at each step. */
function Trace({ points, x, y, tone, heavy = false, dots = true }: TraceProps) {
  return (
    <g>
      <path class={`f-line ${tone}${heavy ? ' f-heavy' : ''}`} d={linePath(points, x, y)} />
      {dots
        ? points.map(([k, error]) => (
            <circle class={`f-dot ${tone}`} cx={px(x(k))} cy={px(y(error))} r="3.5" />
          ))
        : null}
    </g>
  );
}

/** Errors by step up to the first that is exactly 0. */
function positive(errors: readonly number[]): Point[] {
  const end = errors.indexOf(0);
  return (end < 0 ? errors : errors.slice(0, end)).map((error, k) => [k, error]);
}
