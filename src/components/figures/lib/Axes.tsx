/** Thin axes: a line below with ticks, rules across at the values named on the left. */
import { Label } from './Chart.tsx';
import type { Frame, Type } from './layout.ts';
import { px } from './layout.ts';
import { textWidth } from './text.ts';

export interface Tick {
  /** Where, in px of the drawing. */
  readonly at: number;
  /** Its label; a tick without one is bare. */
  readonly text?: string;
}

/** Height of the labels' middle above their baseline, in em: half of a digit's height. */
export const MIDDLE = 0.36;

export interface AxisProps {
  readonly frame: Frame;
  readonly type: Type;
  readonly ticks: readonly Tick[];
  /** Quantity and unit. */
  readonly title: string;
}

export interface BelowProps extends AxisProps {
  /** Where the title is centred; the middle of the frame unless told. */
  readonly titleAt?: number;
}

/** The horizontal axis, its title centred below the labels. */
export function AxisBelow({ frame, type, ticks, title, titleAt }: BelowProps) {
  const y = frame.bottom;
  return (
    <g>
      <path
        class="f-axis"
        d={`M${px(frame.left)},${px(y)}H${px(frame.right)}${ticks.map((t) => `M${px(t.at)},${px(y)}v4`).join('')}`}
      />
      {ticks.map((t) =>
        t.text === undefined ? null : (
          <Label x={t.at} y={y + 4 + type.line * 0.9} text={t.text} anchor="middle" tone="f-soft" />
        ),
      )}
      <Label
        x={titleAt ?? (frame.left + frame.right) / 2}
        y={y + 5 + type.line * 2}
        text={title}
        anchor="middle"
        tone="f-soft"
      />
    </g>
  );
}

export interface LeftProps extends AxisProps {
  /** Rules across the frame at the labelled ticks. */
  readonly rules?: boolean;
  /** Name of a panel, on a line of its own above the title. */
  readonly heading?: string;
}

/** The vertical axis, its title above its upper end. */
export function AxisLeft({ frame, type, ticks, title, rules = true, heading }: LeftProps) {
  // One line's height down: raised letters stand above their line.
  const titleY = heading === undefined ? type.line : type.line * 2.1;
  return (
    <g>
      {rules ? (
        <path
          class="f-rule"
          d={ticks.map((t) => `M${px(frame.left)},${px(t.at)}H${px(frame.right)}`).join('')}
        />
      ) : null}
      {ticks.map((t) =>
        t.text === undefined ? null : (
          <Label
            x={frame.left - 8}
            y={t.at + type.size * MIDDLE}
            text={t.text}
            anchor="end"
            tone="f-soft"
          />
        ),
      )}
      {heading === undefined ? null : <Label x={0} y={type.line} text={heading} strong />}
      <Label x={0} y={titleY} text={title} tone="f-soft" />
    </g>
  );
}

/** Space the horizontal axis takes below the frame. */
export function spaceBelow(type: Type): number {
  return Math.ceil(5 + type.line * 2 + type.size * 0.3);
}

/** Space the vertical axis' title, and a panel's heading, take above the frame. */
export function spaceAbove(type: Type, heading = false): number {
  return Math.ceil(type.line * (heading ? 3.05 : 1.95));
}

/** Space the vertical axis' labels take left of the frame. */
export function spaceLeft(type: Type, labels: readonly string[]): number {
  return Math.ceil(Math.max(0, ...labels.map((text) => textWidth(text, type.size))) + 9);
}
