import { describe, expect, it } from 'vitest';
import { MNIST_FILES, MNIST_SIDE } from '../../../src/lib/data/mnist.ts';
import {
  addUnits,
  descend,
  type Digits,
  digitsNetwork,
  INPUTS,
  landscapeOf,
  randomStart,
  readDigits,
} from '../../../src/lib/landscapes/digits-network.ts';
import { TANH } from '../../../src/lib/networks/smooth-activation.ts';
import { type SmoothNetwork, smoothNetwork } from '../../../src/lib/networks/smooth-network.ts';
import { createRandom } from '../../../src/lib/numeric/random.ts';
import { mean } from '../../../src/lib/numeric/statistics.ts';
import { norm } from '../../../src/lib/numeric/vector.ts';

const side = MNIST_SIDE * MNIST_SIDE;

/** Six images a digit: image i of digit c is all of ink (c + i/10)/10, its last block blank. */
const files = Object.fromEntries(
  MNIST_FILES.map((name, digit) => {
    const data = Array.from({ length: 6 * side }, (_, at) => {
      const image = Math.floor(at / side);
      const pixel = at % side;
      const corner = pixel % MNIST_SIDE >= 21 && Math.floor(pixel / MNIST_SIDE) >= 21;
      return corner ? 0 : (digit + image / 10) / 10;
    });
    return [name, new TextEncoder().encode(JSON.stringify({ data }))];
  }),
);

describe('readDigits(files, perClass, test, random)', () => {
  const read = () => readDigits(files, 4, 2, createRandom(1));

  it('picks as many of each class, none twice', () => {
    const { train, test } = read();
    expect(train.samples).toBe(40);
    expect(test.samples).toBe(20);
    for (const { targets, samples } of [train, test]) {
      const perClass = new Array<number>(10).fill(0);
      targets.forEach((target, at) => {
        expect([0, 1]).toContain(target);
        perClass[at % 10] = perClass[at % 10]! + target;
      });
      expect(perClass).toEqual(new Array(10).fill(samples / 10));
    }
    const first = (inputs: Float64Array): number[] =>
      Array.from({ length: inputs.length / INPUTS }, (_, i) =>
        Math.round(1e6 * inputs[i * INPUTS]!),
      );
    expect(new Set([...first(train.inputs), ...first(test.inputs)]).size).toBe(60);
  });

  it('standardises by the training digits, and does not blow up what hardly varies', () => {
    const { train, test } = read();
    for (let column = 0; column < INPUTS; column++) {
      const values = Array.from({ length: 40 }, (_, i) => train.inputs[i * INPUTS + column]!);
      expect(mean(values)).toBeCloseTo(0, 6);
      const squares = mean(values.map((value) => value * value));
      // The blank corner is the last input.
      expect(squares).toBeCloseTo(column === INPUTS - 1 ? 0 : 1, 6);
    }
    // The others are scaled as these: images run from 0 to 0.95, so none is far outside.
    expect(Math.max(...test.inputs.map(Math.abs))).toBeLessThan(2);
    const means = mean(Array.from(test.inputs.filter((_, at) => at % INPUTS === 0)));
    expect(Math.abs(means)).toBeGreaterThan(1e-9);
  });

  it('scales a column of small spread by 0.05', () => {
    const faint = Object.fromEntries(
      MNIST_FILES.map((name, digit) => {
        const data = new Array<number>(2 * side).fill(0.5 + 0.001 * digit);
        return [name, new TextEncoder().encode(JSON.stringify({ data }))];
      }),
    );
    const small = readDigits(faint, 1, 0, createRandom(1)).train;
    const sorted = Array.from({ length: 10 }, (_, i) => small.inputs[i * INPUTS]!).sort(
      (a, b) => a - b,
    );
    expect(sorted[9]! - sorted[0]!).toBeCloseTo(0.009 / 0.05, 5);
  });
});

