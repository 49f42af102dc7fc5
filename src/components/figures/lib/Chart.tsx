/** The SVG element of a drawing and the text in it. */
import type { ComponentChildren } from 'preact';
import { px } from './layout.ts';
import { runs, SMALL } from './text.ts';

export interface ChartProps {
  readonly width: number;
  readonly height: number;
  /** What the picture shows, for those who do not see it. */
  readonly label: string;
  readonly children: ComponentChildren;
}

/** One picture, `width` × `height` in its own units, as wide as its column shows it. */
export function Chart({ width, height, label, children }: ChartProps) {
  return (
    <svg
      class="f-chart"
      viewBox={`0 0 ${px(width)} ${px(height)}`}
      width={px(width)}
      height={px(height)}
      role="img"
      aria-label={label}
    >
      {children}
    </svg>
  );
}

export interface PanelsProps {
  readonly columns: number;
  /** What the panels show together. */
  readonly label: string;
  readonly children: ComponentChildren;
}

/** Pictures side by side, in rows of `columns`. */
export function Panels({ columns, label, children }: PanelsProps) {
  return (
    <div class={`f-panels f-panels-${columns}`} role="group" aria-label={label}>
      {children}
    </div>
  );
}

export interface LabelProps {
  readonly x: number;
  /** Baseline of the text. */
  readonly y: number;
  /** The line; `^{…}` raises, `_{…}` lowers. */
  readonly text: string;
  readonly anchor?: 'start' | 'middle' | 'end';
  readonly strong?: boolean;
  /** Clears a hair of paper around the letters, where lines pass behind. */
  readonly halo?: boolean;
  /** Colour class; ink unless told. */
  readonly tone?: string;
}

/** How far, in em of the line, small text is moved. */
const RAISE = -0.33;
const LOWER = 0.22;

/** A line of text. */
export function Label({ x, y, text, anchor = 'start', strong, halo, tone = 'f-ink' }: LabelProps) {
  const classes = [tone, strong ? 'f-strong' : '', halo ? 'f-halo' : ''].filter(Boolean).join(' ');
  let level = 0;
  return (
    <text
      class={classes}
      x={px(x)}
      y={px(y)}
      {...(anchor === 'start' ? {} : { 'text-anchor': anchor })}
    >
      {runs(text).map((run) => {
        const target = run.level === 'base' ? 0 : run.level === 'raised' ? RAISE : LOWER;
        // dy is reckoned in the em of the run it stands on.
        const em = run.level === 'base' ? 1 : SMALL;
        const dy = (target - level) / em;
        level = target;
        if (run.level === 'base' && dy === 0) return run.text;
        return (
          <tspan dy={`${px(dy)}em`} {...(run.level === 'base' ? {} : { class: 'f-small' })}>
            {run.text}
          </tspan>
        );
      })}
    </text>
  );
}
