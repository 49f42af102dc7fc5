/** Two weights rescaled: the function stays, the gradient and what a step does to the loss do not. */
import type { Weights } from '../../lib/rectifiers/two-weights.ts';
import { slide, twoWeightGradient, twoWeightLoss } from '../../lib/rectifiers/two-weights.ts';
import type { DrawingProps } from './define.ts';
import { AxisBelow, AxisLeft, spaceAbove, spaceBelow, spaceLeft } from './lib/Axes.tsx';
import { Chart, Label, Panels } from './lib/Chart.tsx';
import { clipToBand } from './lib/clip.ts';
import { EndLabels } from './lib/EndLabels.tsx';
import { fixed, short } from './lib/format.ts';
import type { Type } from './lib/layout.ts';
import { frame, px, typeFor } from './lib/layout.ts';
import type { Point } from './lib/paths.ts';
import { linePath, steps } from './lib/paths.ts';
import { linear } from './lib/scales.ts';
import { textWidth } from './lib/text.ts';
import meta from './rescaling-surface.meta.ts';

export interface RescalingSurfaceProps extends DrawingProps {
  /** Factor: the weights shown are (w₁/α, αw₂). */
  readonly alpha?: number;
}

export const DEFAULT_ALPHA = 3;
export const MOST_ALPHA = 4;
/** Rate of the step that the arrows are. */
export const RATE = 0.5;
/** The balanced weights; their product falls short of the target, 1. */
export const BALANCED: Weights = [0.7, 0.7];

/** Both axes of the surface, from 0. */
const WEIGHTS = 3.2;
const PRODUCTS = [1, 2, 3, 4, 6];
/** The powers of two that the factors are, for an axis on which α and 1/α are alike. */
const POWERS = steps(-2, 2, 64);

/** The weights at a factor, their gradient's length, the weights and the loss after a step. */
export function measure(alpha: number) {
  const weights = slide(BALANCED, 1 / alpha);
  const [d1, d2] = twoWeightGradient(weights);
  const after: Weights = [weights[0] - RATE * d1, weights[1] - RATE * d2];
  return {
    weights,
    after,
    length: Math.hypot(d1, d2),
    loss: twoWeightLoss(weights),
    lossAfter: twoWeightLoss(after),
  };
}

export default function RescalingSurface({ width, alpha = DEFAULT_ALPHA }: RescalingSurfaceProps) {
  const wide = width === 640;
  const type = typeFor(width);
  const w = wide ? 314 : 340;
  return (
    <Panels
      columns={wide ? 2 : 1}
      label={alpha === DEFAULT_ALPHA ? meta.alt : `${meta.alt} Shown: alpha ${short(alpha)}.`}
    >
      <Surface alpha={alpha} type={type} w={w} />
      <AgainstAlpha alpha={alpha} type={type} w={w} height={wide ? undefined : 280} />
    </Panels>
  );
}

interface PanelProps {
  readonly alpha: number;
  readonly type: Type;
  readonly w: number;
}

/** The plot is square, so that arrows have their true length; this is the space around it. */
function squareSpace(type: Type) {
  return {
    left: spaceLeft(type, ['0']),
    right: Math.ceil(textWidth('12.5', type.size, true)) + 10,
    top: spaceAbove(type, true),
    // The lowered figure of w₁ hangs a little deeper than a line.
    bottom: spaceBelow(type) + 3,
  };
}

function squareHeight(w: number, type: Type): number {
  const { left, right, top, bottom } = squareSpace(type);
  return w - left - right + top + bottom;
}

function Surface({ alpha, type, w }: PanelProps) {
  const f = frame(w, squareHeight(w, type), squareSpace(type));
  const x = linear([0, WEIGHTS], [f.left, f.right]);
  const y = linear([0, WEIGHTS], [f.bottom, f.top]);
  const hyperbola = (product: number): string => {
    const along = steps(Math.log(product / WEIGHTS), Math.log(WEIGHTS), 80);
    return linePath(
      along.map((t): Point => [Math.exp(t), product / Math.exp(t)]),
      x,
      y,
    );
  };
  const own = BALANCED[0] * BALANCED[1];
  const curves = [own, ...PRODUCTS].map((product) => ({
    product,
    tone: product === own ? 'f-s2' : product === 1 ? 'f-ink' : 'f-soft',
    mark: product === own ? 'f-heavy f-s2' : product === 1 ? 'f-ink' : 'f-hair f-soft',
    text: short(twoWeightLoss([product, 1]), product === own ? 2 : 1),
  }));
  const balanced = measure(1);
  const shown = measure(alpha);
  const ticks = [0, 1, 2, 3];
  return (
    <Chart
      width={f.width}
      height={f.height}
      label={`Loss of two weights, with steps at alpha 1 and ${short(alpha)}`}
    >
      <AxisLeft
        frame={f}
        type={type}
        heading="Equal loss, different steps"
        title="weight w_{2}"
        rules={false}
        ticks={ticks.map((v) => ({ at: y(v), text: short(v) }))}
      />
      <Label x={f.width} y={type.line * 2.1} text="loss" anchor="end" tone="f-soft" />
      <AxisBelow
        frame={f}
        type={type}
        title="weight w_{1}"
        ticks={ticks.map((v) => ({ at: x(v), text: short(v) }))}
      />
      <path class="f-axis" d={`M${px(f.left)},${px(f.bottom)}V${px(f.top)}`} />
      {curves.map(({ product, mark }) => (
        <path class={`f-line ${mark}`} d={hyperbola(product)} />
      ))}
      <EndLabels
        frame={f}
        type={type}
        labels={curves.map(({ product, text, tone }) => ({
          at: y(product / WEIGHTS),
          text,
          tone,
          strong: product === own,
        }))}
      />
      <Step from={balanced.weights} to={balanced.after} tone="f-base" x={x} y={y} />
      {alpha === 1 ? null : <Step from={shown.weights} to={shown.after} tone="f-s5" x={x} y={y} />}
      <Label
        x={x(BALANCED[0]) - 5}
        y={y(BALANCED[1]) + type.line}
        text={fixed(balanced.length, 2)}
        anchor="end"
        tone="f-base"
        strong
        halo
      />
      {alpha === 1 ? null : (
        <Label
          x={x(shown.after[0]) + (alpha > 1 ? 8 : 0)}
          y={y(shown.after[1]) + (alpha > 1 ? type.size * 0.36 : -8)}
          text={fixed(shown.length, 2)}
          anchor={alpha > 1 ? 'start' : 'middle'}
          tone="f-s5"
          strong
          halo
        />
      )}
    </Chart>
  );
}

