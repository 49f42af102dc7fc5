/**
 * Renumbers what Astro and Preact number by path or by order of completion, so
 * that the same sources give the same bytes everywhere.
 */
import { type Edit, applyEdits, elements } from './html.ts';

const NUMBERED: Readonly<Record<string, string>> = {
  // A hash of the component's absolute path.
  uid: 'island-',
  // Counts renderings in the order in which they happened to finish.
  'data-preact-island-id': '',
};

/** The page with its islands numbered 1, 2, … in document order. */
export function renumberIslands(html: string): string {
  const edits: Edit[] = [];
  elements(html)
    .filter((element) => element.tagName === 'astro-island')
    .forEach((island, index) => {
      for (const [name, prefix] of Object.entries(NUMBERED)) {
        const location = island.sourceCodeLocation?.attrs?.[name];
        if (!location) continue;
        const { startOffset: start, endOffset: end } = location;
        edits.push({ start, end, text: `${name}="${prefix}${index + 1}"` });
      }
    });
  return applyEdits(html, edits);
}
