import { describe, expect, it } from 'vitest';
import { inverseCost } from '../../../src/lib/experiments/inverse-cost.ts';
import { newton1d } from '../../../src/lib/experiments/newton-1d.ts';
import { newtonDescent } from '../../../src/lib/experiments/newton-descent.ts';
import { newtonExpansion } from '../../../src/lib/experiments/newton-expansion.ts';
import { newtonFailures } from '../../../src/lib/experiments/newton-failures.ts';
import { taylor } from '../../../src/lib/experiments/taylor.ts';
import type { Experiment } from '../../../src/lib/lab/define.ts';
import { assertJson } from '../../../src/lib/lab/json.ts';
import fixture from '../../fixtures/optimization/newton.json' with { type: 'json' };
import series from '../../fixtures/optimization/taylor.json' with { type: 'json' };

async function run<Result>(experiment: Experiment<Result>) {
  let operations = 0;
  const count = (more: number) => {
    operations += more;
  };
  const nothing = { needs: {}, data: {}, flags: {}, progress: () => undefined };
  const result = await experiment.run({ seed: experiment.seed, count, ...nothing });
  return { result, operations };
}

describe.each([taylor, newton1d, newtonFailures, newtonExpansion, newtonDescent, inverseCost])(
  'experiment $id',
  (experiment: Experiment<unknown>) => {
    it('returns plain JSON of at most 60 kB and counts its operations', async () => {
      const { result, operations } = await run(experiment);
      assertJson(result);
      expect(JSON.stringify(result).length).toBeLessThanOrEqual(60_000);
      expect(operations).toBeGreaterThan(0);
      expect(Number.isInteger(operations)).toBe(true);
    });
  },
);

describe('taylor', () => {
  it('finds the errors of e^x that exact fractions give', async () => {
    const { exp, log, cancellation } = (await run(taylor)).result;
    for (const [n, error] of series.expErrors.xMinus3.entries()) {
      expect(exp.xMinus3.errors[n]).toBeCloseTo(error, 13);
    }
    expect([exp.xMinus3.worstDegree, log.oneAndHalf.errors.length]).toEqual([2, 41]);
    expect(cancellation.exact).toBeCloseTo(series.expMinus20, 24);
  });

  it('places Lagrange’s ξ where theory has it: near x/(n + 2)', async () => {
    const { xi } = (await run(taylor)).result.exp;
    // ∫ of the remainder gives e^ξ = 1 + x/(n + 2) + …, so ξ(n + 2) tends to x = 1.
    expect(xi.x1[8]! * 10).toBeCloseTo(1, 1);
    expect(Math.exp(xi.x1[0]!)).toBeCloseTo(Math.E - 1, 14);
  });
});

describe('newton-expansion', () => {
  it('has the second-order term that NumPy gives, and the one worked by hand', async () => {
    const { two, four } = (await run(newtonExpansion)).result.nD;
    expect(four.scalar).toBeCloseTo(fixture.secondOrderTerm, 12);
    expect(four.printed.flat()).toHaveLength(16);
    expect(two.scalar).toBe(1.5);
    expect(two.printed).toEqual([
      [0.5, -0.5],
      [-1, 1],
    ]);
  });
});

describe('newton-failures', () => {
  it('goes 0, 1, 0, 1 and −x³', async () => {
    const { cycle, hyperbola, cosine } = (await run(newtonFailures)).result;
    expect(cycle.xs).toEqual([0, 1, 0, 1, 0]);
    // The real root of x³ − 2x + 2.
    expect(cycle.stationary).toBeCloseTo(-1.7692923542386314, 14);
    expect(hyperbola.far.xs[1]).toBeCloseTo(-1.331, 14);
    expect(hyperbola.edge.largestGrowth).toBe(1);
    expect(cosine.kind).toBe('maximum');
  });
});

describe('newton-descent', () => {
  it('needs as many steps as in NumPy and finds the same minimum', async () => {
    const { rosenbrock, iris } = (await run(newtonDescent)).result;
    expect(rosenbrock.newton.steps).toBe(7);
    expect(rosenbrock.gradientDescent.stepsTaken).toBe(fixture.rosenbrock.descentSteps);
    expect(rosenbrock.gradientDescent.steps.at(-1)).toBe(fixture.rosenbrock.descentSteps);
    expect(iris.newton.steps).toBe(7);
    expect(iris.gradientDescent.stepsTaken).toBe(fixture.iris.descentSteps);
    expect(iris.minimum).toBeCloseTo(fixture.iris.minimum, 13);
    expect(iris.gradientDescent.smoothness).toBeCloseTo(fixture.iris.smoothness, 12);
    const [smallest] = fixture.iris.eigenvalues;
    const largest = fixture.iris.eigenvalues.at(-1);
    expect(iris.condition).toBeCloseTo(largest! / smallest!, 8);
  });

  it('keeps samples of the long paths in order, ends included', async () => {
    const { rosenbrock } = (await run(newtonDescent)).result;
    const { steps, path } = rosenbrock.gradientDescent;
    expect(steps[0]).toBe(0);
    expect(steps.every((k, i) => i === 0 || k > steps[i - 1]!)).toBe(true);
    expect(path).toHaveLength(steps.length);
    expect(path[0]).toEqual([-1.2, 1]);
  });
});

describe('inverse-cost', () => {
  it('counts n³ for elimination, n^log₂7 for Strassen, a sixth for Cholesky', async () => {
    const found = (await run(inverseCost)).result;
    expect(found.gaussJordan.multiplications).toEqual(found.gaussJordan.n.map((n) => n * n * n));
    expect(found.strassen.slope).toBeCloseTo(Math.log2(7), 3);
    expect(found.ratio.atMillion).toBeCloseTo(6, 3);
    expect(Math.max(found.gaussJordan.residual, found.strassen.residual)).toBeLessThan(1e-12);
    expect(found.memory.million.terabytes).toBe(8);
    expect(found.memory.deepface.petabytes).toBeCloseTo(113.14, 2);
    expect(found.samples.inverseRatio).toBe(1);
  });
});
