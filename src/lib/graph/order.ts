/**
 * Orders nodes so that each stands after all that it needs; among those that may
 * come next, the one that stands first in `nodes`. Needs that are not among the
 * nodes are passed over. Throws a `RangeError` where nodes need each other.
 * O(nodes + edges).
 */
export function topologicalOrder(
  nodes: readonly string[],
  needs: (node: string) => Iterable<string>,
): string[] {
  const known = new Set(nodes);
  const out: string[] = [];
  const state = new Map<string, 'open' | 'done'>();
  const visit = (start: string): void => {
    const stack: { node: string; rest: Iterator<string> }[] = [];
    const open = (node: string) => {
      state.set(node, 'open');
      stack.push({ node, rest: [...needs(node)].values() });
    };
    open(start);
    for (let top = stack.at(-1); top; top = stack.at(-1)) {
      const step = top.rest.next();
      if (step.done === true) {
        state.set(top.node, 'done');
        out.push(top.node);
        stack.pop();
      } else if (known.has(step.value)) {
        const value = step.value;
        if (state.get(value) === 'open') {
          throw new RangeError(
            `topologicalOrder: nodes need each other: ${stack.map((s) => s.node).join(' → ')} → ${value}`,
          );
        }
        if (!state.has(value)) open(value);
      }
    }
  };
  for (const node of nodes) if (!state.has(node)) visit(node);
  return out;
}
