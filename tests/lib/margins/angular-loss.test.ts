import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AngularLoss, angularLoss } from '../../../src/lib/margins/angular-loss.ts';
import {
  adaFace,
  annealedLambda,
  arcFace,
  aSoftmax,
  cosFace,
  lSoftmax,
  magFace,
  modifiedSoftmax,
  normalisedSoftmax,
  softmaxLoss,
} from '../../../src/lib/margins/angular-losses.ts';
import { relativeGap } from '../../../src/lib/margins/relative-gap.ts';
import { softmaxRegression } from '../../../src/lib/margins/softmax-regression.ts';
import { centralDifference } from '../../../src/lib/numeric/central-difference.ts';
import { createRandom } from '../../../src/lib/numeric/random.ts';
import { dot } from '../../../src/lib/numeric/vector.ts';
import fixture from '../../fixtures/margins/angular.json' with { type: 'json' };

const settings = { lower: 0.5, upper: 6, least: 0.45, most: 0.8 };
const kinds: Record<string, AngularLoss> = {
  softmax: softmaxLoss,
  modifiedSoftmax,
  aSoftmax: aSoftmax(4),
  annealed: aSoftmax(3, 5),
  lSoftmax: lSoftmax(2),
  normFace: normalisedSoftmax(8),
  cosFace: cosFace(8, 0.35),
  arcFace: arcFace(8, 0.5),
  magFace: magFace(8, settings),
  adaFace: adaFace(8, 0.4, () => 0.3),
};

const entry = fc.double({ min: -3, max: 3, noNaN: true }).filter((x) => Math.abs(x) > 0.05);
const batch = fc.record({
  features: fc.array(entry, { minLength: 6, maxLength: 6 }),
  W: fc.array(entry, { minLength: 9, maxLength: 9 }),
  labels: fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 2, maxLength: 2 }),
});

