import { distance } from 'fastest-levenshtein';

/**
 * Returns the known name closest to `name` by edit distance, or null when none
 * is near enough to be what was meant (more than half of the letters differ).
 * Ties go to the name that stands first.
 */
export function nearest(name: string, known: Iterable<string>): string | null {
  const wanted = name.toLowerCase();
  let best: string | null = null;
  let least = Infinity;
  for (const candidate of known) {
    const d = distance(wanted, candidate.toLowerCase());
    if (d < least) {
      best = candidate;
      least = d;
    }
  }
  return best !== null && least <= Math.max(2, Math.ceil(name.length / 2)) ? best : null;
}

/** The `count` known names closest to `name`, nearest first. */
export function nearestFew(name: string, known: Iterable<string>, count = 3): string[] {
  const wanted = name.toLowerCase();
  return [...known]
    .map((candidate) => ({ candidate, d: distance(wanted, candidate.toLowerCase()) }))
    .sort((a, b) => a.d - b.d || (a.candidate < b.candidate ? -1 : 1))
    .slice(0, count)
    .map(({ candidate }) => candidate);
}

/** A hint that names the nearest known name, or says which there are. */
export function didYouMean(name: string, known: Iterable<string>, kind: string): string {
  const names = [...known];
  const near = nearest(name, names);
  if (near !== null) return `Did you mean "${near}"?`;
  if (names.length === 0) return `There is no ${kind} yet: add it, or remove this.`;
  const shown = nearestFew(name, names, 5).map((n) => `"${n}"`);
  return names.length <= shown.length
    ? `Known: ${shown.join(', ')}.`
    : `Known are, among ${names.length}: ${shown.join(', ')}.`;
}
