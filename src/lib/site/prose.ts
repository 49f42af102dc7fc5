import type { Nodes, PhrasingContent } from 'mdast';
import type { Results } from '../lab/define.ts';
import { ValueError } from './format.ts';
import { href } from './href.ts';
import { valueText } from './inline.ts';
import { isParent, textAttribute } from './markdown/nodes.ts';
import type { Jsx } from './markdown/nodes.ts';
import type { Draft } from './read.ts';
import { resolveAnywhere } from './refs.ts';
import type { RefIndex } from './refs.ts';
import type { ResultsTable } from './types.ts';

/** Words a reader takes in a minute. */
const PACE = 200;

/** Number of words of prose: code, formulas, figures and tables of numbers left out. */
export function countWords(tree: Nodes): number {
  let text = '';
  const walk = (node: Nodes): void => {
    if (node.type === 'text') text += node.value;
    // A formula in a line is read as one word.
    else if (node.type === 'inlineMath') text += ' x ';
    else if (isParent(node)) {
      node.children.forEach(walk);
      if (!INLINE.has(node.type)) text += ' ';
    }
  };
  walk(tree);
  return text.match(/[\p{L}\p{N}]+(?:[’'.-][\p{L}\p{N}]+)*/gu)?.length ?? 0;
}

const INLINE = new Set(['emphasis', 'strong', 'delete', 'link', 'mdxJsxTextElement']);

export function minutesOf(words: number): number {
  return Math.max(1, Math.round(words / PACE));
}

export interface MarkdownContext {
  index: RefIndex;
  results: Results;
  tables: readonly ResultsTable[];
  /** Captions of figures, plain text, by id. */
  captions: ReadonlyMap<string, string>;
}

interface Edit {
  start: number;
  end: number;
  put: string;
}

/**
 * The body as plain Markdown: the author's own text with links resolved and
 * components written out. Works on the source by offsets, so that all else stays
 * as it was written.
 */
export function plainMarkdown(draft: Draft<unknown>, context: MarkdownContext): string {
  const { source, tree, outline, node: from } = draft;
  const { index, results } = context;
  const edits: Edit[] = [];
  const replace = (node: Nodes, put: string) => {
    const start = node.position?.start.offset;
    const end = node.position?.end.offset;
    if (start !== undefined && end !== undefined) edits.push({ start, end, put });
  };
  /** Replaces what stands around a node's children. */
  const unwrap = (node: Jsx | PhrasingContent, before: string, after: string) => {
    const children = 'children' in node ? node.children : [];
    const first = children[0]?.position?.start.offset;
    const last = children.at(-1)?.position?.end.offset;
    const start = node.position?.start.offset;
    const end = node.position?.end.offset;
    if (start === undefined || end === undefined) return;
    if (first === undefined || last === undefined) edits.push({ start, end, put: before + after });
    else edits.push({ start, end: first, put: before }, { start: last, end, put: after });
  };

  for (const { node } of outline.claims) unwrap(node, '', '');
  for (const { node } of outline.sidenotes) unwrap(node, ' (', ')');
  for (const { node, scheme, to } of outline.links) {
    const target = resolveAnywhere(index, scheme, to, from);
    // Plain text has numbers on its formulas, but no fragments.
    const address = scheme === 'eq' && !to.includes('/') ? '' : (target?.href ?? '');
    const label = node.children.length === 0 ? (target?.label ?? to) : '';
    unwrap(node, address === '' ? label : `[${label}`, address === '' ? '' : `](${address})`);
  }
  for (const node of outline.paths) unwrap(node, '[', `](${href(node.url, index.base)})`);
  for (const node of outline.values) {
    replace(node, valueOr(results, textAttribute(node, 'of'), textAttribute(node, 'as')));
  }
  for (const { node, id, number } of outline.figures) {
    const figure = index.figures.get(id);
    const address = href(`/figures/${id}/`, index.base);
    replace(
      node,
      `**[Figure ${number}](${address}): ${figure?.title ?? id}.** ${context.captions.get(id) ?? ''}`,
    );
  }
  for (const node of outline.results) {
    const table = context.tables.find((one) => one.id === textAttribute(node, 'id'));
    replace(node, table ? tableMarkdown(table) : '');
  }
  for (const node of outline.exercises) {
    unwrapBlock(node, `**Exercise: ${textAttribute(node, 'title')}.**`);
  }
  for (const { node, number } of outline.equations) {
    const start = node.position?.start.offset ?? 0;
    const end = node.position?.end.offset ?? 0;
    const text = source.slice(start, end);
    replace(
      node,
      text.replace(/[ \t]*\\label\s*\{[^{}]*\}[ \t]*/, ` \\tag{${number}} `).replace(/ +$/gm, ''),
    );
  }
  const solutions = (node: Nodes): void => {
    if (node.type === 'mdxJsxFlowElement' && node.name === 'Solution')
      unwrapBlock(node, '*Solution.*');
    if (node.type === 'mdxFlowExpression' || node.type === 'mdxTextExpression') replace(node, '');
    if (isParent(node)) node.children.forEach(solutions);
  };
  solutions(tree);

  function unwrapBlock(node: Jsx, head: string): void {
    unwrap(node, `${head}\n\n`, '\n');
  }
  const bodyStart = source.length - draft.body.length;
  return (
    applyEdits(source, bodyStart, edits)
      .replace(/\n{3,}/g, '\n\n')
      .trim() + '\n'
  );
}

/** Applies edits that do not overlap; one inside a replaced stretch is dropped. */
function applyEdits(source: string, from: number, edits: Edit[]): string {
  edits.sort((a, b) => a.start - b.start || b.end - a.end);
  let out = '';
  let at = from;
  for (const { start, end, put } of edits) {
    if (start < at) continue;
    out += source.slice(at, start) + put;
    at = end;
  }
  return out + source.slice(at);
}

function valueOr(results: Results, of: string, as: string): string {
  try {
    return valueText(results, of, as);
  } catch (error) {
    if (error instanceof ValueError) return '?';
    throw error;
  }
}

function tableMarkdown(table: ResultsTable): string {
  const cell = (value: string | number | null) =>
    value === null ? '' : String(value).replaceAll('|', '\\|');
  const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [
    `**${table.title}** (${table.source.where})`,
    '',
    row(table.columns.map(({ name, unit }) => cell(unit === null ? name : `${name} (${unit})`))),
    row(table.columns.map(({ align }) => (align === 'right' ? '---:' : '---'))),
    ...table.rows.map((cells) => row(cells.map(cell))),
  ].join('\n');
}
