/** Search finds pages by their titles, in the dialog and on its page. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { BrowserContext, Page } from 'playwright-core';
import type { Graph } from '../../src/lib/site/types.ts';
import { RANKING, askable } from '../../src/scripts/query.ts';
import { kindOf, spread } from './lib/pages.ts';
import { DESK, address, browser, pages, running, watched } from './lib/running.ts';

let context: BrowserContext;
let page: Page;
let faults: string[];

beforeAll(async () => {
  context = await (await browser()).newContext({ viewport: DESK });
  ({ page, faults } = await watched(context));
  await page.goto(address('/'), { waitUntil: 'networkidle' });
});
afterAll(() => context.close());

/** Titles by path, as the site's own data gives them. */
const titles = new Map(
  (JSON.parse(readFileSync(path.join(running.dist, 'data/graph.json'), 'utf8')) as Graph).nodes.map(
    ({ url, title }) => [new URL(url, running.url).pathname.slice(running.base.length - 1), title],
  ),
);
const title = (where: string): string => titles.get(where) ?? '';

/** Paths of the pages found that the dialog shows, best first. */
async function search(query: string): Promise<string[]> {
  const urls = await page.evaluate<string[]>(`(async () => {
    // As text: a bundler would rewrite the import.
    const pagefind = await import(${JSON.stringify(`${running.base}pagefind/pagefind.js`)});
    await pagefind.options(${JSON.stringify({ ranking: RANKING })});
    const { results } = await pagefind.search(${JSON.stringify(askable(query))});
    const first = await Promise.all(results.slice(0, 12).map((result) => result.data()));
    return first.map(({ url }) => url);
  })()`);
  return urls.map((url) => `/${url.slice(running.base.length)}`);
}

const titled = pages.filter((where) => ['note', 'concept', 'claim'].includes(kindOf(where)));
const asked = running.full ? titled : spread(titled, 20);

test.each(asked)('%s is found by its title', async (where) => {
  const query = title(where);
  expect(query.length).toBeGreaterThan(1);
  expect(await search(query)).toContain(where);
});

test('nonsense finds nothing', async () => {
  expect(await search('qzxvkwq')).toEqual([]);
});

describe('the dialog', () => {
  test('shows what it finds; arrow and Enter go there', async () => {
    const note = pages.find((where) => kindOf(where) === 'note') ?? '';
    await page.keyboard.press('/');
    await page.locator('dialog[open] input').waitFor();
    await page.keyboard.type(title(note));
    const first = page.locator('dialog [data-search-results] a').first();
    await first.waitFor();
    const wanted = new URL((await first.getAttribute('href')) ?? '', running.url).pathname;
    await page.keyboard.press('ArrowDown');
    await Promise.all([
      page.waitForURL((url) => url.pathname === wanted),
      page.keyboard.press('Enter'),
    ]);
    expect(new URL(page.url()).pathname).toBe(wanted);
    expect(await page.locator('main').innerText()).toContain(title(note).slice(0, 20));
  });
});

test('the search page answers a query in its address', async () => {
  await page.goto(`${address('/search/')}?q=${encodeURIComponent('angular margin')}`);
  await page.locator('main [data-search-results] a').first().waitFor();
  expect(await page.locator('main [data-search-results] a').count()).toBeGreaterThan(0);
});

test('nothing failed meanwhile', () => {
  expect(faults).toEqual([]);
});
