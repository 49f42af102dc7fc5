/**
 * Turns headings into fragments, GitHub's way: lower case, letters, digits, `_`
 * and hyphens kept, spaces to hyphens, a repeated one numbered. Returns a
 * function that remembers what it has given out; one per page.
 */
export function slugger(): (text: string) => string {
  const given = new Map<string, number>();
  return (text) => {
    const base =
      text
        .toLowerCase()
        .normalize('NFC')
        .replace(/[^\p{L}\p{M}\p{N}_\- ]+/gu, '')
        .trim()
        .replace(/ /g, '-') || 'section';
    let slug = base;
    let n = given.get(base) ?? 0;
    while (given.has(slug)) {
      n += 1;
      slug = `${base}-${n}`;
    }
    given.set(base, n);
    given.set(slug, 0);
    return slug;
  };
}
