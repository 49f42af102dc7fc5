import { describe, expect, it } from 'vitest';
import { buildGraph, indexGraph } from '../../../src/lib/graph/build.ts';
import type { GraphEdge, GraphNode } from '../../../src/lib/site/types.ts';

const node = (id: string): GraphNode => ({ id, kind: 'concept', title: id, url: `/${id}/` });
const edge = (source: string, target: string, more: Partial<GraphEdge> = {}): GraphEdge => ({
  source,
  target,
  kind: 'link',
  ...more,
});

describe('buildGraph', () => {
  it('drops doubles, edges to nowhere and edges to themselves', () => {
    const kept = [
      edge('a', 'b'),
      edge('a', 'b', { kind: 'uses' }),
      edge('a', 'b', { context: 'One.' }),
      edge('a', 'b', { context: 'Two.' }),
      edge('b', 'a'),
    ];
    const dropped = [
      edge('a', 'b'),
      edge('a', 'b', { context: 'One.' }),
      edge('a', 'a'),
      edge('a', 'c'),
      edge('c', 'a'),
    ];
    const graph = buildGraph([node('a'), node('b')], [...kept, ...dropped]);
    expect(graph.edges).toEqual(kept);
    expect(graph.nodes.map(({ id }) => id)).toEqual(['a', 'b']);
  });
});

describe('indexGraph', () => {
  it('files edges by both ends', () => {
    const graph = buildGraph(
      [node('a'), node('b'), node('c')],
      [edge('a', 'b'), edge('c', 'b'), edge('a', 'c')],
    );
    const index = indexGraph(graph);
    expect(index.out('a').map(({ target }) => target)).toEqual(['b', 'c']);
    expect(index.in('b').map(({ source }) => source)).toEqual(['a', 'c']);
    expect(index.in('a')).toEqual([]);
    expect(index.out('nowhere')).toEqual([]);
    expect(index.node.get('b')?.title).toBe('b');
  });
});
