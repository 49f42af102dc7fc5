/**
 * What an author writes beside a figure's drawing: its words and its data.
 * Three files make a figure: `<id>.meta.ts` (this), `<id>.tsx` (the drawing, a
 * Preact component) and `<id>.astro` (the wrapper that places, and where wanted
 * hydrates, the drawing).
 */
import type { Results } from '../../lib/lab/define.ts';

export interface FigureTable {
  /** Column names, with units where there are any. */
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number)[])[];
}

export interface FigureMeta {
  /** Same as the file's name. */
  readonly id: string;
  /** The finding, as a sentence. Plain text. */
  readonly title: string;
  /** What the picture shows, for the caption. Inline TeX and `{experiment:path|format}` allowed. */
  readonly caption: string;
  /** Short text equivalent: kind of figure, axes, finding. Plain text. */
  readonly alt: string;
  /** Ids of the experiments whose results are drawn. */
  readonly experiments: readonly string[];
  /** Computation module the numbers come from, a path from the project's root. */
  readonly module: string;
  /** What the reader can turn, in a few words; absent where the figure is still. */
  readonly knob?: string;
  /** The numbers, for the long description and the CSV. */
  table(results: Results): FigureTable;
  /** The long description: two to five sentences with the numbers, from the results. Plain text. */
  describe(results: Results): string;
}

export function defineFigure(meta: FigureMeta): FigureMeta {
  return Object.freeze(meta);
}

/** Design widths, in px: the drawing is made once for each, CSS shows one. */
export type FigureWidth = 640 | 340;

/** What every drawing receives. */
export interface DrawingProps {
  readonly results: Results;
  readonly width: FigureWidth;
}
