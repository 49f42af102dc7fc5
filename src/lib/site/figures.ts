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
import type { FigureInfo } from './types.ts';

/** The words of a figure and the file they stand in. */
export interface FoundFigure {
  file: string;
  meta: FigureMeta;
}

const METAS = 'src/components/figures/*.meta.ts';

/** Loads the words of all figures. What is not well formed is reported and left out. */
export async function loadFigures(root: string, lab: Lab, errors: Errors): Promise<FoundFigure[]> {
  const { modules, errors: failed } = await lab.loadModules(root, METAS);
  errors.list.push(...failed);
  const figures: FoundFigure[] = [];
  for (const { file, exports } of modules) {
    const meta: unknown = exports['default'];
    const name = basename(file, '.meta.ts');
    if (typeof meta !== 'object' || meta === null) {
      errors.add(
        { file },
        'The module has no default export.',
        'Write export default defineFigure({ … }).',
      );
      continue;
    }
    if (checkMeta(meta as Record<string, unknown>, name, root, file, errors)) {
      figures.push({ file, meta: meta as FigureMeta });
    }
  }
  return figures;
}

const TEXTS = ['id', 'title', 'caption', 'alt', 'module'] as const;

function checkMeta(
  meta: Readonly<Record<string, unknown>>,
  name: string,
  root: string,
  file: string,
  errors: Errors,
): boolean {
  let sound = true;
  const wrong = (field: string, message: string, hint: string) => {
    errors.add({ file, field }, message, hint);
    sound = false;
  };
  for (const field of TEXTS) {
    const value = meta[field];
    if (typeof value !== 'string' || value.trim() === '') {
      wrong(field, `Expected text, received ${describe(value)}.`, 'Write it; it is required.');
    }
  }
  if (meta['knob'] !== undefined && typeof meta['knob'] !== 'string') {
    wrong(
      'knob',
      `Expected text, received ${describe(meta['knob'])}.`,
      'Leave it out for a still figure.',
    );
  }
  const experiments = meta['experiments'];
  if (!Array.isArray(experiments) || !experiments.every((id) => typeof id === 'string')) {
    wrong(
      'experiments',
      `Expected a list of ids, received ${describe(experiments)}.`,
      "Write ['psi'].",
    );
  }
  for (const field of ['table', 'describe'] as const) {
    if (typeof meta[field] !== 'function') {
      wrong(
        field,
        `Expected a function, received ${describe(meta[field])}.`,
        `Write ${field}(results) { … }.`,
      );
    }
  }
  // Set by `wrong`, which TypeScript's flow analysis does not follow.
  if (!(sound as boolean)) return false;
  const { id, module } = meta as unknown as FigureMeta;
  if (id !== name || !SLUG.test(id)) {
    wrong(
      'id',
      `Expected "${name}", the file’s name, received "${id}".`,
      'Give both the same name.',
    );
  }
  if (!existsSync(join(root, module))) {
    errors.add(
      { file, field: 'module' },
      `There is no file "${module}".`,
      'Name the computation module by its path from the project’s root.',
    );
  }
  return sound;
}

/** Fills a figure from the results. `usedIn` is left empty for the caller to fill. */
export function drawFigure(
  { file, meta }: FoundFigure,
  results: Results,
  experiments: readonly string[],
  context: Pick<InlineContext, 'index'> & { formulas: Set<string> },
  base: string,
  errors: Errors,
): FigureInfo {
  const node = `figure:${meta.id}`;
  const unknown = meta.experiments.filter((id) => !experiments.includes(id));
  for (const id of unknown) {
    errors.add(
      { file, field: 'experiments' },
      `No experiment "${id}".`,
      didYouMean(id, experiments, 'experiment'),
    );
  }
  // An experiment that failed is reported already: its figure has no numbers, and no second error.
  const ready = meta.experiments.every((id) => Object.hasOwn(results, id));
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
        'Compare the names it reads with what the experiments return.',
      );
      return otherwise;
    }
  };
  const table = attempt('table', () => meta.table(results), { columns: [], rows: [] });
  const tableProblem = ready ? checkTable(table) : null;
  if (tableProblem !== null) {
    errors.add({ file, field: 'table' }, tableProblem, 'Return { columns: ["x"], rows: [[1]] }.');
  }
  const sound = tableProblem === null;
  const description = attempt('describe', () => meta.describe(results), '');
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
    table: {
      columns: sound ? [...table.columns] : [],
      rows: sound ? table.rows.map((row) => [...row]) : [],
    },
    description: typeof description === 'string' ? description : '',
    usedIn: [],
  };
}

function checkTable(table: unknown): string | null {
  const { columns, rows } = (table ?? {}) as Partial<FigureTable>;
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
