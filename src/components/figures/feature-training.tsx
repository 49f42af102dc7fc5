/** Features of digits in the plane after some steps of training, and the loss so far. */
import type { FeatureCircleResult } from '../../lib/experiments/feature-circle.ts';
import type { DrawingProps } from './define.ts';
import { AxisBelow, AxisLeft, spaceAbove, spaceBelow, spaceLeft } from './lib/Axes.tsx';
import { Chart, Label, Panels } from './lib/Chart.tsx';
import type { Features } from './lib/clouds.tsx';
import { Clouds, spaceAround } from './lib/clouds.tsx';
import { fixed, grouped, short } from './lib/format.ts';
import type { Type } from './lib/layout.ts';
import { frame, px, typeFor } from './lib/layout.ts';
import type { Point } from './lib/paths.ts';
import { linePath } from './lib/paths.ts';
import { result } from './lib/results.ts';
import { linear } from './lib/scales.ts';
import meta, { SHOWN_FIRST } from './feature-training.meta.ts';

/** A training as the drawing wants it. */
export interface Shown {
  readonly heading: string;
  readonly features: Features;
  /** Steps taken, and in all. */
  readonly step: number;
  readonly total: number;
  /** Step and mean loss of the steps before it. */
  readonly curve: readonly Point[];
  /** Share of digits named right, and of which. */
  readonly right: number;
  readonly of: string;
}

export interface FeatureTrainingProps extends DrawingProps {
  readonly shown?: Shown;
}

export default function FeatureTraining({ results, width, shown }: FeatureTrainingProps) {
  const wide = width === 640;
  const type = typeFor(width);
  const w = wide ? 314 : 340;
  const state = shown ?? stored(result<FeatureCircleResult>(results, SHOWN_FIRST));
  return (
    <Panels columns={wide ? 2 : 1} label={meta.alt}>
      <Plane state={state} type={type} w={w} />
      <Loss state={state} type={type} w={w} />
    </Panels>
  );
}

/** The end of the training whose result is stored. */
export function stored({ features, settings, curve, accuracy, m }: FeatureCircleResult): Shown {
  return {
    heading: `A-Softmax, m = ${m}, trained`,
    features,
    step: settings.steps,
    total: settings.steps,
    curve: curve.step.map((step, i): Point => [step, curve.loss[i] ?? NaN]),
    right: accuracy.test,
    of: 'test digits',
  };
}

interface PanelProps {
  readonly state: Shown;
  readonly type: Type;
  readonly w: number;
}

function Plane({ state, type, w }: PanelProps) {
  const { heading, features, right, of } = state;
  const around = spaceAround(type);
  const radius = Math.min(w / 2 - around, 118);
  const cx = w / 2;
  const cy = type.line * 1.3 + around + radius;
  const below = cy + radius + around + type.line * 0.9;
  return (
    <Chart width={w} height={below + type.line * 0.4} label={heading}>
      <Label x={cx} y={type.line} text={heading} anchor="middle" strong />
      <Clouds features={features} type={type} cx={cx} cy={cy} radius={radius} />
      <Label
        x={cx}
        y={below}
        text={`${fixed(100 * right, 1)}% of ${of} right`}
        anchor="middle"
        tone="f-soft"
      />
    </Chart>
  );
}

function Loss({ state, type, w }: PanelProps) {
  const { step, total, curve } = state;
  const most = Math.max(1, ...curve.map(([, loss]) => loss));
  // Whole numbers, halves or quarters: four to eight rules.
  const unit = [0.25, 0.5, 1, 2, 5].find((u) => most / u <= 6) ?? Math.ceil(most / 6);
  const top = Math.ceil(most / unit) * unit;
  const ticks = Array.from({ length: Math.round(top / unit) + 1 }, (_, i) => i * unit);
  const f = frame(w, w === 314 ? 330 : 260, {
    left: spaceLeft(type, ['0.25']),
    right: 24,
    top: spaceAbove(type, true),
    bottom: spaceBelow(type),
  });
  const x = linear([0, total], [f.left, f.right]);
  const y = linear([0, top], [f.bottom, f.top]);
  const last = curve.at(-1);
  return (
    <Chart width={f.width} height={f.height} label={`Loss up to step ${step} of ${total}`}>
      <AxisLeft
        frame={f}
        type={type}
        heading={`step ${grouped(step)} of ${grouped(total)}`}
        title="loss of the minibatches"
        ticks={ticks.map((v) => ({ at: y(v), text: short(v, 2) }))}
      />
      <AxisBelow
        frame={f}
        type={type}
        title="step"
        ticks={[0, total / 2, total].map((v) => ({ at: x(v), text: grouped(v) }))}
      />
      {curve.length > 1 ? <path class="f-line f-s5" d={linePath(curve, x, y)} /> : null}
      {last === undefined ? null : (
        <circle class="f-dot f-fails" cx={px(x(last[0]))} cy={px(y(last[1]))} r="4" />
      )}
    </Chart>
  );
}
