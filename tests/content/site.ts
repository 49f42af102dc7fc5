/** Reads this site once for all content tests. */
import path from 'node:path';
import { formatErrors } from '../../src/lib/site/errors.ts';
import { loadSite } from '../../src/lib/site/load.ts';
import type { Site } from '../../src/lib/site/types.ts';

let reading: Promise<Site> | undefined;

/** The site; throws with all errors listed when the content has any. */
export function readSite(): Promise<Site> {
  reading ??= loadSite(path.resolve(import.meta.dirname, '../..')).then(({ site, errors }) => {
    if (errors.length > 0) throw new Error(formatErrors(errors));
    return site;
  });
  return reading;
}
