import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Images } from '../../../src/lib/data/mnist.ts';
import { circleMeasures } from '../../../src/lib/networks/circle-measures.ts';
import { pairLoss } from '../../../src/lib/networks/pair-loss.ts';
import { trainPatches } from '../../../src/lib/networks/patch-ensemble.ts';
import { scatter } from '../../../src/lib/networks/scatter.ts';
import { accuracy } from '../../../src/lib/networks/trainer.ts';
import { centralDifference } from '../../../src/lib/numeric/central-difference.ts';
import { createRandom } from '../../../src/lib/numeric/random.ts';
import { expectClose } from './close.ts';

/** Points at angles in degrees and distances from the origin. */
function polar(points: readonly (readonly [number, number])[]): Float64Array {
  return Float64Array.from(
    points.flatMap(([angle, length]) => [
      length * Math.cos((angle * Math.PI) / 180),
      length * Math.sin((angle * Math.PI) / 180),
    ]),
  );
}

describe('circleMeasures(features, labels, K)', () => {
  it('measures two fans of known width', () => {
    const found = circleMeasures(
      polar([
        [-10, 1],
        [0, 2],
        [10, 1],
        [80, 3],
        [90, 1],
        [100, 3],
      ]),
      [0, 0, 0, 1, 1, 1],
      2,
    );
    expect(found.classes.map(({ centre }) => centre)).toEqual([
      expect.closeTo(0, 10),
      expect.closeTo(90, 10),
    ]);
    expect(found.classes[0]).toMatchObject({
      count: 3,
      median: expect.closeTo(10, 10) as number,
      spread: expect.closeTo(10, 10) as number,
      norm: expect.closeTo(4 / 3, 12) as number,
    });
    expect(found.smallestBetweenCentres).toBeCloseTo(90, 10);
    expect(found.criterion.intra).toBeCloseTo(20, 10);
    expect(found.criterion.inter).toBeCloseTo(70, 10);
    expect(found.criterion.excess).toBeCloseTo(-50, 10);
  });

  it('goes round the back of the circle', () => {
    const { classes, criterion } = circleMeasures(
      polar([
        [175, 1],
        [-175, 1],
        [-160, 1],
        [-150, 1],
      ]),
      [0, 0, 1, 1],
      2,
    );
    expect(Math.abs(classes[0]!.centre)).toBeCloseTo(180, 10);
    expect(classes[0]!.spread).toBeCloseTo(5, 10);
    expect(criterion.intra).toBeCloseTo(10, 10);
    expect(criterion.inter).toBeCloseTo(15, 10);
  });

  it('leaves the farthest twentieth out, and only there', () => {
    // Nineteen of class 0 at 0°, one among class 1.
    const points = [
      ...Array.from({ length: 19 }, (_, i): [number, number] => [0, 1 + i]),
      [90, 1] as const,
      [91, 1] as const,
    ];
    const labels = [...new Array<number>(20).fill(0), 1];
    const { classes, criterion, criterion95 } = circleMeasures(polar(points), labels, 2);
    expect(criterion.inter).toBeCloseTo(1, 10);
    expect(criterion.intra).toBeCloseTo(90, 10);
    expect(criterion95.intra).toBeCloseTo(0, 10);
    expect(criterion95.inter).toBeCloseTo(91, 10);
    expect(classes[0]!.share95).toBeGreaterThan(0.99);
  });

  it('gives a ray the share 1, an arc nearly 0, a round cloud a half', () => {
    const random = createRandom(3);
    const ray = Array.from({ length: 200 }, (): [number, number] => [30, 1 + 9 * random.uniform()]);
    const arc = Array.from({ length: 200 }, (_, i): [number, number] => [-10 + i / 10, 5]);
    const cloud = Float64Array.from({ length: 4000 }, (_, i) =>
      i % 2 === 0 ? 10 + random.normal() : random.normal(),
    );
    const labels = [
      ...new Array<number>(200).fill(0),
      ...new Array<number>(200).fill(1),
      ...new Array<number>(2000).fill(2),
    ];
    const { classes } = circleMeasures([...polar([...ray, ...arc]), ...cloud], labels, 3);
    expect(classes[0]!.share).toBeCloseTo(1, 10);
    expect(classes[1]!.share).toBeLessThan(0.01);
    expect(Math.abs(classes[2]!.share - 0.5)).toBeLessThan(0.05);
  });

  it('does not feel a rotation or a scale', () => {
    fc.assert(
      fc.property(fc.nat(1000), fc.integer({ min: 1, max: 359 }), (seed, turn) => {
        const random = createRandom(seed);
        const points = Array.from({ length: 30 }, (): [number, number] => [
          360 * random.uniform(),
          1 + random.uniform(),
        ]);
        const labels = points.map((_, i) => i % 3);
        const one = circleMeasures(polar(points), labels, 3);
        const two = circleMeasures(
          polar(points.map(([angle, length]) => [angle + turn, 7 * length])),
          labels,
          3,
        );
        expect(two.criterion.inter).toBeCloseTo(one.criterion.inter, 8);
        expect(two.smallestBetweenCentres).toBeCloseTo(one.smallestBetweenCentres, 8);
        two.classes.forEach(({ share, spread }, k) => {
          expect(share).toBeCloseTo(one.classes[k]!.share, 8);
          expect(spread).toBeCloseTo(one.classes[k]!.spread, 8);
        });
      }),
      { numRuns: 30 },
    );
  });

  it('refuses a feature without direction and a class without feature', () => {
    expect(() => circleMeasures([1, 0, 0, 0], [0, 1], 2)).toThrow('feature 1 is (0, 0)');
    expect(() => circleMeasures([1, 0], [0], 2)).toThrow('class 1 has no feature');
  });

  it('calls a single point neither ray nor arc', () => {
    expect(circleMeasures([1, 0, 0, 1], [0, 1], 2).classes[0]!.share).toBe(0.5);
  });
});

