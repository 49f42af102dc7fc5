/** Small sites for the tests, each on a copy of its own. */
import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { lab } from '../../../src/lib/site/lab.ts';
import type { Lab } from '../../../src/lib/site/lab.ts';

export const SITES = fileURLToPath(new URL('../../fixtures/sites', import.meta.url));

/** Names of the broken sites. */
export const cases = readdirSync(SITES, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && entry.name !== 'good')
  .map(({ name }) => name)
  .sort();

/** Copies `good`, and a case over it, to a folder of its own; `use` is handed its path. */
export async function withSite<T>(
  name: string | null,
  use: (root: string) => Promise<T>,
): Promise<T> {
  const root = mkdtempSync(join(tmpdir(), 'site-'));
  try {
    cpSync(join(SITES, 'good'), root, { recursive: true });
    if (name !== null) cpSync(join(SITES, name), root, { recursive: true });
    return await use(root);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

/** Whether a case changes code, so that its experiments must be run anew. */
export function changesCode(name: string): boolean {
  return (
    existsSync(join(SITES, name, 'src/lib')) || existsSync(join(SITES, name, 'src/components'))
  );
}

/**
 * The engine with what it found for `good` remembered: for sites whose code is
 * the same, so that their experiments need not be run for each of them.
 */
export async function rememberedLab(): Promise<Lab> {
  return withSite(null, async (root) => {
    const [ensured, listed, metas] = await Promise.all([
      lab.ensureResults(root),
      lab.listChecks(root),
      lab.loadModules(root, 'src/components/figures/*.meta.ts'),
    ]);
    return {
      decide: lab.decide,
      ensureResults: () => Promise.resolve(ensured),
      listChecks: () => Promise.resolve(listed),
      loadModules: () => Promise.resolve(metas),
    };
  });
}
