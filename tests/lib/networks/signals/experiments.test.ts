/**
 * The numbers that the inventory of claims expects of motifs, convolution and pooling,
 * asked of the experiments, run afresh; and what the stored comparison of shared with
 * local filters must be consistent in.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import convolutionPooling from '../../../../src/lib/experiments/convolution-pooling.ts';
import motifInvariance from '../../../../src/lib/experiments/motif-invariance.ts';
import {
  REGIMES,
  type SharedOrLocalSeedResult,
  sharedOrLocalSeeds,
} from '../../../../src/lib/experiments/shared-or-local-seeds.ts';
import sharedOrLocal from '../../../../src/lib/experiments/shared-or-local.ts';
import type { Experiment, Json } from '../../../../src/lib/lab/define.ts';

const root = fileURLToPath(new URL('../../../..', import.meta.url));
/** Operations of one run here, so that these tests stay short. */
const BUDGET = 2e9;

async function run<Result>(
  experiment: Experiment<Result>,
  needs: Record<string, Json> = {},
): Promise<Result> {
  let operations = 0;
  const data = Object.fromEntries(
    (experiment.data ?? []).map((name) => [
      name,
      new Uint8Array(readFileSync(`${root}node_modules/${name.replace('npm:', '')}`)),
    ]),
  );
  const result = await experiment.run({
    seed: experiment.seed,
    needs,
    data,
    flags: {},
    count: (more) => {
      operations += more;
    },
    progress: () => undefined,
  });
  expect(operations).toBeGreaterThan(0);
  expect(operations).toBeLessThan(BUDGET);
  expect(JSON.stringify(result).length).toBeLessThan(60_000);
  return result;
}

function stored({ id }: { readonly id: string }): Json {
  const lock = JSON.parse(readFileSync(`${root}results/${id}.json`, 'utf8')) as { result: Json };
  return lock.result;
}

describe('motif-invariance', async () => {
  const found = await run(motifInvariance);

  it('a linear classifier on the raw signal is at chance, below 0.56; filters and pooling are right always', () => {
    expect(found.linear.both.test).toBeLessThan(0.56);
    expect(found.linear.both.test).toBeGreaterThan(0.44);
    expect(found.filters.test).toBeGreaterThanOrEqual(0.9995);
    expect(found.filters.train).toBeGreaterThanOrEqual(0.9995);
  });

  it('fails for the place, not for the noise: in one place and with one sign a line is enough', () => {
    expect(found.linear.neither.test).toBe(1);
    // Either sign alone makes both classes symmetric about 0.
    expect(found.linear.sign.test).toBeLessThan(0.56);
  });

  it('moves pictures of one motif as far apart as two motifs, but not behind the filters', () => {
    expect(found.distance.raw).toBeGreaterThanOrEqual(1);
    expect(found.distance.features).toBeLessThanOrEqual(1e-12);
  });

  it('counts starts and parameters as they are', () => {
    const { learned, few, dense, parameters } = found;
    for (const starts of [learned.filters2, learned.filters4, few.filters2, few.dense, dense]) {
      expect(starts.test.length).toBe(starts.starts);
      expect(starts.found).toBe(starts.test.filter((right) => right >= 0.99).length);
      expect(starts.share).toBe(starts.found / starts.starts);
      expect(starts.lowest).toBe(Math.min(...starts.test));
      expect(starts.highest).toBe(Math.max(...starts.test));
    }
    // Two filters of four with biases, then 2×2 weights with biases; 32·32 + 32 + 2·32 + 2.
    expect(parameters).toEqual({ filters2: 16, filters4: 30, dense: 1122 });
    expect(few.train).toBe(200);
  });

  it('shows examples whose filters answer most where the motif stands', () => {
    for (const name of ['a', 'b'] as const) {
      for (const { signal, place, responses } of found.examples[name]) {
        expect(signal.length).toBe(32);
        expect(responses[name].length).toBe(29);
        expect(responses[name].indexOf(Math.max(...responses[name]))).toBe(place);
        const other = name === 'a' ? responses.b : responses.a;
        expect(Math.max(...responses[name])).toBeGreaterThan(Math.max(...other));
      }
    }
    for (const filter of found.example.filters) {
      expect(Math.hypot(...filter)).toBeCloseTo(1, 3);
    }
  });
});

