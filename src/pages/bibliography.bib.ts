/** The whole bibliography as BibTeX. */
import type { APIRoute } from 'astro';
import { site } from '../site.ts';

export const GET: APIRoute = () =>
  new Response(`${site.references.map(({ bibtex }) => bibtex.trim()).join('\n\n')}\n`, {
    headers: { 'content-type': 'application/x-bibtex; charset=utf-8' },
  });
