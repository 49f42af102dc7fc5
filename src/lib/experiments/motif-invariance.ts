import { defineExperiment } from '../lab/define.ts';
import { fitSoftmax, largestEntry, logitsOf } from '../margins/fit-softmax.ts';
import { absolute } from '../networks/absolute.ts';
import { convolution } from '../networks/convolution.ts';
import { dense } from '../networks/dense.ts';
import { type Samples, fitNetwork, shareRight } from '../networks/fit-network.ts';
import type { Layer } from '../networks/layer.ts';
import { maxPool } from '../networks/max-pool.ts';
import { relu } from '../networks/relu.ts';
import { type Random, createRandom } from '../numeric/random.ts';
import { round } from '../numeric/round.ts';
import { mean } from '../numeric/statistics.ts';

/** Share of signals that are classified right. */
export interface MotifAccuracy {
  train: number;
  test: number;
}

/** Filters learned from random starts. */
export interface MotifStarts {
  starts: number;
  /** Starts whose test accuracy is 0.99 or more, and their share. */
  found: number;
  share: number;
  lowest: number;
  mean: number;
  highest: number;
  /** Test accuracy, start by start. */
  test: number[];
}

/** A signal, where its motif stands, and what the two hand-made filters answer at every place. */
export interface MotifExample {
  signal: number[];
  place: number;
  responses: { a: number[]; b: number[] };
}

export interface MotifInvarianceResult {
  /** Samples of a signal, and standard deviation of its noise. */
  length: number;
  noise: number;
  motifs: { a: number[]; b: number[] };
  samples: { train: number; test: number };
  /**
   * A linear classifier on the raw signal, fitted to convergence: motifs of random place
   * and sign, of random place, of random sign, of one place and sign.
   */
  linear: Record<'both' | 'shift' | 'sign' | 'neither', MotifAccuracy>;
  /** The motifs as filters, |·|, the largest over all places, and a linear classifier; random place and sign. */
  filters: MotifAccuracy;
  /** Mean squared distance of two pictures of one motif over that of two motifs, without noise. */
  distance: { raw: number; features: number };
  /** The same network with its filters learned, by how many it has. */
  learned: { filters2: MotifStarts; filters4: MotifStarts };
  /** Two learned filters, and the dense network, after a twentieth of the signals, each shown twenty times as often. */
  few: { train: number; filters2: MotifStarts; dense: MotifStarts };
  /** Filters of the best of the starts with two, each divided by its norm. */
  example: { filters: number[][] };
  /** A dense rectifier network on the raw signal, trained on the same signals; the parameters of both. */
  dense: MotifStarts & { hidden: number };
  parameters: { filters2: number; filters4: number; dense: number };
  examples: { a: MotifExample[]; b: MotifExample[] };
}

const LENGTH = 32;
const NOISE = 0.2;
const MOTIFS = [
  [1, 1, -1, -1],
  [1, -1, 1, -1],
] as const;
const SIZE = 4;
const PLACES = LENGTH - SIZE + 1;
/** Where motifs stand whose place is not random. */
const MIDDLE = 14;
const TRAIN = 4000;
const TEST = 4000;
const STARTS = 20;
const FOUND = 0.99;
const SETTINGS = { batch: 32, rate: 0.01 };
const EPOCHS = 5;
const FEW = 20;
const HIDDEN = 32;
const FEW_STARTS = 10;
const DENSE_STARTS = 5;
const SHOWN = 3;

interface Signals extends Samples {
  /** n×32. */
  readonly features: Float64Array;
  readonly labels: Uint8Array;
  readonly places: number[];
}

