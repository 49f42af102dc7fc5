import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Position } from 'unist';
import type { Results } from '../lab/define.ts';
import type { JudgedCase, Judgement } from '../lab/index.ts';
import { lineOfString } from '../lab/errors.ts';
import { findCycles } from '../graph/cycle.ts';
import { readBibliography } from './bibliography.ts';
import { checkClaim } from './claims.ts';
import { Errors } from './errors.ts';
import { drawFigure, loadFigures } from './figures.ts';
import { fieldName } from './frontmatter.ts';
import { lastChanged } from './git.ts';
import { glyphsOf } from './glyphs.ts';
import { fragments } from './href.ts';
import { linkProblem, renderInline, renderNodes, valueText } from './inline.ts';
import type { InlineContext, Rendered } from './inline.ts';
import { ValueError } from './format.ts';
import { lab as engine } from './lab.ts';
import type { Lab } from './lab.ts';
import { siteGraph } from './links.ts';
import { lineOf, textAttribute } from './markdown/nodes.ts';
import { didYouMean } from './nearest.ts';
import { splitNode } from './nodes.ts';
import { countWords, minutesOf, plainMarkdown } from './prose.ts';
import { readPages } from './read.ts';
import type { Draft } from './read.ts';
import { refIndex } from './refs.ts';
import type { LinkablePage, RefIndex } from './refs.ts';
import { claimSchema, conceptSchema, paperSchema, topicSchema } from './schemas.ts';
import type { ClaimData, ConceptData, PaperData, TopicData } from './schemas.ts';
import { renderTex, TexError } from './tex.ts';
import type {
  CaseResult,
  Claim,
  ClaimAnchor,
  Concept,
  Correction,
  ExperimentInfo,
  LoadOptions,
  LoadResult,
  Note,
  Page,
  Relation,
  ResultsTable,
  Site,
} from './types.ts';

const BIBLIOGRAPHY = 'src/content/bibliography.bib';

/** At most so many claims of a note have a margin note. */
const MARGIN_NOTES = 8;

export interface LoadSiteOptions extends LoadOptions {
  /** The experiment engine; tests hand in their own. */
  lab?: Lab;
}

/**
 * Reads the site at `root` and checks all of it: frontmatter, bodies, links,
 * bibliography, TeX, figures, experiments and verdicts. Every error of the run is
 * returned; with errors, `site` holds what could be read. Throws only where the
 * disk does.
 */
