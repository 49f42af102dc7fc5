/** The first thing a newcomer runs, on a project of its own with nothing to install. */
import { spawn, spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

let root: string;

function write(file: string, value: unknown): void {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  writeFileSync(path.join(root, file), text);
}

function lock(version: string): void {
  const about = { name: 'example', version };
  write('package.json', about);
  write('package-lock.json', {
    ...about,
    lockfileVersion: 3,
    requires: true,
    packages: { '': about },
  });
}

function run(...args: string[]): { status: number | null; stdout: string; stderr: string } {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [path.join(root, 'scripts/bootstrap.mjs'), ...args],
    // Not the npm that may be running these tests: the one on the path, as outside of npm.
    { encoding: 'utf8', env: { ...process.env, npm_execpath: undefined } },
  );
  return { status, stdout, stderr };
}

beforeAll(() => {
  root = mkdtempSync(path.join(tmpdir(), 'bootstrap '));
  mkdirSync(path.join(root, 'scripts'));
  copyFileSync('scripts/bootstrap.mjs', path.join(root, 'scripts/bootstrap.mjs'));
  write(
    'scripts/test.ts',
    'const args: string[] = process.argv.slice(2); console.log(`ran ${args.join("+")}`); process.exitCode = args.length;',
  );
  write(
    'scripts/start.ts',
    'process.on("SIGTERM", () => { console.log("tidied up"); process.exit(0); }); console.log("up"); setInterval(() => undefined, 1000);',
  );
  lock('1.0.0');
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

test('installs what is missing, runs the script, and passes arguments and exit code on', () => {
  const { status, stdout } = run('test', 'a', '--b');
  expect(stdout).toMatch(/Installing packages[\s\S]*installed in[\s\S]*ran a\+--b/);
  expect(status).toBe(2);
});

test('installs nothing when the lock file is the same, and again when it is not', () => {
  expect(run('test').stdout).toBe('ran \n');
  lock('1.0.1');
  expect(run('test').stdout).toContain('Installing');
  expect(run('test').stdout).toBe('ran \n');
});

test('takes packages installed by hand as they are, if they are those of the lock file', () => {
  rmSync(path.join(root, 'node_modules'), { recursive: true });
  mkdirSync(path.join(root, 'node_modules'));
  write('node_modules/.package-lock.json', { packages: {} });
  expect(run('test').stdout).toBe('ran \n');

  // Not those of the lock file.
  rmSync(path.join(root, 'node_modules/.margin-notes-lock'));
  const about = { name: 'example', version: '1.0.1' };
  const packages = { '': about, 'node_modules/some-package': { version: '2.0.0' } };
  write('package-lock.json', { ...about, lockfileVersion: 3, packages });
  expect(run('test').stdout).toContain('Installing');
});

test('shows what npm says when npm fails, and then only', () => {
  rmSync(path.join(root, 'node_modules'), { recursive: true });
  lock('1.0.2');
  write('package.json', { name: 'example', version: '1.0.2', dependencies: { absent: '1.0.0' } });
  const { status, stdout, stderr } = run('test');
  expect(status).toBe(1);
  expect(stderr).toMatch(/npm (error|ERR!)[\s\S]*Hint:/);
  expect(stdout).not.toContain('ran');
  lock('1.0.2');
  expect(run('test')).toMatchObject({ status: 0, stderr: '' });
});

test('passes a signal on and waits until the script has tidied up', async () => {
  const child = spawn(process.execPath, [path.join(root, 'scripts/bootstrap.mjs'), 'start'], {
    env: { ...process.env, npm_execpath: undefined },
  });
  let output = '';
  const up = new Promise<void>((resolve) => {
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      if (/^up$/m.test(output)) resolve();
    });
  });
  await up;
  child.kill('SIGTERM');
  const code = await new Promise((resolve) => child.on('close', resolve));
  expect(output).toContain('tidied up');
  expect(code).toBe(0);
});

test('says how it is used', () => {
  expect(run('nonsense')).toMatchObject({
    status: 1,
    stderr: expect.stringContaining('Usage') as string,
  });
});
