import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ageLoss, identityLoss, planeLosses } from '../../../src/lib/margins/age-identity.ts';
import { centerLoss } from '../../../src/lib/margins/center-loss.ts';
import { contrastiveLoss, tripletLoss } from '../../../src/lib/margins/pair-losses.ts';
import { relativeGap } from '../../../src/lib/margins/relative-gap.ts';
import { acceptRateAt, equalErrorRate, rocArea } from '../../../src/lib/margins/verification.ts';
import { centralDifference } from '../../../src/lib/numeric/central-difference.ts';
import { dot } from '../../../src/lib/numeric/vector.ts';
import fixture from '../../fixtures/margins/verification.json' with { type: 'json' };

const entry = fc.double({ min: -3, max: 3, noNaN: true });
const vector = fc.array(entry, { minLength: 3, maxLength: 3 });

describe('contrastiveLoss(first, second, same, m)', () => {
  it('is a spring for one class and a push up to m for two', () => {
    expect(contrastiveLoss([3, 4], [0, 0], true, 1).loss).toBe(12.5);
    expect([...contrastiveLoss([3, 4], [0, 0], true, 1).first]).toEqual([3, 4]);
    const push = contrastiveLoss([3, 4], [0, 0], false, 7);
    expect(push.loss).toBe(2);
    expect(push.first[0]).toBeCloseTo(-1.2, 14);
    expect(push.second[1]).toBeCloseTo(1.6, 14);
    expect(contrastiveLoss([3, 4], [0, 0], false, 5)).toEqual({
      loss: 0,
      first: Float64Array.of(0, 0),
      second: Float64Array.of(-0, -0),
    });
  });

  it('gives no direction at distance 0', () => {
    const found = contrastiveLoss([1, 1], [1, 1], false, 2);
    expect(found.loss).toBe(2);
    expect(found.first.every((slope) => Math.abs(slope) === 0)).toBe(true);
  });

  it('refuses what lies outside', () => {
    expect(() => contrastiveLoss([1], [1, 2], true, 1)).toThrow('1 and 2 entries');
    expect(() => contrastiveLoss([], [], true, 1)).toThrow('0 and 0 entries');
    expect(() => contrastiveLoss([1], [1], true, 0)).toThrow('m is 0');
    expect(() => contrastiveLoss([1], [1], true, Infinity)).toThrow('m is Infinity');
  });
});

describe('tripletLoss(anchor, positive, negative, alpha)', () => {
  it('has the gradients central differences give', () => {
    fc.assert(
      fc.property(vector, vector, vector, (a, p, n) => {
        const found = tripletLoss(a, p, n, 150);
        const measured = centralDifference(
          (at) => tripletLoss(at.subarray(0, 3), at.subarray(3, 6), at.subarray(6), 150).loss,
          [...a, ...p, ...n],
        );
        expect(
          relativeGap([...found.anchor, ...found.positive, ...found.negative], measured),
        ).toBeLessThan(1e-6);
      }),
    );
  });

  it('is 0 beyond the margin, and α where all are one point', () => {
    const beyond = tripletLoss([0], [1], [3], 1);
    expect([beyond.loss, ...beyond.anchor].map(Math.abs)).toEqual([0, 0]);
    expect(tripletLoss([0], [1], [3], 10).loss).toBe(2);
    expect(tripletLoss([5], [5], [5], 0.2).loss).toBe(0.2);
    // At the corner, and without a margin.
    const corner = tripletLoss([0], [1], [3], 8);
    expect([corner.loss, ...corner.anchor].map(Math.abs)).toEqual([0, 0]);
    expect(tripletLoss([0], [3], [1], 0).loss).toBe(8);
    expect(() => tripletLoss([0], [1], [3], Infinity)).toThrow('alpha is Infinity');
    expect(() => tripletLoss([0], [1], [3], -1)).toThrow('alpha is -1');
    expect(() => tripletLoss([0], [1, 2], [3], 1)).toThrow('1 and 2');
    expect(() => tripletLoss([0], [1], [3, 4], 1)).toThrow('1 and 2');
  });
});

