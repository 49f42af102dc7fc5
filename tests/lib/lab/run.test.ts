import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ensureResults, planExperiments } from '../../../src/lib/lab/ensure.ts';
import { runExperiments } from '../../../src/lib/lab/run.ts';
import type { RunOptions } from '../../../src/lib/lab/run.ts';
import { printed, project, read } from './project.ts';

/** Runs all experiments of a project, whatever is stored. */
async function runAll(
  root: string,
  options?: RunOptions,
): Promise<Awaited<ReturnType<typeof runExperiments>> & { errors: string }> {
  const plan = await planExperiments(root);
  expect(printed(plan.errors)).toBe('');
  const ran = await runExperiments(
    root,
    plan.experiments,
    plan.order,
    new Map(),
    plan.files,
    options,
  );
  // In order of the ids: which failure comes first is a matter of chance.
  const errors = [...ran.failures]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([, { error }]) => error);
  return { ...ran, errors: printed(errors) };
}

describe('runExperiments', () => {
  it('hands seed, data and needs to each experiment and counts its operations', async () => {
    const { outcomes, errors } = await runAll(project('good'));
    expect(errors).toBe('');
    expect(outcomes.get('sum')).toMatchObject({
      operations: 4,
      result: { total: 30, seed: 7, numbers: [1, 2, 3, 4], flags: {} },
    });
    expect(outcomes.get('scaled-2')).toMatchObject({ operations: 3e9, result: { value: 60 } });
    expect(outcomes.get('scaled-3')).toMatchObject({ operations: 3e9, result: { value: 90 } });
  });

  it('hands flags on', async () => {
    const { outcomes } = await runAll(project('good'), { flags: { most: 2 } });
    expect(outcomes.get('sum')?.result).toMatchObject({ total: 5, flags: { most: 2 } });
  });

  it.each([1, 2, 8])('gives the same results with %i workers', async (workers) => {
    const { outcomes } = await runAll(project('good'), { workers });
    expect([...outcomes].map(([id, { result }]) => [id, result]).toSorted()).toEqual([
      ['scaled-2', { value: 60 }],
      ['scaled-3', { value: 90 }],
      [
        'sum',
        {
          total: 30,
          seed: 7,
          numbers: [1, 2, 3, 4],
          roots: [1, Math.SQRT2, Math.sqrt(3), 2],
          flags: {},
        },
      ],
    ]);
  });

  it('reports what throws with the line it threw on, and runs the others', async () => {
    const { outcomes, failures, errors } = await runAll(project('throws'));
    expect([...outcomes.keys()]).toEqual(['sound']);
    // What needs a failed experiment is not run, and not reported a second time.
    expect(failures.has('after')).toBe(false);
    expect(errors).toMatchInlineSnapshot(`
      "src/lib/experiments/throws.ts:44 Experiment "counts" threw RangeError: count takes a number of operations, 0 or more; received -1.
        Hint: Mend it and run npm run compute -- counts.
      src/lib/numeric/root.ts:2 Experiment "deep" threw RangeError: root takes x of 0 or more; received -4.
        Hint: Mend it and run npm run compute -- deep. Called from src/lib/experiments/throws.ts:18.
      src/lib/experiments/throws.ts:9 Experiment "direct" threw Error: nothing to compute
        Hint: Mend it and run npm run compute -- direct.
      src/lib/experiments/throws.ts:36 Experiment "rejects" threw TypeError: no promise kept
        Hint: Mend it and run npm run compute -- rejects.
      src/lib/experiments/throws.ts:23 Experiment "text" threw a value that is no Error: "a string"
        Hint: Mend it and run npm run compute -- text."
    `);
  });

  it('refuses what is not JSON, and names the place in the result', async () => {
    const { outcomes, errors } = await runAll(project('not-json'));
    expect(outcomes.size).toBe(0);
    expect(errors).toMatchInlineSnapshot(`
      "src/lib/experiments/values.ts:21 Experiment "bigint" returned what is not JSON: result[0] is a bigint.
        Hint: Return numbers, strings, booleans, null, arrays and plain objects only.
      src/lib/experiments/values.ts:26 Experiment "circular" returned what is not JSON: result.self is an object that contains itself.
        Hint: Return a tree.
      src/lib/experiments/values.ts:25 Experiment "date" returned what is not JSON: result is a Date.
        Hint: Return a plain object or an array.
      src/lib/experiments/values.ts:20 Experiment "function" returned what is not JSON: result.f is a function.
        Hint: Return numbers, strings, booleans, null, arrays and plain objects only.
      src/lib/experiments/values.ts:19 Experiment "hole" returned what is not JSON: result[1] is undefined.
        Hint: Leave the key out, or return null.
      src/lib/experiments/values.ts:15 Experiment "infinite" returned what is not JSON: result["K = 3"][0] is -Infinity.
        Hint: Find where it arises, or return null where there is no number.
      src/lib/experiments/values.ts:24 Experiment "map" returned what is not JSON: result is a Map.
        Hint: Return a plain object or an array.
      src/lib/experiments/values.ts:17 Experiment "missing" returned what is not JSON: result.a is undefined.
        Hint: Leave the key out, or return null.
      src/lib/experiments/values.ts:14 Experiment "nan" returned what is not JSON: result.curve[1].y is NaN.
        Hint: Find where it arises, or return null where there is no number.
      src/lib/experiments/values.ts:16 Experiment "nothing" returned what is not JSON: result is undefined.
        Hint: Leave the key out, or return null.
      src/lib/experiments/values.ts:22 Experiment "symbol" returned what is not JSON: result is an object with symbols for keys.
        Hint: Use strings.
      src/lib/experiments/values.ts:23 Experiment "typed-array" returned what is not JSON: result.ys is a Float64Array.
        Hint: Use Array.from(…)."
    `);
  });

  it('stops what never ends, and says which', async () => {
    const { failures, errors } = await runAll(project('never-ends'));
    expect([...failures].map(([id, { kind }]) => [id, kind]).toSorted()).toEqual([
      ['exits', 'no-result'],
      ['loop', 'never-ends'],
      ['waits', 'no-result'],
    ]);
    expect(errors).toMatchInlineSnapshot(`
      "src/lib/experiments/loops.ts:23 Experiment "exits" ended without a result.
        Hint: It waits for a promise that nothing resolves, or ends the process.
      src/lib/experiments/loops.ts:4 Experiment "loop" did not end within 0.5 s and was stopped.
        Hint: Look for a loop whose end is never met; or raise its limit, or make it smaller.
      src/lib/experiments/loops.ts:15 Experiment "waits" ended without a result.
        Hint: It waits for a promise that nothing resolves, or ends the process."
    `);
  });

  it('keeps chance, the clock and the language out of reach', async () => {
    const { outcomes, errors } = await runAll(project('unrepeatable'));
    expect(outcomes.get('fixed-date')?.result).toBe('1970-01-01T00:00:00.000Z');
    expect(outcomes.size).toBe(1);
    expect(errors).toMatchInlineSnapshot(`
      "src/lib/experiments/chance.ts:10 Experiment "compare" threw Error: localeCompare is not the same in every run. Compare with < and format where the page is written.
        Hint: Mend it and run npm run compute -- compare.
      src/lib/experiments/chance.ts:11 Experiment "format" threw Error: toLocaleString is not the same in every run. Compare with < and format where the page is written.
        Hint: Mend it and run npm run compute -- format.
      src/lib/experiments/chance.ts:7 Experiment "now" threw Error: The clock is not the same in every run. Count operations instead.
        Hint: Mend it and run npm run compute -- now.
      src/lib/experiments/chance.ts:6 Experiment "random" threw Error: Math.random is not the same in every run. Use the seeded generator of src/lib/numeric.
        Hint: Mend it and run npm run compute -- random.
      src/lib/experiments/chance.ts:9 Experiment "timer" threw Error: performance.now is not the same in every run. Count operations instead.
        Hint: Mend it and run npm run compute -- timer.
      src/lib/experiments/chance.ts:8 Experiment "today" threw Error: The clock is not the same in every run. Count operations instead.
        Hint: Mend it and run npm run compute -- today."
    `);
  });

  it('tells how far each is once two seconds have gone by', async () => {
    const lines: string[] = [];
    await runAll(project('slow'), { workers: 2, log: (line) => lines.push(line) });
    expect(lines).toEqual([
      'Computing experiments: 0 of 2 done; running slow-1 (20 %, 2 s), slow-2 (40 %, 2 s)',
    ]);
  });

  it('tells nothing of what is over sooner', async () => {
    const lines: string[] = [];
    await runAll(project('good'), { log: (line) => lines.push(line) });
    expect(lines).toEqual([]);
  });
});

