/** Reads one experiment's stored result. */
import type { Json, Results } from '../../../lib/lab/define.ts';

/**
 * The result of experiment `id`, typed as the experiment's own module declares
 * it: the lock guarantees that the stored JSON is what that module returned.
 *
 * @throws RangeError if it was not handed in.
 */
// The caller's type is an assertion about stored JSON; there is no value it could be read from.
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters
export function result<T>(results: Results, id: string): T {
  const found: Json | undefined = results[id];
  if (found === undefined) {
    throw new RangeError(
      `no result of experiment "${id}" (have: ${Object.keys(results).join(', ')})`,
    );
  }
  return found as T;
}
