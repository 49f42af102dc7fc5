/** Layers and loops of the experiments on activations, sparsity and pre-training. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Images } from '../../../../src/lib/data/mnist.ts';
import { activationLayer } from '../../../../src/lib/networks/activation-layer.ts';
import { activityPenalty } from '../../../../src/lib/networks/activity-penalty.ts';
import { createClassifier } from '../../../../src/lib/networks/classifier.ts';
import { crossEntropy } from '../../../../src/lib/networks/cross-entropy.ts';
import { encode, trainDenoising } from '../../../../src/lib/networks/denoising-autoencoder.ts';
import { dense } from '../../../../src/lib/networks/dense.ts';
import type { Layer } from '../../../../src/lib/networks/layer.ts';
import { network } from '../../../../src/lib/networks/network.ts';
import { sparseInput } from '../../../../src/lib/networks/sparse-input.ts';
import { sparsityOf, zeroCounts } from '../../../../src/lib/networks/zero-counts.ts';
import { centralDifference } from '../../../../src/lib/numeric/central-difference.ts';
import { createRandom } from '../../../../src/lib/numeric/random.ts';
import { logSoftmax } from '../../../../src/lib/numeric/softmax.ts';
import type { ActivationSpec } from '../../../../src/lib/rectifiers/activations.ts';
import { expectClose } from '../close.ts';

const TOLERANCE = 1e-6;

function normals(length: number, seed: number): Float64Array {
  const random = createRandom(seed);
  return Float64Array.from({ length }, random.normal);
}

function forward(layer: Layer, x: Float64Array, n: number): Float64Array {
  const y = new Float64Array(n * layer.outputs).fill(NaN);
  layer.forward(x, y, n);
  return y;
}

/** Gradients of Σ uᵢyᵢ, plus `more` of the inputs, by the layer and by central differences. */
function checkGradients(
  layer: Layer,
  x: Float64Array,
  n: number,
  seed: number,
  more: (x: Float64Array) => number = () => 0,
): void {
  const u = normals(n * layer.outputs, seed);
  const y = forward(layer, x, n);
  const dx = new Float64Array(x.length).fill(NaN);
  layer.backward(x, y, u, dx, n);
  const value = (input: Float64Array): number =>
    forward(layer, input, n).reduce((sum, out, i) => sum + out * u[i]!, 0) + more(input);
  expectClose(dx, centralDifference(value, x), TOLERANCE);
  const held = Float64Array.from(layer.parameters);
  const measured = centralDifference((at) => {
    layer.parameters.set(at);
    return value(x);
  }, held);
  layer.parameters.set(held);
  expectClose(layer.gradient, measured, TOLERANCE);
  const before = Float64Array.from(layer.gradient);
  layer.backward(x, y, u, null, n);
  expect(layer.gradient).toEqual(before);
}

/** Rows with about a third of numbers other than 0, some rows empty. */
function sparseRows(n: number, size: number, seed: number): Float64Array {
  const random = createRandom(seed);
  return Float64Array.from({ length: n * size }, (_, i) =>
    Math.floor(i / size) % 5 === 4 || random.uniform() < 0.67 ? 0 : random.normal(),
  );
}

describe('activationLayer(size, spec)', () => {
  const specs: ActivationSpec[] = [
    { kind: 'tanh' },
    { kind: 'sigmoid' },
    { kind: 'softplus' },
    { kind: 'softplus', alpha: 3 },
    { kind: 'elu' },
    { kind: 'gelu' },
    { kind: 'relu' },
    { kind: 'leaky', alpha: 0.2 },
  ];
  it.each(specs)('has the gradient of $kind', (spec) => {
    const layer = activationLayer(7, spec);
    // Away from the kink, which no difference quotient straddles then.
    const x = normals(21, 5).map((value) => value + 0.01 * Math.sign(value));
    checkGradients(layer, x, 3, 6);
    expect(layer.parameters).toHaveLength(0);
    expect(layer.operations).toBe(0);
  });

  it('works on the first n rows and leaves the others alone', () => {
    const layer = activationLayer(2, { kind: 'tanh' });
    const y = new Float64Array(6).fill(7);
    layer.forward(Float64Array.of(0, 1, 2, 3, 4, 5), y, 2);
    expect(Array.from(y)).toEqual([0, Math.tanh(1), Math.tanh(2), Math.tanh(3), 7, 7]);
    const dx = new Float64Array(6).fill(7);
    layer.backward(new Float64Array(6), y, new Float64Array(6).fill(1), dx, 2);
    expect(Array.from(dx)).toEqual([1, 1, 1, 1, 7, 7]);
    layer.backward(new Float64Array(6), y, new Float64Array(6).fill(1), null, 2);
  });

  it('gives exact zeros with rectifiers', () => {
    expect(
      Array.from(forward(activationLayer(3, { kind: 'relu' }), Float64Array.of(-1, 0, 2), 1)),
    ).toEqual([0, 0, 2]);
  });

  it('refuses sizes and settings that are none', () => {
    expect(() => activationLayer(0, { kind: 'relu' })).toThrow('size is 0');
    expect(() => activationLayer(2, { kind: 'tanh', alpha: 1 })).toThrow('tanh has none');
  });
});

