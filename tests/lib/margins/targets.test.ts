import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { twoClassBoundary } from '../../../src/lib/margins/boundary.ts';
import { normFaceFloor } from '../../../src/lib/margins/norm-face-floor.ts';
import {
  adaFaceTarget,
  arcFaceCodeTarget,
  arcFaceTarget,
  cosFaceTarget,
  cosineTarget,
  magFaceTarget,
  psiTarget,
  type Target,
} from '../../../src/lib/margins/targets.ts';

const DEGREE = Math.PI / 180;
const mag = { lower: 10, upper: 110, least: 0.45, most: 0.8 };

describe('targets', () => {
  it('have the values of their formulas at 60°', () => {
    const at = (target: Target, length = 1): number => target(60 * DEGREE, length).value;
    expect(at(cosineTarget)).toBeCloseTo(0.5, 15);
    expect(at(psiTarget(3))).toBeCloseTo(-1, 14);
    expect(at(psiTarget(3, 2))).toBeCloseTo(0, 14);
    expect(at(cosFaceTarget(0.35))).toBeCloseTo(0.15, 15);
    expect(at(arcFaceTarget(0.5))).toBeCloseTo(Math.cos(60 * DEGREE + 0.5), 15);
    expect(at(magFaceTarget(mag), 5)).toBeCloseTo(Math.cos(60 * DEGREE + 0.45), 14);
    expect(at(magFaceTarget(mag), 60)).toBeCloseTo(Math.cos(60 * DEGREE + 0.625), 14);
    expect(at(magFaceTarget(mag), 500)).toBeCloseTo(Math.cos(60 * DEGREE + 0.8), 14);
    expect(at(adaFaceTarget(0.4, () => -7))).toBeCloseTo(Math.cos(60 * DEGREE + 0.4), 14);
    expect(at(adaFaceTarget(0.4, () => 7))).toBeCloseTo(Math.cos(60 * DEGREE - 0.4) - 0.8, 14);
  });

  it('have the slopes that differences give', () => {
    const h = 1e-6;
    const all: Target[] = [
      cosineTarget,
      psiTarget(3, 2),
      cosFaceTarget(0.3),
      arcFaceTarget(0.5),
      arcFaceCodeTarget(0.5),
      magFaceTarget(mag),
      adaFaceTarget(0.4, () => 0.5),
    ];
    for (const target of all) {
      for (const theta of [0.5, 1.3, 2.2, 3]) {
        const { byAngle, byNorm } = target(theta, 60);
        const angle = (target(theta + h, 60).value - target(theta - h, 60).value) / (2 * h);
        const length = (target(theta, 60 + h).value - target(theta, 60 - h).value) / (2 * h);
        expect(byAngle).toBeCloseTo(angle, 7);
        expect(byNorm).toBeCloseTo(length, 7);
      }
    }
  });

  it('MagFace has no slope by the norm outside its range', () => {
    expect(magFaceTarget(mag)(1, 5).byNorm).toBe(0);
    expect(magFaceTarget(mag)(1, 200).byNorm).toBe(0);
    // At the ends it has a corner; there the slope is that of the outside.
    expect(magFaceTarget(mag)(1, 10).byNorm).toBe(0);
    expect(magFaceTarget(mag)(1, 110).byNorm).toBe(0);
  });

  it('take the ends of their ranges', () => {
    for (const theta of [0, 1, 3]) {
      const cosine = expect.closeTo(Math.cos(theta), 14) as number;
      expect(psiTarget(1)(theta, 1).value).toBe(Math.cos(theta));
      expect(cosFaceTarget(0)(theta, 1).value).toBe(Math.cos(theta));
      expect(-arcFaceTarget(Math.PI)(theta, 1).value).toEqual(cosine);
      expect(magFaceTarget({ ...mag, least: 0, most: 0 })(theta, 1).value).toBe(Math.cos(theta));
      expect(-magFaceTarget({ ...mag, most: Math.PI })(theta, 200).value).toEqual(cosine);
      expect(adaFaceTarget(Math.PI / 2, () => 0)(theta, 1).value).toBe(
        Math.cos(theta) - Math.PI / 2,
      );
    }
  });

  it('ArcFace’s code falls everywhere and drops by cos m + m sin m − 1 where it changes', () => {
    const code = arcFaceCodeTarget(0.5);
    const turn = Math.PI - 0.5;
    const drop = code(turn, 1).value - code(turn + 1e-12, 1).value;
    expect(drop).toBeCloseTo(Math.cos(0.5) + 0.5 * Math.sin(0.5) - 1, 9);
    expect(code(3.1, 1).byAngle).toBeCloseTo(-Math.sin(3.1), 14);
  });

  it('AdaFace clips its angle to [0, π]', () => {
    const high = adaFaceTarget(0.4, () => 1)(0.1, 1);
    expect(high).toEqual({ value: 1 - 0.8, byAngle: 0, byNorm: 0 });
    expect(adaFaceTarget(0.4, () => -1)(3.1, 1).value).toBeCloseTo(-1, 14);
  });

  it.each<[string, () => unknown]>([
    ['m is 0', () => psiTarget(0)],
    ['m is 1.5', () => psiTarget(1.5)],
    ['lambda is -1', () => psiTarget(2, -1)],
    ['lambda is Infinity', () => psiTarget(2, Infinity)],
    ['m is -0.1', () => cosFaceTarget(-0.1)],
    ['m is Infinity', () => cosFaceTarget(Infinity)],
    ['m is 4', () => arcFaceTarget(4)],
    ['m is -0.1', () => arcFaceTarget(-0.1)],
    ['m is -0.1', () => adaFaceTarget(-0.1, () => 0)],
    ['m is 2', () => adaFaceTarget(2, () => 0)],
    ['norms run from 0', () => magFaceTarget({ ...mag, lower: 0 })],
    ['norms run from 110', () => magFaceTarget({ ...mag, lower: 110 })],
    ['norms run', () => magFaceTarget({ ...mag, upper: Infinity })],
    ['margins run from -1', () => magFaceTarget({ ...mag, least: -1 })],
    ['margins run from 0.9', () => magFaceTarget({ ...mag, least: 0.9 })],
    ['margins run', () => magFaceTarget({ ...mag, most: 4 })],
    ['not a number', () => adaFaceTarget(0.4, () => NaN)(1, 1)],
  ])('refuse it when %s', (message, run) => {
    expect(run).toThrow(message);
    expect(run).toThrow(RangeError);
  });
});

