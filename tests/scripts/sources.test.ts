import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { fingerprint, listFiles } from '../../scripts/lib/sources.ts';

let root: string;
const put = (file: string, text: string): void => {
  mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
  writeFileSync(path.join(root, file), text);
};

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'sources-'));
  put('src/content/a.mdx', 'one');
  put('.git/HEAD', 'ref: refs/heads/main');
  put('.git/refs/heads/main', 'abc');
});
afterEach(() => rmSync(root, { recursive: true }));

test('the fingerprint follows contents, names, settings and the commit, and nothing else', () => {
  const before = fingerprint(root, { base: '/' });
  put('dist/index.html', 'x');
  put('src/content/a.mdx', 'one');
  expect(fingerprint(root, { base: '/' })).toBe(before);
  expect(fingerprint(root, { base: '/x/' })).not.toBe(before);

  const seen = new Set([before]);
  for (const [file, text] of [
    ['src/content/a.mdx', 'two'],
    ['src/content/b.mdx', ''],
    ['results/psi.json', '{}'],
    ['.git/refs/heads/main', 'def'],
  ] as const) {
    put(file, text);
    const now = fingerprint(root, { base: '/' });
    expect(seen).not.toContain(now);
    seen.add(now);
  }
});

test('lists files below folders, sorted, with forward slashes', () => {
  put('src/b/c.ts', '');
  expect(listFiles(root, ['src', 'none'])).toEqual(['src/b/c.ts', 'src/content/a.mdx']);
});
