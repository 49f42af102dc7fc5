import type { Link, Nodes, Parents, PhrasingContent, Root, Table } from 'mdast';
import { fragments } from '../href.ts';
import { didYouMean } from '../nearest.ts';
import { noteOfNode, splitNode } from '../nodes.ts';
import { slugger } from '../slug.ts';
import { labelsOf, withoutLabels } from '../tex.ts';
import type { NodeId } from '../types.ts';
import { attribute, isJsx, isParent, lineOf, textAttribute } from './nodes.ts';
import type { InlineMath, Jsx, Math } from './nodes.ts';
import { isDoubled } from './normalise.ts';
import { components, htmlElements, outerSchemes, schemes } from './vocabulary.ts';
import type { Scheme } from './vocabulary.ts';

/** Nodes that hold running text: their children are the line in which a link stands. */
export type TextBlock = Extract<
  Parents,
  { type: 'paragraph' | 'heading' | 'tableCell' | 'mdxJsxTextElement' }
>;

export interface HeadingItem {
  node: Extract<Nodes, { type: 'heading' }>;
  slug: string;
}
export interface FormulaItem {
  node: Math | InlineMath;
  tex: string;
  display: boolean;
}
export interface EquationItem {
  node: Math;
  label: string;
  number: number;
  slug: string;
  tex: string;
}
export interface FigureItem {
  node: Jsx;
  id: string;
  number: number;
  slug: string;
  wide: boolean;
}
export interface ClaimItem {
  node: Jsx;
  /** Claim id, `note/claim`. */
  claim: string;
  slug: string;
  number: number;
  margin: boolean;
  /** The paragraph, heading or cell it stands in. */
  text: TextBlock | null;
}
export interface SidenoteItem {
  node: Jsx;
  number: number;
}
export interface LinkItem {
  node: Link;
  scheme: Scheme;
  /** Completed: `note/claim` for a claim, a bare label for an equation of this page. */
  to: string;
  /** The paragraph, heading, cell or sidenote it stands in. */
  text: TextBlock | null;
}
export interface Problem {
  line: number | null;
  message: string;
  hint: string;
}

/**
 * What stands in a body, in reading order, numbered. Made once by `outline` and
 * read by all: what `loadSite` checks and what the plugins write cannot differ.
 */
export interface Outline {
  headings: HeadingItem[];
  formulas: FormulaItem[];
  /** Labelled display formulas; no other is numbered. */
  equations: EquationItem[];
  figures: FigureItem[];
  results: Jsx[];
  values: Jsx[];
  claims: ClaimItem[];
  sidenotes: SidenoteItem[];
  links: LinkItem[];
  /** Links within the site by path, `[method](/method/)`. */
  paths: Link[];
  tables: Table[];
  exercises: Jsx[];
  /** Breaches of the vocabulary, which need no other file to be seen. */
  problems: Problem[];
}

/**
 * Walks a normalised tree. `from` is the page's node (`paper:sphereface`);
 * `source` the text it was parsed from.
 */
