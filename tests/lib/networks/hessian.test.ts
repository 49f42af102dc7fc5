import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { relativeGap } from '../../../src/lib/margins/relative-gap.ts';
import { hessianByDifferences, networkHessian } from '../../../src/lib/networks/hessian.ts';
import { SOFTPLUS, TANH } from '../../../src/lib/networks/smooth-activation.ts';
import {
  parameterCount,
  type SmoothNetwork,
  smoothNetwork,
  type SmoothProblem,
} from '../../../src/lib/networks/smooth-network.ts';
import { centralDifference } from '../../../src/lib/numeric/central-difference.ts';
import { createRandom } from '../../../src/lib/numeric/random.ts';
import { dot } from '../../../src/lib/numeric/vector.ts';
import fixture from '../../fixtures/landscapes/hessians.json' with { type: 'json' };

const activations = { tanh: TANH, softplus: SOFTPLUS };

type Given = (typeof fixture.networks)[number];

const cases = fixture.networks.map((given) => ({
  name: `${given.sizes.join('-')} ${given.activation} ${given.loss}`,
  given,
}));
const [deep, squares] = fixture.networks as [Given, Given, Given];

function networkOf(given: Given): SmoothNetwork {
  return smoothNetwork({
    sizes: given.sizes,
    activation: activations[given.activation as 'tanh' | 'softplus'],
    inputs: Float64Array.from(given.inputs),
    targets: Float64Array.from(given.targets),
    loss: given.loss as SmoothProblem['loss'],
    ...(given.decay > 0 && { decay: given.decay }),
  });
}

describe('activations', () => {
  it.each(Object.entries(activations))('%s: slope and curvature are its derivatives', (_, phi) => {
    fc.assert(
      fc.property(fc.double({ min: -6, max: 6, noNaN: true }), (a) => {
        const slope = centralDifference((x) => phi.value(x[0]!), [a])[0]!;
        const curvature = centralDifference((x) => phi.slope(x[0]!), [a])[0]!;
        expect(phi.slope(a)).toBeCloseTo(slope, 8);
        expect(phi.curvature(a)).toBeCloseTo(curvature, 8);
      }),
    );
  });

  it('keep their digits far out', () => {
    expect(TANH.slope(20) / (4 * Math.exp(-40))).toBeCloseTo(1, 12);
    expect(TANH.slope(-20)).toBe(TANH.slope(20));
    expect(TANH.curvature(20) / (-8 * Math.exp(-40))).toBeCloseTo(1, 12);
    expect(TANH.slope(800)).toBe(0);
    expect(TANH.slope(0)).toBe(1);
    expect(SOFTPLUS.curvature(-40) / Math.exp(-40)).toBeCloseTo(1, 12);
    expect(SOFTPLUS.curvature(40) / Math.exp(-40)).toBeCloseTo(1, 12);
    expect(SOFTPLUS.value(800)).toBe(800);
  });
});

describe('smoothNetwork', () => {
  it.each(cases)('agrees with NumPy: $name', ({ given }) => {
    const network = networkOf(given);
    const gradient = new Float64Array(network.dimension).fill(3);
    expect(network.dimension).toBe(given.w.length);
    expect(network.dimension).toBe(parameterCount(given.sizes));
    expect(network.evaluate(Float64Array.from(given.w), gradient)).toBeCloseTo(given.value, 12);
    expect(relativeGap(gradient, given.gradient)).toBeLessThan(1e-13);
  });

  it('leaves probabilities, or the last layer, as its output', () => {
    const first = networkOf(deep);
    const second = networkOf(squares);
    first.evaluate(Float64Array.from(deep.w), new Float64Array(29));
    for (let s = 0; s < 5; s++) {
      const row = first.tape.output.subarray(3 * s, 3 * s + 3);
      expect(row.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 12);
    }
    const w = new Float64Array(second.dimension);
    w.set([0.25, -1], second.dimension - 2);
    second.evaluate(w, new Float64Array(w.length));
    expect([...second.tape.output.subarray(0, 2)]).toEqual([0.25, -1]);
  });

  it('counts samples, places and operations', () => {
    const network = networkOf(deep);
    expect(network.samples).toBe(5);
    expect(network.operations).toBe(3 * 5 * network.dimension);
    expect(network.places).toEqual([
      { inputs: 2, outputs: 3, weights: 0, biases: 6 },
      { inputs: 3, outputs: 2, weights: 9, biases: 15 },
      { inputs: 2, outputs: 3, weights: 17, biases: 23 },
    ]);
    expect(parameterCount([16, 4, 10])).toBe(118);
  });

  it('refuses what does not fit', () => {
    const fits: SmoothProblem = {
      sizes: [2, 1],
      activation: TANH,
      inputs: new Float64Array(4),
      targets: new Float64Array(2),
      loss: 'squares',
    };
    expect(smoothNetwork(fits).dimension).toBe(3);
    expect(() => smoothNetwork({ ...fits, sizes: [2] })).toThrow('sizes is [2]');
    expect(() => smoothNetwork({ ...fits, sizes: [2, 0] })).toThrow('sizes is [2, 0]');
    expect(() => smoothNetwork({ ...fits, sizes: [2, 1.5] })).toThrow(RangeError);
    expect(() => smoothNetwork({ ...fits, inputs: new Float64Array(3) })).toThrow(
      'inputs holds 3 numbers; rows have 2',
    );
    expect(() => smoothNetwork({ ...fits, inputs: new Float64Array(0) })).toThrow(
      'inputs holds 0 numbers',
    );
    expect(() => smoothNetwork({ ...fits, targets: new Float64Array(3) })).toThrow(
      'targets holds 3 numbers; 2 rows of 1 are needed',
    );
    expect(() =>
      smoothNetwork({ ...fits, sizes: [2, 3, 1], targets: new Float64Array(5) }),
    ).toThrow('2 rows of 1 are needed');
    // One sample is enough.
    const one = { inputs: new Float64Array(2), targets: new Float64Array(1) };
    expect(smoothNetwork({ ...fits, ...one }).samples).toBe(1);
    expect(() => smoothNetwork({ ...fits, decay: -1 })).toThrow('decay is -1');
    expect(smoothNetwork({ ...fits, decay: 0 }).dimension).toBe(3);
  });
});

