/**
 * Text of a drawing: a line of plain characters in which `^{…}` is raised and
 * `_{…}` lowered, and an estimate of how wide it comes out. A build has no
 * browser to measure in; the widths are those of Inter.
 */

export interface Run {
  readonly text: string;
  readonly level: 'base' | 'raised' | 'lowered';
}

/** Size of raised and lowered characters against the line's. */
export const SMALL = 0.9;

/** Splits `10^{−8}` into runs. */
export function runs(markup: string): Run[] {
  const found: Run[] = [];
  for (const match of markup.matchAll(/([\^_])\{([^}]*)\}|[^\^_]+/g)) {
    if (match[1] === '^') found.push({ text: match[2] ?? '', level: 'raised' });
    else if (match[1] === '_') found.push({ text: match[2] ?? '', level: 'lowered' });
    else found.push({ text: match[0], level: 'base' });
  }
  return found;
}

/**
 * Advance widths of Inter at weight 400, in thousandths of an em, measured in
 * Chromium from the variable font. Characters that are not listed count as
 * `OTHER`, wider than most, so that the estimate errs on the safe side.
 */
const WIDTHS: readonly (readonly [number, string])[] = [
  [225, '′'],
  [242, 'ijl'],
  [275, 'I .,!'],
  [305, ';:¹’'],
  [330, '`|t'],
  [365, '()[]/fr'],
  [407, '1'],
  [445, '²³"“”'],
  [460, '-_^°'],
  [500, '*?~–'],
  [530, 's'],
  [555, 'kvyxz'],
  [571, 'cJL7'],
  [600, 'aehnouσδFE'],
  [620, '02356890bdgpqθπ'],
  [665, '+−=×<>4BKPSTZRλα'],
  [700, 'AVXYCD∇'],
  [760, 'GHNUOQ'],
  [820, 'wψ'],
  [880, 'mM…'],
  [1000, 'W@%→'],
];
const OTHER = 750;
/** The semibold cut is up to this much wider. */
const STRONG = 1.05;

const widthOf = new Map(
  WIDTHS.flatMap(([width, chars]) => Array.from(chars, (c) => [c, width] as const)),
);

/** Estimated width of a line in px, at a font size of `size` px. */
export function textWidth(markup: string, size: number, strong = false): number {
  let thousandths = 0;
  for (const { text, level } of runs(markup)) {
    const scale = level === 'base' ? 1 : SMALL;
    for (const char of text) thousandths += scale * (widthOf.get(char) ?? OTHER);
  }
  return (thousandths / 1000) * size * (strong ? STRONG : 1);
}

/** The line without its marks, as a screen reader or a table has it: `10−8`, `w1`. */
export function plain(markup: string): string {
  return runs(markup)
    .map((run) => run.text)
    .join('');
}