describe('twoClassBoundary(target, between)', () => {
  it('is the bisector without a margin', () => {
    const found = twoClassBoundary(cosineTarget, 60 * DEGREE);
    expect(found.first).toBeCloseTo(30 * DEGREE, 14);
    expect(found.margin).toBeCloseTo(0, 14);
  });

  it('leaves ArcFace’s m, A-Softmax’s share, and CosFace’s arcsine', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.9, max: 2.3, noNaN: true }), (between) => {
        expect(twoClassBoundary(arcFaceTarget(0.5), between).margin).toBeCloseTo(0.5, 12);
        expect(twoClassBoundary(psiTarget(4), between).margin).toBeCloseTo(0.6 * between, 12);
        expect(twoClassBoundary(cosFaceTarget(0.35), between).margin).toBeCloseTo(
          2 * Math.asin(0.35 / (2 * Math.sin(between / 2))),
          12,
        );
      }),
    );
  });

  it('takes weights that stand opposite', () => {
    expect(twoClassBoundary(cosFaceTarget(0.35), Math.PI).margin).toBeCloseTo(
      2 * Math.asin(0.175),
      12,
    );
  });

  it('gives no region where a class never wins, and all where it always does', () => {
    const tight = twoClassBoundary(arcFaceTarget(0.5), 0.3);
    expect([tight.first, tight.second]).toEqual([0, 0.3]);
    const long = twoClassBoundary(cosineTarget, 1, { norms: [9, 1] });
    expect([long.first, long.second]).toEqual([1, 1]);
  });

  it('hands the feature’s length to the target', () => {
    const at = (length: number): number =>
      twoClassBoundary(magFaceTarget(mag), 2, { length }).margin;
    expect(at(10)).toBeCloseTo(0.45, 12);
    expect(at(110)).toBeCloseTo(0.8, 12);
  });

  it('refuses what lies outside', () => {
    expect(() => twoClassBoundary(cosineTarget, 0)).toThrow('between is 0');
    expect(() => twoClassBoundary(cosineTarget, 4)).toThrow('between is 4');
    expect(() => twoClassBoundary(cosineTarget, 1, { norms: [0, 1] })).toThrow('norms are 0');
    expect(() => twoClassBoundary(cosineTarget, 1, { norms: [1, 0] })).toThrow(
      'norms are 1 and 0; they must be finite and above 0',
    );
    expect(() => twoClassBoundary(cosineTarget, 1, { norms: [1, Infinity] })).toThrow('norms are');
  });
});

describe('normFaceFloor(classes, scale)', () => {
  it('has the values worked out by hand', () => {
    expect(normFaceFloor(10, 1)).toBeCloseTo(1.376935, 6);
    expect(normFaceFloor(10_575, 1)).toBeCloseTo(8.266316, 6);
    expect(normFaceFloor(10, 30) / 3.0044e-14).toBeCloseTo(1, 3);
    expect(normFaceFloor(7, 0)).toBeCloseTo(Math.log(7), 14);
  });

  it('refuses what lies outside', () => {
    expect(() => normFaceFloor(1, 1)).toThrow('classes is 1');
    expect(() => normFaceFloor(2.5, 1)).toThrow('classes is 2.5');
    expect(() => normFaceFloor(2, -1)).toThrow('scale is -1');
    expect(() => normFaceFloor(2, Infinity)).toThrow('scale is Infinity');
  });
});
