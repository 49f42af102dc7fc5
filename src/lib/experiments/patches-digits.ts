import {
  type Box,
  HALVES,
  MNIST_CLASSES,
  MNIST_FILES,
  MNIST_SIDE,
  QUARTERS,
  occludeImages,
  readMnist,
  selectImages,
  splitMnist,
} from '../data/mnist.ts';
import { defineExperiment } from '../lab/define.ts';
import { trainPatches } from '../networks/patch-ensemble.ts';
import { accuracy } from '../networks/trainer.ts';
import { mean } from '../numeric/statistics.ts';

/** Mean over the seeds, and the extremes. */
export interface SeedRange {
  mean: number;
  low: number;
  high: number;
}

type Part = keyof typeof HALVES | keyof typeof QUARTERS;
type Method = 'whole' | 'halves' | 'quarters' | 'halvesJoint' | 'quartersJoint';

/** Test accuracies of one way to use the digits. */
export interface PatchMethod {
  /** Parameters of all its networks. */
  parameters: number;
  /** On complete digits. */
  complete: SeedRange;
  /** With one part blank: every network is asked, blank or not. */
  occluded: Record<Part, SeedRange>;
  /** With one part blank: networks that see nothing but the blank part are left out; null where that would leave none or all. */
  told: Record<Part, SeedRange | null>;
  /** Of each network alone on complete digits, by its patch. */
  alone: Partial<Record<Part, SeedRange>>;
}

export interface PatchesDigitsResult {
  seeds: number[];
  samples: { train: number; test: number };
  byMethod: Record<Method, PatchMethod>;
  /** Accuracy of each ensemble less that of the whole network, seed by seed and part by part: the least. */
  gain: Record<
    Exclude<Method, 'whole'>,
    { complete: number; occluded: number; told: number; meanOccluded: number; meanTold: number }
  >;
}

const WHOLE = { whole: { top: 0, left: 0, height: MNIST_SIDE, width: MNIST_SIDE } } as const;
const TRAIN = 4000;
const SEEDS = [1, 2];
const SETTINGS = { hidden: 32, rate: 3e-3, batch: 32, epochs: 6 };

const METHODS: Record<Method, { patches: Partial<Record<string, Box>>; joint: boolean }> = {
  whole: { patches: WHOLE, joint: false },
  halves: { patches: HALVES, joint: false },
  quarters: { patches: QUARTERS, joint: false },
  halvesJoint: { patches: HALVES, joint: true },
  quartersJoint: { patches: QUARTERS, joint: true },
};

const PARTS = { ...HALVES, ...QUARTERS };
const PART_NAMES = Object.keys(PARTS) as Part[];

export default defineExperiment<PatchesDigitsResult>({
  id: 'patches-digits',
  title: 'Digits with a part covered: one network on the whole, or one on each patch',
  seed: 42,
  data: MNIST_FILES,
  run({ data, count, progress }) {
    const digits = readMnist(data);
    const split = splitMnist(digits);
    const train = selectImages(digits, split.train.subarray(0, TRAIN));
    const test = selectImages(digits, split.test);
    const covered = PART_NAMES.map((part) => occludeImages(test, PARTS[part]));
    const names = Object.keys(METHODS) as Method[];
    const all = names.map((method, at) => {
      const { patches, joint } = METHODS[method];
      const boxes = Object.entries(patches) as [string, Box][];
      const runs = SEEDS.map((seed) => {
        const ensemble = trainPatches({
          ...SETTINGS,
          images: train,
          classes: MNIST_CLASSES,
          patches: boxes.map(([, box]) => box),
          joint,
          seed,
        });
        count(ensemble.operations);
        const score = (images: typeof test, asked?: readonly number[]): number =>
          accuracy(ensemble.classify(images, asked), images.labels);
        return {
          parameters: ensemble.parameters,
          complete: score(test),
          occluded: covered.map((images) => score(images)),
          told: PART_NAMES.map((part, p) => {
            const seeing = boxes.flatMap(([, box], b) => (within(box, PARTS[part]) ? [] : [b]));
            return seeing.length === 0 || seeing.length === boxes.length
              ? null
              : score(covered[p]!, seeing);
          }),
          alone: boxes.map((_, b) => score(test, [b])),
        };
      });
      progress((at + 1) / names.length);
      return { method, boxes: boxes.map(([name]) => name), runs };
    });
    const byMethod = Object.fromEntries(
      all.map(({ method, boxes, runs }) => [
        method,
        {
          parameters: runs[0]!.parameters,
          complete: range(runs.map(({ complete }) => complete)),
          occluded: Object.fromEntries(
            PART_NAMES.map((part, p) => [part, range(runs.map((run) => run.occluded[p]!))]),
          ),
          told: Object.fromEntries(
            PART_NAMES.map((part, p) => [
              part,
              runs[0]!.told[p] === null ? null : range(runs.map((run) => run.told[p]!)),
            ]),
          ),
          alone: Object.fromEntries(
            boxes.flatMap((name, b) =>
              name === 'whole' ? [] : [[name, range(runs.map((run) => run.alone[b]!))]],
            ),
          ),
        },
      ]),
    ) as unknown as PatchesDigitsResult['byMethod'];
    const whole = all[0]!.runs;
    const gain = Object.fromEntries(
      all.slice(1).map(({ method, boxes, runs }) => {
        // Only the parts that are this method's patches: its networks are blank or whole.
        const parts = PART_NAMES.flatMap((part, p) => (boxes.includes(part) ? [p] : []));
        const over = (of: (seed: number, p: number) => number): number[] =>
          SEEDS.flatMap((_, seed) => parts.map((p) => of(seed, p)));
        const occluded = over((s, p) => runs[s]!.occluded[p]! - whole[s]!.occluded[p]!);
        const told = over((s, p) => runs[s]!.told[p]! - whole[s]!.occluded[p]!);
        return [
          method,
          {
            complete: Math.min(...SEEDS.map((_, s) => runs[s]!.complete - whole[s]!.complete)),
            occluded: Math.min(...occluded),
            told: Math.min(...told),
            meanOccluded: mean(occluded),
            meanTold: mean(told),
          },
        ];
      }),
    ) as PatchesDigitsResult['gain'];
    return { seeds: SEEDS, samples: { train: train.n, test: test.n }, byMethod, gain };
  },
});

function within(inner: Box, outer: Box): boolean {
  return (
    inner.top >= outer.top &&
    inner.left >= outer.left &&
    inner.top + inner.height <= outer.top + outer.height &&
    inner.left + inner.width <= outer.left + outer.width
  );
}

function range(values: readonly number[]): SeedRange {
  return { mean: mean(values), low: Math.min(...values), high: Math.max(...values) };
}
