import { MNIST_FILES, MNIST_SIDE, readMnist, selectImages, splitMnist } from '../data/mnist.ts';
import { defineExperiment } from '../lab/define.ts';
import { type ConvolutionShape, convolution, convolvedSize } from '../networks/convolution.ts';
import { MAP_SIDE, edgeMaps, mapPooling, relativeChange } from '../networks/feature-maps.ts';
import type { Layer } from '../networks/layer.ts';
import { locallyConnected } from '../networks/locally-connected.ts';
import { maxPool } from '../networks/max-pool.ts';
import { enlarge, shrink } from '../networks/resize.ts';
import { padAround, shiftAround } from '../networks/shift.ts';
import { createRandom } from '../numeric/random.ts';
import { mean } from '../numeric/statistics.ts';

const WINDOWS = [1, 2, 4, 8, 20] as const;
const SHIFTS = [1, 2, 3] as const;
/** Right, left, down, up: where strokes lie against the windows differs, and with it what a shift does. */
const DIRECTIONS = [
  [1, 0],
  [-1, 0],
  [0, 1],
  [0, -1],
] as const;

/** By side of the pooling window: 1 is no pooling, `map` one window over the whole map. */
export type ByWindow = Record<`w${(typeof WINDOWS)[number]}` | 'map', number>;
/** By shift, in pixels. */
export type ByShift = Record<`shift${(typeof SHIFTS)[number]}`, ByWindow>;

export interface ConvolutionPoolingResult {
  /** Largest entry of layer(shifted map) − shifted layer(map): the largest and the smallest over all shifts tried. */
  equivariance: {
    shifts: number;
    convolution: { smallest: number; largest: number };
    local: { smallest: number; largest: number };
    /** A convolution that takes every second place: by an even shift, and by an odd one against the nearest shift of its output. */
    stride2: { even: number; odd: number };
  };
  roles: {
    /** Largest change of a unit when everything outside its window changes. */
    outside: number;
    /** A unit for “an edge to the right and one downwards beside it”: what it gives to both, either, and none. */
    conjunction: { both: number; right: number; down: number; none: number };
    /** Of all places of real digits: how many have both edges, and at how many the unit is wrong about it. */
    onDigits: { places: number; both: number; wrong: number };
    /** Different maps that a feature makes at the four places of a window, with max pooling and without. */
    merged: { pooled: number; unpooled: number };
  };
  samples: number;
  /** Rows and columns of the maps. */
  side: number;
  windows: number[];
  shifts: number[];
  /** Mean over digits and four directions of ‖F(moved) − F‖/‖F‖ with MNIST digits as they are. */
  native: Record<'max' | 'average', ByShift>;
  /** The same with digits averaged down to 8×8 pixels and enlarged fourfold by straight lines. */
  coarse: Record<'max' | 'average', ByShift>;
  /** A digit to draw: 28×28 pixels, 0 to 255. */
  digit: { label: number; pixels: number[] };
}

const DIGITS = 200;
/** The test digit that is drawn. */
const DRAWN = 4;

export default defineExperiment<ConvolutionPoolingResult>({
  id: 'convolution-pooling',
  title: 'Convolution moves with its input; how much less pooled maps change',
  seed: 40,
  data: MNIST_FILES,
  run({ seed, data, count, progress }) {
    const digits = readMnist(data);
    const chosen = selectImages(digits, splitMnist(digits).test.subarray(0, DIGITS));
    const size = MNIST_SIDE * MNIST_SIDE;
    const images = Array.from({ length: DIGITS }, (_, i) =>
      Float64Array.from(chosen.pixels.subarray(i * size, (i + 1) * size)),
    );
    const native = changes(images, count);
    progress(0.5);
    const coarse = changes(images.map(coarsened), count);
    const drawn = images[DRAWN]!;
    return {
      equivariance: equivariance(seed),
      roles: {
        outside: outside(seed),
        conjunction: conjunction(),
        onDigits: onDigits(images),
        merged: merged(),
      },
      samples: DIGITS,
      side: MAP_SIDE,
      windows: [...WINDOWS, MAP_SIDE],
      shifts: [...SHIFTS],
      native,
      coarse,
      digit: {
        label: chosen.labels[DRAWN]!,
        pixels: Array.from(drawn, (value) => Math.round(255 * value)),
      },
    };
  },
});

