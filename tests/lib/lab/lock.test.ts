import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { compute } from '../../../src/lib/lab/compute.ts';
import { ensureResults } from '../../../src/lib/lab/ensure.ts';
import { lockText, readLock } from '../../../src/lib/lab/lock.ts';
import { recompute } from '../../../src/lib/lab/recompute.ts';
import { verifyLock } from '../../../src/lib/lab/verify.ts';
import { edit, printed, project, read, write } from './project.ts';

const HASH = 'f'.repeat(64);

/** A sound project whose lock fits. */
async function locked(): Promise<string> {
  const root = project('good');
  expect(await compute(root, [], { print: () => undefined, log: () => undefined })).toBe(0);
  rmSync(join(root, '.cache'), { recursive: true });
  return root;
}

describe('the lock', () => {
  it('is written as read', () => {
    const root = project('good');
    const lock = {
      id: 'sum',
      hash: HASH,
      seed: 7,
      operations: 4,
      result: { b: [0.1, 1e-7], a: 1 },
    };
    write(root, 'results/sum.json', lockText(lock));
    expect(readLock(root, 'sum')).toEqual({ lock, text: lockText(lock), error: null });
    expect(lockText(lock)).toMatchInlineSnapshot(`
      "{
        "id": "sum",
        "hash": "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
        "seed": 7,
        "operations": 4,
        "result": { "b": [0.1, 1e-7], "a": 1 }
      }
      "
    `);
  });

  it('may be missing', () => {
    expect(readLock(project('good'), 'sum')).toEqual({ lock: null, text: null, error: null });
  });

  it.each([
    ['not JSON', '<<<<<<< HEAD\n{'],
    ['no object', '42'],
    ['another id', JSON.stringify({ id: 'sums', hash: HASH, seed: 0, operations: 0, result: 1 })],
    ['no hash', JSON.stringify({ id: 'sum', hash: 'f', seed: 0, operations: 0, result: 1 })],
    [
      'a seed that is text',
      JSON.stringify({ id: 'sum', hash: HASH, seed: '0', operations: 0, result: 1 }),
    ],
    [
      'operations below 0',
      JSON.stringify({ id: 'sum', hash: HASH, seed: 0, operations: -1, result: 1 }),
    ],
    ['no result', JSON.stringify({ id: 'sum', hash: HASH, seed: 0, operations: 0 })],
    [
      'a field too many',
      JSON.stringify({ id: 'sum', hash: HASH, seed: 0, operations: 0, result: 1, at: 'noon' }),
    ],
  ])('is refused with %s', (what, text) => {
    const root = project('good');
    write(root, 'results/sum.json', text);
    const { lock, error } = readLock(root, 'sum');
    expect(lock).toBeNull();
    expect(error === null ? what : printed([error])).toMatchSnapshot();
  });

  it('is used when it fits, without computing', async () => {
    const root = await locked();
    const { infos, errors } = await ensureResults(root);
    expect(errors).toEqual([]);
    expect(infos.map(({ from, seconds }) => [from, seconds])).toEqual([
      ['lock', null],
      ['lock', null],
      ['lock', null],
    ]);
    expect(existsSync(join(root, '.cache/lab/results'))).toBe(false);
  });

  it('is passed over when it does not fit, and only for what changed', async () => {
    const root = await locked();
    edit(root, 'src/lib/experiments/family.ts', 'factor * total', 'factor + total');
    const { infos, results } = await ensureResults(root);
    expect(infos.map(({ id, from }) => [id, from])).toEqual([
      ['scaled-2', 'computed'],
      ['scaled-3', 'computed'],
      ['sum', 'lock'],
    ]);
    expect(results['scaled-2']).toEqual({ value: 32 });
  });

  it('is reported when broken, and its experiment computed', async () => {
    const root = await locked();
    write(root, 'results/sum.json', '{');
    const { infos, errors } = await ensureResults(root);
    expect(infos.find(({ id }) => id === 'sum')?.from).toBe('computed');
    expect(printed(errors)).toMatchInlineSnapshot(`
      "results/sum.json The lock is not JSON: Expected property name or '}' in JSON at position 1 (line 1 column 2)
        Hint: Run npm run compute -- sum to write it anew."
    `);
  });
});

