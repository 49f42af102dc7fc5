import { createHash } from 'node:crypto';
import type { Site } from './types.ts';

/**
 * A page shows its own text, and beside it names, verdicts and numbers of other
 * pages. Its digest therefore covers its body and all the rest of the site: it
 * changes when anything that may be shown has changed.
 */
export function stamp(site: Site): void {
  const { experiments, ...rest } = site;
  const all = hash(JSON.stringify([rest, experiments.map(({ id, hash: h }) => [id, h])]));
  for (const page of [...site.notes, ...site.concepts, ...site.claims]) {
    page.digest = hash(all + page.filePath + page.body);
  }
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}