export default defineExperiment<MotifInvarianceResult>({
  id: 'motif-invariance',
  title: 'One of two motifs at a random place: a linear classifier, and filters with pooling',
  seed: 35,
  run({ seed, count, progress }) {
    const random = createRandom(seed);
    const train = draw(TRAIN, random, true, true);
    const test = draw(TEST, random, true, true);
    const linearOn = (from: Signals, to: Signals): MotifAccuracy => {
      const { accuracy, operations } = linear(LENGTH, from, to);
      count(operations);
      return accuracy;
    };
    const other = (shift: boolean, sign: boolean): MotifAccuracy =>
      linearOn(draw(TRAIN, random, shift, sign), draw(TEST, random, shift, sign));
    const raw = {
      both: linearOn(train, test),
      shift: other(true, false),
      sign: other(false, true),
      neither: other(false, false),
    };

    const detector = motifLayers(MOTIFS.length, random);
    detector[0]!.parameters.set([...MOTIFS.flat(), 0, 0]);
    const pooled = { train: through(detector, train), test: through(detector, test) };
    const byHand = linear(MOTIFS.length, pooled.train, pooled.test);
    count(byHand.operations + (TRAIN + TEST) * PLACES * SIZE * MOTIFS.length);
    progress(0.1);

    const starts = (
      number: number,
      prepare: (own: Random) => Layer[],
      [from, to]: readonly [Samples, Samples],
      epochs: number,
    ): { measured: MotifStarts; best: readonly Layer[] } => {
      const runs = Array.from({ length: number }, (_, start) => {
        const own = createRandom(start + 1);
        const layers = prepare(own);
        const fitted = fitNetwork(layers, from, { ...SETTINGS, epochs, random: own });
        count(fitted.operations + to.n * fitted.network.operations);
        return { right: shareRight(fitted.network, to), layers };
      });
      const test = runs.map(({ right }) => right);
      const found = test.filter((right) => right >= FOUND).length;
      return {
        measured: {
          starts: number,
          found,
          share: found / number,
          lowest: Math.min(...test),
          mean: mean(test),
          highest: Math.max(...test),
          test,
        },
        best: runs[largestEntry(test)]!.layers,
      };
    };
    const motifNet = (filters: number) => (own: Random) => [
      ...motifLayers(filters, own),
      dense(filters, MOTIFS.length, own),
    ];
    const denseNet = (own: Random): Layer[] => [
      dense(LENGTH, HIDDEN, own),
      relu(HIDDEN),
      dense(HIDDEN, MOTIFS.length, own),
    ];
    const all = [windowed(train), windowed(test)] as const;
    const two = starts(STARTS, motifNet(2), all, EPOCHS);
    progress(0.4);
    const four = starts(STARTS, motifNet(4), all, EPOCHS);
    progress(0.7);
    const flat = starts(DENSE_STARTS, denseNet, [train, test], EPOCHS);
    const part = TRAIN / FEW;
    const few = {
      train: part,
      filters2: starts(FEW_STARTS, motifNet(2), [{ ...all[0], n: part }, all[1]], EPOCHS * FEW)
        .measured,
      dense: starts(DENSE_STARTS, denseNet, [{ ...train, n: part }, test], EPOCHS * FEW).measured,
    };

    const shown = (label: number): MotifExample[] =>
      Array.from(test.labels.keys())
        .filter((i) => test.labels[i] === label)
        .slice(0, SHOWN)
        .map((i) => example(test, i));
    return {
      length: LENGTH,
      noise: NOISE,
      motifs: { a: [...MOTIFS[0]], b: [...MOTIFS[1]] },
      samples: { train: TRAIN, test: TEST },
      linear: raw,
      filters: byHand.accuracy,
      distance: distances(detector),
      learned: { filters2: two.measured, filters4: four.measured },
      few,
      example: { filters: [unitFilter(two.best[0]!, 0), unitFilter(two.best[0]!, 1)] },
      dense: { hidden: HIDDEN, ...flat.measured },
      parameters: {
        filters2: parametersOf(two.best),
        filters4: parametersOf(four.best),
        dense: parametersOf(flat.best),
      },
      examples: { a: shown(0), b: shown(1) },
    };
  },
});

/** n signals of noise, each with one of the motifs, of random place and sign or at one place as it is. */
function draw(n: number, random: Random, shift: boolean, sign: boolean): Signals {
  const features = Float64Array.from({ length: n * LENGTH }, () => NOISE * random.normal());
  const labels = Uint8Array.from({ length: n }, () => random.integer(MOTIFS.length));
  const places: number[] = [];
  for (let i = 0; i < n; i++) {
    const place = shift ? random.integer(PLACES) : MIDDLE;
    const factor = sign && random.integer(2) === 0 ? -1 : 1;
    places.push(place);
    MOTIFS[labels[i]!]!.forEach((value, k) => {
      const at = i * LENGTH + place + k;
      features[at] = features[at]! + factor * value;
    });
  }
  return { ...samplesOf(features, labels, LENGTH), features, labels, places };
}

function samplesOf(features: Float64Array, labels: Uint8Array, size: number): Samples {
  return {
    n: labels.length,
    labels,
    load: (to, at, i) => {
      for (let k = 0; k < size; k++) to[at + k] = features[i * size + k]!;
    },
  };
}

/** The windows of every signal one behind the other: a filter along the signal is then a filter of one pixel on four channels. */
function windowed({ features, labels, n }: Signals): Samples {
  return {
    n,
    labels,
    load: (to, at, i) => {
      for (let place = 0; place < PLACES; place++) {
        for (let k = 0; k < SIZE; k++) {
          to[at + place * SIZE + k] = features[i * LENGTH + place + k]!;
        }
      }
    },
  };
}

