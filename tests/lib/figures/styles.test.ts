import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { LIGHT, renderFigureSvg } from '../../../src/components/figures/lib/standalone.ts';
import { figures, results, root, sourcesFor } from './figures.ts';

const read = (path: string) => readFileSync(new URL(path, root), 'utf8');
const sheet = read('src/styles/figures.css');
const site = read('src/styles/global.css');

/** Custom properties of the rule whose selector is given. */
function tokens(css: string, selector: string): Map<string, string> {
  const start = css.indexOf(`${selector} {`);
  const body = css.slice(css.indexOf('{', start) + 1, css.indexOf('}', start));
  return new Map([...body.matchAll(/--([\w-]+): (#\w{6});/g)].map(([, k = '', v = '']) => [k, v]));
}

/** WCAG relative luminance of `#rrggbb`. */
function luminance(colour: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((i) => {
    const c = parseInt(colour.slice(i, i + 2), 16) / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
}

const themes = [
  { theme: 'light', own: tokens(sheet, ':root'), paper: tokens(site, ':root').get('paper') ?? '' },
  {
    theme: 'dark',
    own: tokens(sheet, ":root[data-theme='dark']"),
    paper: tokens(site, ":root[data-theme='dark']").get('paper') ?? '',
  },
];

describe.each(themes)('the colours of the $theme theme', ({ own, paper }) => {
  const sequence = [1, 2, 3, 4, 5].map((i) => own.get(`seq-${i}`) ?? '');

  test('can be read as text on the paper', () => {
    for (const colour of own.values()) expect(contrast(colour, paper)).toBeGreaterThanOrEqual(4.5);
    expect(own.size).toBe(6);
  });

  test('step away from the paper in even order, so that grey shows it too', () => {
    const steps = sequence.map((colour) => contrast(colour, paper));
    for (const [i, step] of steps.slice(1).entries()) {
      expect(step / (steps[i] ?? Infinity)).toBeGreaterThan(1.15);
    }
  });
});

test('a dark system and a chosen dark theme have the same colours', () => {
  expect(tokens(sheet, ":root:not([data-theme='light'])")).toEqual(
    tokens(sheet, ":root[data-theme='dark']"),
  );
});

describe('files to download', () => {
  test('are in the colours of the light theme', () => {
    const light = new Map([...tokens(site, ':root'), ...tokens(sheet, ':root')]);
    for (const [name, colour] of Object.entries(LIGHT)) expect(light.get(name)).toBe(colour);
  });

  test.each(figures)('$name: one SVG that needs nothing else', ({ name, meta, Drawing }) => {
    const sources = sourcesFor(meta);
    const svg = renderFigureSvg(name, Drawing, meta, results, sources);
    expect(svg).toMatch(/^<svg xmlns="http:\/\/www.w3.org\/2000\/svg" viewBox="0 0 \d/);
    expect(svg).toContain(`<title>${meta.title}</title>`);
    expect(svg).not.toMatch(/var\(|url\(|<div|NaN|undefined/);
    expect(wellFormed(svg)).toBe(true);
    expect(renderFigureSvg(name, Drawing, meta, results, sources)).toBe(svg);
  });

  test('panels keep their rows', () => {
    const arcs = figures.find(({ name }) => name === 'decision-arcs');
    if (arcs === undefined) throw new Error('no decision-arcs');
    const svg = renderFigureSvg(arcs.name, arcs.Drawing, arcs.meta, results);
    const places = [
      ...svg.matchAll(/<svg class="f-chart" overflow="visible" x="([\d.]+)" y="([\d.]+)"/g),
    ];
    expect(places).toHaveLength(4);
    expect(new Set(places.map(([, , y]) => y)).size).toBe(1);
    expect(new Set(places.map(([, x]) => x)).size).toBe(4);
  });
});

/** Whether all is tags with quoted attributes, closed in turn, and text between. */
function wellFormed(xml: string): boolean {
  const tag = /<(\/?)([\w-]+)(?: [\w:-]+="[^"<]*")*(\/?)>/g;
  if (/[<>]/.test(xml.replace(tag, ''))) return false;
  const open: string[] = [];
  for (const [, close, name = '', self] of xml.matchAll(tag)) {
    if (self === '/') continue;
    if (close === '/') {
      if (open.pop() !== name) return false;
    } else open.push(name);
  }
  return open.length === 0;
}
