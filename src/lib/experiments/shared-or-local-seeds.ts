import {
  type Images,
  MNIST_CLASSES,
  MNIST_FILES,
  MNIST_SIDE,
  readMnist,
  selectImages,
  splitMnist,
} from '../data/mnist.ts';
import { type Experiment, defineExperiment } from '../lab/define.ts';
import { convolution, convolvedSize } from '../networks/convolution.ts';
import { dense } from '../networks/dense.ts';
import { type Samples, fitNetwork, shareRight } from '../networks/fit-network.ts';
import type { Layer } from '../networks/layer.ts';
import { locallyConnected } from '../networks/locally-connected.ts';
import { maxPool } from '../networks/max-pool.ts';
import { relu } from '../networks/relu.ts';
import { type Random, createRandom } from '../numeric/random.ts';

/** Shifts of the test digits, in pixels. */
export const TEST_SHIFTS = [0, 1, 2, 3, 4] as const;

export type FirstLayer = 'shared' | 'local';

/** Training digits as they are, or each moved anew by up to four pixels. */
type Training = 'centred' | 'moved';

/**
 * What the two first layers are compared on. `scrambled`: each 7×7 tile of the image has
 * its pixels in an order of its own, the same for all digits, training and test, so that
 * no two places look alike. `pooled`: max pooling over 3×3 places follows the first layer.
 */
export const REGIMES = {
  flatCentred: { training: 'centred', scrambled: false, pooled: false },
  flatMoved: { training: 'moved', scrambled: false, pooled: false },
  flatScrambled: { training: 'centred', scrambled: true, pooled: false },
  pooledCentred: { training: 'centred', scrambled: false, pooled: true },
  pooledMoved: { training: 'moved', scrambled: false, pooled: true },
} as const satisfies Record<
  string,
  { readonly training: Training; readonly scrambled: boolean; readonly pooled: boolean }
>;

export type Regime = keyof typeof REGIMES;
export type ByRegime<T> = Record<Regime, T>;

/** Test accuracy by shift. */
export type ByTestShift = Record<`shift${(typeof TEST_SHIFTS)[number]}`, number>;

export interface SharedOrLocalSeedResult {
  seed: number;
  samples: { train: number; test: number };
  settings: typeof GEOMETRY & typeof SETTINGS & { moved: number };
  /** Parameters of the first layer, shared and local, and of the last. */
  parameters: ByRegime<Record<FirstLayer | 'head', number>>;
  accuracy: ByRegime<Record<FirstLayer, ByTestShift>>;
  /** Mean training loss over the last pass, in nats. */
  loss: ByRegime<Record<FirstLayer, number>>;
}

/** Of the first layer, and the side of the pooling windows behind it where there are any. */
const GEOMETRY = { filters: 4, size: 5, stride: 2, pool: 3 };
const TRAIN = 1500;
const TEST = 1000;
const MOVED = 4;
/** Batch and rate chosen on a validation part of the training digits, with both kinds of layer. */
const SETTINGS = { batch: 16, epochs: 6, rate: 1e-2 };
const SEEDS = [1, 2, 3, 4, 5];
const TEST_SEED = 46;
const TILE = 7;

/** One experiment a seed, so that none is long; `shared-or-local` puts them together. */
export const sharedOrLocalSeeds = SEEDS.map((seed) => defineExperiment(trained(seed)));