describe('ensureResults', () => {
  const origins = async (root: string): Promise<Record<string, string>> => {
    const { infos, errors } = await ensureResults(root);
    expect(printed(errors)).toBe('');
    return Object.fromEntries(infos.map(({ id, from }) => [id, from]));
  };

  it('computes what is stored nowhere, keeps it in the cache, and leaves the lock alone', async () => {
    const root = project('good');
    expect(await origins(root)).toEqual({
      'scaled-2': 'computed',
      'scaled-3': 'computed',
      sum: 'computed',
    });
    expect(existsSync(join(root, 'results'))).toBe(false);
    expect(await origins(root)).toEqual({ 'scaled-2': 'cache', 'scaled-3': 'cache', sum: 'cache' });
  });

  it('keeps nothing where told so', async () => {
    const root = project('good');
    await ensureResults(root, { persist: false });
    expect(await origins(root)).toMatchObject({ sum: 'computed' });
  });

  it('gives what loadSite needs to know of each experiment', async () => {
    const root = project('good');
    const { infos, known } = await ensureResults(root);
    const { hashes } = await planExperiments(root);
    expect(known).toEqual(['scaled-2', 'scaled-3', 'sum']);
    expect(infos[2]).toEqual({
      id: 'sum',
      title: 'Sum of squares',
      seed: 7,
      filePath: 'src/lib/experiments/sum.ts',
      needs: [],
      data: ['data/numbers.txt'],
      operations: 4,
      hash: hashes.get('sum'),
      result: JSON.parse(
        `{ "total": 30, "seed": 7, "numbers": [1, 2, 3, 4], "roots": [1, ${Math.SQRT2}, ${Math.sqrt(3)}, 2], "flags": {} }`,
      ) as unknown,
      from: 'computed',
      seconds: expect.any(Number) as number,
    });
  });

  it('reports the errors of listing, ordering, hashing and running together', async () => {
    const { results, errors } = await ensureResults(project('throws'));
    expect(results).toEqual({ sound: 1 });
    expect(errors).toHaveLength(5);
    const malformed = await ensureResults(project('malformed'));
    expect(malformed.results).toEqual({ sound: 1, twin: 1 });
    expect(malformed.errors.length).toBeGreaterThan(10);
  });

  it('writes nothing into the project but its cache', async () => {
    const root = project('good');
    const before = read(root, 'src/lib/experiments/sum.ts');
    await ensureResults(root);
    expect(read(root, 'src/lib/experiments/sum.ts')).toBe(before);
    expect(existsSync(join(root, '.cache/lab/results/sum.json'))).toBe(true);
  });
});