/** The inventory's images: digits of 8×8 pixels, each four pixels wide, with straight lines between. */
function coarsened(image: Float64Array): Float64Array {
  const side = 32;
  const margin = (side - MNIST_SIDE) / 2;
  const framed = new Float64Array(side * side);
  for (let row = 0; row < MNIST_SIDE; row++) {
    const from = row * MNIST_SIDE;
    framed.set(image.subarray(from, from + MNIST_SIDE), (row + margin) * side + margin);
  }
  return enlarge(shrink(framed, 4), 4);
}

function changes(
  images: readonly Float64Array[],
  count: (operations: number) => void,
): Record<'max' | 'average', ByShift> {
  const still = images.map((image) => edgeMaps(image));
  const moved = SHIFTS.map((shift) =>
    DIRECTIONS.flatMap(([right, down]) =>
      images.map((image) => edgeMaps(image, shift * right, shift * down)),
    ),
  );
  const maps = images.length * (SHIFTS.length * DIRECTIONS.length + 1);
  count(maps * 2 * 9 * MAP_SIDE * MAP_SIDE);
  const byKind = (kind: 'max' | 'average'): ByShift => {
    const byShift = SHIFTS.map((shift): [string, Record<string, number>] => [`shift${shift}`, {}]);
    for (const size of [...WINDOWS, 'map'] as const) {
      const pooled = mapPooling(MAP_SIDE, size, kind);
      const from = still.map(pooled);
      moved.forEach((all, s) => {
        const found = all.map((map, i) => relativeChange(from[i % images.length]!, pooled(map)));
        byShift[s]![1][size === 'map' ? 'map' : `w${size}`] = mean(found);
      });
      count(maps * 2 * MAP_SIDE * MAP_SIDE);
    }
    return Object.fromEntries(byShift) as ByShift;
  };
  return { max: byKind('max'), average: byKind('average') };
}

/** A random map that closes on itself, and layers that see it so. */
const AROUND = { height: 16, width: 16, channels: 1 };
const FILTERS = { filters: 3, size: 5 };

function equivariance(seed: number): ConvolutionPoolingResult['equivariance'] {
  const random = createRandom(seed);
  const map = Float64Array.from({ length: 16 * 16 }, random.normal);
  const shape = (stride: number): ConvolutionShape => {
    const more = FILTERS.size - stride;
    return { ...FILTERS, height: 16 + more, width: 16 + more, channels: 1, stride };
  };
  const apply = (layer: Layer, to: Float64Array, stride: number): Float64Array => {
    const more = FILTERS.size - stride;
    return send(layer, padAround(to, AROUND, more, more));
  };
  const gapOf = (layer: Layer, stride: number, right: number, down: number): number => {
    const out = { ...convolvedSize(shape(stride)), channels: FILTERS.filters };
    const first = apply(layer, shiftAround(map, AROUND, right, down), stride);
    const second = shiftAround(
      apply(layer, map, stride),
      out,
      Math.floor(right / stride),
      Math.floor(down / stride),
    );
    return first.reduce((gap, value, i) => Math.max(gap, Math.abs(value - second[i]!)), 0);
  };
  const shared = convolution(shape(1), random);
  const local = locallyConnected(shape(1), random);
  const everySecond = convolution(shape(2), random);
  const shifts: [number, number][] = [];
  for (let down = 0; down < 16; down++) {
    for (let right = 0; right < 16; right++) if (right + down > 0) shifts.push([right, down]);
  }
  const over = (layer: Layer): { smallest: number; largest: number } => {
    const gaps = shifts.map(([right, down]) => gapOf(layer, 1, right, down));
    return { smallest: Math.min(...gaps), largest: Math.max(...gaps) };
  };
  // An odd shift has two neighbours among the output's own: half of it rounded down or up.
  const moved = apply(everySecond, shiftAround(map, AROUND, 1, 0), 2);
  const out = { ...convolvedSize(shape(2)), channels: FILTERS.filters };
  const unmoved = apply(everySecond, map, 2);
  const odd = [0, 1].map((right) => {
    const candidate = shiftAround(unmoved, out, right, 0);
    return moved.reduce((gap, value, i) => Math.max(gap, Math.abs(value - candidate[i]!)), 0);
  });
  return {
    shifts: shifts.length,
    convolution: over(shared),
    local: over(local),
    stride2: { even: gapOf(everySecond, 2, 2, 4), odd: Math.min(...odd) },
  };
}