describe('convolution-pooling', async () => {
  const found = await run(convolutionPooling);

  it('a shared filter bank commutes with shifts to 1e−12, local ones do not by far', () => {
    const { shifts, convolution, local, stride2 } = found.equivariance;
    expect(shifts).toBe(255);
    expect(convolution.largest).toBeLessThanOrEqual(1e-12);
    expect(local.smallest).toBeGreaterThan(0.1);
    expect(stride2.even).toBeLessThanOrEqual(1e-12);
    expect(stride2.odd).toBeGreaterThan(0.1);
  });

  it('a unit sees its window alone, a conjunction both its parts, a pooled unit any of its places', () => {
    const { outside, conjunction, onDigits, merged } = found.roles;
    expect(outside).toBe(0);
    expect(conjunction).toEqual({ both: 1, right: 0, down: 0, none: 0 });
    expect(onDigits.wrong).toBe(0);
    expect(onDigits.places).toBe(200 * 39 * 39);
    expect(onDigits.both).toBeGreaterThan(0);
    expect(merged).toEqual({ pooled: 1, unpooled: 4 });
  });

  it.each(['native', 'coarse'] as const)(
    '%s digits: unpooled maps change more than maps pooled by eight, one window over the map not at all',
    (digits) => {
      for (const kind of ['max', 'average'] as const) {
        const { shift1, shift2, shift3 } = found[digits][kind];
        expect(shift1.w1).toBeGreaterThan(shift1.w8);
        for (const shift of [shift1, shift2, shift3]) expect(shift.map).toBeLessThanOrEqual(1e-12);
        // One pixel is no pooling, whatever the kind.
        expect(shift1.w1).toBe(found[digits].max.shift1.w1);
        expect(shift2.w1).toBeGreaterThan(shift1.w1);
      }
    },
  );

  it('the inventory’s way of drawing digits gives changes of its size', () => {
    // 0.433 and 0.741 there, of other digits with one filter: within a fifth.
    const { shift1, shift2 } = found.coarse.max;
    expect(Math.abs(shift1.w1 / 0.433 - 1)).toBeLessThan(0.2);
    expect(Math.abs(shift2.w1 / 0.741 - 1)).toBeLessThan(0.2);
  });

  it('holds a digit to draw', () => {
    expect(found.digit.pixels.length).toBe(784);
    expect(found.digit.pixels.every((v) => Number.isInteger(v) && v >= 0 && v <= 255)).toBe(true);
    expect(Math.max(...found.digit.pixels)).toBeGreaterThan(200);
  });
});

describe('shared-or-local', async () => {
  const needs = Object.fromEntries(sharedOrLocalSeeds.map((one) => [one.id, stored(one)]));
  const found = await run(sharedOrLocal, needs);
  const seeds = Object.values(needs) as unknown as SharedOrLocalSeedResult[];

  it('is what its seeds give', () => {
    expect(found).toEqual(stored(sharedOrLocal));
    expect(found.seeds).toEqual([1, 2, 3, 4, 5]);
  });

  it('gives the parameters that the shapes make', () => {
    // 4 filters of 25 with biases, once or at each of 12×12 places; heads of 10.
    const flat = { shared: 104, local: 14_976, head: 12 * 12 * 4 * 10 + 10 };
    const pooled = { ...flat, head: 4 * 4 * 4 * 10 + 10 };
    expect(found.parameters).toEqual({
      flatCentred: flat,
      flatMoved: flat,
      flatScrambled: flat,
      pooledCentred: pooled,
      pooledMoved: pooled,
    });
  });

  it('pairs the differences by seed, and names a winner only outside the interval', () => {
    for (const regime of Object.keys(REGIMES) as (keyof typeof REGIMES)[]) {
      for (const column of ['shift0', 'shift1', 'shift2', 'shift3', 'shift4'] as const) {
        const gaps = seeds.map(({ accuracy }) => {
          const { shared, local } = accuracy[regime];
          return shared[column] - local[column];
        });
        const mean = gaps.reduce((sum, gap) => sum + gap) / 5;
        const variance = gaps.reduce((sum, gap) => sum + (gap - mean) ** 2, 0) / 4;
        const half = 2.776445 * Math.sqrt(variance / 5);
        const { mean: centre, low, high } = found.difference[regime][column];
        expect(centre).toBeCloseTo(mean, 12);
        expect(low).toBeCloseTo(mean - half, 6);
        expect(high).toBeCloseTo(mean + half, 6);
        const wanted = low > 0 ? 'shared' : high < 0 ? 'local' : 'neither';
        expect(found.better[regime][column]).toBe(wanted);
      }
    }
  });

  it('learned something in every regime: at least 0.7 right where training and test are alike', () => {
    for (const regime of ['flatCentred', 'flatMoved', 'flatScrambled', 'pooledCentred'] as const) {
      for (const kind of ['shared', 'local'] as const) {
        expect(found.accuracy[regime][kind].shift0.low).toBeGreaterThan(0.7);
      }
    }
  });
});
