/**
 * How Pagefind ranks. A note is ten times as long as a claim of it; with the usual
 * weight of length (0.75) its claims stand before the note that a title names.
 */
export const RANKING = { pageLength: 0.4 };

/**
 * What is asked of the index for what a reader typed: words and numbers, without
 * the signs and single letters of formulas, which the index does not hold. A
 * query of nothing else is asked as it stands.
 */
export function askable(query: string): string {
  const words = query.match(/[\p{L}\p{N}][\p{L}\p{N}\p{M}’'-]*/gu) ?? [];
  const long = words.filter((word) => word.length > 1);
  return long.length > 0 ? long.join(' ') : query;
}
