/** What the titles say, and what drawings take for granted, against the results. */
import { describe, expect, test } from 'vitest';
import { cosine, hyperbola, quartic } from '../../../src/components/figures/failure-functions.ts';
import decisionArcs from '../../../src/components/figures/decision-arcs.meta.ts';
import psi from '../../../src/components/figures/psi.meta.ts';
import { NO_SOURCES } from '../../../src/components/figures/define.ts';
import { result } from '../../../src/components/figures/lib/results.ts';
import { windows } from '../../../src/components/figures/taylor-windows.ts';
import type { DecisionBoundaryResult } from '../../../src/lib/experiments/decision-boundary.ts';
import type { DecisionBoundarySphereResult } from '../../../src/lib/experiments/decision-boundary-sphere.ts';
import type { ImbalanceKClassResult } from '../../../src/lib/experiments/imbalance-k-class.ts';
import type { ImbalanceTwoClassResult } from '../../../src/lib/experiments/imbalance-two-class.ts';
import type { InverseCostResult } from '../../../src/lib/experiments/inverse-cost.ts';
import type { NewtonDescentResult } from '../../../src/lib/experiments/newton-descent.ts';
import type { NewtonFailuresResult } from '../../../src/lib/experiments/newton-failures.ts';
import type { PsiResult } from '../../../src/lib/experiments/psi.ts';
import type { SeparableDiscriminativeResult } from '../../../src/lib/experiments/separable-discriminative.ts';
import type { TaylorResult } from '../../../src/lib/experiments/taylor.ts';
import { taylorFunctions } from '../../../src/lib/optimization/taylor-functions.ts';
import { results } from './figures.ts';

describe('titles', () => {
  test('psi: no margin rises', () => {
    expect(result<PsiResult>(results, 'psi').maxRise).toBe(0);
  });

  const boundary = result<DecisionBoundaryResult>(results, 'decision-boundary');

  test('decision-arcs: the criterion is not met at m = 1, 2 and 3, and is from 4 on', () => {
    const { m1, m2, m3, m4, m5 } = boundary.twoClasses.theta60;
    expect([m1, m2, m3, m4, m5].map(({ excess }) => excess <= 0)).toEqual([
      false,
      false,
      false,
      true,
      true,
    ]);
    const { columns, rows } = decisionArcs.table(results, NO_SOURCES);
    expect(columns.at(-1)).toBe('criterion');
    expect(rows.map((row) => row.at(-1))).toEqual(['not met', 'not met', 'not met', 'met']);
  });

  test('decision-arcs and margin-bounds: the weights drawn are 60° apart', () => {
    const [first, second] = boundary.arcs.two.m4;
    expect((second?.weight ?? 0) - (first?.weight ?? 0)).toBeCloseTo(60, 5);
    const shareAtTwo = (boundary.curves.two.inter[0] ?? NaN) / 60;
    expect(shareAtTwo).toBeCloseTo(boundary.marginShare.m2, 5);
  });

  test('margin-bounds: 2 + √3 for two classes, 3 for many; one curve between classes', () => {
    expect(boundary.twoClasses.theta60.smallestM).toBeCloseTo(2 + Math.sqrt(3), 4);
    for (const { smallestM } of Object.values(boundary.even)) expect(smallestM).toBeCloseTo(3, 4);
    // The drawing shows the shares of the two set-ups as one line.
    boundary.curves.two.inter.forEach((angle, i) => {
      expect(angle / 60).toBeCloseTo((boundary.curves.even.inter[i] ?? NaN) / 120, 5);
    });
  });

  test('margin-needed: every other arrangement of three or more needs more than 3', () => {
    const { arrangements } = result<DecisionBoundarySphereResult>(
      results,
      'decision-boundary-sphere',
    );
    const many = Object.values(arrangements).filter(({ K }) => K > 2);
    for (const { smallestM } of many) expect(smallestM).toBeGreaterThan(3.1);
    expect(boundary.uneven.smallestM).toBeGreaterThan(3.1);
  });

  test('imbalance-two-class: the four lines are one', () => {
    const { training } = result<ImbalanceTwoClassResult>(results, 'imbalance-two-class');
    training.steps.forEach((_, i) => {
      expect(training.m100n1.w2[i]).toBe(training.m100n1.w1[i]);
      expect(training.m50n51.w1[i]).toBe(training.m100n1.w1[i]);
    });
  });

  test('imbalance-ratio: ahead at first from K = 3 on, then falling towards 1', () => {
    const { start, curves } = result<ImbalanceKClassResult>(results, 'imbalance-k-class');
    for (const [key, K] of [
      ['K3', 3],
      ['K5', 5],
      ['K10', 10],
    ] as const) {
      expect(start[key].ratio).toBeGreaterThan(K - 1.1);
      expect(start[key].ratio).toBeLessThan(K - 1);
      const ratios = curves[key];
      for (const [i, ratio] of ratios.slice(1).entries()) {
        expect(ratio).toBeLessThanOrEqual((ratios[i] ?? 0) + 1e-9);
      }
      expect(ratios.at(-1)).toBeGreaterThan(1);
    }
    expect(Math.max(...curves.K2)).toBeCloseTo(1, 9);
  });

  test('separable-arcs: 30° and no mistake', () => {
    const { smallestT, sweep } = result<SeparableDiscriminativeResult>(
      results,
      'separable-discriminative',
    );
    expect(smallestT).toBeCloseTo(30, 6);
    expect(sweep.lowestAccuracy).toBe(1);
  });

  test('taylor-error: the error dies out inside the radius and grows outside', () => {
    const { log, exp } = result<TaylorResult>(results, 'taylor');
    expect(log.half.errors.at(-1)).toBeLessThan(1e-12);
    expect(exp.xMinus3.errors.at(-1)).toBeLessThan(1e-8);
    const outside = log.oneAndHalf.errors;
    for (const [i, error] of outside.slice(6).entries()) {
      expect(error).toBeGreaterThan(outside[i + 5] ?? Infinity);
    }
  });

  test('rosenbrock-paths: Newton goes uphill at its second step and arrives five later', () => {
    const { newton } = result<NewtonDescentResult>(results, 'newton-descent').rosenbrock;
    expect(newton.values[2]).toBeGreaterThan(newton.values[1] ?? Infinity);
    expect(newton.steps - 2).toBe(5);
  });

  test('inverse-cost: elimination is n³ exactly, Cholesky tends to a sixth, Strassen to log₂ 7', () => {
    const { gaussJordan, cholesky, strassen } = result<InverseCostResult>(results, 'inverse-cost');
    expect(gaussJordan.multiplications).toEqual(gaussJordan.n.map((n) => n * n * n));
    expect(cholesky.share.at(-1)).toBeGreaterThan(1 / 6);
    expect(cholesky.share.at(-1)).toBeLessThan(0.18);
    expect(strassen.slope).toBeCloseTo(Math.log2(7), 2);
  });
});