describe('angularLoss(data, W, kind)', () => {
  it.each(Object.keys(kinds))('agrees with NumPy: %s', (name) => {
    const { K, d, features, labels, W, losses } = fixture;
    const { loss } = angularLoss({ K, d, features, labels }, W, kinds[name]!);
    expect(loss).toBeCloseTo(losses[name as keyof typeof losses], 11);
  });

  it.each(Object.entries(kinds))(
    'has the gradients central differences give: %s',
    (_name, kind) => {
      // Normal draws: away from the corners (θ = 0 and π, MagFace's ends), which differences would straddle.
      for (const seed of [1, 2, 3]) {
        const random = createRandom(seed);
        const normals = (length: number): Float64Array =>
          Float64Array.from({ length }, random.normal);
        const features = normals(12);
        const W = normals(16);
        const data = { K: 4, d: 4, labels: [seed, 0, 3], weights: [1, 2, 0.5] };
        const found = angularLoss({ ...data, features }, W, kind);
        const byFeature = centralDifference(
          (at) => angularLoss({ ...data, features: at }, W, kind).loss,
          features,
        );
        const byWeight = centralDifference(
          (at) => angularLoss({ ...data, features }, at, kind).loss,
          W,
        );
        expect(relativeGap(found.features, byFeature)).toBeLessThan(1e-6);
        expect(relativeGap(found.weights, byWeight)).toBeLessThan(1e-6);
      }
    },
  );

  it('is softmax regression for the plain softmax', () => {
    fc.assert(
      fc.property(batch, ({ features, W, labels }) => {
        const data = { K: 3, d: 3, features, labels };
        const gradient = new Float64Array(9);
        const loss = softmaxRegression(data)(Float64Array.from(W), gradient);
        const found = angularLoss(data, W, softmaxLoss);
        expect(found.loss).toBeCloseTo(loss / 2, 10);
        found.weights.forEach((slope, k) => {
          expect(slope).toBeCloseTo(gradient[k]! / 2, 10);
        });
      }),
    );
  });

  it('has tangential gradients where norms do not enter', () => {
    fc.assert(
      fc.property(batch, ({ features, W, labels }) => {
        const found = angularLoss({ K: 3, d: 3, features, labels }, W, arcFace(8, 0.5));
        for (let i = 0; i < 2; i++) {
          const part = found.features.subarray(3 * i, 3 * i + 3);
          expect(dot(part, features.slice(3 * i, 3 * i + 3))).toBeCloseTo(0, 9);
        }
        for (let j = 0; j < 3; j++) {
          const part = found.weights.subarray(3 * j, 3 * j + 3);
          expect(dot(part, W.slice(3 * j, 3 * j + 3))).toBeCloseTo(0, 9);
        }
      }),
    );
  });

  it('is a mean: weights of samples count as repetitions', () => {
    const W = [1, 0.2, -0.4, 1];
    const [x, y] = [
      [2, 1],
      [-0.5, 3],
    ] as const;
    const once = angularLoss(
      { K: 2, d: 2, features: [...x, ...y], labels: [0, 0], weights: [3, 1] },
      W,
      cosFace(8, 0.35),
    );
    const repeated = angularLoss(
      { K: 2, d: 2, features: [...x, ...x, ...x, ...y], labels: [0, 0, 0, 0] },
      W,
      cosFace(8, 0.35),
    );
    expect(once.loss).toBeCloseTo(repeated.loss, 13);
    expect(relativeGap(once.weights, repeated.weights)).toBeLessThan(1e-13);
    expect(once.features[0]).toBeCloseTo(3 * repeated.features[0]!, 13);
  });

  it('has tangential gradients however close feature and weight stand', () => {
    // Where u and w differ by rounding alone, their difference still has a direction, or none.
    const random = createRandom(4);
    for (let power = 0; power <= 17; power++) {
      for (const side of [1, -1]) {
        const x = Array.from({ length: 3 }, () => 6 * random.uniform() - 3.1);
        const w = x.map((entry) => side * entry * (1 + 10 ** -power * random.uniform()));
        const found = angularLoss(
          { K: 2, d: 3, features: x, labels: [0] },
          [...w, 1, -2, 0.5],
          arcFace(8, 0.5),
        );
        expect(Math.abs(dot(found.features, x))).toBeLessThan(1e-12);
        expect(Math.abs(dot(found.weights.subarray(0, 3), w))).toBeLessThan(1e-12);
      }
    }
  });

  it('stays finite and right at angle 0 and π and for huge norms', () => {
    for (const kind of Object.values(kinds)) {
      for (const x of [
        [1, 0],
        [-1, 0],
        [1, 1e-12],
      ]) {
        const found = angularLoss({ K: 2, d: 2, features: x, labels: [0] }, [1, 0, 0, 1], kind);
        expect(Number.isFinite(found.loss)).toBe(true);
        expect(found.features.every(Number.isFinite)).toBe(true);
      }
    }
    const far = { K: 2, d: 2, features: [1e6, 0], labels: [1] };
    expect(angularLoss(far, [1, 0, 0, 1], modifiedSoftmax).loss).toBeCloseTo(1e6, 6);
    expect(angularLoss(far, [1, 0, 0, 1], cosFace(30, 0.3)).loss).toBeCloseTo(39, 9);
  });

  it('keeps small losses that 1 − p would lose', () => {
    const data = { K: 2, d: 1, features: [1], labels: [0] };
    const { loss, features } = angularLoss(data, [50, -50], softmaxLoss);
    expect(loss / Math.exp(-100)).toBeCloseTo(1, 12);
    expect(features[0]! / (-100 * Math.exp(-100))).toBeCloseTo(1, 10);
  });

  it.each<[string, () => unknown]>([
    ['K is 1', () => angularLoss({ K: 1, d: 1, features: [1], labels: [0] }, [1], softmaxLoss)],
    [
      'feature 0',
      () => angularLoss({ K: 2, d: 1, features: [0], labels: [0] }, [1, 2], softmaxLoss),
    ],
    [
      'weight 1',
      () => angularLoss({ K: 2, d: 1, features: [1], labels: [0] }, [1, 0], softmaxLoss),
    ],
    [
      'weight 1 is [0, 0]; it must be finite and not zero to have an angle',
      () => angularLoss({ K: 2, d: 2, features: [1, 0], labels: [0] }, [1, 2, 0, 0], softmaxLoss),
    ],
    [
      'W holds 3 numbers; 2 classes of 2 dimensions make 4',
      () => angularLoss({ K: 2, d: 2, features: [1, 0], labels: [0] }, [1, 1, 1], softmaxLoss),
    ],
    [
      'scale is 0',
      () => angularLoss({ K: 2, d: 1, features: [1], labels: [0] }, [1, 1], normalisedSoftmax(0)),
    ],
    [
      'weights sum to 0',
      () =>
        angularLoss({ K: 2, d: 1, features: [1], labels: [0], weights: [0] }, [1, 1], softmaxLoss),
    ],
    [
      'loss is Infinity',
      () => angularLoss({ K: 2, d: 1, features: [1e308], labels: [1] }, [100, -100], softmaxLoss),
    ],
  ])('refuses it: %s', (message, run) => {
    expect(run).toThrow(RangeError);
    expect(run).toThrow(message);
  });

  it('hands on why a vector has no direction', () => {
    expect(() =>
      angularLoss({ K: 2, d: 1, features: [NaN], labels: [0] }, [1, 2], softmaxLoss),
    ).toThrow(expect.objectContaining({ cause: expect.any(RangeError) as RangeError }));
  });
});

describe('annealedLambda(step)', () => {
  it('falls from the start to the floor', () => {
    expect(annealedLambda(0)).toBe(1000);
    expect(annealedLambda(10)).toBeCloseTo(1000 / 2.2, 10);
    expect(annealedLambda(1e6)).toBe(5);
  });

  it('may stay where it is, end at its start, or at 0', () => {
    expect(annealedLambda(7, { start: 3, floor: 0, rate: 0 })).toBe(3);
    expect(annealedLambda(7, { start: 3, floor: 3, rate: 1 })).toBe(3);
    expect(annealedLambda(2, { start: 3, floor: 0, rate: 1 })).toBe(1);
  });

  it('refuses what lies outside', () => {
    expect(() => annealedLambda(0, { start: Infinity, floor: 0, rate: 1 })).toThrow('start is Inf');
    expect(() => annealedLambda(-1)).toThrow('step is -1');
    expect(() => annealedLambda(0.5)).toThrow('step is 0.5');
    expect(() => annealedLambda(0, { start: 1, floor: 2, rate: 1 })).toThrow('floor 2');
    expect(() => annealedLambda(0, { start: 1, floor: -1, rate: 1 })).toThrow('floor -1');
    expect(() => annealedLambda(0, { start: 1, floor: 0, rate: -1 })).toThrow('rate -1');
  });
});