export async function loadSite(root: string, options: LoadSiteOptions = {}): Promise<LoadResult> {
  const errors = new Errors();
  const { base = '/', log, lab = engine } = options;
  const [papers, topics, concepts, claims, bib, lablet, found, dates] = await Promise.all([
    readPages(root, 'paper', paperSchema, base, errors),
    readPages(root, 'topic', topicSchema, base, errors),
    readPages(root, 'concept', conceptSchema, base, errors),
    readPages(root, 'claim', claimSchema, base, errors),
    readText(join(root, BIBLIOGRAPHY)),
    runLab(root, lab, log, errors),
    loadFigures(root, lab, errors),
    lastChanged(root),
  ]);
  const { references, keys } = readBibliography(bib ?? '', BIBLIOGRAPHY, errors);
  const { results, judgements } = lablet;

  const noteDrafts: Draft<PaperData | TopicData>[] = [...papers.drafts, ...topics.drafts];
  const drafts: Draft<unknown>[] = [...noteDrafts, ...concepts.drafts, ...claims.drafts];
  const titleOf = (data: PaperData | TopicData) =>
    'title' in data ? data.title : (references.get(data.key)?.title ?? data.short);
  const linkable = (draft: Draft<unknown>, title: string): LinkablePage => ({
    id: draft.id,
    node: draft.node,
    url: draft.url,
    title,
    equations: draft.outline.equations,
    figures: draft.outline.figures.map(({ id, number }) => ({ figure: id, number })),
  });
  const index = refIndex(
    {
      notes: noteDrafts.map((draft) => ({
        ...linkable(draft, titleOf(draft.data)),
        short: draft.data.short,
        key: 'key' in draft.data ? draft.data.key : null,
      })),
      concepts: concepts.drafts.map((draft) => linkable(draft, draft.data.title)),
      claims: claims.drafts.map((draft) => linkable(draft, draft.data.title)),
      figures: found.figures.map(({ meta }) => meta),
      references: [...references.values()],
    },
    base,
  );
  const known: Known = {
    nodes: new Set([
      ...papers.ids.map((id) => `paper:${id}`),
      ...topics.ids.map((id) => `topic:${id}`),
      ...concepts.ids.map((id) => `concept:${id}`),
      ...claims.ids.map((id) => `claim:${id}`),
    ]),
    concepts: new Set(concepts.ids),
    experiments: lablet.known,
    keys,
    figures: found.ids,
  };
  const work: Work = {
    index,
    results,
    formulas: new Set(),
    errors,
    known,
    pardon: (scheme, to) =>
      known.nodes.has(`${scheme}:${to}`) ||
      (scheme === 'cite' && known.keys.has(to)) ||
      (scheme === 'figure' && known.figures.has(to)),
  };

  checkNames(papers.drafts, topics.ids, work);
  for (const draft of drafts) checkBody(draft, work);
  checkCycles(noteDrafts, concepts.drafts, errors);

  const figures = found.figures.map((one) =>
    drawFigure(one, results, known.experiments, work, base, errors),
  );
  for (const figure of figures) {
    figure.usedIn = drafts
      .filter((draft) => draft.outline.figures.some(({ id }) => id === figure.id))
      .map(({ node }) => node);
  }
  const noteIds = new Set([...papers.ids, ...topics.ids]);
  const byNote = groupBy(claims.drafts, (draft) => draft.id.split('/')[0] ?? '');
  for (const draft of claims.drafts) {
    const note = draft.id.split('/')[0] ?? '';
    if (!noteIds.has(note)) {
      errors.add(
        { file: draft.file },
        `The folder "${note}" is the name of no note.`,
        didYouMean(note, noteIds, 'note'),
      );
    }
    if (draft.data.says === 'paper' && topics.ids.includes(note) && !papers.ids.includes(note)) {
      errors.add(
        { file: draft.file, line: draft.line(['says']), field: 'says' },
        `"${note}" is a topic note: there is no paper that says it.`,
        'Write "notes" or "editors".',
      );
    }
    checkClaim(draft, lablet.checks.has(draft.id), judgements.get(draft.id), errors);
  }
  checkChecks(root, lablet, claims, errors);

  const captions = new Map(figures.map((figure) => [figure.id, figure.caption]));
  const pageOf = (
    draft: Draft<unknown>,
    tables: readonly ResultsTable[],
    also: readonly string[],
  ): Page => {
    const words = countWords(draft.tree);
    return {
      filePath: draft.file,
      body: draft.body,
      digest: '',
      url: draft.url,
      headings: draft.outline.headings.flatMap(({ node, slug }) => {
        if (node.depth !== 2 && node.depth !== 3) return [];
        const { html, text } = renderNodes(node.children, quiet(draft, work));
        return [{ depth: node.depth, slug, text: text.trim(), html: html.trim() }];
      }),
      equations: draft.outline.equations.map(({ label, number, slug, tex }) => ({
        label,
        number,
        slug,
        tex,
      })),
      figures: draft.outline.figures.map(({ id, number, slug, wide }) => ({
        figure: id,
        number,
        slug,
        wide,
      })),
      citations: citationsOf(draft, tables).filter((key) => references.has(key)),
      markdown: plainMarkdown(draft, { index, results, tables, captions, base }),
      words,
      minutes: minutesOf(words),
      changed: latest([draft.file, ...also], dates),
    };
  };

  const anchorsByNote = new Map(
    noteDrafts.map((draft) => [draft.id, anchorsOf(draft, byNote.get(draft.id) ?? [], work)]),
  );
  const site: Site = {
    notes: noteDrafts.map((draft) =>
      noteOf(
        draft,
        byNote.get(draft.id) ?? [],
        anchorsByNote.get(draft.id) ?? [],
        titleOf(draft.data),
        pageOf,
        work,
      ),
    ),
    concepts: concepts.drafts.map((draft) => conceptOf(draft, pageOf, work)),
    claims: claims.drafts.map((draft) => claimOf(draft, anchorsByNote, lablet, pageOf, work)),
    figures,
    experiments: lablet.infos,
    references: [...references.values()],
    graph: { nodes: [], edges: [] },
    glyphs: { text: '', math: '' },
  };
  site.graph = siteGraph({
    ...site,
    drafts: new Map(drafts.map((draft) => [draft.node, draft])),
    index,
    context: { from: null, index, results, formulas: work.formulas, report: () => undefined },
  });
  // The experiments' numbers are written by format and by figures, in characters counted anyway.
  site.glyphs = glyphsOf(
    [{ ...site, experiments: lablet.infos.map(({ title }) => title) }],
    work.formulas,
  );
  stamp(site);
  return { site, errors: errors.sorted() };
}

