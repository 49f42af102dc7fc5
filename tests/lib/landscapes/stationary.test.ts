import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { followModes } from '../../../src/lib/landscapes/follow-modes.ts';
import { newtonPoint } from '../../../src/lib/landscapes/newton-point.ts';
import { findStationary, type Landscape } from '../../../src/lib/landscapes/stationary.ts';
import { norm } from '../../../src/lib/numeric/vector.ts';

/** Σ λᵢxᵢ²/2, and how often its Hessian was asked for. */
function quadratic(curvatures: readonly number[]): Landscape & { readonly hessians: () => number } {
  const n = curvatures.length;
  let asked = 0;
  return {
    dimension: n,
    evaluate(x, gradient) {
      let sum = 0;
      curvatures.forEach((curvature, i) => {
        gradient[i] = curvature * x[i]!;
        sum += (curvature * x[i]! * x[i]!) / 2;
      });
      return sum;
    },
    hessian() {
      asked++;
      const H = new Float64Array(n * n);
      curvatures.forEach((curvature, i) => (H[i * n + i] = curvature));
      return H;
    },
    hessians: () => asked,
  };
}

/** x⁴/4 − x²/2 + y²/2 + c·x·y: a double well with a saddle at 0, turned a little. */
const well = (c: number): Landscape => ({
  dimension: 2,
  evaluate(p, gradient) {
    const [x, y] = [p[0]!, p[1]!];
    gradient[0] = x * x * x - x + c * y;
    gradient[1] = y + c * x;
    return (x * x * x * x) / 4 - (x * x) / 2 + (y * y) / 2 + c * x * y;
  },
  hessian: (p) => Float64Array.of(3 * p[0]! * p[0]! - 1, c, c, 1),
});

/** x³/3 + x: no stationary point; ‖∇f‖ is least, 1, at 0. */
const ramp: Landscape = {
  dimension: 1,
  evaluate(p, gradient) {
    gradient[0] = p[0]! * p[0]! + 1;
    return (p[0]! * p[0]! * p[0]!) / 3 + p[0]!;
  },
  hessian: (p) => Float64Array.of(2 * p[0]!),
};

describe('findStationary(landscape, start)', () => {
  it('goes to the stationary point of a quadratic, whatever its index', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.double({ min: -3, max: 3, noNaN: true }).filter((x) => Math.abs(x) > 0.2),
          { minLength: 3, maxLength: 3 },
        ),
        (curvatures) => {
          const found = findStationary(quadratic(curvatures), [1, -2, 0.5]);
          expect(found.gradient).toBeLessThanOrEqual(1e-10);
          expect(norm(found.x)).toBeLessThan(1e-8);
          expect(found.value).toBeCloseTo(0, 12);
        },
      ),
    );
  });

  it('finds a maximum where descent would leave', () => {
    const found = findStationary(well(0.3), [0.2, 0.1]);
    expect(norm(found.x)).toBeLessThan(1e-10);
    expect(found.steps).toBeLessThan(12);
  });

  it('ends where ‖∇f‖ is least, and says that it is not zero', () => {
    const found = findStationary(ramp, [1]);
    expect(found.gradient).toBeCloseTo(1, 6);
    expect(Math.abs(found.x[0]!)).toBeLessThan(1e-3);
    expect(found.value).toBeCloseTo(found.x[0]!, 6);
  });

  it('never makes the gradient longer', () => {
    let before = Infinity;
    for (let limit = 0; limit < 6; limit++) {
      const { gradient, steps } = findStationary(well(0.2), [1.6, 2], { limit });
      expect(gradient).toBeLessThanOrEqual(before);
      expect(steps).toBe(limit);
      before = gradient;
    }
    expect(before).toBeLessThan(1e-3);
  });

  it('stops at the tolerance and takes no step where it is reached', () => {
    const bowl = quadratic([1, 1]);
    const found = findStationary(bowl, [0.3, 0.4], { tolerance: 0.5 });
    expect(found).toEqual({
      x: Float64Array.of(0.3, 0.4),
      value: 0.125,
      gradient: 0.5,
      steps: 0,
    });
    expect(bowl.hessians()).toBe(0);
    const start = [3, 4];
    findStationary(bowl, start);
    expect(start).toEqual([3, 4]);
  });

  it('is nearly Newton’s method at once where the function is quadratic', () => {
    const bowl = quadratic([2, -1]);
    const found = findStationary(bowl, [1, 1]);
    expect(found.steps).toBeLessThanOrEqual(8);
    expect(bowl.hessians()).toBe(found.steps);
    // The first damping is a thousandth of the largest squared curvature: x shrinks to μ/(λ² + μ).
    const once = findStationary(quadratic([2, -1]), [1, 1], { limit: 1 });
    expect(once.x[0]).toBeCloseTo(0.004 / 4.004, 12);
    expect(once.x[1]).toBeCloseTo(0.004 / 1.004, 12);
    // The largest need not be the first.
    const other = findStationary(quadratic([1, -3]), [1, 1], { limit: 1 });
    expect(other.x[0]).toBeCloseTo(0.009 / 1.009, 12);
    // Then a fifth of it.
    const twice = findStationary(quadratic([2, -1]), [1, 1], { limit: 2 });
    expect(twice.x[1]).toBeCloseTo(((0.004 / 1.004) * 0.0008) / 1.0008, 12);
  });

  it('gives up where no damping helps', () => {
    // A Hessian of the wrong sign: every step makes the gradient longer.
    const wrong: Landscape = { ...quadratic([1]), hessian: () => Float64Array.of(-1) };
    const found = findStationary(wrong, [1]);
    expect([...found.x]).toEqual([1]);
    expect(found.steps).toBe(1);
  });

  it('tightens the damping until the gradient falls', () => {
    // atan has its stationary direction nowhere; from far out Newton’s step is too long.
    const far: Landscape = {
      dimension: 1,
      evaluate(p, gradient) {
        gradient[0] = Math.atan(p[0]!);
        return 0;
      },
      hessian: (p) => Float64Array.of(1 / (1 + p[0]! * p[0]!)),
    };
    // The damping 10⁻⁵ is quadrupled six times until |x| falls: H²= 0.01, Hg = atan(3)/10.
    const once = findStationary(far, [3], { limit: 1 });
    expect(once.x[0]).toBeCloseTo(3 - Math.atan(3) / 10 / (0.01 + 1e-5 * 4096), 10);
    const found = findStationary(far, [3]);
    expect(Math.abs(found.x[0]!)).toBeLessThan(1e-10);
    expect(found.steps).toBeLessThan(40);
  });
});

