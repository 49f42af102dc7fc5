import type { Nodes, PhrasingContent, Root, RootContent, Table } from 'mdast';
import { mathHtml } from '../inline.ts';
import { nodeOfFile } from '../nodes.ts';
import { renderTex, TexError } from '../tex.ts';
import type { NodeId } from '../types.ts';
import { isParent, jsxAttribute, lineOf } from './nodes.ts';
import type { InlineMath, Jsx, JsxFlow, JsxText, Math } from './nodes.ts';
import { normalise } from './normalise.ts';
import { outline } from './outline.ts';
import type { FormulaItem, Outline } from './outline.ts';

/** What is used here of unified's `VFile`. */
interface File {
  path?: string;
  value: string | Uint8Array;
}

/**
 * The remark plugin: rewrites syntax to components, from the file's path and its
 * tree alone. What the components show they look up when they render.
 *
 * | written | becomes |
 * | --- | --- |
 * | `[text](concept:relu)` | `<Ref scheme="concept" to="relu" from="paper:x">text</Ref>` |
 * | `[text](/method/)` | `<Ref scheme="page" to="/method/" from="paper:x">text</Ref>` |
 * | `<Claim id="psi" margin>` | `<Claim claim="x/psi" number={1} margin={true}>` |
 * | `<Sidenote>…</Sidenote>` | `<SidenoteRef number={1} />`, and `<SidenoteBody number={1}>` beside the block |
 * | `<Figure id="psi" />` | `<Figure id="psi" number={1} wide={false} from="paper:x" />` |
 * | `<Results id>`, `<Value of as>` | the same with `from` |
 * | `<Exercise title>` | the same with `number` |
 * | `$…$` | `<span class="math" data-pagefind-ignore set:html>` |
 * | `$$…$$` | `<div class="equation" id="eq-label">`: body, and number where labelled |
 * | a table | `<div class="table-scroll">` around it |
 *
 * A block that holds a margin claim or a sidenote opens a `div.mn-group`: the
 * block, `div.mn-side` with what stands beside it, `div.mn-rest` with the blocks
 * that follow up to the next such block or wide figure.
 */
export function remarkMarginNotes() {
  return (tree: Root, file: File): void => {
    const source = String(file.value);
    const path = file.path ?? '';
    const from = nodeOfFile(path) ?? `page:${path}`;
    normalise(tree, source);
    const found = outline(tree, from, source);
    // Before anything is rewritten: a block's margin is read off its original nodes.
    const sides = sideItems(tree, found);

    for (const { node, slug } of found.headings) {
      (node as { data?: object }).data = { ...node.data, hProperties: { id: slug } };
    }
    for (const item of found.formulas) formula(item, found, path);
    for (const { node, scheme, to } of found.links) {
      become(node, ref(scheme, to, from, node.children));
    }
    for (const node of found.paths) become(node, ref('page', node.url, from, node.children));
    for (const { node, claim, number, margin } of found.claims) {
      node.attributes = attributes({ claim, number, margin });
    }
    for (const { node, id, number, wide } of found.figures) {
      node.attributes = attributes({ id, number, wide, from });
    }
    for (const node of [...found.results, ...found.values]) {
      node.attributes = [...node.attributes, jsxAttribute('from', from)];
    }
    found.exercises.forEach((node, i) => {
      node.attributes = [...node.attributes, jsxAttribute('number', i + 1)];
    });
    for (const { node, number } of found.sidenotes) {
      become(node, text('SidenoteRef', { number }, []));
    }
    found.tables.forEach((table, i) => {
      become(table, scrollBox(table, i + 1));
    });
    gluePunctuation(tree);
    tree.children = group(tree.children, sides, wideFigures(tree, found));
  };
}

/** Joins nothing visible, and asks for no line break where it stands. */
const WORD_JOINER = '\u2060';

/**
 * Keeps a comma or full stop on the line of the formula before it, and a bracket on that of the
 * formula after it: a formula is a row of boxes, and a line may break beside each. One of a single
 * box is put into a span that does not break; a longer one must be able to.
 */