/* ---- What all parts work with -------------------------------------------------- */

interface Known {
  /** Nodes of all files, sound or not. */
  nodes: ReadonlySet<string>;
  concepts: ReadonlySet<string>;
  experiments: readonly string[];
  /** BibTeX keys. */
  keys: ReadonlySet<string>;
  /** Ids of figures. */
  figures: ReadonlySet<string>;
}

interface Work {
  index: RefIndex;
  results: Results;
  formulas: Set<string>;
  errors: Errors;
  known: Known;
  pardon: NonNullable<InlineContext['pardon']>;
}

type PageOf = (
  draft: Draft<unknown>,
  tables: readonly ResultsTable[],
  also: readonly string[],
) => Page;

/** Renders a frontmatter string, reporting with the line of its field. */
function field(
  draft: Draft<unknown>,
  path: readonly PropertyKey[],
  source: string,
  work: Work,
  results: Results | null = null,
): Rendered {
  return renderInline(source, {
    from: draft.node,
    index: work.index,
    results,
    formulas: work.formulas,
    pardon: work.pardon,
    report: (message, hint) => {
      work.errors.add(
        { file: draft.file, line: draft.line(path), field: fieldName(path) },
        message,
        hint,
      );
    },
  });
}

/** For rendering what `checkBody` has checked already. */
function quiet(draft: Draft<unknown>, work: Work): InlineContext {
  return {
    from: draft.node,
    index: work.index,
    results: work.results,
    formulas: work.formulas,
    report: () => undefined,
  };
}

/** BibTeX keys in order of first citation: those of links, and of the results tables where they stand. */
function citationsOf(draft: Draft<unknown>, tables: readonly ResultsTable[]): string[] {
  const { links, results } = draft.outline;
  const at = (node: { position?: Position | undefined }) => node.position?.start.offset ?? 0;
  const cited = [
    ...links
      .filter(({ scheme }) => scheme === 'cite')
      .map(({ node, to }) => ({ at: at(node), to })),
    ...results.flatMap((node) => {
      const key = tables.find(({ id }) => id === textAttribute(node, 'id'))?.source.key ?? null;
      return key === null ? [] : [{ at: at(node), to: key }];
    }),
  ];
  return [...new Set(cited.sort((a, b) => a.at - b.at).map(({ to }) => to))];
}

async function readText(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

function groupBy<T>(items: readonly T[], key: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const list = groups.get(key(item));
    if (list) list.push(item);
    else groups.set(key(item), [item]);
  }
  return groups;
}

function latest(
  files: readonly string[],
  dates: ReadonlyMap<string, string> | null,
): string | null {
  if (dates === null) return null;
  const known = files.flatMap((file) => dates.get(file) ?? []);
  return known.length === 0 ? null : known.reduce((a, b) => (a > b ? a : b));
}

/* ---- Experiments ------------------------------------------------------------------ */

interface Lablet {
  infos: ExperimentInfo[];
  results: Results;
  /** Ids of all experiments, those that failed too. */
  known: readonly string[];
  checks: Awaited<ReturnType<Lab['listChecks']>>['checks'];
  judgements: ReadonlyMap<string, Judgement>;
}

