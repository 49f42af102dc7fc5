import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { compute } from '../../../src/lib/lab/compute.ts';
import { edit, project, read, write } from './project.ts';

/** Runs the command and returns all it wrote, seconds left out. */
async function run(
  root: string,
  ...args: string[]
): Promise<{ code: number; printed: string; logged: string }> {
  const printed: string[] = [];
  const logged: string[] = [];
  const code = await compute(root, args, {
    print: (line) => printed.push(line),
    log: (line) => logged.push(line),
  });
  const timeless = (lines: string[]): string => lines.join('\n').replaceAll(/\b\d+\.\d\b/g, '0.0');
  return { code, printed: timeless(printed), logged: timeless(logged) };
}

function locks(root: string): Record<string, string> {
  return Object.fromEntries(
    readdirSync(join(root, 'results')).map((name) => [name, read(root, `results/${name}`)]),
  );
}

describe('npm run compute', () => {
  it('computes, writes the lock and prints what it decides', async () => {
    const root = project('good');
    const { code, printed, logged } = await run(root);
    expect(logged).toBe('');
    expect(code).toBe(0);
    expect(printed).toMatchInlineSnapshot(`
      "experiment  seconds     operations  state       verdicts
      scaled-2        0.0  3,000,000,000  recomputed  ◐
      scaled-3        0.0  3,000,000,000  recomputed  ◐
      sum             0.0              4  recomputed  ◆●

      ◐ sums/scaled-is-large: holds if the factor is 3
      ◆ sums/total-is-negative: does not hold
      ● sums/total-is-thirty: holds

      3 experiments, 3 written to results/, 3 verdicts, 0 errors"
    `);
    expect(Object.keys(locks(root))).toEqual(['scaled-2.json', 'scaled-3.json', 'sum.json']);
  });

  it('computes nothing that fits', async () => {
    const root = project('good');
    await run(root);
    const before = locks(root);
    const { code, printed } = await run(root);
    expect(code).toBe(0);
    expect(printed).toMatchInlineSnapshot(`
      "experiment  seconds     operations  state  verdicts
      scaled-2          –  3,000,000,000  fresh  ◐
      scaled-3          –  3,000,000,000  fresh  ◐
      sum               –              4  fresh  ◆●

      ◐ sums/scaled-is-large: holds if the factor is 3
      ◆ sums/total-is-negative: does not hold
      ● sums/total-is-thirty: holds

      3 experiments, 0 written to results/, 3 verdicts, 0 errors"
    `);
    expect(locks(root)).toEqual(before);
  });

  it('computes what changed, and what needs it', async () => {
    const root = project('good');
    await run(root);
    edit(root, 'src/lib/experiments/family.ts', 'factor * total', 'factor + total');
    const { printed } = await run(root);
    expect(printed).toMatchInlineSnapshot(`
      "experiment  seconds     operations  state       verdicts
      scaled-2        0.0  3,000,000,000  recomputed  ◆
      scaled-3        0.0  3,000,000,000  recomputed  ◆
      sum               –              4  fresh       ◆●

      ◆ sums/scaled-is-large: does not hold
      ◆ sums/total-is-negative: does not hold
      ● sums/total-is-thirty: holds

      3 experiments, 2 written to results/, 3 verdicts, 0 errors"
    `);
  });

  it('computes what is named, with what it needs, and nothing else', async () => {
    const root = project('good');
    const { code } = await run(root, 'scaled-2');
    expect(code).toBe(0);
    expect(Object.keys(locks(root))).toEqual(['scaled-2.json', 'sum.json']);
  });

  it.each([
    [['sum'], ['–', '–', '–']],
    [
      ['sum', '--force'],
      ['–', '–', '0.0'],
    ],
    [['--force'], ['0.0', '0.0', '0.0']],
    [
      ['--all', '--workers', '1'],
      ['0.0', '0.0', '0.0'],
    ],
  ])('with %j recomputes what is asked', async (args, seconds) => {
    const root = project('good');
    await run(root);
    const before = locks(root);
    const { printed } = await run(root, ...args);
    const table = new Map(printed.split('\n').map((line) => line.split(/\s+/) as [string, string]));
    const shown = ['scaled-2', 'scaled-3', 'sum'].map((id) => table.get(id) ?? '–');
    expect(shown).toEqual(seconds);
    expect(locks(root)).toEqual(before);
  });

  it('runs no more threads at a time than it is told', async () => {
    const { logged } = await run(project('slow'), '--workers', '1');
    expect(logged).toBe('Computing experiments: 0 of 2 done; running slow-1 (20 %, 2 s)');
  });

  it('mends a broken lock', async () => {
    const root = project('good');
    await run(root);
    const before = locks(root);
    write(root, 'results/sum.json', '{');
    const { code, logged } = await run(root, 'sum');
    expect(logged).toBe('');
    expect(code).toBe(0);
    expect(locks(root)).toEqual(before);
  });

  it('reports a result whose experiment is gone, and leaves it there', async () => {
    const root = project('good');
    await run(root);
    rmSync(join(root, 'src/lib/experiments/family.ts'));
    const { code, logged } = await run(root);
    expect(code).toBe(1);
    expect(logged).toMatchInlineSnapshot(`
      "src/lib/checks/sums.ts:18 **sums/scaled-is-large**: The check lists "scaled-2", which is no experiment.
        Hint: Known are: sum.
      src/lib/checks/sums.ts:18 **sums/scaled-is-large**: The check lists "scaled-3", which is no experiment.
        Hint: Known are: sum.
      results/scaled-2.json No experiment is called "scaled-2" any more.
        Hint: Remove the file (git rm results/scaled-2.json), or bring the experiment back.
      results/scaled-3.json No experiment is called "scaled-3" any more.
        Hint: Remove the file (git rm results/scaled-3.json), or bring the experiment back."
    `);
    expect(existsSync(join(root, 'results/scaled-2.json'))).toBe(true);
  });

  it('writes what could be computed although something else failed', async () => {
    const root = project('throws');
    const { code, printed } = await run(root);
    expect(code).toBe(1);
    expect(Object.keys(locks(root))).toEqual(['sound.json']);
    expect(printed).toMatchInlineSnapshot(`
      "experiment  seconds  operations  state       verdicts
      sound           0.0           0  recomputed  –

      1 experiment, 1 written to results/, 0 verdicts, 5 errors"
    `);
  });

  describe('with flags', () => {
    it('hands them on, shows the result and stores nothing', async () => {
      const root = project('good');
      const { code, printed } = await run(root, 'sum', '--most', '9', '--name', 'nine');
      expect(code).toBe(0);
      expect(printed).toMatchInlineSnapshot(`
        "sum: 0.0 s, 9 operations; a run with flags is not stored
        {
          "total": 285,
          "seed": 7,
          "numbers": [1, 2, 3, 4, 5, 6, "… 3 more"],
          "roots": [
            1, 1.4142135623730951, 1.7320508075688772, 2, 2.23606797749979, 2.449489742783178, "… 3 more"
          ],
          "flags": { "most": 9, "name": "nine" }
        }"
      `);
      expect(existsSync(join(root, 'results'))).toBe(false);
    });

    it('hands on the absolute path of a file', async () => {
      const root = project('good');
      const file = fileURLToPath(import.meta.url);
      const { printed } = await run(root, 'sum', '--file', file);
      expect(printed).toContain(`"file": ${JSON.stringify(file)}`);
    });

    it('takes a number below 0', async () => {
      const { printed } = await run(project('good'), 'sum', '--most=-3');
      expect(printed).toContain('"most": -3');
    });

    it.each([
      [['sum', '--mots', '3']],
      [['scaled-2', '--most', '3']],
      [['--most', '3']],
      [['sum', '--most', 'three']],
      [['sum', '--most']],
      [['sum', '--file', 'no/such/file']],
      [['summ']],
      [['--workers', '0']],
      [['-x']],
      [['sum', '--toString', '1']],
    ])('refuses %j', async (args) => {
      const root = project('good');
      const { code, printed, logged } = await run(root, ...args);
      expect(code).toBe(1);
      expect(printed).toBe('');
      expect(logged).toMatchSnapshot();
      expect(existsSync(join(root, 'results'))).toBe(false);
    });
  });

  it('prints how it is used', async () => {
    const { code, printed } = await run(project('good'), '--help');
    expect(code).toBe(0);
    expect(printed).toMatchInlineSnapshot(`
      "npm run compute -- [ids…] [--force] [--all] [--workers n] [--flag value]

        Computes the experiments whose stored result no longer fits, and writes the lock.
        ids          only these, with what they need
        --force      these even if they fit
        --all        all of them even if they fit
        --workers n  threads at a time; as many as there are cores unless told
        --flag value handed to the experiment named, which must declare it; the
                     result is shown, not stored"
    `);
  });

  it('writes the same bytes whatever the path, time zone, locale and number of workers', () => {
    const script = `
      import { compute } from ${JSON.stringify(new URL('../../../src/lib/lab/compute.ts', import.meta.url).href)};
      const [root, ...args] = process.argv.slice(1);
      process.exitCode = await compute(root, args, { print() {}, log: console.error });
    `;
    const computeIn = (
      root: string,
      env: Record<string, string>,
      workers: string,
    ): Record<string, string> => {
      execFileSync(
        process.execPath,
        ['--input-type=module', '-e', script, root, '--workers', workers],
        { cwd: root, env: { ...process.env, ...env }, stdio: ['ignore', 'ignore', 'inherit'] },
      );
      return locks(root);
    };
    const one = computeIn(project('good'), { TZ: 'UTC', LC_ALL: 'C' }, '1');
    const other = computeIn(
      project('good', 'ağaç/deep er'),
      { TZ: 'Asia/Kolkata', LC_ALL: 'tr_TR.UTF-8', LANG: 'tr_TR.UTF-8' },
      '4',
    );
    expect(other).toEqual(one);
    expect(Object.keys(one)).toHaveLength(3);
  });
});
