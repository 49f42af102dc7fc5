import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fontverter from 'fontverter';
import { afterAll, describe, expect, test } from 'vitest';
import { averageFace, exactFaces, unicodeRange } from '../../../src/lib/fonts/fallback.ts';
import { type FontMetrics, readMetrics } from '../../../src/lib/fonts/sfnt.ts';
import { subsetFonts } from '../../../src/lib/fonts/subset.ts';

const require = createRequire(import.meta.url);
const made: string[] = [];
const folder = (): string => {
  const dir = mkdtempSync(path.join(tmpdir(), 'fonts-'));
  made.push(dir);
  return dir;
};
afterAll(() => made.forEach((dir) => rmSync(dir, { recursive: true })));

function metrics(unitsPerEm: number, widths: Record<string, number>): FontMetrics {
  const advances = new Map(Object.entries(widths).map(([c, w]) => [c.codePointAt(0)!, w]));
  return { unitsPerEm, ascent: unitsPerEm, descent: unitsPerEm / 4, lineGap: 0, advances };
}

describe('readMetrics', () => {
  test('reads KaTeX_Main as its authors published it', async () => {
    // Widths of the digits and of A in thousandths of an em: katex/src/fontMetricsData.js.
    const file = readFileSync(require.resolve('katex/dist/fonts/KaTeX_Main-Regular.woff2'));
    const { unitsPerEm, advances } = readMetrics(await fontverter.convert(file, 'sfnt'));
    expect(unitsPerEm).toBe(1000);
    expect(advances.get(0x30)).toBe(500);
    expect(advances.get(0x41)).toBe(750);
  });

  test('refuses a file without the tables it needs', () => {
    expect(() => readMetrics(new Uint8Array(12))).toThrow(RangeError);
  });
});

/** `size-adjust` of the face that holds a character, as a ratio; null where none does. */
function scaleOf(css: string, range: string): number | null {
  const face = css.split('@font-face').find((rule) => rule.includes(`unicode-range:${range}}`));
  const found = /size-adjust:([\d.]+)%/.exec(face ?? '');
  return found ? Number(found[1]) / 100 : null;
}

describe('exactFaces', () => {
  const web = metrics(1000, { a: 550, b: 600, ' ': 250 });
  const local = metrics(2000, { a: 1000, b: 1000, ' ': 500, z: 900 });
  const shared = { family: 'F', style: 'normal', weight: '400', names: ['L'], local } as const;
  const css = exactFaces({ ...shared, web });

  test('gives each character the scale at which it is as wide as it will be', () => {
    // To a twentieth of a per cent: see CUT.
    expect(scaleOf(css, 'U+61')).toBeCloseTo(1.1, 2.8);
    expect(scaleOf(css, 'U+62')).toBeCloseTo(1.2, 2.8);
    expect(scaleOf(css, 'U+20')).toBeCloseTo(1, 2.8);
    expect(css).not.toContain('U+7A');
  });

  test('sets the line’s height where the space is, undoing the scale', () => {
    const face = exactFaces({ ...shared, web: metrics(1000, { ' ': 125 }) });
    const ascent = Number(/ascent-override:([\d.]+)%/.exec(face)?.[1]);
    expect(scaleOf(face, 'U+20')! * ascent).toBeCloseTo(100, 1);
    expect(face).toMatch(/line-gap-override:0%/);
    expect(css.match(/ascent-override/g)).toHaveLength(1);
  });

  test('adds a face for the space only where it is asked to, and the font has none', () => {
    const spaceless = metrics(1000, { a: 550 });
    expect(scaleOf(exactFaces({ ...shared, web: spaceless }), 'U+20')).toBeNull();
    expect(scaleOf(exactFaces({ ...shared, web: spaceless }, true), 'U+20')).toBe(1);
    expect(exactFaces({ ...shared, web }, true).match(/U\+20}/g)).toHaveLength(1);
  });
});

test('averageFace weighs letters by how often they come', () => {
  const web = metrics(1000, { e: 600, z: 500 });
  const local = metrics(1000, { e: 500, z: 500 });
  const face = averageFace({
    family: 'F',
    style: 'normal',
    weight: '400',
    web,
    names: ['L'],
    local,
  });
  expect(Number(/size-adjust:([\d.]+)%/.exec(face)?.[1])).toBeCloseTo(120, 0);
});