function gluePunctuation(node: Nodes): void {
  if (!isParent(node)) return;
  const children = node.children as Nodes[];
  for (let i = 0; i < children.length; i++) {
    const child = children[i]!;
    gluePunctuation(child);
    if (!isFormula(child)) continue;
    const before = children[i - 1];
    const after = children[i + 1];
    const opening = before?.type === 'text' ? (/[([“‘]+$/.exec(before.value)?.[0] ?? '') : '';
    const closing = after?.type === 'text' ? (/^[,.;:!?)\]’”…]+/.exec(after.value)?.[0] ?? '') : '';
    if (opening === '' && closing === '') continue;
    if (boxes(child) > 1) {
      if (after?.type === 'text' && closing !== '') after.value = WORD_JOINER + after.value;
      continue;
    }
    if (before?.type === 'text') before.value = before.value.slice(0, -opening.length || undefined);
    if (after?.type === 'text') after.value = after.value.slice(closing.length);
    const letters = (value: string): PhrasingContent[] =>
      value === '' ? [] : [{ type: 'text', value }];
    children[i] = text('span', { class: 'nowrap' }, [
      ...letters(opening),
      child,
      ...letters(closing),
    ]);
  }
}

/** How many boxes KaTeX has made of a formula. */
function boxes(formula: JsxText): number {
  const html = formula.attributes.find(
    (attribute) => attribute.type === 'mdxJsxAttribute' && attribute.name === 'set:html',
  )?.value;
  return typeof html === 'string' ? html.split('class="base"').length - 1 : 1;
}

function isFormula(node: Nodes): node is JsxText {
  return (
    node.type === 'mdxJsxTextElement' &&
    node.name === 'span' &&
    node.attributes.some(
      (attribute) =>
        attribute.type === 'mdxJsxAttribute' &&
        attribute.name === 'class' &&
        attribute.value === 'math',
    )
  );
}

/* ---- Margin groups --------------------------------------------------------- */

/** What stands in the margin beside each top-level block, in reading order. */
function sideItems(tree: Root, found: Outline): Map<RootContent, RootContent[]> {
  const claims = new Map<Nodes, Outline['claims'][number]>(
    found.claims.filter((claim) => claim.margin).map((claim) => [claim.node, claim]),
  );
  const notes = new Map<Nodes, Outline['sidenotes'][number]>(
    found.sidenotes.map((note) => [note.node, note]),
  );
  const sides = new Map<RootContent, RootContent[]>();
  for (const block of tree.children) {
    const side: RootContent[] = [];
    const walk = (node: Nodes): void => {
      const claim = claims.get(node);
      const note = notes.get(node);
      if (claim) side.push(flow('MarginNote', { claim: claim.claim, number: claim.number }, []));
      if (note) {
        side.push(flow('SidenoteBody', { number: note.number }, [...note.node.children]));
      }
      if (isParent(node)) node.children.forEach(walk);
    };
    walk(block);
    if (side.length > 0) sides.set(block, side);
  }
  return sides;
}

/** Top-level blocks that are, or hold, a wide figure. */
function wideFigures(tree: Root, found: Outline): Set<RootContent> {
  const wide = new Set<Nodes>(found.figures.filter((f) => f.wide).map((f) => f.node));
  const holdsWide = (node: Nodes): boolean =>
    wide.has(node) || (isParent(node) && node.children.some(holdsWide));
  return new Set(tree.children.filter(holdsWide));
}

function group(
  blocks: readonly RootContent[],
  sides: ReadonlyMap<RootContent, RootContent[]>,
  wide: ReadonlySet<RootContent>,
): RootContent[] {
  const out: RootContent[] = [];
  let rest: RootContent[] = out;
  for (const block of blocks) {
    const side = sides.get(block);
    if (side) {
      rest = [];
      out.push(
        element('div', { className: ['mn-group'] }, [
          block,
          element('div', { className: ['mn-side'] }, side),
          element('div', { className: ['mn-rest'] }, rest),
        ]),
      );
    } else {
      if (wide.has(block)) rest = out;
      rest.push(block);
    }
  }
  return out;
}

