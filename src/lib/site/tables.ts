/** What a note carries as data: results tables and corrections. */
import { fieldName } from './frontmatter.ts';
import { lineOf, textAttribute } from './markdown/nodes.ts';
import { didYouMean } from './nearest.ts';
import type { Draft } from './read.ts';
import type { PaperData, TopicData } from './schemas.ts';
import type { Correction, ResultsTable } from './types.ts';
import { field } from './work.ts';
import type { Work } from './work.ts';

/** The results tables; each must be placed once in the body, and be as wide as its head. */
export function resultsOf(draft: Draft<PaperData | TopicData>, work: Work): ResultsTable[] {
  if (!draft.sound) return [];
  const { errors, known } = work;
  const tables = draft.data.results ?? [];
  const placed = new Map<string, number | null>();
  for (const node of draft.outline.results) {
    const id = textAttribute(node, 'id');
    if (id === '') continue;
    const place = { file: draft.file, line: lineOf(node) };
    if (!tables.some((table) => table.id === id)) {
      errors.add(
        place,
        `No results table "${id}" in the frontmatter.`,
        didYouMean(
          id,
          tables.map((table) => table.id),
          'results table',
        ),
      );
    } else if (placed.has(id)) {
      errors.add(
        place,
        `The results table "${id}" stands here twice; first on line ${placed.get(id) ?? '?'}.`,
        'Keep one.',
      );
    }
    placed.set(id, lineOf(node));
  }
  const seen = new Set<string>();
  return tables.map((table, i) => {
    const path = (...rest: PropertyKey[]) => ['results', i, ...rest];
    const wrong = (at: readonly PropertyKey[], message: string, hint: string) => {
      errors.add({ file: draft.file, line: draft.line(at), field: fieldName(at) }, message, hint);
    };
    if (seen.has(table.id))
      wrong(path('id'), `A second table has the id "${table.id}".`, 'Rename one.');
    seen.add(table.id);
    if (!placed.has(table.id)) {
      wrong(
        path('id'),
        `The table "${table.id}" is placed nowhere.`,
        `Write <Results id="${table.id}" /> where it belongs in the text.`,
      );
    }
    const { key } = table.source;
    if (key !== undefined && !known.keys.has(key)) {
      wrong(
        path('source', 'key'),
        `No BibTeX key "${key}".`,
        didYouMean(key, known.keys, 'BibTeX key'),
      );
    }
    for (const [r, row] of table.rows.entries()) {
      if (row.length !== table.columns.length) {
        wrong(
          path('rows', r),
          `Expected ${table.columns.length} cells, one a column; received ${row.length}.`,
          'Write null where there is no number.',
        );
      }
    }
    return {
      id: table.id,
      title: table.title,
      source: {
        key: key ?? null,
        where: table.source.where,
        certainty: table.source.certainty,
        noteHtml:
          table.source.note === undefined
            ? ''
            : field(draft, path('source', 'note'), table.source.note, work).html,
      },
      columns: table.columns.map(({ name, unit, align }, c) => ({
        name,
        unit: unit ?? null,
        align: align ?? (table.rows.every((row) => typeof row[c] !== 'string') ? 'right' : 'left'),
      })),
      rows: table.rows,
    };
  });
}

export function correctionsOf(draft: Draft<PaperData | TopicData>, work: Work): Correction[] {
  const seen = new Set<string>();
  return (draft.data.corrections ?? []).map(({ id, where, was, is, why }, i) => {
    const path = ['corrections', i, 'id'];
    if (seen.has(id)) {
      work.errors.add(
        { file: draft.file, line: draft.line(path), field: fieldName(path) },
        `A second correction has the id "${id}".`,
        'Rename one.',
      );
    }
    seen.add(id);
    const html = (name: string, source: string) =>
      field(draft, ['corrections', i, name], source, work).html;
    return {
      id,
      where,
      wasHtml: html('was', was),
      isHtml: html('is', is),
      whyHtml: html('why', why),
    };
  });
}
