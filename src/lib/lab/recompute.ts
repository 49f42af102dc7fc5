/** `npm run test:recompute`: everything from nothing, against the lock. */
import type { Output } from './compute.ts';
import { formatError } from './errors.ts';
import { describeDifference, verifyLock } from './verify.ts';

/**
 * Prints a line for each experiment and each difference from the lock, then what is wrong.
 * @returns the exit code: 0, or 1 when any byte differs or anything failed.
 */
export async function recompute(root: string, { print, log }: Output): Promise<number> {
  const { rows, passed, errors } = await verifyLock(root, { mode: 'all', log });
  for (const { id, ok, seconds, differences } of rows) {
    print(
      `${ok ? 'ok    ' : 'FAILED'} ${id}${seconds === null ? '' : ` (${seconds.toFixed(1)} s)`}`,
    );
    for (const difference of differences) print(`         ${describeDifference(difference)}`);
  }
  for (const error of errors) print(formatError(error));
  print(`${passed} passed, ${errors.length} failed`);
  return errors.length === 0 ? 0 : 1;
}