export function outline(tree: Root, from: NodeId, source: string): Outline {
  const found: Outline = {
    headings: [],
    formulas: [],
    equations: [],
    figures: [],
    results: [],
    values: [],
    claims: [],
    sidenotes: [],
    links: [],
    paths: [],
    tables: [],
    exercises: [],
    problems: [],
  };
  const slug = slugger();
  const labels = labelSet(tree);

  const problem = (node: Nodes, message: string, hint: string) => {
    found.problems.push({ line: lineOf(node), message, hint });
  };

  /** `within` names the claims and sidenotes that are open around the node. */
  function walk(
    node: Nodes,
    parent: Parents | null,
    text: TextBlock | null,
    within: readonly string[],
  ): void {
    let inner = text;
    let open = within;
    if (node.type === 'heading') {
      heading(node);
      inner = node;
    } else if (node.type === 'paragraph' || node.type === 'tableCell') inner = node;
    else if (node.type === 'table') found.tables.push(node);
    else if (node.type === 'math') display(node);
    else if (node.type === 'inlineMath') inline(node);
    else if (node.type === 'link') link(node, text);
    else if (node.type === 'mdxFlowExpression' || node.type === 'mdxTextExpression') {
      expression(node);
    } else if (isJsx(node)) {
      component(node, parent, text);
      if (node.name === 'Claim' || node.name === 'Sidenote') {
        notNested(node, node.name, within);
        open = [...within, node.name];
      }
      if (node.name === 'Sidenote' && node.type === 'mdxJsxTextElement') inner = node;
    } else refuse(node);
    if (isParent(node))
      for (const child of node.children as Nodes[]) walk(child, node, inner, open);
  }

  function notNested(node: Jsx, name: string, within: readonly string[]): void {
    if (within.includes(name)) {
      problem(
        node,
        `<${name}> stands inside another.`,
        'Close the first before the second begins.',
      );
    }
    if (name === 'Claim' && within.includes('Sidenote')) {
      problem(node, '<Claim> stands inside a sidenote.', 'Wrap a sentence of the text itself.');
    }
    if ((node.data as { blocks?: number } | undefined)?.blocks !== undefined) {
      problem(node, `<${name}> spans several paragraphs.`, 'Put it around text of one paragraph.');
    }
  }

  function heading(node: HeadingItem['node']): void {
    found.headings.push({ node, slug: slug(plain(node)) });
    if (node.depth > 1) return;
    problem(
      node,
      'A heading of the first level stands in the body.',
      'The page’s title is its first heading: start with "##".',
    );
  }

  function inline(node: InlineMath): void {
    if (isDoubled(node, source)) {
      problem(
        node,
        'A display formula "$$…$$" stands within a line of text.',
        'Give it a paragraph of its own, or write "$…$".',
      );
    }
    if (labelsOf(node.value).length > 0) {
      problem(node, 'An inline formula has a \\label.', 'Only display formulas are numbered.');
    }
    found.formulas.push({ node, tex: node.value, display: false });
  }

  function expression(node: Nodes & { value: string }): void {
    if (/^\s*(\/\*[^]*\*\/\s*)*$/.test(node.value)) return;
    problem(
      node,
      `An expression "{${shorten(node.value)}}" stands in the text.`,
      'Write "\\{" for a brace; <Value of="…" /> for a number of an experiment.',
    );
  }

  /** Markdown that the site has another way for. */
  function refuse(node: Nodes): void {
    if (node.type === 'mdxjsEsm') {
      problem(
        node,
        `"${shorten(node.value)}" is program text.`,
        'Content files import and export nothing: the components are provided.',
      );
    } else if (node.type === 'footnoteReference' || node.type === 'footnoteDefinition') {
      problem(node, 'A footnote stands in the text.', 'Write <Sidenote>…</Sidenote> in its place.');
    } else if (
      node.type === 'linkReference' ||
      node.type === 'imageReference' ||
      node.type === 'definition'
    ) {
      problem(
        node,
        'A link is written by reference.',
        'Write the target beside the text: [text](concept:slug).',
      );
    } else if (node.type === 'image' && !node.alt) {
      problem(node, 'An image has no text equivalent.', 'Write ![what it shows](address).');
    }
  }

  function display(node: Math): void {
    found.formulas.push({ node, tex: node.value, display: true });
    const [label, ...more] = labelsOf(node.value);
    if (/\\tag\b/.test(node.value)) {
      problem(
        node,
        'A formula numbers itself with \\tag.',
        'Write \\label{name}; the page counts.',
      );
    }
    if (label === undefined) return;
    if (more.length > 0) {
      problem(node, `A formula has ${more.length + 1} labels.`, 'Give it one.');
    }
    if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(label)) {
      problem(
        node,
        `"${label}" is no name for an equation.`,
        'Use lower-case letters, digits and hyphens.',
      );
    }
    if (found.equations.some((equation) => equation.label === label)) {
      problem(
        node,
        `A second equation is labelled "${label}".`,
        'Labels are unique within a page: choose another.',
      );
      return;
    }
    found.equations.push({
      node,
      label,
      number: found.equations.length + 1,
      slug: fragments.equation(label),
      tex: withoutLabels(node.value),
    });
  }

  function link(node: Link, text: TextBlock | null): void {
    const { url } = node;
    const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(url)?.[1]?.toLowerCase();
    if (scheme === undefined) {
      if (url.startsWith('/')) found.paths.push(node);
      else if (!url.startsWith('#')) {
        problem(
          node,
          `The link target "${url}" has no scheme.`,
          `Write what it is: "concept:${url}", "claim:${url}"; or a path from the root, "/${url}".`,
        );
      }
      return;
    }
    if (isScheme(scheme)) {
      const to = complete(scheme, url.slice(scheme.length + 1), from, labels);
      found.links.push({ node, scheme, to, text });
      return;
    }
    if (!outerSchemes.includes(scheme)) {
      problem(
        node,
        `The link target "${url}" has the unknown scheme "${scheme}:".`,
        didYouMean(scheme, [...schemes, ...outerSchemes], 'scheme'),
      );
    }
  }

  function component(node: Jsx, parent: Parents | null, text: TextBlock | null): void {
    const { name } = node;
    if (name === null) {
      problem(node, 'A fragment "<>…</>" stands in the text.', 'Write its content alone.');
      return;
    }
    const known = Object.hasOwn(components, name) ? components[name] : undefined;
    if (!known) {
      if (htmlElements.has(name)) return;
      problem(
        node,
        `Unknown component <${name}>.`,
        /^[a-z]/.test(name)
          ? `HTML that may stand here: ${[...htmlElements].join(', ')}.`
          : didYouMean(name, Object.keys(components), 'component'),
      );
      return;
    }
    attributes(node, name);
    if (known.place === 'block' && node.type === 'mdxJsxTextElement') {
      problem(
        node,
        `<${name}> stands within a line of text.`,
        'Put it on a line of its own, between empty lines.',
      );
    }
    switch (name) {
      case 'Claim': {
        const id = textAttribute(node, 'id');
        const note = noteOfNode(from);
        found.claims.push({
          node,
          claim: id.includes('/') || note === null ? id : `${note}/${id}`,
          slug: fragments.claim(id.split('/').at(-1) ?? id),
          number: found.claims.length + 1,
          margin: attribute(node, 'margin') === true,
          text,
        });
        break;
      }
      case 'Sidenote':
        found.sidenotes.push({ node, number: found.sidenotes.length + 1 });
        break;
      case 'Figure': {
        const id = textAttribute(node, 'id');
        found.figures.push({
          node,
          id,
          number: found.figures.length + 1,
          slug: fragments.figure(id),
          wide: attribute(node, 'wide') === true,
        });
        break;
      }
      case 'Results':
        found.results.push(node);
        break;
      case 'Value':
        found.values.push(node);
        break;
      case 'Exercise':
        found.exercises.push(node);
        break;
      case 'Solution':
        if (!parent || !isJsx(parent) || parent.name !== 'Exercise') {
          problem(node, '<Solution> stands outside an exercise.', 'Put it inside <Exercise>.');
        }
        break;
    }
  }

  function attributes(node: Jsx, name: string): void {
    const known = components[name];
    if (!known) return;
    const names = Object.keys(known.attributes);
    const seen = new Set<string>();
    for (const a of node.attributes) {
      if (a.type !== 'mdxJsxAttribute') {
        problem(node, `<${name}> spreads an expression.`, 'Write its attributes out.');
        continue;
      }
      seen.add(a.name);
      const kind = Object.hasOwn(known.attributes, a.name) ? known.attributes[a.name] : undefined;
      const value = attribute(node, a.name);
      if (kind === undefined) {
        problem(
          node,
          `<${name}> has no attribute "${a.name}".`,
          names.length === 0 ? 'It takes none.' : didYouMean(a.name, names, 'attribute'),
        );
      } else if (kind === 'text' && (typeof value !== 'string' || value === '')) {
        problem(node, `<${name} ${a.name}> needs a text.`, `Write ${a.name}="…".`);
      } else if (kind === 'flag' && value !== true) {
        problem(
          node,
          `<${name} ${a.name}> takes no value.`,
          `Write "${a.name}" alone, or leave it out.`,
        );
      }
    }
    for (const required of known.required) {
      if (!seen.has(required)) {
        problem(node, `<${name}> lacks "${required}".`, `Write <${name} ${required}="…">.`);
      }
    }
  }

  walk(tree, null, null, []);
  return found;
}

