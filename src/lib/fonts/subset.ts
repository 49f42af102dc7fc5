/**
 * Subsets the site's fonts to the characters it uses and writes the stylesheet
 * that declares them, with the local faces that stand in while they load.
 */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import fontverter from 'fontverter';
import subsetFont from 'subset-font';
import { type LocalFont, averageFace, exactFaces, unicodeRange } from './fallback.ts';
import localFonts from './local-fonts.json' with { type: 'json' };
import { readMetrics } from './sfnt.ts';

export interface Glyphs {
  /** Every character that may stand in running text; order and repetition do not matter. */
  readonly text: string;
  /** Every character that may stand in a formula. */
  readonly math: string;
}

export interface SubsetFile {
  /** `source-serif-4-roman.1f3a…​.woff2` */
  readonly name: string;
  readonly family: string;
  readonly bytes: number;
}

type LocalId = keyof typeof localFonts;

/** A family's variable fonts and what stands in for them. */
interface TextFace {
  readonly key: string;
  readonly family: string;
  readonly package: string;
  /** Part of the package's file names before the slice. */
  readonly file: string;
  readonly style: 'normal' | 'italic';
  readonly weight: number | { readonly min: number; readonly max: number };
  /** OpenType features that are kept; the rest is dead weight on every page. */
  readonly features: readonly string[];
  readonly fallbacks: readonly TextFallback[];
}

interface TextFallback {
  /** Weight at which widths are compared, and the range of weights it stands for. */
  readonly at: number;
  readonly weight: string;
  /** Fonts with the widths of Times New Roman or Arial: nearly every reader has one. */
  readonly exact: LocalId;
  readonly exactNames: readonly string[];
  /** Elsewhere (bare Linux): one scale for the whole font. */
  readonly average?: LocalId;
  readonly averageNames?: readonly string[];
}

const FEATURES = ['kern', 'liga', 'calt', 'ccmp', 'locl', 'mark', 'mkmk', 'tnum', 'lnum'];

const TEXT_FACES: readonly TextFace[] = [
  {
    key: 'source-serif-4-roman',
    family: 'Source Serif 4',
    package: '@fontsource-variable/source-serif-4',
    file: 'source-serif-4',
    style: 'normal',
    weight: { min: 400, max: 650 },
    features: FEATURES,
    fallbacks: [
      {
        at: 400,
        weight: '400 499',
        exact: 'times-regular',
        exactNames: ['Times New Roman', 'TimesNewRomanPSMT', 'Liberation Serif', 'Tinos'],
        average: 'dejavu-serif-regular',
        averageNames: ['DejaVu Serif'],
      },
      {
        at: 600,
        weight: '500 650',
        exact: 'times-bold',
        exactNames: [
          'Times New Roman Bold',
          'TimesNewRomanPS-BoldMT',
          'Liberation Serif Bold',
          'Tinos Bold',
        ],
        average: 'dejavu-serif-bold',
        averageNames: ['DejaVu Serif Bold'],
      },
    ],
  },
  {
    key: 'source-serif-4-italic',
    family: 'Source Serif 4',
    package: '@fontsource-variable/source-serif-4',
    file: 'source-serif-4',
    style: 'italic',
    weight: 400,
    features: FEATURES,
    fallbacks: [
      {
        at: 400,
        weight: '400 650',
        exact: 'times-italic',
        exactNames: [
          'Times New Roman Italic',
          'TimesNewRomanPS-ItalicMT',
          'Liberation Serif Italic',
          'Tinos Italic',
        ],
      },
    ],
  },
  {
    key: 'inter-roman',
    family: 'Inter',
    package: '@fontsource-variable/inter',
    file: 'inter',
    style: 'normal',
    weight: { min: 400, max: 650 },
    features: FEATURES,
    fallbacks: [
      {
        at: 400,
        weight: '400 499',
        exact: 'arial-regular',
        exactNames: ['Arial', 'ArialMT', 'Liberation Sans', 'Arimo'],
        average: 'dejavu-sans-regular',
        averageNames: ['DejaVu Sans'],
      },
      {
        at: 600,
        weight: '500 650',
        exact: 'arial-bold',
        exactNames: ['Arial Bold', 'Arial-BoldMT', 'Liberation Sans Bold', 'Arimo Bold'],
        average: 'dejavu-sans-bold',
        averageNames: ['DejaVu Sans Bold'],
      },
    ],
  },
];

/** Slices a fontsource package comes in; one that has none of our characters is left out. */
const SLICES = ['latin', 'latin-ext', 'greek', 'greek-ext', 'cyrillic', 'vietnamese'];

