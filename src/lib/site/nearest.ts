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
    const d = far(wanted, candidate);
    if (d < least) {
      best = candidate;
      least = d;
    }
  }
  return best !== null && least <= Math.max(2, Math.ceil(name.length / 2)) ? best : null;
}

/** Edit distance; a name that is the beginning of the other lies near, however much is missing. */
function far(wanted: string, candidate: string): number {
  const other = candidate.toLowerCase();
  const begins = wanted.length > 2 && (other.startsWith(wanted) || wanted.startsWith(other));
  return begins ? Math.min(2, distance(wanted, other)) : distance(wanted, other);
}

/** So many names are shown whole. */
const FEW = 12;

/** The `count` known names closest to `name`, nearest first. */
export function nearestFew(name: string, known: Iterable<string>, count = 3): string[] {
  const wanted = name.toLowerCase();
  return [...known]
    .map((candidate) => ({ candidate, d: far(wanted, candidate) }))
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
  const shown = nearestFew(name, names, names.length <= FEW ? FEW : 5).map((n) => `"${n}"`);
  return names.length <= shown.length
    ? `Known: ${shown.join(', ')}.`
    : `Known are, among ${names.length}: ${shown.join(', ')}.`;
}
