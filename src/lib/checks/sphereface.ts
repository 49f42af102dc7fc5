/**
 * The regimes in which the claims of the note on SphereFace are tried, and what
 * each is held against.
 */
import type { AsoftmaxValueResult } from '../experiments/asoftmax-value.ts';
import type { BiasesResult } from '../experiments/biases.ts';
import type { DecisionBoundaryResult, ThresholdTest } from '../experiments/decision-boundary.ts';
import type { DecisionBoundarySphereResult } from '../experiments/decision-boundary-sphere.ts';
import type { DigitsImbalanceResult } from '../experiments/digits-imbalance.ts';
import type { ImbalanceKClassResult } from '../experiments/imbalance-k-class.ts';
import type { ImbalanceTwoClassResult } from '../experiments/imbalance-two-class.ts';
import type { PsiResult } from '../experiments/psi.ts';
import type { RadialFeaturesResult } from '../experiments/radial-features.ts';
import type { SeparableDiscriminativeResult } from '../experiments/separable-discriminative.ts';
import type { Bound, Case, Results } from '../lab/define.ts';
import { defineChecks } from '../lab/define.ts';

/** Difference that counts as none, for sums of a hundred terms of size one. */
const EQUAL: Bound = { op: '<=', value: 1e-9 };
/** Share of test digits that counts as no difference: ten of a thousand. */
const SAME_ACCURACY: Bound = { op: '<=', value: 0.01 };
/** Area under the ROC curve that counts as a difference. */
const WORSE: Bound = { op: '>', value: 0.05 };
/** Relative difference that counts as none. */
const ROUNDING: Bound = { op: '<=', value: 1e-12 };
/** A tenth more is the least that counts as “larger”. */
const LARGER: Bound = { op: '>', value: 1.1 };
/** The notes' “about 10,000”, a tenth either way. */
const TEN_THOUSAND: Bound = { op: '=', value: 10_000, within: 1000 };
/** On a diameter, to one degree. */
const OPPOSITE: Bound = { op: '=', value: 180, within: 1 };
/** One-sided differences over 10⁻⁵ radians tell slopes apart to this. */
const SLOPES: Bound = { op: '<=', value: 1e-6 };
const FLAWLESS: Bound = { op: '=', value: 1, within: 0 };

const UNIT = 'the weights have norm one and there are no biases';
const CIRCLE = 'the features lie on a circle';
const SPHERE = 'the features lie on a sphere in three dimensions';
const MANY = '$K \\ge 3$ classes are trained for a finite time or with weight decay';
const TWO = 'there are two classes';
const FOREVER = 'training on separable features never ends';
const WHOLE = '$m$ is a whole number from 1 to 8';
const RAYS = 'the classes lie on rays and norms run from 1 to 10';
const ALIKE = 'the norms are nearly alike';
const MET = 'the criterion is met';
const MISSED = 'the criterion is missed';