describe('centerLoss(data, centres)', () => {
  const data = { K: 2, d: 2, features: [1, 0, 3, 4], labels: [0, 1] };

  it('is half the mean squared offset, with offsets for gradients', () => {
    const found = centerLoss(data, [0, 0, 0, 0]);
    expect(found.loss).toBe(6.5);
    expect([...found.features]).toEqual([0.5, 0, 1.5, 2]);
    expect([...found.centres]).toEqual([-0.5, 0, -1.5, -2]);
  });

  it('measures from the centres, with the gradients central differences give', () => {
    const three = { K: 2, d: 2, features: [1, 0, 3, 4, 2, 2], labels: [0, 1, 1] };
    const centres = [0.5, -1, 2, 7];
    const found = centerLoss(three, centres);
    expect(found.loss).toBeCloseTo((0.25 + 1 + 1 + 9 + 0 + 25) / 6, 14);
    const byFeature = centralDifference(
      (features) => centerLoss({ ...three, features }, centres).loss,
      three.features,
    );
    const byCentre = centralDifference((at) => centerLoss(three, at).loss, centres);
    expect(relativeGap(found.features, byFeature)).toBeLessThan(1e-6);
    expect(relativeGap(found.centres, byCentre)).toBeLessThan(1e-6);
  });

  it('counts weights as repetitions', () => {
    expect(centerLoss({ ...data, weights: [3, 1] }, [0, 0, 0, 0]).loss).toBe(3.5);
  });

  it('refuses what lies outside', () => {
    expect(() => centerLoss(data, [0])).toThrow(
      'centres holds 1 numbers; 2 classes of 2 dimensions make 4',
    );
    expect(() => centerLoss({ ...data, weights: [0, 0] }, [0, 0, 0, 0])).toThrow('sum to 0');
  });
});

describe('age and identity', () => {
  const line = { slope: 0.7, offset: 0.1 };

  it('age reads the norm', () => {
    const found = ageLoss([3, 4], line, 3);
    expect(found.loss).toBeCloseTo(0.5 * 0.36, 14);
    expect(found.feature[0]).toBeCloseTo(0.6 * 0.7 * 0.6, 14);
    expect(found.bySlope).toBeCloseTo(3, 14);
    expect(found.byOffset).toBeCloseTo(0.6, 14);
    expect(() => ageLoss([0, 0], line, 3)).toThrow(RangeError);
  });

  it('their gradients are perpendicular, on the sphere and on the plane', () => {
    const W = [1, 0, 0, 0, 1, 0, 1, 1, 1];
    fc.assert(
      fc.property(vector, (x) => {
        fc.pre(Math.max(...x.map(Math.abs)) > 0.1);
        const identity = identityLoss(x, W, 1, 8);
        expect(dot(ageLoss(x, line, 3).feature, identity.feature)).toBeCloseTo(0, 10);
        const plane = planeLosses(x, line, 3, [0, 0, 1, 1, 2, 0], 2);
        expect(dot(plane.age.feature, plane.identity.feature)).toBeCloseTo(0, 14);
        const measured = centralDifference(
          (at) => planeLosses(at, line, 3, [0, 0, 1, 1, 2, 0], 2).identity.loss,
          x,
        );
        expect(relativeGap(plane.identity.feature, measured)).toBeLessThan(1e-6);
        const aged = centralDifference(
          (at) => planeLosses(at, line, 3, [0, 0, 1, 1, 2, 0], 2).age.loss,
          x,
        );
        expect(relativeGap(plane.age.feature, aged)).toBeLessThan(1e-6);
      }),
    );
  });

  it('the plane reads age off the height and identity off the foot', () => {
    // Foot 1 from the centres −1 and 2: squared distances 4 and 1.
    const { age, identity } = planeLosses([1, 5], line, 3, [-1, 2], 0);
    expect(age.loss).toBeCloseTo(0.5 * 0.6 * 0.6, 14);
    expect([...age.feature]).toEqual([0, expect.closeTo(0.6 * 0.7, 14)]);
    expect(identity.loss).toBeCloseTo(Math.log1p(Math.exp(1.5)), 14);
    const p = 1 / (1 + Math.exp(-1.5));
    expect([...identity.feature]).toEqual([expect.closeTo(3 * p, 14), 0]);
  });

  it('the plane bears centres far away', () => {
    expect(planeLosses([0, 1], line, 3, [0, 60], 1).identity.loss).toBe(1800);
    expect(planeLosses([60, 1], line, 3, [0, 60], 1).identity.loss).toBe(0);
  });

  it('the plane refuses shapes that do not fit', () => {
    expect(() => planeLosses([1], line, 3, [0, 1], 0)).toThrow('x holds 1');
    expect(() => planeLosses([1, 2], line, 3, [0], 0)).toThrow('centres 1');
    expect(() => planeLosses([1, 2, 3], line, 3, [0, 1, 2], 0)).toThrow('centres 3');
    expect(() => planeLosses([1, 2, 3], line, 3, [0, 1, 2, 3, 4], 0)).toThrow('centres 5');
    expect(() => planeLosses([1, 2], line, 3, [0, 1], 2)).toThrow(
      'label is 2; it must be a whole number from 0 to 1',
    );
    expect(() => planeLosses([1, 2], line, 3, [0, 1], -1)).toThrow('label is -1');
    expect(() => planeLosses([1, 2], line, 3, [0, 1], 0.5)).toThrow('label is 0.5');
  });
});

