import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { bundle } from '../../../src/lib/lab/bundle.ts';
import type { Bundle } from '../../../src/lib/lab/bundle.ts';
import { locateAll } from '../../../src/lib/lab/locate.ts';
import { project } from './project.ts';

/** A frame of a stack, at the place in a bundle where `code` stands. */
function frame({ path, url }: Bundle, code: string): string {
  const column = readFileSync(path, 'utf8').indexOf(code) + 1;
  expect(column).toBeGreaterThan(0);
  return `    at run (${url}:1:${column})\n`;
}

it('finds the lines behind a stack, innermost first', async () => {
  const root = project('throws');
  const { bundles } = await bundle(root, ['src/lib/experiments/throws.ts']);
  const stack = frame(bundles[0]!, 'throw new RangeError') + frame(bundles[0]!, 'return root(-4)');
  expect(locateAll(root, `Error: x\n${stack}    at node:internal/main:1:1`)).toEqual([
    { file: 'src/lib/numeric/root.ts', line: 2 },
    { file: 'src/lib/experiments/throws.ts', line: 18 },
  ]);
});

it('passes over the engine itself', async () => {
  const root = fileURLToPath(new URL('../../..', import.meta.url));
  const { bundles } = await bundle(root, ['src/lib/lab/guard.ts']);
  expect(locateAll(root, frame(bundles[0]!, 'throw new Error'))).toEqual([]);
});

it('passes over a stack without a bundle, and a bundle without a map', () => {
  const root = project('good');
  expect(locateAll(root, 'Error: x\n    at file:///nowhere/a.mjs:1:1')).toEqual([]);
  expect(locateAll(root, '')).toEqual([]);
});
