/** The order in which experiments can run. */
import type { ContentError } from '../site/types.ts';
import { didYouMean, lineOfString, problem } from './errors.ts';
import type { Registered } from './registry.ts';

/**
 * Ids such that each comes after all it needs, otherwise in the order of
 * `experiments`. Those that need an unknown experiment, or one another in a
 * circle, are reported; they and what needs them are left out.
 */
export function orderByNeeds(
  root: string,
  experiments: ReadonlyMap<string, Registered>,
): { order: string[]; errors: ContentError[] } {
  const errors: ContentError[] = [];
  const known = [...experiments.keys()];
  // Done: true once placed, false once known to be impossible.
  const done = new Map<string, boolean>();
  const order: string[] = [];

  const visit = (id: string, above: readonly string[]): boolean => {
    const before = done.get(id);
    if (before !== undefined) return before;
    const registered = experiments.get(id);
    if (registered === undefined) return false;
    const { experiment, bundle } = registered;
    let possible = true;
    for (const need of experiment.needs ?? []) {
      const line = lineOfString(root, bundle.file, need);
      const path = [...above, id];
      const start = path.indexOf(need);
      if (start >= 0) {
        const circle = [...path.slice(start), need];
        errors.push(
          problem({
            file: bundle.file,
            line,
            field: 'needs',
            message: `Experiments need one another in a circle: ${edges(circle)}.`,
            hint: 'Take one of these needs away.',
          }),
        );
        possible = false;
      } else if (!experiments.has(need)) {
        errors.push(
          problem({
            file: bundle.file,
            line,
            field: 'needs',
            message: `"${id}" needs "${need}", which is no experiment.`,
            hint: didYouMean(
              need,
              known.filter((other) => other !== id),
              'other experiment',
            ),
          }),
        );
        possible = false;
      } else if (!visit(need, path)) {
        possible = false;
      }
    }
    done.set(id, possible);
    if (possible) order.push(id);
    return possible;
  };

  for (const id of known) visit(id, []);
  return { order, errors };
}

/** `a needs b, b needs c, c needs a` */
function edges(circle: readonly string[]): string {
  return circle
    .slice(1)
    .map((to, i) => `${String(circle[i])} needs ${to}`)
    .join(', ');
}
