import { describe, expect, it } from 'vitest';
import type { Images } from '../../../src/lib/data/mnist.ts';
import { optimiser } from '../../../src/lib/networks/optimiser.ts';
import { type TrainerOptions, accuracy, createTrainer } from '../../../src/lib/networks/trainer.ts';
import { createRandom } from '../../../src/lib/numeric/random.ts';

/** Images of 13×13 pixels with a bar across, down or along the diagonal, in noise. */
function bars(n: number, seed: number): Images {
  const random = createRandom(seed);
  const pixels = new Float32Array(n * 169);
  const labels = new Uint8Array(n);
  for (let i = 0; i < n; i++) {
    const label = i % 3;
    const place = 3 + random.integer(7);
    labels[i] = label;
    for (let p = 0; p < 169; p++) {
      const row = Math.floor(p / 13);
      const column = p % 13;
      const ink = label === 0 ? row === place : label === 1 ? column === place : row === column;
      pixels[i * 169 + p] = (ink ? 0.8 : 0) + 0.1 * random.uniform();
    }
  }
  return { n, height: 13, width: 13, pixels, labels };
}

const options: TrainerOptions = {
  images: bars(120, 1),
  classes: 3,
  filters: [4, 6],
  hidden: [8],
  dimensions: 2,
  loss: { kind: 'softmax', biases: true },
  optimiser: { kind: 'adam' },
  rate: 0.01,
  batch: 16,
  epochs: 10,
  seed: 4,
  leak: 0.1,
};

function train(changes: Partial<TrainerOptions> = {}) {
  const trainer = createTrainer({ ...options, ...changes });
  const losses: number[] = [];
  while (!trainer.done) losses.push(trainer.step());
  return { trainer, losses };
}

describe('createTrainer(options)', () => {
  it('learns to tell bars apart that it has not seen', () => {
    const { trainer, losses } = train();
    expect(losses).toHaveLength(trainer.total);
    expect(trainer.total).toBe(80);
    const test = bars(90, 2);
    expect(accuracy(trainer.classify(test), test.labels)).toBeGreaterThan(0.9);
    const untrained = createTrainer(options);
    expect(accuracy(untrained.classify(test), test.labels)).toBeLessThan(0.7);
  });

  it.each<[string, Partial<TrainerOptions>]>([
    ['stochastic gradient descent', { optimiser: { kind: 'sgd' }, rate: 0.1 }],
    ['momentum', { optimiser: { kind: 'momentum', momentum: 0.9 }, rate: 0.02 }],
    ['A-Softmax', { loss: { kind: 'a-softmax', m: 3, lambda: { start: 10, fall: 1, least: 1 } } }],
    ['CosFace', { loss: { kind: 'cosface', m: 0.2, s: 8 } }],
    ['no convolution', { filters: [] }],
  ])('learns with %s', (_, changes) => {
    const { losses } = train(changes);
    const mean = (from: number, to: number): number =>
      losses.slice(from, to).reduce((sum, loss) => sum + loss, 0) / (to - from);
    expect(mean(70, 80)).toBeLessThan(0.6 * mean(0, 8));
  });

  it('does the same for the same seed, and another for another', () => {
    const one = train();
    const two = train();
    const other = train({ seed: 5 });
    expect(two.losses).toEqual(one.losses);
    expect(two.trainer.snapshot()).toEqual(one.trainer.snapshot());
    expect(other.losses).not.toEqual(one.losses);
  });

  it('shows every image once in a pass, the odd ones in a last small batch', () => {
    const trainer = createTrainer({ ...options, batch: 50, epochs: 2 });
    expect(trainer.total).toBe(6);
    while (trainer.steps < 3) trainer.step();
    const perSample = trainer.network.operations + 3 * 2;
    expect(trainer.operations).toBe(3 * 120 * perSample);
    trainer.features(bars(7, 3));
    expect(trainer.operations).toBe((3 * 120 + 7) * perSample);
  });

  it('leaves the network as it is when asked for features', () => {
    const trainer = createTrainer(options);
    trainer.step();
    const before = trainer.snapshot();
    const test = bars(40, 5);
    const features = trainer.features(test);
    expect(features).toHaveLength(80);
    expect(trainer.snapshot()).toEqual(before);
    expect(trainer.features(test)).toEqual(features);
    trainer.step();
    expect(trainer.snapshot()).not.toEqual(before);
    expect(before.step).toBe(1);
  });

  it('anneals λ step by step', () => {
    const lambda = { start: 8, fall: 1, least: 2 };
    const trainer = createTrainer({ ...options, loss: { kind: 'a-softmax', m: 2, lambda } });
    const seen = Array.from({ length: 5 }, () => {
      trainer.step();
      return trainer.loss.lambda;
    });
    expect(seen).toEqual([8, 4, 8 / 3, 2, 2]);
  });

  it('moves each image by up to so many pixels, and loses what leaves', () => {
    const pixels = new Float32Array(25);
    pixels[12] = 1;
    const images = { n: 1, height: 5, width: 5, pixels, labels: Uint8Array.of(0) };
    const trainer = createTrainer({
      ...options,
      images,
      filters: [],
      jitter: 1,
      batch: 1,
      epochs: 200,
      rate: 1e-6,
    });
    const seen = new Set<string>();
    while (!trainer.done) {
      trainer.step();
      const at = trainer.network.input.indexOf(1);
      expect(trainer.network.input.reduce((sum, value) => sum + value, 0)).toBe(1);
      seen.add(`${(at % 5) - 2},${Math.floor(at / 5) - 2}`);
    }
    expect([...seen].sort()).toEqual(
      [-1, 0, 1].flatMap((x) => [-1, 0, 1].map((y) => `${x},${y}`)).sort(),
    );
    const far = createTrainer({ ...options, images, filters: [], jitter: 9, batch: 1, epochs: 30 });
    let empty = 0;
    while (!far.done) {
      far.step();
      if (far.network.input.every((value) => value === 0)) empty += 1;
    }
    expect(empty).toBeGreaterThan(5);
  });

  it('stops when all steps are taken, or when it diverges', () => {
    const { trainer } = train({ epochs: 1 });
    expect(() => trainer.step()).toThrow('all 8 steps are taken');
    expect(() => train({ rate: 1e200, optimiser: { kind: 'sgd' } })).toThrow(/lower the rate/);
  });

  it('refuses options it cannot train with', () => {
    const none = { ...options.images, n: 0 };
    expect(() => createTrainer({ ...options, images: none })).toThrow('images holds none');
    expect(() => createTrainer({ ...options, epochs: 0 })).toThrow('epochs is 0');
    expect(() => createTrainer({ ...options, rate: 0 })).toThrow('rate is 0');
    expect(() => createTrainer({ ...options, jitter: 0.5 })).toThrow('jitter is 0.5');
    expect(() => createTrainer({ ...options, filters: [2, 2, 2] })).toThrow('size is 5');
    expect(() => createTrainer(options).features({ ...options.images, width: 12 })).toThrow(
      'images are 13×12; the network takes 13×13',
    );
  });
});

