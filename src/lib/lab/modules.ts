/** Loads the modules an author adds (experiments, checks, figures' words) without anybody listing them. */
import { globSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, sep } from 'node:path';
import type { ContentError } from '../site/types.ts';
import { bundle } from './bundle.ts';
import type { Bundle } from './bundle.ts';
import { compare, describeThrown, problem } from './errors.ts';
import { locate } from './locate.ts';

export interface LoadedModule extends Bundle {
  /** What the module exports, by name; `default` for its default. */
  exports: Readonly<Record<string, unknown>>;
}

/**
 * Bundles and imports every file that matches `glob` (a pattern from `root`,
 * `src/components/figures/*.meta.ts`), in order of their names. A module that
 * does not bundle or throws while it loads is reported, and the others are
 * still returned.
 */
export async function loadModules(
  root: string,
  glob: string,
): Promise<{ modules: LoadedModule[]; errors: ContentError[] }> {
  const files = globSync(glob, { cwd: root })
    .map((file) => file.split(sep).join('/'))
    .filter((file) => !file.endsWith('.d.ts'))
    .toSorted(compare);
  const { bundles, errors } = await bundle(root, files);
  // Not import(): Vite and Vitest take that over where they run this code, and read the bundle anew.
  const load = createRequire(join(root, 'package.json'));
  const modules: LoadedModule[] = [];
  for (const found of bundles.toSorted((a, b) => compare(a.file, b.file))) {
    try {
      const exports = load(found.path) as Record<string, unknown>;
      modules.push({ ...found, exports });
    } catch (thrown) {
      const place = locate(root, thrown);
      errors.push(
        problem({
          file: place?.file ?? found.file,
          line: place?.line ?? null,
          message: `Loading ${found.file} failed: ${describeThrown(thrown)}`,
          hint: 'Compute inside run, cases or table; a module must load without doing or awaiting anything.',
        }),
      );
    }
  }
  return { modules, errors };
}
