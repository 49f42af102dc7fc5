/** What a test file needs of the running site: its pages' HTML and a way to open them. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type Browser, type BrowserContext, type Page, chromium } from 'playwright-core';
import { afterAll, inject } from 'vitest';
import { allPages, fileOf } from './pages.ts';

export const running = inject('running');
export const pages = allPages(running.dist);

export function html(page: string): string {
  return readFileSync(path.join(running.dist, fileOf(page)), 'utf8');
}

/** Whole address of a page. */
export function address(page: string): string {
  return new URL(page.slice(1), running.url).href;
}

let connection: Promise<Browser> | undefined;

/** The shared browser; disconnected when the file is done. */
export function browser(): Promise<Browser> {
  connection ??= chromium.connect(running.browser);
  return connection;
}

afterAll(async () => {
  await (await connection)?.close();
  connection = undefined;
});

export const PHONE = { width: 390, height: 844 };
export const DESK = { width: 1440, height: 900 };

/** Everything a page did that it should not have: messages, failures, requests elsewhere. */
export interface Watched {
  readonly page: Page;
  readonly faults: string[];
  readonly scripts: Set<string>;
}

/** Watches a page from before its first request. */
export async function watched(context: BrowserContext): Promise<Watched> {
  const page = await context.newPage();
  const faults: string[] = [];
  const scripts = new Set<string>();
  const origin = new URL(running.url).origin;
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') {
      faults.push(`console ${message.type()}: ${message.text()} (${message.location().url})`);
    }
  });
  page.on('pageerror', (error) => faults.push(`error: ${error.message}`));
  page.on('request', (request) => {
    if (!/^(data|blob):/.test(request.url()) && new URL(request.url()).origin !== origin) {
      faults.push(`request to another origin: ${request.url()}`);
    }
    if (request.resourceType() === 'script') scripts.add(request.url());
  });
  page.on('requestfailed', (request) => {
    const reason = request.failure()?.errorText ?? 'unknown';
    // Leaving a page stops what it was still fetching.
    if (reason !== 'net::ERR_ABORTED') faults.push(`failed: ${request.url()} (${reason})`);
  });
  page.on('response', (response) => {
    // The document of 404.html is asked for by its name here and has status 200.
    if (response.status() >= 400) faults.push(`status ${response.status()}: ${response.url()}`);
  });
  return { page, faults, scripts };
}

/** Scrolls through the whole page, so that everything that waits to be seen has been, and back. */
export async function scrollThrough(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const pause = (): Promise<unknown> => new Promise((resolve) => setTimeout(resolve, 40));
    for (let y = 0; y < document.documentElement.scrollHeight; y += innerHeight * 0.8) {
      scrollTo(0, y);
      await pause();
    }
    scrollTo(0, document.documentElement.scrollHeight);
    await pause();
  });
  await page.waitForFunction(
    () => document.querySelector('astro-island[ssr]') === null,
    undefined,
    {
      timeout: 15_000,
    },
  );
  await page.waitForLoadState('networkidle');
  await page.evaluate(() => scrollTo(0, 0));
}
