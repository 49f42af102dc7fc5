import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aSoftmaxLoss } from '../../../src/lib/margins/a-softmax.ts';
import { angularLoss } from '../../../src/lib/margins/angular-loss.ts';
import {
  aSoftmax as referenceASoftmax,
  arcFace,
  cosFace,
  modifiedSoftmax,
  softmaxLoss,
} from '../../../src/lib/margins/angular-losses.ts';
import { softmaxRegression } from '../../../src/lib/margins/softmax-regression.ts';
import { type LossOptions, annealed, marginLoss } from '../../../src/lib/networks/margin-loss.ts';
import type { MarginLoss } from '../../../src/lib/networks/margin-loss.ts';
import { centralDifference } from '../../../src/lib/numeric/central-difference.ts';
import { createRandom } from '../../../src/lib/numeric/random.ts';
import { expectClose } from './close.ts';

const K = 4;
const n = 5;
const lambda = { start: 0, fall: 0, least: 0 };
const aSoftmax = (m: number): LossOptions => ({ kind: 'a-softmax', m, lambda });

function normals(length: number, seed: number): Float64Array {
  const random = createRandom(seed);
  return Float64Array.from({ length }, random.normal);
}

function labelled(seed: number): Uint8Array {
  const random = createRandom(seed);
  return Uint8Array.from({ length: n }, () => random.integer(K));
}

function make(options: LossOptions, d: number, seed: number): MarginLoss {
  const loss = marginLoss(K, d, options, createRandom(seed));
  loss.parameters.set(normals(loss.parameters.length, seed + 1));
  return loss;
}

const all: [string, LossOptions, number][] = [
  ['softmax', { kind: 'softmax', biases: false }, 0],
  ['softmax with biases', { kind: 'softmax', biases: true }, 0],
  ['modified softmax', { kind: 'modified-softmax' }, 0],
  ['A-Softmax, m = 1', aSoftmax(1), 0],
  ['A-Softmax, m = 2', aSoftmax(2), 0],
  ['A-Softmax, m = 3', aSoftmax(3), 0],
  ['A-Softmax, m = 4', aSoftmax(4), 0],
  ['A-Softmax, m = 4, λ = 5', aSoftmax(4), 5],
  ['CosFace', { kind: 'cosface', m: 0.35, s: 8 }, 0],
  ['ArcFace', { kind: 'arcface', m: 0.5, s: 8 }, 0],
];

describe.each(all)('%s', (_, options, annealing) => {
  it('has the gradients that central differences give, in features and parameters', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 5 }), fc.nat(10_000), (d, seed) => {
        const loss = make(options, d, seed);
        loss.lambda = annealing;
        const x = normals(n * d, seed + 2);
        const labels = labelled(seed);
        const dx = new Float64Array(x.length).fill(NaN);
        loss.evaluate(x, labels, dx, n);
        const gradient = Float64Array.from(loss.gradient);
        expectClose(
          dx,
          centralDifference((at) => loss.evaluate(at, labels, null, n), x, 1e-5),
          1e-6,
        );
        const held = Float64Array.from(loss.parameters);
        const measured = centralDifference(
          (at) => {
            loss.parameters.set(at);
            return loss.evaluate(x, labels, null, n);
          },
          held,
          1e-5,
        );
        expectClose(gradient, measured, 1e-6);
      }),
      { numRuns: 60 },
    );
  });

  it('answers with the class of the largest logit, margin or not', () => {
    const loss = make(options, 3, 5);
    // One weight along each axis, and one against all of them, all of one length.
    const w = 1 / Math.sqrt(3);
    loss.parameters.fill(0);
    loss.parameters.set([1, 0, 0, 0, 1, 0, 0, 0, 1, -w, -w, -w]);
    const x = Float64Array.of(2, 1, 0, 0, 0.1, 0.5, -3, -3, -3);
    expect([0, 1, 2].map((i) => loss.classify(x, i))).toEqual([0, 2, 3]);
  });

  it('stays finite for features on and against their weight', () => {
    const loss = make(options, 2, 6);
    const [a, b] = loss.parameters as unknown as [number, number];
    const x = Float64Array.of(a, b, -a, -b, 1e-9 * a, 1e-9 * b, 300 * a, 300 * b);
    const dx = new Float64Array(8);
    const value = loss.evaluate(x, Uint8Array.of(0, 0, 0, 0), dx, 4);
    expect(Number.isFinite(value)).toBe(true);
    expect([...dx, ...loss.gradient].every(Number.isFinite)).toBe(true);
  });
});

