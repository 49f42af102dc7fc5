/** The edges of the graph, drawn from the pages. */
import type { Nodes, PhrasingContent } from 'mdast';
import { buildGraph } from '../graph/build.ts';
import { holds, renderNodes } from './inline.ts';
import type { TextBlock } from './markdown/outline.ts';
import type { Draft } from './read.ts';
import { resolveRef } from './refs.ts';
import { sentences } from './sentences.ts';
import type { Graph, GraphEdge, GraphNode, Site } from './types.ts';
import { quiet } from './work.ts';
import type { Work } from './work.ts';

/**
 * The graph of the site. Edges run from the page that says something to what it
 * says it of: a note to its tags, claims and figures, a page to what it links,
 * cites and presupposes. `link` edges carry the sentence that links.
 */
export function siteGraph(
  { notes, concepts, claims, figures }: Omit<Site, 'graph'>,
  pages: readonly Draft<unknown>[],
  work: Work,
): Graph {
  const drafts = new Map(pages.map((draft) => [draft.node, draft]));
  const nodes: GraphNode[] = [
    ...notes.map(({ node, kind, short, url }) => ({ id: node, kind, title: short, url })),
    ...concepts.map(({ node, title, url }) => ({ id: node, kind: 'concept' as const, title, url })),
    ...claims.map(({ node, title, url }) => ({ id: node, kind: 'claim' as const, title, url })),
    ...figures.map(({ node, title, url }) => ({ id: node, kind: 'figure' as const, title, url })),
  ];
  const edges: GraphEdge[] = [];
  const add = (
    source: string,
    kind: GraphEdge['kind'],
    target: string,
    more: Partial<GraphEdge> = {},
  ) => {
    edges.push({ source, target, kind, ...more });
  };
  for (const note of notes) {
    for (const concept of note.concepts) add(note.node, 'tag', `concept:${concept}`);
    for (const node of note.prerequisites) add(note.node, 'prerequisite', node);
    for (const { type, to, whyHtml } of note.relations)
      add(note.node, type, to, { context: whyHtml });
    const anchors = new Map(note.anchors.map((anchor) => [anchor.claim, anchor]));
    for (const claim of claims) {
      if (claim.note !== note.id) continue;
      const html = anchors.get(claim.id)?.html;
      add(note.node, 'claim', claim.node, {
        verdict: claim.verdict,
        ...(html === undefined ? {} : { context: html }),
      });
    }
    body(note.node);
  }
  for (const concept of concepts) {
    for (const slug of concept.prerequisites) add(concept.node, 'prerequisite', `concept:${slug}`);
    for (const { type, to, whyHtml } of concept.relations)
      add(concept.node, type, to, { context: whyHtml });
    body(concept.node);
  }
  for (const claim of claims) {
    for (const concept of claim.concepts) {
      add(claim.node, 'tag', `concept:${concept}`, { verdict: claim.verdict });
    }
    body(claim.node);
  }
  return buildGraph(nodes, edges);

  function body(node: string): void {
    const draft = drafts.get(node);
    if (!draft) return;
    for (const { id } of draft.outline.figures) add(node, 'figure', `figure:${id}`);
    for (const { node: link, scheme, to, text } of draft.outline.links) {
      const target = resolveRef(work.index, scheme, to, node)?.node;
      if (target === null || target === undefined) continue;
      const sentence = text === null ? [link] : sentenceOf(text, link);
      const { html } = renderNodes(sentence, quiet(draft, work));
      add(node, scheme === 'cite' ? 'cites' : 'link', target, { context: html.trim() });
    }
  }
}

/**
 * The sentence that holds a node: of a paragraph, a list item's paragraph or a
 * sidenote the one sentence, of a heading or a table's cell the whole of it.
 */
export function sentenceOf(block: TextBlock, wanted: Nodes): PhrasingContent[] {
  const children = block.children;
  if (block.type === 'heading' || block.type === 'tableCell') return children;
  return (
    sentences(children).find((sentence) => sentence.some((node) => holds(node, wanted))) ?? children
  );
}