describe('followModes(landscape, start)', () => {
  it('finds the saddle and the minima of a double well, as told', () => {
    const saddle = followModes(well(0.3), [0.5, 0.4], { modes: 1 });
    expect(norm(saddle.x)).toBeLessThan(1e-9);
    const minimum = followModes(well(0.3), [0.05, 0], { modes: 0 });
    // Where x² = 1 + c² and y = −cx.
    expect(minimum.x[0]).toBeCloseTo(Math.sqrt(1.09), 9);
    expect(minimum.x[1]).toBeCloseTo(-0.3 * Math.sqrt(1.09), 9);
    expect(minimum.gradient).toBeLessThanOrEqual(1e-10);
    expect(minimum.value).toBeCloseTo(-(1.09 * 1.09) / 4, 12);
  });

  it('takes as many modes as curve down where it starts', () => {
    // Near 0 one mode curves down, near a minimum none does.
    expect(norm(followModes(well(0), [0.2, 0.3]).x)).toBeLessThan(1e-9);
    expect(followModes(well(0), [0.8, 0.3]).x[0]).toBeCloseTo(1, 9);
    // A mode that neither curves up nor down is not gone uphill.
    const level = followModes(quadratic([0, 1]), [2, 1]);
    expect(level.x[0]).toBe(2);
    expect(level.x[1]).toBeCloseTo(0, 10);
  });

  it('counts them anew when asked to', () => {
    const at = (limit: number, recount?: number): number =>
      followModes(quadratic([1]), [0.1], { modes: 1, limit, ...(recount && { recount }) }).x[0]!;
    // Uphill doubles the distance; at the second step no mode is found to curve down.
    expect(at(1, 2)).toBeCloseTo(0.2, 12);
    expect(at(2, 2)).toBeCloseTo(0.4, 12);
    expect(at(3, 2)).toBeLessThan(0.4);
    expect(Math.abs(at(20, 2))).toBeLessThan(1e-10);
    expect(at(3)).toBeGreaterThan(0.6);
    expect(at(20)).toBeGreaterThan(10);
    // The first step goes as told, even when every step is a new count.
    expect(at(1, 1)).toBeCloseTo(0.2, 12);
    expect(at(2, 1)).toBeCloseTo(0.05, 12);
  });

  it('steps |g|/|λ| along each mode, up or down', () => {
    const one = followModes(quadratic([-2, 4]), [0.1, 0.05], { modes: 0, limit: 1 });
    // Downhill both times: away from 0 along the first, to 0 along the second.
    expect(one.x[0]).toBeCloseTo(0.2, 12);
    expect(one.x[1]).toBeCloseTo(0, 12);
    const other = followModes(quadratic([-2, 4]), [0.1, 0.05], { modes: 2, limit: 1 });
    expect(other.x[0]).toBeCloseTo(0, 12);
    expect(other.x[1]).toBeCloseTo(0.1, 12);
  });

  it('limits the step: 0.3 at first, longer while it runs straight, 1 at most', () => {
    const at = (limit: number): number =>
      followModes(quadratic([1]), [20], { modes: 0, limit }).x[0]!;
    expect(at(0)).toBe(20);
    expect(at(0) - at(1)).toBeCloseTo(0.3, 12);
    expect(at(1) - at(2)).toBeCloseTo(0.39, 12);
    expect(at(2) - at(3)).toBeCloseTo(0.507, 12);
    expect(at(9) - at(10)).toBeCloseTo(1, 12);
  });

  it('looks at the angle between steps, not at their length', () => {
    // Steps of 0.4 on a plane slope: their product is small, their angle zero.
    const plane: Landscape = {
      dimension: 1,
      evaluate(p, gradient) {
        gradient[0] = 0.4;
        return 0.4 * p[0]!;
      },
      hessian: () => Float64Array.of(1),
    };
    expect(followModes(plane, [0], { modes: 0, limit: 2 }).x[0]).toBeCloseTo(-0.69, 12);
    expect(followModes(plane, [0], { modes: 0, limit: 3 }).x[0]).toBeCloseTo(-1.09, 12);
  });

  it('halves the longest step when it turns back', () => {
    // Slope −1 left of zero and 1 right of it: every step crosses.
    const vee: Landscape = {
      dimension: 1,
      evaluate(p, gradient) {
        gradient[0] = p[0]! < 0 ? -1 : 1;
        return Math.abs(p[0]!);
      },
      hessian: () => Float64Array.of(1),
    };
    const at = (limit: number): number => followModes(vee, [0.1], { modes: 0, limit }).x[0]!;
    expect(at(1)).toBeCloseTo(-0.2, 12);
    expect(at(2)).toBeCloseTo(-0.05, 12);
    // Straight on: 0.15·1.3.
    expect(at(3)).toBeCloseTo(0.145, 12);
  });

  it('keeps its longest step while it bends', () => {
    // A gradient that turns by a right angle: neither straight nor back.
    const bend: Landscape = {
      dimension: 2,
      evaluate(p, gradient) {
        const first = p[0]! > 0.9;
        gradient[0] = first ? 1 : 0;
        gradient[1] = first ? 0 : 1;
        return 0;
      },
      hessian: () => Float64Array.of(1, 0, 0, 1),
    };
    const two = followModes(bend, [1, 0], { modes: 0, limit: 2 }).x;
    expect(two[0]).toBeCloseTo(0.7, 12);
    expect(two[1]).toBeCloseTo(-0.3, 12);
  });

  it('takes flat directions for hardly curved ones', () => {
    const slope: Landscape = {
      dimension: 1,
      evaluate(p, gradient) {
        gradient[0] = 1e-4;
        return 1e-4 * p[0]!;
      },
      hessian: () => Float64Array.of(1e-9),
    };
    const found = followModes(slope, [0], { modes: 0, limit: 1 });
    expect(found.x[0]).toBeCloseTo(-1e-4 / 3e-3, 12);
  });

  it('stops below a value, at the limit, at the tolerance', () => {
    const low = followModes(quadratic([1]), [3], { modes: 0, below: 3 });
    expect(low.value).toBeLessThan(3);
    expect(low.steps).toBe(2);
    const limited = followModes(quadratic([1]), [100], { modes: 0 });
    expect(limited.steps).toBe(60);
    const bowl = quadratic([1]);
    const near = followModes(bowl, [0.5], { modes: 0, tolerance: 0.5 });
    expect(near.steps).toBe(0);
    expect(bowl.hessians()).toBe(0);
    const equal = followModes(quadratic([1]), [2], { modes: 0, below: 2, limit: 1 });
    expect(equal.steps).toBe(1);
  });

  it('leaves its start alone', () => {
    const start = Float64Array.of(3);
    followModes(quadratic([1]), start, { modes: 0 });
    expect(start[0]).toBe(3);
  });
});

describe('newtonPoint(landscape, start)', () => {
  it('reaches a quadratic’s stationary point in one step', () => {
    const found = newtonPoint(quadratic([2, -3, 0.5]), [1, 1, 1]);
    expect(found.steps).toBe(1);
    expect(norm(found.x)).toBe(0);
    expect(found.gradient).toBe(0);
    expect(found.value).toBe(0);
  });

  it('is drawn to the saddle of a double well', () => {
    const found = newtonPoint(well(0.3), [0.2, 0.1]);
    expect(norm(found.x)).toBeLessThan(1e-10);
    expect(found.steps).toBeLessThan(7);
  });

  it('stops at the tolerance, the limit, and where the Hessian is singular', () => {
    expect(newtonPoint(quadratic([1]), [0.5], { tolerance: 0.5 }).steps).toBe(0);
    expect(newtonPoint(well(0), [3, 0], { limit: 2 }).steps).toBe(2);
    expect(newtonPoint(ramp, [0.4]).steps).toBe(20);
    const stuck = newtonPoint(quadratic([0, 1]), [2, 1]);
    expect([...stuck.x]).toEqual([2, 1]);
    expect(stuck.steps).toBe(0);
  });
});
