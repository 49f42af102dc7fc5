import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import Psi from '../../../src/components/figures/psi.tsx';
import psiMeta from '../../../src/components/figures/psi.meta.ts';
import TaylorPartialSums, {
  degreesShown,
  MOST_DEGREE,
} from '../../../src/components/figures/taylor-partial-sums.tsx';
import taylorMeta from '../../../src/components/figures/taylor-partial-sums.meta.ts';
import { taylorFunctions } from '../../../src/lib/optimization/taylor-functions.ts';
import { draw, figures, labelFaults, pictures, root, WIDTHS } from './figures.ts';

const MOST_BYTES = 40_000;
const css = readFileSync(new URL('src/components/figures/lib/drawing.css', root), 'utf8');

describe.each(figures)('the drawing of $name', ({ meta, Drawing }) => {
  describe.each(WIDTHS)('at %i px', (width) => {
    const markup = draw(meta, Drawing, { width });

    test('holds pictures that say what they show', () => {
      const found = pictures(markup, width);
      expect(found.length).toBeGreaterThan(0);
      for (const { label } of found) expect(label).not.toBe('');
      expect(markup.match(/<svg /g)).toHaveLength(found.length);
      expect(markup.match(/role="img"/g)).toHaveLength(found.length);
      expect(markup).toContain(meta.alt.replaceAll('&', '&amp;'));
    });

    test('fits its column, panels side by side included', () => {
      for (const { width: w } of pictures(markup, width)) expect(w).toBeLessThanOrEqual(width);
      for (const [, group = '', inner = ''] of markup.matchAll(
        /f-panels-(\d)"[^>]*>((?:<svg[\s\S]*?<\/svg>)+)/g,
      )) {
        const columns = Number(group);
        const widths = pictures(inner, width).map((picture) => picture.width);
        // 12 px between columns, as figures.css has it.
        const row = Math.max(...widths) * columns + 12 * (columns - 1);
        expect(row).toBeGreaterThan(width - 1);
        expect(row).toBeLessThan(width + 1);
      }
    });

    test('has no number that is none', () => {
      expect(markup).not.toMatch(/NaN|undefined|null|Infinity/);
      // A path without points comes out as an attribute without a value.
      expect(markup).not.toMatch(/ d[ >]/);
    });

    test('has coordinates of two decimals at most', () => {
      const geometry = [...markup.matchAll(/ (?:d|x|y|r|cx|cy)="([^"]*)"/g)].map(([, v]) => v);
      expect(geometry.join(' ')).not.toMatch(/\.\d{3}/);
    });

    test('neither clips nor overlaps a label', () => {
      expect(labelFaults(markup, width)).toEqual([]);
    });

    test('uses only classes that the stylesheet knows, and no colour of its own', () => {
      const used = [...markup.matchAll(/class="([^"]*)"/g)].flatMap(([, v = '']) => v.split(' '));
      const own = [...new Set(used)].filter((name) => !/^f-panels/.test(name));
      for (const name of own) expect(css).toContain(`.${name} `);
      expect(markup).not.toMatch(/ (?:style|fill|stroke|id)="/);
    });

    test('stays small', () => {
      expect(gzipSync(markup).length).toBeLessThan(MOST_BYTES);
    });
  });
});

describe('ψ, turned', () => {
  test.each([1, 2, 3, 4, 5, 6, 7, 8])('m = %i: sound at both widths', (m) => {
    for (const width of WIDTHS) {
      const markup = draw(psiMeta, Psi, { width, m });
      expect(labelFaults(markup, width)).toEqual([]);
      expect(markup).not.toMatch(/NaN|undefined/);
      // One ring for each joint.
      expect(markup.match(/f-ring/g) ?? []).toHaveLength(m - 1);
    }
  });
});

describe('partial sums, turned', () => {
  test.each(Object.values(taylorFunctions))('$label: sound at every degree', (f) => {
    for (let degree = 0; degree <= MOST_DEGREE; degree++) {
      for (const width of WIDTHS) {
        const markup = draw(taylorMeta, TaylorPartialSums, { width, name: f.name, degree });
        expect(labelFaults(markup, width)).toEqual([]);
        expect(markup).not.toMatch(/NaN|undefined|Infinity/);
        expect(markup).toContain(`>n = ${degree}<`);
      }
    }
  });

  test('sums that are the same are drawn once', () => {
    expect(degreesShown(taylorFunctions.sin, 7)).toEqual([1, 3, 5, 7]);
    // Of degree 6 the sine's sum is that of degree 5.
    expect(degreesShown(taylorFunctions.sin, 6)).toEqual([1, 3, 6]);
    expect(degreesShown(taylorFunctions.exp, 2)).toEqual([0, 1, 2]);
    expect(degreesShown(taylorFunctions.flat, 9)).toEqual([9]);
  });
});
