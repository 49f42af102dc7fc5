/** Notes as a feed. Notes whose date of change is not known stand without one. */
import rss from '@astrojs/rss';
import type { APIRoute } from 'astro';
import { site } from '../site.ts';
import { SITE_NAME } from '../words.ts';

export const GET: APIRoute = () =>
  rss({
    title: SITE_NAME,
    description: 'Machine-learning paper notes that check themselves.',
    site: import.meta.env.SITE,
    items: site.notes.map((note) => ({
      title: note.title,
      description: note.summary,
      link: new URL(note.url, import.meta.env.SITE).href,
      ...(note.changed ? { pubDate: new Date(note.changed) } : {}),
    })),
    customData: '<language>en-gb</language>',
  });
