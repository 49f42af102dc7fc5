import { defineExperiment } from '../lab/define.ts';
import { ageLoss, identityLoss, planeLosses } from '../margins/age-identity.ts';
import { angularLoss } from '../margins/angular-loss.ts';
import { modifiedSoftmax } from '../margins/angular-losses.ts';
import { relativeGap } from '../margins/relative-gap.ts';
import { centralDifference } from '../numeric/central-difference.ts';
import { createRandom, type Random } from '../numeric/random.ts';
import { round } from '../numeric/round.ts';
import { dot, norm, unit } from '../numeric/vector.ts';

/** A field of two gradients in the plane, point by point. */
export interface GradientField {
  x: number[];
  y: number[];
  age: { x: number[]; y: number[] };
  identity: { x: number[]; y: number[] };
}

export interface OecnnGradientsResult {
  dimensions: number;
  classes: number;
  /** Random features and weights tried. */
  trials: number;
  /** Cosine of the angle between the two gradients, measured by central differences. */
  cosine: {
    /** Identity from the direction alone: largest size. */
    normalised: number;
    /** Identity from logits with the feature's norm: largest and least size, and the first trial's. */
    unnormalised: number;
    unnormalisedLeast: number;
    unnormalisedFirst: number;
    /** Largest size by the formulas. */
    exact: number;
  };
  along: {
    /** Largest share of the identity gradient that points along the feature. */
    identity: number;
    /** Largest share of the age gradient that points across it. */
    age: number;
  };
  /** Largest relative difference of a gradient from central differences. */
  gradientGap: { age: number; identity: number; line: number; weights: number; plane: number };
  plane: {
    /** Largest size of the cosine of the two gradients of the plane's losses. */
    cosine: number;
    /** Size of their product at the origin itself. */
    atOrigin: number;
    /** Norm of the identity gradient 10⁻⁶ from the origin: on the plane, and for the sphere. */
    nearOrigin: { plane: number; sphere: number };
  };
  /** The two losses of the sphere and of the plane around the origin, for drawing: minus gradients. */
  ring: GradientField;
  planeField: GradientField;
}

const DIMENSIONS = 8;
const CLASSES = 5;
const TRIALS = 30;
const SCALE = 16;
const AGE = 3;
const LINE = { slope: 0.7, offset: 0 };

export default defineExperiment<OecnnGradientsResult>({
  id: 'oecnn-gradients',
  title: 'Gradients of age and identity: norm and direction, height and foot',
  seed: 1,
  run({ seed, count }) {
    const random = createRandom(seed);
    const trials = Array.from({ length: TRIALS }, () => trial(random));
    count(TRIALS * 4 * DIMENSIONS * CLASSES * 40);
    const largest = (value: (one: (typeof trials)[number]) => number): number =>
      Math.max(...trials.map((one) => Math.abs(value(one))));
    return {
      dimensions: DIMENSIONS,
      classes: CLASSES,
      trials: TRIALS,
      cosine: {
        normalised: largest(({ cosine }) => cosine.normalised),
        unnormalised: largest(({ cosine }) => cosine.unnormalised),
        unnormalisedLeast: Math.min(...trials.map(({ cosine }) => Math.abs(cosine.unnormalised))),
        unnormalisedFirst: trials[0]!.cosine.unnormalised,
        exact: largest(({ cosine }) => cosine.exact),
      },
      along: {
        identity: largest(({ along }) => along.identity),
        age: largest(({ along }) => along.age),
      },
      gradientGap: {
        age: largest(({ gap }) => gap.age),
        identity: largest(({ gap }) => gap.identity),
        line: largest(({ gap }) => gap.line),
        weights: largest(({ gap }) => gap.weights),
        plane: largest(({ gap }) => gap.plane),
      },
      plane: {
        cosine: largest(({ cosine }) => cosine.plane),
        nearOrigin: nearOrigin(random),
        atOrigin: atOrigin(random),
      },
      ring: ring(),
      planeField: planeField(),
    };
  },
});

