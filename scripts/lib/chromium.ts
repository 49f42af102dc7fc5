/** Finds a Chromium for the site tests, or gets one where that can be done. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { chromium } from 'playwright-core';

/** Names under which a Chromium or Chrome stands on the path. */
const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];

/** Where the usual installers put it. */
const PLACES: Partial<Record<NodeJS.Platform, readonly string[]>> = {
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
  ],
  win32: ['ProgramFiles', 'ProgramFiles(x86)', 'LOCALAPPDATA'].flatMap((variable) => {
    const folder = process.env[variable];
    return folder === undefined ? [] : [path.join(folder, 'Google/Chrome/Application/chrome.exe')];
  }),
};

/** Switches under which Chromium does nothing of its own: no updates, no first-run pages. */
export const CHROMIUM_ARGS: readonly string[] = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * Path of a Chromium: `CHROMIUM_PATH`, the machine's own, Playwright's, or one
 * installed with apt on Debian and Ubuntu when run as root.
 *
 * @throws {Error} saying how to get one.
 */
export function findChromium(log: (line: string) => void): string {
  const named = process.env['CHROMIUM_PATH'];
  if (named !== undefined && named !== '') {
    if (existsSync(named)) return named;
    throw new Error(`CHROMIUM_PATH is “${named}”, where there is no file.`);
  }
  const found =
    onPath() ?? PLACES[process.platform]?.find((file) => existsSync(file)) ?? ofPlaywright();
  if (found !== undefined) return found;
  if (canInstall()) {
    log('No Chromium on this machine: installing one with apt-get (about a minute) …');
    const output = aptInstall();
    const installed = onPath();
    if (installed !== undefined) return installed;
    log(output);
  }
  throw new Error(
    'The site tests need Chromium or Chrome, and none was found.\n' +
      'Hint: install one (Debian, Ubuntu: `sudo apt-get install chromium`; macOS: `brew install --cask google-chrome`; ' +
      'anywhere: `npx playwright-core install chromium`), or set CHROMIUM_PATH to its program.',
  );
}

function onPath(): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(path.delimiter);
  for (const name of NAMES) {
    for (const folder of folders) {
      const file = path.join(folder, process.platform === 'win32' ? `${name}.exe` : name);
      // Ubuntu's `chromium-browser` may be a stub that asks for a snap.
      if (existsSync(file) && answers(file)) return file;
    }
  }
  return undefined;
}

function answers(file: string): boolean {
  return spawnSync(file, ['--version', '--no-sandbox'], { timeout: 20_000 }).status === 0;
}

function ofPlaywright(): string | undefined {
  const file = chromium.executablePath();
  return existsSync(file) ? file : undefined;
}

function canInstall(): boolean {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false;
  if (!existsSync('/usr/bin/apt-get') || !existsSync('/etc/os-release')) return false;
  return /^ID(_LIKE)?=.*(debian|ubuntu)/m.test(readFileSync('/etc/os-release', 'utf8'));
}

/** What apt said. */
function aptInstall(): string {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  let output = '';
  // The fonts make the fallback faces, and so the measured layout, the same everywhere.
  for (const args of [
    ['update'],
    [
      'install',
      '-y',
      '--no-install-recommends',
      'chromium',
      'fonts-liberation',
      'fonts-dejavu-core',
    ],
  ]) {
    const done = spawnSync('apt-get', args, { env, encoding: 'utf8', maxBuffer: 1 << 26 });
    output += done.stdout + done.stderr;
  }
  return output;
}
