import type { Random } from '../numeric/random.ts';
import { checkSize, heNormal } from './he-normal.ts';

/** The losses a network's last layer can have. m, s and λ as their papers name them. */
export type LossOptions =
  /** Logits wⱼ·x + bⱼ. */
  | { readonly kind: 'softmax'; readonly biases: boolean }
  /** Logits ‖x‖cos θⱼ. */
  | { readonly kind: 'modified-softmax' }
  /**
   * Own logit ‖x‖(λ cos θ + ψ(θ))/(1 + λ), m a whole number from 1. λ(t) is
   * max(lambda.least, lambda.start/(1 + lambda.fall·t)) after t steps.
   */
  | { readonly kind: 'a-softmax'; readonly m: number; readonly lambda: Annealing }
  /** Own logit s(cos θ − m). */
  | { readonly kind: 'cosface'; readonly m: number; readonly s: number }
  /** Own logit s·cos(θ + m), m in radians. */
  | { readonly kind: 'arcface'; readonly m: number; readonly s: number };

export interface Annealing {
  readonly start: number;
  readonly fall: number;
  readonly least: number;
}

/** A network's last layer: class weights and the loss over a batch. */
export interface MarginLoss {
  /** Number of classes, and of numbers in a feature. */
  readonly classes: number;
  readonly dimensions: number;
  /** classes×dimensions weights, row-major, then the biases where there are any. */
  readonly parameters: Float64Array;
  readonly gradient: Float64Array;
  /** λ of A-Softmax in the next `evaluate`; 0 is ψ alone. Of no effect in other losses. */
  lambda: number;
  /**
   * Mean loss of n samples. Writes the gradient in the parameters into `gradient`
   * and that in the features into `dx` (n×dimensions) unless it is null.
   *
   * @param x n×dimensions, row-major
   * @param labels n class numbers
   * @throws RangeError if a feature or weight has no direction and the loss needs it
   */
  evaluate(x: Float64Array, labels: ArrayLike<number>, dx: Float64Array | null, n: number): number;
  /** The class with the largest logit, without margin: what the trained network answers. */
  classify(x: Float64Array, i: number): number;
}

/** λ after `step` steps. */
export function annealed({ start, fall, least }: Annealing, step: number): number {
  return Math.max(least, start / (1 + fall * step));
}

/**
 * A margin loss over K classes of d-dimensional features. Every loss but plain
 * softmax counts weights by their direction only, and its own logit is
 * r·g(cos θ): with c = cos θ, cos(mθ) is the polynomial T_m(c), so that neither
 * value nor gradient needs the angle itself, whose slope is infinite at 0 and π.
 * (ArcFace's own slope is infinite there; it is bounded by 1/√ε.)
 *
 * @param random for the weights, normal with variance 2/d
 * @throws RangeError if K < 2, d < 1, or a margin or scale lies outside its range
 */
