import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aSoftmaxLoss } from '../../../src/lib/margins/a-softmax.ts';
import type { ClassData } from '../../../src/lib/margins/class-data.ts';
import { softmaxRegression } from '../../../src/lib/margins/softmax-regression.ts';
import { unit } from '../../../src/lib/numeric/vector.ts';
import fixture from '../../fixtures/margins/a-softmax.json' with { type: 'json' };

const DEGREE = Math.PI / 180;
const at = (angle: number, length = 1): number[] => [
  length * Math.cos(angle * DEGREE),
  length * Math.sin(angle * DEGREE),
];
/** One feature along the first axis, weights at the given angles, the first its own. */
const loss = (length: number, angles: readonly number[], m: number): number =>
  aSoftmaxLoss(
    { K: angles.length, d: 2, features: [length, 0], labels: [0] },
    angles.flatMap((angle) => at(angle)),
    m,
  );

const entry = fc.double({ min: -5, max: 5, noNaN: true }).filter((x) => Math.abs(x) > 0.01);
/** A batch of four features in three dimensions and three weights. */
const batch = fc.record({
  features: fc.array(entry, { minLength: 12, maxLength: 12 }),
  W: fc.array(entry, { minLength: 9, maxLength: 9 }),
  labels: fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 4, maxLength: 4 }),
});
const data = (features: readonly number[], labels: readonly number[]): ClassData => ({
  K: 3,
  d: 3,
  features,
  labels,
});
const margin = fc.integer({ min: 1, max: 5 });

