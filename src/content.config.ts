/**
 * Collections, fed from the one reader of the files. The digest covers what a
 * page shows besides its own text (verdicts, titles it links to), so a warm
 * build never shows a stale verdict.
 */
import type { Loader } from 'astro/loaders';
import { defineCollection } from 'astro:content';
import { sharedSite } from './integration/state.ts';
import type { Page, Site } from './lib/site/types.ts';

type Entry = Page & { id: string };

function loader(name: string, pick: (site: Site) => Entry[]): Loader {
  return {
    name: `margin-notes-${name}`,
    load: ({ store }) => {
      const entries = pick(sharedSite());
      const kept = new Set(entries.map((entry) => entry.id));
      for (const id of store.keys()) if (!kept.has(id)) store.delete(id);
      for (const { id, body, filePath, digest } of entries) {
        store.set({ id, data: {}, body, filePath, digest, deferredRender: true });
      }
      return Promise.resolve();
    },
  };
}

export const collections = {
  papers: defineCollection({
    loader: loader('papers', (site) => site.notes.filter((note) => note.kind === 'paper')),
  }),
  topics: defineCollection({
    loader: loader('topics', (site) => site.notes.filter((note) => note.kind === 'topic')),
  }),
  concepts: defineCollection({ loader: loader('concepts', (site) => site.concepts) }),
  claims: defineCollection({ loader: loader('claims', (site) => site.claims) }),
};