interface StepProps {
  readonly from: Weights;
  readonly to: Weights;
  readonly tone: string;
  readonly x: (value: number) => number;
  readonly y: (value: number) => number;
}

/** A point and the arrow to where the step leads. */
function Step({ from, to, tone, x, y }: StepProps) {
  const [u, v] = [x(from[0]), y(from[1])];
  const [s, t] = [x(to[0]), y(to[1])];
  const angle = Math.atan2(t - v, s - u);
  const barb = (turn: number): string =>
    `M${px(s)},${px(t)}L${px(s - 7 * Math.cos(angle + turn))},${px(t - 7 * Math.sin(angle + turn))}`;
  return (
    <g>
      <path
        class={`f-line ${tone}`}
        d={`M${px(u)},${px(v)}L${px(s)},${px(t)}${barb(0.45)}${barb(-0.45)}`}
      />
      <circle class={`f-dot ${tone}`} cx={px(u)} cy={px(v)} r="4.5" />
    </g>
  );
}

function AgainstAlpha({ alpha, type, w, height }: PanelProps & { height: number | undefined }) {
  const lines = [
    { of: 'length', text: 'gradient', tone: 'f-s5', mark: 'f-heavy f-s5' },
    { of: 'lossAfter', text: 'after step', tone: 'f-fails', mark: 'f-fails' },
    { of: 'loss', text: 'loss', tone: 'f-s2', mark: 'f-s2' },
  ] as const;
  const ticks = [0, 0.5, 1, 1.5];
  const f = frame(w, height ?? squareHeight(w, type), {
    left: spaceLeft(
      type,
      ticks.map((v) => fixed(v, 1)),
    ),
    right: Math.ceil(Math.max(...lines.map(({ text }) => textWidth(text, type.size, true)))) + 10,
    top: spaceAbove(type, true),
    bottom: spaceBelow(type),
  });
  const x = linear([-2, 2], [f.left, f.right]);
  const y = linear([0, 1.6], [f.bottom, f.top]);
  const along = POWERS.map((power) => ({ power, ...measure(Math.exp(power * Math.LN2)) }));
  const here = { power: Math.log2(alpha), ...measure(alpha) };
  return (
    <Chart
      width={f.width}
      height={f.height}
      label="Length of the gradient, loss, and loss after a step, against alpha"
    >
      <AxisLeft
        frame={f}
        type={type}
        heading="Along the blue curve"
        title="loss; length of the gradient"
        ticks={ticks.map((v) => ({ at: y(v), text: fixed(v, 1) }))}
      />
      <AxisBelow
        frame={f}
        type={type}
        title="factor α"
        ticks={['¼', '½', '1', '2', '4'].map((text, i) => ({ at: x(i - 2), text }))}
      />
      {lines.map(({ of, mark }) =>
        clipToBand(
          along.map((at): Point => [at.power, at[of]]),
          0,
          1.6,
        ).map((part) => <path class={`f-line ${mark}`} d={linePath(part, x, y)} />),
      )}
      {lines.map(({ of, tone }) => (
        <circle class={`f-dot ${tone}`} cx={px(x(here.power))} cy={px(y(here[of]))} r="4" />
      ))}
      <circle class="f-dot f-base" cx={px(x(0))} cy={px(y(measure(1).length))} r="4" />
      <EndLabels
        frame={f}
        type={type}
        labels={lines.map(({ of, text, tone }) => ({
          at: y(along.at(-1)?.[of] ?? 0),
          text,
          tone,
          strong: true,
        }))}
      />
    </Chart>
  );
}
