/** What a build depends on, as one fingerprint: tells whether the last build still fits. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';

/** Files and folders from the project's root. */
const SOURCES = [
  'src',
  'public',
  'results',
  'data',
  'scripts',
  'astro.config.ts',
  'package-lock.json',
  'tsconfig.json',
];

/**
 * SHA-256 over the names and contents of all sources, the commit that is checked
 * out (pages show when they last changed) and `settings`.
 */
export function fingerprint(root: string, settings: Readonly<Record<string, string>>): string {
  const hash = createHash('sha256');
  for (const file of listFiles(root, SOURCES)) {
    hash
      .update(`${file}\0`)
      .update(readFileSync(path.join(root, file)))
      .update('\0');
  }
  hash.update(commit(root));
  hash.update(JSON.stringify(settings));
  return hash.digest('hex');
}

/** Paths of all files below the given files and folders, with `/`, sorted. */
export function listFiles(root: string, places: readonly string[] = ['.']): string[] {
  const files: string[] = [];
  for (const place of places) {
    const whole = path.join(root, place);
    if (!existsSync(whole)) continue;
    if (statSync(whole).isFile()) {
      files.push(place);
      continue;
    }
    for (const entry of readdirSync(whole, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      files.push(path.relative(root, path.join(entry.parentPath, entry.name)));
    }
  }
  return files.map((file) => file.split(path.sep).join('/')).sort();
}

/** The commit's id as git's own files have it; empty without git. */
function commit(root: string): string {
  try {
    const dotGit = path.join(root, '.git');
    // In a second work tree `.git` is a file that names the folder.
    const folder = statSync(dotGit).isDirectory()
      ? dotGit
      : readFileSync(dotGit, 'utf8').replace('gitdir:', '').trim();
    const head = readFileSync(path.join(folder, 'HEAD'), 'utf8').trim();
    const ref = head.replace('ref: ', '');
    const file = path.join(folder, ref);
    return existsSync(file) ? readFileSync(file, 'utf8').trim() : head;
  } catch {
    return '';
  }
}
