import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../src/lib/numeric/random.ts';
import { mean, standardDeviation } from '../../../src/lib/numeric/statistics.ts';
import fixture from '../../fixtures/margins/numeric.json' with { type: 'json' };

describe('createRandom(seed)', () => {
  it('gives the numbers of sfc32 in another language', () => {
    for (const [seed, outputs] of Object.entries(fixture.sfc32)) {
      const random = createRandom(Number(seed));
      expect(outputs.map(() => random.uniform() * 4294967296)).toEqual(outputs);
    }
  });

  it('repeats itself for one seed and not for two', () => {
    const first = Array.from({ length: 20 }, createRandom(7).normal);
    expect(Array.from({ length: 20 }, createRandom(7).normal)).toEqual(first);
    expect(Array.from({ length: 20 }, createRandom(8).normal)).not.toEqual(first);
  });

  it('.uniform() fills [0, 1) evenly', () => {
    const random = createRandom(1);
    const tenths = new Array<number>(10).fill(0);
    for (let i = 0; i < 100_000; i++) tenths[Math.floor(random.uniform() * 10)]! += 1;
    // Five standard deviations of a binomial count, √(100,000·0.1·0.9) = 95.
    for (const count of tenths) expect(Math.abs(count - 10_000)).toBeLessThan(475);
  });

  it('.normal() has mean 0, deviation 1 and the tails of a normal number', () => {
    const random = createRandom(2);
    const sample = Array.from({ length: 100_000 }, random.normal);
    expect(Math.abs(mean(sample))).toBeLessThan(0.016);
    expect(Math.abs(standardDeviation(sample) - 1)).toBeLessThan(0.012);
    const beyondTwo = sample.filter((x) => Math.abs(x) > 2).length / sample.length;
    expect(Math.abs(beyondTwo - 0.0455)).toBeLessThan(0.0033);
  });

  it('.normal() gives pairs that do not hang together', () => {
    const random = createRandom(3);
    let product = 0;
    for (let i = 0; i < 50_000; i++) product += random.normal() * random.normal();
    expect(Math.abs(product / 50_000)).toBeLessThan(0.023);
  });

  it('.integer(below) reaches every number below and none else', () => {
    const random = createRandom(4);
    const seen = new Set(Array.from({ length: 500 }, () => random.integer(6)));
    expect([...seen].sort()).toEqual([0, 1, 2, 3, 4, 5]);
    expect(random.integer(1)).toBe(0);
  });

  it('.shuffle(items) keeps the items, leaves its argument alone and favours no place', () => {
    const random = createRandom(5);
    const items = Object.freeze([0, 1, 2, 3]);
    const first = new Array<number>(4).fill(0);
    for (let i = 0; i < 8000; i++) {
      const shuffled = random.shuffle(items);
      expect([...shuffled].sort()).toEqual([0, 1, 2, 3]);
      first[shuffled[0]!]! += 1;
    }
    for (const count of first) expect(Math.abs(count - 2000)).toBeLessThan(194);
    expect(random.shuffle([])).toEqual([]);
  });

  it.each([-1, 1.5, NaN, 2 ** 32])('refuses the seed %d', (seed) => {
    expect(() => createRandom(seed)).toThrow(RangeError);
  });

  it.each([0, -3, 2.5, NaN, Infinity])('.integer(%d) is refused', (below) => {
    expect(() => createRandom(0).integer(below)).toThrow(`below is ${below}`);
  });
});