describe('pairLoss', () => {
  it('pulls one class together and parts two up to the margin', () => {
    const x = Float64Array.of(0, 3, 4);
    // Pairs 0–1 (same, D = 3), 0–2 (two classes, D = 4), 1–2 (two classes, D = 1).
    expect(pairLoss(x, [0, 0, 1], 3, 1, 2, 1, null)).toBeCloseTo((4.5 + 0 + 0.5) / 3, 14);
    const dx = new Float64Array(3);
    pairLoss(x, [0, 0, 1], 3, 1, 2, 1, dx);
    expectClose(dx, [-1, 1 + 1 / 3, -1 / 3], 1e-14);
  });

  it('has the gradient that central differences give, times its weight, added', () => {
    fc.assert(
      fc.property(fc.nat(1000), fc.integer({ min: 1, max: 4 }), (seed, d) => {
        const random = createRandom(seed);
        const x = Float64Array.from({ length: 6 * d }, random.normal);
        const labels = Array.from({ length: 6 }, () => random.integer(3));
        const dx = new Float64Array(x.length).fill(1);
        pairLoss(x, labels, 6, d, 1.5, 0.3, dx);
        const measured = centralDifference((at) => pairLoss(at, labels, 6, d, 1.5, 1, null), x);
        expectClose(
          dx,
          measured.map((g) => 1 + 0.3 * g),
          1e-6,
        );
      }),
      { numRuns: 40 },
    );
  });

  it('has no direction for two classes at one point', () => {
    const dx = new Float64Array(2);
    expect(pairLoss(new Float64Array(2), [0, 1], 2, 1, 2, 1, dx)).toBe(2);
    expect([...dx]).toEqual([0, 0]);
    expect(pairLoss(new Float64Array(1), [0], 1, 1, 2, 1, dx)).toBe(0);
    expect(() => pairLoss(new Float64Array(2), [0, 1], 2, 1, 0, 1, dx)).toThrow('margin is 0');
  });
});

