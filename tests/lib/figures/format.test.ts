import { describe, expect, test } from 'vitest';
import {
  degrees,
  fixed,
  grouped,
  piFraction,
  power,
  rounded,
  scientific,
  short,
} from '../../../src/components/figures/lib/format.ts';

describe('numbers in drawings', () => {
  test('a negative number has a minus sign, not a hyphen', () => {
    expect(fixed(-0.5, 2)).toBe('−0.50');
    expect(short(-7)).toBe('−7');
    expect(grouped(-17082)).toBe('−17,082');
  });

  test('what rounds to zero has no sign', () => {
    expect(fixed(-2.5e-14, 1)).toBe('0.0');
    expect(short(-1e-9)).toBe('0');
    expect(grouped(-0.2)).toBe('0');
  });

  test('short writes as few decimals as tell the number', () => {
    expect(short(0.25)).toBe('0.25');
    expect(short(2)).toBe('2');
    expect(short(0.1 + 0.2)).toBe('0.3');
  });

  test('thousands stand apart', () => {
    expect(grouped(999)).toBe('999');
    expect(grouped(1957)).toBe('1,957');
    expect(grouped(16777216)).toBe('16,777,216');
  });

  test('powers of ten raise their exponent, but for 1 and 10', () => {
    expect([-4, 0, 1, 3].map(power)).toEqual(['10^{−4}', '1', '10', '10^{3}']);
  });

  test('fractions of π are in lowest terms', () => {
    expect([0, 1, 2, 3, 4].map((k) => piFraction(k, 4))).toEqual(['0', 'π/4', 'π/2', '3π/4', 'π']);
    expect(piFraction(-4, 2)).toBe('−2π');
    expect(piFraction(-1, 1)).toBe('−π');
  });

  test('scientific notation has raised digits', () => {
    expect(scientific(4.04e-16, 1)).toBe('4·10⁻¹⁶');
    expect(scientific(164193, 3)).toBe('1.64·10⁵');
    expect(scientific(-0.0031, 2)).toBe('−3.1·10⁻³');
    expect(scientific(0, 3)).toBe('0');
  });

  test('degrees carry their sign', () => {
    expect(degrees(37.456)).toBe('37.5°');
    expect(degrees(60, 0)).toBe('60°');
  });

  test('rounded keeps significant digits and never gives minus zero', () => {
    expect(rounded(19.999999999999993)).toBe(20);
    expect(rounded(8.015e-14, 3)).toBe(8.02e-14);
    expect(Object.is(rounded(-0), 0)).toBe(true);
  });
});
