/** The locked result of one experiment. */
import type { APIRoute } from 'astro';
import { experiment, site } from '../../../site.ts';

export function getStaticPaths() {
  return site.experiments.map(({ id }) => ({ params: { id } }));
}

export const GET: APIRoute = ({ params }) => Response.json(experiment(params['id'] ?? ''));