describe('aSoftmaxLoss(data, W, m)', () => {
  it('has the values worked out by hand: ‖x‖ = 5, angles 30°, 70°, 100°', () => {
    [0.0754, 0.3977, 1.9386, 4.297].forEach((value, i) => {
      expect(loss(5, [30, 70, 100], i + 1)).toBeCloseTo(value, 4);
    });
  });

  it('is ln K when the feature is at the same angle from all weights, m = 1', () => {
    expect(loss(3, [40, -40], 1)).toBeCloseTo(Math.LN2, 14);
  });

  it('is ln(1 + exp(‖x‖(cos θ′ − ψ(θ)))) for two classes', () => {
    // θ = 60°, m = 3: ψ = −1; the other weight is at 120°: cos = −½.
    expect(loss(2, [60, 120], 3)).toBeCloseTo(Math.log1p(Math.exp(2 * (-0.5 + 1))), 14);
  });

  it('is the softmax loss on unit weights for m = 1', () => {
    fc.assert(
      fc.property(batch, ({ features, W, labels }) => {
        const units = [0, 3, 6].flatMap((j) => [...unit(W.slice(j, j + 3))]);
        const softmax = softmaxRegression(data(features, labels))(Float64Array.from(units), null);
        expect(aSoftmaxLoss(data(features, labels), W, 1)).toBeCloseTo(softmax / 4, 10);
      }),
    );
  });

  it('does not feel the norms of the weights', () => {
    fc.assert(
      fc.property(batch, margin, fc.double({ min: 0.1, max: 9, noNaN: true }), (b, m, c) => {
        const scaled = b.W.map((w, i) => (i < 3 ? c * w : w));
        expect(aSoftmaxLoss(data(b.features, b.labels), scaled, m)).toBeCloseTo(
          aSoftmaxLoss(data(b.features, b.labels), b.W, m),
          9,
        );
      }),
    );
  });

  it('does not feel a rotation of everything', () => {
    fc.assert(
      fc.property(batch, margin, fc.double({ min: 0, max: 6, noNaN: true }), (b, m, turn) => {
        const [c, s] = [Math.cos(turn), Math.sin(turn)];
        const turned = (rows: readonly number[]): number[] =>
          rows.map((x, i) => {
            if (i % 3 === 0) return c * x - s * rows[i + 1]!;
            return i % 3 === 1 ? s * rows[i - 1]! + c * x : x;
          });
        expect(aSoftmaxLoss(data(turned(b.features), b.labels), turned(b.W), m)).toBeCloseTo(
          aSoftmaxLoss(data(b.features, b.labels), b.W, m),
          8,
        );
      }),
    );
  });

  it('grows with m and with the own angle', () => {
    fc.assert(
      fc.property(batch, margin, ({ features, W, labels }, m) => {
        const lower = aSoftmaxLoss(data(features, labels), W, m);
        expect(aSoftmaxLoss(data(features, labels), W, m + 1)).toBeGreaterThanOrEqual(
          lower - 1e-12,
        );
      }),
    );
    for (const m of [1, 2, 4]) expect(loss(5, [41, 120], m)).toBeGreaterThan(loss(5, [40, 121], m));
  });

  it('is a mean: weights of samples count as repetitions', () => {
    const features = [...at(20, 3), ...at(100, 2)];
    const W = [...at(0), ...at(90)];
    const once = aSoftmaxLoss({ K: 2, d: 2, features, labels: [0, 1], weights: [3, 1] }, W, 2);
    const repeated = [...at(20, 3), ...at(20, 3), ...at(20, 3), ...at(100, 2)];
    const four = aSoftmaxLoss({ K: 2, d: 2, features: repeated, labels: [0, 0, 0, 1] }, W, 2);
    expect(once).toBeCloseTo(four, 14);
  });

  it('agrees with NumPy in two to ten dimensions', () => {
    for (const { d, K, X, W, labels, loss: values } of fixture) {
      for (const [m, value] of Object.entries(values)) {
        expect(aSoftmaxLoss({ K, d, features: X, labels }, W, Number(m))).toBeCloseTo(value, 10);
      }
    }
  });

  it('is exact at θ = 0 and θ = π', () => {
    // Own angle 0, other weight opposite: ln(1 + exp(−2‖x‖)); own angle π: ψ = 1 − 2m.
    expect(loss(3, [0, 180], 4)).toBeCloseTo(Math.log1p(Math.exp(-6)), 15);
    expect(loss(3, [180, 0], 4)).toBeCloseTo(Math.log1p(Math.exp(24)), 10);
  });

  it('sees an angle of 10⁻⁸, which an arc cosine takes for 0', () => {
    // 1 − ψ = 8θ² = 8·10⁻¹⁶ against a weight at the feature itself; double precision
    // knows ψ to 10⁻¹⁶, so the norm 10¹⁶ makes an excess of 8 ± 1 of it.
    const W = [...at(1e-8 / DEGREE), 1, 0];
    const found = aSoftmaxLoss({ K: 2, d: 2, features: [1e16, 0], labels: [0] }, W, 4);
    expect(found).toBeGreaterThan(6.9);
    expect(found).toBeLessThan(9.1);
    expect(loss(1e16, [0, 90], 4)).toBe(0);
  });

  it('stays finite for huge and exact for tiny norms', () => {
    const lead = Math.cos(20 * DEGREE) - (Math.cos(400 * DEGREE) - 4);
    expect(loss(1e300, [100, 20], 4) / (1e300 * lead)).toBeCloseTo(1, 12);
    expect(loss(1e300, [10, 170], 4)).toBe(0);
    expect(loss(1e-310, [10, 170], 4)).toBeCloseTo(Math.LN2, 14);
  });

  it('refuses a loss beyond double precision', () => {
    expect(() => loss(1.7e308, [180, 0], 4)).toThrow('loss is Infinity');
  });

  it('refuses zero and infinite vectors, naming them', () => {
    const W = [1, 0, 0, 1];
    expect(() => aSoftmaxLoss({ K: 2, d: 2, features: [0, 0], labels: [0] }, W, 2)).toThrow(
      'feature 0 is [0, 0]',
    );
    expect(() =>
      aSoftmaxLoss({ K: 2, d: 2, features: [1, 1], labels: [0] }, [1, 0, 0, 0], 2),
    ).toThrow('weight 1 is [0, 0]; it must be finite and not zero to have an angle');
    expect(() => aSoftmaxLoss({ K: 2, d: 2, features: [NaN, 1], labels: [0] }, W, 2)).toThrow(
      expect.objectContaining({ name: 'RangeError', cause: expect.any(RangeError) as RangeError }),
    );
  });

  it('refuses one class, shapes that do not fit, wrong margins and no samples', () => {
    const good: ClassData = { K: 2, d: 2, features: [1, 1], labels: [0] };
    expect(() => aSoftmaxLoss({ ...good, K: 1 }, [1, 0], 2)).toThrow('K is 1');
    expect(() => aSoftmaxLoss(good, [1, 0, 0], 2)).toThrow(
      'W holds 3 numbers; 2 classes of 2 dimensions make 4',
    );
    expect(() => aSoftmaxLoss(good, [1, 0, 0, 1], 1.5)).toThrow('m is 1.5');
    expect(() => aSoftmaxLoss({ ...good, weights: [0] }, [1, 0, 0, 1], 2)).toThrow(
      'weights sum to 0',
    );
  });
});