describe('activityPenalty(size, strength)', () => {
  it('has the gradient of the mean of strength·Σ|x| over the batch', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 6 }),
        fc.integer({ min: 1, max: 5 }),
        fc.nat(99),
        (size, n, seed) => {
          const x = normals(n * size, seed).map((value) => value + 0.01 * Math.sign(value));
          checkGradients(
            activityPenalty(size, 0.3),
            x,
            n,
            seed + 1,
            (at) => (0.3 * at.reduce((sum, value) => sum + Math.abs(value), 0)) / n,
          );
        },
      ),
      { numRuns: 30 },
    );
  });

  it('passes on what comes, leaves zeros alone, and listens to a new strength', () => {
    const layer = activityPenalty(3, 5);
    const x = Float64Array.of(-2, 0, 3);
    expect(Array.from(forward(layer, x, 1))).toEqual([-2, 0, 3]);
    const dx = new Float64Array(3);
    layer.backward(x, x, Float64Array.of(1, 1, 1), dx, 1);
    expect(Array.from(dx)).toEqual([-4, 1, 6]);
    layer.strength = 0;
    layer.backward(x, x, Float64Array.of(1, 1, 1), dx, 1);
    expect(Array.from(dx)).toEqual([1, 1, 1]);
    layer.backward(x, x, Float64Array.of(1, 1, 1), null, 1);
    expect(layer.operations).toBe(0);
  });

  it('works on the first n rows and leaves the others alone', () => {
    const y = new Float64Array(4).fill(7);
    activityPenalty(2, 1).forward(Float64Array.of(1, 2, 3, 4), y, 1);
    expect(Array.from(y)).toEqual([1, 2, 7, 7]);
    activityPenalty(2, 0).backward(y, y, Float64Array.of(1, 2, 3, 4), y, 1);
    expect(Array.from(y)).toEqual([1, 2, 7, 7]);
  });

  it('refuses a strength below 0 or without end', () => {
    expect(() => activityPenalty(2, -1)).toThrow('strength is -1');
    expect(() => activityPenalty(2, NaN)).toThrow('strength is NaN');
    expect(() => activityPenalty(2, Infinity)).toThrow('strength is Infinity');
    expect(() => activityPenalty(1.5, 1)).toThrow('size is 1.5');
    expect(activityPenalty(2, 0).strength).toBe(0);
  });
});

