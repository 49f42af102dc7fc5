import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { FigureMeta, FigureTable } from '../../components/figures/define.ts';
import type { Results } from '../lab/define.ts';
import type { Errors } from './errors.ts';
import { renderInline } from './inline.ts';
import type { InlineContext } from './inline.ts';
import { pageHref } from './href.ts';
import type { Lab } from './lab.ts';
import { didYouMean } from './nearest.ts';
import { SLUG } from './schemas.ts';
import type { Shelf } from './sources.ts';
import { sourcesOf } from './sources.ts';
import type { FigureInfo } from './types.ts';

/** The words of a figure and the file they stand in. */
export interface FoundFigure {
  file: string;
  meta: FigureMeta;
}

const ENDING = '.meta.ts';
const METAS = `src/components/figures/*${ENDING}`;

/**
 * Loads the words of all figures. What is not well formed is reported and left
 * out; `ids` names every figure that has a file, so that a page which shows a
 * broken one is not reported too.
 */
export async function loadFigures(
  root: string,
  lab: Lab,
  errors: Errors,
): Promise<{ figures: FoundFigure[]; ids: Set<string> }> {
  const { modules, errors: failed } = await lab.loadModules(root, METAS);
  errors.list.push(...failed);
  const files = [...modules, ...failed].map(({ file }) => file);
  const figures: FoundFigure[] = [];
  for (const { file, exports } of modules) {
    const problems = metaProblems(exports['default'], basename(file, ENDING));
    for (const { field, message, hint } of problems) errors.add({ file, field }, message, hint);
    if (problems.length > 0) continue;
    const meta = exports['default'] as FigureMeta;
    figures.push({ file, meta });
    if (!existsSync(join(root, meta.module))) {
      errors.add(
        { file, field: 'module' },
        `There is no file "${meta.module}".`,
        'Name the computation module by its path from the project’s root.',
      );
    }
  }
  return {
    // By id, not by file: "-" comes before "." in names of files.
    figures: figures.sort((a, b) => (a.meta.id < b.meta.id ? -1 : 1)),
    ids: new Set(
      files.filter((file) => file.endsWith(ENDING)).map((file) => basename(file, ENDING)),
    ),
  };
}

interface MetaProblem {
  field: string | null;
  message: string;
  hint: string;
}

/** What is wrong with the fields of a figure's words; nothing when they are a `FigureMeta`. */
function metaProblems(value: unknown, name: string): MetaProblem[] {
  if (typeof value !== 'object' || value === null) {
    return [
      {
        field: null,
        message: 'The module has no default export.',
        hint: 'Write export default defineFigure({ … }).',
      },
    ];
  }
  const meta = value as Readonly<Record<string, unknown>>;
  const problems: MetaProblem[] = [];
  const expect = (good: boolean, field: string, wanted: string, hint: string) => {
    if (good) return;
    const message = `Expected ${wanted}, received ${describe(meta[field])}.`;
    problems.push({ field, message, hint });
  };
  const isText = (field: string) => typeof meta[field] === 'string' && meta[field].trim() !== '';
  expect(meta['id'] === name, 'id', `"${name}", the file’s name`, 'Give both the same name.');
  expect(SLUG.test(name), 'id', 'lower-case words joined by hyphens', 'Rename the file.');
  for (const field of ['title', 'caption', 'alt', 'module']) {
    expect(isText(field), field, 'text', 'Write it; it is required.');
  }
  expect(
    meta['knob'] === undefined || isText('knob'),
    'knob',
    'text',
    'Leave it out for a still figure.',
  );
  const { experiments } = meta;
  expect(
    Array.isArray(experiments) && experiments.every((id) => typeof id === 'string'),
    'experiments',
    'a list of ids',
    "Write ['psi'].",
  );
  for (const field of ['tables', 'works']) {
    const names = meta[field];
    expect(
      names === undefined ||
        (Array.isArray(names) && names.every((name) => typeof name === 'string')),
      field,
      'a list of names',
      field === 'tables' ? "Write ['note/table']." : "Write ['doe2020paper'].",
    );
  }
  for (const field of ['table', 'describe']) {
    expect(
      typeof meta[field] === 'function',
      field,
      'a function',
      `Write ${field}(results) { … }.`,
    );
  }
  return problems;
}

