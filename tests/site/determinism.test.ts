/**
 * The same sources give the same bytes: a clean build in another folder, time
 * zone, locale and with another number of workers, against the one under test.
 */
import { execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isCurrent, settings } from '../../scripts/lib/build.ts';
import { listFiles } from '../../scripts/lib/sources.ts';
import { running } from './lib/running.ts';

const root = path.resolve('.');
const LEFT_BEHIND = new Set(['node_modules', 'dist', '.astro', '.cache', '.git']);
/** Workers are as many as cores; Linux can pretend there is one. */
const ONE_CORE = existsSync('/usr/bin/taskset') ? ['/usr/bin/taskset', '-c', '0'] : [];
let folder: string;
let copy: string;

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'margin notes, elsewhere '));
  copy = path.join(folder, 'a', 'deeper', 'place');
  mkdirSync(copy, { recursive: true });
  cpSync(root, copy, {
    recursive: true,
    filter: (source) => !LEFT_BEHIND.has(path.relative(root, source)),
  });
  symlinkSync(path.join(root, 'node_modules'), path.join(copy, 'node_modules'));
  // History decides the dates on the pages: the copy gets the same, without its files.
  if (existsSync(path.join(root, '.git'))) {
    const history = path.join(folder, 'history');
    execFileSync('git', ['clone', '--quiet', '--no-checkout', `file://${root}`, history], {
      stdio: 'ignore',
    });
    cpSync(path.join(history, '.git'), path.join(copy, '.git'), { recursive: true });
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function hashes(dist: string): Map<string, string> {
  return new Map(
    listFiles(dist).map((file) => [
      file,
      createHash('sha256')
        .update(readFileSync(path.join(dist, file)))
        .digest('hex'),
    ]),
  );
}

test('the build under test is of the sources as they are', () => {
  expect(isCurrent(root, settings())).toBe(true);
});

test('a clean build elsewhere gives the same bytes', { timeout: 300_000 }, async () => {
  // In full the cheap experiments are computed anew as well, by a single worker;
  // `npm run test:recompute` does all of them.
  if (running.full) {
    for (const file of readdirSync(path.join(copy, 'results'))) {
      const { operations } = JSON.parse(readFileSync(path.join(copy, 'results', file), 'utf8')) as {
        operations: number;
      };
      if (operations < 1e8) rmSync(path.join(copy, 'results', file));
    }
  }
  const command = [...ONE_CORE, process.execPath, 'scripts/build.ts'];
  const child = spawn(command[0]!, command.slice(1), {
    cwd: copy,
    env: {
      ...process.env,
      BASE: running.base,
      TZ: 'Pacific/Auckland',
      LANG: 'tr_TR.UTF-8',
      LC_ALL: 'tr_TR.UTF-8',
      UV_THREADPOOL_SIZE: '1',
      NODE_ENV: 'production',
      VITEST: '',
    },
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const code = await new Promise((resolve) => child.on('close', resolve));
  expect(code, output).toBe(0);

  const here = hashes(running.dist);
  const there = hashes(path.join(copy, 'dist'));
  expect([...there.keys()]).toEqual([...here.keys()]);
  expect(here.size).toBeGreaterThan(50);
  const differing = [...here]
    .filter(([file, hash]) => there.get(file) !== hash)
    .map(([file]) => file);
  expect(differing).toEqual([]);
});
