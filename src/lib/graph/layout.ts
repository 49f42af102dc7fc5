/**
 * Places the whole graph on a sheet: a seeded force layout (d3-force draws its
 * random numbers from a fixed generator), then labels pushed apart until no two
 * boxes meet. Same graph, same positions.
 */
import {
  forceCollide,
  forceLink,
  forceManyBody,
  forceSimulation,
  forceX,
  forceY,
  type SimulationNodeDatum,
} from 'd3-force';

export interface LayoutNode {
  readonly id: string;
  /** Half width and half height of the node with its label, px. */
  readonly halfWidth: number;
  readonly halfHeight: number;
}

export interface LayoutEdge {
  readonly source: string;
  readonly target: string;
}

export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly positions: ReadonlyMap<string, { readonly x: number; readonly y: number }>;
}

interface Body extends SimulationNodeDatum {
  id: string;
  halfWidth: number;
  halfHeight: number;
  x: number;
  y: number;
}

const TICKS = 400;
const PASSES = 300;
const GAP = 3;
const EDGE_LENGTH = 70;

/**
 * Positions for every node, in px from the top left corner, with a border of 24 px.
 * @throws RangeError when an edge names a node that is not there.
 */
export function layoutGraph(nodes: readonly LayoutNode[], edges: readonly LayoutEdge[]): Layout {
  const known = new Set(nodes.map(({ id }) => id));
  for (const { source, target } of edges) {
    const missing = [source, target].find((id) => !known.has(id));
    if (missing !== undefined) throw new RangeError(`edge to “${missing}”, which is not a node`);
  }
  // A sunflower start: even, and not on a line, so that the forces have a direction to push in.
  const bodies: Body[] = nodes.map((node, index) => {
    const radius = 14 * Math.sqrt(index + 0.5);
    const angle = index * Math.PI * (3 - Math.sqrt(5));
    return { ...node, x: radius * Math.cos(angle), y: radius * Math.sin(angle) };
  });
  forceSimulation(bodies)
    .force(
      'link',
      forceLink<Body, { source: string; target: string }>(edges.map((edge) => ({ ...edge })))
        .id(({ id }) => id)
        .distance(EDGE_LENGTH)
        .strength(0.25),
    )
    .force(
      'charge',
      forceManyBody<Body>().strength(({ halfWidth }) => -30 - 3 * halfWidth),
    )
    .force(
      'collide',
      forceCollide<Body>(({ halfWidth }) => 0.6 * halfWidth + GAP),
    )
    .force('x', forceX<Body>(0).strength(0.03))
    .force('y', forceY<Body>(0).strength(0.16))
    .stop()
    .tick(TICKS);
  separate(bodies);
  const left = Math.min(...bodies.map(({ x, halfWidth }) => x - halfWidth)) - 24;
  const top = Math.min(...bodies.map(({ y, halfHeight }) => y - halfHeight)) - 24;
  const right = Math.max(...bodies.map(({ x, halfWidth }) => x + halfWidth)) + 24;
  const bottom = Math.max(...bodies.map(({ y, halfHeight }) => y + halfHeight)) + 24;
  const round = (value: number): number => Math.round(value * 10) / 10;
  return {
    width: Math.ceil(right - left),
    height: Math.ceil(bottom - top),
    positions: new Map(
      bodies.map(({ id, x, y }) => [id, { x: round(x - left), y: round(y - top) }]),
    ),
  };
}

/** Pushes overlapping boxes apart along the shorter way, a little at a time. */
function separate(bodies: Body[]): void {
  for (let pass = 0; pass < PASSES; pass += 1) {
    let moved = false;
    for (let i = 0; i < bodies.length; i += 1) {
      for (let j = i + 1; j < bodies.length; j += 1) {
        const a = bodies[i];
        const b = bodies[j];
        if (!a || !b) continue;
        const overlapX = a.halfWidth + b.halfWidth + GAP - Math.abs(a.x - b.x);
        const overlapY = a.halfHeight + b.halfHeight + GAP - Math.abs(a.y - b.y);
        if (overlapX <= 0 || overlapY <= 0) continue;
        moved = true;
        if (overlapY <= overlapX) {
          const push = (a.y <= b.y ? -1 : 1) * (overlapY / 2 + 0.01);
          a.y += push;
          b.y -= push;
        } else {
          const push = (a.x <= b.x ? -1 : 1) * (overlapX / 2 + 0.01);
          a.x += push;
          b.x -= push;
        }
      }
    }
    if (!moved) return;
  }
}
