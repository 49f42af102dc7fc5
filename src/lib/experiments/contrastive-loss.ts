import { defineExperiment } from '../lab/define.ts';
import { angularLoss } from '../margins/angular-loss.ts';
import { softmaxLoss } from '../margins/angular-losses.ts';
import { contrastiveLoss } from '../margins/pair-losses.ts';
import { relativeGap } from '../margins/relative-gap.ts';
import { centralDifference } from '../numeric/central-difference.ts';
import { createRandom, type Random } from '../numeric/random.ts';
import { round } from '../numeric/round.ts';
import { norm, unit } from '../numeric/vector.ts';

export interface ContrastiveLossResult {
  margin: number;
  dimensions: number;
  trials: number;
  /** Largest difference of the gradient from central differences: pairs of one class, of two within the margin, beyond it. */
  gradientGap: { same: number; different: number; beyond: number };
  /** Largest difference of the gradient from (fᵢ − fⱼ), from −(m − D)(fᵢ − fⱼ)/D, and from 0. */
  formGap: { same: number; different: number; beyond: number };
  /** Largest difference from the gradient without the 1/D, which is wrong unless D = 1. */
  withoutQuotient: number;
  /** Largest size of the sum of a pair's two gradients: action and reaction. */
  opposite: number;
  /** Loss and force at the margin and beyond. */
  beyond: { loss: number; force: number };
  /** Force of the push at distance 10⁻⁹ in two directions: its length, and how far the two are apart. */
  nearZero: { force: number; turned: number; atZero: number };
  /** Force on the first feature along the line between the two, against their distance: positive pulls together. */
  force: { distance: number[]; same: number[]; different: number[] };
  /** Joint loss, identification + λ·verification of two pairs: largest difference of its gradient from central differences, by λ. */
  joint: Record<'l0' | 'l005' | 'l1', { lambda: number; gap: number; verificationShare: number }>;
}

const MARGIN = 2;
const DIMENSIONS = 5;
const TRIALS = 60;

export default defineExperiment<ContrastiveLossResult>({
  id: 'contrastive-loss',
  title: 'Force of the verification signal against distance, and its gradient',
  seed: 1,
  run({ seed, count }) {
    const random = createRandom(seed);
    const trials = Array.from({ length: TRIALS }, () => trial(random));
    count(TRIALS * 3 * 4 * DIMENSIONS * DIMENSIONS);
    const most = (value: (one: (typeof trials)[number]) => number): number =>
      Math.max(...trials.map(value));
    const distance = Array.from({ length: 61 }, (_, i) => round(i * 0.05, 3));
    return {
      margin: MARGIN,
      dimensions: DIMENSIONS,
      trials: TRIALS,
      gradientGap: {
        same: most((one) => one.gap.same),
        different: most((one) => one.gap.different),
        beyond: most((one) => one.gap.beyond),
      },
      formGap: {
        same: most((one) => one.form.same),
        different: most((one) => one.form.different),
        beyond: most((one) => one.form.beyond),
      },
      withoutQuotient: most((one) => one.withoutQuotient),
      opposite: most((one) => one.opposite),
      beyond: {
        loss: Math.max(...[2, 2.5, 10].map((D) => push(D).loss)),
        force: Math.max(...[2, 2.5, 10].map((D) => Math.abs(push(D).first[0]!))),
      },
      nearZero: nearZero(),
      force: {
        distance,
        same: distance.map((D) => round(contrastiveLoss([D], [0], true, MARGIN).first[0]!, 6)),
        // At D = 0 the push has no direction; the curve starts from its limit.
        different: distance.map((D) =>
          round(contrastiveLoss([Math.max(D, 1e-12)], [0], false, MARGIN).first[0]!, 6),
        ),
      },
      joint: { l0: joint(seed, 0), l005: joint(seed, 0.05), l1: joint(seed, 1) },
    };
  },
});

function push(distance: number) {
  return contrastiveLoss([distance], [0], false, MARGIN);
}

function trial(random: Random) {
  const origin = Float64Array.from({ length: DIMENSIONS }, random.normal);
  const line = unit(Float64Array.from({ length: DIMENSIONS }, random.normal));
  const at = (D: number): Float64Array => origin.map((entry, a) => entry + D * line[a]!);
  const within = MARGIN * (0.1 + 0.8 * random.uniform());
  const beyond = MARGIN * (1.1 + random.uniform());
  const measure = (D: number, same: boolean, factor: number) => {
    const first = at(D);
    const found = contrastiveLoss(first, origin, same, MARGIN);
    const form = first.map((entry, a) => factor * (entry - origin[a]!));
    return {
      gap: relativeGap(
        found.first,
        centralDifference((x) => contrastiveLoss(x, origin, same, MARGIN).loss, first),
      ),
      form: relativeGap(found.first, form),
      opposite: norm(found.first.map((entry, a) => entry + found.second[a]!)),
    };
  };
  const same = measure(within, true, 1);
  const different = measure(within, false, -(MARGIN - within) / within);
  const far = measure(beyond, false, 0);
  return {
    gap: { same: same.gap, different: different.gap, beyond: far.gap },
    form: { same: same.form, different: different.form, beyond: far.form },
    withoutQuotient: measure(within, false, -(MARGIN - within)).form,
    opposite: Math.max(same.opposite, different.opposite, far.opposite),
  };
}

function nearZero(): ContrastiveLossResult['nearZero'] {
  const left = contrastiveLoss([1e-9, 0], [0, 0], false, MARGIN).first;
  const right = contrastiveLoss([0, 1e-9], [0, 0], false, MARGIN).first;
  return {
    force: norm(left),
    turned: norm(left.map((entry, a) => entry - right[a]!)),
    atZero: norm(contrastiveLoss([0, 0], [0, 0], false, MARGIN).first),
  };
}

/** Three samples of two classes: the first two are a pair of one class, the last two of different ones. */
function joint(
  seed: number,
  lambda: number,
): { lambda: number; gap: number; verificationShare: number } {
  const random = createRandom(seed);
  const d = 3;
  const features = Float64Array.from({ length: 3 * d }, () => 0.5 * random.normal());
  const W = Float64Array.from({ length: 2 * d }, random.normal);
  const value = (x: Float64Array): { loss: number; gradient: Float64Array; share: number } => {
    const identification = angularLoss({ K: 2, d, features: x, labels: [0, 0, 1] }, W, softmaxLoss);
    const [a, b, c] = [0, 1, 2].map((i) => x.subarray(i * d, (i + 1) * d)) as [
      Float64Array,
      Float64Array,
      Float64Array,
    ];
    const same = contrastiveLoss(a, b, true, MARGIN);
    const different = contrastiveLoss(b, c, false, MARGIN);
    const verification = new Float64Array(3 * d);
    same.first.forEach((entry, k) => (verification[k] = entry));
    same.second.forEach((entry, k) => (verification[d + k] = entry + different.first[k]!));
    different.second.forEach((entry, k) => (verification[2 * d + k] = entry));
    const gradient = identification.features.map((entry, k) => entry + lambda * verification[k]!);
    return {
      loss: identification.loss + lambda * (same.loss + different.loss),
      gradient,
      share:
        (lambda * norm(verification)) /
        (norm(identification.features) + lambda * norm(verification)),
    };
  };
  const at = value(features);
  return {
    lambda,
    gap: relativeGap(
      at.gradient,
      centralDifference((x) => value(x).loss, features),
    ),
    verificationShare: at.share,
  };
}
