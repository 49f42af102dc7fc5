import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { norm } from '../../../src/lib/numeric/vector.ts';
import { newton, newtonStep } from '../../../src/lib/optimization/newton.ts';
import type { Objective } from '../../../src/lib/optimization/objective.ts';
import { quadratic } from '../../../src/lib/optimization/quadratic.ts';
import { rosenbrock } from '../../../src/lib/optimization/rosenbrock.ts';
import { irisLogistic } from '../../../src/lib/optimization/iris-logistic.ts';
import { along, multiply } from '../../../src/lib/optimization/vector.ts';
import linear from '../../fixtures/optimization/linear-algebra.json' with { type: 'json' };
import fixture from '../../fixtures/optimization/newton.json' with { type: 'json' };

const entry = fc.double({ min: -3, max: 3, noNaN: true });
const vector = (n: number) => fc.array(entry, { minLength: n, maxLength: n });

describe('newtonStep', () => {
  it('is −g for the identity, by Cholesky', () => {
    expect(newtonStep([1, 0, 0, 1], [3, -4])).toEqual({
      step: Float64Array.of(-3, 4),
      solver: 'cholesky',
    });
  });

  it('solves H·Δ = −g for any positive definite H', () => {
    fc.assert(
      fc.property(vector(9), vector(3), (flat, g) => {
        const H = gramPlusOne(flat, 3);
        const { step, solver } = newtonStep(H, g)!;
        expect(solver).toBe('cholesky');
        expect(norm(along(multiply(H, step), g, 1))).toBeLessThan(1e-10);
      }),
    );
  });

  it('falls back on LU for an indefinite H and agrees with SciPy', () => {
    const { step, solver } = newtonStep(linear.indefinite, linear.b)!;
    expect(solver).toBe('lu');
    for (const [i, v] of linear.indefiniteStep.entries()) expect(step[i]).toBeCloseTo(v, 11);
  });

  it('does not exist for a singular H', () => {
    expect(newtonStep([0, 0, 0, 0], [1, 1])).toBeNull();
    expect(newtonStep([1, 1, 1, 1], [1, 1])).toBeNull();
  });

  it('refuses sizes that do not fit', () => {
    expect(() => newtonStep([1, 2, 3], [1, 2])).toThrow(RangeError);
  });
});

describe('newton', () => {
  it('solves every positive definite quadratic in one step', () => {
    fc.assert(
      fc.property(vector(9), vector(3), vector(3), (flat, b, start) => {
        const { path } = newton(quadratic(gramPlusOne(flat, 3), b), start, { tolerance: 1e-9 });
        expect(path.length).toBeLessThanOrEqual(2);
      }),
    );
  });

  it('goes straight to a saddle', () => {
    const trace = newton(quadratic([2, 0, 0, -2]), [3, -2]);
    expect(trace.path.map((x) => [...x])).toEqual([
      [3, -2],
      [0, 0],
    ]);
    expect(trace).toMatchObject({ reason: 'converged', solvers: ['lu'] });
  });

  it('takes NumPy’s path through Rosenbrock’s valley', () => {
    const { path, reason, solvers } = newton(rosenbrock, [-1.2, 1]);
    expect(reason).toBe('converged');
    expect(solvers).toHaveLength(7);
    expect(path).toHaveLength(fixture.rosenbrock.newtonPath.length);
    for (const [k, point] of fixture.rosenbrock.newtonPath.entries()) {
      for (const [i, v] of point.entries()) expect(path[k]![i]).toBeCloseTo(v, 9);
    }
  });

  it('finds the minimum of the logistic loss over iris that NumPy finds', () => {
    const { objective } = irisLogistic(1e-3);
    const { path, gradientNorms } = newton(objective, new Float64Array(5));
    expect(path).toHaveLength(8);
    const losses = path.map((w) => objective.value(w));
    for (const [k, loss] of fixture.iris.losses.entries()) expect(losses[k]).toBeCloseTo(loss, 12);
    for (const [i, w] of fixture.iris.weights.entries()) expect(path.at(-1)![i]).toBeCloseTo(w, 9);
    expect(gradientNorms.at(-1)).toBeLessThan(1e-10);
  });

  it('does not move when it starts on a stationary point', () => {
    const trace = newton(rosenbrock, [1, 1]);
    expect(trace).toMatchObject({ gradientNorms: [0], solvers: [], reason: 'converged' });
  });

  it('says why it stops', () => {
    const flat: Objective = {
      dimension: 2,
      value: (x) => x[0]! + x[1]!,
      gradient: () => Float64Array.of(1, 1),
      hessian: () => new Float64Array(4),
    };
    expect(newton(flat, [0, 0]).reason).toBe('singular');
    const root: Objective = {
      dimension: 1,
      value: (x) => Math.sqrt(1 + x[0]! * x[0]!),
      gradient: (x) => Float64Array.of(x[0]! / Math.sqrt(1 + x[0]! * x[0]!)),
      hessian: (x) => Float64Array.of((1 + x[0]! * x[0]!) ** -1.5),
    };
    expect(newton(root, [1.1]).reason).toBe('diverged');
    const short = newton(rosenbrock, [-1.2, 1], { limit: 3 });
    expect(short.reason).toBe('limit reached');
    expect(short.path).toHaveLength(4);
    expect(newton(rosenbrock, [NaN, 1])).toMatchObject({ path: [], reason: 'not finite' });
  });

  it('refuses a start of another dimension', () => {
    expect(() => newton(rosenbrock, [1])).toThrow('start has 1 entries');
  });
});

/** AAᵀ + I of the n×n numbers given: positive definite. */
function gramPlusOne(flat: readonly number[], n: number): number[] {
  return Array.from({ length: n * n }, (_, at) => {
    const i = Math.floor(at / n);
    const j = at % n;
    let sum = i === j ? 1 : 0;
    for (let k = 0; k < n; k++) sum += flat[i * n + k]! * flat[j * n + k]!;
    return sum;
  });
}
