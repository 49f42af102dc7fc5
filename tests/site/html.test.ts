/** The HTML of every page, as built. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { type Element, attribute, elements } from '../../scripts/lib/html.ts';
import type { Claim } from '../../src/lib/site/types.ts';
import { fileOf, kindOf } from './lib/pages.ts';
import { html, pages, running } from './lib/running.ts';

interface Parsed {
  readonly path: string;
  readonly elements: readonly Element[];
  readonly ids: ReadonlySet<string>;
}

const parsed = new Map<string, Parsed>();
function page(where: string): Parsed {
  let entry = parsed.get(where);
  if (entry === undefined) {
    const all = elements(html(where));
    const ids = new Set(all.flatMap((element) => attribute(element, 'id') ?? []));
    entry = { path: where, elements: all, ids };
    parsed.set(where, entry);
  }
  return entry;
}

const tags = (where: string, ...names: string[]): Element[] =>
  page(where).elements.filter((element) => names.includes(element.tagName));
const text = (element: Element): string => {
  const words: string[] = [];
  const visit = (node: Element['childNodes'][number]): void => {
    if ('value' in node) words.push(node.value);
    if ('childNodes' in node) node.childNodes.forEach(visit);
  };
  element.childNodes.forEach(visit);
  return words.join('').trim();
};
const meta = (where: string, name: string): string | undefined => {
  const found = tags(where, 'meta').find((element) => attribute(element, 'name') === name);
  return found && attribute(found, 'content');
};

/** Why an address on a page leads nowhere; null when it leads somewhere or off the site. */
function broken(from: string, reference: string): string | null {
  if (/^(mailto|tel|data|javascript):/i.test(reference)) {
    return reference.startsWith('javascript:') ? 'is a script' : null;
  }
  const site = new URL(running.url);
  const url = new URL(reference, new URL(from.slice(1), site));
  if (url.origin !== site.origin) return null;
  if (!url.pathname.startsWith(running.base)) return 'leaves the base path';
  const inside = decodeURIComponent(url.pathname.slice(running.base.length - 1));
  const file = path.join(running.dist, fileOf(inside));
  if (!existsSync(file) || !statSync(file).isFile()) return 'no such file';
  const fragment = decodeURIComponent(url.hash.slice(1));
  if (fragment !== '' && file.endsWith('.html') && !page(inside).ids.has(fragment)) {
    return `no element “${fragment}” there`;
  }
  return null;
}

test('there are pages of every kind', () => {
  const kinds = new Set(pages.map(kindOf));
  expect([...kinds].sort()).toEqual(['claim', 'concept', 'figure', 'note', 'other']);
});