describe('networkHessian', () => {
  it.each(cases)('agrees with complex steps in NumPy: $name', ({ given }) => {
    const network = networkOf(given);
    const H = networkHessian(network).matrix(Float64Array.from(given.w));
    expect(relativeGap(H, given.hessian)).toBeLessThan(1e-13);
  });

  it.each(cases)('agrees with differences of the gradient: $name', ({ given }) => {
    const network = networkOf(given);
    const w = Float64Array.from(given.w);
    const exact = networkHessian(network).matrix(w);
    const differences = hessianByDifferences(network, w);
    const largest = Math.max(...exact.map(Math.abs));
    exact.forEach((entry, i) => {
      expect(Math.abs(entry - differences[i]!) / largest).toBeLessThan(1e-6);
    });
    const P = network.dimension;
    exact.forEach((entry, i) => expect(entry).toBe(exact[(i % P) * P + Math.floor(i / P)]));
    differences.forEach((entry, i) =>
      expect(entry).toBe(differences[(i % P) * P + Math.floor(i / P)]),
    );
  });

  it.each(cases)('product(w, v) is the Hessian times v: $name', ({ given }) => {
    const network = networkOf(given);
    const P = network.dimension;
    const w = Float64Array.from(given.w);
    const hessian = networkHessian(network);
    const H = hessian.matrix(w);
    const random = createRandom(1);
    for (let trial = 0; trial < 5; trial++) {
      const v = Float64Array.from({ length: P }, random.normal);
      const out = new Float64Array(P).fill(9);
      hessian.product(w, v, out);
      const expected = v.map((_, i) => dot(H.subarray(i * P, (i + 1) * P), v));
      expect(relativeGap(out, expected)).toBeLessThan(1e-13);
    }
  });

  it('product(w, v) asks nothing of what was computed before', () => {
    const P = deep.w.length;
    const w = Float64Array.from(deep.w);
    const v = Float64Array.from({ length: P }, createRandom(2).normal);
    const out = new Float64Array(P);
    networkHessian(networkOf(deep)).product(w, v, out);
    const expected = v.map((_, i) => dot(deep.hessian.slice(i * P, (i + 1) * P), v));
    expect(relativeGap(out, expected)).toBeLessThan(1e-13);
  });

  it('products are symmetric, uᵀHv = vᵀHu, at any weights', () => {
    const network = networkOf(deep);
    const P = network.dimension;
    const { product } = networkHessian(network);
    const numbers = fc.array(fc.double({ min: -2, max: 2, noNaN: true }), {
      minLength: P,
      maxLength: P,
    });
    fc.assert(
      fc.property(numbers, numbers, numbers, (w, u, v) => {
        const [Hu, Hv] = [new Float64Array(P), new Float64Array(P)];
        product(Float64Array.from(w), Float64Array.from(u), Hu);
        product(Float64Array.from(w), Float64Array.from(v), Hv);
        expect(dot(v, Hu)).toBeCloseTo(dot(u, Hv), 9);
      }),
      { numRuns: 50 },
    );
  });

  it('adds weight decay to the diagonal, and nothing else', () => {
    const { problem, dimension: P } = networkOf(deep);
    const w = Float64Array.from(deep.w);
    const without = networkHessian(smoothNetwork({ ...problem, decay: 0 }));
    const withIt = networkHessian(smoothNetwork({ ...problem, decay: 0.7 }));
    const plain = without.matrix(w);
    withIt.matrix(w).forEach((entry, i) => {
      expect(entry - plain[i]!).toBeCloseTo(i % (P + 1) === 0 ? 0.7 : 0, 12);
    });
    const v = Float64Array.from(w).reverse();
    const [a, b] = [new Float64Array(P), new Float64Array(P)];
    without.product(w, v, a);
    withIt.product(w, v, b);
    b.forEach((entry, i) => expect(entry - a[i]!).toBeCloseTo(0.7 * v[i]!, 12));
  });

  it('differences: the step can be chosen, must be above 0, and w is left alone', () => {
    const given = squares;
    const network = networkOf(given);
    const w = Float64Array.from(given.w);
    const coarse = hessianByDifferences(network, w, 1e-2);
    expect(relativeGap(coarse, given.hessian)).toBeGreaterThan(1e-7);
    expect(relativeGap(coarse, given.hessian)).toBeLessThan(1e-2);
    expect([...w]).toEqual(given.w);
    for (const h of [0, -1, NaN]) {
      expect(() => hessianByDifferences(network, w, h)).toThrow(`h is ${h}; it must be above 0`);
    }
  });
});
