/** One entry of the bibliography. */
import type { APIRoute } from 'astro';
import { reference, site } from '../../../site.ts';

export function getStaticPaths() {
  return site.references.map(({ key }) => ({ params: { key } }));
}

export const GET: APIRoute = ({ params }) =>
  new Response(`${reference(params['key'] ?? '').bibtex.trim()}\n`, {
    headers: { 'content-type': 'application/x-bibtex; charset=utf-8' },
  });