test('every link, picture, script and stylesheet of the site leads somewhere, fragments included', () => {
  const faults: string[] = [];
  let checked = 0;
  for (const where of pages) {
    for (const element of page(where).elements) {
      const references = ['href', 'src', 'poster', 'component-url', 'renderer-url'].flatMap(
        (name) => attribute(element, name) ?? [],
      );
      const action = element.tagName === 'form' ? attribute(element, 'action') : undefined;
      if (action !== undefined) references.push(action);
      for (const reference of references) {
        checked++;
        // The page for what is not found is served everywhere: its links must not be relative.
        const fault =
          where === '/404.html' && !/^(\/|#|https?:)/.test(reference)
            ? 'is relative'
            : broken(where, reference);
        if (fault !== null) faults.push(`${where}: ${reference} ${fault}`);
      }
    }
  }
  expect([...new Set(faults)]).toEqual([]);
  expect(checked).toBeGreaterThan(pages.length * 10);
});

test('references between elements by id lead somewhere', () => {
  const faults: string[] = [];
  for (const where of pages) {
    for (const element of page(where).elements) {
      for (const name of [
        'aria-details',
        'aria-describedby',
        'aria-labelledby',
        'aria-controls',
        'for',
      ]) {
        for (const id of attribute(element, name)?.split(/\s+/) ?? []) {
          if (!page(where).ids.has(id)) faults.push(`${where}: ${name}="${id}"`);
        }
      }
    }
  }
  expect(faults).toEqual([]);
});

test('no page uses an id twice', () => {
  const faults: string[] = [];
  for (const where of pages) {
    const seen = new Set<string>();
    for (const element of page(where).elements) {
      const id = attribute(element, 'id');
      if (id === undefined) continue;
      if (seen.has(id)) faults.push(`${where}: #${id}`);
      seen.add(id);
    }
  }
  expect(faults).toEqual([]);
});

describe('each page', () => {
  test('has one h1, which is not empty, and headings that skip no level', () => {
    const faults: string[] = [];
    for (const where of pages) {
      const headings = tags(where, 'h1', 'h2', 'h3', 'h4', 'h5', 'h6');
      const first = headings.filter((heading) => heading.tagName === 'h1');
      if (first.length !== 1 || text(first[0]!) === '') faults.push(`${where}: ${first.length} h1`);
      let level = 0;
      for (const heading of headings) {
        const next = Number(heading.tagName[1]);
        if (next > level + 1) faults.push(`${where}: h${next} “${text(heading)}” after h${level}`);
        level = next;
      }
    }
    expect(faults).toEqual([]);
  });

  test.each([
    ['title', (where: string) => tags(where, 'title').map(text).join(' | ')],
    ['description', (where: string) => meta(where, 'description') ?? ''],
  ])('has a %s of its own', (_what, read) => {
    const owners = new Map<string, string>();
    const faults: string[] = [];
    for (const where of pages) {
      const words = read(where);
      const other = owners.get(words);
      if (words.length < 5) faults.push(`${where}: “${words}”`);
      if (/[{}\\]|\$.*\$/.test(words)) faults.push(`${where}: unfinished: “${words}”`);
      if (other !== undefined) faults.push(`${where} and ${other}: “${words}”`);
      owners.set(words, where);
    }
    expect(faults).toEqual([]);
  });

  test('says its language, its viewport, and its landmarks', () => {
    const faults: string[] = [];
    for (const where of pages) {
      const count = (name: string): number => tags(where, name).length;
      const check = (fine: boolean, what: string): void => {
        if (!fine) faults.push(`${where}: ${what}`);
      };
      check(/^en/.test(attribute(tags(where, 'html')[0]!, 'lang') ?? ''), 'lang');
      check(/width=device-width/.test(meta(where, 'viewport') ?? ''), 'viewport');
      check(count('main') === 1, `${count('main')} main`);
      check(count('header') >= 1, 'no header');
      check(count('footer') >= 1, 'no footer');
      const navs = tags(where, 'nav');
      check(navs.length >= 1, 'no nav');
      const names = navs.map(
        (nav) => attribute(nav, 'aria-label') ?? attribute(nav, 'aria-labelledby'),
      );
      check(new Set(names).size === names.length, `navs share a name: ${names.join(', ')}`);
    }
    expect(faults).toEqual([]);
  });

  test('begins with a link that skips to main', () => {
    const faults = pages.filter((where) => {
      const body = page(where).elements.findIndex((element) => element.tagName === 'body');
      const first = page(where)
        .elements.slice(body)
        .find((element) => ['a', 'button', 'input', 'select'].includes(element.tagName));
      const target = first && attribute(first, 'href');
      const main = tags(where, 'main')[0];
      return target === undefined || target !== `#${main && (attribute(main, 'id') ?? '')}`;
    });
    expect(faults).toEqual([]);
  });

  test('has no inline script or style that the content security policy would block', () => {
    const faults: string[] = [];
    for (const where of pages) {
      for (const element of page(where).elements) {
        const type = attribute(element, 'type') ?? '';
        if (
          element.tagName === 'script' &&
          attribute(element, 'src') === undefined &&
          !type.includes('json')
        ) {
          faults.push(`${where}: inline script`);
        }
        if (element.tagName === 'style') faults.push(`${where}: inline style`);
        for (const { name } of element.attrs) {
          if (name.startsWith('on')) faults.push(`${where}: ${element.tagName} ${name}`);
        }
      }
    }
    expect(faults).toEqual([]);
  });

  test('shows no formula that failed, no placeholder, no value that is missing', () => {
    const faults: string[] = [];
    for (const where of pages) {
      const source = html(where);
      if (source.includes('katex-error')) faults.push(`${where}: katex-error`);
      const words = tags(where, 'main').map(text).join(' ');
      for (const found of words.match(
        /\b(undefined|NaN|\[object Object\])|\{[a-z][a-z0-9-]*:[A-Za-z0-9.-]+(?:\|[a-z]+(?:\(\d+\))?)?\}/g,
      ) ?? []) {
        // Prose may speak of NaN; a number that is missing stands alone after a colon or equals sign.
        if (found !== 'NaN' && found !== 'undefined') faults.push(`${where}: ${found}`);
      }
    }
    expect(faults).toEqual([]);
  });
});

test('every claim in claims.json has a page at its address that carries its id', () => {
  const claims = JSON.parse(
    readFileSync(path.join(running.dist, 'data/claims.json'), 'utf8'),
  ) as Claim[];
  const faults = claims.filter(({ id, url }) => {
    const where = new URL(url, running.url).pathname.slice(running.base.length - 1);
    if (!pages.includes(where)) return true;
    return !page(where).elements.some((element) => attribute(element, 'data-claim') === id);
  });
  expect(faults.map(({ id }) => id)).toEqual([]);
  expect(claims.length).toBeGreaterThan(20);
  expect(new Set(claims.map(({ id }) => id)).size).toBe(claims.length);
});

test('every claim stands on its note’s page too', () => {
  const claims = JSON.parse(
    readFileSync(path.join(running.dist, 'data/claims.json'), 'utf8'),
  ) as Claim[];
  const notes = pages.filter((where) => kindOf(where) === 'note');
  const carried = new Set(
    notes.flatMap((where) =>
      page(where).elements.flatMap((element) => attribute(element, 'data-claim') ?? []),
    ),
  );
  expect(claims.filter(({ id }) => !carried.has(id)).map(({ id }) => id)).toEqual([]);
});

describe('weight, compressed', () => {
  const gz = (file: string): number =>
    gzipSync(readFileSync(path.join(running.dist, file)), { level: 9 }).length;
  const local = (reference: string): string =>
    new URL(reference, running.url).pathname.slice(running.base.length);

  /** A module and all it imports statically, by file. */
  function modules(entries: readonly string[]): Set<string> {
    const found = new Set<string>();
    const visit = (file: string): void => {
      if (found.has(file)) return;
      found.add(file);
      const code = readFileSync(path.join(running.dist, file), 'utf8');
      for (const [, specifier] of code.matchAll(/\b(?:from|import)\s*["']([^"']+\.js)["']/g)) {
        visit(local(new URL(specifier!, new URL(file, running.url)).href));
      }
    };
    entries.forEach(visit);
    return found;
  }
  const sum = (files: Iterable<string>): number =>
    [...files].reduce((total, file) => total + gz(file), 0);
  const scripts = (where: string): Set<string> =>
    modules(
      tags(where, 'script')
        .flatMap((script) => attribute(script, 'src') ?? [])
        .map(local),
    );

  test('at most 8 kB of JavaScript before a figure comes alive', () => {
    const weights = pages.map((where) => ({ where, bytes: sum(scripts(where)) }));
    expect(weights.filter(({ bytes }) => bytes > 8000)).toEqual([]);
    expect(Math.max(...weights.map(({ bytes }) => bytes))).toBeGreaterThan(0);
  });

  test('at most 30 kB of JavaScript more for each figure that does', () => {
    const faults: string[] = [];
    let islands = 0;
    for (const where of pages) {
      const before = scripts(where);
      for (const island of tags(where, 'astro-island')) {
        islands++;
        const entries = ['component-url', 'renderer-url'].flatMap(
          (name) => attribute(island, name) ?? [],
        );
        const more = [...modules(entries.map(local))].filter((file) => !before.has(file));
        const bytes = sum(more);
        if (bytes > 30_000) faults.push(`${where}: ${entries[0] ?? ''} ${bytes}`);
      }
    }
    expect(faults).toEqual([]);
    expect(islands).toBeGreaterThan(0);
  });

  test('at most 16 kB of CSS', () => {
    const weights = pages.map((where) => {
      const sheets = tags(where, 'link').filter((link) => attribute(link, 'rel') === 'stylesheet');
      return {
        where,
        bytes: sum(new Set(sheets.map((link) => local(attribute(link, 'href') ?? '')))),
      };
    });
    expect(weights.filter(({ bytes }) => bytes > 16_000)).toEqual([]);
    expect(Math.min(...weights.map(({ bytes }) => bytes))).toBeGreaterThan(0);
  });

  test('at most 40 kB of SVG a figure', () => {
    const faults: string[] = [];
    let figures = 0;
    for (const where of pages) {
      const source = html(where);
      for (const figure of tags(where, 'figure')) {
        const id = attribute(figure, 'data-figure');
        if (id === undefined) continue;
        figures++;
        const { startOffset, endOffset } = figure.sourceCodeLocation!;
        const drawings = source.slice(startOffset, endOffset).match(/<svg[\s\S]*?<\/svg>/g) ?? [];
        const bytes = gzipSync(drawings.join('')).length;
        if (drawings.length === 0) faults.push(`${where}: ${id} has no drawing`);
        if (bytes > 40_000) faults.push(`${where}: ${id} ${bytes}`);
      }
    }
    expect(faults).toEqual([]);
    expect(figures).toBeGreaterThan(0);
  });
});