function trial(random: Random): {
  cosine: { normalised: number; unnormalised: number; exact: number; plane: number };
  along: { identity: number; age: number };
  gap: { age: number; identity: number; line: number; weights: number; plane: number };
} {
  const x = Float64Array.from({ length: DIMENSIONS }, random.normal);
  const W = Float64Array.from({ length: CLASSES * DIMENSIONS }, random.normal);
  const centres = Float64Array.from({ length: CLASSES * (DIMENSIONS - 1) }, random.normal);
  const label = random.integer(CLASSES);
  const plain = { K: CLASSES, d: DIMENSIONS, labels: [label] };

  const age = ageLoss(x, LINE, AGE);
  const identity = identityLoss(x, W, label, SCALE);
  const plane = planeLosses(x, LINE, AGE, centres, label);
  const byAge = centralDifference((at) => ageLoss(at, LINE, AGE).loss, x);
  const byIdentity = centralDifference((at) => identityLoss(at, W, label, SCALE).loss, x);
  const byNorm = centralDifference(
    (at) => angularLoss({ ...plain, features: at }, W, modifiedSoftmax).loss,
    x,
  );
  const planeAge = centralDifference(
    (at) => planeLosses(at, LINE, AGE, centres, label).age.loss,
    x,
  );
  const planeIdentity = centralDifference(
    (at) => planeLosses(at, LINE, AGE, centres, label).identity.loss,
    x,
  );
  const byLine = centralDifference(
    ([slope, offset]) => ageLoss(x, { slope: slope!, offset: offset! }, AGE).loss,
    [LINE.slope, LINE.offset],
  );
  const byWeights = centralDifference((at) => identityLoss(x, at, label, SCALE).loss, W);
  const u = unit(x);
  const radial = dot(u, age.feature);
  return {
    cosine: {
      normalised: cosine(byAge, byIdentity),
      unnormalised: cosine(byAge, byNorm),
      exact: cosine(age.feature, identity.feature),
      plane: cosine(planeAge, planeIdentity),
    },
    along: {
      identity: dot(u, identity.feature) / norm(identity.feature),
      age: norm(age.feature.map((entry, a) => entry - radial * u[a]!)) / norm(age.feature),
    },
    gap: {
      age: relativeGap(age.feature, byAge),
      identity: relativeGap(identity.feature, byIdentity),
      line: relativeGap([age.bySlope, age.byOffset], byLine),
      weights: relativeGap(identity.weights, byWeights),
      plane: Math.max(
        relativeGap(plane.age.feature, planeAge),
        relativeGap(plane.identity.feature, planeIdentity),
      ),
    },
  };
}

/** The sphere's coordinates end at the origin: there the identity gradient grows without bound. */
function nearOrigin(random: Random): { plane: number; sphere: number } {
  const x = unit(Float64Array.from({ length: DIMENSIONS }, random.normal)).map((e) => 1e-6 * e);
  const W = Float64Array.from({ length: CLASSES * DIMENSIONS }, random.normal);
  const centres = Float64Array.from({ length: CLASSES * (DIMENSIONS - 1) }, random.normal);
  return {
    plane: norm(planeLosses(x, LINE, AGE, centres, 0).identity.feature),
    sphere: norm(identityLoss(x, W, 0, SCALE).feature),
  };
}

function atOrigin(random: Random): number {
  const centres = Float64Array.from({ length: CLASSES * (DIMENSIONS - 1) }, random.normal);
  const { age, identity } = planeLosses(new Float64Array(DIMENSIONS), LINE, AGE, centres, 0);
  return Math.abs(dot(age.feature, identity.feature));
}

/** Two identities in the plane, and the age 3 for everyone: what each loss pulls a feature towards. */
function ring(): GradientField {
  const W = [1, 0, -0.5, Math.sqrt(0.75), -0.5, -Math.sqrt(0.75)];
  const points = Array.from({ length: 24 }, (_, i) => {
    const angle = (2 * Math.PI * i) / 24;
    return [3, 4.5, 6].map((r) => [r * Math.cos(angle), r * Math.sin(angle)]);
  }).flat();
  return field(
    points,
    (x) => ageLoss(x, LINE, AGE).feature,
    (x) => identityLoss(x, W, 0, 4).feature,
  );
}

function planeField(): GradientField {
  const points = Array.from({ length: 11 }, (_, i) => i - 5).flatMap((foot) =>
    [1.5, 3, 4.5, 6, 7.5].map((height) => [foot, height]),
  );
  const centres = [2, -2];
  return field(
    points,
    (x) => planeLosses(x, LINE, AGE, centres, 0).age.feature,
    (x) => planeLosses(x, LINE, AGE, centres, 0).identity.feature,
  );
}

function field(
  points: readonly number[][],
  age: (x: number[]) => Float64Array,
  identity: (x: number[]) => Float64Array,
): GradientField {
  const short = (entry: number): number => round(entry, 4) + 0;
  const downhill = (gradient: (x: number[]) => Float64Array): { x: number[]; y: number[] } => {
    const found = points.map(gradient);
    return { x: found.map((g) => short(-g[0]!)), y: found.map((g) => short(-g[1]!)) };
  };
  return {
    x: points.map((point) => short(point[0]!)),
    y: points.map((point) => short(point[1]!)),
    age: downhill(age),
    identity: downhill(identity),
  };
}

function cosine(a: ArrayLike<number>, b: ArrayLike<number>): number {
  return dot(a, b) / (norm(a) * norm(b));
}
