import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { centralDifference } from '../../../src/lib/numeric/central-difference.ts';
import { irisLogistic } from '../../../src/lib/optimization/iris-logistic.ts';
import {
  logisticHessianCost,
  logisticRegression,
} from '../../../src/lib/optimization/logistic-regression.ts';
import type { Objective } from '../../../src/lib/optimization/objective.ts';
import { quadratic } from '../../../src/lib/optimization/quadratic.ts';
import { quadraticModel, quadraticModel1d } from '../../../src/lib/optimization/quadratic-model.ts';
import { rosenbrock } from '../../../src/lib/optimization/rosenbrock.ts';
import { standardise } from '../../../src/lib/optimization/standardise.ts';
import { withOnes } from '../../../src/lib/optimization/table.ts';
import { along, distance, multiply } from '../../../src/lib/optimization/vector.ts';
import fixture from '../../fixtures/optimization/newton.json' with { type: 'json' };

const coordinate = fc.double({ min: -2, max: 2, noNaN: true });
const point = (n: number) => fc.array(coordinate, { minLength: n, maxLength: n });

const objectives: [name: string, f: Objective][] = [
  ['a quadratic', quadratic([2, 1, 0, 1, 3, -1, 0, -1, 1], [1, 2, 3])],
  ['Rosenbrock’s function', rosenbrock],
  ['the logistic loss', irisLogistic(0.1).objective],
];

describe.each(objectives)('%s', (_, f) => {
  it('has the gradient that central differences give', () => {
    fc.assert(
      fc.property(point(f.dimension), (x) => {
        const expected = centralDifference((at) => f.value(at), x);
        const found = f.gradient(x);
        for (const [i, v] of expected.entries()) {
          expect(Math.abs(found[i]! - v)).toBeLessThan(1e-6 * (1 + Math.abs(v)));
        }
      }),
    );
  });

  it('has the Hessian that central differences of the gradient give, symmetric', () => {
    const n = f.dimension;
    fc.assert(
      fc.property(point(n), (x) => {
        const H = f.hessian(x);
        for (let i = 0; i < n; i++) {
          const expected = centralDifference((at) => f.gradient(at)[i]!, x);
          for (const [j, v] of expected.entries()) {
            expect(Math.abs(H[i * n + j]! - v)).toBeLessThan(1e-6 * (1 + Math.abs(v)));
            expect(H[i * n + j]).toBe(H[j * n + i]);
          }
        }
      }),
    );
  });
});

describe('rosenbrock', () => {
  it('is 0 with gradient 0 at (1, 1) and 24.2 at the customary start', () => {
    expect(rosenbrock.value([1, 1])).toBe(0);
    expect([...rosenbrock.gradient([1, 1])].map(Math.abs)).toEqual([0, 0]);
    expect(rosenbrock.value([-1.2, 1])).toBeCloseTo(24.2, 12);
    expect([...rosenbrock.hessian([1, 1])]).toEqual([802, -400, -400, 200]);
  });

  it('agrees with NumPy', () => {
    const { probe, value, gradient, hessian } = fixture.rosenbrock;
    expect(rosenbrock.value(probe)).toBeCloseTo(value, 12);
    for (const [i, v] of gradient.entries())
      expect(rosenbrock.gradient(probe)[i]).toBeCloseTo(v, 11);
    for (const [i, v] of hessian.entries()) expect(rosenbrock.hessian(probe)[i]).toBeCloseTo(v, 11);
  });

  it('has two coordinates', () => {
    expect(() => rosenbrock.value([1])).toThrow(RangeError);
    expect(() => rosenbrock.gradient([1, 2, 3])).toThrow('has 3 coordinates');
  });
});

describe('logisticRegression', () => {
  it('is ln 2 at w = 0, whatever the data', () => {
    const { objective } = irisLogistic(1);
    expect(objective.value(new Float64Array(5))).toBeCloseTo(Math.LN2, 14);
  });

  it('has the Hessian XᵀX/4n + λI at w = 0', () => {
    const f = logisticRegression([1, 2, 3, 4], [0, 1], 0.5);
    expect([...f.hessian([0, 0])]).toEqual([10 / 8 + 0.5, 14 / 8, 14 / 8, 20 / 8 + 0.5]);
  });

  it('agrees with NumPy on iris', () => {
    const { objective, X, n, d } = irisLogistic(1e-3);
    const { probe, value, gradient, hessian, firstRow } = fixture.iris;
    expect([n, d]).toEqual([100, 5]);
    for (const [i, v] of firstRow.entries()) expect(X[i]).toBeCloseTo(v, 13);
    expect(objective.value(probe)).toBeCloseTo(value, 13);
    for (const [i, v] of gradient.entries())
      expect(objective.gradient(probe)[i]).toBeCloseTo(v, 13);
    for (const [i, v] of hessian.entries()) expect(objective.hessian(probe)[i]).toBeCloseTo(v, 13);
  });

  it('stays finite for weights that overflow an exponential', () => {
    const f = logisticRegression([1, -1], [1, 0], 0);
    expect(f.value([1e4])).toBe(0);
    expect(f.value([-1e4])).toBe(1e4);
    expect([...f.gradient([-1e4])]).toEqual([-1]);
    expect([...f.hessian([1e4])]).toEqual([0]);
  });

  it('counts what one Hessian takes', () => {
    // One sample: z and the weighted row cost d each, the lower triangle d(d + 1)/2.
    expect(logisticHessianCost(1, 3)).toBe(3 + 3 + 6);
    expect(logisticHessianCost(10, 3)).toBe(120);
  });

  it('refuses labels, sizes and penalties out of range', () => {
    expect(() => logisticRegression([1, 2], [0, 2], 0)).toThrow('y[1] is 2');
    expect(() => logisticRegression([1, 2, 3], [0, 1], 0)).toThrow('X has 3 entries');
    expect(() => logisticRegression([], [], 0)).toThrow(RangeError);
    expect(() => logisticRegression([1], [1], -1)).toThrow('penalty is -1');
  });
});

