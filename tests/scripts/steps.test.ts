import { describe, expect, test } from 'vitest';
import { closingLine, runSteps, type Step, vitestCounts } from '../../scripts/lib/steps.ts';

const code = (source: string): readonly string[] => ['-e', source];

describe('runSteps', () => {
  const run = async (
    steps: readonly Step[],
  ): Promise<{ lines: string[]; passed: number; failed: number }> => {
    const lines: string[] = [];
    const counts = await runSteps(steps, '.', (line) => lines.push(line));
    return { lines, ...counts };
  };

  test('counts each step, shows the output of those that fail, and only theirs', async () => {
    const { lines, passed, failed } = await run([
      { name: 'good', run: code('console.log("quiet")') },
      { name: 'bad', run: code('console.log("why it failed"); process.exit(3)') },
    ]);
    expect([passed, failed]).toEqual([1, 1]);
    const text = lines.join('\n');
    expect(text).toMatch(/✓ good \(/);
    expect(text).toMatch(/✗ bad \([^)]*\)\nwhy it failed/);
    expect(text).not.toContain('quiet');
  });

  test('does not run what comes after a failed step, and counts it as failed', async () => {
    const { lines, passed, failed } = await run([
      { name: 'build', run: code('process.exit(1)') },
      { name: 'site', run: code(''), after: ['build'] },
    ]);
    expect([passed, failed]).toEqual([0, 2]);
    expect(lines.join('\n')).toContain('✗ site: not run');
  });

  test('runs at most two steps’ worth at a time, and one that needs both cores alone', async () => {
    const stamp =
      'console.log("@" + Date.now()); setTimeout(() => console.log("@" + Date.now()), 300)';
    const step = (name: string, cores: 1 | 2): Step => ({
      name,
      run: code(stamp),
      cores,
      show: /@/,
    });
    const { lines } = await run([step('a', 1), step('b', 2), step('c', 1)]);
    const times = new Map<string, number[]>();
    let name = '';
    for (const line of lines) {
      if (line.startsWith('✓')) name = line.slice(2, 3);
      else times.set(name, [...(times.get(name) ?? []), Number(line.trim().slice(1))]);
    }
    const [a, b, c] = ['a', 'b', 'c'].map((key) => times.get(key)!);
    const apart = (x: number[], y: number[]): boolean => x[1]! <= y[0]! || y[1]! <= x[0]!;
    expect([apart(a!, b!), apart(b!, c!), apart(a!, c!)]).toEqual([true, true, false]);
  });

  test('adds up counts, and takes a bad end without a failed test for a failure', async () => {
    const { passed, failed } = await run([
      {
        name: 'x',
        run: code('console.log("7 passed, 0 failed"); process.exit(1)'),
        count: closingLine,
      },
      { name: 'y', run: code('console.log("2 passed, 0 failed")'), count: closingLine },
    ]);
    expect([passed, failed]).toEqual([9, 1]);
  });

  test('refuses steps that wait for what is not there', async () => {
    await expect(run([{ name: 'a', run: code(''), after: ['none'] }])).rejects.toThrow('a');
  });
});

test.each([
  [' Test Files  3 passed (3)\n      Tests  62 passed (62)\n', { passed: 62, failed: 0 }],
  [
    ' Test Files  1 failed | 2 passed (3)\n      Tests  2 failed | 60 passed | 1 skipped (63)\n',
    { passed: 60, failed: 2 },
  ],
  // A file that does not even load has no tests to fail.
  [' Test Files  1 failed (1)\n      Tests  no tests\n', { passed: 0, failed: 1 }],
  ['nothing of the kind', null],
])('vitestCounts reads %j', (output, wanted) => {
  expect(vitestCounts(output)).toEqual(wanted);
});