describe('verifyLock', () => {
  it('recomputes the cheap ones and one of the others in turn', async () => {
    const root = await locked();
    const recomputed = async (turn: number): Promise<string[]> => {
      const { rows, passed, errors } = await verifyLock(root, { mode: 'quick', turn });
      expect(printed(errors)).toBe('');
      expect(passed).toBe(3);
      return rows.filter(({ seconds }) => seconds !== null).map(({ id }) => id);
    };
    expect(await recomputed(0)).toEqual(['scaled-2', 'sum']);
    expect(await recomputed(1)).toEqual(['scaled-3', 'sum']);
    expect(await recomputed(2)).toEqual(['scaled-2', 'sum']);
  });

  it('recomputes all, when told', async () => {
    const { rows } = await verifyLock(await locked(), { mode: 'all' });
    expect(rows.every(({ seconds, ok }) => seconds !== null && ok)).toBe(true);
  });

  it('reports a hash that no longer fits without recomputing', async () => {
    const root = await locked();
    edit(root, 'src/lib/experiments/family.ts', 'factor * total', 'total * factor');
    const { passed, errors, rows } = await verifyLock(root, { mode: 'quick', turn: 0 });
    expect(passed).toBe(1);
    expect(rows.filter(({ seconds }) => seconds !== null).map(({ id }) => id)).toEqual(['sum']);
    expect(printed(errors)).toMatchInlineSnapshot(`
      "results/scaled-2.json The stored result does not fit the experiment "scaled-2" as it is now.
        Hint: Run npm run compute -- scaled-2, look at what changed and commit the file.
      results/scaled-3.json The stored result does not fit the experiment "scaled-3" as it is now.
        Hint: Run npm run compute -- scaled-3, look at what changed and commit the file."
    `);
  });

  it('reports a number changed by hand, with its place', async () => {
    const root = await locked();
    edit(root, 'results/sum.json', '"total": 30', '"total": 31');
    const { passed, errors } = await verifyLock(root, { mode: 'quick', turn: 0 });
    expect(passed).toBe(2);
    expect(printed(errors)).toMatchInlineSnapshot(`
      "results/sum.json Computing "sum" again gives another result: result.total was 31 and is 30.
        Hint: Run npm run compute -- sum --force, look at what changed and commit the file."
    `);
  });

  it('reports seed and operations changed by hand', async () => {
    const root = await locked();
    edit(root, 'results/sum.json', '"operations": 4', '"operations": 5');
    edit(root, 'results/sum.json', '"seed": 7,\n  "op', '"seed": 8,\n  "op');
    const { errors } = await verifyLock(root, { mode: 'quick', turn: 0 });
    expect(errors.map(({ message }) => message)).toEqual([
      'Computing "sum" again gives another result: seed was 8 and is 7; operations was 5 and is 4.',
    ]);
  });

  it('reports the same values written otherwise', async () => {
    const root = await locked();
    write(root, 'results/sum.json', JSON.stringify(JSON.parse(read(root, 'results/sum.json'))));
    const { errors } = await verifyLock(root, { mode: 'quick', turn: 0 });
    expect(errors.map(({ message }) => message)).toEqual([
      'Computing "sum" again gives another result: the way the file is written.',
    ]);
  });

  it('does not see a changed number where it does not recompute, but does in its turn', async () => {
    const root = await locked();
    edit(root, 'results/scaled-3.json', '90', '91');
    expect((await verifyLock(root, { mode: 'quick', turn: 0 })).errors).toEqual([]);
    expect((await verifyLock(root, { mode: 'quick', turn: 1 })).errors).toHaveLength(1);
    expect((await verifyLock(root, { mode: 'all' })).errors).toHaveLength(1);
  });

  it('takes nothing from the lock when all are recomputed', async () => {
    const root = await locked();
    edit(root, 'results/sum.json', '"total": 30', '"total": 31');
    const { errors } = await verifyLock(root, { mode: 'all' });
    expect(errors.map(({ file }) => file)).toEqual(['results/sum.json']);
  });

  it('reports a result that is not stored, and one whose experiment is gone', async () => {
    const root = await locked();
    rmSync(join(root, 'results/sum.json'));
    write(root, 'results/gone.json', '{}');
    const { passed, errors } = await verifyLock(root, { mode: 'quick', turn: 0 });
    expect(passed).toBe(2);
    expect(printed(errors)).toMatchInlineSnapshot(`
      "results/gone.json No experiment is called "gone" any more.
        Hint: Remove the file (git rm results/gone.json), or bring the experiment back.
      results/sum.json The result of "sum" is not stored.
        Hint: Run npm run compute -- sum, look at what changed and commit the file."
    `);
  });

  it('reports an experiment that fails, and what could not be run for it', async () => {
    const root = await locked();
    edit(root, 'src/lib/numeric/square.ts', 'return x * x', "throw new Error('no squares')");
    const { passed, errors } = await verifyLock(root, { mode: 'all' });
    expect(passed).toBe(0);
    expect(printed(errors)).toMatchInlineSnapshot(`
      "results/scaled-2.json The stored result does not fit the experiment "scaled-2" as it is now.
        Hint: Run npm run compute -- scaled-2, look at what changed and commit the file.
      results/scaled-3.json The stored result does not fit the experiment "scaled-3" as it is now.
        Hint: Run npm run compute -- scaled-3, look at what changed and commit the file.
      src/lib/numeric/square.ts:3 Experiment "sum" threw Error: no squares
        Hint: Mend it and run npm run compute -- sum. Called from src/lib/experiments/sum.ts:21."
    `);
  });
});

describe('npm run test:recompute', () => {
  const run = async (root: string): Promise<{ code: number; lines: string[] }> => {
    const lines: string[] = [];
    const code = await recompute(root, { print: (line) => lines.push(line), log: () => undefined });
    return { code, lines: lines.map((line) => line.replace(/\d+\.\d s/, '0.0 s')) };
  };

  it('passes when every byte is the same', async () => {
    expect(await run(await locked())).toEqual({
      code: 0,
      lines: [
        'ok     scaled-2 (0.0 s)',
        'ok     scaled-3 (0.0 s)',
        'ok     sum (0.0 s)',
        '3 passed, 0 failed',
      ],
    });
  });

  it('prints each difference and fails when one is not', async () => {
    const root = await locked();
    edit(root, 'results/sum.json', '"total": 30', '"total": 31');
    edit(root, 'results/sum.json', '[1, 2, 3, 4]', '[1, 2, 3]');
    const { code, lines } = await run(root);
    expect(code).toBe(1);
    expect(lines.join('\n')).toMatchInlineSnapshot(`
      "ok     scaled-2 (0.0 s)
      ok     scaled-3 (0.0 s)
      FAILED sum (0.0 s)
               result.total was 31 and is 30
               result.numbers[3] is new: 4
      results/sum.json Computing "sum" again gives another result: result.total was 31 and is 30; result.numbers[3] is new: 4.
        Hint: Run npm run compute -- sum --force, look at what changed and commit the file.
      2 passed, 1 failed"
    `);
  });
});