describe('tables', () => {
  test('psi: the row of m = 4 is the results’', () => {
    const { table } = result<PsiResult>(results, 'psi');
    const row = psi.table(results, NO_SOURCES).rows.find(([m]) => m === 4) ?? [];
    expect(row.slice(1, 6)).toEqual(
      [table.d30.m4, table.d60.m4, table.d90.m4, table.d120.m4, table.d180.m4].map((v) =>
        Number(v.toPrecision(6)),
      ),
    );
  });
});

describe('the functions of newton-failures', () => {
  const runs = result<NewtonFailuresResult>(results, 'newton-failures');
  test.each([
    ['quartic', quartic, runs.cycle.xs],
    ['hyperbola', hyperbola, runs.hyperbola.far.xs.slice(0, 4)],
    ['cosine', cosine, runs.cosine.xs.slice(0, 3)],
  ] as const)('%s: their Newton steps are the results’', (_, curve, xs) => {
    for (const [i, x] of xs.slice(0, -1).entries()) {
      expect(x - curve.slope(x) / curve.curvature(x)).toBeCloseTo(xs[i + 1] ?? NaN, 9);
    }
  });

  test.each([
    ['quartic', quartic],
    ['hyperbola', hyperbola],
    ['cosine', cosine],
  ])('%s: slope and curvature are the value’s derivatives', (_, curve) => {
    const h = 1e-5;
    for (const x of [-1.7, -0.4, 0.3, 1.1, 2.2]) {
      expect((curve.value(x + h) - curve.value(x - h)) / (2 * h)).toBeCloseTo(curve.slope(x), 6);
      expect((curve.slope(x + h) - curve.slope(x - h)) / (2 * h)).toBeCloseTo(
        curve.curvature(x),
        6,
      );
    }
  });
});

describe('the windows of the Taylor figure', () => {
  test.each(Object.values(taylorFunctions))(
    '$label: shows 0, and compares inside the radius',
    (f) => {
      const { x, y, probe } = windows[f.name];
      expect(x[0]).toBeLessThan(0);
      expect(x[1]).toBeGreaterThan(0);
      expect(f.value(0)).toBeGreaterThan(y[0]);
      expect(f.value(0)).toBeLessThan(y[1]);
      expect(probe).toBeLessThan(f.radius);
    },
  );
});
