/** The bibliography as CSL-JSON. */
import type { APIRoute } from 'astro';
import { site } from '../../site.ts';

export const GET: APIRoute = () => Response.json(site.references.map(({ csl }) => csl));