/** Filters along the signal, |·|, and the largest over all places. */
function motifLayers(filters: number, random: Random): Layer[] {
  const line = { height: 1, width: PLACES };
  return [
    convolution({ ...line, channels: SIZE, filters, size: 1, stride: 1 }, random),
    absolute(PLACES * filters),
    maxPool({ ...line, channels: filters, size: 'map' }),
  ];
}

/** What layers make of signals. */
function through(layers: readonly Layer[], signals: Signals): Signals {
  const { n, load } = windowed(signals);
  let values = new Float64Array(n * PLACES * SIZE);
  for (let i = 0; i < n; i++) load(values, i * PLACES * SIZE, i);
  for (const layer of layers) {
    const next = new Float64Array(n * layer.outputs);
    layer.forward(values, next, n);
    values = next;
  }
  return { ...signals, features: values };
}

/** A softmax classifier on d features, fitted to convergence with the weight of one sample on its penalty. */
function linear(
  d: number,
  train: Signals,
  test: Signals,
): { accuracy: MotifAccuracy; operations: number } {
  const { features, labels } = train;
  const fitted = fitSoftmax(
    { K: MOTIFS.length, d, features, labels },
    { decay: 1 / train.n, bias: true },
  );
  const right = (signals: Signals): number => {
    let found = 0;
    for (let i = 0; i < signals.n; i++) {
      if (largestEntry(logitsOf(fitted, signals.features, i)) === signals.labels[i]) found += 1;
    }
    return found / signals.n;
  };
  return {
    accuracy: { train: right(train), test: right(test) },
    operations: fitted.operations + (train.n + test.n) * d * MOTIFS.length,
  };
}

/** Every place and sign of every motif, without noise, as they are and as the filters show them. */
function distances(detector: readonly Layer[]): MotifInvarianceResult['distance'] {
  const n = MOTIFS.length * PLACES * 2;
  const features = new Float64Array(n * LENGTH);
  const labels = new Uint8Array(n);
  for (let i = 0; i < n; i++) {
    const label = i % MOTIFS.length;
    const place = Math.floor(i / MOTIFS.length) % PLACES;
    labels[i] = label;
    MOTIFS[label]!.forEach((value, k) => {
      features[i * LENGTH + place + k] = i < n / 2 ? value : -value;
    });
  }
  const pure: Signals = { ...samplesOf(features, labels, LENGTH), features, labels, places: [] };
  return {
    raw: distanceRatio(features, labels, LENGTH),
    features: distanceRatio(through(detector, pure).features, labels, MOTIFS.length),
  };
}

/** Mean squared distance within a class over that between classes, over all pairs of rows. */
function distanceRatio(features: Float64Array, labels: Uint8Array, d: number): number {
  const sums = { within: 0, between: 0 };
  const pairs = { within: 0, between: 0 };
  for (let i = 0; i < labels.length; i++) {
    for (let j = 0; j < i; j++) {
      let square = 0;
      for (let a = 0; a < d; a++) {
        const gap = features[i * d + a]! - features[j * d + a]!;
        square += gap * gap;
      }
      const which = labels[i] === labels[j] ? 'within' : 'between';
      sums[which] += square;
      pairs[which] += 1;
    }
  }
  return sums.within / pairs.within / (sums.between / pairs.between);
}

function example({ features, places }: Signals, i: number): MotifExample {
  const signal = Array.from(features.subarray(i * LENGTH, (i + 1) * LENGTH));
  const responses = (motif: readonly number[]): number[] =>
    Array.from({ length: PLACES }, (_, place) =>
      round(Math.abs(motif.reduce((sum, value, k) => sum + value * signal[place + k]!, 0)), 3),
    );
  return {
    signal: signal.map((value) => round(value, 3)),
    place: places[i]!,
    responses: { a: responses(MOTIFS[0]), b: responses(MOTIFS[1]) },
  };
}

function unitFilter({ parameters }: Layer, filter: number): number[] {
  const weights = Array.from(parameters.subarray(filter * SIZE, (filter + 1) * SIZE));
  const norm = Math.sqrt(weights.reduce((sum, weight) => sum + weight * weight, 0));
  return weights.map((weight) => round(weight / norm, 4));
}

function parametersOf(layers: readonly Layer[]): number {
  return layers.reduce((sum, { parameters }) => sum + parameters.length, 0);
}