function trained(seed: number): Experiment<SharedOrLocalSeedResult> {
  return {
    id: `shared-or-local-s${seed}`,
    title: `Shared against local filters in a first layer, on digits in place and moved, seed ${seed}`,
    seed,
    data: MNIST_FILES,
    run({ data, count, progress }) {
      const digits = readMnist(data);
      const split = splitMnist(digits);
      // Each seed has training digits of its own: the interval is over these, too.
      const drawn = createRandom(seed).shuffle(Array.from(split.train)).slice(0, TRAIN);
      const train = selectImages(digits, drawn);
      const test = selectImages(digits, split.test.subarray(0, TEST));
      const orders = {
        plain: Int32Array.from({ length: MNIST_SIDE * MNIST_SIDE }, (_, p) => p),
        scrambled: tileOrders(createRandom(TEST_SEED)),
      };
      let done = 0;
      const measure = (regime: Regime, kind: FirstLayer): Run => {
        const { training, scrambled, pooled } = REGIMES[regime];
        // The same start for the head and the same order and moves of digits for both kinds.
        const random = createRandom(1000 + seed);
        const order = scrambled ? orders.scrambled : orders.plain;
        const { filters, size, stride, pool } = GEOMETRY;
        const side = MNIST_SIDE;
        const shape = { height: side, width: side, channels: 1, filters, size, stride };
        const first = (kind === 'shared' ? convolution : locallyConnected)(
          shape,
          createRandom(seed),
        );
        const layers: Layer[] = [first, relu(first.outputs)];
        if (pooled)
          layers.push(maxPool({ ...convolvedSize(shape), channels: filters, size: pool }));
        const head = dense(layers.at(-1)!.outputs, MNIST_CLASSES, random);
        const samples = moving(train, training === 'moved' ? MOVED : 0, random, order);
        const fitted = fitNetwork([...layers, head], samples, { ...SETTINGS, random });
        const right = TEST_SHIFTS.map((shift) => [
          `shift${shift}`,
          shareRight(fitted.network, shifted(test, shift, createRandom(TEST_SEED + shift), order)),
        ]);
        count(fitted.operations + TEST_SHIFTS.length * test.n * fitted.network.operations);
        done += 1;
        progress(done / (2 * Object.keys(REGIMES).length));
        return {
          loss: fitted.loss,
          first: first.parameters.length,
          head: head.parameters.length,
          accuracy: Object.fromEntries(right) as ByTestShift,
        };
      };
      const runs = byRegime((regime) => ({
        shared: measure(regime, 'shared'),
        local: measure(regime, 'local'),
      }));
      const pick = <T>(of: (run: Run) => T): ByRegime<Record<FirstLayer, T>> =>
        byRegime((regime) => ({ shared: of(runs[regime].shared), local: of(runs[regime].local) }));
      return {
        seed,
        samples: { train: TRAIN, test: TEST },
        settings: { ...GEOMETRY, ...SETTINGS, moved: MOVED },
        parameters: byRegime((regime) => ({
          shared: runs[regime].shared.first,
          local: runs[regime].local.first,
          head: runs[regime].shared.head,
        })),
        accuracy: pick(({ accuracy }) => accuracy),
        loss: pick(({ loss }) => loss),
      };
    },
  };
}

interface Run {
  readonly loss: number;
  readonly first: number;
  readonly head: number;
  readonly accuracy: ByTestShift;
}

/** A value for every regime. */
export function byRegime<T>(of: (regime: Regime) => T): ByRegime<T> {
  const names = Object.keys(REGIMES) as Regime[];
  return Object.fromEntries(names.map((regime) => [regime, of(regime)])) as ByRegime<T>;
}

/** Where each pixel of the image comes from when every tile has its pixels in an order of its own. */
function tileOrders(random: Random): Int32Array {
  const order = new Int32Array(MNIST_SIDE * MNIST_SIDE);
  const place = (top: number, left: number, k: number): number =>
    (top + Math.floor(k / TILE)) * MNIST_SIDE + left + (k % TILE);
  for (let top = 0; top < MNIST_SIDE; top += TILE) {
    for (let left = 0; left < MNIST_SIDE; left += TILE) {
      const own = random.shuffle(Array.from({ length: TILE * TILE }, (_, k) => k));
      own.forEach((from, k) => {
        order[place(top, left, k)] = place(top, left, from);
      });
    }
  }
  return order;
}

/** Each digit moved by up to `most` pixels in both directions, anew each time it is asked for. */
function moving(images: Images, most: number, random: Random, order: Int32Array): Samples {
  const any = (): number => (most === 0 ? 0 : random.integer(2 * most + 1) - most);
  return samplesOf(images, order, () => [any(), any()]);
}

/** Each digit moved by `shift` in one of the eight directions of a chess king, drawn once. */
function shifted(images: Images, shift: number, random: Random, order: Int32Array): Samples {
  const ways = Array.from({ length: images.n }, () => {
    const way = random.integer(8);
    const square = way < 4 ? way : way + 1;
    return [shift * ((square % 3) - 1), shift * (Math.floor(square / 3) - 1)] as const;
  });
  return samplesOf(images, order, (i) => ways[i]!);
}

/** Digits moved, then with their pixels in another order; what enters is paper, what leaves is lost. */
function samplesOf(
  { n, height, width, pixels, labels }: Images,
  order: Int32Array,
  move: (i: number) => readonly [right: number, down: number],
): Samples {
  const rows = order.map((p) => Math.floor(p / width));
  const columns = order.map((p) => p % width);
  return {
    n,
    labels,
    load: (to, at, i) => {
      const [right, down] = move(i);
      for (let p = 0; p < order.length; p++) {
        const row = rows[p]! - down;
        const column = columns[p]! - right;
        const inside = row >= 0 && row < height && column >= 0 && column < width;
        to[at + p] = inside ? pixels[(i * height + row) * width + column]! : 0;
      }
    },
  };
}
