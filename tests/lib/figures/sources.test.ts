import { describe, expect, test } from 'vitest';
import type { Sources } from '../../../src/components/figures/define.ts';
import { NO_SOURCES } from '../../../src/components/figures/define.ts';
import {
  sourceTable,
  sourceWork,
  tableNumber,
} from '../../../src/components/figures/lib/sources.ts';
import lfw, { lfwPoints, range } from '../../../src/components/figures/lfw-by-year.meta.ts';
import { sourcesFor } from './figures.ts';

const sources: Sources = {
  tables: {
    'alpha/sums': {
      title: 'Sums',
      certainty: 'recalled',
      columns: [
        { name: 'terms', unit: null },
        { name: 'sum', unit: '%' },
      ],
      rows: [
        [10, 1.55],
        ['many', null],
      ],
    },
  },
  works: { poe2010sums: { short: 'Poe 2010', year: 2010 } },
};

describe('a cell of a table', () => {
  test('is found by the first cell of its row and the name of its column', () => {
    expect(tableNumber(sources, 'alpha/sums', '10', 'sum')).toBe(1.55);
    expect(sourceTable(sources, 'alpha/sums').certainty).toBe('recalled');
    expect(sourceWork(sources, 'poe2010sums').year).toBe(2010);
  });

  test.each([
    ['beta/sums', '10', 'sum', 'does not name the table "beta/sums"'],
    ['alpha/sums', '10', 'total', 'has no column "total" (it has: "terms", "sum")'],
    ['alpha/sums', '11', 'sum', 'has no row "11" (it has: "10", "many")'],
    ['alpha/sums', 'many', 'sum', 'is null; expected a number'],
  ])('says what is missing: %s, %s, %s', (id, row, column, message) => {
    expect(() => tableNumber(sources, id, row, column)).toThrow(message);
  });

  test('works that were not asked for are refused', () => {
    expect(() => sourceWork(NO_SOURCES, 'poe2010sums')).toThrow('does not name the work');
  });
});

describe('LFW by year', () => {
  const points = lfwPoints(sourcesFor(lfw));

  test('points are the tables’ cells, years those of the bibliography', () => {
    const { tables, works } = sourcesFor(lfw);
    const faceNet = points.find(({ name }) => name === 'FaceNet');
    expect(faceNet).toMatchObject({
      year: works['schroff2015facenet']?.year,
      accuracy: tables['facenet/abstract']?.rows.find(([test]) => test === 'LFW')?.[1],
      certainty: tables['facenet/abstract']?.certainty,
    });
    expect(new Set(points.map(({ certainty }) => certainty)).size).toBe(3);
  });

  test('stand in order of year, then accuracy', () => {
    const keys = points.map(({ year, accuracy }) => 1000 * year + accuracy);
    expect(keys).toEqual([...keys].sort((a, b) => a - b));
  });

  test('the title: nearly two points in 2014, about half a point from 2015 on', () => {
    const span = (some: typeof points) => {
      const { low, high } = range(some);
      return high.accuracy - low.accuracy;
    };
    const early = span(points.filter(({ year }) => year === 2014));
    const late = span(points.filter(({ year }) => year >= 2015));
    expect(early).toBeGreaterThan(1.7);
    expect(early).toBeLessThan(2);
    expect(late).toBeGreaterThan(0.4);
    expect(late).toBeLessThan(0.6);
    expect(points.every(({ year }) => year >= 2014)).toBe(true);
  });
});
