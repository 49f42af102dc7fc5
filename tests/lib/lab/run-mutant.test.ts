import { describe, expect, it } from 'vitest';
import type { Mutant } from '../../../src/lib/lab/define.ts';
import { listMutants, openLab, runMutant } from '../../../src/lib/lab/mutants.ts';
import { edit, project, write } from './project.ts';

const doubled: Mutant = {
  experiment: 'sum',
  file: 'src/lib/numeric/square.ts',
  find: 'x * x',
  put: 'x + x',
  why: 'Doubles instead of squaring.',
  changes: 'sums/total-is-thirty',
  becomes: 'does-not-hold',
};

describe('runMutant', () => {
  it('tells the verdict before and after', async () => {
    expect(await runMutant(project('good'), doubled)).toEqual({
      before: 'holds',
      after: 'does-not-hold',
      message: null,
    });
  });

  it('runs every mutant a project lists, on one reading of it', async () => {
    const root = project('good');
    const lab = await openLab(root);
    const mutants = await listMutants(root);
    expect(mutants.map(({ file }) => file)).toEqual([
      'tests/mutants/sums.ts',
      'tests/mutants/sums.ts',
    ]);
    for (const { mutant } of mutants) {
      const { before, after } = await runMutant(root, mutant, lab);
      expect(after).toBe(mutant.becomes);
      expect(before).not.toBe(mutant.becomes);
    }
  });

  it('keeps the verdict where the change does not matter to it', async () => {
    const { before, after } = await runMutant(project('good'), {
      ...doubled,
      put: 'x * x * 1',
      changes: 'sums/total-is-negative',
    });
    expect([before, after]).toEqual(['does-not-hold', 'does-not-hold']);
  });

  it('takes the results of what is needed from the truth', async () => {
    const { after } = await runMutant(project('good'), {
      ...doubled,
      experiment: 'scaled-3',
      file: 'src/lib/experiments/family.ts',
      find: 'factor * total',
      // Above 75 only if the total is still 30.
      put: 'total + 46',
      changes: 'sums/scaled-is-large',
    });
    expect(after).toBe('holds-with-conditions');
  });

  it.each([
    ['throws', "(() => { throw new Error('no squares'); })()", 'Error: no squares'],
    ['returns NaN', 'x / 0 - x / 0', 'result.total is NaN'],
  ])('is an error when the run %s', async (_, put, message) => {
    const result = await runMutant(project('good'), { ...doubled, put });
    expect(result.after).toBe('error');
    expect(result.message).toContain(message);
  });

  it('is an error when the check cannot read the result', async () => {
    const { after, message } = await runMutant(project('good'), {
      ...doubled,
      file: 'src/lib/experiments/sum.ts',
      find: '{ total, seed,',
      put: '{ sum: total, seed,',
    });
    expect(after).toBe('error');
    expect(message).toContain('measured is nothing');
  });

  it.each<[string, Partial<Mutant>]>([
    ['nothing to find', { find: 'x ** x' }],
    ['two places to find it', { find: 'x' }],
    ['a module the experiment does not import', { file: 'src/lib/numeric/squares.ts' }],
    ['a change to a comment', { find: '/** x² */', put: '/** x³ */' }],
    ['a change that does not compile', { put: 'x *' }],
    ['an unknown experiment', { experiment: 'sums' }],
    ['an unknown claim', { changes: 'sums/total-is-forty' }],
    ['a claim that does not read the experiment', { changes: 'sums/scaled-is-large' }],
  ])('refuses %s', async (_, part) => {
    await expect(
      runMutant(project('good'), { ...doubled, ...part }),
    ).rejects.toThrowErrorMatchingSnapshot();
  });

  it('refuses a run that never ends: a stopped clock proves nothing', async () => {
    const root = project('good');
    edit(root, 'src/lib/experiments/sum.ts', 'seed: 7,', 'seed: 7,\n  limit: 1,');
    await expect(runMutant(root, { ...doubled, put: '(() => { for (;;); })()' })).rejects.toThrow(
      'did not end within 1 s',
    );
  });

  it('refuses a project that is broken without it', async () => {
    const root = project('good');
    write(root, 'src/lib/experiments/empty.ts', 'export {};\n');
    await expect(runMutant(root, doubled)).rejects.toThrow('exports no experiment');
  });
});

describe('listMutants', () => {
  it('refuses a file without any', async () => {
    const root = project('good');
    write(root, 'tests/mutants/none.ts', 'export const mutant = 1;\n');
    await expect(listMutants(root)).rejects.toThrow('tests/mutants/none.ts exports no mutants');
  });
});