/** Everything outside one unit's window is replaced; its output must not notice. */
function outside(seed: number): number {
  const random = createRandom(seed + 1);
  const side = 16;
  const shape = { height: side, width: side, channels: 1, stride: 1, ...FILTERS };
  const layer = convolution(shape, random);
  const out = convolvedSize(shape);
  const map = Float64Array.from({ length: side * side }, random.normal);
  const before = send(layer, map);
  let largest = 0;
  for (let row = 0; row < out.height; row++) {
    for (let column = 0; column < out.width; column++) {
      const changed = map.map((value, p) => {
        const r = Math.floor(p / side) - row;
        const c = (p % side) - column;
        const inside = r >= 0 && r < FILTERS.size && c >= 0 && c < FILTERS.size;
        return inside ? value : random.normal();
      });
      const after = send(layer, changed);
      for (let f = 0; f < FILTERS.filters; f++) {
        const at = (row * out.width + column) * FILTERS.filters + f;
        largest = Math.max(largest, Math.abs(after[at]! - before[at]!));
      }
    }
  }
  return largest;
}

/** Weight of each of the two features a conjunction joins, and the bias under which one alone is not enough. */
const PART = 1;
const BIAS = -1;

/** A unit that looks for feature 0 at its window's top left and feature 1 at its bottom right. */
function joining(side: number): Layer {
  const layer = convolution(
    { height: side, width: side, channels: 2, filters: 1, size: 2, stride: 1 },
    createRandom(0),
  );
  layer.parameters.fill(0);
  layer.parameters[0] = PART;
  layer.parameters[7] = PART;
  layer.parameters[8] = BIAS;
  return layer;
}

function conjunction(): ConvolutionPoolingResult['roles']['conjunction'] {
  const layer = joining(2);
  const answer = (right: number, down: number): number =>
    Math.max(0, send(layer, Float64Array.of(right, 0, 0, 0, 0, 0, 0, down))[0]!);
  return { both: answer(1, 1), right: answer(1, 0), down: answer(0, 1), none: answer(0, 0) };
}

/** The unit on maps of which edges are there (1) or not (0), against a plain look at both places. */
function onDigits(images: readonly Float64Array[]): ConvolutionPoolingResult['roles']['onDigits'] {
  const layer = joining(MAP_SIDE);
  const side = MAP_SIDE - 1;
  const found = { places: 0, both: 0, wrong: 0 };
  for (const image of images) {
    const { x, y } = edgeMaps(image);
    const there = Float64Array.from({ length: 2 * MAP_SIDE * MAP_SIDE }, (_, k) =>
      (k % 2 === 0 ? x : y)[Math.floor(k / 2)]! > 0 ? 1 : 0,
    );
    send(layer, there).forEach((value, place) => {
      const at = Math.floor(place / side) * MAP_SIDE + (place % side);
      const both = x[at]! > 0 && y[at + MAP_SIDE + 1]! > 0;
      found.places += 1;
      if (both) found.both += 1;
      if (value > 0 !== both) found.wrong += 1;
    });
  }
  return found;
}

/** One feature at each of the four places of a 2×2 window: how many different maps come out. */
function merged(): ConvolutionPoolingResult['roles']['merged'] {
  const layer = maxPool({ height: 8, width: 8, channels: 1, size: 2 });
  const maps = [0, 1, 8, 9].map((place) => {
    const map = new Float64Array(64);
    map[2 * 8 + 4 + place] = 1;
    return map;
  });
  return {
    pooled: new Set(maps.map((map) => send(layer, map).join())).size,
    unpooled: new Set(maps.map((map) => map.join())).size,
  };
}

function send(layer: Layer, x: Float64Array): Float64Array {
  const y = new Float64Array(layer.outputs);
  layer.forward(x, y, 1);
  return y;
}
