import { describe, expect, test } from 'vitest';
import { plain, runs, SMALL, textWidth } from '../../../src/components/figures/lib/text.ts';

describe('lines of text', () => {
  test('marks split a line into runs', () => {
    expect(runs('10^{−8}')).toEqual([
      { text: '10', level: 'base' },
      { text: '−8', level: 'raised' },
    ]);
    expect(runs('|w_{1}|')).toEqual([
      { text: '|w', level: 'base' },
      { text: '1', level: 'lowered' },
      { text: '|', level: 'base' },
    ]);
    expect(runs('')).toEqual([]);
  });

  test('plain drops the marks and keeps the characters', () => {
    expect(plain('e^{x}: x_{0}')).toBe('ex: x0');
  });

  // Widths of Inter (@fontsource-variable/inter 5.3.0) in Chromium at 100 px, weights 400 and 600.
  test.each([
    ['criterion met', 599, 616],
    ['gradient descent: 17,082 steps', 1437, 1475],
    ['m = 1 (cos θ)', 611, 611],
    ['within 45.0°', 565, 586],
    ['size n of the matrix (logarithmic)', 1527, 1563],
    ['three or more, evenly, on the circle', 1641, 1671],
    ['−2π', 184, 190],
    ['ln(1 + x): radius 1', 791, 804],
  ])('the width of “%s” is estimated within 6 %% and seldom below', (text, regular, strong) => {
    expect(textWidth(text, 100) / regular).toBeGreaterThan(0.97);
    expect(textWidth(text, 100) / regular).toBeLessThan(1.06);
    expect(textWidth(text, 100, true) / strong).toBeGreaterThan(0.97);
    expect(textWidth(text, 100, true) / strong).toBeLessThan(1.06);
  });

  test('raised characters are narrower', () => {
    expect(textWidth('^{8}', 20)).toBeCloseTo(SMALL * textWidth('8', 20), 10);
  });

  test('a character without a known width counts as a wide one', () => {
    expect(textWidth('√', 10)).toBeGreaterThan(textWidth('n', 10));
  });
});