/** What any page may need although no content file says so: names, dashes, quotes, dots. */
const ALWAYS = `${ascii()}\u00a0·×±°–—‘’“”…−•§¶†‹›«»`;

/** Goes into the cache's key: raise it when this module writes something else from the same input. */
const VERSION = 5;

/**
 * Writes the subset faces (WOFF2, named by content) and `fonts.css` into `outDir`,
 * and nothing else stays there of an earlier run. Same input, same bytes. When
 * the input is that of the last run, nothing is done.
 *
 * @throws {Error} when a font package is missing.
 */
export async function subsetFonts(glyphs: Glyphs, outDir: string): Promise<SubsetFile[]> {
  const text = characters(glyphs.text + ALWAYS);
  const math = characters(glyphs.math);
  const key = sha256(JSON.stringify([VERSION, TEXT_FACES, versions(), text, math, localFonts]));
  const kept = await lastRun(outDir, key);
  if (kept !== null) return kept;

  const outputs: { file: SubsetFile; data: Buffer }[] = [];
  const css: string[] = [];
  for (const face of TEXT_FACES) await addTextFace(face, text, outputs, css);
  await addMathFaces(math, outputs, css);
  css.push(UNKERNED);

  await mkdir(outDir, { recursive: true });
  const names = new Set(outputs.map(({ file }) => file.name));
  for (const name of await readdir(outDir)) {
    if (name.endsWith('.woff2') && !names.has(name)) await rm(path.join(outDir, name));
  }
  for (const { file, data } of outputs) await writeFile(path.join(outDir, file.name), data);
  await writeFile(path.join(outDir, 'fonts.css'), css.join(''));
  const files = outputs.map(({ file }) => file);
  await writeFile(path.join(outDir, 'fonts.json'), JSON.stringify({ key, files }, null, 2));
  return files;
}

/** Set by public/theme.js on a page that is painted before its fonts have come. */
const UNKERNED =
  '.fonts-late *{font-kerning:none!important;font-variant-ligatures:none!important}\n';

async function addTextFace(
  face: TextFace,
  text: string,
  outputs: { file: SubsetFile; data: Buffer }[],
  css: string[],
): Promise<void> {
  const weight =
    typeof face.weight === 'number' ? String(face.weight) : `${face.weight.min} ${face.weight.max}`;
  const fallbacks: string[] = [];
  let left = text;
  for (const slice of SLICES) {
    const source = await readFont(
      `${face.package}/files/${face.file}-${slice}-wght-${face.style}.woff2`,
    );
    if (source === null) continue;
    // Slices share some characters; the first that has one keeps it.
    const own = intersect(left, readMetrics(await sfnt(source)).advances);
    if (own === '') continue;
    left = without(left, own);
    const data = await subsetFont(source, own, {
      targetFormat: 'woff2',
      variationAxes: { wght: face.weight },
      keepFeatures: [...face.features],
    });
    const key = slice === 'latin' ? face.key : face.key.replace(/-(\w+)$/, `-${slice}-$1`);
    const file = output(key, face.family, data, outputs);
    css.push(
      `@font-face{font-family:'${face.family}';font-style:${face.style};font-weight:${weight};` +
        `font-display:swap;src:url(./${file.name}) format('woff2');unicode-range:${range(own)}}\n`,
    );
    for (const fallback of face.fallbacks) {
      const pinned = await subsetFont(source, own, {
        targetFormat: 'sfnt',
        variationAxes: { wght: fallback.at },
      });
      const shared = {
        family: `${face.family} fallback`,
        style: face.style,
        weight: fallback.weight,
        web: readMetrics(pinned),
      };
      if (fallback.average !== undefined && slice === 'latin') {
        const names = fallback.averageNames ?? [];
        fallbacks.push(averageFace({ ...shared, names, local: local(fallback.average) }));
      }
      const names = fallback.exactNames;
      fallbacks.push(exactFaces({ ...shared, names, local: local(fallback.exact) }));
    }
  }
  // Where several faces fit, the last one declared wins: the exact ones after the average.
  css.push(...fallbacks);
}

/**
 * KaTeX's faces. Its stylesheet names one family at a time, so the local faces
 * join the same family, before the real one, and are used until that has come.
 */