export const checks = defineChecks({
  'sphereface/loss': {
    experiments: ['asoftmax-value'],
    cases(results) {
      const { gap } = asoftmaxValue(results);
      const what = 'distance of the loss at $m = 1$ from the softmax loss';
      return [
        { when: UNIT, what, measured: gap.modifiedSoftmax, bound: EQUAL },
        {
          when: UNIT,
          what: 'largest distance from the loss by multiple-angle formulas, $m = 1$ to 4',
          measured: gap.multipleAngle,
          bound: EQUAL,
        },
        { when: 'the weights have other norms', what, measured: gap.unnormalised, bound: EQUAL },
        { when: 'there are biases', what, measured: gap.bias, bound: EQUAL },
      ];
    },
  },

  'sphereface/loss-as-printed': {
    experiments: ['asoftmax-value'],
    cases(results) {
      const { printed } = asoftmaxValue(results);
      const what = 'distance of the loss as printed from the A-Softmax loss, $m = 4$';
      return [
        {
          when: 'all features have the same norm',
          what,
          measured: printed.sameNorm.gap,
          bound: EQUAL,
        },
        {
          when: 'the features’ norms differ',
          what,
          measured: printed.differentNorms.gap,
          bound: EQUAL,
        },
      ];
    },
  },

  'sphereface/psi-is-monotone': {
    experiments: ['psi'],
    cases(results) {
      const { byMargin } = psiOf(results);
      return Object.entries(byMargin).map(([m, { largestStep }]) => ({
        when: `$m = ${m.slice(1)}$`,
        what: 'largest change of $\\psi$ from one angle of the grid to the next',
        measured: largestStep,
        bound: { op: '<', value: 0 },
      }));
    },
  },

  'sphereface/psi-formula': {
    experiments: ['psi'],
    cases(results) {
      const psi = psiOf(results);
      return [
        {
          when: WHOLE,
          what: 'largest gap between two pieces where they meet',
          measured: psi.maxJointGap,
          bound: ROUNDING,
        },
        {
          when: WHOLE,
          what: 'largest difference of their slopes there',
          measured: psi.maxSlopeGap,
          bound: SLOPES,
        },
        {
          when: WHOLE,
          what: 'largest distance of the extremes from $1$ and $1 - 2m$',
          measured: psi.rangeGap,
          bound: ROUNDING,
        },
        {
          when: WHOLE,
          what: 'largest distance of the integral over $[0, \\pi]$ from $-\\pi(m-1)$',
          measured: psi.integralGap,
          bound: { op: '<=', value: 1e-6 },
        },
      ];
    },
  },

  'sphereface/m-bound-two-classes': {
    experiments: ['decision-boundary', 'decision-boundary-sphere'],
    cases(results) {
      const circle = onCircle(results);
      const sphere = onSphere(results);
      const { pair60, pair90 } = sphere.arrangements;
      const bound: Bound = { op: '=', value: circle.bound.twoClasses, within: 1e-5 };
      return [
        ...([30, 60, 90, 120] as const).map((apart) => ({
          when: CIRCLE,
          what: `smallest $m$ that meets the criterion, weights ${apart}° apart`,
          measured: circle.twoClasses[`theta${apart}`].smallestM,
          bound,
        })),
        ...[pair60, pair90].map(({ apart, smallestM }) => ({
          when: SPHERE,
          what: `smallest $m$ that meets the criterion, weights ${apart}° apart`,
          measured: smallestM,
          bound,
        })),
      ];
    },
  },

  'sphereface/m-bound-many-classes': {
    experiments: ['decision-boundary', 'decision-boundary-sphere'],
    cases(results) {
      const circle = onCircle(results);
      const { coplanar, tetrahedron, equator, octahedron } = onSphere(results).arrangements;
      const bound: Bound = { op: '=', value: circle.bound.even, within: 1e-5 };
      const what = (weights: string): string => `smallest $m$ that meets the criterion, ${weights}`;
      return [
        ...(['K3', 'K5', 'K10'] as const).map((K) => ({
          when: CIRCLE,
          what: what(`$K = ${K.slice(1)}$`),
          measured: circle.even[K].smallestM,
          bound,
        })),
        {
          when: SPHERE,
          what: what('three weights in one plane'),
          measured: coplanar.smallestM,
          bound,
        },
        {
          when: SPHERE,
          what: what('four weights at the corners of a tetrahedron'),
          measured: tetrahedron.smallestM,
          bound,
        },
        {
          when: SPHERE,
          what: what('five weights along the equator'),
          measured: equator.smallestM,
          bound,
        },
        {
          when: SPHERE,
          what: what('six weights at the corners of an octahedron'),
          measured: octahedron.smallestM,
          bound,
        },
      ];
    },
  },

  'sphereface/angular-margin': {
    experiments: ['decision-boundary'],
    cases(results) {
      const { gap, marginShare } = onCircle(results);
      return [
        {
          when: TWO,
          what: 'largest distance of the smallest angle between them from $\\frac{m-1}{m+1}\\theta_{12}$, in degrees, $m = 1$ to 5, weights 30° to 180° apart',
          measured: gap.inter,
          bound: EQUAL,
        },
        {
          when: TWO,
          what: 'largest distance of its share of $\\theta_{12} = 60°$ from 0, 1/3, 1/2, 3/5, 2/3',
          measured: Math.max(
            ...Object.values(marginShare).map((share, i) =>
              // The i-th share belongs to m = i + 1.
              Math.abs(share - i / (i + 2)),
            ),
          ),
          bound: EQUAL,
        },
        {
          when: 'three, five or ten classes stand evenly on a circle',
          what: 'largest distance of the angles within and between classes from $\\frac{2}{m+1}$ and $\\frac{m-1}{m+1}$ of that between neighbours, in degrees',
          measured: gap.even,
          bound: EQUAL,
        },
      ];
    },
  },

  'sphereface/open-set-criterion': {
    experiments: ['decision-boundary'],
    cases(results) {
      const { two30, two37, two38, two40, five29, five31 } = onCircle(results).threshold;
      const test = (when: string, classes: string, { m, share }: ThresholdTest): Case => ({
        when,
        what: `share of pairs that the best single threshold misjudges, ${classes} classes, $m = ${m}$`,
        measured: share,
        bound: when === MET ? { op: '<=', value: 0 } : { op: '>', value: 0 },
      });
      return [
        test(MET, 'two', two38),
        test(MET, 'two', two40),
        test(MET, 'five', five31),
        test(MISSED, 'two', two30),
        test(MISSED, 'two', two37),
        test(MISSED, 'five', five29),
      ];
    },
  },

  'sphereface/normalised-weights-remove-prior': {
    experiments: ['imbalance-k-class'],
    cases(results) {
      const k = kClass(results);
      return [
        ...trainedRatios(k),
        {
          when: MANY,
          what: 'distance of the ratio of norms from 1 when each weight is divided by its norm',
          measured: Math.abs(k.normalised.ratio - 1),
          bound: ROUNDING,
        },
        ...twoClassRatios(k),
        ...endlessRatios(k),
      ];
    },
  },

  'sphereface/large-classes-large-weights': {
    experiments: ['imbalance-two-class', 'imbalance-k-class', 'digits-imbalance'],
    cases(results) {
      const k = kClass(results);
      const two = twoClass(results);
      const digits = unevenDigits(results);
      return [
        ...trainedRatios(k),
        {
          when: MANY,
          what: 'least rank correlation of samples and norm, digits of MNIST with weight decay',
          measured: digits.spearman.low,
          bound: { op: '>', value: 0.6 },
        },
        {
          when: MANY,
          what: 'least ratio of weight norms there, 150 samples to 8',
          measured: digits.normRatio.low,
          bound: LARGER,
        },
        {
          when: TWO,
          what: 'largest distance of the ratio of norms from 1, two digits with 150 samples to 15, held against a tenth more',
          measured: 1 + digits.twoClasses.largestGap,
          bound: LARGER,
        },
        {
          when: TWO,
          what: 'ratio of weight norms in the notes’ set-up, 100 samples to 1',
          measured: two.training.ratio,
          bound: LARGER,
        },
        ...twoClassRatios(k),
        ...endlessRatios(k),
      ];
    },
  },

  'sphereface/two-class-setup': {
    experiments: ['imbalance-two-class'],
    cases(results) {
      const { byCounts, gap } = twoClass(results);
      const ANY = 'the classes have any sizes';
      return [
        {
          when: ANY,
          what: 'largest distance of a feature’s norm from 1',
          measured: gap.featureNorm,
          bound: ROUNDING,
        },
        {
          when: ANY,
          what: 'largest difference between the classes’ probabilities of being right',
          measured: gap.probability,
          bound: ROUNDING,
        },
        ...Object.values(byCounts).map(({ m, n, start, moved, trained }) => ({
          when: ANY,
          what: `largest distance of the loss from $N\\ln(1 + e^{-d})$, ${m} and ${n} samples`,
          measured: Math.max(
            ...[start, moved, trained].map((at) => Math.abs(at.loss - at.closedLoss)),
          ),
          bound: EQUAL,
        })),
      ];
    },
  },

  'sphereface/features-on-a-diameter': {
    experiments: ['imbalance-two-class'],
    cases(results) {
      const { line, points, plane } = twoClass(results).diameter;
      return [
        {
          when: 'the features have one dimension',
          what: 'smallest angle between the classes, in degrees, in a placement whose loss falls below 0.001',
          measured: line.smallestSeparated,
          bound: OPPOSITE,
        },
        {
          when: 'each class is a single point and their sizes are equal',
          what: `smallest angle between the two points in the plane, in degrees, from ${points.starts} random starts`,
          measured: points.equal.smallest,
          bound: OPPOSITE,
        },
        {
          when: 'each class is a single point and their sizes are 100 and 1',
          what: `smallest angle between the two points in the plane, in degrees, from ${points.starts} random starts`,
          measured: points.unequal.smallest,
          bound: OPPOSITE,
        },
        {
          when: 'every sample is free in the plane',
          what: 'smallest angle between features of the two classes, in degrees, at a loss of 0.001',
          measured: plane.closest,
          bound: OPPOSITE,
        },
      ];
    },
  },

  'sphereface/cross-entropy-loss': {
    experiments: ['imbalance-two-class'],
    cases(results) {
      const { byCounts, gap } = twoClass(results);
      return [
        {
          when: 'all weights are zero',
          what: 'largest distance of the double sum from $N\\ln 2$',
          measured: Math.max(
            ...Object.values(byCounts).map(({ N, start }) =>
              Math.abs(start.loss - N * Math.log(2)),
            ),
          ),
          bound: EQUAL,
        },
        {
          when: 'the weights are any others',
          what: 'largest distance of the double sum from $-\\sum_i\\ln p_{i,y_i}$',
          measured: gap.crossEntropy,
          bound: EQUAL,
        },
      ];
    },
  },

  'sphereface/imbalance-gradient': {
    experiments: ['imbalance-two-class'],
    cases(results) {
      const { byCounts } = twoClass(results);
      return Object.values(byCounts).map(({ m, n, smallestMiss }) => ({
        when: `the classes have ${m} and ${n} samples`,
        what: 'distance of the printed gradients from central differences of the loss, the least of three places',
        measured: smallestMiss,
        bound: { op: '<=', value: 1e-5 },
      }));
    },
  },

  'sphereface/imbalance-ratio': {
    experiments: ['imbalance-two-class'],
    cases(results) {
      const { start, moved, trained } = twoClass(results).byCounts.m100n1;
      const what = 'ratio of the gradients’ magnitudes, 100 samples to 1';
      return [
        { when: 'training has not begun', what, measured: start.ratio, bound: TEN_THOUSAND },
        {
          when: 'the weights start elsewhere',
          what,
          measured: moved.ratio,
          bound: TEN_THOUSAND,
        },
        { when: 'training has gone on', what, measured: trained.ratio, bound: TEN_THOUSAND },
      ];
    },
  },

  'sphereface/gradients-cancel': {
    experiments: ['imbalance-two-class'],
    cases(results) {
      const { gradientSum } = twoClass(results);
      const what = 'sum of the gradients as a share of their largest entry';
      return [
        {
          when: TWO,
          what: `${what}, the notes’ set-up`,
          measured: gradientSum.setUp,
          bound: ROUNDING,
        },
        {
          when: TWO,
          what: `${what}, random features`,
          measured: gradientSum.twoClasses,
          bound: ROUNDING,
        },
        {
          when: TWO,
          what: 'change of $w_1 + w_2$ in training',
          measured: gradientSum.drift,
          bound: ROUNDING,
        },
        { when: 'there are ten classes', what, measured: gradientSum.tenClasses, bound: ROUNDING },
        { when: 'there are biases', what, measured: gradientSum.biases, bound: ROUNDING },
      ];
    },
  },

  'sphereface/mnist-biases': {
    experiments: ['biases'],
    cases(results) {
      const { digits, unbalanced } = biases(results);
      return [
        {
          when: 'one asks for the accuracy on digits',
          what: 'largest difference that biases make, classes of one size',
          measured: digits.largestDifference,
          bound: SAME_ACCURACY,
        },
        {
          when: 'one asks for the accuracy on digits',
          what: 'largest difference that biases make, classes of 15 to 150 samples',
          measured: unbalanced.largestDifference,
          bound: SAME_ACCURACY,
        },
        {
          when: 'one asks whether learnt biases are near zero',
          what: 'largest bias over the spread of a digit’s logits, classes of one size',
          measured: digits.biasShare,
          bound: { op: '<=', value: 0.1 },
        },
      ];
    },
  },

  'sphereface/biases-are-useless': {
    experiments: ['biases'],
    cases(results) {
      const { digits, unbalanced, line, constant, uninformative } = biases(results);
      const what = 'largest difference in accuracy that biases make, pixels of digits';
      return [
        {
          when: 'the features have many dimensions',
          what: `${what}, classes of one size`,
          measured: digits.largestDifference,
          bound: SAME_ACCURACY,
        },
        {
          when: 'the features have many dimensions',
          what: `${what}, classes of 15 to 150 samples`,
          measured: unbalanced.largestDifference,
          bound: SAME_ACCURACY,
        },
        {
          when: 'one feature is the same for all samples',
          what: 'difference in loss between that feature and biases, three classes on a line',
          measured: constant.gap,
          bound: { op: '<=', value: 1e-3 },
        },
        {
          when: 'three classes stand on a line',
          what: 'accuracy gained by biases',
          measured: line.with.accuracy - line.without.accuracy,
          bound: SAME_ACCURACY,
        },
        {
          when: 'the features say nothing and the classes are unequal',
          what: 'loss saved by biases, 100 samples to 1',
          measured: uninformative.lossWithout - uninformative.lossWith,
          bound: SAME_ACCURACY,
        },
      ];
    },
  },

  'sphereface/features-are-radial': {
    experiments: ['radial-features'],
    cases(results) {
      const { rays, alike, clouds, arc, cap } = radial(results);
      const what = 'share of the variance within a class that lies along its ray';
      const bound: Bound = { op: '>=', value: 0.9 };
      return [
        { when: RAYS, what, measured: rays.radialShare, bound },
        {
          when: RAYS,
          what: 'width of a class after normalisation in the plane, in degrees',
          measured: arc.degrees,
          bound: { op: '<=', value: 10 },
        },
        { when: ALIKE, what, measured: alike.radialShare, bound },
        { when: 'the classes are round clouds', what, measured: clouds.radialShare, bound },
        {
          when: 'the features have three dimensions',
          what: 'narrowest extent of a class on the sphere over its widest; a line has none',
          measured: cap.ratio,
          bound: { op: '<=', value: 0.1 },
        },
      ];
    },
  },

  'sphereface/euclid-fails-cosine-works': {
    experiments: ['radial-features'],
    cases(results) {
      const { rays, alike, clouds } = radial(results);
      const what = 'area under the ROC curve by angle less that by distance';
      return [
        { when: RAYS, what, measured: rays.aucAngle - rays.aucEuclid, bound: WORSE },
        {
          when: RAYS,
          what: 'largest distance within a class less the smallest between',
          measured: rays.excessEuclid,
          bound: { op: '>', value: 0 },
        },
        {
          when: RAYS,
          what: 'largest angle within a class less the smallest between, in radians',
          measured: rays.excessAngle,
          bound: { op: '<', value: 0 },
        },
        { when: ALIKE, what, measured: alike.aucAngle - alike.aucEuclid, bound: WORSE },
        {
          when: 'two classes share a direction',
          what,
          measured: clouds.aucAngle - clouds.aucEuclid,
          bound: WORSE,
        },
      ];
    },
  },

  'sphereface/euclidean-margin-incompatible': {
    experiments: ['radial-features'],
    cases(results) {
      const { rays, trained } = radial(results);
      const what =
        'largest distance within a class less the smallest between: above 0, no margin in distance is met';
      const bound: Bound = { op: '>', value: 0 };
      return [
        { when: RAYS, what, measured: rays.excessEuclid, bound },
        {
          when: 'free features are trained by softmax alone',
          what,
          measured: trained.alone.excessEuclid,
          bound,
        },
        {
          when: 'free features are trained by softmax and a centre loss',
          what,
          measured: trained.centre.excessEuclid,
          bound,
        },
        {
          when: 'free features are trained by softmax and a centre loss',
          what: 'softmax loss with the centre loss over that without',
          measured: trained.centre.softmax / trained.alone.softmax,
          bound: { op: '>', value: 2 },
        },
      ];
    },
  },

  'sphereface/separable-not-discriminative': {
    experiments: ['separable-discriminative'],
    cases(results) {
      const { byGap, sweep, smallestT } = separable(results);
      return [
        ...[byGap.t5, byGap.t10, byGap.t20].flatMap(({ t, accuracy, excess }): Case[] => [
          {
            when: `the classes keep $t = ${t}°$ from the boundary`,
            what: 'share of features a trained softmax puts into their class',
            measured: accuracy,
            bound: FLAWLESS,
          },
          {
            when: `the classes keep $t = ${t}°$ from the boundary`,
            what: 'largest angle within a class less the smallest between, in degrees',
            measured: excess,
            bound: { op: '>', value: 0 },
          },
        ]),
        {
          when: `$t$ is anything from ${sweep.from}° to ${sweep.to}°`,
          what: 'lowest share of features a trained softmax puts into their class',
          measured: sweep.lowestAccuracy,
          bound: FLAWLESS,
        },
        {
          when: `$t$ is anything from ${sweep.from}° to ${sweep.to}°`,
          what: 'the $t$ from which the criterion is met, in degrees',
          measured: smallestT,
          bound: { op: '=', value: 30, within: 1e-9 },
        },
      ];
    },
  },
});