describe('digitsNetwork', () => {
  const make = (): { train: Digits; large: SmoothNetwork } => {
    const { train } = readDigits(files, 3, 0, createRandom(2));
    return { train, large: digitsNetwork(train, 3, 0.01) };
  };

  it('has 16 inputs, tanh units and ten classes', () => {
    const { large } = make();
    expect(large.dimension).toBe(17 * 3 + 4 * 10);
    expect(large.samples).toBe(30);
    const gradient = new Float64Array(large.dimension);
    // Weights of zero: every class has probability 1/10.
    expect(large.evaluate(new Float64Array(large.dimension), gradient)).toBeCloseTo(
      Math.log(10),
      12,
    );
    expect(norm(gradient)).toBeLessThan(1e-12);
  });

  it('starts with weights of variance 1/inputs and biases of zero', () => {
    const { train } = make();
    const wide = digitsNetwork(train, 40, 0);
    const w = randomStart(wide, createRandom(1));
    const [first, second] = wide.places;
    const variance = (from: number, to: number): number =>
      mean(Array.from(w.subarray(from, to), (entry) => entry * entry));
    expect(variance(first!.weights, first!.biases) * 16).toBeCloseTo(1, 0);
    expect(variance(second!.weights, second!.biases) * 40).toBeCloseTo(1, 0);
    expect(Math.abs(variance(second!.weights, second!.biases) * 40 - 1)).toBeLessThan(0.2);
    expect([...w.subarray(first!.biases, second!.weights)].every((bias) => bias === 0)).toBe(true);
    expect([...w.subarray(second!.biases)].every((bias) => bias === 0)).toBe(true);
  });

  it('descends against its gradient', () => {
    const { large } = make();
    const w = randomStart(large, createRandom(3));
    const gradient = new Float64Array(large.dimension);
    const before = large.evaluate(w, gradient);
    const once = w.slice();
    descend(large, once, 1, 0.25);
    once.forEach((entry, i) => expect(entry).toBeCloseTo(w[i]! - 0.25 * gradient[i]!, 14));
    const later = w.slice();
    descend(large, later, 30, 0.25);
    expect(large.evaluate(later, gradient)).toBeLessThan(before);
    const same = w.slice();
    descend(large, same, 0, 0.25);
    expect([...same]).toEqual([...w]);
  });

  it('is a landscape with its loss, gradient and Hessian', () => {
    const { large } = make();
    const landscape = landscapeOf(large);
    const w = randomStart(large, createRandom(4));
    const gradient = new Float64Array(large.dimension);
    expect(landscape.dimension).toBe(large.dimension);
    const value = landscape.evaluate(w, gradient);
    const H = landscape.hessian(w);
    // A small step along one weight changes the gradient as the Hessian says.
    const moved = w.slice();
    moved[5] = moved[5]! + 1e-6;
    const there = new Float64Array(large.dimension);
    expect(landscape.evaluate(moved, there)).toBeCloseTo(value, 4);
    there.forEach((entry, i) => {
      expect((entry - gradient[i]!) / 1e-6).toBeCloseTo(H[i * large.dimension + 5]!, 5);
    });
  });

  it('addUnits keeps what is computed, and the gradient where it was zero', () => {
    const { train, large } = make();
    const small = digitsNetwork(train, 2, 0.01);
    const w = Float64Array.from({ length: small.dimension }, createRandom(5).normal);
    const wide = addUnits(small, large, w);
    const [narrow, broad] = [new Float64Array(small.dimension), new Float64Array(large.dimension)];
    expect(large.evaluate(wide, broad)).toBeCloseTo(small.evaluate(w, narrow), 12);
    expect(norm(broad)).toBeCloseTo(norm(narrow), 10);
    expect([...small.tape.output]).toEqual([...large.tape.output]);
    // Every number of the small network is somewhere in the large one, the rest are zeros.
    const left = (values: Float64Array): number[] => [...values].filter((x) => x !== 0).sort();
    expect(left(wide)).toEqual(left(w));
    expect([...addUnits(small, small, w)]).toEqual([...w]);
  });

  it('addUnits refuses networks that do not fit', () => {
    const { train, large } = make();
    const narrow = digitsNetwork(train, 1, 0);
    const w = new Float64Array(large.dimension);
    expect(() => addUnits(large, narrow, w)).toThrow('large must have one hidden layer');
    const other = (sizes: number[]) =>
      smoothNetwork({
        sizes,
        activation: TANH,
        inputs: new Float64Array(sizes[0]!),
        targets: new Float64Array(sizes.at(-1)!),
        loss: 'squares',
      });
    expect(() => addUnits(other([16, 10]), large, w)).toThrow('large must have one hidden layer');
    expect(() => addUnits(narrow, other([16, 10]), w)).toThrow('large must have one hidden layer');
    expect(() => addUnits(narrow, other([16, 3, 3, 10]), w)).toThrow(
      'large must have one hidden layer',
    );
    expect(() => addUnits(narrow, other([15, 3, 10]), w)).toThrow(
      'large must have one hidden layer',
    );
    expect(() => addUnits(narrow, other([16, 3, 9]), w)).toThrow(
      'large must have one hidden layer',
    );
  });
});
