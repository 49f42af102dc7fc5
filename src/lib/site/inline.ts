import type { Link, Nodes, PhrasingContent } from 'mdast';
import type { Json, Results } from '../lab/define.ts';
import { formatValue, resolvePath, ValueError } from './format.ts';
import { href } from './href.ts';
import { escapeHtml, raisePowers } from './html.ts';
import { textAttribute } from './markdown/nodes.ts';
import { complete } from './markdown/outline.ts';
import { parseInline } from './markdown/parse.ts';
import { htmlElements, outerSchemes, schemes } from './markdown/vocabulary.ts';
import type { Scheme } from './markdown/vocabulary.ts';
import { didYouMean } from './nearest.ts';
import { namesOf, resolveAnywhere, resolveRef } from './refs.ts';
import type { RefIndex } from './refs.ts';
import { renderTex, TexError } from './tex.ts';
import type { NodeId } from './types.ts';

export interface InlineContext {
  /** The page whose text it is, to complete `claim:psi` and `eq:loss`; null for none. */
  from: NodeId | null;
  /** What links are resolved with. */
  index: RefIndex;
  /** Results that `{experiment:path|format}` and `<Value>` are filled from; null where none may stand. */
  results: Results | null;
  /** Collects KaTeX's output, for the fonts. */
  formulas?: Set<string>;
  /** Whether a target that cannot be resolved is reported elsewhere: its own file is broken. */
  pardon?: (scheme: Scheme, to: string) => boolean;
  /** Told of what is wrong; the text is rendered all the same. */
  report(message: string, hint: string): void;
}

export interface Rendered {
  /** Ready to be placed; addresses are whole, for the text may be shown on any page. */
  html: string;
  /** Plain text: formulas as far as Unicode goes, links by their text. */
  text: string;
}

/** Renders a frontmatter string: inline Markdown, links with schemes, TeX, placeholders. */
export function renderInline(source: string, context: InlineContext): Rendered {
  const nodes = parseInline(source);
  if (nodes === null) {
    context.report(
      'Expected one line of text, found blocks (a list, a heading, a display formula).',
      'Escape a sign that begins one, as in "\\#" or "1\\."; write formulas as "$…$".',
    );
    return { html: escapeHtml(source), text: source };
  }
  return tidy(renderNodes(nodes, context));
}

/** Renders inline nodes of a parsed body. Sidenotes are left out. */
export function renderNodes(nodes: readonly PhrasingContent[], context: InlineContext): Rendered {
  let html = '';
  let text = '';
  for (const node of nodes) {
    const part = renderNode(node, context);
    html += part.html;
    text += part.text;
  }
  return { html, text };
}

function renderNode(node: PhrasingContent, context: InlineContext): Rendered {
  const inner = () => ('children' in node ? renderNodes(node.children, context) : EMPTY);
  const wrapped = (tag: string) => {
    const { html, text } = inner();
    return { html: `<${tag}>${html}</${tag}>`, text };
  };
  if (node.type === 'text') {
    const filled = fill(node.value, context);
    return { html: raisePowers(escapeHtml(filled)), text: filled };
  }
  if (node.type === 'inlineMath') return math(node.value, context);
  if (node.type === 'link') return link(node, inner(), context);
  if (node.type === 'inlineCode') {
    return { html: `<code>${escapeHtml(node.value)}</code>`, text: node.value };
  }
  if (node.type === 'break') return { html: '<br>', text: ' ' };
  if (node.type === 'html') {
    context.report(`HTML stands in the text: "${node.value}".`, 'Write "\\<" for the sign.');
    return { html: escapeHtml(node.value), text: node.value };
  }
  if (node.type === 'mdxJsxTextElement') {
    if (node.name === 'Sidenote') return EMPTY;
    if (node.name === 'Value') {
      const text = value(textAttribute(node, 'of'), textAttribute(node, 'as'), context);
      return { html: raisePowers(escapeHtml(text)), text };
    }
    return node.name !== null && htmlElements.has(node.name) ? wrapped(node.name) : inner();
  }
  const tag = TAGS.get(node.type);
  return tag === undefined ? inner() : wrapped(tag);
}

const TAGS = new Map<string, string>([
  ['emphasis', 'em'],
  ['strong', 'strong'],
  ['delete', 'del'],
]);

const EMPTY: Rendered = { html: '', text: '' };

/** An inline formula as it stands everywhere on the site. */
export function mathHtml(katex: string): string {
  return `<span class="math" data-pagefind-ignore>${katex}</span>`;
}

function math(tex: string, context: InlineContext): Rendered {
  const placeholder = placeholderIn(tex, context.results);
  if (placeholder !== null) {
    context.report(
      `The placeholder "${placeholder}" stands inside the formula "$${tex}$"; expected TeX alone, for none is filled there.`,
      context.results === null
        ? 'Take it out: placeholders are for a claim’s evidence and a figure’s caption.'
        : `End the formula before it, as in "$x=$ ${placeholder}".`,
    );
    return { html: `<code>${escapeHtml(tex)}</code>`, text: tex };
  }
  try {
    const { html, text } = renderTex(tex);
    context.formulas?.add(html);
    return { html: mathHtml(html), text };
  } catch (error) {
    if (!(error instanceof TexError)) throw error;
    context.report(error.message, error.hint);
    return { html: `<code>${escapeHtml(tex)}</code>`, text: tex };
  }
}