async function runLab(
  root: string,
  lab: Lab,
  log: LoadOptions['log'],
  errors: Errors,
): Promise<Lablet> {
  const [ensured, listed] = await Promise.all([
    lab.ensureResults(root, { log }),
    lab.listChecks(root),
  ]);
  const decided = lab.decide(root, listed.checks, ensured);
  errors.list.push(...ensured.errors, ...listed.errors, ...decided.errors);
  return {
    infos: ensured.infos.map(
      ({ id, title, seed, filePath, needs, data, operations, hash, result }): ExperimentInfo => ({
        id,
        title,
        seed,
        filePath,
        needs,
        data,
        operations,
        hash,
        result,
      }),
    ),
    results: ensured.results,
    known: ensured.known,
    checks: listed.checks,
    judgements: decided.decisions,
  };
}

/** Checks that decide nothing: of claims that are not there. */
function checkChecks(
  root: string,
  lablet: Lablet,
  claims: { ids: readonly string[]; drafts: readonly Draft<ClaimData>[] },
  errors: Errors,
): void {
  const data = new Map(claims.drafts.map((draft) => [draft.id, draft]));
  for (const [claim, { check, file }] of lablet.checks) {
    const place = { file, line: lineOfString(root, file, claim), field: claim };
    if (!claims.ids.includes(claim)) {
      errors.add(
        place,
        `There is a check, but no claim "${claim}".`,
        didYouMean(claim, claims.ids, 'claim'),
      );
      continue;
    }
    const draft = data.get(claim);
    const named = draft?.data.experiments;
    if (!draft || named === undefined) continue;
    for (const id of check.experiments.filter((one) => !named.includes(one))) {
      errors.add(
        { file: draft.file, line: draft.line(['experiments']), field: 'experiments' },
        `The check of this claim reads "${id}", which is not named here.`,
        `Add it: experiments: [${[...named, id].join(', ')}].`,
      );
    }
  }
}

/* ---- Checks of names ----------------------------------------------------------------- */

function checkNames(
  papers: readonly Draft<PaperData>[],
  topics: readonly string[],
  work: Work,
): void {
  const { errors, known } = work;
  const byKey = new Map<string, Draft<PaperData>>();
  for (const draft of papers) {
    const { key } = draft.data;
    const place = { file: draft.file, line: draft.line(['key']), field: 'key' };
    if (topics.includes(draft.id)) {
      errors.add(
        { file: draft.file },
        `A paper note and a topic note are both named "${draft.id}".`,
        `Rename one: src/content/topics/${draft.id}.mdx is the other.`,
      );
    }
    if (!known.keys.has(key)) {
      errors.add(
        place,
        `No BibTeX key "${key}".`,
        didYouMean(key, known.keys, `entry in ${BIBLIOGRAPHY}`),
      );
    }
    const twin = byKey.get(key);
    if (twin) {
      errors.add(
        place,
        `A second note has the key "${key}".`,
        `${twin.file} is the other: keep one.`,
      );
    } else byKey.set(key, draft);
  }
}

/** A list of names in the frontmatter: each known, none twice. */
function checkList(
  draft: Draft<unknown>,
  name: string,
  values: readonly string[] | undefined,
  known: Iterable<string>,
  kind: string,
  errors: Errors,
): void {
  const names = new Set(known);
  const seen = new Set<string>();
  for (const [i, value] of (values ?? []).entries()) {
    const path = [name, i];
    const place = { file: draft.file, line: draft.line(path), field: fieldName(path) };
    if (!names.has(value))
      errors.add(place, `No ${kind} "${value}".`, didYouMean(value, names, kind));
    if (seen.has(value)) errors.add(place, `"${value}" stands here twice.`, 'Keep one.');
    seen.add(value);
    if (value === draft.node || `concept:${value}` === draft.node) {
      errors.add(place, 'The page names itself.', 'Remove it.');
    }
  }
}

