import type { Graph, GraphEdge, GraphNode, NodeId } from '../site/types.ts';

/** Makes a graph of nodes and edges: edges to nodes that are not there and doubles are dropped. */
export function buildGraph(nodes: readonly GraphNode[], edges: readonly GraphEdge[]): Graph {
  const ids = new Set(nodes.map((node) => node.id));
  const seen = new Set<string>();
  const kept = edges.filter(({ source, target, kind, context }) => {
    if (source === target || !ids.has(source) || !ids.has(target)) return false;
    const key = JSON.stringify([source, target, kind, context ?? null]);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
  return { nodes: [...nodes], edges: kept };
}

/** A graph with its edges filed by the node they leave and the node they reach. */
export interface GraphIndex {
  node: ReadonlyMap<NodeId, GraphNode>;
  /** Edges that leave a node; empty for one that has none. */
  out(id: NodeId): readonly GraphEdge[];
  /** Edges that reach a node: its backlinks. */
  in(id: NodeId): readonly GraphEdge[];
}

const NONE: readonly GraphEdge[] = [];

/** Files the edges once, so that no step of a walk looks through all of them. O(nodes + edges). */
export function indexGraph(graph: Graph): GraphIndex {
  const leaving = new Map<NodeId, GraphEdge[]>();
  const reaching = new Map<NodeId, GraphEdge[]>();
  for (const edge of graph.edges) {
    push(leaving, edge.source, edge);
    push(reaching, edge.target, edge);
  }
  return {
    node: new Map(graph.nodes.map((node) => [node.id, node])),
    out: (id) => leaving.get(id) ?? NONE,
    in: (id) => reaching.get(id) ?? NONE,
  };
}

function push(map: Map<NodeId, GraphEdge[]>, key: NodeId, edge: GraphEdge): void {
  const list = map.get(key);
  if (list) list.push(edge);
  else map.set(key, [edge]);
}