describe('quadratic', () => {
  it('refuses a matrix that is not square or not symmetric, and a vector that does not fit', () => {
    expect(() => quadratic([1, 2])).toThrow(RangeError);
    expect(() => quadratic([])).toThrow(RangeError);
    expect(() => quadratic([1, 2, 3, 4])).toThrow('H[1][0] is 3');
    expect(() => quadratic([1], [1, 2])).toThrow('b has 2 entries');
  });
});

describe('the quadratic model', () => {
  it('is f + f′Δ + ½f″Δ² with derivative f′ + f″Δ', () => {
    const model = quadraticModel1d(5, -3, 4);
    expect([0, 1, 2].map((d) => model.value(d))).toEqual([5, 4, 7]);
    expect([0, 0.75].map((d) => model.derivative(d))).toEqual([-3, 0]);
  });

  it('is f + Δᵀ∇f + ½ΔᵀHΔ with gradient ∇f + HΔ', () => {
    const model = quadraticModel(1, [1, -1], [2, 1, 1, 3]);
    expect(model.value([1, -1])).toBe(1 + 2 + 1.5);
    expect([...model.gradient([1, -1])]).toEqual([2, -3]);
  });

  it('of a quadratic is the quadratic', () => {
    const f = objectives[0]![1];
    fc.assert(
      fc.property(point(3), point(3), (x, delta) => {
        const model = quadraticModel(f.value(x), f.gradient(x), f.hessian(x));
        expect(model.value(delta)).toBeCloseTo(f.value(along(x, delta, 1)), 10);
      }),
    );
  });

  it('in one dimension is the same as in n = 1', () => {
    fc.assert(
      fc.property(point(4), ([f, g, h, delta]) => {
        const flat = quadraticModel1d(f!, g!, h!);
        const model = quadraticModel(f!, [g!], [h!]);
        expect(model.value([delta!])).toBeCloseTo(flat.value(delta!), 12);
        expect(model.gradient([delta!])[0]).toBeCloseTo(flat.derivative(delta!), 12);
      }),
    );
  });
});

describe('standardise', () => {
  it('gives mean 0 and deviation 1, divided by n', () => {
    expect([...standardise([1, 10, 3, 30], 2, 2)]).toEqual([-1, -1, 1, 1]);
  });

  it('does not care about shift and scale of a column', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: -99, max: 99 }), { minLength: 2 }), (x) => {
        const moved = standardise(
          x.map((v) => 7 * v - 3),
          x.length,
          1,
        );
        for (const [i, v] of standardise(x, x.length, 1).entries()) {
          expect(moved[i]).toBeCloseTo(v, 11);
        }
      }),
    );
  });

  it('refuses a constant column and sizes that do not fit', () => {
    expect(() => standardise([1, 1], 2, 1)).toThrow('Column 0 has variance 0');
    expect(() => standardise([1, 2, 3], 2, 2)).toThrow('X has 3 entries');
    expect(() => standardise([], 0, 1)).toThrow(RangeError);
  });
});

describe('withOnes', () => {
  it('adds a column of ones behind the others', () => {
    expect([...withOnes([1, 2, 3, 4], 2, 2)]).toEqual([1, 2, 1, 3, 4, 1]);
  });
});

describe('vectors', () => {
  it('go along a direction, have a distance, are multiplied by a matrix', () => {
    expect([...along([1, 2], [3, 4], 2)]).toEqual([7, 10]);
    expect(distance([1, 2], [4, 6])).toBe(5);
    expect([...multiply([1, 2, 3, 4], [1, 10])]).toEqual([21, 43]);
  });

  it('refuse sizes that do not fit', () => {
    expect(() => along([1], [1, 2], 1)).toThrow('a has 1 entries and b 2');
    expect(() => multiply([1, 2, 3], [1, 2])).toThrow('A has 3 entries; n = 2 needs 4');
    expect(() => multiply([], [])).toThrow('n is 0');
  });
});