function relationsOf(draft: Draft<{ relations?: PaperData['relations'] }>, work: Work): Relation[] {
  const { errors, known } = work;
  const seen = new Set<string>();
  return (draft.data.relations ?? []).flatMap(({ type, to, why }, i) => {
    const path = ['relations', i, 'to'];
    const place = { file: draft.file, line: draft.line(path), field: fieldName(path) };
    if (!known.nodes.has(to)) {
      const { kind, id } = splitNode(to);
      const elsewhere = [...known.nodes].find((node) => splitNode(node).id === id);
      errors.add(
        place,
        `No ${kind} "${id}".`,
        elsewhere === undefined
          ? didYouMean(to, known.nodes, 'page')
          : `Did you mean "${elsewhere}"?`,
      );
    }
    if (to === draft.node) errors.add(place, 'The page names itself.', 'Remove it.');
    if (seen.has(`${type} ${to}`))
      errors.add(place, `"${type} ${to}" stands here twice.`, 'Keep one.');
    seen.add(`${type} ${to}`);
    const { html, text } = field(draft, ['relations', i, 'why'], why, work);
    return [{ type, to, whyHtml: html, why: text }];
  });
}

function checkCycles(
  notes: readonly Draft<PaperData | TopicData>[],
  concepts: readonly Draft<ConceptData>[],
  errors: Errors,
): void {
  const needs = new Map<string, string[]>();
  const place = new Map<string, Draft<{ prerequisites?: string[] | undefined }>>();
  for (const draft of notes) {
    needs.set(draft.node, draft.data.prerequisites ?? []);
    place.set(draft.node, draft);
  }
  for (const draft of concepts) {
    needs.set(
      draft.node,
      (draft.data.prerequisites ?? []).map((slug) => `concept:${slug}`),
    );
    place.set(draft.node, draft);
  }
  for (const cycle of findCycles(needs.keys(), (node) => needs.get(node) ?? [])) {
    // A page that names itself is reported where it does.
    if (cycle.length <= 2) continue;
    const edges = cycle.slice(1).map((to, i) => {
      const from = cycle[i] ?? '';
      const draft = place.get(from);
      const at = draft?.line(['prerequisites', (needs.get(from) ?? []).indexOf(to)]) ?? null;
      return { from, to, file: draft?.file ?? '', line: at };
    });
    const first = edges[0];
    if (!first) continue;
    errors.add(
      { file: first.file, line: first.line, field: 'prerequisites' },
      `The prerequisites go in a circle:\n${edges
        .map((e) => `  ${e.from} needs ${e.to}  (${e.file}:${e.line ?? '?'})`)
        .join('\n')}`,
      'Remove one of these: what is to be known first cannot come last.',
    );
  }
}

/* ---- Checks of bodies ------------------------------------------------------------------ */

/** What a body refers to: links, numbers, figures, formulas. */
function checkBody(draft: Draft<unknown>, work: Work): void {
  const { errors, index, results, known } = work;
  const { file, outline, node } = draft;
  const at = (where: Parameters<typeof lineOf>[0]) => ({ file, line: lineOf(where) });
  for (const { node: link, scheme, to } of outline.links) {
    // A page whose frontmatter is broken is reported itself; links to it are sound.
    if (work.pardon(scheme, to)) continue;
    const problem = linkProblem(index, scheme, to, node);
    if (problem) errors.add(at(link), problem.message, problem.hint);
  }
  for (const { node: formula, tex, display } of outline.formulas) {
    try {
      work.formulas.add(renderTex(tex, display).html);
    } catch (error) {
      if (!(error instanceof TexError)) throw error;
      errors.add(at(formula), error.message, error.hint);
    }
  }
  for (const value of outline.values) {
    const of = textAttribute(value, 'of');
    if (of === '') continue;
    const id = of.split(':')[0] ?? '';
    if (known.experiments.includes(id) && !Object.hasOwn(results, id)) continue;
    try {
      valueText(results, of, textAttribute(value, 'as'));
    } catch (error) {
      if (!(error instanceof ValueError)) throw error;
      errors.add(at(value), error.message, error.hint);
    }
  }
  const shown = new Map<string, number | null>();
  for (const { node: figure, id } of outline.figures) {
    if (id === '') continue;
    if (!known.figures.has(id)) {
      errors.add(at(figure), `No figure "${id}".`, didYouMean(id, known.figures, 'figure'));
    } else if (shown.has(id)) {
      errors.add(
        at(figure),
        `Figure "${id}" stands here twice; first on line ${shown.get(id) ?? '?'}.`,
        `Link back to it: [](figure:${id}).`,
      );
    }
    if (!shown.has(id)) shown.set(id, lineOf(figure));
  }
  if (draft.kind !== 'paper' && draft.kind !== 'topic') {
    for (const { node: claim } of outline.claims) {
      errors.add(
        at(claim),
        `<Claim> stands on a ${draft.kind}’s page.`,
        'Only notes wrap claims. Link to one: [text](claim:note/claim).',
      );
    }
    for (const table of outline.results) {
      errors.add(
        at(table),
        `<Results> stands on a ${draft.kind}’s page.`,
        'Only notes carry results tables.',
      );
    }
  }
}

