/** What is asked of the networks with features in the plane, against their stored results. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  type CircleImbalancedResult,
  type FeatureCircleResult,
  featureCircles,
  imbalanced,
} from '../../../src/lib/experiments/feature-circle.ts';

function stored(id: string): unknown {
  const text = readFileSync(new URL(`../../../results/${id}.json`, import.meta.url), 'utf8');
  return (JSON.parse(text) as { result: unknown }).result;
}

describe('the networks with features in the plane', () => {
  const runs = featureCircles.map(({ id }) => ({ id, ...(stored(id) as FeatureCircleResult) }));

  it('are seven losses, three seeds for softmax, modified softmax and m = 4', () => {
    const seeds: Record<string, number[]> = {};
    for (const { loss, m, seed } of runs) (seeds[`${loss} ${m ?? ''}`.trim()] ??= []).push(seed);
    expect(seeds).toEqual({
      softmax: [1, 2, 3],
      'modified-softmax': [1, 2, 3],
      'a-softmax 2': [1],
      'a-softmax 3': [1],
      'a-softmax 4': [1, 2, 3],
      'cosface 0.1': [1],
      'arcface 0.2': [1],
    });
  });

  it('learn from 8,000 digits and are tested on 2,000 others', () => {
    for (const { samples, counts, settings } of runs) {
      expect(samples).toEqual({ train: 8000, test: 2000 });
      expect(counts.reduce((sum, count) => sum + count, 0)).toBe(8000);
      expect(settings.steps).toBe(settings.epochs * Math.ceil(8000 / settings.batch));
    }
  });

  it.each(runs.filter(({ loss }) => loss === 'softmax'))(
    'name 92 % of the test digits right with softmax, in $id',
    ({ accuracy }) => {
      expect(accuracy.test).toBeGreaterThanOrEqual(0.92);
    },
  );

  it('end with λ at about ½', () => {
    const { fall, step } = { fall: 1 / 3, step: 5999 };
    for (const { loss, lastLambda } of runs) {
      if (loss === 'a-softmax') expect(lastLambda).toBeCloseTo(1000 / (1 + fall * step), 12);
      else expect(lastLambda).toBeNull();
    }
  });
});

describe('the networks on classes of unequal size', () => {
  it.each(imbalanced.map(({ id }) => ({ id })))(
    'start from weights of one norm and move them, in $id',
    ({ id }) => {
      const { counts, seeds, start, runs } = stored(id) as CircleImbalancedResult;
      expect(counts).toEqual([150, 120, 90, 70, 50, 35, 25, 18, 12, 8].map((n) => 4 * n));
      expect(start).toBe(Math.SQRT2);
      expect(runs).toHaveLength(seeds.length);
      for (const { digits, norms } of runs) {
        expect(digits.toSorted((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
        expect(new Set([start, ...norms]).size).toBe(11);
      }
    },
  );
});