/** How much larger the large class's weight norm is where training ends somewhere, K ≥ 3. */
function trainedRatios({ flow, decay }: ImbalanceKClassResult): Case[] {
  const what = 'ratio of weight norms, 100 samples to 1';
  return [
    ...(['K3', 'K5', 'K10'] as const).flatMap((K) => [
      {
        when: MANY,
        what: `${what}, $K = ${K.slice(1)}$, time 1,000`,
        measured: flow[K].t1e3.ratio,
        bound: LARGER,
      },
      {
        when: MANY,
        what: `${what}, $K = ${K.slice(1)}$, time a million`,
        measured: flow[K].t1e6.ratio,
        bound: LARGER,
      },
    ]),
    {
      when: MANY,
      what: `${what}, $K = 3$, weight decay ${decay.lambda}`,
      measured: decay.n100n1n1.ratio,
      bound: LARGER,
    },
    {
      when: MANY,
      what: `ratio of weight norms, 100 to 10 to 1 samples, weight decay ${decay.lambda}: first over last`,
      measured: decay.n100n10n1.ratio,
      bound: LARGER,
    },
  ];
}

function twoClassRatios({ flow, decay }: ImbalanceKClassResult): Case[] {
  return [
    {
      when: TWO,
      what: 'ratio of weight norms, 100 samples to 1, time 1,000',
      measured: flow.K2.t1e3.ratio,
      bound: LARGER,
    },
    {
      when: TWO,
      what: `ratio of weight norms, 100 samples to 1, weight decay ${decay.lambda}`,
      measured: decay.n100n1.ratio,
      bound: LARGER,
    },
  ];
}

