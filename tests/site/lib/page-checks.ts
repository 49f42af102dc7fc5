/** What holds for every page that is opened in the browser. Shared by two files, which run side by side. */
import { AxeBuilder } from '@axe-core/playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { kindOf } from './pages.ts';
import {
  type Loaded,
  loaded,
  labelCount,
  labelFaults,
  mainTexts,
  marginCount,
  marginOverlaps,
  sidewaysScroll,
} from './measure.ts';
import {
  DESK,
  type Watched,
  address,
  browser,
  running,
  scrollThrough,
  watched,
} from './running.ts';
import type { BrowserContext, Page } from 'playwright-core';

const WIDTHS = [320, 390, 820, 1000, 1440] as const;

export function pageChecks(pages: readonly string[]): void {
  let withScripts: BrowserContext;
  let without: BrowserContext;

  beforeAll(async () => {
    const chromium = await browser();
    withScripts = await chromium.newContext({ viewport: DESK, colorScheme: 'light' });
    without = await chromium.newContext({ viewport: DESK, javaScriptEnabled: false });
  });
  afterAll(async () => {
    await withScripts.close();
    await without.close();
  });

  describe.each(pages)('%s', (where) => {
    let open: Watched;
    const page = (): Page => open.page;
    let before: Loaded;
    let after: Loaded;

    beforeAll(async () => {
      open = await watched(withScripts);
      await page().goto(address(where), { waitUntil: 'load' });
      await page().evaluate(() => document.fonts.ready);
      before = await page().evaluate(loaded);
      await scrollThrough(page());
      after = await page().evaluate(loaded);
    });
    afterAll(() => page().close());

    test('shows without scripts all it shows with them', async () => {
      const bare = await without.newPage();
      await bare.goto(address(where), { waitUntil: 'load' });
      const there = await page().evaluate(mainTexts);
      const words = (await bare.evaluate(mainTexts)).join(' ');
      await bare.close();
      expect(there.filter((text) => !words.includes(text))).toEqual([]);
      expect(there.join(' ').length).toBeGreaterThan(20);
    });

    test.each(WIDTHS)(
      'does not scroll sideways at %i px; notes and labels keep apart',
      async (width) => {
        await page().setViewportSize({ width, height: 900 });
        // Two frames: one for the new width, one for what answers to it.
        await page().evaluate(
          () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
        );
        expect.soft(await page().evaluate(sidewaysScroll), 'sideways').toEqual([]);
        expect.soft(await page().evaluate(marginOverlaps), 'margin').toEqual([]);
        expect.soft(await page().evaluate(labelFaults), 'labels').toEqual([]);
        if (kindOf(where) === 'note') {
          expect.soft(await page().evaluate(marginCount), 'margin notes').toBeGreaterThan(0);
        }
        if (kindOf(where) === 'figure') {
          expect.soft(await page().evaluate(labelCount), 'labels').toBeGreaterThan(0);
        }
      },
    );

    test.each(['light', 'dark'] as const)(
      'has nothing that axe objects to, %s',
      async (colorScheme) => {
        await page().setViewportSize(DESK);
        await page().emulateMedia({ colorScheme });
        const { violations, passes } = await new AxeBuilder({ page: page() })
          // Thousands of spans that have the colour of the text around them; not read out either.
          .exclude('.katex-html')
          .options({ resultTypes: ['violations'] })
          .analyze();
        expect(
          violations.map(
            ({ id, help, nodes }) =>
              `${id}: ${help}: ${nodes
                .slice(0, 5)
                .map(
                  (node) =>
                    `${node.target.join(' ')} ${node.failureSummary?.split('\n')[1]?.trim() ?? ''}`,
                )
                .join(' | ')}`,
          ),
        ).toEqual([]);
        expect(passes.length).toBeGreaterThan(10);
      },
    );

    test('takes at most 110 kB of fonts', () => {
      expect(after.fonts).toBeLessThanOrEqual(110_000);
      expect(after.fonts).toBeGreaterThan(0);
    });

    test('takes at most 8 kB of scripts, and 30 kB more for each figure that is alive', () => {
      expect(before.scripts).toBeLessThanOrEqual(8000 + 30_000 * before.alive);
      expect(after.scripts).toBeLessThanOrEqual(8000 + 30_000 * after.alive);
      expect(before.scripts).toBeGreaterThan(0);
    });

    test('did nothing it should not: no message, no failed request, none to another origin', () => {
      expect(open.faults).toEqual([]);
      expect(address(where).startsWith(running.url)).toBe(true);
    });
  });
}
