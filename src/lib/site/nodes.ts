import type { NodeId } from './types.ts';

/** Kinds of page that have a file in `src/content`. */
export type PageKind = 'paper' | 'topic' | 'concept' | 'claim';

/** Folder of each kind, below `src/content`; the same names serve in addresses. */
export const folders: Readonly<Record<PageKind, string>> = {
  paper: 'papers',
  topic: 'topics',
  concept: 'concepts',
  claim: 'claims',
};

const kinds = new Map(Object.entries(folders).map(([kind, folder]) => [folder, kind as PageKind]));

/**
 * The node a content file stands for, or null for a file elsewhere:
 * `…/src/content/claims/sphereface/psi.mdx` → `claim:sphereface/psi`.
 */
export function nodeOfFile(path: string): NodeId | null {
  const match = /(?:^|\/)src\/content\/(papers|topics|concepts|claims)\/(.+)\.mdx$/.exec(
    path.replaceAll('\\', '/'),
  );
  const kind = kinds.get(match?.[1] ?? '');
  const id = match?.[2];
  if (kind === undefined || id === undefined) return null;
  const depth = kind === 'claim' ? 2 : 1;
  return id.split('/').length === depth ? `${kind}:${id}` : null;
}

/** Splits `claim:sphereface/psi` into kind and id. A text without a colon has an empty kind. */
export function splitNode(node: NodeId): { kind: string; id: string } {
  const colon = node.indexOf(':');
  return colon < 0
    ? { kind: '', id: node }
    : { kind: node.slice(0, colon), id: node.slice(colon + 1) };
}

/** The note a page belongs to: itself for a note, the parent for a claim, null for a concept. */
export function noteOfNode(node: NodeId): string | null {
  const { kind, id } = splitNode(node);
  if (kind === 'paper' || kind === 'topic') return id;
  if (kind === 'claim') return id.split('/')[0] ?? null;
  return null;
}
