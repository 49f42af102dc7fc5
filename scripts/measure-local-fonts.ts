/**
 * Writes src/lib/fonts/local-fonts.json: the widths of the fonts that stand in
 * while ours load. Liberation Serif and Sans have the widths of Times New Roman
 * and Arial by design, so their files speak for both.
 *
 *     node scripts/measure-local-fonts.ts <folder with the .ttf files>
 */
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { readMetrics } from '../src/lib/fonts/sfnt.ts';

const FILES = {
  'times-regular': 'LiberationSerif-Regular.ttf',
  'times-bold': 'LiberationSerif-Bold.ttf',
  'times-italic': 'LiberationSerif-Italic.ttf',
  'arial-regular': 'LiberationSans-Regular.ttf',
  'arial-bold': 'LiberationSans-Bold.ttf',
  'dejavu-serif-regular': 'DejaVuSerif.ttf',
  'dejavu-serif-bold': 'DejaVuSerif-Bold.ttf',
  'dejavu-sans-regular': 'DejaVuSans.ttf',
  'dejavu-sans-bold': 'DejaVuSans-Bold.ttf',
};

/** Latin, Greek, punctuation, arrows, mathematical operators. */
const RANGES = [
  [0x20, 0x7e],
  [0xa0, 0x17f],
  [0x391, 0x3f6],
  [0x2010, 0x2033],
  [0x2070, 0x208e],
  [0x2190, 0x21d4],
  [0x2200, 0x22ff],
  [0x27e8, 0x27e9],
] as const;

const folder = process.argv[2];
if (folder === undefined) throw new Error('Name the folder that holds the font files.');
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
const fonts = Object.fromEntries(
  Object.entries(FILES).map(([id, name]) => {
    const file = files.find((entry) => path.basename(entry) === name);
    if (file === undefined) throw new Error(`${name} is not below ${folder}.`);
    const { unitsPerEm, advances } = readMetrics(readFileSync(path.join(folder, file)));
    const codes = [...advances].filter(([code]) =>
      RANGES.some(([from, to]) => from <= code && code <= to),
    );
    return [id, { unitsPerEm, advances: codes.sort(([a], [b]) => a - b).flat() }];
  }),
);
const lines = Object.entries(fonts).map(
  ([id, font]) => `  ${JSON.stringify(id)}: ${JSON.stringify(font)}`,
);
const target = path.join(import.meta.dirname, '../src/lib/fonts/local-fonts.json');
writeFileSync(target, `{\n${lines.join(',\n')}\n}\n`);
console.log(`${path.relative(process.cwd(), target)}: ${lines.length} fonts.`);
