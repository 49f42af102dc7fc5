import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { anchorsOf } from './anchors.ts';
import { readBibliography } from './bibliography.ts';
import { checkBody } from './bodies.ts';
import { checkClaim, checkNote } from './claims.ts';
import { checkChecks, compute } from './computed.ts';
import { stamp } from './digest.ts';
import { Errors } from './errors.ts';
import { drawFigure, loadFigures } from './figures.ts';
import { lastChanged } from './git.ts';
import { glyphsOf } from './glyphs.ts';
import { lab as engine } from './lab.ts';
import type { Lab } from './lab.ts';
import { siteGraph } from './links.ts';
import { checkPapers } from './names.ts';
import { claimOf, conceptOf, linkable, noteOf, pageMaker } from './pages.ts';
import { checkCycles } from './prerequisites.ts';
import { readPages } from './read.ts';
import type { Draft } from './read.ts';
import { refIndex } from './refs.ts';
import { kinds } from './schemas.ts';
import type { PaperData, TopicData } from './schemas.ts';
import { shelfOf } from './sources.ts';
import type { LoadOptions, LoadResult, Site } from './types.ts';
import type { Known, Work } from './work.ts';

const BIBLIOGRAPHY = 'src/content/bibliography.bib';

export interface LoadSiteOptions extends LoadOptions {
  /** The experiment engine; tests hand in their own. */
  lab?: Lab;
}

/**
 * Reads the site at `root` and checks all of it: frontmatter, bodies, links,
 * bibliography, TeX, figures, experiments and verdicts. Every error of the run is
 * returned; with errors, `site` holds the pages that could be read. Folders that
 * are absent count as empty. Throws only where the disk does.
 */
export async function loadSite(root: string, options: LoadSiteOptions = {}): Promise<LoadResult> {
  const errors = new Errors();
  const { base = '/', log, lab = engine } = options;
  const [papers, topics, concepts, claims, bibtex, computed, found, dates] = await Promise.all([
    readPages(root, 'paper', kinds.paper, base, errors),
    readPages(root, 'topic', kinds.topic, base, errors),
    readPages(root, 'concept', kinds.concept, base, errors),
    readPages(root, 'claim', kinds.claim, base, errors),
    readText(join(root, BIBLIOGRAPHY)),
    compute(root, lab, log, errors),
    loadFigures(root, lab, errors),
    lastChanged(root),
  ]);
  const { references, keys } = readBibliography(bibtex, BIBLIOGRAPHY, errors);
  const notes: Draft<PaperData | TopicData>[] = [...papers, ...topics];
  const drafts: Draft<unknown>[] = [...notes, ...concepts, ...claims];

  // Everything that can be linked to, known before the first link is looked at.
  const titleOf = ({ data }: Draft<PaperData | TopicData>) =>
    'title' in data ? data.title : (references.get(data.key)?.title ?? data.short);
  const index = refIndex(
    {
      notes: notes.map((draft) => ({
        ...linkable(draft, titleOf(draft)),
        short: draft.data.short,
        key: 'key' in draft.data ? draft.data.key : null,
      })),
      concepts: concepts.map((draft) => linkable(draft, draft.data.title)),
      claims: claims.map((draft) => linkable(draft, draft.data.title)),
      figures: found.figures.map(({ meta }) => meta),
      references: [...references.values()],
    },
    base,
  );
  const known: Known = {
    nodes: new Set(drafts.map(({ node }) => node)),
    concepts: new Set(concepts.map(({ id }) => id)),
    experiments: computed.known,
    keys,
    figures: found.ids,
  };
  const work: Work = {
    index,
    results: computed.results,
    formulas: new Set(),
    errors,
    known,
    pardon: (scheme, to) =>
      (scheme === 'cite' && keys.has(to)) || (scheme === 'figure' && found.ids.has(to)),
  };

  checkPapers(papers, topics, work);
  checkCycles(notes, concepts, errors);
  for (const draft of drafts) checkBody(draft, work);
  for (const draft of claims) {
    checkNote(draft, papers, topics, errors);
    const judgement = computed.judgements.get(draft.id);
    checkClaim(draft, computed.checks.has(draft.id), judgement, errors);
  }
  checkChecks(root, computed, claims, errors);

  const shelf = shelfOf(notes, references, keys);
  const figures = found.figures.map((one) => ({
    ...drawFigure(one, computed.results, known.experiments, shelf, work, base, errors),
    usedIn: drafts
      .filter(({ outline }) => outline.figures.some(({ id }) => id === one.meta.id))
      .map(({ node }) => node),
  }));
  const captions = new Map(figures.map(({ id, caption }) => [id, caption]));
  const pageOf = pageMaker(work, captions, dates);
  const claimsOf = (note: Draft<unknown>) =>
    claims.filter(({ id }) => id.startsWith(`${note.id}/`));
  const anchors = new Map(notes.map((note) => [note.id, anchorsOf(note, claimsOf(note), work)]));

  // Pages that are not sound are made too, for what is wrong in them; they are left out below.
  const isSound = new Set(drafts.filter(({ sound }) => sound).map(({ node }) => node));
  const sound = <T extends { node: string }>(pages: readonly T[]) =>
    pages.filter(({ node }) => isSound.has(node));
  const site: Site = {
    notes: sound(
      notes.map((draft) =>
        noteOf(draft, claimsOf(draft), anchors.get(draft.id) ?? [], titleOf(draft), pageOf, work),
      ),
    ),
    concepts: sound(concepts.map((draft) => conceptOf(draft, pageOf, work))),
    claims: sound(claims.map((draft) => claimOf(draft, anchors, computed, pageOf, work))),
    figures,
    experiments: computed.infos,
    references: [...references.values()],
    graph: { nodes: [], edges: [] },
    glyphs: { text: '', math: '' },
  };
  site.graph = siteGraph(site, drafts, work);
  // Of the experiments the pages show titles; their numbers come in texts that are counted anyway.
  const shown = { ...site, experiments: computed.infos.map(({ title }) => title) };
  site.glyphs = glyphsOf(shown, work.formulas);
  stamp(site);
  return { site, errors: errors.sorted() };
}

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return '';
    throw error;
  }
}
