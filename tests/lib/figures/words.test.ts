import { existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Json, Results } from '../../../src/lib/lab/define.ts';
import { figures, perturbed, perturbedSources, results, root, sourcesFor } from './figures.ts';

/** Inputs of an experiment, which a caption may name: points, not findings. */
const INPUTS = ['0.5', '1.5'];

describe.each(figures)('the words of $name', ({ name, meta }) => {
  const own: Results = Object.fromEntries(meta.experiments.map((id) => [id, results[id] as Json]));
  const others = perturbed(own) as Results;
  const sources = sourcesFor(meta);
  const otherSources = perturbedSources(sources);

  test('carry the name of their file and name what exists', () => {
    expect(meta.id).toBe(name);
    for (const id of meta.experiments) expect(Object.keys(results)).toContain(id);
    expect(existsSync(new URL(meta.module, root))).toBe(true);
    for (const ending of ['.astro', '.tsx']) {
      expect(existsSync(new URL(`src/components/figures/${name}${ending}`, root))).toBe(true);
    }
    expect(existsSync(new URL(`src/components/figures/${name}.island.tsx`, root))).toBe(
      meta.knob !== undefined,
    );
  });

  test('give a table of full rows, numbers finite', () => {
    const { columns, rows } = meta.table(own, sources);
    expect(rows.length).toBeGreaterThan(1);
    for (const row of rows) {
      expect(row).toHaveLength(columns.length);
      for (const cell of row)
        if (typeof cell === 'number') expect(Number.isFinite(cell)).toBe(true);
    }
  });

  test('describe the finding in two to five sentences of running text', () => {
    const text = meta.describe(own, sources);
    expect(text).not.toMatch(/NaN|undefined|null|Infinity|[{}$\\]/);
    const sentences = text.split(/[.:;](?= [A-Zmk])/);
    expect(sentences.length).toBeGreaterThanOrEqual(2);
  });

  test('take every measured number from the results', () => {
    const measured = (text: string): string[] =>
      text.match(/−?\d+(?:,\d{3})*\.\d+|\d{1,3}(?:,\d{3})+/g) ?? [];
    const told = measured(meta.describe(own, sources));
    expect(meta.describe(others, otherSources)).not.toBe(meta.describe(own, sources));
    const typed = told.filter((n) => measured(meta.describe(others, otherSources)).includes(n));
    expect(typed.filter((n) => !INPUTS.includes(n))).toEqual([]);
    const caption = meta.caption.replace(/\{[\w-]+:[^}]*\}/g, '');
    expect(measured(caption).filter((n) => !INPUTS.includes(n))).toEqual([]);
    expect(measured(meta.title + meta.alt).filter((n) => !INPUTS.includes(n))).toEqual([]);
  });

  test('fill their table from the results', () => {
    expect(meta.table(others, otherSources)).not.toEqual(meta.table(own, sources));
  });

  test('name only results that exist in the caption', () => {
    for (const [, id = '', path = ''] of meta.caption.matchAll(/\{([\w-]+):([^}|]*)/g)) {
      expect(meta.experiments).toContain(id);
      const found = path
        .split('.')
        .reduce<unknown>((value, key) => (value as Record<string, unknown>)[key], results[id]);
      expect(found).toBeTypeOf('number');
    }
  });
});