/** The wrapped sentences of a note, each checked against its claim. */
function anchorsOf(
  draft: Draft<unknown>,
  claims: readonly Draft<ClaimData>[],
  work: Work,
): ClaimAnchor[] {
  const { errors, known } = work;
  const { file, outline } = draft;
  const own = new Map(claims.map((claim) => [claim.id, claim]));
  const first = new Map<string, number | null>();
  const marginIn = new Map<unknown, string>();
  let margins = 0;
  const anchors: ClaimAnchor[] = [];
  for (const { node, claim, number, margin, text } of outline.claims) {
    const place = { file, line: lineOf(node) };
    const slug = claim.split('/').slice(1).join('/');
    if (textAttribute(node, 'id') === '') continue;
    if (!known.nodes.has(`claim:${claim}`)) {
      const mine = [...known.nodes]
        .map((id) => splitNode(id))
        .filter(({ kind, id }) => kind === 'claim' && id.startsWith(`${draft.id}/`))
        .map(({ id }) => id.slice(draft.id.length + 1));
      errors.add(
        place,
        `No claim "${slug}" of this note.`,
        didYouMean(slug, mine, `claim of "${draft.id}"`),
      );
      continue;
    }
    if (!claim.startsWith(`${draft.id}/`)) {
      errors.add(
        place,
        `"${claim}" is a claim of another note.`,
        `Only its own note wraps it. Link to it: [text](claim:${claim}).`,
      );
      continue;
    }
    if (first.has(claim)) {
      errors.add(
        place,
        `The claim "${slug}" is wrapped twice; first on line ${first.get(claim) ?? '?'}.`,
        `Link to it here: [text](claim:${slug}).`,
      );
      continue;
    }
    first.set(claim, lineOf(node));
    if (margin) {
      margins += 1;
      const kind = own.get(claim)?.data.kind ?? 'claim';
      if (kind !== 'claim') {
        errors.add(
          place,
          `The ${kind} "${slug}" has a margin note.`,
          'It carries no verdict: remove "margin".',
        );
      }
      const other = marginIn.get(text);
      if (text !== null && other !== undefined) {
        errors.add(
          place,
          `A second claim of this paragraph has a margin note, after "${other}".`,
          'At most one a paragraph: remove one "margin".',
        );
      }
      if (text !== null && other === undefined) marginIn.set(text, slug);
      if (margins === MARGIN_NOTES + 1) {
        errors.add(
          place,
          `More than ${MARGIN_NOTES} claims of this note have a margin note.`,
          'Keep the computed and the surprising: remove "margin" from the others.',
        );
      }
    }
    const { html, text: prose } = renderNodes(node.children as never, quiet(draft, work));
    if (prose.trim() === '') {
      errors.add(
        place,
        `<Claim id="${slug}"> wraps nothing.`,
        'Put it around the sentence that makes the claim.',
      );
    }
    anchors.push({
      claim,
      number,
      margin,
      html: html.trim(),
      text: prose.replace(/\s+/g, ' ').trim(),
    });
  }
  return anchors;
}

/* ---- The pages ------------------------------------------------------------------------- */

