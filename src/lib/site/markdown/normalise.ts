import type { Nodes, Paragraph, Parents, PhrasingContent, Root, RootContent } from 'mdast';
import { isJsx, isParent } from './nodes.ts';
import type { Jsx, JsxFlow, JsxText } from './nodes.ts';
import { components } from './vocabulary.ts';

/**
 * Brings a tree into the one form that the walkers read, whichever parser made it.
 * MDX takes a paragraph apart that holds components alone, and so drops the `<p>`
 * of a paragraph that is only a `<Claim>`; a plain parse keeps it. Afterwards:
 * inline components stand in paragraphs, block components as blocks, a `$$…$$`
 * alone in its paragraph is a display formula. Changes the tree in place; `source`
 * is the text that it was parsed from.
 */
export function normalise(tree: Root, source: string): void {
  visitParents(tree, source);
}

function visitParents(parent: Parents, source: string): void {
  const children = parent.children as Nodes[];
  if (holdsBlocks(parent)) {
    const out: Nodes[] = [];
    for (let i = 0; i < children.length; i++) {
      const node = children[i] as Nodes;
      if (isInlineComponent(node) && node.type === 'mdxJsxFlowElement') {
        const run = [node];
        while (i + 1 < children.length && belongsTo(run, children[i + 1] as Nodes)) {
          run.push(children[i + 1] as JsxFlow);
          i++;
        }
        out.push(rewrap(run));
      } else if (node.type === 'paragraph') out.push(...unwrap(node, source));
      else out.push(node);
    }
    (parent as { children: Nodes[] }).children = out;
  }
  for (const child of parent.children as Nodes[]) {
    if (isParent(child)) visitParents(child, source);
  }
}

/** Whether the children of this node are blocks: paragraphs, lists, … */
function holdsBlocks(parent: Parents): boolean {
  return (
    parent.type === 'root' ||
    parent.type === 'blockquote' ||
    parent.type === 'listItem' ||
    (parent.type === 'mdxJsxFlowElement' && !isInlineComponent(parent))
  );
}

function isInlineComponent(node: Nodes): node is Jsx {
  if (!isJsx(node) || node.name === null) return false;
  const component = components[node.name];
  return component ? component.place === 'inline' : /^[a-z]/.test(node.name);
}

/** Whether `next` stood in the same paragraph: no blank line between it and the run. */
function belongsTo(run: readonly JsxFlow[], next: Nodes): next is JsxFlow {
  const before = run.at(-1)?.position;
  return (
    next.type === 'mdxJsxFlowElement' &&
    isInlineComponent(next) &&
    before !== undefined &&
    next.position !== undefined &&
    next.position.start.line - before.end.line <= 1
  );
}

/** Flow elements of inline components back into the paragraph they came from. */
function rewrap(run: readonly JsxFlow[]): Paragraph {
  const children: PhrasingContent[] = [];
  let end: number | undefined;
  for (const node of run) {
    const start = node.position?.start.offset;
    if (end !== undefined && start !== undefined && start > end) {
      children.push({ type: 'text', value: ' ' });
    }
    children.push(asText(node));
    end = node.position?.end.offset;
  }
  const first = run[0]?.position;
  const last = run.at(-1)?.position;
  return {
    type: 'paragraph',
    children,
    ...(first && last ? { position: { start: first.start, end: last.end } } : {}),
  };
}

/**
 * `<Claim>` over lines of its own holds a paragraph; its text is what stands in it.
 * Where it holds more than one, `data.blocks` says so, for that is an error.
 */
function asText(node: JsxFlow): JsxText {
  const blocks = node.children as Nodes[];
  const children = blocks.flatMap((child) =>
    child.type === 'paragraph' ? child.children : [child as PhrasingContent],
  );
  const count = blocks.filter((child) => !PHRASING.has(child.type)).length;
  const text: JsxText = { ...node, type: 'mdxJsxTextElement', children };
  return count > 1 ? { ...text, data: { ...node.data, blocks: count } } : text;
}

/** What stands in a line; anything else is a block. */
const PHRASING = new Set([
  'text',
  'emphasis',
  'strong',
  'delete',
  'inlineCode',
  'inlineMath',
  'break',
  'link',
  'mdxJsxTextElement',
  'mdxTextExpression',
]);

/** A paragraph of block components alone becomes those blocks; of a lone `$$…$$`, a formula. */
function unwrap(paragraph: Paragraph, source: string): RootContent[] {
  const solid = paragraph.children.filter(
    (node) => !(node.type === 'text' && node.value.trim() === ''),
  );
  const [first] = solid;
  if (first?.type === 'inlineMath' && solid.length === 1 && isDoubled(first, source)) {
    const { position } = first;
    return [{ type: 'math', value: first.value, ...(position ? { position } : {}) }];
  }
  const blocks = solid.filter(
    (node): node is JsxText =>
      node.type === 'mdxJsxTextElement' &&
      node.name !== null &&
      components[node.name]?.place === 'block',
  );
  if (blocks.length === 0 || blocks.length < solid.length) return [paragraph];
  return blocks.map((node) => ({ ...node, type: 'mdxJsxFlowElement' }) as JsxFlow);
}

/** Whether inline math was written with two dollars, as a display formula is. */
export function isDoubled(node: Nodes, source: string): boolean {
  const offset = node.position?.start.offset;
  return offset !== undefined && source.startsWith('$$', offset);
}
