/** Value and slope of an activation function of the reader's choice, beside the rectifier's. */
import type { ActivationKind } from '../../lib/rectifiers/activations.ts';
import { activation } from '../../lib/rectifiers/activations.ts';
import type { DrawingProps } from './define.ts';
import { AxisBelow, AxisLeft, spaceAbove, spaceBelow, spaceLeft } from './lib/Axes.tsx';
import { choiceOf, chosen } from './lib/activation-choices.ts';
import { Chart, Label, Panels } from './lib/Chart.tsx';
import { clipToBand } from './lib/clip.ts';
import { fixed, short } from './lib/format.ts';
import { frame, typeFor } from './lib/layout.ts';
import type { Point } from './lib/paths.ts';
import { linePath, steps } from './lib/paths.ts';
import { linear } from './lib/scales.ts';
import meta from './activations.meta.ts';

export interface ActivationsProps extends DrawingProps {
  readonly kind?: ActivationKind;
  /** Where the function has one. */
  readonly alpha?: number;
}

export const DEFAULT_KIND = 'softplus';
export const DEFAULT_ALPHA = 1;

/** Inputs shown. */
const WITHIN = 4;
const BELOW = steps(-WITHIN, 0, 80);
/** From just above zero, where the slopes of some jump. */
const ABOVE = steps(1e-9, WITHIN, 80);

const PANELS = [
  { of: 'value', heading: 'Value', domain: [-1.75, 4], ticks: [-1, 0, 1, 2, 3, 4], digits: 0 },
  { of: 'slope', heading: 'Slope', domain: [-0.25, 1.5], ticks: [0, 0.5, 1, 1.5], digits: 1 },
] as const;

export default function Activations({
  width,
  kind = DEFAULT_KIND,
  alpha = DEFAULT_ALPHA,
}: ActivationsProps) {
  const wide = width === 640;
  const type = typeFor(width);
  const { text, ...one } = chosen(choiceOf(kind), alpha);
  const rectifier = activation({ kind: 'relu' });
  const label =
    kind === DEFAULT_KIND && alpha === DEFAULT_ALPHA ? meta.alt : `${meta.alt} Shown: ${text}.`;
  return (
    <Panels columns={wide ? 2 : 1} label={label}>
      {PANELS.map(({ of, heading, domain, ticks, digits }) => {
        const f = frame(wide ? 314 : 340, wide ? 300 : 260, {
          left: spaceLeft(
            type,
            ticks.map((v) => fixed(v, digits)),
          ),
          right: 10,
          top: spaceAbove(type),
          bottom: spaceBelow(type),
        });
        const [low, high] = domain;
        const x = linear([-WITHIN, WITHIN], [f.left, f.right]);
        const y = linear(domain, [f.bottom, f.top]);
        const path = (g: typeof rectifier): string =>
          [BELOW, ABOVE]
            .flatMap((inputs) =>
              clipToBand(
                inputs.map((at): Point => [at, g[of](at)]),
                low,
                high,
              ),
            )
            .map((part) => linePath(part, x, y))
            .join('');
        return (
          <Chart width={f.width} height={f.height} label={`${heading}: ${text}`}>
            <AxisLeft
              frame={f}
              type={type}
              title={heading.toLowerCase()}
              ticks={ticks.map((v) => ({ at: y(v), text: fixed(v, digits) }))}
            />
            <AxisBelow
              frame={f}
              type={type}
              title="input x"
              ticks={[-4, -2, 0, 2, 4].map((v) => ({ at: x(v), text: short(v) }))}
            />
            {kind === 'relu' ? null : <path class="f-line f-base" d={path(rectifier)} />}
            <path class="f-line f-heavy f-s4" d={path(one)} />
            <Label
              x={f.left + 10}
              y={y(ticks.at(-1) ?? high) + type.line * 1.3}
              text={text}
              tone="f-s4"
              strong
              halo
            />
            {kind === 'relu' ? null : (
              <Label
                x={f.left + 10}
                y={y(ticks.at(-1) ?? high) + type.line * 2.4}
                text="rectifier"
                tone="f-base"
                halo
              />
            )}
          </Chart>
        );
      })}
    </Panels>
  );
}
