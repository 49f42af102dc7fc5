/** What a reader does with the keyboard, and what the site remembers. */
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { kindOf } from './lib/pages.ts';
import { DESK, type Watched, address, browser, pages, watched } from './lib/running.ts';

const NOTE = pages.find((where) => kindOf(where) === 'note') ?? '';

let context: BrowserContext;
let open: Watched;
let page: Page;

beforeAll(async () => {
  context = await (await browser()).newContext({ viewport: DESK, colorScheme: 'light' });
});
afterAll(() => context.close());
beforeEach(async () => {
  open = await watched(context);
  page = open.page;
});
afterEach(async () => {
  expect(open.faults).toEqual([]);
  await page.close();
});

const focused = (): Promise<string> =>
  page.evaluate(() => {
    const element = document.activeElement;
    return `${element?.tagName ?? ''}.${element?.className ?? ''}`;
  });

describe.each(['/', NOTE])('on %s', (where) => {
  beforeEach(async () => {
    await page.goto(address(where), { waitUntil: 'networkidle' });
  });

  test('the first Tab shows the skip link, Enter goes to main, the next Tab stays in it', async () => {
    await page.keyboard.press('Tab');
    const link = page.locator(':focus');
    expect(await link.getAttribute('href')).toBe('#main');
    expect(await link.boundingBox()).toMatchObject({ x: expect.any(Number) as number });
    const box = await link.boundingBox();
    expect(box!.x).toBeGreaterThanOrEqual(0);
    expect(box!.y).toBeGreaterThanOrEqual(0);
    expect(box!.width * box!.height).toBeGreaterThan(200);
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.closest('main') !== null)).toBe(true);
  });

  test.each(['/', 'Control+k'])(
    '%s opens the search dialog; Escape closes it and gives focus back',
    async (key) => {
      const opener = page.locator('header a, header button').first();
      await opener.focus();
      const before = await focused();
      await page.keyboard.press(key);
      const dialog = page.locator('dialog[open]');
      await dialog.waitFor();
      expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('INPUT');
      expect(await page.evaluate(() => document.activeElement?.closest('dialog') !== null)).toBe(
        true,
      );
      expect(await page.locator('dialog input').inputValue()).toBe('');
      await page.keyboard.press('Escape');
      await dialog.waitFor({ state: 'detached' }).catch(() => dialog.waitFor({ state: 'hidden' }));
      expect(await page.locator('dialog[open]').count()).toBe(0);
      expect(await focused()).toBe(before);
    },
  );

  test('Tab goes through every link and control that is shown, each with a mark of focus', async () => {
    const unmarked: string[] = [];
    for (let i = 0; i < 12; i++) {
      await page.keyboard.press('Tab');
      const mark = await page.evaluate(() => {
        const element = document.activeElement;
        if (!element || element === document.body) return null;
        const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
        const shown =
          (outlineStyle !== 'none' && parseFloat(outlineWidth) >= 1) || boxShadow !== 'none';
        return shown ? null : element.outerHTML.slice(0, 80);
      });
      if (mark !== null) unmarked.push(mark);
    }
    expect(unmarked).toEqual([]);
  });
});

test('a slash typed into a field stays there', async () => {
  await page.goto(address('/search/'), { waitUntil: 'networkidle' });
  const field = page.locator('main input[type="search"]');
  await field.focus();
  await page.keyboard.type('a/b');
  expect(await field.inputValue()).toBe('a/b');
  expect(await page.locator('dialog[open]').count()).toBe(0);
});

describe('the theme', () => {
  const background = (): Promise<string> =>
    page.evaluate(() => getComputedStyle(document.body).backgroundColor);

  test('follows the system until the button says otherwise, then is remembered', async () => {
    await page.goto(address('/'), { waitUntil: 'load' });
    const light = await background();
    await page.emulateMedia({ colorScheme: 'dark' });
    const dark = await background();
    expect(dark).not.toBe(light);
    await page.emulateMedia({ colorScheme: 'light' });
    expect(await background()).toBe(light);

    const button = page.locator('[data-theme-button]');
    expect(await button.getAttribute('aria-pressed')).toBe('false');
    await button.focus();
    await page.keyboard.press('Enter');
    expect(await background()).toBe(dark);
    expect(await button.getAttribute('aria-pressed')).toBe('true');

    // No flash: every frame of the next page has the chosen colour, from the first.
    await page.addInitScript(() => {
      const seen: string[] = [];
      Object.assign(window, { seen });
      const look = (): void => {
        const body = document.querySelector('body');
        if (body) seen.push(getComputedStyle(body).backgroundColor);
        requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    });
    await page.goto(address('/method/'), { waitUntil: 'networkidle' });
    const seen = await page.evaluate(() => (window as unknown as { seen: string[] }).seen);
    expect(seen.length).toBeGreaterThan(0);
    expect([...new Set(seen)]).toEqual([dark]);
    await button.click();
    expect(await background()).toBe(light);
  });
});
