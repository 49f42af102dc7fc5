/**
 * Takes scripts and styles that Astro writes into pages (those of its islands)
 * out into files, so that the content security policy needs neither hashes nor
 * 'unsafe-inline'.
 */
import { createHash } from 'node:crypto';
import { html as syntax } from 'parse5';
import { type Edit, type Element, applyEdits, attribute, elements, textOf } from './html.ts';

export interface Externalised {
  readonly html: string;
  /** Contents by path from the site's root: `_astro/inline.0a1b2c3d.js`. */
  readonly files: ReadonlyMap<string, string>;
}

/** Script types that a browser runs; any other `type` is data. */
const RUNS = new Set(['', 'text/javascript', 'application/javascript', 'module']);

/**
 * The page with its inline scripts and styles replaced by links to files.
 * Neighbouring scripts share one file. Scripts become deferred: what islands
 * need (a custom element, an event) works as well after parsing. A style whose
 * rules all stand in a linked stylesheet is dropped.
 *
 * @param base path prefix of the site, with slashes at both ends.
 * @param sheet text of a linked stylesheet by its address; empty where it is not known.
 */
export function externalise(
  html: string,
  base: string,
  sheet: (href: string) => string = () => '',
): Externalised {
  const files = new Map<string, string>();
  const edits: Edit[] = [];
  const link = (code: string, extension: 'js' | 'css'): string => {
    const hash = createHash('sha256').update(code).digest('hex').slice(0, 8);
    const name = `_astro/inline.${hash}.${extension}`;
    files.set(name, code);
    return base + name;
  };

  const found = elements(html);
  for (const run of neighbours(html, found.filter(isInlineScript))) {
    const code = run.map((script) => `${textOf(script).trim().replace(/;?$/, ';')}\n`).join('');
    const first = place(run[0]!);
    const last = place(run.at(-1)!);
    const kind = attribute(run[0]!, 'type') === 'module' ? 'type="module"' : 'defer';
    const text = `<script ${kind} src="${link(code, 'js')}"></script>`;
    edits.push({ start: first.startOffset, end: last.endOffset, text });
  }
  const styles = found.filter((element) => element.tagName === 'style' && !inSvg(element));
  for (const style of styles) {
    const { startOffset, endOffset } = place(style);
    edits.push({ start: startOffset, end: endOffset, text: '' });
  }
  const linked = found
    .filter(({ tagName }) => tagName === 'link')
    .filter((link) => attribute(link, 'rel') === 'stylesheet')
    .map((link) => sheet(attribute(link, 'href') ?? ''));
  const there = new Set(linked.flatMap(rules));
  const missing = [...new Set(styles.map(textOf))].filter(
    (code) => !rules(code).every((rule) => there.has(rule)),
  );
  if (missing.length > 0) {
    const code = `${missing.join('\n')}\n`;
    const head = html.indexOf('</head>');
    const text = `<link rel="stylesheet" href="${link(code, 'css')}">`;
    edits.push({ start: head, end: head, text });
  }
  return { html: applyEdits(html, edits), files };
}

function isInlineScript(element: Element): boolean {
  return (
    element.tagName === 'script' &&
    attribute(element, 'src') === undefined &&
    RUNS.has((attribute(element, 'type') ?? '').toLowerCase()) &&
    textOf(element).trim() !== ''
  );
}

/** One entry for each selector and its declarations, spaces aside; rules inside others are not told apart. */
function rules(css: string): string[] {
  return [...css.matchAll(/([^{}]+)\{([^{}]*)\}/g)].flatMap(([, selectors, declarations]) =>
    selectors!
      .split(',')
      .map((selector) => `${selector.trim()}{${declarations!.replace(/\s|;$/g, '')}}`),
  );
}

/** Groups scripts of one type with nothing between them. */
function neighbours(html: string, scripts: readonly Element[]): Element[][] {
  const groups: Element[][] = [];
  for (const script of scripts) {
    const before = groups.at(-1)?.at(-1);
    const touching =
      before !== undefined &&
      attribute(before, 'type') === attribute(script, 'type') &&
      html.slice(place(before).endOffset, place(script).startOffset).trim() === '';
    if (touching) groups.at(-1)!.push(script);
    else groups.push([script]);
  }
  return groups;
}

/** A style inside a drawing belongs to the drawing. */
function inSvg(element: Element): boolean {
  return element.namespaceURI === syntax.NS.SVG;
}

function place(element: Element): { startOffset: number; endOffset: number } {
  const location = element.sourceCodeLocation;
  if (!location) throw new Error(`<${element.tagName}> has no place in the page's source.`);
  return location;
}