describe('sparseInput(inputs, outputs)', () => {
  it('has the gradients that central differences give, whatever the sizes', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 14 }),
        fc.integer({ min: 1, max: 6 }),
        fc.integer({ min: 1, max: 7 }),
        fc.nat(1000),
        (inputs, outputs, n, seed) => {
          const layer = sparseInput(inputs, outputs, createRandom(seed));
          checkGradients(layer, normals(n * inputs, seed + 1), n, seed + 2);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('is the dense layer with its weights turned, on rows full of zeros', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 30 }),
        fc.integer({ min: 1, max: 6 }),
        fc.integer({ min: 1, max: 7 }),
        fc.nat(1000),
        (inputs, outputs, n, seed) => {
          const random = createRandom(seed);
          const sparse = sparseInput(inputs, outputs, random);
          const full = dense(inputs, outputs, random);
          for (let j = 0; j < outputs; j++) {
            for (let p = 0; p < inputs; p++) {
              full.parameters[j * inputs + p] = sparse.parameters[p * outputs + j]!;
            }
            const bias = inputs * outputs + j;
            full.parameters[bias] = sparse.parameters[bias] = random.normal();
          }
          const x = sparseRows(n, inputs, seed + 1);
          expectClose(forward(sparse, x, n), forward(full, x, n), 1e-13);
          const dy = normals(n * outputs, seed + 2);
          const dx = new Float64Array(x.length);
          const fullDx = new Float64Array(x.length);
          sparse.backward(x, dy, dy, dx, n);
          full.backward(x, dy, dy, fullDx, n);
          expectClose(dx, fullDx, 1e-13);
          for (let j = 0; j < outputs; j++) {
            expectClose(
              Array.from({ length: inputs }, (_, p) => sparse.gradient[p * outputs + j]!),
              full.gradient.subarray(j * inputs, (j + 1) * inputs),
              1e-13,
            );
          }
          expectClose(
            sparse.gradient.subarray(inputs * outputs),
            full.gradient.subarray(inputs * outputs),
            1e-13,
          );
        },
      ),
      { numRuns: 60 },
    );
  });

  it('starts normal with variance 2/inputs and biases 0, and counts its weights', () => {
    const layer = sparseInput(200, 100, createRandom(3));
    const weights = layer.parameters.subarray(0, 20_000);
    const square = weights.reduce((sum, w) => sum + w * w, 0) / weights.length;
    expect(square * 200).toBeGreaterThan(1.94);
    expect(square * 200).toBeLessThan(2.06);
    expect(Array.from(layer.parameters.subarray(20_000))).toEqual(new Array(100).fill(0));
    expect(layer.operations).toBe(20_000);
    expect([layer.inputs, layer.outputs]).toEqual([200, 100]);
  });

  it('refuses sizes that are none', () => {
    expect(() => sparseInput(0, 2, createRandom(1))).toThrow('inputs is 0');
    expect(() => sparseInput(2, 0, createRandom(1))).toThrow('outputs is 0');
  });
});

describe('crossEntropy(logits, labels, gradient, n, classes)', () => {
  it('is −ln softmax at the label, mean over the rows, with its gradient', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5 }),
        fc.integer({ min: 2, max: 6 }),
        fc.nat(99),
        (n, classes, seed) => {
          const logits = normals(n * classes, seed).map((value) => 3 * value);
          const random = createRandom(seed + 1);
          const labels = Uint8Array.from({ length: n }, () => random.integer(classes));
          const gradient = new Float64Array(logits.length);
          const loss = crossEntropy(logits, labels, gradient, n, classes);
          let wanted = 0;
          for (let i = 0; i < n; i++) {
            wanted -= logSoftmax(logits.subarray(i * classes, (i + 1) * classes))[labels[i]!]! / n;
          }
          expect(loss).toBeCloseTo(wanted, 12);
          expectClose(
            gradient,
            centralDifference((at) => crossEntropy(at, labels, null, n, classes), logits),
            TOLERANCE,
          );
        },
      ),
      { numRuns: 40 },
    );
  });

  it('is ln K where all logits are the same, and survives large ones', () => {
    expect(crossEntropy(new Float64Array(10), [3], null, 1, 10)).toBeCloseTo(Math.log(10), 14);
    const logits = Float64Array.of(1000, -1000, 0);
    expect(crossEntropy(logits, [0], logits, 1, 3)).toBe(0);
    expect(Array.from(logits)).toEqual([0, 0, 0]);
    expect(crossEntropy(Float64Array.of(1000, -1000), [1], null, 1, 2)).toBe(2000);
  });
});

/** Two clouds of 2×2 “images”, apart by their first pixel. */
function clouds(n: number, seed: number): Images {
  const random = createRandom(seed);
  const labels = Uint8Array.from({ length: n }, (_, i) => i % 2);
  const pixels = Float32Array.from({ length: 4 * n }, (_, i) =>
    i % 4 === 0 ? (Math.floor(i / 4) % 2) + 0.1 * random.normal() : random.uniform(),
  );
  return { n, height: 2, width: 2, pixels, labels };
}

function small(seed: number): Layer[] {
  const random = createRandom(seed);
  return [
    sparseInput(4, 6, random),
    activationLayer(6, { kind: 'relu' }),
    activityPenalty(6, 1e-3),
    dense(6, 2, random),
  ];
}

const OPTIONS = { optimiser: { kind: 'sgd' }, rate: 0.1, batch: 8, seed: 5 } as const;