/** Fills a figure from the results and its sources. `usedIn` is left empty for the caller to fill. */
export function drawFigure(
  found: FoundFigure,
  results: Results,
  experiments: readonly string[],
  shelf: Shelf,
  context: Pick<InlineContext, 'index' | 'formulas' | 'pardon'>,
  base: string,
  errors: Errors,
): FigureInfo {
  const { file, meta } = found;
  const node = `figure:${meta.id}`;
  const unknown = meta.experiments.filter((id) => !experiments.includes(id));
  for (const id of unknown) {
    errors.add(
      { file, field: 'experiments' },
      `No experiment "${id}".`,
      didYouMean(id, experiments, 'experiment'),
    );
  }
  const { sources, complete } = sourcesOf(found, shelf, errors);
  // An experiment that failed, or a table that is missing, is reported already: its figure has no
  // numbers, and no second error.
  const ready = complete && meta.experiments.every((id) => Object.hasOwn(results, id));
  const caption = renderInline(meta.caption, {
    from: null,
    ...context,
    results,
    report: (message, hint) => {
      if (ready) errors.add({ file, field: 'caption' }, message, hint);
    },
  });
  const attempt = <T>(field: 'table' | 'describe', call: () => T, otherwise: T): T => {
    if (!ready) return otherwise;
    try {
      return call();
    } catch (thrown) {
      const message = thrown instanceof Error ? thrown.message : String(thrown);
      errors.add(
        { file, field },
        `Calling it with the results failed: ${message}`,
        meta.tables === undefined
          ? 'Compare the names it reads with what the experiments return.'
          : 'Compare the names it reads with the tables of the notes and what the experiments return.',
      );
      return otherwise;
    }
  };
  const table = attempt('table', () => meta.table(results, sources), { columns: [], rows: [] });
  const tableProblem = ready ? checkTable(table) : null;
  if (tableProblem !== null) {
    errors.add({ file, field: 'table' }, tableProblem, 'Return { columns: ["x"], rows: [[1]] }.');
  }
  const sound = tableProblem === null;
  const description = attempt('describe', () => meta.describe(results, sources), '');
  if (
    ready &&
    (typeof description !== 'string' || /\bNaN\b|\bundefined\b|\bInfinity\b/.test(description))
  ) {
    errors.add(
      { file, field: 'describe' },
      `Expected text with numbers, received ${describe(description)}.`,
      'Compare the names it reads with what the experiments return.',
    );
  }
  return {
    id: meta.id,
    node,
    url: pageHref(node, base),
    title: meta.title,
    captionHtml: caption.html,
    caption: caption.text,
    alt: meta.alt,
    experiments: [...meta.experiments],
    module: meta.module,
    knob: meta.knob ?? null,
    sources,
    table: {
      columns: sound ? [...table.columns] : [],
      rows: sound ? table.rows.map((row) => [...row]) : [],
    },
    description: typeof description === 'string' ? description : '',
    usedIn: [],
  };
}

function checkTable(table: unknown): string | null {
  const { columns, rows } = (
    typeof table === 'object' && table !== null ? table : {}
  ) as Partial<FigureTable>;
  if (!Array.isArray(columns) || !Array.isArray(rows)) {
    return `Expected columns and rows, received ${describe(table)}.`;
  }
  for (const [i, row] of (rows as unknown[]).entries()) {
    if (!Array.isArray(row) || row.length !== columns.length) {
      return `Row ${i} has ${Array.isArray(row) ? row.length : 'no'} cells for ${columns.length} columns.`;
    }
    const bad = row.findIndex((cell) => typeof cell !== 'string' && !Number.isFinite(cell));
    if (bad >= 0) return `Row ${i}, column "${String(columns[bad])}" is ${describe(row[bad])}.`;
  }
  return null;
}

function describe(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (typeof value === 'number') return String(value);
  if (typeof value === 'function') return 'a function';
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
