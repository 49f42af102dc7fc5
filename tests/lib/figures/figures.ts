/** All figures with the stored results, and what can be read from their markup. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { ComponentType } from 'preact';
import { h } from 'preact';
import { render } from 'preact-render-to-string';
import type {
  DrawingProps,
  FigureMeta,
  FigureWidth,
  Sources,
} from '../../../src/components/figures/define.ts';
import { typeFor } from '../../../src/components/figures/lib/layout.ts';
import { SMALL, textWidth } from '../../../src/components/figures/lib/text.ts';
import type { Json, Results } from '../../../src/lib/lab/define.ts';
import { readBibliography } from '../../../src/lib/site/bibliography.ts';
import { Errors } from '../../../src/lib/site/errors.ts';
import { readPages } from '../../../src/lib/site/read.ts';
import { kinds } from '../../../src/lib/site/schemas.ts';
import { shelfOf, sourcesOf } from '../../../src/lib/site/sources.ts';

export const root = new URL('../../../', import.meta.url);
export const WIDTHS: readonly FigureWidth[] = [640, 340];

const RESULTS = new URL('results/', root);

/** Every stored result, by experiment id. */
export const results: Results = Object.fromEntries(
  readdirSync(RESULTS)
    .filter((file) => file.endsWith('.json'))
    .map((file) => {
      const { id, result } = JSON.parse(readFileSync(new URL(file, RESULTS), 'utf8')) as {
        id: string;
        result: Json;
      };
      return [id, result];
    }),
);

const metas = import.meta.glob<FigureMeta>('../../../src/components/figures/*.meta.ts', {
  import: 'default',
  eager: true,
});
const drawings = import.meta.glob<ComponentType<DrawingProps>>(
  ['../../../src/components/figures/*.tsx', '!**/*.island.tsx'],
  { import: 'default', eager: true },
);

export interface Figure {
  /** The file's name without its ending. */
  name: string;
  meta: FigureMeta;
  Drawing: ComponentType<DrawingProps>;
}

export const figures: readonly Figure[] = Object.entries(metas).map(([path, meta]) => {
  const name = path.replace(/^.*\/(.*)\.meta\.ts$/, '$1');
  const Drawing = drawings[path.replace('.meta.ts', '.tsx')];
  if (Drawing === undefined) throw new Error(`no drawing beside ${path}`);
  return { name, meta, Drawing };
});

const errors = new Errors();
const BIB = 'src/content/bibliography.bib';
const bibliography = readBibliography(readFileSync(new URL(BIB, root), 'utf8'), BIB, errors);
const notes = await Promise.all([
  readPages(fileURLToPath(root), 'paper', kinds.paper, '/', errors),
  readPages(fileURLToPath(root), 'topic', kinds.topic, '/', errors),
]);
const shelf = shelfOf(notes.flat(), bibliography.references, bibliography.keys);

/** The tables and works a figure's words name, from the notes. */
export function sourcesFor(meta: FigureMeta): Sources {
  const { sources } = sourcesOf({ file: `${meta.id}.meta.ts`, meta }, shelf, errors);
  if (errors.list.length > 0) throw new Error(JSON.stringify(errors.list));
  return sources;
}

/** Markup of a drawing, given only the results and sources its words name. */
export function draw<Props extends DrawingProps>(
  meta: FigureMeta,
  Drawing: ComponentType<Props>,
  props: Omit<Props, 'results'>,
): string {
  const own = Object.fromEntries(meta.experiments.map((id) => [id, results[id] as Json]));
  const sources = sourcesFor(meta);
  return render(h(Drawing as ComponentType<object>, { ...props, results: own, sources }));
}

export interface Box {
  text: string;
  left: number;
  right: number;
  top: number;
  bottom: number;
}

export interface Picture {
  width: number;
  height: number;
  label: string;
  texts: Box[];
}

/** Inter's ascent and descent in em: the box of a line of text as a browser measures it. */
const ASCENT = 0.969;
const DESCENT = 0.242;

