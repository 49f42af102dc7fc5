/** The note as Markdown. */
import type { APIRoute } from 'astro';
import { note as find, site } from '../../../site.ts';
import { noteMarkdown } from '../../../markdown.ts';

export function getStaticPaths() {
  return site.notes
    .filter(({ kind }) => kind === 'paper')
    .map(({ id }) => ({ params: { slug: id } }));
}

export const GET: APIRoute = ({ params }) =>
  new Response(noteMarkdown(find(params['slug'] ?? '')), {
    headers: { 'content-type': 'text/markdown; charset=utf-8' },
  });
