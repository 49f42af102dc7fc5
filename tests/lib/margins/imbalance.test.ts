import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ClassData } from '../../../src/lib/margins/class-data.ts';
import { gradientDescent } from '../../../src/lib/margins/gradient-descent.ts';
import { gradientFlow } from '../../../src/lib/margins/gradient-flow.ts';
import { simplexFeatures } from '../../../src/lib/margins/simplex-features.ts';
import { simplexStart } from '../../../src/lib/margins/simplex-start.ts';
import { softmaxRegression } from '../../../src/lib/margins/softmax-regression.ts';
import {
  twoClassFlow,
  twoClassGradient,
  twoClassLoss,
} from '../../../src/lib/margins/two-class.ts';
import { weightNorms } from '../../../src/lib/margins/weight-norms.ts';
import { dot, norm } from '../../../src/lib/numeric/vector.ts';
import fixture from '../../fixtures/margins/flow.json' with { type: 'json' };

const size = fc.integer({ min: 1, max: 60 });
const number = fc.double({ min: -4, max: 4, noNaN: true });

/** The notes' set-up: m features +1, n features −1. */
function setUp(m: number, n: number): ClassData {
  return { K: 2, d: 1, features: [1, -1], labels: [0, 1], weights: [m, n] };
}

/** Mean loss of simplex features with counts 100, 1, …, 1. */
function simplexData(K: number): ClassData {
  const counts = Array.from({ length: K }, (_, j) => (j === 0 ? 100 : 1));
  return {
    K,
    d: K - 1,
    features: simplexFeatures(K),
    labels: counts.map((_, j) => j),
    weights: counts.map((n) => n / (99 + K)),
  };
}

describe('simplexFeatures(K)', () => {
  it('of two classes are 1 and −1', () => {
    expect([...simplexFeatures(2)]).toEqual([1, -1].map((x) => expect.closeTo(x, 15) as number));
  });

  it.each([2, 3, 4, 7, 20])('K = %i: norm one, sum zero, any two at −1/(K − 1)', (K) => {
    const d = K - 1;
    const rows = Array.from({ length: K }, (_, k) =>
      simplexFeatures(K).subarray(k * d, (k + 1) * d),
    );
    rows.forEach((a, i) => {
      rows.forEach((b, j) => {
        expect(dot(a, b)).toBeCloseTo(i === j ? 1 : -1 / (K - 1), 13);
      });
    });
    for (let axis = 0; axis < d; axis++) {
      expect(rows.reduce((sum, row) => sum + row[axis]!, 0)).toBeCloseTo(0, 13);
    }
  });

  it.each([1, 0, 2.5, NaN])('refuses K = %d', (K) => {
    expect(() => simplexFeatures(K)).toThrow(`K is ${K}`);
  });
});

describe('the two-class set-up in closed form', () => {
  it('starts at N·ln 2 with gradients ∓N/2', () => {
    expect(twoClassLoss(0, 101)).toBeCloseTo(70.00786523655448, 12);
    expect(twoClassGradient(0, 101)).toEqual([-50.5, 50.5]);
  });

  it('is softmax regression on ±1, for any sizes and weights', () => {
    fc.assert(
      fc.property(size, size, number, number, (m, n, w1, w2) => {
        const gradient = new Float64Array(2);
        const loss = softmaxRegression(setUp(m, n))(Float64Array.of(w1, w2), gradient);
        expect(loss).toBeCloseTo(twoClassLoss(w1 - w2, m + n), 9);
        const [g1, g2] = twoClassGradient(w1 - w2, m + n);
        expect(gradient[0]).toBeCloseTo(g1, 10);
        expect(gradient[1]).toBeCloseTo(g2, 10);
      }),
    );
  });

  it('flows so that d + exp(d) = 1 + 2Nt', () => {
    fc.assert(
      fc.property(size, fc.double({ min: 1e-12, max: 1e6, noNaN: true }), (N, t) => {
        const d = twoClassFlow(N, t);
        expect((d + Math.expm1(d)) / (2 * N * t)).toBeCloseTo(1, 12);
      }),
    );
    expect(twoClassFlow(101, 0)).toBe(0);
    // d′ = N at the start.
    expect(twoClassFlow(101, 1e-300) / 101e-300).toBeCloseTo(1, 12);
  });

  it('is what gradient descent with small steps does', () => {
    const W = new Float64Array(2);
    gradientDescent(softmaxRegression(setUp(100, 1)), W, { rate: 1e-5, steps: 5000 });
    const d = W[0]! - W[1]!;
    expect(Math.abs(d + Math.exp(d) - 11.1)).toBeLessThan(0.01);
    expect(Math.abs(d - twoClassFlow(101, 0.05))).toBeLessThan(3e-4);
  });

  it('refuses no samples and negative time', () => {
    expect(() => twoClassFlow(0, 1)).toThrow('N is 0');
    expect(() => twoClassFlow(5, -1)).toThrow('t is -1');
  });
});

