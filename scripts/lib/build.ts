/** Builds the site: Astro, then the steps after it, then the search index. */
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { build as astroBuild } from 'astro';
import type { Claim } from '../../src/lib/site/types.ts';
import { externalise } from './externalise.ts';
import { renumberIslands } from './islands.ts';
import { duration, size, withProgress } from './printing.ts';
import { buildSearchIndex } from './search-index.ts';
import { withSlashes } from './serve.ts';
import { fingerprint, listFiles } from './sources.ts';

export interface Settings {
  /** Path prefix of every address, with slashes at both ends. */
  readonly base: string;
  /** Where the site is published; empty leaves it to astro.config.ts. */
  readonly site: string;
}

/** `BASE` and `SITE` of the environment. */
export function settings(env: NodeJS.ProcessEnv = process.env): Settings {
  return { base: withSlashes(env['BASE'] ?? '/'), site: env['SITE'] ?? '' };
}

const STAMP = '.cache/build.json';

/** Whether `dist/` was built from the sources as they are now, under these settings. */
export function isCurrent(root: string, { base, site }: Settings): boolean {
  try {
    const stamp = JSON.parse(readFileSync(path.join(root, STAMP), 'utf8')) as { sources: string };
    return (
      existsSync(path.join(root, 'dist/index.html')) &&
      stamp.sources === fingerprint(root, { base, site })
    );
  } catch {
    return false;
  }
}

/**
 * Builds into `dist/`.
 *
 * @throws {Error} when the content has errors (they are printed) or a page fails.
 */
export async function build(
  root: string,
  { base, site }: Settings,
  log: (line: string) => void = console.log,
): Promise<void> {
  const started = performance.now();
  const dist = path.join(root, 'dist');
  rmSync(path.join(root, STAMP), { force: true });
  const sources = fingerprint(root, { base, site });

  process.env['ASTRO_TELEMETRY_DISABLED'] = '1';
  process.env['BASE'] = base;
  await withProgress(
    'Building pages',
    () =>
      astroBuild({
        root,
        logger: { entrypoint: path.join(import.meta.dirname, 'astro-logger.ts') },
      }),
    log,
  );
  await withProgress('Finishing pages', () => finishPages(dist, base), log);
  await withProgress('Indexing for search', () => buildSearchIndex(dist), log);

  mkdirSync(path.join(root, '.cache'), { recursive: true });
  writeFileSync(path.join(root, STAMP), JSON.stringify({ sources }));
  log(summary(dist, performance.now() - started));
}

/** Inline scripts out into files, islands renumbered, on every page. */
async function finishPages(dist: string, base: string): Promise<void> {
  const sheets = new Map<string, string>();
  const sheet = (href: string): string => {
    if (!href.startsWith(base)) return '';
    const text = sheets.get(href) ?? readFileSync(path.join(dist, href.slice(base.length)), 'utf8');
    sheets.set(href, text);
    return text;
  };
  for (const file of listFiles(dist).filter((name) => name.endsWith('.html'))) {
    const whole = path.join(dist, file);
    const source = await readFile(whole, 'utf8');
    const { html, files } = externalise(renumberIslands(source), base, sheet);
    for (const [name, code] of files) await writeFile(path.join(dist, name), code);
    if (html !== source) await writeFile(whole, html);
  }
}

/** `61 pages · claims: 18 hold, … · 3.2 MB · built in 21 s` */
function summary(dist: string, ms: number): string {
  const files = listFiles(dist);
  const bytes = files.reduce((sum, file) => sum + statSync(path.join(dist, file)).size, 0);
  const pages = files.filter((file) => file.endsWith('.html')).length;
  const lines = [`${pages} pages, ${files.length} files, ${size(bytes)}, in ${duration(ms)}.`];
  const data = path.join(dist, 'data/claims.json');
  if (existsSync(data)) {
    const all = JSON.parse(readFileSync(data, 'utf8')) as Claim[];
    const claims = all.filter((claim) => claim.kind === 'claim');
    const unchecked = claims.filter((claim) => claim.verdict === null).length;
    const verdicts = count(claims.flatMap((claim) => claim.verdict ?? []));
    const bases = count(claims.flatMap((claim) => claim.basis ?? []));
    lines.push(
      `${claims.length} claims: ${verdicts}; ${unchecked} not yet checked (and ${all.length - claims.length} questions, ideas, opinions).`,
      `By basis: ${bases}.`,
    );
  }
  return lines.join('\n');
}

/** `12 exact, 3 proved`, most frequent first. */
function count(words: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts]
    .sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))
    .map(([word, n]) => `${n} ${word.replaceAll('-', ' ')}`)
    .join(', ');
}
