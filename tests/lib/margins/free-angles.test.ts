import { describe, expect, it } from 'vitest';
import { type FreeAngles, trainFreeAngles } from '../../../src/lib/margins/free-angles.ts';
import { softmaxRegression } from '../../../src/lib/margins/softmax-regression.ts';
import { centralDifference } from '../../../src/lib/numeric/central-difference.ts';
import { createRandom } from '../../../src/lib/numeric/random.ts';

const one = (each: number): { points: number; each: number } => ({ points: 1, each });

describe('trainFreeAngles(random, points, goal)', () => {
  it('turns two equal points to opposite directions, with opposite weights', () => {
    const { closest, norms, loss } = trainFreeAngles(createRandom(1), [one(50), one(50)], 1e-3);
    expect((closest * 180) / Math.PI).toBeGreaterThan(179);
    expect(loss).toBeLessThan(1e-3);
    // For opposite unit features the mean loss is ln(1 + exp(−‖w₁ − w₂‖)).
    const difference = -Math.log(Math.expm1(loss));
    expect((norms[0] + norms[1]) / difference).toBeCloseTo(1, 2);
  });

  it('stops long before the samples of a class have gathered', () => {
    const { closest } = trainFreeAngles(
      createRandom(2),
      [
        { points: 40, each: 1 },
        { points: 40, each: 1 },
      ],
      1e-3,
    );
    expect((closest * 180) / Math.PI).toBeLessThan(150);
    // Every feature still is on its own side: less than a right angle from its weight.
    expect(closest).toBeGreaterThan(0);
  });

  it('counts each point as many times as it has samples', () => {
    // Every point stands for the same number of samples: only their shares matter.
    const few = trainFreeAngles(createRandom(3), [one(1), one(1)], 1e-2);
    const many = trainFreeAngles(createRandom(3), [one(8), one(8)], 1e-2);
    expect(many).toEqual(few);
    // Nearly at zero weights the mean loss is ln 2, whatever the shares.
    const start = trainFreeAngles(createRandom(3), [one(8), one(1)], 0.75);
    expect(start.steps).toBe(0);
    expect(Math.abs(start.loss - Math.LN2)).toBeLessThan(0.03);
    const uneven = trainFreeAngles(createRandom(3), [one(8), one(1)], 1e-2);
    expect(uneven.closest).not.toBeCloseTo(few.closest, 2);
  });

  it('descends the loss that softmax regression has, weights and angles together', () => {
    const random = createRandom(6);
    let angles = Float64Array.from({ length: 3 }, () => 2 * Math.PI * random.uniform());
    const W = Float64Array.from({ length: 4 }, () => 0.01 * random.normal());
    const lossAt = (at: ArrayLike<number>, gradient: Float64Array | null): number =>
      softmaxRegression({
        K: 2,
        d: 2,
        features: Array.from(at, (angle) => [Math.cos(angle), Math.sin(angle)]).flat(),
        labels: [0, 0, 1],
        weights: [3 / 8, 3 / 8, 2 / 8],
      })(W, gradient);
    let steps = 0;
    for (; lossAt(angles, null) >= 0.05; steps++) {
      const slope = new Float64Array(4);
      lossAt(angles, slope);
      const turn = centralDifference((at) => lossAt(at, null), angles);
      angles = angles.map((angle, i) => angle - turn[i]!);
      W.forEach((entry, a) => {
        W[a] = entry - slope[a]!;
      });
    }
    const found = trainFreeAngles(
      createRandom(6),
      [
        { points: 2, each: 3 },
        { points: 1, each: 2 },
      ],
      0.05,
    );
    expect(steps).toBeGreaterThan(3);
    expect(found.steps).toBe(steps);
    expect(found.loss).toBeCloseTo(lossAt(angles, null), 7);
    expect(found.norms[0]).toBeCloseTo(Math.hypot(W[0]!, W[1]!), 7);
    expect(found.norms[1]).toBeCloseTo(Math.hypot(W[2]!, W[3]!), 7);
    const apart = [0, 1].map((i) => Math.acos(Math.cos(angles[i]! - angles[2]!)));
    expect(found.closest).toBeCloseTo(Math.min(...apart), 7);
  });

  it('stops below the goal, in as many steps as it may take', () => {
    const train = (goal: number, limit?: number): FreeAngles =>
      trainFreeAngles(createRandom(4), [one(1), one(1)], goal, limit);
    const { steps, loss } = train(0.1);
    expect(train(0.1, steps).steps).toBe(steps);
    expect(() => train(0.1, steps - 1)).toThrow(`in ${steps - 1} steps`);
    expect(train(loss).steps).toBe(steps + 1);
  });

  it('takes fewer steps to a higher goal', () => {
    const easy = trainFreeAngles(createRandom(4), [one(1), one(1)], 0.1);
    const hard = trainFreeAngles(createRandom(4), [one(1), one(1)], 0.01);
    expect(easy.steps).toBeLessThan(hard.steps);
    expect(easy.loss).toBeLessThan(0.1);
  });

  it('refuses a goal of 0 and one that is out of reach', () => {
    expect(() => trainFreeAngles(createRandom(5), [one(1), one(1)], 0)).toThrow(
      'goal is 0; it must be above 0',
    );
    expect(() => trainFreeAngles(createRandom(5), [one(1), one(1)], 1e-9, 10)).toThrow(
      'did not fall that far in 10 steps',
    );
  });
});