describe('optimiser(groups, options)', () => {
  const group = (parameters: number[], gradient: number[]) => ({
    parameters: Float64Array.from(parameters),
    gradient: Float64Array.from(gradient),
  });

  it('goes against the gradient with sgd, and adds weight decay', () => {
    const one = group([1, 2], [10, -10]);
    optimiser([one], { kind: 'sgd' }).step(0.1);
    expect([...one.parameters]).toEqual([0, 3]);
    const two = group([1], [0]);
    optimiser([two], { kind: 'sgd' }, 0.5).step(0.1);
    expect(two.parameters[0]).toBeCloseTo(0.95, 15);
  });

  it('gathers speed with momentum', () => {
    const one = group([0], [1]);
    const mover = optimiser([one], { kind: 'momentum', momentum: 0.5 });
    mover.step(1);
    mover.step(1);
    mover.step(1);
    // Velocities 1, 1.5, 1.75.
    expect(one.parameters[0]).toBe(-4.25);
  });

  it('takes Adam’s first step as long as the rate, and later ones by its formula', () => {
    const one = group([0, 0], [1e-3, -50]);
    const mover = optimiser([one], { kind: 'adam' });
    mover.step(0.01);
    expect(one.parameters[0]).toBeCloseTo(-0.01, 6);
    expect(one.parameters[1]).toBeCloseTo(0.01, 9);
    one.gradient.set([1e-3, 20]);
    mover.step(0.01);
    const m = (0.9 * 0.1 * -50 + 0.1 * 20) / (1 - 0.81);
    const v = (0.999 * 0.001 * 2500 + 0.001 * 400) / (1 - 0.998001);
    expect(one.parameters[1]).toBeCloseTo(0.01 - (0.01 * m) / Math.sqrt(v), 9);
  });

  it('refuses settings outside their range', () => {
    const make =
      (...rest: [Parameters<typeof optimiser>[1], number?]) =>
      () =>
        optimiser([], ...rest);
    expect(make({ kind: 'momentum', momentum: 1 })).toThrow('momentum is 1');
    expect(make({ kind: 'adam', beta1: -1 })).toThrow('beta1 is -1');
    expect(make({ kind: 'adam', beta2: 1 })).toThrow('beta2 is 1');
    expect(make({ kind: 'adam', epsilon: 0 })).toThrow('epsilon is 0');
    expect(make({ kind: 'sgd' }, -1)).toThrow('decay is -1');
  });
});

describe('accuracy(classes, labels)', () => {
  it('is the share that is right', () => {
    expect(accuracy([1, 2, 3, 4], [1, 2, 3, 5])).toBe(0.75);
    expect(() => accuracy([], [])).toThrow('labels is empty');
  });
});
