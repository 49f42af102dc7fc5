/**
 * The site as data: what `loadSite` reads from the files and everything else
 * (pages, feeds, graph, tests) renders. Plain JSON throughout, so that it can be
 * handed to the build as one module. Fields ending in `Html` are ready to be
 * placed; all addresses already carry the base path.
 */
import type { Sources } from '../../components/figures/define.ts';
import type { Bound, Json } from '../lab/define.ts';

export type NoteKind = 'paper' | 'topic';
export type Verdict = 'holds' | 'holds-with-conditions' | 'does-not-hold' | 'reported';
export type Basis =
  'proved' | 'exact' | 'real-data' | 'constructed' | 'source' | 'recalled' | 'unchecked';
export type Speaker = 'paper' | 'notes' | 'editors';
export type ClaimKind = 'claim' | 'question' | 'idea' | 'opinion';
export type RelationType =
  | 'introduces'
  | 'uses'
  | 'generalizes'
  | 'contrasts-with'
  | 'criticizes'
  | 'explains'
  | 'motivates'
  | 'evaluated-on';
/** How sure we are of a number carried over from elsewhere. */
export type Certainty = 'read' | 'secondary' | 'recalled';

/** `paper:sphereface`, `topic:newton-taylor`, `concept:relu`, `claim:sphereface/psi`, `figure:psi`. */
export type NodeId = string;

export interface Relation {
  type: RelationType;
  to: NodeId;
  /** A sentence; inline TeX rendered. */
  whyHtml: string;
  why: string;
}

export interface Heading {
  depth: 2 | 3;
  /** Fragment. */
  slug: string;
  text: string;
  html: string;
}

export interface EquationRef {
  label: string;
  number: number;
  /** Fragment: `eq-<label>`. */
  slug: string;
  tex: string;
}

export interface FigureUse {
  figure: string;
  number: number;
  /** Fragment: `fig-<id>`. */
  slug: string;
  wide: boolean;
}

/** A sentence of a note that is wrapped in `<Claim>`. */
export interface ClaimAnchor {
  /** Claim id, `note/claim`. */
  claim: string;
  /** Marker, counted from 1 in reading order. */
  number: number;
  /** Whether a margin note opens beside it. */
  margin: boolean;
  /** The wrapped prose. */
  html: string;
  text: string;
}

export interface ResultsTable {
  id: string;
  title: string;
  source: { key: string | null; where: string; certainty: Certainty; noteHtml: string };
  columns: { name: string; unit: string | null; align: 'left' | 'right' }[];
  rows: (string | number | null)[][];
}

export interface Correction {
  id: string;
  /** Where in the original note. */
  where: string;
  /** What stood there. Inline Markdown and TeX, rendered. */
  wasHtml: string;
  isHtml: string;
  whyHtml: string;
}

/** What pages share whose body is MDX. */
export interface Page {
  /** Path of the file from the project's root. */
  filePath: string;
  /** MDX after the frontmatter. */
  body: string;
  /** Changes when anything the page shows may have changed, verdicts included. */
  digest: string;
  url: string;
  headings: Heading[];
  equations: EquationRef[];
  figures: FigureUse[];
  /** BibTeX keys in order of first citation. */
  citations: string[];
  /** The body as plain Markdown (links resolved, components written out). */
  markdown: string;
  words: number;
  minutes: number;
  /** ISO date of the last commit that touched the page or its claims; null where history is shallow or absent. */
  changed: string | null;
}

export interface Note extends Page {
  /** `sphereface`: the slug; unique over papers and topics. */
  id: string;
  node: NodeId;
  kind: NoteKind;
  title: string;
  /** Short name for lists and links: `SphereFace`. */
  short: string;
  /** One or two sentences for lists, the description and the opening paragraph. */
  summary: string;
  summaryHtml: string;
  /** BibTeX key of the paper; null for a topic note. */
  key: string | null;
  aliases: string[];
  concepts: string[];
  prerequisites: NodeId[];
  relations: Relation[];
  results: ResultsTable[];
  corrections: Correction[];
  /** Ids of all claims of this note: those wrapped in reading order, then the others by name. */
  claims: string[];
  anchors: ClaimAnchor[];
}

