/** Colour classes of a drawing; figures.css gives each a colour in both themes. */

/** Class for place `rank` (from 0) of `count` in an ordered parameter: `f-s1` palest, `f-s5` deepest. */
export function sequential(rank: number, count: number): string {
  const share = count <= 1 ? 1 : rank / (count - 1);
  return `f-s${1 + Math.round(4 * Math.min(Math.max(share, 0), 1))}`;
}