async function addMathFaces(
  math: string,
  outputs: { file: SubsetFile; data: Buffer }[],
  css: string[],
): Promise<void> {
  const folder = path.join(path.dirname(resolve('katex/dist/katex.css')), 'fonts');
  const files = (await readdir(folder)).filter((name) => name.endsWith('.woff2')).sort();
  for (const name of files) {
    const source = await readFile(path.join(folder, name));
    const [family, variant] = path.basename(name, '.woff2').split('-') as [string, string];
    const own = intersect(math, readMetrics(await sfnt(source)).advances);
    if (own === '') continue;
    const data = await subsetFont(source, own, { targetFormat: 'woff2', noHinting: true });
    const file = output(`katex-${family.slice(6)}-${variant}`.toLowerCase(), family, data, outputs);
    const style = variant.includes('Italic') ? 'italic' : 'normal';
    const weight = variant.includes('Bold') ? '700' : '400';
    const standIn =
      style === 'italic' ? 'times-italic' : weight === '700' ? 'times-bold' : 'times-regular';
    if (STAND_INS.has(`${family}-${variant}`)) {
      css.push(
        exactFaces(
          {
            family,
            style,
            weight,
            web: readMetrics(await subsetFont(source, own, { targetFormat: 'sfnt' })),
            names: TIMES[standIn],
            local: local(standIn),
          },
          true,
        ),
      );
    }
    css.push(
      `@font-face{font-family:'${family}';font-style:${style};font-weight:${weight};` +
        `font-display:swap;src:url(./${file.name}) format('woff2')}\n`,
    );
  }
}

/** Faces whose letters stand in running lines, where another width would break them elsewhere. */
const STAND_INS = new Set(['KaTeX_Main-Regular', 'KaTeX_Main-Bold', 'KaTeX_Math-Italic']);

const TIMES = {
  'times-regular': ['Times New Roman', 'TimesNewRomanPSMT', 'Liberation Serif', 'Tinos'],
  'times-bold': ['Times New Roman Bold', 'TimesNewRomanPS-BoldMT', 'Liberation Serif Bold'],
  'times-italic': ['Times New Roman Italic', 'TimesNewRomanPS-ItalicMT', 'Liberation Serif Italic'],
} as const;

function output(
  key: string,
  family: string,
  data: Buffer,
  outputs: { file: SubsetFile; data: Buffer }[],
): SubsetFile {
  const file = { name: `${key}.${sha256(data).slice(0, 10)}.woff2`, family, bytes: data.length };
  outputs.push({ file, data });
  return file;
}

/** What the last run wrote, if it had the same input and is all still there. */
async function lastRun(outDir: string, key: string): Promise<SubsetFile[] | null> {
  try {
    const record = JSON.parse(await readFile(path.join(outDir, 'fonts.json'), 'utf8')) as {
      key: string;
      files: SubsetFile[];
    };
    if (record.key !== key || !existsSync(path.join(outDir, 'fonts.css'))) return null;
    return record.files.every(({ name }) => existsSync(path.join(outDir, name)))
      ? record.files
      : null;
  } catch {
    return null;
  }
}

const require = createRequire(import.meta.url);
function resolve(specifier: string): string {
  return require.resolve(specifier);
}

/** Versions of everything that decides the bytes. */
function versions(): string[] {
  return ['subset-font', 'katex', ...new Set(TEXT_FACES.map((face) => face.package))].map(
    (name) => {
      const manifest = require(`${name}/package.json`) as { version: string };
      return `${name}@${manifest.version}`;
    },
  );
}

/** Null where the package has no such slice. */
async function readFont(specifier: string): Promise<Buffer | null> {
  let file: string;
  try {
    file = resolve(specifier);
  } catch {
    return null;
  }
  return readFile(file);
}

function sfnt(font: Uint8Array): Promise<Buffer> {
  return fontverter.convert(font, 'sfnt');
}

function local(id: LocalId): LocalFont {
  const { unitsPerEm, advances } = localFonts[id];
  const pairs = new Map<number, number>();
  for (let i = 0; i < advances.length; i += 2) pairs.set(advances[i]!, advances[i + 1]!);
  return { unitsPerEm, advances: pairs };
}

/** The distinct characters in code order, controls left out. */
function characters(text: string): string {
  return [...new Set(text)]
    .filter((character) => character >= ' ' && character !== '\u007f')
    .sort((a, b) => a.codePointAt(0)! - b.codePointAt(0)!)
    .join('');
}

function intersect(text: string, advances: ReadonlyMap<number, number>): string {
  return Array.from(text)
    .filter((character) => advances.has(character.codePointAt(0)!))
    .join('');
}

function without(text: string, taken: string): string {
  const gone = new Set(taken);
  return Array.from(text)
    .filter((character) => !gone.has(character))
    .join('');
}

function range(text: string): string {
  return unicodeRange(Array.from(text).map((character) => character.codePointAt(0)!));
}

function ascii(): string {
  return String.fromCharCode(...Array.from({ length: 95 }, (_, i) => 32 + i));
}

function sha256(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex');
}