function isScheme(scheme: string): scheme is Scheme {
  return (schemes as readonly string[]).includes(scheme);
}

/** Completes a link's target: `claim:psi` in its own note, `eq:loss` on a claim's page. */
export function complete(
  scheme: Scheme,
  to: string,
  from: NodeId | null,
  labels: ReadonlySet<string>,
): string {
  if (from === null) return to;
  const note = noteOfNode(from);
  if (scheme === 'claim' && !to.includes('/') && note !== null) return `${note}/${to}`;
  if (scheme === 'eq') {
    const { kind, id } = splitNode(from);
    if (to.startsWith(`${id}/`) && labels.has(to.slice(id.length + 1))) {
      return to.slice(id.length + 1);
    }
    if (!to.includes('/') && !labels.has(to) && kind === 'claim' && note !== null) {
      return `${note}/${to}`;
    }
  }
  return to;
}

function labelSet(tree: Root): Set<string> {
  const labels = new Set<string>();
  const walk = (node: Nodes): void => {
    if (node.type === 'math') for (const label of labelsOf(node.value)) labels.add(label);
    if (isParent(node)) for (const child of node.children as Nodes[]) walk(child);
  };
  walk(tree);
  return labels;
}

/** Text of inline nodes as it is written: formulas as TeX, sidenotes left out. */
export function plain(node: Nodes | { children: PhrasingContent[] }): string {
  if ('value' in node) {
    return node.type === 'mdxTextExpression' || node.type === 'mdxFlowExpression' ? '' : node.value;
  }
  if ('name' in node && node.name === 'Sidenote') return '';
  return 'children' in node ? (node.children as Nodes[]).map(plain).join('') : '';
}

function shorten(text: string): string {
  const line = text.trim().replace(/\s+/g, ' ');
  return line.length > 40 ? `${line.slice(0, 40)}…` : line;
}
