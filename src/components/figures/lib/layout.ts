/**
 * Sizes that follow from a drawing's design width, and the frame a plot stands
 * in. One type size throughout: a figure shrinks with its column, and its
 * smallest letter must still be 11 px tall where a phone shows it.
 */
import type { FigureWidth } from '../define.ts';

export interface Type {
  /** Font size in px to reckon with: the largest the stylesheet gives at this width. */
  readonly size: number;
  /** Height of a line of text, px. */
  readonly line: number;
}

/**
 * The narrow drawing is set at 14 px, and at 15 where the column is narrower than
 * the drawing (figures.css); labels are placed for the larger.
 */
export function typeFor(width: FigureWidth): Type {
  return width === 640 ? { size: 13, line: 16 } : { size: 15, line: 18 };
}

/** The rectangle between the axes, in px of the drawing. */
export interface Frame {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** A frame inside a `width` × `height` drawing with the given space around it. */
export function frame(
  width: number,
  height: number,
  space: { left: number; right: number; top: number; bottom: number },
): Frame {
  return {
    width,
    height,
    left: space.left,
    right: width - space.right,
    top: space.top,
    bottom: height - space.bottom,
  };
}

/** A coordinate with at most two decimals: more would be bytes nobody sees. */
export function px(value: number): number {
  return Math.round(value * 100) / 100 + 0;
}
