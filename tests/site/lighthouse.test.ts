/** Lighthouse, as on a phone: full marks but for speed, which depends on the machine. */
import { launch } from 'chrome-launcher';
import lighthouse from 'lighthouse';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CHROMIUM_ARGS } from '../../scripts/lib/chromium.ts';
import { type Kind, kindOf, spread } from './lib/pages.ts';
import { address, pages, running } from './lib/running.ts';

/** Runs a page; the median counts. One is enough to see a fault that is there every time. */
const RUNS = running.full ? 3 : 1;
const SPEED = 90;

const of = (kind: Kind): string[] =>
  spread(
    pages.filter((where) => kindOf(where) === kind),
    1,
  );
const tried = running.full
  ? ['/', ...of('note'), ...of('concept'), ...of('claim'), ...of('figure'), '/graph/']
  : [...of('note')];

let chrome: Awaited<ReturnType<typeof launch>>;
beforeAll(async () => {
  chrome = await launch({
    chromePath: running.chromium,
    chromeFlags: ['--headless=new', ...CHROMIUM_ARGS],
    logLevel: 'silent',
  });
});
afterAll(() => chrome.kill());

interface Run {
  readonly scores: Record<string, number>;
  /** Audits that cost marks. */
  readonly lost: string[];
}

async function run(where: string): Promise<Run> {
  const result = await lighthouse(address(where), { port: chrome.port, logLevel: 'silent' });
  if (result === undefined) throw new Error('Lighthouse gave no result.');
  const { categories, audits } = result.lhr;
  const scores: Record<string, number> = {};
  const lost: string[] = [];
  for (const [id, { score, auditRefs }] of Object.entries(categories)) {
    scores[id] = Math.round(100 * (score ?? 0));
    for (const ref of auditRefs) {
      const audit = audits[ref.id];
      if (ref.weight > 0 && audit?.score !== null && (audit?.score ?? 0) < 1) {
        lost.push(`${id}: ${audit?.title ?? ref.id} ${audit?.displayValue ?? ''}`);
      }
    }
  }
  return { scores, lost };
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;
}

describe.each(tried)('%s', (where) => {
  test(
    'reaches 100 in accessibility, best practices and SEO, 90 in performance',
    { timeout: 180_000 },
    async () => {
      const runs: Run[] = [];
      for (let i = 0; i < RUNS; i++) runs.push(await run(where));
      const score = (category: string): number =>
        median(runs.map(({ scores }) => scores[category] ?? 0));
      const lost = [...new Set(runs.flatMap((one) => one.lost))].join('\n');
      console.log(
        `Lighthouse ${where}: performance ${score('performance')}, accessibility ${score('accessibility')}, ` +
          `best practices ${score('best-practices')}, SEO ${score('seo')}`,
      );
      expect.soft(score('accessibility'), lost).toBe(100);
      expect.soft(score('best-practices'), lost).toBe(100);
      expect.soft(score('seo'), lost).toBe(100);
      expect.soft(score('performance'), lost).toBeGreaterThanOrEqual(SPEED);
    },
  );
});
