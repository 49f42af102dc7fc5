import { describe, expect, it } from 'vitest';
import { dense } from '../../../src/lib/networks/dense.ts';
import { type Samples, fitNetwork, shareRight } from '../../../src/lib/networks/fit-network.ts';
import { network } from '../../../src/lib/networks/network.ts';
import { optimiser } from '../../../src/lib/networks/optimiser.ts';
import { relu } from '../../../src/lib/networks/relu.ts';
import { createRandom } from '../../../src/lib/numeric/random.ts';
import { expectClose } from './close.ts';
import { normals } from './gradients.ts';

function samplesOf(x: ArrayLike<number>, labels: readonly number[]): Samples {
  const size = x.length / labels.length;
  return {
    n: labels.length,
    labels,
    load: (to, at, i) => {
      for (let k = 0; k < size; k++) to[at + k] = x[i * size + k]!;
    },
  };
}

const XOR = samplesOf([0, 0, 0, 1, 1, 0, 1, 1], [0, 1, 1, 0]);
const OPTIONS = { batch: 2, epochs: 200, rate: 0.05 };

describe('fitNetwork(layers, samples, options)', () => {
  it('learns what no linear classifier can', () => {
    const random = createRandom(4);
    const layers = [dense(2, 8, random), relu(8), dense(8, 2, random)];
    const fitted = fitNetwork(layers, XOR, { ...OPTIONS, random });
    expect(fitted.loss).toBeLessThan(0.05);
    expect(shareRight(fitted.network, XOR)).toBe(1);
    expect(fitted.operations).toBe(3 * 200 * 4 * (16 + 16));
    const linear = fitNetwork([dense(2, 2, random)], XOR, { ...OPTIONS, random });
    expect(linear.loss).toBeGreaterThan(0.6);
    expect(shareRight(linear.network, XOR)).toBeLessThan(1);
  });

  it('takes the steps that Adam takes by hand, the rate falling in a straight line to 0', () => {
    const x = normals(3, 1);
    const labels = [0, 1, 1];
    const fitted = dense(1, 2, createRandom(2));
    const start = Float64Array.from(fitted.parameters);
    const orders: number[][] = [];
    const random = createRandom(3);
    const watched = {
      ...random,
      shuffle: <T>(items: readonly T[]): T[] => {
        const result = random.shuffle(items);
        orders.push(result as number[]);
        return result;
      },
    };
    const { loss } = fitNetwork([fitted], samplesOf(x, labels), {
      batch: 2,
      epochs: 2,
      rate: 0.1,
      random: watched,
    });
    expect(orders.map((order) => [...order].sort())).toEqual([
      [0, 1, 2],
      [0, 1, 2],
    ]);

    const own = { parameters: start, gradient: new Float64Array(4) };
    const mover = optimiser([own], { kind: 'adam' });
    let last = 0;
    orders.forEach((order, epoch) => {
      last = 0;
      [order.slice(0, 2), order.slice(2)].forEach((batch, b) => {
        own.gradient.fill(0);
        for (const i of batch) {
          const logits = [0, 1].map((k) => start[k]! * x[i]! + start[2 + k]!);
          const total = Math.log(Math.exp(logits[0]!) + Math.exp(logits[1]!));
          last += (total - logits[labels[i]!]!) / 3;
          [0, 1].forEach((k) => {
            const pull = (Math.exp(logits[k]! - total) - (labels[i] === k ? 1 : 0)) / batch.length;
            own.gradient[k] = own.gradient[k]! + pull * x[i]!;
            own.gradient[2 + k] = own.gradient[2 + k]! + pull;
          });
        }
        mover.step(0.1 * (1 - (2 * epoch + b) / 4));
      });
    });
    expectClose(fitted.parameters, start, 1e-12);
    expect(loss).toBeCloseTo(last, 12);
  });

  it('asks for each sample anew in every pass', () => {
    const asked: number[] = [];
    const samples: Samples = {
      n: 3,
      labels: [0, 1, 0],
      load: (to, at, i) => {
        asked.push(i);
        to[at] = i;
      },
    };
    const random = createRandom(1);
    fitNetwork([dense(1, 2, random)], samples, { batch: 2, epochs: 4, rate: 0.1, random });
    expect(asked.length).toBe(12);
    for (const i of [0, 1, 2]) expect(asked.filter((other) => other === i).length).toBe(4);
  });

  it.each([
    [{ epochs: 0 }, 'epochs is 0; it must be a whole number from 1'],
    [{ rate: 0 }, 'rate is 0; it must be above 0'],
    [{ rate: NaN }, 'rate is NaN; it must be above 0'],
    [{ batch: 0 }, 'batch is 0; it must be a whole number from 1'],
  ])('refuses %o', (change, message) => {
    const random = createRandom(1);
    expect(() => fitNetwork([dense(2, 2, random)], XOR, { ...OPTIONS, random, ...change })).toThrow(
      new RangeError(message),
    );
  });

  it('refuses no samples at all, and a loss that is no longer finite', () => {
    const random = createRandom(1);
    const layers = [dense(2, 2, random)];
    expect(() => fitNetwork(layers, { ...XOR, n: 0 }, { ...OPTIONS, random })).toThrow(
      new RangeError('samples.n is 0; it must be a whole number from 1'),
    );
    layers[0]!.parameters.fill(Infinity);
    expect(() => fitNetwork(layers, XOR, { ...OPTIONS, random })).toThrow(
      new RangeError('the loss is NaN at step 0; lower the rate'),
    );
  });
});

describe('shareRight(network, samples)', () => {
  it('counts the samples whose own logit is the largest, the first of equal ones', () => {
    const layer = dense(3, 3, createRandom(1));
    // The logits are the samples themselves.
    layer.parameters.set([1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0]);
    const net = network([layer], 2);
    // prettier-ignore
    const x = [
      3, 1, 2,
      1, 3, 2,
      1, 2, 3,
      5, 5, 5,
      0, 4, 4,
    ];
    expect(shareRight(net, samplesOf(x, [0, 1, 2, 0, 1]))).toBe(1);
    expect(shareRight(net, samplesOf(x, [1, 1, 1, 1, 2]))).toBe(0.2);
    expect(shareRight(net, samplesOf(x, [2, 2, 2, 2, 0]))).toBe(0.2);
  });

  it('asks for each sample once, and for none that is not there', () => {
    const asked: number[] = [];
    const net = network([dense(1, 2, createRandom(1))], 2);
    shareRight(net, { n: 5, labels: [0, 0, 0, 0, 0], load: (_, __, i) => asked.push(i) });
    expect(asked).toEqual([0, 1, 2, 3, 4]);
  });

  it('refuses no samples at all', () => {
    const net = network([dense(2, 2, createRandom(1))], 2);
    expect(() => shareRight(net, { ...XOR, n: 0 })).toThrow(
      new RangeError('samples.n is 0; it must be a whole number from 1'),
    );
  });
});
