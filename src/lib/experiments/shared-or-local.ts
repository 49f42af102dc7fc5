import { defineExperiment } from '../lab/define.ts';
import { mean, standardDeviation } from '../numeric/statistics.ts';
import {
  type ByRegime,
  type FirstLayer,
  type Regime,
  type SharedOrLocalSeedResult,
  TEST_SHIFTS,
  byRegime,
  sharedOrLocalSeeds,
} from './shared-or-local-seeds.ts';

export interface SeedRange {
  mean: number;
  low: number;
  high: number;
}

/** By shift of the test digits; `shifted` is the mean over shifts of 1 to 4 pixels. */
export type ByShift<T> = Record<`shift${(typeof TEST_SHIFTS)[number]}` | 'shifted', T>;

export interface SharedOrLocalResult {
  seeds: number[];
  samples: { train: number; test: number };
  settings: SharedOrLocalSeedResult['settings'];
  parameters: SharedOrLocalSeedResult['parameters'];
  /** Test accuracy: mean, lowest and highest of the seeds. */
  accuracy: ByRegime<Record<FirstLayer, ByShift<SeedRange>>>;
  /** Shared less local, paired by seed: mean, and the ends of its 95 % interval. */
  difference: ByRegime<ByShift<SeedRange>>;
  /** The first layer whose mean lies above the other's by more than that interval, or neither. */
  better: ByRegime<ByShift<FirstLayer | 'neither'>>;
}

/** Two-sided 95 % quantile of Student's t with four degrees of freedom: five seeds. */
const T95 = 2.7764451051977987;
const COLUMNS = [...TEST_SHIFTS.map((shift) => `shift${shift}` as const), 'shifted'] as const;

export default defineExperiment<SharedOrLocalResult>({
  id: 'shared-or-local',
  title: 'Shared against local filters in a first layer: differences over the seeds',
  seed: 0,
  needs: sharedOrLocalSeeds.map(({ id }) => id),
  run({ needs, count }) {
    const runs = sharedOrLocalSeeds.map(
      ({ id }) => needs[id] as unknown as SharedOrLocalSeedResult,
    );
    if (runs.length !== 5) throw new RangeError(`there are ${runs.length} seeds; T95 is for 5`);
    count(runs.length);
    const values = (regime: Regime, kind: FirstLayer, column: (typeof COLUMNS)[number]): number[] =>
      runs.map(({ accuracy }) => {
        const byShift = accuracy[regime][kind];
        return column === 'shifted'
          ? mean([byShift.shift1, byShift.shift2, byShift.shift3, byShift.shift4])
          : byShift[column];
      });
    const byShift = <T>(of: (column: (typeof COLUMNS)[number]) => T): ByShift<T> =>
      Object.fromEntries(COLUMNS.map((column) => [column, of(column)])) as ByShift<T>;
    const difference = byRegime((regime) =>
      byShift((column) => {
        const local = values(regime, 'local', column);
        return interval(values(regime, 'shared', column).map((shared, i) => shared - local[i]!));
      }),
    );
    return {
      seeds: runs.map(({ seed }) => seed),
      samples: runs[0]!.samples,
      settings: runs[0]!.settings,
      parameters: runs[0]!.parameters,
      accuracy: byRegime((regime) => ({
        shared: byShift((column) => range(values(regime, 'shared', column))),
        local: byShift((column) => range(values(regime, 'local', column))),
      })),
      difference,
      better: byRegime((regime) =>
        byShift((column) => {
          const { low, high } = difference[regime][column];
          return low > 0 ? 'shared' : high < 0 ? 'local' : 'neither';
        }),
      ),
    };
  },
});

function interval(differences: readonly number[]): SeedRange {
  const centre = mean(differences);
  const half = (T95 * standardDeviation(differences)) / Math.sqrt(differences.length);
  return { mean: centre, low: centre - half, high: centre + half };
}

function range(values: readonly number[]): SeedRange {
  return { mean: mean(values), low: Math.min(...values), high: Math.max(...values) };
}
