/**
 * The site as the pages see it: the data of `loadSite` with indexes over it.
 * Pages and components import this; nothing in `src/lib` does.
 */
import data from 'virtual:margin-notes/site';
import { href as link } from './lib/site/href.ts';
import { refIndex } from './lib/site/refs.ts';
import type {
  Claim,
  Concept,
  FigureInfo,
  GraphEdge,
  GraphNode,
  Note,
  NodeId,
  Reference,
} from './lib/site/types.ts';

export const site = data;

const noteById = new Map(site.notes.map((note) => [note.id, note]));
const conceptById = new Map(site.concepts.map((concept) => [concept.id, concept]));
const claimById = new Map(site.claims.map((claim) => [claim.id, claim]));
const figureById = new Map(site.figures.map((figure) => [figure.id, figure]));
const referenceByKey = new Map(site.references.map((reference) => [reference.key, reference]));
const experimentById = new Map(site.experiments.map((experiment) => [experiment.id, experiment]));
const nodeById = new Map(site.graph.nodes.map((node) => [node.id, node]));
const incoming = new Map<NodeId, GraphEdge[]>();
const outgoing = new Map<NodeId, GraphEdge[]>();
for (const edge of site.graph.edges) {
  push(incoming, edge.target, edge);
  push(outgoing, edge.source, edge);
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

function found<T>(value: T | undefined, kind: string, id: string): T {
  if (value === undefined) throw new Error(`No ${kind} “${id}”: loadSite should have refused it.`);
  return value;
}

export const note = (id: string): Note => found(noteById.get(id), 'note', id);
export const concept = (id: string): Concept => found(conceptById.get(id), 'concept', id);
export const claim = (id: string): Claim => found(claimById.get(id), 'claim', id);
export const figure = (id: string): FigureInfo => found(figureById.get(id), 'figure', id);
export const reference = (key: string): Reference =>
  found(referenceByKey.get(key), 'reference', key);
export const experiment = (id: string) => found(experimentById.get(id), 'experiment', id);
export const node = (id: NodeId): GraphNode => found(nodeById.get(id), 'page', id);
export const linksTo = (id: NodeId): readonly GraphEdge[] => incoming.get(id) ?? [];
export const linksFrom = (id: NodeId): readonly GraphEdge[] => outgoing.get(id) ?? [];

/** Claims about a concept, in the order of the site. */
export const claimsAbout = (id: string): Claim[] =>
  site.claims.filter((entry) => entry.concepts.includes(id));

/** Results by experiment id, as drawings and `Value` read them. */
export const results = Object.fromEntries(site.experiments.map(({ id, result }) => [id, result]));

/** Results of some experiments only. */
export const resultsOf = (ids: readonly string[]) =>
  Object.fromEntries(ids.map((id) => [id, experiment(id).result]));

/** What links by scheme are resolved with. */
export const refs = refIndex(site, import.meta.env.BASE_URL);

/** An address of this site, base path included. */
export const href = (path: string): string => link(path, import.meta.env.BASE_URL);

/** The same with scheme and host, for feeds and metadata. */
export const absolute = (path: string): string => new URL(href(path), import.meta.env.SITE).href;
