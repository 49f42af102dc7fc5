import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findCycles } from '../../../src/lib/graph/cycle.ts';
import { topologicalOrder } from '../../../src/lib/graph/order.ts';

type Needs = Record<string, string[]>;

const NODES = ['a', 'b', 'c', 'd', 'e', 'f'];
const anyGraph: fc.Arbitrary<Needs> = fc
  .array(fc.uniqueArray(fc.constantFrom(...NODES), { maxLength: 3 }), {
    minLength: NODES.length,
    maxLength: NODES.length,
  })
  .map((lists) => Object.fromEntries(NODES.map((node, i) => [node, lists[i] ?? []])));

const next = (graph: Needs) => (node: string) => graph[node] ?? [];

/** Whether a node reaches itself: by walking from each node, apart from the code under test. */
function isCyclic(graph: Needs): boolean {
  return NODES.some((start) => {
    const seen = new Set<string>();
    const pending = [...(graph[start] ?? [])];
    for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
      if (node === start) return true;
      if (seen.has(node)) continue;
      seen.add(node);
      pending.push(...(graph[node] ?? []));
    }
    return false;
  });
}

describe('findCycles', () => {
  it('names the nodes in order, the first again at the end', () => {
    const graph = { a: ['b'], b: ['c'], c: ['b'], d: ['d'] };
    expect(findCycles(Object.keys(graph), next(graph))).toEqual([
      ['b', 'c', 'b'],
      ['d', 'd'],
    ]);
  });

  it('finds one exactly when there is one, and only walks along edges', () => {
    fc.assert(
      fc.property(anyGraph, (graph) => {
        const cycles = findCycles(NODES, next(graph));
        expect(cycles.length > 0).toBe(isCyclic(graph));
        for (const cycle of cycles) {
          expect(cycle[0]).toBe(cycle.at(-1));
          cycle.slice(1).forEach((to, i) => {
            expect(graph[cycle[i] ?? '']).toContain(to);
          });
        }
      }),
    );
  });

  it('walks a chain of a hundred thousand nodes', () => {
    const n = 100_000;
    const names = Array.from({ length: n }, (_, i) => String(i));
    const step = (node: string) => [String((Number(node) + 1) % n)];
    expect(findCycles(names, step)[0]).toHaveLength(n + 1);
  });
});

describe('topologicalOrder', () => {
  it('puts first what is needed, and keeps the order given where it may', () => {
    const graph = { relu: ['network'], network: [], adam: ['gradient'], gradient: ['network'] };
    expect(topologicalOrder(Object.keys(graph), (n) => graph[n as keyof typeof graph])).toEqual([
      'network',
      'relu',
      'gradient',
      'adam',
    ]);
  });

  it('passes over needs that are not among the nodes', () => {
    expect(topologicalOrder(['a', 'b'], (n) => (n === 'a' ? ['x', 'b'] : []))).toEqual(['b', 'a']);
  });

  it('throws exactly when nodes need each other, else orders all of them', () => {
    fc.assert(
      fc.property(anyGraph, (graph) => {
        if (isCyclic(graph)) {
          expect(() => topologicalOrder(NODES, next(graph))).toThrow(RangeError);
          return;
        }
        const order = topologicalOrder(NODES, next(graph));
        expect(order.toSorted()).toEqual(NODES);
        for (const [node, needs] of Object.entries(graph)) {
          for (const need of needs) expect(order.indexOf(need)).toBeLessThan(order.indexOf(node));
        }
      }),
    );
  });

  it('names the nodes of the circle', () => {
    expect(() => topologicalOrder(['a', 'b'], (n) => (n === 'a' ? ['b'] : ['a']))).toThrow(
      'a → b → a',
    );
  });
});