function noteOf(
  draft: Draft<PaperData | TopicData>,
  claims: readonly Draft<ClaimData>[],
  anchors: ClaimAnchor[],
  title: string,
  pageOf: PageOf,
  work: Work,
): Note {
  const { data } = draft;
  const { errors, known } = work;
  checkList(draft, 'concepts', data.concepts, known.concepts, 'concept', errors);
  checkList(draft, 'prerequisites', data.prerequisites, known.nodes, 'page', errors);
  const summary = field(draft, ['summary'], data.summary, work);
  const results = resultsOf(draft, work);
  const anchored = anchors.map(({ claim }) => claim);
  const others = claims.map(({ id }) => id).filter((id) => !anchored.includes(id));
  return {
    ...pageOf(
      draft,
      results,
      claims.map(({ file }) => file),
    ),
    id: draft.id,
    node: draft.node,
    kind: draft.kind === 'paper' ? 'paper' : 'topic',
    title,
    short: data.short,
    summary: summary.text,
    summaryHtml: summary.html,
    key: 'key' in data ? data.key : null,
    aliases: data.aliases ?? [],
    concepts: data.concepts,
    prerequisites: data.prerequisites ?? [],
    relations: relationsOf(draft, work),
    results,
    corrections: correctionsOf(draft, work),
    claims: [...anchored, ...others],
    anchors,
  };
}

function resultsOf(draft: Draft<PaperData | TopicData>, work: Work): ResultsTable[] {
  const { errors, known } = work;
  const tables = draft.data.results ?? [];
  const placed = new Map<string, number | null>();
  for (const node of draft.outline.results) {
    const id = textAttribute(node, 'id');
    if (id === '') continue;
    const place = { file: draft.file, line: lineOf(node) };
    if (!tables.some((table) => table.id === id)) {
      errors.add(
        place,
        `No results table "${id}" in the frontmatter.`,
        didYouMean(
          id,
          tables.map((table) => table.id),
          'results table',
        ),
      );
    } else if (placed.has(id)) {
      errors.add(
        place,
        `The results table "${id}" stands here twice; first on line ${placed.get(id) ?? '?'}.`,
        'Keep one.',
      );
    }
    placed.set(id, lineOf(node));
  }
  const seen = new Set<string>();
  return tables.map((table, i) => {
    const path = (...rest: PropertyKey[]) => ['results', i, ...rest];
    const wrong = (at: readonly PropertyKey[], message: string, hint: string) => {
      errors.add({ file: draft.file, line: draft.line(at), field: fieldName(at) }, message, hint);
    };
    if (seen.has(table.id))
      wrong(path('id'), `A second table has the id "${table.id}".`, 'Rename one.');
    seen.add(table.id);
    if (!placed.has(table.id) && draft.parsed) {
      wrong(
        path('id'),
        `The table "${table.id}" is placed nowhere.`,
        `Write <Results id="${table.id}" /> where it belongs in the text.`,
      );
    }
    const { key } = table.source;
    if (key !== undefined && !known.keys.has(key)) {
      wrong(
        path('source', 'key'),
        `No BibTeX key "${key}".`,
        didYouMean(key, known.keys, 'BibTeX key'),
      );
    }
    for (const [r, row] of table.rows.entries()) {
      if (row.length !== table.columns.length) {
        wrong(
          path('rows', r),
          `Expected ${table.columns.length} cells, one a column; received ${row.length}.`,
          'Write null where there is no number.',
        );
      }
    }
    return {
      id: table.id,
      title: table.title,
      source: {
        key: key ?? null,
        where: table.source.where,
        certainty: table.source.certainty,
        noteHtml:
          table.source.note === undefined
            ? ''
            : field(draft, path('source', 'note'), table.source.note, work).html,
      },
      columns: table.columns.map(({ name, unit, align }, c) => ({
        name,
        unit: unit ?? null,
        align: align ?? (table.rows.every((row) => typeof row[c] !== 'string') ? 'right' : 'left'),
      })),
      rows: table.rows,
    };
  });
}

function correctionsOf(draft: Draft<PaperData | TopicData>, work: Work): Correction[] {
  const seen = new Set<string>();
  return (draft.data.corrections ?? []).map(({ id, where, was, is, why }, i) => {
    const path = ['corrections', i, 'id'];
    if (seen.has(id)) {
      work.errors.add(
        { file: draft.file, line: draft.line(path), field: fieldName(path) },
        `A second correction has the id "${id}".`,
        'Rename one.',
      );
    }
    seen.add(id);
    const html = (name: string, source: string) =>
      field(draft, ['corrections', i, name], source, work).html;
    return {
      id,
      where,
      wasHtml: html('was', was),
      isHtml: html('is', is),
      whyHtml: html('why', why),
    };
  });
}