describe('simplexStart(K, large, small)', () => {
  it('has the values worked out by hand', () => {
    expect(simplexStart(2, 100, 1)).toEqual({ large: 50.5, small: 50.5 });
    expect(simplexStart(3, 100, 1).large).toBe(67);
    expect(simplexStart(3, 100, 1).small).toBeCloseTo(33.51119, 5);
    expect(simplexStart(10, 100, 1).small).toBeCloseTo(10.06032, 5);
  });

  it('is the first gradient of softmax regression', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 9 }), size, size, (K, large, small) => {
        const counts = Array.from({ length: K }, (_, j) => (j === 0 ? large : small));
        const gradient = new Float64Array(K * (K - 1));
        softmaxRegression({
          K,
          d: K - 1,
          features: simplexFeatures(K),
          labels: counts.map((_, j) => j),
          weights: counts,
        })(new Float64Array(K * (K - 1)), gradient);
        const norms = weightNorms(gradient, K - 1);
        const closed = simplexStart(K, large, small);
        expect(norms[0]).toBeCloseTo(closed.large, 9);
        for (const other of norms.slice(1)) expect(other).toBeCloseTo(closed.small, 9);
      }),
    );
  });

  it('has the ratio 1 for equal classes and tends to K − 1', () => {
    for (const K of [2, 3, 8]) {
      const equal = simplexStart(K, 10, 10);
      expect(equal.large / equal.small).toBeCloseTo(1, 14);
      const skewed = simplexStart(K, 1e9, 1);
      expect(skewed.large / skewed.small).toBeCloseTo(K - 1, 6);
    }
  });

  it('refuses empty classes and one class', () => {
    expect(() => simplexStart(1, 1, 1)).toThrow('K is 1');
    expect(() => simplexStart(3, 0, 1)).toThrow('large is 0');
    expect(() => simplexStart(3, 1, 0)).toThrow('small 0; both must be above 0');
  });
});

describe('gradientDescent(objective, W, options)', () => {
  const bowl = (W: Float64Array, gradient: Float64Array | null): number => {
    W.forEach((w, i) => {
      if (gradient !== null) gradient[i] = w - i;
    });
    return 0;
  };

  it('follows its recurrence on a bowl', () => {
    const W = Float64Array.of(8, 8);
    gradientDescent(bowl, W, { rate: 0.5, steps: 3 });
    expect([...W]).toEqual([1, 1 + 7 / 8]);
  });

  it('with weight decay ends where decay and slope balance', () => {
    const W = Float64Array.of(5, 5);
    gradientDescent(bowl, W, { rate: 0.5, steps: 200, decay: 0.25 });
    expect(W[1]).toBeCloseTo(1 / 1.25, 12);
  });

  it('shows every step once, the start as step 0', () => {
    const seen: number[] = [];
    gradientDescent(bowl, Float64Array.of(1), {
      rate: 0.1,
      steps: 3,
      visit: (step) => seen.push(step),
    });
    expect(seen).toEqual([0, 1, 2, 3]);
    const still = Float64Array.of(1);
    gradientDescent(bowl, still, { rate: 0.1, steps: 0, visit: (step) => seen.push(step) });
    expect(seen.slice(4)).toEqual([0]);
    expect([...still]).toEqual([1]);
  });

  it('refuses rates, steps and decays outside, and steps that run away', () => {
    const W = Float64Array.of(1);
    expect(() => gradientDescent(bowl, W, { rate: 0, steps: 1 })).toThrow('rate is 0');
    expect(() => gradientDescent(bowl, W, { rate: 1, steps: -1 })).toThrow('steps is -1');
    expect(() => gradientDescent(bowl, W, { rate: 1, steps: 1.5 })).toThrow('steps is 1.5');
    expect(() => gradientDescent(bowl, W, { rate: 1, steps: 1, decay: -1 })).toThrow('decay is -1');
    expect(() => gradientDescent(bowl, W, { rate: 1e3, steps: 200 })).toThrow('rate is 1000');
    // One weight that runs away is enough: the first stays at the bottom of the bowl.
    const half = Float64Array.of(0, 8);
    expect(() => gradientDescent(bowl, half, { rate: 1e3, steps: 200 })).toThrow('rate is 1000');
    expect(half[0]).toBe(0);
  });
});

describe('gradientFlow(objective, size, times, visit)', () => {
  it('is the closed form for two classes, to t = 10¹²', () => {
    const times = [0.01, 1, 100, 1e6, 1e12];
    gradientFlow(softmaxRegression(setUp(2, 1)), 2, times, (t, W) => {
      expect(Math.abs(W[0]! - W[1]! - twoClassFlow(3, t))).toBeLessThan(1e-7);
    });
  });

  it('agrees with SciPy to t = 10¹⁵, K = 3 and 5', () => {
    for (const K of [3, 5] as const) {
      const found: number[][] = [];
      gradientFlow(softmaxRegression(simplexData(K)), K * (K - 1), fixture.times, (_, W) => {
        found.push(weightNorms(W, K - 1).slice(0, 2));
      });
      expect(found.length).toBe(fixture.times.length);
      found.forEach((norms, i) => {
        norms.forEach((value, j) => {
          expect(Math.abs(value - fixture[`K${K}`][i]![j]!)).toBeLessThan(2e-8);
        });
      });
    }
  });

  it('keeps the sum of the weights at zero', () => {
    gradientFlow(softmaxRegression(simplexData(3)), 6, [1, 1e6], (_, W) => {
      expect(norm([W[0]! + W[2]! + W[4]!, W[1]! + W[3]! + W[5]!])).toBeLessThan(1e-12);
    });
  });

  it('refuses times that do not ascend', () => {
    const objective = softmaxRegression(setUp(1, 1));
    expect(() => gradientFlow(objective, 2, [1, 1], () => undefined)).toThrow('times holds 1');
    expect(() => gradientFlow(objective, 2, [1e-9], () => undefined)).toThrow('times holds 1e-9');
  });
});
