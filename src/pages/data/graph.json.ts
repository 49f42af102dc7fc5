/** The concept graph as data; the shape is documented on /method/ and stable. */
import type { APIRoute } from 'astro';
import { site } from '../../site.ts';

export const GET: APIRoute = () => Response.json(site.graph);
