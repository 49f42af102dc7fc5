import { splitNode } from './nodes.ts';
import type { NodeId } from './types.ts';

/**
 * The address of a page or file of the site under the base path. The one place
 * where addresses are made.
 *
 * ```ts
 * href('/claims/', '/notes/') // '/notes/claims/'
 * href('claims/', '/') // '/claims/'
 * ```
 *
 * `path` may carry a query or fragment; one that is only a fragment (`#eq-loss`)
 * and one with a scheme (`https:…`, `mailto:…`) are returned as they are.
 */
export function href(path: string, base = '/'): string {
  if (path.startsWith('#') || /^[a-z][a-z0-9+.-]*:/i.test(path)) return path;
  const prefix = `/${base}/`.replace(/\/{2,}/g, '/');
  return prefix + path.replace(/^\/+/, '');
}

const sections: Readonly<Record<string, string>> = {
  paper: 'papers',
  topic: 'topics',
  concept: 'concepts',
  claim: 'claims',
  figure: 'figures',
};

/**
 * The address of a node's page: `concept:relu` → `/concepts/relu/`.
 * Throws a `RangeError` for a kind that has no pages.
 */
export function pageHref(node: NodeId, base = '/'): string {
  const { kind, id } = splitNode(node);
  const section = sections[kind];
  if (section === undefined) {
    throw new RangeError(
      `pageHref: no pages of kind "${kind}" (node "${node}"); kinds are ${Object.keys(sections).join(', ')}`,
    );
  }
  return href(`/${section}/${id}/`, base);
}

/** Fragments of what stands inside a page. */
export const fragments = {
  equation: (label: string) => `eq-${label}`,
  figure: (id: string) => `fig-${id}`,
  claim: (slug: string) => `claim-${slug}`,
  reference: (key: string) => `ref-${key}`,
  results: (id: string) => `results-${id}`,
  correction: (id: string) => `correction-${id}`,
} as const;