/** The SVGs of a drawing with the boxes of their texts, widths estimated for the largest type. */
export function pictures(markup: string, width: FigureWidth): Picture[] {
  const { size } = typeFor(width);
  return [...markup.matchAll(/<svg ([^>]*)>([\s\S]*?)<\/svg>/g)].map(([, head = '', body = '']) => {
    const [, w = '', tall = ''] = /viewBox="0 0 ([\d.]+) ([\d.]+)"/.exec(head) ?? [];
    return {
      width: Number(w),
      height: Number(tall),
      label: /aria-label="([^"]*)"/.exec(head)?.[1] ?? '',
      texts: [...body.matchAll(/<text ([^>]*)>([\s\S]*?)<\/text>/g)].map(
        ([, own = '', inner = '']) => box(own, inner, size),
      ),
    };
  });
}

function box(head: string, inner: string, size: number): Box {
  const number = (name: string) => Number(new RegExp(`\\b${name}="([-\\d.]+)"`).exec(head)?.[1]);
  const anchor = /text-anchor="(\w+)"/.exec(head)?.[1] ?? 'start';
  const markup = inner
    .replace(/<tspan dy="[^"]*" class="f-small">([^<]*)<\/tspan>/g, '^{$1}')
    .replace(/<[^>]+>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
  const width = textWidth(markup, size, /\bf-strong\b/.test(head));
  const left = number('x') - (anchor === 'end' ? width : anchor === 'middle' ? width / 2 : 0);
  const y = number('y');
  // The first small run of a line moves from the base: up by a negative share of its em, or down.
  const shift = SMALL * Number(/dy="([-\d.]+)em" class="f-small"/.exec(inner)?.[1] ?? 0);
  const raised = Math.max(0, -shift);
  const lowered = Math.max(0, shift);
  return {
    text: markup,
    left,
    right: left + width,
    top: y - size * (raised > 0 ? raised + SMALL * ASCENT : ASCENT),
    bottom: y + size * (lowered > 0 ? lowered + SMALL * DESCENT : DESCENT),
  };
}

/** What is wrong with the labels of a drawing: clipped ones, and pairs that overlap. */
export function labelFaults(markup: string, width: FigureWidth): string[] {
  const SLACK = 0.5;
  return pictures(markup, width).flatMap(({ width: w, height, texts }) => {
    const clipped = texts
      .filter(
        (t) =>
          t.left < -SLACK || t.right > w + SLACK || t.top < -SLACK || t.bottom > height + SLACK,
      )
      .map((t) => `clipped: ${t.text}`);
    const overlaps = texts.flatMap((a, i) =>
      texts
        .slice(i + 1)
        .filter(
          (b) =>
            a.left < b.right - SLACK &&
            b.left < a.right - SLACK &&
            a.top < b.bottom - SLACK &&
            b.top < a.bottom - SLACK,
        )
        .map((b) => `overlap: ${a.text} | ${b.text}`),
    );
    return [...clipped, ...overlaps];
  });
}

/** The same tables with every number a little smaller, so that accuracies stay accuracies. */
export function perturbedSources({ tables, works }: Sources): Sources {
  const less = Object.entries(tables).map(([id, table]) => [
    id,
    {
      ...table,
      // The first cell is the row's name.
      rows: table.rows.map((row) =>
        row.map((cell, c) => (c > 0 && typeof cell === 'number' ? cell * 0.97 + 0.031 : cell)),
      ),
    },
  ]);
  return { tables: Object.fromEntries(less) as Sources['tables'], works };
}

/** The same results with every number another one; words, lists and keys stay. */
export function perturbed(value: Json): Json {
  if (typeof value === 'number') return value * 1.37 + 0.7813;
  if (Array.isArray(value)) return value.map((v: Json) => perturbed(v));
  if (value !== null && typeof value === 'object') {
    return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, perturbed(v)]));
  }
  return value;
}
