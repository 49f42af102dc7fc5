import { defineExperiment } from '../lab/define.ts';
import { mean, standardDeviation } from '../numeric/statistics.ts';
import {
  FINE_TUNING,
  HIDDEN,
  KINDS,
  type Kind,
  LABELS,
  LOOKS,
  type LabelsName,
  NAMES,
  PRETRAINING,
  type PretrainingRun,
  SEEDS,
  pretrainings,
} from './pretraining-runs.ts';

/** Mean over the seeds, and the ends of its 95 % interval (Student's t). */
interface Interval {
  mean: number;
  low: number;
  high: number;
}

export interface GainByLabels {
  labels: number;
  seeds: number;
  /** Test errors. */
  without: Interval;
  with: Interval;
  /** Without less with, paired by seed: above 0 pre-training helps. */
  gain: Interval;
  /** Mean gain over the mean error without. */
  relative: number;
  /** Seeds with a gain. */
  better: number;
  /** By seed. */
  errors: { without: number[]; with: number[] };
}

export interface PretrainingDigitsResult {
  samples: { pool: number; validation: number; test: number; pixels: number };
  settings: {
    hidden: number[];
    pretraining: { noise: number; rate: number; batch: number; epochs: number };
    fineTuning: { rate: number; batch: number; steps: Record<LabelsName, number>; looks: number };
  };
  byLabels: Record<LabelsName, Record<Kind, GainByLabels> & { tanhMore: Interval }>;
  /** Lowest error rebuilding reached, mean over the seeds, by layer; and in the first epoch. */
  rebuilding: Record<Kind, { first: number[]; last: number[] }>;
}

/** Quantiles of Student's t at 97.5 %, for 3 and for 5 seeds. */
const T95: Readonly<Record<number, number>> = { 3: 4.302652729749464, 5: 2.7764451051977987 };

export default defineExperiment<PretrainingDigitsResult>({
  id: 'pretraining-digits',
  title: 'Test error with and without pre-training, by number of labels and kind of unit',
  seed: 0,
  needs: pretrainings.map(({ id }) => id),
  run({ needs, count }) {
    count(pretrainings.length);
    const runsOf = (kind: Kind): PretrainingRun[] =>
      SEEDS.map((seed) => needs[`pretraining-${kind}-s${seed}`] as unknown as PretrainingRun);
    const byLabels = NAMES.map((name) => {
      const relu = gainOf(name, runsOf('relu'));
      const tanh = gainOf(name, runsOf('tanh'));
      const gains = ({ errors }: GainByLabels): number[] =>
        errors.without.map((error, s) => error - errors.with[s]!);
      const reluGains = gains(relu);
      const tanhMore = interval(gains(tanh).map((gain, s) => gain - reluGains[s]!));
      return [name, { relu, tanh, tanhMore }] as const;
    });
    const rebuilding = KINDS.map((kind) => {
      const at = (of: (losses: number[]) => number): number[] =>
        HIDDEN.map((_, level) => mean(runsOf(kind).map((run) => of(run.rebuilding[level]!))));
      return [kind, { first: at((losses) => losses[0]!), last: at((losses) => losses.at(-1)!) }];
    });
    const steps = Object.fromEntries(NAMES.map((name) => [name, LABELS[name].steps]));
    return {
      samples: runsOf('relu')[0]!.samples,
      settings: {
        hidden: HIDDEN,
        pretraining: PRETRAINING,
        fineTuning: {
          ...FINE_TUNING,
          steps: steps as Record<LabelsName, number>,
          looks: LOOKS,
        },
      },
      byLabels: Object.fromEntries(byLabels) as PretrainingDigitsResult['byLabels'],
      rebuilding: Object.fromEntries(rebuilding) as PretrainingDigitsResult['rebuilding'],
    };
  },
});

function gainOf(name: LabelsName, runs: readonly PretrainingRun[]): GainByLabels {
  const pairs = runs.flatMap(({ byLabels }) => byLabels[name] ?? []);
  const without = pairs.map((pair) => pair.without.test);
  const trained = pairs.map((pair) => pair.with.test);
  const gains = without.map((error, s) => error - trained[s]!);
  return {
    labels: LABELS[name].labels,
    seeds: pairs.length,
    without: interval(without),
    with: interval(trained),
    gain: interval(gains),
    relative: mean(gains) / mean(without),
    better: gains.filter((gain) => gain > 0).length,
    errors: { without, with: trained },
  };
}

function interval(values: readonly number[]): Interval {
  const t = T95[values.length];
  if (t === undefined) throw new RangeError(`no quantile is known for ${values.length} seeds`);
  const half = (t * standardDeviation(values)) / Math.sqrt(values.length);
  const centre = mean(values);
  return { mean: centre, low: centre - half, high: centre + half };
}