function link(node: Link, inner: Rendered, context: InlineContext): Rendered {
  const { url } = node;
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(url)?.[1]?.toLowerCase();
  if (scheme === undefined) {
    if (!url.startsWith('/')) {
      context.report(
        `The link target "${url}" has no scheme.`,
        `Write what it is: "concept:${url}", "claim:${url}"; or a path from the root, "/${url}".`,
      );
    }
    return anchor(href(url, context.index.base), inner);
  }
  if (outerSchemes.includes(scheme)) return anchor(url, inner);
  if (!(schemes as readonly string[]).includes(scheme)) {
    context.report(
      `The link target "${url}" has the unknown scheme "${scheme}:".`,
      didYouMean(scheme, [...schemes, ...outerSchemes], 'scheme'),
    );
    return inner;
  }
  const { from, index } = context;
  const to = complete(scheme as Scheme, url.slice(scheme.length + 1), from, ownLabels(context));
  const problem = linkProblem(index, scheme as Scheme, to, from);
  if (problem) {
    if (context.pardon?.(scheme as Scheme, to) === true) return inner;
    context.report(problem.message, problem.hint);
    return inner;
  }
  const target = resolveAnywhere(index, scheme as Scheme, to, from);
  if (!target) return inner;
  const content =
    inner.text === '' ? { html: escapeHtml(target.label), text: target.label } : inner;
  return target.href === null ? content : anchor(target.href, content, target.node);
}

function ownLabels({ from, index }: InlineContext): Set<string> {
  const page = from === null ? undefined : index.pages.get(from);
  return new Set((page?.equations ?? []).map((equation) => equation.label));
}

function anchor(address: string, inner: Rendered, node: NodeId | null = null): Rendered {
  const mark = node === null ? '' : ` data-node="${escapeHtml(node)}"`;
  return { html: `<a href="${escapeHtml(address)}"${mark}>${inner.html}</a>`, text: inner.text };
}

/** What is wrong with a link of the site, or null when it leads somewhere. */
export function linkProblem(
  index: RefIndex,
  scheme: Scheme,
  to: string,
  from: NodeId | null,
): { message: string; hint: string } | null {
  if (resolveRef(index, scheme, to, from)) return null;
  const names: Readonly<Record<Scheme, string>> = {
    concept: 'concept',
    paper: 'paper note',
    topic: 'topic note',
    claim: 'claim',
    figure: 'figure',
    eq: 'equation',
    cite: 'BibTeX key',
  };
  if (to === '') {
    return { message: `The link "${scheme}:" names nothing.`, hint: `Write ${scheme}:name.` };
  }
  const elsewhere = schemes.find((other) => other !== scheme && resolveRef(index, other, to, from));
  return {
    message: `No ${names[scheme]} "${to}".`,
    hint:
      elsewhere === undefined
        ? didYouMean(to, namesOf(index, scheme, from), names[scheme])
        : `There is a ${names[elsewhere]} of that name: write "${elsewhere}:${to}".`,
  };
}

const PLACEHOLDER = /\{([a-z0-9-]+:[^{}|]*)(?:\|([^{}|]*))?\}/g;

/** Fills `{experiment:path|format}` in a text. */
function fill(source: string, context: InlineContext): string {
  if (context.results === null) {
    const found = /\{[a-z0-9-]+:[^{}]+\}/.exec(source);
    if (found) {
      context.report(
        `A placeholder "${found[0]}" stands where none is filled.`,
        'Placeholders are for a claim’s evidence and a figure’s caption; in a body write <Value of="…" />.',
      );
    }
    return source;
  }
  return source.replace(PLACEHOLDER, (_, path: string, format: string | undefined) =>
    value(path, format ?? '', context),
  );
}

const IN_FORMULA = /(?<!\\)\{([a-z0-9-]+):[^{}|\\]+(?:\|([a-z]{2,}[^{}|\\]*))?\}/g;

/**
 * The first placeholder inside a formula, or null. TeX has braces and colons of its
 * own, as in `x_{i:j}`: what counts is the name of an experiment or a format, and no
 * brace of a set, `\{`.
 */
export function placeholderIn(tex: string, results: Results | null): string | null {
  for (const [whole, id, format] of tex.matchAll(IN_FORMULA)) {
    if (format !== undefined || Object.hasOwn(results ?? {}, id!)) return whole;
  }
  return null;
}

function value(path: string, format: string, context: InlineContext): string {
  if (context.results === null) return '';
  try {
    return valueText(context.results, path, format);
  } catch (error) {
    if (!(error instanceof ValueError)) throw error;
    context.report(error.message, error.hint);
    return '?';
  }
}

/** The number at a path, written in a format. Throws `ValueError`. */
export function valueText(results: Results, path: string, format: string): string {
  const found: Json = resolvePath(results, path);
  return formatValue(found, format);
}

function tidy({ html, text }: Rendered): Rendered {
  return { html: html.trim(), text: text.replace(/\s+/g, ' ').trim() };
}

/** Inline nodes as they are read: `<Claim>` opened, what shows nothing in the line left out. */
export function flatten(nodes: readonly PhrasingContent[]): PhrasingContent[] {
  return nodes.flatMap((node: PhrasingContent): PhrasingContent[] => {
    if (node.type === 'mdxTextExpression') return [];
    if (node.type !== 'mdxJsxTextElement') return [node];
    if (node.name === 'Claim') return flatten(node.children);
    return node.name === 'Sidenote' ? [] : [node];
  });
}

/** Whether a node is, or holds, another. */
export function holds(node: Nodes, wanted: Nodes): boolean {
  return (
    node === wanted ||
    ('children' in node && (node.children as Nodes[]).some((child) => holds(child, wanted)))
  );
}
