import { describe, expect, it } from 'vitest';
import { gradientDescent } from '../../../src/lib/optimization/gradient-descent.ts';
import { irisLogistic } from '../../../src/lib/optimization/iris-logistic.ts';
import { quadratic } from '../../../src/lib/optimization/quadratic.ts';
import { rosenbrock } from '../../../src/lib/optimization/rosenbrock.ts';
import { distance } from '../../../src/lib/optimization/vector.ts';
import fixture from '../../fixtures/optimization/newton.json' with { type: 'json' };

const never = () => false;

describe('gradientDescent', () => {
  it('shrinks each coordinate of a quadratic by 1 − ηλ', () => {
    const { path } = gradientDescent(quadratic([1, 0, 0, 4]), [8, 8], {
      step: 0.25,
      limit: 2,
      done: never,
    });
    expect(path.map((x) => [...x])).toEqual([
      [8, 8],
      [6, 0],
      [4.5, 0],
    ]);
  });

  it('needs 17,082 steps through Rosenbrock’s valley, as in NumPy', () => {
    const { path, reason } = gradientDescent(rosenbrock, [-1.2, 1], {
      step: 1e-3,
      limit: 20_000,
      done: (x) => distance(x, [1, 1]) <= 1e-3,
    });
    expect(reason).toBe('converged');
    expect(path.length - 1).toBe(fixture.rosenbrock.descentSteps);
  });

  it('needs 1,957 steps of 1/L on the logistic loss over iris, as in NumPy', () => {
    const { objective } = irisLogistic(1e-3);
    const { path } = gradientDescent(objective, new Float64Array(5), {
      step: 1 / fixture.iris.smoothness,
      limit: 5_000,
      done: (w) => objective.value(w) - fixture.iris.minimum <= 1e-8,
    });
    expect(path.length - 1).toBe(fixture.iris.descentSteps);
    const losses = path.map((w) => objective.value(w));
    expect(losses.every((loss, k) => k === 0 || loss < losses[k - 1]!)).toBe(true);
  });

  it('diverges with a step above 2/L', () => {
    const bowl = quadratic([1, 0, 0, 1]);
    const run = (step: number) =>
      gradientDescent(bowl, [1, 1], { step, limit: 2000, done: (x) => distance(x, [0, 0]) < 1e-6 });
    expect(run(1.9).reason).toBe('converged');
    expect(run(2.1).reason).toBe('diverged');
    expect(run(2).reason).toBe('limit reached');
  });

  it('keeps the start when that is where it should go', () => {
    const trace = gradientDescent(rosenbrock, [1, 1], { step: 1, limit: 9, done: () => true });
    expect(trace).toMatchObject({ reason: 'converged', path: [Float64Array.of(1, 1)] });
  });

  it('stops at what is not finite', () => {
    const trace = gradientDescent(rosenbrock, [Infinity, 1], { step: 1, limit: 9, done: never });
    expect(trace).toEqual({ path: [], reason: 'not finite' });
  });

  it('refuses a step that is not positive and finite, and a start of another dimension', () => {
    const options = { limit: 1, done: never };
    expect(() => gradientDescent(rosenbrock, [1, 1], { ...options, step: 0 })).toThrow('step is 0');
    expect(() => gradientDescent(rosenbrock, [1, 1], { ...options, step: NaN })).toThrow(
      RangeError,
    );
    expect(() => gradientDescent(rosenbrock, [1], { ...options, step: 1 })).toThrow('start has 1');
  });
});
