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

/** A results table of a note, as the note's frontmatter has it. */
export interface SourceTable {
  readonly title: string;
  /** How sure the note is of the numbers. */
  readonly certainty: 'read' | 'secondary' | 'recalled';
  readonly columns: readonly { readonly name: string; readonly unit: string | null }[];
  readonly rows: readonly (readonly (string | number | null)[])[];
}

/** A work of the bibliography. */
export interface SourceWork {
  /** `Liu et al. 2017`. */
  readonly short: string;
  readonly year: number;
}

/** What a figure asked for besides results: tables by `note/table`, works by BibTeX key. */
export interface Sources {
  readonly tables: Readonly<Record<string, SourceTable>>;
  readonly works: Readonly<Record<string, SourceWork>>;
}

export const NO_SOURCES: Sources = Object.freeze({ tables: {}, works: {} });

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
  /** Results tables of notes that are drawn, as `note/table`. */
  readonly tables?: readonly string[];
  /** BibTeX keys of works whose years are drawn. */
  readonly works?: readonly string[];
  /** Computation module the numbers come from, a path from the project's root. */
  readonly module: string;
  /** What the reader can turn, in a few words; absent where the figure is still. */
  readonly knob?: string;
  /** The numbers, for the long description and the CSV. */
  table(results: Results, sources: Sources): FigureTable;
  /** The long description: two to five sentences with the numbers, from the results. Plain text. */
  describe(results: Results, sources: Sources): string;
}

export function defineFigure(meta: FigureMeta): FigureMeta {
  return Object.freeze(meta);
}

/** Design widths, in px: the drawing is made once for each, CSS shows one. */
export type FigureWidth = 640 | 340;

/** What every drawing receives. */
export interface DrawingProps {
  readonly results: Results;
  /** The tables and works its words ask for; none unless they do. */
  readonly sources?: Sources;
  readonly width: FigureWidth;
}
