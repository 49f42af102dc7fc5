/** Which pages there are, of what kind, and which of them a run visits in the browser. */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { listFiles } from '../../../scripts/lib/sources.ts';

/** Paths of all pages from the site's root: `/papers/sphereface/`, `/404.html`. */
export function allPages(dist: string): string[] {
  return listFiles(dist)
    .filter((file) => file.endsWith('.html'))
    .map((file) => `/${file.replace(/(^|\/)index\.html$/, '$1')}`)
    .sort();
}

/** File of a page below the built folder. */
export function fileOf(page: string): string {
  return page.endsWith('/') ? `${page.slice(1)}index.html` : page.slice(1);
}

export type Kind = 'note' | 'concept' | 'claim' | 'figure' | 'other';

export function kindOf(page: string): Kind {
  if (/^\/(papers|topics)\/[^/]+\/$/.test(page)) return 'note';
  if (/^\/concepts\/[^/]+\/$/.test(page)) return 'concept';
  if (/^\/claims\/[^/]+\/[^/]+\/$/.test(page)) return 'claim';
  if (/^\/figures\/[^/]+\/$/.test(page)) return 'figure';
  return 'other';
}

/**
 * Pages to open in the browser. In full: every note and figure page, every page
 * that is the only one of its kind, two concepts, two claims. Otherwise: one of
 * each, the lists, and what changed since the last commit but one.
 */
export function sample(pages: readonly string[], full: boolean): string[] {
  const of = (kind: Kind): string[] => pages.filter((page) => kindOf(page) === kind);
  const chosen = new Set<string>();
  const add = (some: readonly string[]): void => some.forEach((page) => chosen.add(page));
  if (full) {
    add(of('note'));
    add(of('figure'));
    add(of('other'));
    add(spread(of('concept'), 2));
    add(spread(of('claim'), 2));
  } else {
    add(spread(of('note'), 2));
    add(spread(of('figure'), 2));
    add(spread(of('concept'), 1));
    add(spread(of('claim'), 1));
    add(of('other').filter((page) => ['/', '/claims/', '/graph/', '/404.html'].includes(page)));
    add(changedPages().filter((page) => pages.includes(page)));
  }
  return [...chosen].sort();
}

/** `count` entries spread over the list: the first, …, the last. */
export function spread<T>(list: readonly T[], count: number): T[] {
  if (list.length <= count) return [...list];
  if (count === 1) return list.slice(0, 1);
  return Array.from(
    { length: count },
    (_, i) => list[Math.round((i * (list.length - 1)) / (count - 1))]!,
  );
}

/** Pages whose own file changed since the last commit but one, or is not committed. */
function changedPages(): string[] {
  const names = (args: string[]): string[] => {
    const done = spawnSync('git', args, { encoding: 'utf8' });
    return done.status === 0 ? done.stdout.split('\n') : [];
  };
  const files = [
    ...names(['diff', '--name-only', 'HEAD~1']),
    ...names(['ls-files', '--others', '--exclude-standard']),
  ];
  return [...new Set(files.flatMap((file) => pageOf(file) ?? []))].slice(0, MOST_CHANGED);
}

/** A large change is the full run's business. */
const MOST_CHANGED = 12;

export function pageOf(file: string): string | null {
  const { dir, name, ext } = path.posix.parse(file);
  if (ext === '.mdx') return `${dir.replace(/^src\/content/, '')}/${name}/`;
  if (dir === 'src/components/figures') return `/figures/${name.replace(/\.meta$/, '')}/`;
  return null;
}