describe('marginLoss', () => {
  const d = 3;
  const x = normals(n * d, 31);
  const labels = labelled(32);

  it('is the softmax loss of the margins module, over n', () => {
    const loss = make({ kind: 'softmax', biases: false }, d, 33);
    const evaluate = softmaxRegression({ K, d, features: x, labels });
    const gradient = new Float64Array(K * d);
    const reference = evaluate(loss.parameters, gradient);
    expect(loss.evaluate(x, labels, null, n)).toBeCloseTo(reference / n, 13);
    expectClose(
      loss.gradient,
      gradient.map((g) => g / n),
      1e-13,
    );
  });

  it.each([1, 2, 3, 4])('is the A-Softmax loss of the margins module, m = %i', (m) => {
    const loss = make(aSoftmax(m), d, 34);
    const reference = aSoftmaxLoss({ K, d, features: x, labels }, loss.parameters, m);
    expect(loss.evaluate(x, labels, null, n)).toBeCloseTo(reference, 12);
  });

  it.each([
    ['softmax', { kind: 'softmax', biases: false }, 0, softmaxLoss],
    ['modified softmax', { kind: 'modified-softmax' }, 0, modifiedSoftmax],
    ['A-Softmax', aSoftmax(3), 0, referenceASoftmax(3)],
    ['annealed A-Softmax', aSoftmax(4), 2.5, referenceASoftmax(4, 2.5)],
    ['CosFace', { kind: 'cosface', m: 0.35, s: 8 }, 0, cosFace(8, 0.35)],
    ['ArcFace', { kind: 'arcface', m: 0.5, s: 8 }, 0, arcFace(8, 0.5)],
  ] as const)('agrees with the margins module: %s', (_, options, annealing, reference) => {
    const loss = make(options, d, 40);
    loss.lambda = annealing;
    const dx = new Float64Array(x.length);
    const value = loss.evaluate(x, labels, dx, n);
    const wanted = angularLoss({ K, d, features: x, labels }, loss.parameters, reference);
    expect(value).toBeCloseTo(wanted.loss, 12);
    expectClose(dx, wanted.features, 1e-10);
    expectClose(loss.gradient, wanted.weights, 1e-10);
  });

  it('is the modified softmax for m = 1 and for a λ without end', () => {
    const modified = make({ kind: 'modified-softmax' }, d, 35).evaluate(x, labels, null, n);
    expect(make(aSoftmax(1), d, 35).evaluate(x, labels, null, n)).toBeCloseTo(modified, 13);
    const four = make(aSoftmax(4), d, 35);
    expect(four.evaluate(x, labels, null, n)).toBeGreaterThan(modified + 0.1);
    four.lambda = 1e9;
    expect(four.evaluate(x, labels, null, n)).toBeCloseTo(modified, 7);
  });

  it('is the same for CosFace and ArcFace without margin, and larger with one', () => {
    const at = (kind: 'cosface' | 'arcface', m: number): number =>
      make({ kind, m, s: 6 }, d, 36).evaluate(x, labels, null, n);
    expect(at('arcface', 0)).toBeCloseTo(at('cosface', 0), 13);
    expect(at('cosface', 0.2)).toBeGreaterThan(at('cosface', 0));
    expect(at('cosface', 0.4)).toBeGreaterThan(at('cosface', 0.2));
  });

  it('is ln(1 + (K − 1)·e^−s) where CosFace without margin finds each feature on its weight', () => {
    const loss = marginLoss(2, 2, { kind: 'cosface', m: 0.25, s: 2 }, createRandom(1));
    loss.parameters.set([3, 0, -1, 0]);
    const value = loss.evaluate(Float64Array.of(5, 0), Uint8Array.of(0), null, 1);
    // Logits 2(1 − 0.25) and −2.
    expect(value).toBeCloseTo(Math.log1p(Math.exp(-3.5)), 14);
  });

  it('does not feel the length of a weight, nor that of a feature where the scale is fixed', () => {
    const loss = make({ kind: 'arcface', m: 0.3, s: 6 }, d, 37);
    const before = loss.evaluate(x, labels, null, n);
    loss.parameters.forEach((w, i) => (loss.parameters[i] = 7 * w));
    const longer = x.map((value) => 3 * value);
    expect(loss.evaluate(longer, labels, null, n)).toBeCloseTo(before, 12);
  });

  it('neither overflows nor forgets small losses', () => {
    const loss = marginLoss(2, 1, { kind: 'softmax', biases: false }, createRandom(1));
    loss.parameters.set([1, -1]);
    expect(loss.evaluate(Float64Array.of(400), Uint8Array.of(1), null, 1)).toBe(800);
    expect(loss.evaluate(Float64Array.of(20), Uint8Array.of(0), null, 1)).toBeCloseTo(
      Math.exp(-40),
      30,
    );
  });

  it('refuses features and weights without direction, where it needs one', () => {
    const loss = make({ kind: 'modified-softmax' }, 2, 38);
    const zero = new Float64Array(2);
    expect(() => loss.evaluate(zero, [0], null, 1)).toThrow('feature 0 has norm 0');
    loss.parameters.fill(0, 2, 4);
    expect(() => loss.evaluate(Float64Array.of(1, 0), [0], null, 1)).toThrow('weight 1 has norm 0');
    const plain = make({ kind: 'softmax', biases: false }, 2, 38);
    expect(plain.evaluate(zero, [0], null, 1)).toBeCloseTo(Math.log(K), 14);
  });

  it.each<[string, LossOptions]>([
    ['m is 2.5', aSoftmax(2.5)],
    ['m is 0', aSoftmax(0)],
    ['lambda.least is -1', { kind: 'a-softmax', m: 2, lambda: { ...lambda, least: -1 } }],
    ['m is -0.1', { kind: 'cosface', m: -0.1, s: 1 }],
    ['s is 0', { kind: 'cosface', m: 0.1, s: 0 }],
    ['m is 4', { kind: 'arcface', m: 4, s: 1 }],
  ])('refuses: %s', (message, options) => {
    expect(() => marginLoss(3, 2, options, createRandom(1))).toThrow(message);
  });

  it('refuses one class and no dimensions', () => {
    expect(() => marginLoss(1, 2, { kind: 'modified-softmax' }, createRandom(1))).toThrow(
      'classes is 1',
    );
    expect(() => marginLoss(2, 0, { kind: 'modified-softmax' }, createRandom(1))).toThrow(
      RangeError,
    );
  });
});

describe('annealed(schedule, step)', () => {
  it('falls from start to least', () => {
    const schedule = { start: 1000, fall: 1, least: 5 };
    expect([0, 1, 99, 198, 199, 1000].map((step) => annealed(schedule, step))).toEqual([
      1000,
      500,
      10,
      1000 / 199,
      5,
      5,
    ]);
  });
});
