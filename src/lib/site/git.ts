import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * Time of the last commit that touched each file below `src/content`, as an ISO
 * date in UTC, by path from `root`. Null where there is no history or only a part
 * of it (a shallow clone), for then no date is true.
 */
export async function lastChanged(root: string): Promise<ReadonlyMap<string, string> | null> {
  const git = async (...args: string[]) =>
    (await run('git', ['-C', root, ...args], { maxBuffer: 1 << 28 })).stdout;
  try {
    if ((await git('rev-parse', '--is-shallow-repository')).trim() !== 'false') return null;
    const log = await git(
      'log',
      '--format=%x00%ct',
      '--name-only',
      '--no-renames',
      '--relative',
      '-z',
      '--',
      'src/content',
    );
    const dates = new Map<string, string>();
    let date = '';
    // With -z a commit is "NUL seconds NUL newline path NUL path NUL …".
    for (const field of log.split('\0')) {
      const text = field.replace(/^\n/, '');
      if (text === '') continue;
      if (/^\d+$/.test(text)) date = new Date(Number(text) * 1000).toISOString();
      else if (!dates.has(text)) dates.set(text, date);
    }
    return dates;
  } catch {
    // No git, or no repository: the pages do without dates.
    return null;
  }
}
