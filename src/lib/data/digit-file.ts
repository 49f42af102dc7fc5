import { MNIST_CLASSES, MNIST_SIDE, pickByClass, selectImages, splitMnist } from './mnist.ts';
import type { Images } from './mnist.ts';
import { createRandom } from '../numeric/random.ts';

const SIZE = MNIST_SIDE * MNIST_SIDE;
/** Bytes of one digit: its class, then two pixels a byte. */
const RECORD = 1 + SIZE / 2;
/** Steps between paper and ink that half a byte holds. */
const LEVELS = 15;

/**
 * A small file of MNIST digits to train on in a browser: `perClass` of each class out
 * of the training part of the site's own split, shuffled, so that its first part is
 * a fair sample. Pixels have 16 levels. The order depends on nothing but `digits`.
 *
 * @param digits all of MNIST as `readMnist` gives it
 * @returns for each digit a byte with its class and 392 with two pixels each, the first
 *   in the upper half
 * @throws RangeError if a class has fewer than `perClass` training images
 */
export function digitFile(digits: Images, perClass: number): Uint8Array<ArrayBuffer> {
  const training = selectImages(digits, splitMnist(digits).train);
  const wanted = new Array<number>(MNIST_CLASSES).fill(perClass);
  const { n, labels, pixels } = selectImages(
    training,
    pickByClass(training.labels, wanted, createRandom(0)),
  );
  const bytes = new Uint8Array(n * RECORD);
  for (let i = 0; i < n; i++) {
    const to = i * RECORD;
    const from = i * SIZE;
    bytes[to] = labels[i]!;
    for (let k = 0; k < SIZE; k += 2) {
      const first = Math.round(LEVELS * pixels[from + k]!);
      const second = Math.round(LEVELS * pixels[from + k + 1]!);
      bytes[to + 1 + k / 2] = 16 * first + second;
    }
  }
  return bytes;
}

/**
 * The digits of such a file.
 *
 * @throws RangeError if the file does not hold whole digits, or a class is not one
 */
export function readDigitFile(bytes: Uint8Array): Images {
  const n = bytes.length / RECORD;
  if (!Number.isInteger(n) || n === 0) {
    throw new RangeError(`the file has ${bytes.length} bytes; a digit takes ${RECORD}`);
  }
  const pixels = new Float32Array(n * SIZE);
  const labels = new Uint8Array(n);
  for (let i = 0; i < n; i++) {
    const from = i * RECORD;
    const label = bytes[from]!;
    if (label >= MNIST_CLASSES) throw new RangeError(`digit ${i} is said to be a ${label}`);
    labels[i] = label;
    for (let k = 0; k < SIZE; k += 2) {
      const both = bytes[from + 1 + k / 2]!;
      pixels[i * SIZE + k] = (both >> 4) / LEVELS;
      pixels[i * SIZE + k + 1] = (both & 15) / LEVELS;
    }
  }
  return { n, height: MNIST_SIDE, width: MNIST_SIDE, pixels, labels };
}
