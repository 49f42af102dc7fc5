import { defineExperiment } from '../lab/define.ts';
import type { ClassData } from '../margins/class-data.ts';
import { gradientDescent } from '../margins/gradient-descent.ts';
import { softmaxRegression } from '../margins/softmax-regression.ts';
import { degrees, radians } from '../numeric/angle.ts';
import { bisect } from '../numeric/bisect.ts';
import { angleBetween } from '../numeric/vector.ts';

type Gap = 't5' | 't10' | 't20' | 't30' | 't40';

/** Two classes that keep at least t degrees away from the boundary between them. */
export interface SeparableCase {
  t: number;
  /** Share of the features that the trained softmax classifier puts into their own class. */
  accuracy: number;
  /** Its mean loss. */
  loss: number;
  /** Largest angle within a class, smallest between the classes, their difference; degrees. */
  intra: number;
  inter: number;
  excess: number;
}

export interface SeparableDiscriminativeResult {
  /** Features a class, and steps of gradient descent at rate 1. */
  perClass: number;
  steps: number;
  byGap: Record<Gap, SeparableCase>;
  /** The t from which the criterion is met, by bisection, degrees. */
  smallestT: number;
  /** Largest difference of intra from 90° − t and of inter from 2t, degrees. */
  gap: number;
  /** Every t from 1° to 45°: the lowest accuracy, and how many miss the criterion. */
  sweep: { from: number; to: number; count: number; lowestAccuracy: number; missed: number };
}

const PER_CLASS = 31;
const STEPS = 2000;
const GAPS = [5, 10, 20, 30, 40];
const SWEEP = Array.from({ length: 45 }, (_, i) => i + 1);

export default defineExperiment<SeparableDiscriminativeResult>({
  id: 'separable-discriminative',
  title: 'Features that softmax separates without fault and that one threshold on the angle cannot',
  seed: 0,
  run({ count }) {
    const all = SWEEP.map((t) => {
      count(STEPS * 2 * PER_CLASS * 4);
      return measure(t);
    });
    const byGap = Object.fromEntries(
      GAPS.map((t) => [`t${t}`, all.find((one) => one.t === t) as SeparableCase]),
    ) as Record<Gap, SeparableCase>;
    return {
      perClass: PER_CLASS,
      steps: STEPS,
      byGap,
      smallestT: bisect((t) => extent(t).excess, 1, 89),
      gap: Math.max(
        ...all.map(({ t, intra, inter }) =>
          Math.max(Math.abs(intra - (90 - t)), Math.abs(inter - 2 * t)),
        ),
      ),
      sweep: {
        from: SWEEP[0]!,
        to: SWEEP.at(-1)!,
        count: all.length,
        lowestAccuracy: Math.min(...all.map(({ accuracy }) => accuracy)),
        // A hair above 0: at t = 30° the two angles are equal but for rounding.
        missed: all.filter(({ excess }) => excess > 1e-9).length,
      },
    };
  },
});

/** Features spread evenly over the angles from t to 90° of the boundary, and their mirror image. */
function features(t: number): number[][] {
  const above = Array.from({ length: PER_CLASS }, (_, i) => t + ((90 - t) * i) / (PER_CLASS - 1));
  return [...above, ...above.map((angle) => -angle)].map((angle) => [
    Math.cos(radians(angle)),
    Math.sin(radians(angle)),
  ]);
}

function extent(t: number): Pick<SeparableCase, 'intra' | 'inter' | 'excess'> {
  const points = features(t);
  let intra = 0;
  let inter = Math.PI;
  points.forEach((a, i) => {
    points.forEach((b, j) => {
      if (j <= i) return;
      const angle = angleBetween(a, b);
      if (i < PER_CLASS === j < PER_CLASS) intra = Math.max(intra, angle);
      else inter = Math.min(inter, angle);
    });
  });
  return { intra: degrees(intra), inter: degrees(inter), excess: degrees(intra - inter) };
}

function measure(t: number): SeparableCase {
  const points = features(t);
  const n = points.length;
  const data: ClassData = {
    K: 2,
    d: 2,
    features: points.flat(),
    labels: points.map((_, i) => (i < PER_CLASS ? 0 : 1)),
    weights: points.map(() => 1 / n),
  };
  const evaluate = softmaxRegression(data);
  const W = new Float64Array(4);
  gradientDescent(evaluate, W, { rate: 1, steps: STEPS });
  const logit = (j: number, [x, y]: number[]): number => W[2 * j]! * x! + W[2 * j + 1]! * y!;
  const right = points.filter((point, i) => {
    const lead = logit(0, point) - logit(1, point);
    return i < PER_CLASS ? lead > 0 : lead < 0;
  }).length;
  return { t, accuracy: right / n, loss: evaluate(W, null), ...extent(t) };
}
