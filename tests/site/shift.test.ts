/**
 * Nothing moves while a page loads: the sum of all layout shifts, with an empty
 * cache, on a slow line (1.6 Mbit/s, 150 ms), and while scrolling to the end.
 */
import { describe, expect, test } from 'vitest';
import { sample } from './lib/pages.ts';
import { DESK, PHONE, address, browser, pages, running, scrollThrough } from './lib/running.ts';

interface Shift {
  readonly value: number;
  readonly time: number;
  /** What moved: element, and by how many px. */
  readonly moved: string[];
}

declare global {
  interface Window {
    shifts: Shift[];
  }
}

describe.each([
  ['phone', PHONE],
  ['desk', DESK],
] as const)('on a %s', (_name, viewport) => {
  test.each(sample(pages, running.full))('%s keeps still', async (where) => {
    const context = await (await browser()).newContext({ viewport });
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    await session.send('Network.enable');
    await session.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: 150,
      downloadThroughput: 1_600_000 / 8,
      uploadThroughput: 750_000 / 8,
    });
    await page.addInitScript(() => {
      window.shifts = [];
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries() as (PerformanceEntry & {
          value: number;
          sources: { node: Node | null; previousRect: DOMRect; currentRect: DOMRect }[];
        })[]) {
          window.shifts.push({
            value: entry.value,
            time: Math.round(entry.startTime),
            moved: entry.sources.map(({ node, previousRect, currentRect }) => {
              const element = node instanceof Element ? node : node?.parentElement;
              const words = (element?.textContent ?? '').trim().slice(0, 40);
              const by = [currentRect.x - previousRect.x, currentRect.y - previousRect.y];
              return `${element?.tagName ?? '?'} “${words}” by ${by.join(', ')}`;
            }),
          });
        }
      }).observe({ type: 'layout-shift', buffered: true });
    });
    await page.goto(address(where), { waitUntil: 'load' });
    await page.evaluate(() => document.fonts.ready);
    await page.waitForTimeout(300);
    await scrollThrough(page);
    const shifts = await page.evaluate(() => window.shifts);
    await context.close();
    const sum = shifts.reduce((total, { value }) => total + value, 0);
    expect(sum, JSON.stringify(shifts, null, 1)).toBeLessThan(0.01);
  });
});

test('the measure sees a shift when there is one', async () => {
  const page = await (await browser()).newPage({ viewport: PHONE });
  await page.setContent('<div id="a"></div><p style="height: 300px; background: red">text</p>');
  const value = await page.evaluate(async () => {
    let sum = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries())
        sum += (entry as PerformanceEntry & { value: number }).value;
    }).observe({ type: 'layout-shift', buffered: true });
    const frames = (): Promise<unknown> => new Promise((done) => setTimeout(done, 100));
    await frames();
    document.getElementById('a')!.style.height = '200px';
    await frames();
    return sum;
  });
  await page.close();
  expect(value).toBeGreaterThan(0.05);
});