export function marginLoss(
  classes: number,
  dimensions: number,
  options: LossOptions,
  random: Random,
): MarginLoss {
  checkSize('dimensions', dimensions);
  if (!(Number.isInteger(classes) && classes >= 2)) {
    throw new RangeError(`classes is ${classes}; it must be a whole number from 2`);
  }
  checkOptions(options);
  const biased = options.kind === 'softmax' && options.biases;
  const K = classes;
  const d = dimensions;
  const parameters = new Float64Array(K * d + (biased ? K : 0));
  heNormal(parameters.subarray(0, K * d), d, random);
  const gradient = new Float64Array(parameters.length);
  const plain = options.kind === 'softmax';
  const lengths = new Float64Array(K);
  const cosines = new Float64Array(K);
  const logits = new Float64Array(K);
  const pulls = new Float64Array(K);
  const fixedScale = 's' in options ? options.s : 0;
  // Own target g(c) and its slope, left here by `target`.
  let own = 0;
  let slope = 1;

  function target(c: number): void {
    switch (options.kind) {
      case 'softmax':
      case 'modified-softmax':
        own = c;
        slope = 1;
        return;
      case 'a-softmax': {
        const { m } = options;
        // T_m and U_{m−1} of Chebyshev, by their common recurrence.
        let before = 1;
        let T = c;
        let Ubefore = 0;
        let U = 1;
        for (let j = 1; j < m; j++) {
          const nextT = 2 * c * T - before;
          before = T;
          T = nextT;
          const nextU = 2 * c * U - Ubefore;
          Ubefore = U;
          U = nextU;
        }
        const k = Math.min(Math.floor((m * Math.acos(c)) / Math.PI), m - 1);
        const sign = k % 2 === 0 ? 1 : -1;
        own = (result.lambda * c + sign * T - 2 * k) / (1 + result.lambda);
        slope = (result.lambda + sign * m * U) / (1 + result.lambda);
        return;
      }
      case 'cosface':
        own = c - options.m;
        slope = 1;
        return;
      case 'arcface': {
        const sine = Math.sqrt(Math.max(1 - c * c, Number.EPSILON));
        own = c * Math.cos(options.m) - sine * Math.sin(options.m);
        slope = Math.cos(options.m) + (c / sine) * Math.sin(options.m);
        return;
      }
    }
  }

  function weightLengths(): void {
    for (let j = 0; j < K; j++) {
      let square = 0;
      for (let a = 0; a < d; a++) square += parameters[j * d + a]! * parameters[j * d + a]!;
      const length = Math.sqrt(square);
      if (!(length > 0 && length < Infinity)) {
        throw new RangeError(`weight ${j} has norm ${length}; it has no direction`);
      }
      lengths[j] = length;
    }
  }

  const result: MarginLoss = {
    classes,
    dimensions,
    parameters,
    gradient,
    lambda: 0,
    evaluate(x, labels, dx, n) {
      gradient.fill(0);
      if (!plain) weightLengths();
      let loss = 0;
      for (let i = 0; i < n; i++) {
        const at = i * d;
        const label = labels[i]!;
        let length = 1;
        if (!plain) {
          let square = 0;
          for (let a = 0; a < d; a++) square += x[at + a]! * x[at + a]!;
          length = Math.sqrt(square);
          if (!(length > 0 && length < Infinity)) {
            throw new RangeError(`feature ${i} has norm ${length}; it has no direction`);
          }
        }
        const r = fixedScale > 0 ? fixedScale : length;
        let largest = -Infinity;
        for (let j = 0; j < K; j++) {
          let product = 0;
          for (let a = 0; a < d; a++) product += parameters[j * d + a]! * x[at + a]!;
          let logit = product;
          if (plain) {
            if (biased) logit += parameters[K * d + j]!;
          } else {
            const c = Math.max(-1, Math.min(1, product / (lengths[j]! * length)));
            cosines[j] = c;
            logit = r * c;
            if (j === label) {
              target(c);
              logit = r * own;
            }
          }
          logits[j] = logit;
          if (logit > largest) largest = logit;
        }
        const ownLogit = logits[label]!;
        let others = 0;
        for (let j = 0; j < K; j++) {
          const e = Math.exp(logits[j]! - largest);
          pulls[j] = e;
          if (j !== label) others += e;
        }
        const sum = others + pulls[label]!;
        loss += ownLogit === largest ? Math.log1p(others) : largest - ownLogit + Math.log(sum);
        // p − 1 from the others' share: subtracting from 1 would lose its digits.
        pulls[label] = -others;
        for (let j = 0; j < K; j++) pulls[j] = pulls[j]! / (sum * n);

        if (dx !== null) for (let a = 0; a < d; a++) dx[at + a] = 0;
        for (let j = 0; j < K; j++) {
          const pull = pulls[j]!;
          const w = j * d;
          if (plain) {
            for (let a = 0; a < d; a++) {
              gradient[w + a] = gradient[w + a]! + pull * x[at + a]!;
              if (dx !== null) dx[at + a] = dx[at + a]! + pull * parameters[w + a]!;
            }
            if (biased) gradient[K * d + j] = gradient[K * d + j]! + pull;
            continue;
          }
          const c = cosines[j]!;
          const along = j === label ? own : c;
          const turn = pull * r * (j === label ? slope : 1);
          const lengthen = fixedScale > 0 ? 0 : pull * along;
          for (let a = 0; a < d; a++) {
            const u = x[at + a]! / length;
            const v = parameters[w + a]! / lengths[j]!;
            gradient[w + a] = gradient[w + a]! + (turn * (u - c * v)) / lengths[j]!;
            if (dx !== null) {
              dx[at + a] = dx[at + a]! + (turn * (v - c * u)) / length + lengthen * u;
            }
          }
        }
      }
      return loss / n;
    },
    classify(x, i) {
      if (!plain) weightLengths();
      let best = 0;
      let most = -Infinity;
      for (let j = 0; j < K; j++) {
        let logit = 0;
        for (let a = 0; a < d; a++) logit += parameters[j * d + a]! * x[i * d + a]!;
        if (!plain) logit /= lengths[j]!;
        else if (biased) logit += parameters[K * d + j]!;
        if (logit > most) {
          most = logit;
          best = j;
        }
      }
      return best;
    },
  };
  return result;
}

function checkOptions(options: LossOptions): void {
  if (options.kind === 'a-softmax') {
    const { m, lambda } = options;
    if (!(Number.isInteger(m) && m >= 1)) {
      throw new RangeError(`m is ${m}; A-Softmax needs a whole number from 1`);
    }
    for (const [name, value] of Object.entries(lambda)) {
      if (!((value as number) >= 0)) {
        throw new RangeError(`lambda.${name} is ${value}; it must be 0 or more`);
      }
    }
  }
  if (options.kind === 'cosface' || options.kind === 'arcface') {
    const most = options.kind === 'arcface' ? Math.PI : Infinity;
    if (!(options.m >= 0 && options.m < most)) {
      throw new RangeError(`m is ${options.m}; it must be 0 or more, and below π for ArcFace`);
    }
    if (!(options.s > 0 && options.s < Infinity)) {
      throw new RangeError(`s is ${options.s}; it must be above 0 and finite`);
    }
  }
}
