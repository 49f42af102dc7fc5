/** Starts the server and one browser for all test files, and stops them after the last. */
import path from 'node:path';
import { chromium } from 'playwright-core';
import type { TestProject } from 'vitest/node';
import { settings } from '../../scripts/lib/build.ts';
import { CHROMIUM_ARGS, findChromium } from '../../scripts/lib/chromium.ts';
import { serve } from '../../scripts/lib/serve.ts';

export interface Running {
  /** Address of the site, base included, with a slash at the end. */
  readonly url: string;
  readonly base: string;
  readonly dist: string;
  /** Where to reach the browser. */
  readonly browser: string;
  readonly chromium: string;
  /** Every note and figure page (CI), or a sample. */
  readonly full: boolean;
}

declare module 'vitest' {
  export interface ProvidedContext {
    running: Running;
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dist = path.resolve('dist');
  const { base } = settings();
  const executablePath = findChromium(console.log);
  const served = await serve({ dir: dist, base });
  const browser = await chromium.launchServer({ executablePath, args: [...CHROMIUM_ARGS] });
  project.provide('running', {
    url: served.url,
    base,
    dist,
    browser: browser.wsEndpoint(),
    chromium: executablePath,
    full: process.env['FULL'] === '1',
  });
  return async () => {
    await browser.close();
    await served.close();
  };
}