export interface Concept extends Page {
  id: string;
  node: NodeId;
  title: string;
  aliases: string[];
  /** Symbols it is written with, plain text: `ψ(θ)`. */
  symbols: string[];
  definition: string;
  definitionHtml: string;
  prerequisites: string[];
  relations: Relation[];
}

export interface CaseResult {
  whenHtml: string;
  when: string;
  whatHtml: string;
  measured: number;
  bound: Bound;
  holds: boolean;
}

export interface Claim extends Page {
  /** `sphereface/psi-is-monotone`. */
  id: string;
  node: NodeId;
  note: string;
  slug: string;
  kind: ClaimKind;
  says: Speaker;
  title: string;
  statement: string;
  statementHtml: string;
  /** Section, equation or table in the paper or the notes. */
  where: string;
  concepts: string[];
  /** Null for unchecked claims and for questions, ideas and opinions. */
  verdict: Verdict | null;
  /** “K ≥ 3”: named wherever the verdict is `holds-with-conditions`, else null. */
  condition: string | null;
  conditionHtml: string | null;
  basis: Basis | null;
  /** Address of the passage, for `source`. */
  source: string | null;
  experiments: string[];
  /** Id of the experiment that is to decide it, for `unchecked`. */
  planned: string | null;
  /** One line with a measured number, filled from results. */
  evidence: string | null;
  evidenceHtml: string | null;
  cases: CaseResult[];
  /** Path of the checks module that decides it; null where no check does. */
  checksFile: string | null;
  /** Where in its note the sentence stands; null when it is not wrapped. */
  anchor: { number: number; margin: boolean; slug: string } | null;
}

export interface FigureInfo {
  id: string;
  node: NodeId;
  url: string;
  title: string;
  captionHtml: string;
  caption: string;
  alt: string;
  experiments: string[];
  module: string;
  knob: string | null;
  /** Tables of notes and works that it draws. */
  sources: Sources;
  table: { columns: string[]; rows: (string | number)[][] };
  description: string;
  /** Urls of the pages (notes, claims, concepts) that show it. */
  usedIn: NodeId[];
}

export interface ExperimentInfo {
  id: string;
  title: string;
  seed: number;
  /** Path of its file from the project's root. */
  filePath: string;
  needs: string[];
  data: string[];
  operations: number;
  hash: string;
  result: Json;
}

/** One entry of the bibliography. */
export interface Reference {
  key: string;
  /** CSL-JSON, as Citation.js gives it. */
  csl: Record<string, unknown>;
  /** `Liu et al. 2017`. */
  short: string;
  /** The whole reference: authors, title, venue, year; DOI and arXiv as links. */
  html: string;
  authors: string[];
  year: number | null;
  title: string;
  venue: string | null;
  doi: string | null;
  arxiv: string | null;
  /** BibTeX source of the entry. */
  bibtex: string;
}

export type EdgeKind =
  RelationType | 'tag' | 'prerequisite' | 'link' | 'claim' | 'figure' | 'cites';

export interface GraphNode {
  id: NodeId;
  kind: 'paper' | 'topic' | 'concept' | 'claim' | 'figure';
  title: string;
  url: string;
}

export interface GraphEdge {
  source: NodeId;
  target: NodeId;
  kind: EdgeKind;
  verdict?: Verdict | null;
  /** The sentence that links, formulas rendered. */
  context?: string;
}

export interface Graph {
  nodes: GraphNode[];
  edges: GraphEdge[];
}

export interface Site {
  notes: Note[];
  concepts: Concept[];
  claims: Claim[];
  figures: FigureInfo[];
  experiments: ExperimentInfo[];
  references: Reference[];
  graph: Graph;
  /** Every character the pages can show, for subsetting the fonts; KaTeX's apart. */
  glyphs: { text: string; math: string };
}

/** What is wrong, where, and how to mend it. */
export interface ContentError {
  /** Path from the project's root. */
  file: string;
  /** Line from 1; null where a file as a whole is meant. */
  line: number | null;
  /** Field of the frontmatter, where one is at fault. */
  field: string | null;
  /** What was found and what was expected. */
  message: string;
  hint: string;
}

export interface LoadOptions {
  /** Path prefix of every address, `/` unless told. */
  base?: string;
  /** Where a line of progress goes. */
  log?: (line: string) => void;
}

export interface LoadResult {
  site: Site;
  errors: ContentError[];
}
