/**
 * Reads from a TrueType or OpenType file the few numbers that line layout depends
 * on. Tables as in the OpenType specification 1.9 (head, hhea, hmtx, OS/2, cmap).
 */

export interface FontMetrics {
  readonly unitsPerEm: number;
  /** Above the baseline, in font units; what browsers use for a line's box. */
  readonly ascent: number;
  /** Below the baseline, in font units, positive. */
  readonly descent: number;
  readonly lineGap: number;
  /** Advance width in font units of each character the font has, by code point. */
  readonly advances: ReadonlyMap<number, number>;
}

/** Bit 7 of `OS/2.fsSelection`: use the typographic metrics rather than those of `hhea`. */
const USE_TYPO_METRICS = 1 << 7;

/**
 * @param font an uncompressed font file (not WOFF).
 * @throws {RangeError} when a table it needs is missing.
 */
export function readMetrics(font: Uint8Array): FontMetrics {
  const view = new DataView(font.buffer, font.byteOffset, font.byteLength);
  const tables = directory(view);
  const head = tables('head');
  const hhea = tables('hhea');
  const os2 = tables('OS/2');
  const typo = (view.getUint16(os2 + 62) & USE_TYPO_METRICS) !== 0;
  const [ascent, descent, lineGap] = typo
    ? [view.getInt16(os2 + 68), view.getInt16(os2 + 70), view.getInt16(os2 + 72)]
    : [view.getInt16(hhea + 4), view.getInt16(hhea + 6), view.getInt16(hhea + 8)];

  const longMetrics = view.getUint16(hhea + 34);
  const hmtx = tables('hmtx');
  // Glyphs past the last long metric share its advance (monospaced tails).
  const advance = (glyph: number): number =>
    view.getUint16(hmtx + 4 * Math.min(glyph, longMetrics - 1));
  const advances = new Map<number, number>();
  for (const [code, glyph] of characterMap(view, tables('cmap'))) {
    advances.set(code, advance(glyph));
  }
  return { unitsPerEm: view.getUint16(head + 18), ascent, descent: -descent, lineGap, advances };
}

/** Offset of a table by its tag. */
function directory(view: DataView): (tag: string) => number {
  const offsets = new Map<string, number>();
  const count = view.getUint16(4);
  for (let i = 0; i < count; i++) {
    const record = 12 + 16 * i;
    let tag = '';
    for (let k = 0; k < 4; k++) tag += String.fromCharCode(view.getUint8(record + k));
    offsets.set(tag, view.getUint32(record + 8));
  }
  return (tag) => {
    const offset = offsets.get(tag);
    if (offset === undefined) throw new RangeError(`The font has no table “${tag}”.`);
    return offset;
  };
}

/** Code point and glyph of every mapped character, from a subtable of format 4 or 12. */
function* characterMap(view: DataView, cmap: number): Generator<[code: number, glyph: number]> {
  let four: number | undefined;
  let twelve: number | undefined;
  const count = view.getUint16(cmap + 2);
  for (let i = 0; i < count; i++) {
    const offset = cmap + view.getUint32(cmap + 4 + 8 * i + 4);
    const format = view.getUint16(offset);
    if (format === 4) four = offset;
    if (format === 12) twelve = offset;
  }
  if (twelve !== undefined) yield* groups(view, twelve);
  else if (four !== undefined) yield* segments(view, four);
  else throw new RangeError('The font maps characters in a format that is not read here (4, 12).');
}

function* groups(view: DataView, table: number): Generator<[number, number]> {
  const count = view.getUint32(table + 12);
  for (let i = 0; i < count; i++) {
    const group = table + 16 + 12 * i;
    const [start, end, glyph] = [group, group + 4, group + 8].map((at) => view.getUint32(at));
    for (let code = start!; code <= end!; code++) yield [code, glyph! + code - start!];
  }
}

function* segments(view: DataView, table: number): Generator<[number, number]> {
  const doubled = view.getUint16(table + 6);
  const ends = table + 14;
  const starts = ends + doubled + 2;
  const deltas = starts + doubled;
  const ranges = deltas + doubled;
  for (let i = 0; i < doubled; i += 2) {
    const start = view.getUint16(starts + i);
    const end = view.getUint16(ends + i);
    if (start === 0xffff) continue;
    const delta = view.getUint16(deltas + i);
    const range = view.getUint16(ranges + i);
    for (let code = start; code <= end; code++) {
      const raw = range === 0 ? code : view.getUint16(ranges + i + range + 2 * (code - start));
      if (raw !== 0) yield [code, (raw + delta) & 0xffff];
    }
  }
}
