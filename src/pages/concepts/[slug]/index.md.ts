/** The concept as Markdown. */
import type { APIRoute } from 'astro';
import { conceptMarkdown } from '../../../markdown.ts';
import { concept, site } from '../../../site.ts';

export function getStaticPaths() {
  return site.concepts.map(({ id }) => ({ params: { slug: id } }));
}

export const GET: APIRoute = ({ params }) =>
  new Response(conceptMarkdown(concept(params['slug'] ?? '')), {
    headers: { 'content-type': 'text/markdown; charset=utf-8' },
  });