test.each([
  [[0x41, 0x42, 0x43, 0x61], 'U+41-43,U+61'],
  [[0x61, 0x41, 0x61], 'U+41,U+61'],
  [[], ''],
])('unicodeRange(%j) is %s', (codes, wanted) => {
  expect(unicodeRange(codes)).toBe(wanted);
});

describe('subsetFonts', () => {
  const glyphs = { text: 'ψ is ≥ 0', math: 'Lψ=1' };

  test('writes the same bytes for the same characters, whatever their order', async () => {
    const [one, two] = [folder(), folder()];
    await subsetFonts(glyphs, one);
    await subsetFonts({ text: '0 ≥ si ψψ', math: '1=ψL' }, two);
    expect(readdirSync(one)).toEqual(readdirSync(two));
    for (const name of readdirSync(one)) {
      expect(readFileSync(path.join(one, name)).equals(readFileSync(path.join(two, name)))).toBe(
        true,
      );
    }
  });

  test('holds the characters asked for, in faces small enough for one page', async () => {
    const dir = folder();
    const files = await subsetFonts(glyphs, dir);
    const has = async (key: string, character: string): Promise<boolean> => {
      const name = files.find((file) => file.name.startsWith(`${key}.`))?.name ?? '';
      const font = await fontverter.convert(readFileSync(path.join(dir, name)), 'sfnt');
      return readMetrics(font).advances.has(character.codePointAt(0)!);
    };
    expect(await has('source-serif-4-roman', 'a')).toBe(true);
    expect(await has('source-serif-4-greek-roman', 'ψ')).toBe(true);
    expect(await has('source-serif-4-greek-roman', 'θ')).toBe(false);
    expect(await has('katex-math-italic', 'L')).toBe(true);
    expect(await has('katex-math-italic', 'M')).toBe(false);
    expect(files.some(({ name }) => name.startsWith('katex-fraktur'))).toBe(true);
    expect(files.some(({ name }) => name.startsWith('source-serif-4-cyrillic'))).toBe(false);
    const text = files.filter(({ name }) => /^(source|inter)/.test(name));
    expect(text.reduce((sum, file) => sum + file.bytes, 0)).toBeLessThan(70_000);
  });

  test('declares each face with its file and leaves none of an earlier run behind', async () => {
    const dir = folder();
    await subsetFonts(glyphs, dir);
    const before = readdirSync(dir);
    await subsetFonts({ ...glyphs, math: 'x' }, dir);
    const css = readFileSync(path.join(dir, 'fonts.css'), 'utf8');
    const files = readdirSync(dir).filter((name) => name.endsWith('.woff2'));
    expect([...css.matchAll(/url\(\.\/([^)]+)\)/g)].map(([, name]) => name).sort()).toEqual(files);
    expect(files).not.toEqual(before.filter((name) => name.endsWith('.woff2')));
    expect(css).toContain("font-family:'Source Serif 4 fallback'");
    expect(css).toContain("font-family:'Inter fallback'");
    expect(css.match(/font-display:swap/g)).toHaveLength(files.length);
    // One face each holds the space; a second one would silently win with another width.
    for (const family of ['Source Serif 4 fallback', 'Inter fallback']) {
      const spaces = css
        .split('@font-face')
        .filter((rule) => rule.includes(`'${family}'`) && /unicode-range:U\+20[,}-]/.test(rule))
        .map((rule) => /font-style:\w+;font-weight:[\d ]+/.exec(rule)?.[0]);
      expect(spaces).toEqual([...new Set(spaces)]);
      expect(spaces.length).toBeGreaterThan(1);
    }
  });

  test('does nothing when nothing changed, and mends what is missing', async () => {
    const dir = folder();
    await subsetFonts(glyphs, dir);
    const css = path.join(dir, 'fonts.css');
    writeFileSync(css, 'kept');
    await subsetFonts(glyphs, dir);
    expect(readFileSync(css, 'utf8')).toBe('kept');
    rmSync(path.join(dir, readdirSync(dir).find((name) => name.endsWith('.woff2')) ?? ''));
    await subsetFonts(glyphs, dir);
    expect(readFileSync(css, 'utf8')).toContain('@font-face');
  });
});
