import { defineExperiment } from '../lab/define.ts';
import { angularLoss } from '../margins/angular-loss.ts';
import { aSoftmax, normalisedSoftmax } from '../margins/angular-losses.ts';
import { normFaceFloor } from '../margins/norm-face-floor.ts';
import { createRandom, type Random } from '../numeric/random.ts';
import { round } from '../numeric/round.ts';
import { logSoftmax } from '../numeric/softmax.ts';
import { bisect } from '../numeric/bisect.ts';
import { unit } from '../numeric/vector.ts';

/** Loss of one logit vector multiplied by a scale. */
export interface LossByScale {
  scale: number[];
  loss: number[];
}

export interface FreeNormResult {
  logits: number[];
  /** Loss where the label has the largest logit, the second, and shares the largest with another. */
  right: LossByScale;
  wrong: LossByScale;
  tie: LossByScale;
  values: {
    right: Record<'s1' | 's2' | 's4' | 's8', number>;
    wrong: Record<'s0' | 's025' | 's05' | 's1' | 's2' | 's4' | 's8', number>;
  };
  /** Largest change of the loss from one scale to the next: below 0 when it falls everywhere. */
  largestStep: { right: number; wrong: number; tie: number };
  /**
   * Random logits of ten classes: the largest such change where the label wins, and
   * where it does not the least of the largest rises, scales up to a million.
   */
  random: { samples: number; right: number; wrongLeastRise: number };
  /** Scale at which the wrongly classified sample's loss is least, and that loss. */
  best: { scale: number; loss: number };
  /** Least loss of normalised features and weights, at ℓ² = 1 and 30. */
  floor: Record<'n10' | 'n10575', { scale1: number; scale30: number; withoutFactor: number }>;
  /** A sample classified right, its angles kept: loss of A-Softmax (m = 4) by its norm, and of a head that sees the direction alone. */
  pinned: {
    norms: number[];
    free: number[];
    pinned: number[];
    /** How far the loss falls from norm 1 to norm 64 when the norm is free, and when identity does not see it. */
    fallFree: number;
    fallPinned: number;
  };
  /** Numbers trained in the last layer, d dimensions and K classes: A-Softmax, and OE-CNN with its line from norm to age. */
  parameters: { dimensions: number; classes: number; aSoftmax: number; oeCnn: number };
  /** Random features whose class changes when norms are changed and directions kept, weights of norm one. */
  decisions: { samples: number; changed: number };
}

const LOGITS = [2, 1, -1];
const SCALES = Array.from({ length: 81 }, (_, i) => i / 10);
const SAMPLES = 400;

export default defineExperiment<FreeNormResult>({
  id: 'free-norm',
  title: 'Softmax loss by the norm of a feature, and its floor when norms are fixed',
  seed: 1,
  run({ seed, count }) {
    const random = createRandom(seed);
    const right = curve(LOGITS, 0);
    const wrong = curve(LOGITS, 1);
    const tie = curve([2, 2, -1], 0);
    const trials = Array.from({ length: SAMPLES }, () => {
      const z = Array.from({ length: 10 }, random.normal);
      const top = z.indexOf(Math.max(...z));
      return {
        right: step(curve(z, top)),
        wrong: step(far(z, (top + 1 + random.integer(9)) % 10)),
      };
    });
    count(SAMPLES * 2 * SCALES.length * 10);
    // Of a wrong sample the loss is convex in the scale; its slope is the expected logit less the own.
    const slope = (scale: number): number => {
      const p = logSoftmax(LOGITS.map((z) => scale * z)).map(Math.exp);
      return LOGITS.reduce((sum, z, j) => sum + p[j]! * z, 0) - LOGITS[1]!;
    };
    const bestScale = bisect(slope, 0, 1);
    const at = (label: number, scale: number): number => loss(LOGITS, label, scale);
    return {
      logits: LOGITS,
      right,
      wrong,
      tie,
      values: {
        right: { s1: at(0, 1), s2: at(0, 2), s4: at(0, 4), s8: at(0, 8) },
        wrong: {
          s0: at(1, 0),
          s025: at(1, 0.25),
          s05: at(1, 0.5),
          s1: at(1, 1),
          s2: at(1, 2),
          s4: at(1, 4),
          s8: at(1, 8),
        },
      },
      largestStep: { right: step(right), wrong: step(wrong), tie: step(tie) },
      random: {
        samples: SAMPLES,
        right: Math.max(...trials.map((one) => one.right)),
        wrongLeastRise: Math.min(...trials.map((one) => one.wrong)),
      },
      best: { scale: bestScale, loss: at(1, bestScale) },
      floor: { n10: floor(10), n10575: floor(10_575) },
      pinned: pinned(),
      parameters: parameters(512, 10_575),
      decisions: decisions(random),
    };
  },
});

function loss(logits: readonly number[], label: number, scale: number): number {
  return -logSoftmax(logits.map((z) => scale * z))[label]!;
}

function curve(logits: readonly number[], label: number): LossByScale {
  return {
    scale: SCALES,
    loss: SCALES.map((scale) => round(loss(logits, label, scale), 12)),
  };
}

/** A wrong label close behind the winner has its least loss at a large scale: look far out. */
function far(logits: readonly number[], label: number): LossByScale {
  const scale = [0, 1, 10, 100, 1e3, 1e4, 1e5, 1e6];
  return { scale, loss: scale.map((one) => loss(logits, label, one)) };
}

function step({ loss: values }: LossByScale): number {
  return Math.max(...values.slice(1).map((value, i) => value - values[i]!));
}

function floor(n: number): FreeNormResult['floor']['n10'] {
  return {
    scale1: normFaceFloor(n, 1),
    scale30: normFaceFloor(n, 30),
    withoutFactor: Math.log(1 + (n - 1) * Math.exp(-1)),
  };
}

/** One feature 20° from its weight and 100° from the other, in the plane. */
function pinned(): FreeNormResult['pinned'] {
  const W = [1, 0, Math.cos((120 * Math.PI) / 180), Math.sin((120 * Math.PI) / 180)];
  const direction = unit([Math.cos(Math.PI / 9), Math.sin(Math.PI / 9)]);
  const norms = [1, 2, 4, 8, 16, 32, 64];
  const at = (length: number) => ({
    K: 2,
    d: 2,
    features: direction.map((entry) => length * entry),
    labels: [0],
  });
  const free = norms.map((length) => angularLoss(at(length), W, aSoftmax(4)).loss);
  const seen = norms.map((length) => angularLoss(at(length), W, normalisedSoftmax(1)).loss);
  return {
    norms,
    free,
    pinned: seen,
    fallFree: free[0]! - free.at(-1)!,
    fallPinned: seen[0]! - seen.at(-1)!,
  };
}

function parameters(dimensions: number, classes: number): FreeNormResult['parameters'] {
  const weights = dimensions * classes;
  return { dimensions, classes, aSoftmax: weights, oeCnn: weights + 2 };
}

function decisions(random: Random): FreeNormResult['decisions'] {
  const d = 4;
  const W = Array.from({ length: 6 }, () => unit(Array.from({ length: d }, random.normal)));
  let changed = 0;
  for (let i = 0; i < SAMPLES; i++) {
    const x = Array.from({ length: d }, random.normal);
    const factor = Math.exp(3 * random.normal());
    const winner = (length: number): number => {
      const logits = W.map((w) => w.reduce((sum, entry, a) => sum + entry * length * x[a]!, 0));
      return logits.indexOf(Math.max(...logits));
    };
    if (winner(1) !== winner(factor)) changed += 1;
  }
  return { samples: SAMPLES, changed };
}
