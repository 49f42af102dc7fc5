/** A figure's words, its table and the results it draws; interactive figures fetch it. */
import type { APIRoute } from 'astro';
import { figure as find, resultsOf, site } from '../../../site.ts';

export function getStaticPaths() {
  return site.figures.map(({ id }) => ({ params: { id } }));
}

export const GET: APIRoute = ({ params }) => {
  const { id, title, caption, alt, description, table, experiments, sources, module, url } = find(
    params['id'] ?? '',
  );
  const hasSources = Object.keys({ ...sources.tables, ...sources.works }).length > 0;
  return Response.json({
    id,
    title,
    caption,
    alt,
    description,
    table,
    module,
    url,
    results: resultsOf(experiments),
    ...(hasSources ? { sources } : {}),
  });
};
