/** What a figure draws besides results: tables of notes and years of works. */
import type { Sources, SourceTable, SourceWork } from '../../components/figures/define.ts';
import type { Errors } from './errors.ts';
import type { FoundFigure } from './figures.ts';
import { didYouMean } from './nearest.ts';
import type { Draft } from './read.ts';
import type { PaperData, TopicData } from './schemas.ts';
import type { Reference } from './types.ts';

/** Where a figure's tables and works are looked up. */
export interface Shelf {
  /** Tables by `note/table`, in the order of the notes. */
  readonly tables: ReadonlyMap<string, SourceTable>;
  /** Notes that could not be read: what a figure asks of them is no error of the figure. */
  readonly unread: ReadonlySet<string>;
  readonly references: ReadonlyMap<string, Pick<Reference, 'short' | 'year'>>;
  /** All BibTeX keys, those of malformed entries too. */
  readonly keys: ReadonlySet<string>;
}

export function shelfOf(
  notes: readonly Draft<PaperData | TopicData>[],
  references: ReadonlyMap<string, Reference>,
  keys: ReadonlySet<string>,
): Shelf {
  const tables = new Map<string, SourceTable>();
  for (const { id, sound, data } of notes) {
    if (!sound) continue;
    for (const { id: name, title, source, columns, rows } of data.results ?? []) {
      tables.set(`${id}/${name}`, {
        title,
        certainty: source.certainty,
        columns: columns.map((column) => ({ name: column.name, unit: column.unit ?? null })),
        rows,
      });
    }
  }
  const unread = new Set(notes.filter(({ sound }) => !sound).map(({ id }) => id));
  return { tables, unread, references, keys };
}

/**
 * The tables and works that a figure's words name, and whether all are there. What
 * does not exist is reported, with the nearest name that does.
 */
export function sourcesOf(
  { file, meta }: FoundFigure,
  shelf: Shelf,
  errors: Errors,
): { sources: Sources; complete: boolean } {
  const tables: Record<string, SourceTable> = {};
  const works: Record<string, SourceWork> = {};
  let complete = true;
  for (const id of meta.tables ?? []) {
    const table = shelf.tables.get(id);
    if (table !== undefined) {
      tables[id] = table;
      continue;
    }
    complete = false;
    if (shelf.unread.has(id.split('/')[0] ?? '')) continue;
    errors.add(
      { file, field: 'tables' },
      `No results table "${id}".`,
      didYouMean(id, shelf.tables.keys(), 'results table'),
    );
  }
  for (const key of meta.works ?? []) {
    const work = shelf.references.get(key);
    if (work !== undefined && work.year !== null) {
      works[key] = { short: work.short, year: work.year };
      continue;
    }
    complete = false;
    if (work !== undefined) {
      errors.add(
        { file, field: 'works' },
        `The entry "${key}" has no year.`,
        'Give it one in the bibliography.',
      );
    } else if (!shelf.keys.has(key)) {
      errors.add(
        { file, field: 'works' },
        `No BibTeX key "${key}".`,
        didYouMean(key, shelf.keys, 'BibTeX key'),
      );
    }
  }
  return { sources: { tables, works }, complete };
}
