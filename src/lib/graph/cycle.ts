/**
 * Finds cycles of a directed graph by depth-first search, one for each edge that
 * closes a loop: the nodes in order, the first repeated at the end. There are
 * none exactly when the graph has no cycle. Nodes are visited in the order given.
 * O(nodes + edges), and the length of what is found.
 */
export function findCycles(
  nodes: Iterable<string>,
  next: (node: string) => Iterable<string>,
): string[][] {
  const done = new Set<string>();
  const cycles: string[][] = [];
  for (const start of nodes) {
    if (done.has(start)) continue;
    const path: string[] = [start];
    const onPath = new Set(path);
    const pending = [[...next(start)].values()];
    while (pending.length > 0) {
      const step = pending.at(-1)?.next();
      if (step === undefined || step.done === true) {
        const left = path.pop();
        if (left !== undefined) {
          onPath.delete(left);
          done.add(left);
        }
        pending.pop();
        continue;
      }
      const node = step.value;
      if (onPath.has(node)) cycles.push([...path.slice(path.indexOf(node)), node]);
      else if (!done.has(node)) {
        path.push(node);
        onPath.add(node);
        pending.push([...next(node)].values());
      }
    }
  }
  return cycles;
}
