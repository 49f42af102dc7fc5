/**
 * Faces that stand in while a web font is on its way: a font of the reader's own
 * machine, scaled so that text takes exactly the room it will take later. Lines
 * then break in the same places and nothing moves when the font arrives.
 *
 * One scale for a whole font (the usual way) matches the average line but not
 * each line: one paragraph in ten still broke differently. Here every character
 * gets the scale that its own width asks for; characters of nearly the same
 * scale share a face by way of `unicode-range`.
 */
import type { FontMetrics } from './sfnt.ts';

/** The part of a local font that matters here. */
export type LocalFont = Pick<FontMetrics, 'unitsPerEm' | 'advances'>;

export interface Fallback {
  /** Name of the family the faces are added to. */
  readonly family: string;
  readonly style: 'normal' | 'italic';
  /** One weight or a range, as in `font-weight`. */
  readonly weight: string;
  /** The font that is waited for, at this weight. */
  readonly web: FontMetrics;
  /** Full names of local fonts with the same widths; the first that is installed is used. */
  readonly names: readonly string[];
  readonly local: LocalFont;
}

/**
 * How far scales within one group may lie apart, as a ratio. At 0.4 % a
 * character is off by 0.02 px at most at text size, with either sign.
 */
const TOLERANCE = 1.004;

/**
 * Chromium on Linux cuts sizes down to 1/64 px, which makes a line at text size
 * 0.05 % short: one in a hundred paragraphs then broke elsewhere. Half of a step
 * more makes up for it; where sizes are not cut it is 0.3 px in a line of 600.
 */
const CUT = 1.0005;

/** How often letters come in English prose, in per mille (Lewand 2000); spaces as one in six. */
const FREQUENCY: Readonly<Record<string, number>> = {
  ...{ ' ': 200, e: 127, t: 91, a: 82, o: 75, i: 70, n: 67, s: 63, h: 61, r: 60, d: 43, l: 40 },
  ...{ c: 28, u: 28, m: 24, w: 24, f: 22, g: 20, y: 20, p: 19, b: 15, v: 10, k: 8 },
};

/**
 * One face for each group of characters with the same scale, ordered by scale.
 *
 * @param strut whether to add a face for the space where the font has none: a
 *   line's height comes from the face that holds the space.
 */
export function exactFaces(fallback: Fallback, strut = false): string {
  const scales = [...fallback.web.advances.keys()]
    .map((code) => ({ code, scale: scaleOf(fallback, code) }))
    .filter((entry): entry is { code: number; scale: number } => entry.scale !== null)
    .sort((a, b) => a.scale - b.scale || a.code - b.code);
  const groups: (typeof scales)[] = [];
  for (const entry of scales) {
    const group = groups.at(-1);
    if (group !== undefined && entry.scale <= group[0]!.scale * TOLERANCE) group.push(entry);
    else groups.push([entry]);
  }
  const lacking = strut && !scales.some(({ code }) => code === SPACE);
  return groups
    .map((group) =>
      face(
        fallback,
        weightedMean(group),
        group.map(({ code }) => code),
      ),
    )
    .concat(lacking ? face(fallback, 1, [SPACE]) : '')
    .join('');
}

/** One face with the scale that fits the average line of English. */
export function averageFace(fallback: Fallback): string {
  const entries = Object.keys(FREQUENCY).flatMap((letter) => {
    const code = letter.codePointAt(0)!;
    const scale = scaleOf(fallback, code);
    return scale === null ? [] : [{ code, scale }];
  });
  return face(fallback, weightedMean(entries), null);
}

function scaleOf({ web, local }: Fallback, code: number): number | null {
  const wanted = web.advances.get(code);
  const there = local.advances.get(code);
  if (!wanted || !there) return null;
  return (CUT * wanted) / web.unitsPerEm / (there / local.unitsPerEm);
}

function weightedMean(entries: readonly { code: number; scale: number }[]): number {
  let sum = 0;
  let weights = 0;
  for (const { code, scale } of entries) {
    const weight = FREQUENCY[String.fromCodePoint(code)] ?? 1;
    sum += weight * scale;
    weights += weight;
  }
  return sum / weights;
}

const SPACE = 0x20;

function face(fallback: Fallback, scale: number, codes: readonly number[] | null): string {
  const { family, style, weight, web, names } = fallback;
  // Overrides are scaled along with everything else, so they are divided by the scale here.
  const override = (length: number): string => percent(length / web.unitsPerEm / scale);
  const vertical =
    `;ascent-override:${override(web.ascent)};descent-override:${override(web.descent)}` +
    `;line-gap-override:${override(web.lineGap)}`;
  return (
    `@font-face{font-family:'${family}';font-style:${style};font-weight:${weight};` +
    `src:${names.map((name) => `local('${name}')`).join(',')};size-adjust:${percent(scale)}` +
    // A line's height comes from the face that holds the space; others only lend glyphs.
    (codes === null || codes.includes(SPACE) ? vertical : '') +
    (codes === null ? '' : `;unicode-range:${unicodeRange(codes)}`) +
    '}\n'
  );
}

/** `U+41-5A,U+61`: the shortest way to write a set of code points. */
export function unicodeRange(codes: readonly number[]): string {
  const sorted = [...new Set(codes)].sort((a, b) => a - b);
  const ranges: string[] = [];
  for (let i = 0; i < sorted.length;) {
    let j = i;
    while (sorted[j + 1] === sorted[j]! + 1) j++;
    const [start, end] = [sorted[i]!, sorted[j]!].map((code) => code.toString(16).toUpperCase());
    ranges.push(i === j ? `U+${start}` : `U+${start}-${end}`);
    i = j + 1;
  }
  return ranges.join(',');
}

function percent(ratio: number): string {
  return `${(100 * ratio).toFixed(2).replace(/\.?0+$/, '')}%`;
}
