/**
 * A figure as one SVG file that stands on its own: for readers who want the
 * picture, in the light theme, without the page around it.
 */
import type { ComponentType } from 'preact';
import { h } from 'preact';
import { render } from 'preact-render-to-string';
import type { Results } from '../../../lib/lab/define.ts';
import type { DrawingProps, FigureMeta, Sources } from '../define.ts';
import { NO_SOURCES } from '../define.ts';
import css from './drawing.css?raw';

/** The site's light theme. Written out, since few viewers of SVG files know custom properties. */
export const LIGHT: Readonly<Record<string, string>> = {
  paper: '#fdfcf9',
  ink: '#1c1b19',
  soft: '#5d5a53',
  rule: '#dcd8ce',
  holds: '#11694c',
  conditions: '#8a5a00',
  fails: '#ae2f23',
  base: '#757168',
  'seq-1': '#3c77b9',
  'seq-2': '#2a62a1',
  'seq-3': '#1b4f86',
  'seq-4': '#113860',
  'seq-5': '#071d38',
};

/** Space around and between the panels, px. */
const PAD = 16;
const GAP = 12;

/**
 * The wide drawing of a figure as an SVG document; panels keep their places, as
 * nested SVGs. Deterministic.
 *
 * @throws Error if the drawing holds no SVG, or a colour that LIGHT lacks.
 */
export function renderFigureSvg(
  id: string,
  Component: ComponentType<DrawingProps>,
  meta: FigureMeta,
  results: Results,
  sources: Sources = NO_SOURCES,
): string {
  const markup = render(h(Component, { results, sources, width: 640 }));
  const rows = panelRows(markup);
  if (rows.length === 0) throw new Error(`figure "${id}" draws no SVG`);

  let y = PAD;
  let width = 0;
  const placed: string[] = [];
  for (const row of rows) {
    let x = PAD;
    for (const panel of row) {
      placed.push(nested(panel, x, y));
      x += panel.width + GAP;
    }
    width = Math.max(width, x - GAP + PAD);
    y += Math.max(...row.map((panel) => panel.height)) + GAP;
  }
  const height = y - GAP + PAD;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img">`,
    `<title>${escape(meta.title)}</title>`,
    `<desc>${escape(meta.alt)}</desc>`,
    `<style>${lightStyles()}</style>`,
    `<rect width="100%" height="100%" fill="${LIGHT['paper'] ?? ''}"/>`,
    ...placed,
    '</svg>\n',
  ].join('\n');
}

interface Panel {
  readonly width: number;
  readonly height: number;
  readonly inner: string;
}

/** The drawing's SVGs in rows, as many to a row as their group has columns. */
function panelRows(markup: string): Panel[][] {
  const rows: Panel[][] = [];
  let columns = 1;
  for (const match of markup.matchAll(
    /class="f-panels f-panels-(\d+)"|<svg [^>]*viewBox="0 0 ([\d.]+) ([\d.]+)"[^>]*>([\s\S]*?)<\/svg>/g,
  )) {
    const [, group, width, height, inner = ''] = match;
    if (group !== undefined) {
      columns = Number(group);
      rows.push([]);
      continue;
    }
    const panel = { width: Number(width), height: Number(height), inner };
    const row = rows.at(-1);
    if (row !== undefined && row.length < columns) row.push(panel);
    else rows.push([panel]);
  }
  return rows.filter((row) => row.length > 0);
}

function nested({ width, height, inner }: Panel, x: number, y: number): string {
  // Visible: with another font than Inter a label may be wider than its place.
  return `<svg class="f-chart" overflow="visible" x="${x}" y="${y}" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">${inner}</svg>`;
}

/** drawing.css without comments and spare white space, its custom properties replaced by LIGHT. */
function lightStyles(): string {
  return css
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/var\(--([\w-]+)\)/g, (_, name: string) => {
      const colour = LIGHT[name];
      if (colour === undefined) throw new Error(`no light colour for --${name}`);
      return colour;
    })
    .replace(/\s+/g, ' ')
    .replace(/ ?([{};:,]) ?/g, '$1')
    .trim();
}

function escape(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}
