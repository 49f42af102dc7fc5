/** The worked example of CONTRIBUTING.md, carried out: every file it shows, in its order. */
import {
  appendFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listMutants, runMutant } from '../../src/lib/lab/index.ts';
import { loadSite } from '../../src/lib/site/load.ts';

const root = path.resolve('.');
let copy: string;

interface Block {
  readonly file: string;
  readonly text: string;
}

const blocks: Block[] = [
  ...readFileSync('CONTRIBUTING.md', 'utf8').matchAll(
    /^\*\*`([^`]+)`\*\*\n\n```\w+\n([\s\S]*?)^```$/gm,
  ),
].map(([, file, text]) => ({ file: file!, text: text! }));

function put({ file, text }: Block): void {
  const whole = path.join(copy, file);
  mkdirSync(path.dirname(whole), { recursive: true });
  if (file.endsWith('.bib')) appendFileSync(whole, `\n${text}`);
  else writeFileSync(whole, text);
}

beforeAll(() => {
  copy = mkdtempSync(path.join(tmpdir(), 'contributing-'));
  for (const name of ['src', 'results', 'tests/mutants', 'package.json', 'tsconfig.json']) {
    cpSync(path.join(root, name), path.join(copy, name), { recursive: true });
  }
  symlinkSync(path.join(root, 'node_modules'), path.join(copy, 'node_modules'));
});
afterAll(() => rmSync(copy, { recursive: true, force: true }));

describe('CONTRIBUTING.md', () => {
  const claim = 'src/content/claims/adam/first-step-size.mdx';
  const first = blocks.findIndex(({ file }) => file === claim);

  test('shows each kind of file', () => {
    const kinds = blocks.map(({ file }) => file.split('/').slice(0, -1).join('/'));
    expect([...new Set(kinds)].sort()).toEqual([
      'src/components/figures',
      'src/content',
      'src/content/claims/adam',
      'src/content/concepts',
      'src/content/papers',
      'src/lib/checks',
      'src/lib/experiments',
      'src/lib/optimization',
      'tests/mutants',
    ]);
  });

  test('its note with a claim from memory reads without an error', async () => {
    blocks.slice(0, first + 1).forEach(put);
    const { site, errors } = await loadSite(copy);
    expect(errors).toEqual([]);
    expect(site.claims.find(({ id }) => id === 'adam/first-step-size')?.verdict).toBe('reported');
  });

  test('the rest lets an experiment decide it, and draws it', async () => {
    blocks.slice(first + 1).forEach(put);
    const { site, errors } = await loadSite(copy);
    expect(errors).toEqual([]);
    const decided = site.claims.find(({ id }) => id === 'adam/first-step-size');
    expect(decided).toMatchObject({
      verdict: 'holds-with-conditions',
      basis: 'exact',
      condition: 'the gradient is a millionth or more',
    });
    expect(decided?.evidence).not.toMatch(/[{}]/);
    expect(site.figures.map(({ id }) => id)).toContain('adam-first-step');
    expect(site.concepts.map(({ id }) => id)).toContain('adaptive-step');
  });

  test('its mutant changes the verdict', { timeout: 60_000 }, async () => {
    const all = await listMutants(copy);
    const found = all.find(({ mutant }) => mutant.experiment === 'adam-first-step');
    const { before, after } = await runMutant(copy, found!.mutant);
    expect(after).toBe(found!.mutant.becomes);
    expect(before).not.toBe(after);
  });
});
