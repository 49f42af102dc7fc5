/**
 * Takes the pictures: `docs/note.png` for the README, and with `--all <folder>`
 * a set of pages at four widths in both themes, to look at before calling a
 * change of design done.
 *
 *     node scripts/shots.ts [--all <folder>]
 */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { type Page, chromium } from 'playwright-core';
import { build, isCurrent, settings } from './lib/build.ts';
import { CHROMIUM_ARGS, findChromium } from './lib/chromium.ts';
import { main, root } from './lib/cli.ts';
import { serve } from './lib/serve.ts';

const NOTE = 'papers/sphereface/';
const PAGES = [
  '',
  NOTE,
  'topics/newton-taylor/',
  'claims/',
  'claims/sphereface/psi-is-monotone/',
  'concepts/angular-margin/',
  'figures/',
  'figures/psi/',
  'graph/',
  'search/?q=margin',
];
const WIDTHS = [1440, 1000, 820, 390];

await main(async () => {
  const { all } = parseArgs({ options: { all: { type: 'string' } } }).values;
  const wanted = settings();
  if (!isCurrent(root, wanted)) await build(root, wanted);
  const served = await serve({ dir: path.join(root, 'dist'), base: wanted.base });
  const browser = await chromium.launch({
    executablePath: findChromium(console.log),
    args: [...CHROMIUM_ARGS],
  });
  const shoot = async (
    where: string,
    width: number,
    colorScheme: 'light' | 'dark',
    take: (page: Page) => Promise<unknown>,
  ): Promise<void> => {
    const page = await browser.newPage({
      viewport: { width, height: 900 },
      colorScheme,
      deviceScaleFactor: all === undefined ? 1.5 : 1,
    });
    await page.goto(served.url + where, { waitUntil: 'networkidle' });
    await page.evaluate(() => document.fonts.ready);
    await take(page);
    await page.close();
  };

  if (all === undefined) {
    const file = path.join(root, 'docs/note.png');
    await shoot(NOTE, 1280, 'light', async (page) => {
      await page.setViewportSize({ width: 1280, height: 860 });
      // The signature is the margin: a sentence that was computed again, and what was found beside it.
      await page.evaluate(() => {
        const note = document.querySelector('.margin-note.v-does-not-hold');
        if (note) scrollTo(0, note.getBoundingClientRect().top + scrollY - 260);
      });
      await page.waitForTimeout(500);
      await page.screenshot({ path: file });
    });
    console.log(path.relative(root, file));
  } else {
    mkdirSync(all, { recursive: true });
    for (const where of PAGES) {
      for (const width of WIDTHS) {
        for (const theme of ['light', 'dark'] as const) {
          const name = `${where.replace(/[^a-z0-9]+/g, '-').replace(/-$/, '') || 'home'}-${width}-${theme}.png`;
          await shoot(where, width, theme, (page) =>
            page.screenshot({ path: path.join(all, name), fullPage: true }),
          );
          console.log(name);
        }
      }
    }
  }
  await browser.close();
  await served.close();
});