describe('scatter(x, labels, d)', () => {
  it('splits the covariance of two classes on a line', () => {
    // Class means (0, 0) and (4, 0), each with ±1 across.
    const found = scatter(Float64Array.of(0, 1, 0, -1, 4, 1, 4, -1), [0, 0, 1, 1], 2);
    expect(found.within).toBeCloseTo(1, 14);
    expect(found.between).toBeCloseTo(4, 14);
    expectClose(found.withinEigenvalues, [1, 0], 1e-14);
    expectClose(found.betweenEigenvalues, [4, 0], 1e-14);
  });

  it('adds up to the variance about the mean of all', () => {
    const random = createRandom(9);
    const x = Float64Array.from({ length: 60 }, random.normal);
    const labels = Array.from({ length: 20 }, (_, i) => i % 4);
    const { within, between, withinEigenvalues, betweenEigenvalues } = scatter(x, labels, 3);
    let variance = 0;
    for (let a = 0; a < 3; a++) {
      const column = labels.map((_, i) => x[i * 3 + a]!);
      const mean = column.reduce((sum, value) => sum + value, 0) / 20;
      variance += column.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 20;
    }
    expect(within + between).toBeCloseTo(variance, 12);
    expect(withinEigenvalues.reduce((a, b) => a + b, 0)).toBeCloseTo(within, 12);
    expect(betweenEigenvalues.reduce((a, b) => a + b, 0)).toBeCloseTo(between, 12);
    expect(() => scatter(x, [], 3)).toThrow('labels is empty');
  });
});

describe('trainPatches(options)', () => {
  /** Two pixels that each tell the class: left loudly, right softly. */
  const random = createRandom(8);
  const labels = Uint8Array.from({ length: 400 }, () => random.integer(2));
  const pixels = Float32Array.from({ length: 800 }, (_, i) => {
    const sign = labels[i >> 1]! * 2 - 1;
    return sign * (i % 2 === 0 ? 1 : 0.5) + 0.25 * random.normal();
  });
  const images: Images = { n: 400, height: 1, width: 2, pixels, labels };
  const left = { top: 0, left: 0, height: 1, width: 1 };
  const right = { top: 0, left: 1, height: 1, width: 1 };
  const options = {
    images,
    classes: 2,
    patches: [left, right],
    joint: false,
    hidden: 8,
    rate: 0.02,
    batch: 20,
    epochs: 10,
    seed: 3,
  };

  it.each([false, true])('learns from two patches, trained as one: %s', (joint) => {
    const ensemble = trainPatches({ ...options, joint });
    expect(accuracy(ensemble.classify(images), labels)).toBeGreaterThan(0.97);
    expect(ensemble.parameters).toBe(2 * (2 * 8 + 9 * 2));
    expect(ensemble.operations).toBe(2 * 3 * 10 * 400 * (8 + 16));
  });

  it('asks only the networks it is told to', () => {
    const ensemble = trainPatches(options);
    const one = accuracy(ensemble.classify(images, [1]), labels);
    expect(one).toBeGreaterThan(0.9);
    expect(one).toBeLessThan(accuracy(ensemble.classify(images, [0]), labels));
    const none = ensemble.classify(images, []);
    expect(none.every((label) => label === 0)).toBe(true);
  });

  it('trains a patch alone as if the other were not there', () => {
    const blank = { ...images, pixels: pixels.map((value, i) => (i % 2 === 0 ? value : 0)) };
    const answers = (of: Images) => trainPatches({ ...options, images: of }).classify(images, [0]);
    expect(answers(blank)).toEqual(answers(images));
  });

  it('refuses no patches and patches outside the image', () => {
    expect(() => trainPatches({ ...options, patches: [] })).toThrow('patches is empty');
    expect(() => trainPatches({ ...options, patches: [{ ...right, width: 2 }] })).toThrow(
      RangeError,
    );
  });
});
