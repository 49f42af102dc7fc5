/** Every claim as data; the shape is documented on /method/ and stable. */
import type { APIRoute } from 'astro';
import { site } from '../../site.ts';

export const GET: APIRoute = () =>
  Response.json(
    site.claims.map((claim) => ({
      id: claim.id,
      note: claim.note,
      kind: claim.kind,
      says: claim.says,
      title: claim.title,
      statement: claim.statement,
      verdict: claim.verdict,
      condition: claim.condition,
      basis: claim.basis,
      concepts: claim.concepts,
      experiments: claim.experiments,
      planned: claim.planned,
      evidence: claim.evidence,
      url: claim.url,
    })),
  );