describe('createClassifier(options)', () => {
  it('learns to part two clouds', () => {
    const images = clouds(60, 1);
    const classifier = createClassifier({ ...OPTIONS, layers: small(2), images });
    const before = classifier.measure(images);
    for (let epoch = 0; epoch < 40; epoch++) classifier.epoch();
    const after = classifier.measure(images);
    expect(after.error).toBe(0);
    expect(after.loss).toBeLessThan(0.1);
    expect(after.loss).toBeLessThan(before.loss);
  });

  it('follows the gradient of the mean loss of one batch', () => {
    const images = clouds(8, 3);
    const layers = small(4);
    layers[2] = activityPenalty(6, 0);
    const net = network(layers, 8);
    const held = Float64Array.from(layers[0]!.parameters);
    const classifier = createClassifier({ ...OPTIONS, layers, images });
    const slopes = centralDifference((at) => {
      layers[0]!.parameters.set(at);
      net.input.set(images.pixels);
      net.forward(8);
      return crossEntropy(net.output, images.labels, null, 8, 2);
    }, held);
    layers[0]!.parameters.set(held);
    const loss = classifier.measure(images).loss;
    expect(classifier.step()).toBeCloseTo(loss, 12);
    expectClose(
      layers[0]!.parameters,
      held.map((value, i) => value - 0.1 * slopes[i]!),
      1e-8,
    );
  });

  it('sees every image once a pass, in an order of its own, the last batch smaller', () => {
    const images = clouds(19, 5);
    const layers = small(6);
    const seen: number[][] = [];
    const first = layers[0]!;
    layers[0] = {
      ...first,
      forward(x, y, n) {
        seen.push(Array.from({ length: n }, (_, row) => x[4 * row]!));
        first.forward(x, y, n);
      },
    };
    const classifier = createClassifier({ ...OPTIONS, layers, images });
    expect(classifier.perEpoch).toBe(3);
    classifier.epoch();
    expect(classifier.steps).toBe(3);
    expect(seen.map((batch) => batch.length)).toEqual([8, 8, 3]);
    const one = seen.flat();
    const all = Array.from({ length: 19 }, (_, i) => images.pixels[4 * i]!);
    expect(one.toSorted()).toEqual(all.toSorted());
    seen.length = 0;
    classifier.epoch();
    expect(seen.flat().toSorted()).toEqual(all.toSorted());
    expect(seen.flat()).not.toEqual(one);
    // One step into the next pass: `epoch` finishes it.
    classifier.step();
    classifier.epoch();
    expect(classifier.steps).toBe(9);
  });

  it('gives the mean of the losses of a pass', () => {
    const images = clouds(19, 7);
    const a = createClassifier({ ...OPTIONS, layers: small(8), images });
    const b = createClassifier({ ...OPTIONS, layers: small(8), images });
    const mean = (a.step() + a.step() + a.step()) / 3;
    expect(b.epoch()).toBeCloseTo(mean, 14);
  });

  it('is the same for the same seed and another for another', () => {
    const images = clouds(40, 9);
    const trained = (seed: number): number[] => {
      const layers = small(10);
      createClassifier({ ...OPTIONS, layers, images, seed }).epoch();
      return Array.from(layers[3]!.parameters);
    };
    expect(trained(1)).toEqual(trained(1));
    expect(trained(1)).not.toEqual(trained(2));
  });

  it('lets the rate fall to 0 in a straight line, and no lower', () => {
    const images = clouds(8, 11);
    const layers = [dense(4, 2, createRandom(12))];
    const classifier = createClassifier({ ...OPTIONS, layers, images, fall: 2 });
    const moved = (): number => {
      const before = Float64Array.from(layers[0]!.parameters);
      classifier.step();
      const { gradient, parameters } = layers[0]!;
      let largest = 0;
      for (let i = 0; i < before.length; i++) {
        largest = Math.max(largest, Math.abs(before[i]! - parameters[i]!));
      }
      return largest / Math.max(...gradient.map(Math.abs));
    };
    expect(moved()).toBeCloseTo(0.1, 12);
    expect(moved()).toBeCloseTo(0.05, 12);
    expect(moved()).toBe(0);
    expect(moved()).toBe(0);
  });

  it('measures loss and wrong classes over all images, whatever the batch', () => {
    const images = clouds(19, 13);
    const layers = small(14);
    const of = (batch: number) =>
      createClassifier({ ...OPTIONS, layers, images, batch }).measure(images);
    const whole = of(19);
    const parts = of(8);
    expect(parts.loss).toBeCloseTo(whole.loss, 13);
    expect(parts.wrong).toEqual(whole.wrong);
    expect(whole.error).toBe(whole.wrong.length / 19);
    const net = network(layers, 19);
    net.input.set(images.pixels);
    net.forward(19);
    const wrong = Array.from({ length: 19 }, (_, i) => i).filter(
      (i) => (net.output[2 * i + 1]! > net.output[2 * i]! ? 1 : 0) !== images.labels[i],
    );
    expect(wrong.length).toBeGreaterThan(0);
    expect(whole.wrong).toEqual(wrong);
  });

  it('takes the first of equal logits', () => {
    const images = clouds(6, 15);
    const layers = [dense(4, 2, createRandom(1))];
    layers[0]!.parameters.fill(0);
    expect(createClassifier({ ...OPTIONS, layers, images }).measure(images).wrong).toEqual([
      1, 3, 5,
    ]);
  });

  it('takes the largest of three logits, wherever it stands', () => {
    const images = { ...clouds(3, 16), labels: Uint8Array.of(2, 2, 1) };
    const layers = [dense(4, 3, createRandom(1))];
    layers[0]!.parameters.fill(0);
    layers[0]!.parameters.set([1, 2, 3], 12);
    expect(createClassifier({ ...OPTIONS, layers, images }).measure(images).wrong).toEqual([2]);
    layers[0]!.parameters.set([1, 3, 2], 12);
    expect(createClassifier({ ...OPTIONS, layers, images }).measure(images).wrong).toEqual([0, 1]);
  });

  it('counts multiply-adds', () => {
    const images = clouds(10, 17);
    const classifier = createClassifier({ ...OPTIONS, layers: small(18), images });
    classifier.measure(images);
    expect(classifier.operations).toBe(10 * (24 + 12));
    classifier.epoch();
    expect(classifier.operations).toBe((1 + 3) * 10 * (24 + 12));
  });

  it('says what is wrong with its options', () => {
    const images = clouds(4, 19);
    const none = { ...images, n: 0, pixels: new Float32Array(0), labels: new Uint8Array(0) };
    const make = (more: object) => () =>
      createClassifier({ ...OPTIONS, layers: small(20), images, ...more });
    expect(make({ images: none })).toThrow('images holds none');
    expect(make({ images: { ...images, height: 3 } })).toThrow(
      'images have 3×2 pixels; the network takes 4',
    );
    expect(make({ rate: 0 })).toThrow('rate is 0');
    expect(make({ fall: 0 })).toThrow('fall is 0');
    expect(() => make({})().measure(none)).toThrow('images holds none');
    expect(() => make({})().measure({ ...images, width: 3 })).toThrow('images have 2×3');
    const lost = small(21);
    lost[3]!.parameters[0] = NaN;
    expect(() => make({ layers: lost })().step()).toThrow('the loss is NaN at step 0');
  });
});

