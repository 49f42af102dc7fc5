/** ψ against the angle, for margins up to the chosen one. */
import { psi } from '../../lib/margins/psi.ts';
import type { DrawingProps } from './define.ts';
import { AxisBelow, AxisLeft, MIDDLE, spaceAbove, spaceBelow, spaceLeft } from './lib/Axes.tsx';
import { Chart, Label } from './lib/Chart.tsx';
import { piFraction, short } from './lib/format.ts';
import { spread } from './lib/labels.ts';
import { frame, px, typeFor } from './lib/layout.ts';
import { linePath, steps } from './lib/paths.ts';
import { linear } from './lib/scales.ts';
import { sequential } from './lib/tones.ts';
import meta from './psi.meta.ts';

export interface PsiProps extends DrawingProps {
  /** The margin to bring out, a whole number from 1. */
  readonly m?: number;
}

/** The margin the paper's authors use, and so the one first shown. */
export const DEFAULT_M = 4;
const THETA = steps(0, Math.PI, 120);

export default function Psi({ width, m = DEFAULT_M }: PsiProps) {
  const wide = width === 640;
  const type = typeFor(width);
  const most = Math.max(m, DEFAULT_M);
  const margins = Array.from({ length: most }, (_, i) => i + 1);
  const f = frame(width, wide ? 340 : 310, {
    left: spaceLeft(
      type,
      margins.map((k) => short(2 - 2 * k)),
    ),
    right: wide ? 96 : 62,
    top: spaceAbove(type),
    bottom: spaceBelow(type),
  });
  const x = linear([0, Math.PI], [f.left, f.right]);
  const y = linear([1 - 2 * most, 1], [f.bottom, f.top]);

  const curves = margins.map((margin) => ({
    text: margin === 1 && wide ? 'm = 1 (cos θ)' : `m = ${margin}`,
    tone: tone(margin, m, most),
    chosen: margin === m,
    dashed: false,
    points: THETA.map((theta) => [theta, psi(theta, margin)] as const),
    end: psi(Math.PI, margin),
  }));
  if (m > 1) {
    curves.unshift({
      text: `cos ${m}θ`,
      tone: 'f-base',
      chosen: false,
      dashed: true,
      points: THETA.map((theta) => [theta, Math.cos(m * theta)] as const),
      end: Math.cos(m * Math.PI),
    });
  }
  const places = spread(
    curves.map(({ end }) => ({ at: y(end), size: type.line })),
    f.top - type.line / 2,
    f.bottom + type.line,
  );
  const joints = margins.slice(0, m - 1).map((k) => (k * Math.PI) / m);

  return (
    <Chart
      width={f.width}
      height={f.height}
      label={m === DEFAULT_M ? meta.alt : `${meta.alt} Brought out: m = ${m}.`}
    >
      <AxisLeft
        frame={f}
        type={type}
        title="ψ(θ)"
        ticks={margins.map((k) => ({ at: y(2 - 2 * k), text: short(2 - 2 * k) }))}
      />
      <AxisBelow
        frame={f}
        type={type}
        title="angle to the target class, θ (radians)"
        ticks={[0, 1, 2, 3, 4].map((k) => ({ at: x((k * Math.PI) / 4), text: piFraction(k, 4) }))}
      />
      {curves.map(({ tone, chosen, dashed, points }) => (
        <path
          class={`f-line ${tone}${chosen ? ' f-heavy' : ' f-thin'}${dashed ? ' f-dashed' : ''}`}
          d={linePath(points, x, y)}
        />
      ))}
      {joints.map((theta) => (
        <circle
          class={`f-ring ${tone(m, m, most)}`}
          cx={px(x(theta))}
          cy={px(y(psi(theta, m)))}
          r="3.5"
        />
      ))}
      {curves.map(({ text, tone, chosen }, i) => (
        <Label
          x={f.right + 8}
          y={(places[i] ?? 0) + type.size * MIDDLE}
          text={text}
          tone={tone}
          strong={chosen}
        />
      ))}
    </Chart>
  );
}

/** Grey for the plain cosine, the deepest blue for the chosen margin, paler ones between. */
function tone(margin: number, chosen: number, most: number): string {
  if (margin === chosen) return 'f-s5';
  if (margin === 1) return 'f-base';
  return sequential(margin - 2, most + 1);
}
