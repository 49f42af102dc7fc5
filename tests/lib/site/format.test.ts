import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatValue, resolvePath, ValueError } from '../../../src/lib/site/format.ts';

describe('formatValue', () => {
  it.each([
    // value, format, text
    [0.00123456, 'fixed(2)', '0.00'],
    [-0.004, 'fixed(2)', '0.00'],
    [-0.006, 'fixed(2)', '−0.01'],
    [12345.6, 'fixed(2)', '12345.60'],
    [0.00123456, 'sig(2)', '0.0012'],
    [12345.6, 'sig(2)', '12,000'],
    [97.5, 'sig(4)', '97.50'],
    [0.0000999, 'sig(2)', '1.0·10⁻⁴'],
    [1e15, 'sig(1)', '1·10¹⁵'],
    [0, 'sig(3)', '0.00'],
    [4.44e-16, 'sci(1)', '4·10⁻¹⁶'],
    [4.44e-16, 'sci(2)', '4.4·10⁻¹⁶'],
    [-12345.6, 'sci(2)', '−1.2·10⁴'],
    [9.99, 'sci(1)', '1·10¹'],
    [0, 'sci(3)', '0'],
    [1234567, 'int', '1,234,567'],
    [1000, 'int', '1,000'],
    [999.6, 'int', '1,000'],
    [-42, 'int', '−42'],
    [0.979, 'percent(0)', '98%'],
    [-0.0312, 'percent(1)', '−3.1%'],
    [0.1, '', '0.1'],
    [-1.5, '', '−1.5'],
    [1.5e-9, '', '1.5·10⁻⁹'],
    [1e21, '', '1·10²¹'],
    ['a word', '', 'a word'],
  ] as const)('writes %s as %s: %s', (value, format, text) => {
    expect(formatValue(value, format)).toBe(text);
  });

  it('without a format writes what reads back as the same number', () => {
    const read = (text: string) => {
      const [, mantissa = '', power = ''] = /^([^·]*)(?:·10(.*))?$/.exec(text) ?? [];
      const digits = power
        .replace(/[⁰¹²³⁴⁵⁶⁷⁸⁹]/g, (ch) => String('⁰¹²³⁴⁵⁶⁷⁸⁹'.indexOf(ch)))
        .replace('⁻', '-');
      return Number(`${mantissa.replace('−', '-')}e${digits || '0'}`);
    };
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (x) => {
        expect(read(formatValue(x))).toBe(x === 0 ? 0 : x);
      }),
    );
  });

  it('never writes a hyphen for a minus, nor a minus before a zero', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -1e6, max: 1e6, noNaN: true }),
        fc.constantFrom('fixed(3)', 'sig(3)', 'sci(2)', 'int', 'percent(1)', ''),
        (x, format) => {
          const text = formatValue(x, format);
          expect(text).not.toContain('-');
          expect(text).not.toMatch(/^−[0.,]*%?$/);
        },
      ),
    );
  });

  it.each(['fixed', 'fixed()', 'fixed(2', 'int(2)', 'round(2)', 'sci(0)', 'sig(22)'])(
    'refuses the format %s',
    (format) => {
      expect(() => formatValue(1, format)).toThrow(ValueError);
    },
  );

  it.each([[null], [true], [[1, 2]], [{ a: 1 }]])('refuses %j, which is no number', (value) => {
    expect(() => formatValue(value, 'fixed(1)')).toThrow(ValueError);
    expect(() => formatValue(value)).toThrow(ValueError);
  });

  it('refuses a word with a format', () => {
    expect(() => formatValue('a word', 'int')).toThrow('received the string "a word"');
  });
});

describe('resolvePath', () => {
  const results = {
    psi: { range: { m4: { min: -7 } }, rows: [{ x: 1 }], '0.5': { y: 2 } },
    one: 3,
  };

  it.each([
    ['psi:range.m4.min', -7],
    ['psi:rows.0.x', 1],
    ['psi:0.5.y', 2],
    ['one', 3],
    ['one:', 3],
  ])('follows %s', (path, value) => {
    expect(resolvePath(results, path)).toBe(value);
  });

  it.each([
    ['phi:range', 'Nearest: "psi", "one".'],
    ['psi:ranges', 'Nearest: "range", "rows", "0.5".'],
    ['psi:rows.1', 'Nearest: "0".'],
    ['psi:rows.00', 'Nearest: "0".'],
    ['psi:range.m4.min.x', 'End the path before this key.'],
    ['psi:constructor', 'Nearest: "rows", "range", "0.5".'],
  ])('refuses %s with a hint', (path, hint) => {
    try {
      resolvePath(results, path);
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(ValueError);
      expect((error as ValueError).hint).toBe(hint);
    }
  });
});
