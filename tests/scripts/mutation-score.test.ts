import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { byFile, scoreTable, total } from '../../scripts/lib/mutation-score.ts';

const root = path.resolve('/site');
const mutants = (file: string, statuses: readonly string[]) =>
  statuses.map((status) => ({ fileName: path.join(root, file), status }));
const found = byFile(
  [
    ...mutants('src/b.ts', ['Killed', 'Timeout', 'Survived', 'NoCoverage', 'CompileError']),
    ...mutants('src/a.ts', ['Killed', 'Killed', 'Killed', 'Survived']),
    ...mutants('src/c.ts', ['Ignored']),
  ],
  root,
);

describe('byFile, total', () => {
  test('count what was noticed, of what could be, file by file and together', () => {
    expect(found).toEqual([
      { file: 'src/a.ts', killed: 3, timedOut: 0, survived: 1, notCovered: 0, score: 75 },
      { file: 'src/b.ts', killed: 1, timedOut: 1, survived: 1, notCovered: 1, score: 50 },
      { file: 'src/c.ts', killed: 0, timedOut: 0, survived: 0, notCovered: 0, score: NaN },
    ]);
    expect(total(found)).toMatchObject({ killed: 4, timedOut: 1, survived: 2, notCovered: 1 });
    expect(total(found).score).toBeCloseTo(62.5, 12);
    expect(total([]).score).toBeNaN();
  });

  test('give names from the root, whether Stryker gives whole ones or not', () => {
    expect(byFile([{ fileName: 'src/a.ts', status: 'Killed' }], root)[0]?.file).toBe('src/a.ts');
  });
});

test('scoreTable has a line a file, the total last', () => {
  expect(scoreTable(found).split('\n').slice(2)).toEqual([
    '| src/a.ts | 75.00 % | 3 | 0 | 1 | 0 |',
    '| src/b.ts | 50.00 % | 1 | 1 | 1 | 1 |',
    '| src/c.ts | – | 0 | 0 | 0 | 0 |',
    '| all | 62.50 % | 4 | 1 | 2 | 1 |',
  ]);
});