describe('zeroCounts(layers, at, images)', () => {
  it('counts exact zeros unit by unit, in the layers asked about', () => {
    const random = createRandom(1);
    const first = sparseInput(4, 3, random);
    // Unit 0 is the first pixel less ½, unit 1 never fires, unit 2 always does.
    first.parameters.fill(0);
    first.parameters[0] = 1;
    first.parameters.set([-0.5, -1, 1], 12);
    const layers = [first, activationLayer(3, { kind: 'relu' }), dense(3, 2, random)];
    const images = clouds(60, 2);
    const [hidden, before] = zeroCounts(layers, [1, 0], images);
    expect(Array.from(hidden!)).toEqual([30, 60, 0]);
    expect(Array.from(before!)).toEqual([0, 0, 0]);
  });

  it('counts each image once, in the last batch too', () => {
    const silent: Layer = {
      ...dense(4, 2, createRandom(1)),
      forward(_, y, n) {
        y.fill(0, 0, 2 * n);
      },
    };
    expect(Array.from(zeroCounts([silent], [0], clouds(60, 6))[0]!)).toEqual([60, 60]);
  });

  it('tells small from zero', () => {
    const layer = dense(4, 1, createRandom(1));
    layer.parameters.fill(0);
    layer.parameters[4] = -30;
    const soft = [layer, activationLayer(1, { kind: 'softplus' })];
    expect(Array.from(zeroCounts(soft, [1], clouds(10, 3))[0]!)).toEqual([0]);
  });

  it('refuses what it cannot count', () => {
    const images = clouds(4, 4);
    const layers = small(5);
    const none = { ...images, n: 0, pixels: new Float32Array(0), labels: new Uint8Array(0) };
    expect(() => zeroCounts(layers, [1], none)).toThrow('images holds none');
    expect(() => zeroCounts(layers, [4], images)).toThrow('at holds 4; there are 4 layers');
    expect(() => zeroCounts(layers, [1], { ...images, width: 3 })).toThrow(
      'images have 6 pixels; the layers take 4',
    );
    expect(() => zeroCounts([], [], images)).toThrow('the layers take undefined');
  });
});

