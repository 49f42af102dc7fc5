import { defineExperiment } from '../lab/define.ts';
import { mean } from '../numeric/statistics.ts';
import {
  AIM,
  ARMS,
  type ActivationSpeedRun,
  type Arm,
  type ArmName,
  CLASSES,
  EPOCHS,
  SEEDS,
  activationSpeeds,
} from './activation-speed-runs.ts';

/** Mean over the seeds, and the extremes. */
interface SeedRange {
  mean: number;
  low: number;
  high: number;
}

export interface ActivationSpeedArm extends Arm {
  /** By epoch, from 0 (before training): mean over the seeds, and the extremes. */
  loss: { mean: number[]; low: number[]; high: number[] };
  /** By seed, by epoch. */
  curves: number[][];
  /** By seed: epochs until the loss is below 0.1, null for never; seeds that get there. */
  epochs: (number | null)[];
  reached: number;
  /** The same with one epoch more than were tried for never: a lower bound then. */
  counted: SeedRange;
  afterOne: SeedRange;
  /** Smallest loss of all epochs. */
  lowest: SeedRange;
  error: SeedRange;
}

/** Rectifier less tanh, by seed: below 0 the rectifier is ahead. */
interface Lead {
  epochs: SeedRange;
  afterOne: SeedRange;
}

export interface ActivationSpeedResult {
  seeds: number[];
  samples: { train: number; test: number };
  settings: { hidden: number[]; rate: number; batch: number; epochs: number; aim: number };
  /** ln 10: the loss of a network that knows nothing. */
  chance: number;
  byArm: Record<ArmName, ActivationSpeedArm>;
  /** Each with its usual start (he; lecun), both with lecun, both with he. */
  lead: { usual: Lead; lecun: Lead; he: Lead };
  /** Largest difference of the first losses of the tanh network and of the sigmoid network that starts as it. */
  sameStart: number;
}

export default defineExperiment<ActivationSpeedResult>({
  id: 'activation-speed',
  title: 'How fast networks of rectifiers, tanh and sigmoid learn digits, by their start',
  seed: 0,
  needs: activationSpeeds.map(({ id }) => id),
  run({ needs, count }) {
    const runsOf = (id: string): ActivationSpeedRun[] =>
      SEEDS.map(
        (seed) => needs[`activation-speed-${id}-s${seed}`] as unknown as ActivationSpeedRun,
      );
    const byArm = Object.fromEntries(
      ARMS.map(({ name, id, kind, start, asTanh }) => [
        name,
        { kind, start, asTanh, ...summary(runsOf(id)) },
      ]),
    ) as Record<ArmName, ActivationSpeedArm>;
    count(activationSpeeds.length);
    const [first] = runsOf('relu-he');
    const lead = (rectifier: ArmName, tanh: ArmName): Lead => {
      const by = (of: (arm: ActivationSpeedArm, s: number) => number): SeedRange =>
        range(SEEDS.map((_, s) => of(byArm[rectifier], s) - of(byArm[tanh], s)));
      return {
        epochs: by(({ epochs }, s) => epochs[s] ?? EPOCHS + 1),
        afterOne: by(({ curves }, s) => curves[s]![1]!),
      };
    };
    const starts = (name: ArmName): number[] => byArm[name].curves.map((curve) => curve[0]!);
    const tanhStarts = starts('tanhLecun');
    return {
      seeds: SEEDS,
      samples: first!.samples,
      settings: { ...first!.settings, aim: AIM },
      chance: Math.log(CLASSES),
      byArm,
      lead: {
        usual: lead('reluHe', 'tanhLecun'),
        lecun: lead('reluLecun', 'tanhLecun'),
        he: lead('reluHe', 'tanhHe'),
      },
      sameStart: Math.max(
        ...starts('sigmoidAsTanh').map((loss, s) => Math.abs(loss - tanhStarts[s]!)),
      ),
    };
  },
});

function summary(
  runs: readonly ActivationSpeedRun[],
): Omit<ActivationSpeedArm, 'kind' | 'start' | 'asTanh'> {
  const curves = runs.map(({ losses }) => losses);
  const byEpoch = (of: (losses: number[]) => number): number[] =>
    Array.from({ length: EPOCHS + 1 }, (_, epoch) => of(curves.map((curve) => curve[epoch]!)));
  const over = (of: (run: ActivationSpeedRun) => number): SeedRange => range(runs.map(of));
  return {
    loss: {
      mean: byEpoch(mean),
      low: byEpoch((losses) => Math.min(...losses)),
      high: byEpoch((losses) => Math.max(...losses)),
    },
    curves,
    epochs: runs.map(({ epochs }) => epochs),
    reached: runs.filter(({ epochs }) => epochs !== null).length,
    counted: over(({ epochs }) => epochs ?? EPOCHS + 1),
    afterOne: over(({ losses }) => losses[1]!),
    lowest: over(({ losses }) => Math.min(...losses)),
    error: over(({ error }) => error),
  };
}

function range(values: readonly number[]): SeedRange {
  return { mean: mean(values), low: Math.min(...values), high: Math.max(...values) };
}
