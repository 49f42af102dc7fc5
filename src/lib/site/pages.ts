/** The pages of the site, made of what was read. */
import type { Position } from 'unist';
import type { JudgedCase } from '../lab/index.ts';
import type { Computed } from './computed.ts';
import { fragments } from './href.ts';
import { renderInline, renderNodes } from './inline.ts';
import { textAttribute } from './markdown/nodes.ts';
import { checkList, relationsOf } from './names.ts';
import { countWords, minutesOf, plainMarkdown } from './prose.ts';
import type { Draft } from './read.ts';
import type { LinkablePage } from './refs.ts';
import type { ClaimData, ConceptData, PaperData, TopicData } from './schemas.ts';
import { correctionsOf, resultsOf } from './tables.ts';
import type {
  CaseResult,
  Claim,
  ClaimAnchor,
  Concept,
  FigureUse,
  Heading,
  Note,
  Page,
  ResultsTable,
} from './types.ts';
import { field, quiet } from './work.ts';
import type { Work } from './work.ts';

/** What is needed to link to a page. */
export function linkable(draft: Draft<unknown>, title: string): LinkablePage {
  const { id, node, url, outline } = draft;
  return { id, node, url, title, equations: outline.equations, figures: usesOf(draft) };
}

/** Makes what pages of all kinds have. `tables` are the page’s own, `also` files whose change is its change. */
export type PageOf = (
  draft: Draft<unknown>,
  tables: readonly ResultsTable[],
  also: readonly string[],
) => Page;

/** `captions` of figures by id; `dates` of files, null where there is no history. */
export function pageMaker(
  work: Work,
  captions: ReadonlyMap<string, string>,
  dates: ReadonlyMap<string, string> | null,
): PageOf {
  const { index, results } = work;
  return (draft, tables, also) => {
    const words = countWords(draft.tree);
    return {
      filePath: draft.file,
      body: draft.body,
      digest: '',
      url: draft.url,
      headings: headingsOf(draft, work),
      equations: draft.outline.equations.map(({ label, number, slug, tex }) => ({
        label,
        number,
        slug,
        tex,
      })),
      figures: usesOf(draft),
      citations: citationsOf(draft, tables).filter((key) => index.references.has(key)),
      markdown: plainMarkdown(draft, { index, results, tables, captions }),
      words,
      minutes: minutesOf(words),
      changed: latest([draft.file, ...also], dates),
    };
  };
}

function headingsOf(draft: Draft<unknown>, work: Work): Heading[] {
  return draft.outline.headings.flatMap(({ node, slug }) => {
    if (node.depth !== 2 && node.depth !== 3) return [];
    const { html, text } = renderNodes(node.children, quiet(draft, work));
    return [{ depth: node.depth, slug, text: text.trim(), html: html.trim() }];
  });
}

function usesOf({ outline }: Draft<unknown>): FigureUse[] {
  return outline.figures.map(({ id, number, slug, wide }) => ({ figure: id, number, slug, wide }));
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

function latest(
  files: readonly string[],
  dates: ReadonlyMap<string, string> | null,
): string | null {
  if (dates === null) return null;
  const known = files.flatMap((file) => dates.get(file) ?? []);
  return known.length === 0 ? null : known.reduce((a, b) => (a > b ? a : b));
}

export function noteOf(
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

export function conceptOf(draft: Draft<ConceptData>, pageOf: PageOf, work: Work): Concept {
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

export function claimOf(
  draft: Draft<ClaimData>,
  anchorsByNote: ReadonlyMap<string, readonly ClaimAnchor[]>,
  { judgements, checks }: Computed,
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
    checksFile: checks.get(draft.id)?.file ?? null,
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