describe('sparsityOf(training, counted)', () => {
  it('tells dead units from sparse ones', () => {
    expect(
      sparsityOf({ counts: [10, 9, 0, 10], n: 10 }, { counts: [20, 10, 5, 19], n: 20 }),
    ).toEqual({ units: 4, dead: 2, zeros: 54 / 80, livingZeros: 15 / 40 });
  });

  it('keeps (S − d)/(1 − d) where dead units stay dead', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(10), { minLength: 1, maxLength: 9 }), (counts) => {
        const { units, dead, zeros, livingZeros } = sparsityOf(
          { counts, n: 10 },
          { counts, n: 10 },
        );
        expect(dead).toBe(counts.filter((count) => count === 10).length);
        if (dead === units) {
          expect(livingZeros).toBeNull();
          expect(zeros).toBe(1);
        } else {
          const share = dead / units;
          expect(livingZeros).toBeCloseTo((zeros - share) / (1 - share), 12);
        }
      }),
    );
  });

  it('refuses counts of different or no units', () => {
    expect(() => sparsityOf({ counts: [1], n: 1 }, { counts: [1, 2], n: 2 })).toThrow(
      'training holds 1 units and counted 2',
    );
    expect(() => sparsityOf({ counts: [], n: 1 }, { counts: [], n: 1 })).toThrow('from 1');
  });
});

/** Rows on a line in three dimensions. */
function line(n: number, seed: number): Float64Array {
  const random = createRandom(seed);
  const rows = new Float64Array(3 * n);
  for (let i = 0; i < n; i++) {
    const at = random.normal();
    rows.set([at, 2 * at, -at], 3 * i);
  }
  return rows;
}

const DENOISING = {
  noise: 0,
  optimiser: { kind: 'adam' },
  rate: 0.01,
  batch: 10,
  epochs: 60,
  seed: 3,
} as const;