function conceptOf(draft: Draft<ConceptData>, pageOf: PageOf, work: Work): Concept {
  const { data } = draft;
  checkList(
    draft,
    'prerequisites',
    data.prerequisites,
    work.known.concepts,
    'concept',
    work.errors,
  );
  const definition = field(draft, ['definition'], data.definition, work);
  return {
    ...pageOf(draft, [], []),
    id: draft.id,
    node: draft.node,
    title: data.title,
    aliases: data.aliases ?? [],
    symbols: data.symbols ?? [],
    definition: definition.text,
    definitionHtml: definition.html,
    prerequisites: data.prerequisites ?? [],
    relations: relationsOf(draft, work),
  };
}

function claimOf(
  draft: Draft<ClaimData>,
  anchorsByNote: ReadonlyMap<string, readonly ClaimAnchor[]>,
  { judgements, checks }: Lablet,
  pageOf: PageOf,
  work: Work,
): Claim {
  const { data } = draft;
  const [note = '', slug = ''] = draft.id.split('/');
  checkList(draft, 'concepts', data.concepts, work.known.concepts, 'concept', work.errors);
  checkList(
    draft,
    'experiments',
    data.experiments,
    work.known.experiments,
    'experiment',
    work.errors,
  );
  const statement = field(draft, ['statement'], data.statement, work);
  const ready = (data.experiments ?? []).every((id) => Object.hasOwn(work.results, id));
  const evidence =
    data.evidence === undefined || !ready
      ? null
      : field(draft, ['evidence'], data.evidence, work, work.results);
  const judgement = judgements.get(draft.id);
  const verdict = data.verdict ?? null;
  const conditionSource = data.condition ?? judgement?.condition ?? null;
  const condition =
    conditionSource === null || verdict !== 'holds-with-conditions'
      ? null
      : field(draft, ['condition'], conditionSource, work);
  const anchor = anchorsByNote.get(note)?.find((one) => one.claim === draft.id);
  return {
    ...pageOf(draft, [], []),
    id: draft.id,
    node: draft.node,
    note,
    slug,
    kind: data.kind ?? 'claim',
    says: data.says,
    title: data.title,
    statement: statement.text,
    statementHtml: statement.html,
    where: data.where,
    concepts: data.concepts,
    verdict,
    condition: condition?.text ?? null,
    conditionHtml: condition?.html ?? null,
    basis: data.basis ?? null,
    source: data.source ?? null,
    experiments: data.experiments ?? [],
    planned: data.planned ?? null,
    evidence: evidence?.text ?? null,
    evidenceHtml: evidence?.html ?? null,
    cases: (judgement?.cases ?? []).map((one) =>
      caseOf(one, draft, checks.get(draft.id)?.file ?? draft.file, work),
    ),
    anchor: anchor
      ? { number: anchor.number, margin: anchor.margin, slug: fragments.claim(slug) }
      : null,
  };
}

/** A case with its words rendered; what is wrong in them is the check's, not the claim's. */
function caseOf(one: JudgedCase, draft: Draft<unknown>, file: string, work: Work): CaseResult {
  const render = (source: string) =>
    renderInline(source, {
      ...quiet(draft, work),
      results: null,
      report: (message, hint) => {
        work.errors.add({ file, field: draft.id }, message, hint);
      },
    });
  const when = render(one.when);
  return {
    whenHtml: when.html,
    when: when.text,
    whatHtml: render(one.what).html,
    measured: one.measured,
    bound: one.bound,
    holds: one.holds,
  };
}

/* ---- Digests ---------------------------------------------------------------------------- */

/**
 * A page shows its own text, and beside it names, verdicts and numbers of other
 * pages. Its digest therefore covers its body and all the rest of the site: it
 * changes when anything that may be shown has changed.
 */
function stamp(site: Site): void {
  const { experiments, ...rest } = site;
  const all = hash(JSON.stringify([rest, experiments.map(({ id, hash: h }) => [id, h])]));
  for (const page of [...site.notes, ...site.concepts, ...site.claims]) {
    page.digest = hash(all + page.filePath + page.body);
  }
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}
