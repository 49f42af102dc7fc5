import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { layoutGraph } from '../../../src/lib/graph/layout.ts';

const nodes = Array.from({ length: 60 }, (_, index) => ({
  id: `n${index}`,
  halfWidth: 10 + (index % 7) * 9,
  halfHeight: 9,
}));
const edges = Array.from({ length: 90 }, (_, index) => ({
  source: `n${(index * 7) % 60}`,
  target: `n${(index * 13 + 1) % 60}`,
}));

describe('layoutGraph', () => {
  it('gives the same positions for the same graph', () => {
    expect([...layoutGraph(nodes, edges).positions]).toEqual([
      ...layoutGraph(nodes, edges).positions,
    ]);
  });

  it('lets no two boxes meet, and none leave the sheet', () => {
    const { positions, width, height } = layoutGraph(nodes, edges);
    for (const a of nodes) {
      const at = positions.get(a.id);
      if (!at) throw new Error(a.id);
      expect(at.x - a.halfWidth).toBeGreaterThanOrEqual(0);
      expect(at.y - a.halfHeight).toBeGreaterThanOrEqual(0);
      expect(at.x + a.halfWidth).toBeLessThanOrEqual(width);
      expect(at.y + a.halfHeight).toBeLessThanOrEqual(height);
      for (const b of nodes) {
        const other = positions.get(b.id);
        if (a.id >= b.id || !other) continue;
        const apart =
          Math.abs(at.x - other.x) >= a.halfWidth + b.halfWidth ||
          Math.abs(at.y - other.y) >= a.halfHeight + b.halfHeight;
        expect(apart, `${a.id} and ${b.id}`).toBe(true);
      }
    }
  });

  it('gives finite positions whatever the edges', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(9), fc.nat(9)), { maxLength: 25 }), (pairs) => {
        const few = nodes.slice(0, 10);
        const { positions } = layoutGraph(
          few,
          pairs.map(([a, b]) => ({ source: `n${a}`, target: `n${b}` })),
        );
        return [...positions.values()].every(
          ({ x, y }) => Number.isFinite(x) && Number.isFinite(y),
        );
      }),
      { numRuns: 20 },
    );
  });

  it('places one node alone and refuses an edge to nowhere', () => {
    expect(
      layoutGraph([{ id: 'a', halfWidth: 5, halfHeight: 5 }], []).positions.get('a'),
    ).toBeDefined();
    expect(() => layoutGraph(nodes, [{ source: 'n0', target: 'nowhere' }])).toThrow(
      /nowhere.*not a node/,
    );
  });
});