describe('relativeGap(a, b)', () => {
  it('is relative to a long b, absolute for a short one', () => {
    expect(relativeGap([3, 0], [0, 4])).toBeCloseTo(5 / 4, 15);
    expect(relativeGap([0.3, 0], [0, 0.4])).toBeCloseTo(0.5, 15);
  });

  it('refuses lengths that differ', () => {
    expect(() => relativeGap([1], [1, 2])).toThrow(
      'a has 1 entries and b 2; they must have as many',
    );
  });
});

describe('verification', () => {
  it('agrees with NumPy on area, equal error rate and TAR@FAR', () => {
    for (const { same, different, area, eer, tar } of fixture) {
      expect(rocArea({ same, different })).toBeCloseTo(area, 12);
      expect(equalErrorRate({ same, different })).toBeCloseTo(eer, 12);
      for (const { far, rate } of tar) {
        expect(acceptRateAt({ same, different }, far)).toBeCloseTo(rate, 12);
      }
    }
  });

  it('counts ties half', () => {
    expect(rocArea({ same: [1], different: [1] })).toBe(0.5);
    expect(rocArea({ same: [1, 2], different: [1, 0] })).toBe(0.875);
  });

  it('is 1, 0 and 1 for scores that do not overlap', () => {
    const scores = { same: [3, 2], different: [1, 0] };
    expect([rocArea(scores), equalErrorRate(scores), acceptRateAt(scores, 0)]).toEqual([1, 0, 1]);
    const wrong = { same: [1, 0], different: [3, 2] };
    expect([rocArea(wrong), equalErrorRate(wrong), acceptRateAt(wrong, 0.4)]).toEqual([0, 1, 0]);
    expect(acceptRateAt(wrong, 1)).toBe(1);
    expect(equalErrorRate({ same: [1], different: [1] })).toBe(0.5);
  });

  it('refuses empty lists, NaN, and shares outside [0, 1]', () => {
    expect(() => rocArea({ same: [], different: [1] })).toThrow('same is empty');
    expect(() => rocArea({ same: [1], different: [] })).toThrow('different is empty');
    expect(() => equalErrorRate({ same: [], different: [1] })).toThrow('same is empty');
    expect(() => equalErrorRate({ same: [1], different: [] })).toThrow('different is empty');
    expect(() => rocArea({ same: [1, NaN], different: [1] })).toThrow('same[1]');
    expect(() => acceptRateAt({ same: [1], different: [1] }, -0.1)).toThrow('far is -0.1');
    expect(() => acceptRateAt({ same: [1], different: [1] }, 2)).toThrow('far is 2');
  });
});