describe('trainDenoising(options)', () => {
  it('learns a line with a linear code of one number', () => {
    const random = createRandom(1);
    const { losses, operations } = trainDenoising({
      ...DENOISING,
      encoder: [dense(3, 1, random)],
      decoder: [dense(1, 3, random)],
      data: line(100, 2),
    });
    expect(losses).toHaveLength(60);
    expect(operations).toBe(3 * 60 * 100 * 6);
    expect(losses.at(-1)).toBeLessThan(1e-3);
  });

  it('without noise has the loss ½‖rebuilt − clean‖², mean over the rows, and follows its gradient', () => {
    const random = createRandom(4);
    const encoder = [dense(3, 2, random), activationLayer(2, { kind: 'tanh' })];
    const decoder = [dense(2, 3, random)];
    const data = line(5, 5);
    const net = network([...encoder, ...decoder], 5);
    const held = Float64Array.from(encoder[0]!.parameters);
    const loss = (): number => {
      net.input.set(data);
      net.forward(5);
      return net.output.reduce(
        (sum, out, i) => sum + ((out - data[i]!) * (out - data[i]!)) / 10,
        0,
      );
    };
    const slopes = centralDifference((at) => {
      encoder[0]!.parameters.set(at);
      return loss();
    }, held);
    encoder[0]!.parameters.set(held);
    const before = loss();
    const { losses, operations } = trainDenoising({
      ...DENOISING,
      optimiser: { kind: 'sgd' },
      batch: 5,
      epochs: 1,
      encoder,
      decoder,
      data,
    });
    expect(losses[0]).toBeCloseTo(before, 12);
    expectClose(
      encoder[0]!.parameters,
      held.map((value, i) => value - 0.01 * slopes[i]!),
      1e-8,
    );
    expect(operations).toBe(3 * 5 * 12);
  });

  it('puts the share of numbers to 0 that it is told, anew every time, and rebuilds the clean rows', () => {
    const zeros: number[][] = [];
    const inner = dense(10, 10, createRandom(6));
    const spy: Layer = {
      ...inner,
      forward(x, y, n) {
        zeros.push(Array.from(x.subarray(0, 10 * n), (value) => (value === 0 ? 1 : 0)));
        inner.forward(x, y, n);
      },
    };
    const data = new Float64Array(1000).fill(1);
    trainDenoising({
      ...DENOISING,
      noise: 0.3,
      batch: 30,
      epochs: 2,
      encoder: [spy],
      decoder: [],
      data,
    });
    expect(zeros.map((batch) => batch.length)).toEqual([300, 300, 300, 100, 300, 300, 300, 100]);
    const share = zeros.flat().reduce((sum, zero) => sum + zero, 0) / 2000;
    // Four standard deviations of a share of 2,000.
    expect(Math.abs(share - 0.3)).toBeLessThan(0.041);
    expect(zeros[0]).not.toEqual(zeros[4]);
    expect(data.every((value) => value === 1)).toBe(true);
  });

  it('finds the best linear guess of the clean row from a noisy one', () => {
    // Rows a·v, each number kept with chance q: E[x x̃ᵀ]·E[x̃ x̃ᵀ]⁻¹ = vᵢ/(vⱼ(1 + 2q)).
    const layer = dense(3, 3, createRandom(7));
    const options = { ...DENOISING, noise: 0.3, encoder: [layer], decoder: [], data: line(400, 8) };
    trainDenoising({ ...options, epochs: 100 });
    trainDenoising({ ...options, epochs: 100, rate: 1e-4 });
    const v = [1, 2, -1];
    const wanted = v.flatMap((vi) => v.map((vj) => vi / (vj * 2.4)));
    expectClose(layer.parameters.subarray(0, 9), wanted, 0.05);
  });

  it('is the same for the same seed and another for another', () => {
    const trained = (seed: number): number[] => {
      const random = createRandom(9);
      const encoder = [dense(3, 2, random)];
      trainDenoising({
        ...DENOISING,
        noise: 0.5,
        epochs: 2,
        encoder,
        decoder: [dense(2, 3, random)],
        data: line(20, 10),
        seed,
      });
      return Array.from(encoder[0]!.parameters);
    };
    expect(trained(1)).toEqual(trained(1));
    expect(trained(1)).not.toEqual(trained(2));
  });

  it('says what is wrong with its options', () => {
    const make = (more: object) => () => {
      const random = createRandom(11);
      return trainDenoising({
        ...DENOISING,
        epochs: 1,
        encoder: [dense(3, 2, random)],
        decoder: [dense(2, 3, random)],
        data: line(4, 12),
        ...more,
      });
    };
    expect(make({ decoder: [dense(2, 4, createRandom(1))] })).toThrow(
      'decoder gives 4 numbers; the encoder takes 3',
    );
    expect(make({ noise: 1 })).toThrow('noise is 1');
    expect(make({ noise: -0.1 })).toThrow('noise is -0.1');
    expect(make({ rate: 0 })).toThrow('rate is 0');
    expect(make({ epochs: 0 })).toThrow('epochs is 0');
    expect(make({ epochs: 1.5 })).toThrow('epochs is 1.5');
    expect(make({ data: new Float64Array(4) })).toThrow('data holds 4 numbers; a row has 3');
    expect(make({ data: new Float64Array(0) })).toThrow('data holds 0 numbers');
    expect(make({ data: Float64Array.of(NaN, 1, 2) })).toThrow('the loss is NaN in epoch 0');
    expect(make({ noise: 0 })).not.toThrow();
  });
});

describe('encode(encoder, data)', () => {
  it('gives each row’s code, however many rows there are', () => {
    const encoder = [dense(3, 2, createRandom(1)), activationLayer(2, { kind: 'tanh' })];
    const data = line(123, 2);
    const codes = encode(encoder, data);
    const net = network(encoder, 123);
    net.input.set(data);
    net.forward(123);
    expect(codes).toEqual(net.output);
  });

  it('refuses rows that are not whole', () => {
    expect(() => encode([dense(3, 2, createRandom(1))], new Float64Array(4))).toThrow(
      'data holds 4 numbers',
    );
  });
});