/* ---- Formulas and tables ----------------------------------------------------- */

function formula({ node, tex, display }: FormulaItem, found: Outline, path: string): void {
  let html: string;
  try {
    html = renderTex(tex, display).html;
  } catch (error) {
    if (!(error instanceof TexError)) throw error;
    throw new Error(`${path}:${lineOf(node) ?? '?'}: ${error.message}\n  Hint: ${error.hint}`, {
      cause: error,
    });
  }
  if (!display) {
    become(node, inlineFormula(html));
    return;
  }
  const equation = found.equations.find((one) => one.node === node);
  const body = flow(
    'div',
    {
      class: 'equation-body',
      tabindex: '0',
      role: 'group',
      'aria-label': equation ? `Equation ${equation.number}` : 'Formula',
      'data-pagefind-ignore': '',
      'set:html': html,
    },
    [],
  );
  const number = equation
    ? [
        element('span', { className: ['equation-number'] }, [
          { type: 'text', value: `(${equation.number})` },
        ]),
      ]
    : [];
  become(
    node,
    element('div', { className: ['equation'], ...(equation ? { id: equation.slug } : {}) }, [
      body,
      ...number,
    ]),
  );
}

function inlineFormula(katex: string): JsxText {
  const html = /^<span class="math" data-pagefind-ignore>([^]*)<\/span>$/.exec(
    mathHtml(katex),
  )?.[1];
  return text('span', { class: 'math', 'data-pagefind-ignore': '', 'set:html': html ?? katex }, []);
}

function scrollBox(table: Table, number: number): RootContent {
  const heads = (table.children[0]?.children ?? []).map((cell) =>
    cell.children.map(words).join('').trim(),
  );
  return element(
    'div',
    {
      className: ['table-scroll'],
      tabIndex: 0,
      role: 'region',
      ariaLabel: `Table ${number}: ${heads.filter((head) => head !== '').join(', ')}`,
    },
    // A copy: the table's own node becomes the box.
    [{ ...table }],
  );
}

/** Text of a table's head, formulas included; they are components already. */
function words(node: PhrasingContent | Math | InlineMath): string {
  if ('children' in node && node.children.length > 0) return node.children.map(words).join('');
  return node.type === 'text' || node.type === 'inlineCode' ? node.value : '';
}

/* ---- Making nodes -------------------------------------------------------------- */

type Values = Readonly<Record<string, string | number | boolean>>;

function attributes(values: Values): Jsx['attributes'] {
  return Object.entries(values).map(([name, value]) => jsxAttribute(name, value));
}

function text(name: string, values: Values, children: PhrasingContent[]): JsxText {
  return { type: 'mdxJsxTextElement', name, attributes: attributes(values), children };
}

function flow(name: string, values: Values, children: Nodes[]): JsxFlow {
  return {
    type: 'mdxJsxFlowElement',
    name,
    attributes: attributes(values),
    children: children as JsxFlow['children'],
  };
}

function ref(scheme: string, to: string, from: NodeId, children: PhrasingContent[]): JsxText {
  return text('Ref', { scheme, to, from }, children);
}

/** An HTML element that remark-rehype passes on. `rest` may still be filled afterwards. */
function element(
  tag: string,
  properties: Readonly<Record<string, unknown>>,
  children: Nodes[],
): RootContent {
  return {
    type: 'marginNotes',
    data: { hName: tag, hProperties: properties },
    children,
  } as unknown as RootContent;
}

/** Turns a node into another, where it stands. */
function become(node: Nodes, other: Nodes): void {
  const { position } = node;
  const target = node as unknown as Record<string, unknown>;
  for (const key of Object.keys(target)) Reflect.deleteProperty(target, key);
  Object.assign(target, position ? { position } : {}, other);
}
