import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newtonRoot } from '../../../src/lib/optimization/newton-root.ts';
import { newtonStationary } from '../../../src/lib/optimization/newton-stationary.ts';
import fixture from '../../fixtures/optimization/newton.json' with { type: 'json' };

describe('newtonRoot', () => {
  it('needs one step for a straight line', () => {
    const { xs, reason } = newtonRoot(
      (x) => 2 * x - 6,
      () => 2,
      100,
    );
    expect(xs).toEqual([100, 3]);
    expect(reason).toBe('converged');
  });

  it('takes the first steps for √2 exactly: 1, 3/2, 17/12', () => {
    const { xs } = newtonRoot(
      (x) => x * x - 2,
      (x) => 2 * x,
      1,
    );
    expect(xs.slice(0, 3)).toEqual([1, 1.5, 1.5 - 0.25 / 3]);
    expect(xs.at(-1)).toBeCloseTo(Math.SQRT2, 15);
  });

  it('finds the square root of any number from above', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-3, max: 1e6, noNaN: true }), (a) => {
        const { xs, reason } = newtonRoot(
          (x) => x * x - a,
          (x) => 2 * x,
          a + 1,
          { tolerance: 0 },
        );
        expect(['converged', 'cycle']).toContain(reason);
        expect(Math.abs(xs.at(-1)! - Math.sqrt(a)) / Math.sqrt(a)).toBeLessThan(1e-15);
      }),
    );
  });

  it('keeps value and slope of every iterate', () => {
    const { xs, values, slopes } = newtonRoot(Math.sin, Math.cos, 3);
    expect(values).toEqual(xs.map(Math.sin));
    expect(slopes).toEqual(xs.map(Math.cos));
  });

  it('says that it converged when it starts on the root', () => {
    const trace = newtonRoot(
      (x) => x,
      () => 1,
      0,
    );
    expect(trace).toMatchObject({ xs: [0], reason: 'converged', period: null });
  });

  it('says that it converged when a step no longer moves x', () => {
    // 1 + 10⁻²⁰ rounds to 1, so the value never falls below the tolerance.
    const trace = newtonRoot(
      () => 1e-20,
      () => 1,
      1,
      { tolerance: 0 },
    );
    expect(trace).toMatchObject({ xs: [1, 1], reason: 'converged' });
  });

  it('recognises a cycle and its length', () => {
    const trace = newtonRoot(
      (x) => x * x * x - 2 * x + 2,
      (x) => 3 * x * x - 2,
      0,
    );
    expect(trace).toMatchObject({ xs: [0, 1, 0], reason: 'cycle', period: 2 });
  });

  it('counts a cycle from its first return, not from the start', () => {
    // With slope 1 the step leads to x − g(x): 5 to 0, 0 to 1, 1 to 0.
    const next = new Map([
      [5, 0],
      [0, 1],
      [1, 0],
    ]);
    const trace = newtonRoot(
      (x) => x - next.get(x)!,
      () => 1,
      5,
    );
    expect(trace).toMatchObject({ xs: [5, 0, 1, 0], reason: 'cycle', period: 2 });
  });

  it('stops where the slope is 0', () => {
    const trace = newtonRoot(
      (x) => x * x - 1,
      (x) => 2 * x,
      0,
    );
    expect(trace).toMatchObject({ xs: [0], values: [-1], reason: 'singular' });
  });

  it('stops when it runs away', () => {
    const trace = newtonRoot(Math.atan, (x) => 1 / (1 + x * x), 1.5);
    expect(trace.reason).toBe('diverged');
    expect(Math.abs(trace.xs.at(-1)!)).toBeGreaterThan(1e8);
  });

  it('leaves out an iterate at which g is not finite', () => {
    const trace = newtonRoot(Math.log, (x) => 1 / x, 3);
    expect(trace).toMatchObject({ xs: [3], reason: 'not finite' });
  });

  it('stops at the limit', () => {
    const options = { limit: 5, tolerance: 0 };
    const trace = newtonRoot(
      (x) => x * x,
      (x) => 2 * x,
      1,
      options,
    );
    expect(trace).toMatchObject({ xs: [1, 0.5, 0.25, 0.125, 0.0625, 0.03125] });
    expect(trace.reason).toBe('limit reached');
  });

  it('refuses a start or options out of range', () => {
    const line = [(x: number) => x, () => 1] as const;
    expect(() => newtonRoot(...line, NaN)).toThrow('start is NaN');
    expect(() => newtonRoot(...line, 1, { tolerance: -1 })).toThrow('tolerance is -1');
    expect(() => newtonRoot(...line, 1, { limit: 0.5 })).toThrow('limit is 0.5');
  });
});

describe('newtonStationary', () => {
  it('follows the errors NumPy gives on e^x − 2x', () => {
    const { xs, kind } = newtonStationary((x) => Math.exp(x) - 2, Math.exp, 0);
    expect(xs).toHaveLength(6);
    for (const [k, x] of xs.entries()) {
      expect(Math.abs(x - Math.LN2)).toBeCloseTo(fixture.expMinus2xErrors[k]!, 14);
    }
    expect(kind).toBe('minimum');
  });

  it('goes to the maximum of the cosine when it starts near it', () => {
    const trace = newtonStationary(
      (x) => -Math.sin(x),
      (x) => -Math.cos(x),
      0.5,
    );
    expect(trace.kind).toBe('maximum');
    expect(trace.xs.at(-1)).toBeCloseTo(0, 12);
  });

  it('on √(1 + x²) turns x into −x³, and so converges only inside (−1, 1)', () => {
    const run = (start: number) =>
      newtonStationary(
        (x) => x / Math.sqrt(1 + x * x),
        (x) => 1 / ((1 + x * x) * Math.sqrt(1 + x * x)),
        start,
      );
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 3, noNaN: true }), (x) => {
        expect(run(x).xs[1]).toBeCloseTo(-x * x * x, 10);
      }),
    );
    expect(run(0.9).reason).toBe('converged');
    expect(run(1)).toMatchObject({ reason: 'cycle', period: 2 });
    expect(run(1.1).reason).toBe('diverged');
  });

  it('does not decide where f″ is 0, and says nothing unless it converged', () => {
    const quartic = newtonStationary(
      (x) => 4 * x * x * x,
      (x) => 12 * x * x,
      0,
    );
    expect(quartic.kind).toBe('undecided');
    const stuck = newtonStationary(
      (x) => x * x - 1,
      (x) => 2 * x,
      0,
    );
    expect(stuck.kind).toBeNull();
  });
});
