/** Builds the search index of a built folder with Pagefind. */
import path from 'node:path';
import { close, createIndex } from 'pagefind';

/**
 * Writes `pagefind/` into the built folder.
 *
 * @returns the number of pages indexed.
 * @throws {Error} with Pagefind's words.
 */
export async function buildSearchIndex(dist: string): Promise<number> {
  try {
    const { index, errors } = await createIndex({ forceLanguage: 'en' });
    if (index === undefined) throw new Error(errors.join('\n'));
    const added = await index.addDirectory({ path: dist });
    const written = await index.writeFiles({ outputPath: path.join(dist, 'pagefind') });
    const failed = [...added.errors, ...written.errors];
    if (failed.length > 0) throw new Error(failed.join('\n'));
    return added.page_count;
  } finally {
    await close();
  }
}