/** Where the ratio goes in the end: the quotient of the norms' growth, since both grow for ever. */
function endlessRatios({ growth }: ImbalanceKClassResult): Case[] {
  return (['K3', 'K5', 'K10'] as const).map((K) => ({
    when: FOREVER,
    what: `what the ratio tends to, $K = ${K.slice(1)}$: growth of the norms between times $10^{12}$ and $10^{15}$, compared`,
    measured: growth[K].ratio,
    bound: LARGER,
  }));
}

/*
 * The stored results as the types their experiments declare.
 */

function asoftmaxValue(results: Results): AsoftmaxValueResult {
  return results['asoftmax-value'] as unknown as AsoftmaxValueResult;
}

function psiOf(results: Results): PsiResult {
  return results['psi'] as unknown as PsiResult;
}

function onCircle(results: Results): DecisionBoundaryResult {
  return results['decision-boundary'] as unknown as DecisionBoundaryResult;
}

function onSphere(results: Results): DecisionBoundarySphereResult {
  return results['decision-boundary-sphere'] as unknown as DecisionBoundarySphereResult;
}

function twoClass(results: Results): ImbalanceTwoClassResult {
  return results['imbalance-two-class'] as unknown as ImbalanceTwoClassResult;
}

function kClass(results: Results): ImbalanceKClassResult {
  return results['imbalance-k-class'] as unknown as ImbalanceKClassResult;
}

function separable(results: Results): SeparableDiscriminativeResult {
  return results['separable-discriminative'] as unknown as SeparableDiscriminativeResult;
}

function biases(results: Results): BiasesResult {
  return results['biases'] as unknown as BiasesResult;
}

function radial(results: Results): RadialFeaturesResult {
  return results['radial-features'] as unknown as RadialFeaturesResult;
}

function unevenDigits(results: Results): DigitsImbalanceResult {
  return results['digits-imbalance'] as unknown as DigitsImbalanceResult;
}
