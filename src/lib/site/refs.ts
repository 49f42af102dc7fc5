import { fragments, pageHref } from './href.ts';
import type { Scheme } from './markdown/vocabulary.ts';
import { splitNode } from './nodes.ts';
import type { EquationRef, FigureUse, NodeId, Reference } from './types.ts';

/** What a link with a scheme leads to. */
export interface Target {
  /** Address, base path included; null for a citation without a page or identifier. */
  href: string | null;
  /** What is written where the author left the text empty. */
  label: string;
  /** Name of the thing, for a title or an accessible name. */
  title: string;
  /** The node it leads to; null for a citation of a paper without a note. */
  node: NodeId | null;
}

/** What is needed of each page to link to it. A `Note`, `Concept` or `Claim` fits. */
export interface LinkablePage {
  id: string;
  node: NodeId;
  url: string;
  title: string;
  /** Short name, of notes. */
  short?: string;
  /** BibTeX key, of paper notes. */
  key?: string | null;
  equations: readonly Pick<EquationRef, 'label' | 'number'>[];
  figures: readonly Pick<FigureUse, 'figure' | 'number'>[];
}

export interface RefIndex {
  base: string;
  /** Pages by node. */
  pages: ReadonlyMap<NodeId, LinkablePage>;
  /** Pages by id without its kind, for `eq:sphereface/loss`: notes before concepts before claims. */
  byId: ReadonlyMap<string, LinkablePage>;
  /** Paper notes by BibTeX key. */
  byKey: ReadonlyMap<string, LinkablePage>;
  /** Titles of figures by id. */
  figures: ReadonlyMap<string, { title: string }>;
  references: ReadonlyMap<string, Pick<Reference, 'key' | 'short' | 'title' | 'doi' | 'arxiv'>>;
}

/** Makes the index that links are resolved with, from the site or from what is known of it so far. */
export function refIndex(
  site: {
    notes: readonly LinkablePage[];
    concepts: readonly LinkablePage[];
    claims: readonly LinkablePage[];
    figures: readonly { id: string; title: string }[];
    references: readonly Pick<Reference, 'key' | 'short' | 'title' | 'doi' | 'arxiv'>[];
  },
  base = '/',
): RefIndex {
  const all = [...site.notes, ...site.concepts, ...site.claims];
  const byId = new Map<string, LinkablePage>();
  const byKey = new Map<string, LinkablePage>();
  for (const page of all) {
    if (!byId.has(page.id)) byId.set(page.id, page);
    if (page.key !== undefined && page.key !== null && !byKey.has(page.key)) {
      byKey.set(page.key, page);
    }
  }
  return {
    base,
    pages: new Map(all.map((page) => [page.node, page])),
    byId,
    byKey,
    figures: new Map(site.figures.map((figure) => [figure.id, figure])),
    references: new Map(site.references.map((reference) => [reference.key, reference])),
  };
}

/**
 * Resolves a link as seen from the page `from`; null when nothing bears that
 * name. With `from` null the link may stand anywhere, so that it never leads to
 * a mere fragment: figures lead to their own page, citations to the paper's note
 * or its DOI.
 */
export function resolveRef(
  index: RefIndex,
  scheme: Scheme,
  to: string,
  from: NodeId | null,
): Target | null {
  const here = from === null ? undefined : index.pages.get(from);
  switch (scheme) {
    case 'concept':
    case 'paper':
    case 'topic':
    case 'claim': {
      const page = index.pages.get(`${scheme}:${to}`);
      if (!page) return null;
      const label = page.short ?? page.title;
      return { href: page.url, label, title: page.title, node: page.node };
    }
    case 'figure': {
      const figure = index.figures.get(to);
      if (!figure) return null;
      const node = `figure:${to}`;
      const use = here?.figures.find((one) => one.figure === to);
      return use
        ? {
            href: `#${fragments.figure(to)}`,
            label: `Figure ${use.number}`,
            title: figure.title,
            node,
          }
        : { href: pageHref(node, index.base), label: figure.title, title: figure.title, node };
    }
    case 'eq': {
      const slash = to.lastIndexOf('/');
      const page = slash < 0 ? here : index.byId.get(to.slice(0, slash));
      const equation = page?.equations.find((one) => one.label === to.slice(slash + 1));
      if (!page || !equation) return null;
      const fragment = `#${fragments.equation(equation.label)}`;
      return {
        href: page === here ? fragment : page.url + fragment,
        label:
          page === here
            ? `(${equation.number})`
            : `equation (${equation.number}) of ${page.short ?? page.title}`,
        title: `Equation ${equation.number} of ${page.short ?? page.title}`,
        node: page.node,
      };
    }
    case 'cite': {
      const reference = index.references.get(to);
      if (!reference) return null;
      const note = index.byKey.get(to);
      const outside =
        reference.doi !== null
          ? `https://doi.org/${encodeURI(reference.doi)}`
          : reference.arxiv !== null
            ? `https://arxiv.org/abs/${encodeURI(reference.arxiv)}`
            : null;
      return {
        href: from === null ? (note?.url ?? outside) : `#${fragments.reference(to)}`,
        label: reference.short,
        title: reference.title,
        node: note?.node ?? null,
      };
    }
  }
}

/**
 * Resolves a link of the page `from` for a text that may be shown anywhere: named
 * as on its page (`(1)`, `Figure 2`), with an address that never is a mere fragment.
 */
export function resolveAnywhere(
  index: RefIndex,
  scheme: Scheme,
  to: string,
  from: NodeId | null,
): Target | null {
  const here = resolveRef(index, scheme, to, from);
  const whole =
    scheme === 'eq' && !to.includes('/') && from !== null ? `${splitNode(from).id}/${to}` : to;
  const elsewhere = resolveRef(index, scheme, whole, null);
  return here && elsewhere ? { ...elsewhere, label: here.label } : null;
}

/** Names that a scheme can lead to, for hints. From a page, equations of its own come first. */
export function namesOf(index: RefIndex, scheme: Scheme, from: NodeId | null): string[] {
  switch (scheme) {
    case 'figure':
      return [...index.figures.keys()];
    case 'cite':
      return [...index.references.keys()];
    case 'eq': {
      const own = from === null ? undefined : index.pages.get(from);
      const labels = (own?.equations ?? []).map((equation) => equation.label);
      for (const page of index.pages.values()) {
        if (page === own) continue;
        for (const { label } of page.equations) labels.push(`${page.id}/${label}`);
      }
      return labels;
    }
    case 'concept':
    case 'paper':
    case 'topic':
    case 'claim':
      return [...index.pages.keys()]
        .map(splitNode)
        .flatMap(({ kind, id }) => (kind === scheme ? [id] : []));
  }
}
