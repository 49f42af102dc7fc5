import { defineExperiment } from '../lab/define.ts';
import { ageLoss, identityLoss, planeLosses } from '../margins/age-identity.ts';
import { type AngularLoss, angularLoss } from '../margins/angular-loss.ts';
import {
  adaFace,
  arcFace,
  aSoftmax,
  cosFace,
  lSoftmax,
  magFace,
  modifiedSoftmax,
  normalisedSoftmax,
  softmaxLoss,
} from '../margins/angular-losses.ts';
import { aSoftmaxLoss } from '../margins/a-softmax.ts';
import { twoClassBoundary } from '../margins/boundary.ts';
import { centerLoss } from '../margins/center-loss.ts';
import type { ClassData } from '../margins/class-data.ts';
import { normFaceFloor } from '../margins/norm-face-floor.ts';
import { contrastiveLoss, tripletLoss } from '../margins/pair-losses.ts';
import { relativeGap } from '../margins/relative-gap.ts';
import { simplexFeatures } from '../margins/simplex-features.ts';
import { softmaxRegression } from '../margins/softmax-regression.ts';
import {
  arcFaceCodeTarget,
  arcFaceTarget,
  cosFaceTarget,
  cosineTarget,
  magFaceTarget,
  psiTarget,
  type Target,
} from '../margins/targets.ts';
import { degrees, radians } from '../numeric/angle.ts';
import { bisect } from '../numeric/bisect.ts';
import { centralDifference } from '../numeric/central-difference.ts';
import { lbfgs } from '../numeric/lbfgs.ts';
import { log1pExp } from '../numeric/log1p-exp.ts';
import { createRandom, type Random } from '../numeric/random.ts';
import { round } from '../numeric/round.ts';
import { dot, norm, unit } from '../numeric/vector.ts';

type Named =
  | 'softmax'
  | 'modifiedSoftmax'
  | 'aSoftmax'
  | 'annealed'
  | 'lSoftmax'
  | 'normFace'
  | 'cosFace'
  | 'arcFace'
  | 'magFace'
  | 'adaFace';

/** Where two classes end on the arc between their weights, in degrees. */
export interface Boundary {
  between: number;
  first: number;
  second: number;
  margin: number;
}

export interface MarginLossesResult {
  batches: number;
  samples: number;
  dimensions: number;
  classes: number;
  margins: { aSoftmax: number; cosFace: number; arcFace: number };
  /** Largest difference of loss and gradients where two losses are one. */
  agree: {
    softmax: number;
    aSoftmaxValue: number;
    aSoftmaxM1: number;
    lSoftmaxM1: number;
    lSoftmaxUnit: number;
    annealed: number;
    cosFace0: number;
    arcFace0: number;
    magFaceConstant: number;
    adaFaceLow: number;
    adaFaceMiddle: number;
    adaFaceHigh: number;
  };
  /** Least difference where two losses are not one: weights of other norms than 1; margins above 0. */
  differ: { lSoftmaxFree: number; cosFace: number; arcFace: number };
  /** Largest relative difference of a gradient from central differences. */
  gradientGap: Record<
    Named | 'center' | 'contrastive' | 'triplet' | 'age' | 'identity' | 'plane',
    number
  >;
  /** Two classes 60° apart. */
  boundary: Record<
    'softmax' | 'normFace' | 'aSoftmax' | 'lSoftmax' | 'cosFace' | 'arcFace',
    Boundary
  >;
  /** The same with the first weight twice as long as the second. */
  unequal: Record<'softmax' | 'aSoftmax' | 'lSoftmax', Boundary>;
  /** Largest difference from closed forms, over angles between weights from 40° (CosFace: 50°) to 180°. */
  boundaryGap: {
    /** cos θ₁ − cos θ₂ at CosFace's boundary from m. */
    cosFace: number;
    /** CosFace's margin from 2 arcsin(m / (2 sin(θ₁₂/2))). */
    cosFaceAngle: number;
    /** ArcFace's margin from m. */
    arcFace: number;
    /** A-Softmax's from (m − 1)/(m + 1) of the angle, where that form is valid. */
    aSoftmax: number;
    /** L-Softmax's class 1 from θ₁₂/(m + 1), weights of equal norm, and of norms 2 and 1. */
    lSoftmaxEqual: number;
    lSoftmaxUnequal: number;
  };
  /** Margin in degrees by the angle between the weights. */
  marginByAngle: {
    between: number[];
    aSoftmax: number[];
    cosFace: number[];
    arcFace: number[];
  };
  /** Smallest and largest margin of each over 50° to 180°, and for weights 20° apart. */
  marginRange: Record<
    'aSoftmax' | 'cosFace' | 'arcFace',
    { least: number; most: number; weights20: number }
  >;
  /** Losses of normalised features and weights against NormFace's bound, scale 4. */
  floor: Record<
    'n3d2' | 'n4d3' | 'n10d9' | 'n10d2',
    {
      bound: number;
      simplex: number | null;
      /** Least loss found by minimising from three random starts, less the bound. */
      found: number;
      /** Least of 200 random placements, less the bound. */
      random: number;
    }
  >;
  normFace: {
    /** Largest share of the gradient that lies along the feature; and of plain softmax's. */
    radial: number;
    radialSoftmax: number;
    /** Largest relative difference of ‖gradient‖·‖x‖ when x is made three times as long. */
    inverseLength: number;
  };
  lSoftmax: {
    /** Least rise of the loss from m to m + 1, m = 1 to 5, on angles from 1° to 180°. */
    leastRise: number;
  };
  /** Largest rise of what replaces cos θ, over [0, π] and up to π − m. */
  target: {
    aSoftmax: number;
    cosFace: number;
    arcFace: number;
    arcFaceWithin: number;
    arcFaceCode: number;
    /** By how much the code's second piece starts lower. */
    arcFaceDrop: number;
    turn: number;
  };
  cosFaceBounds: {
    /** Largest difference of the scale at which the best placement gives probability P from the closed form. */
    scaleGap: number;
    scale: { classes: number; probability: number; closed: number };
    /** Largest margin that a placement with every feature on its weight meets: closed form and found. */
    circle: { classes: number; closed: number; even: number; random: number };
    simplex: { classes: number; closed: number; even: number; random: number };
  };
  center: {
    /** Largest difference of n times the gradient from x − c. */
    formGap: number;
    /** Centre loss alone, centres at their means: scatter between classes at the end over that at the start. */
    shared: { within: number; between: number };
    free: { within: number; between: number };
  };
  triplet: {
    formGap: number;
    /** Loss and gradient of a triplet beyond the margin. */
    beyond: { loss: number; gradient: number };
    /** All three at one point. */
    collapse: { alpha: number; loss: number; gradient: number };
    /** Triplets among n photos of ten people, counted; and growth from 80 to 160 photos, and when people grow instead. */
    count: {
      n20: number;
      n40: number;
      closed20: number;
      closed40: number;
      morePhotos: number;
      morePeople: number;
    };
  };
  magFace: {
    /** Margin in radians at the two ends of the norm, and least rise between them. */
    least: number;
    most: number;
    leastRise: number;
    lambda: number;
    /** Least rise of the softmax term from one norm to the next: angles up to 130°, and 150° and beyond. */
    termRise: { within: number; beyond: number };
    /** Local minima of the loss by norm, most over angles to 90°: with the regulariser and with a weak one. */
    minima: number;
    minimaWeak: number;
    /** The same for angles from 95° to 180°. */
    minimaBeyond: number;
    minimaBeyondWeak: number;
    /** Norm of least loss by angle. */
    byAngle: { degrees: number[]; norm: number[] };
    /** Largest rise of that norm from one angle to the next: all, and up to 60°. */
    largestRise: number;
    largestRiseTo60: number;
    weak: { lambda: number; norms: number[] };
  };
  adaFace: {
    /** Slope of the target by cos θ at 75° over that at 30°, by quality: above 1 hard samples count more. */
    emphasis: { low: number; middle: number; high: number };
    /** Target at 60° by quality. */
    target60: { low: number; middle: number; high: number };
  };
}

const SAMPLES = 6;
const D = 5;
const K = 4;
const BATCHES = 3;
const SCALE = 8;
const M_SPHERE = 4;
const M_COS = 0.35;
const M_ARC = 0.5;
const M_ADA = 0.4;
const MAG = { lower: 10, upper: 110, least: 0.45, most: 0.8 };

const KINDS: Readonly<Record<Named, AngularLoss>> = {
  softmax: softmaxLoss,
  modifiedSoftmax,
  aSoftmax: aSoftmax(M_SPHERE),
  annealed: aSoftmax(M_SPHERE, 5),
  lSoftmax: lSoftmax(3),
  normFace: normalisedSoftmax(SCALE),
  cosFace: cosFace(SCALE, M_COS),
  arcFace: arcFace(SCALE, M_ARC),
  // Random features are about two long; MagFace's margins are spread over such norms.
  magFace: magFace(SCALE, { ...MAG, lower: 0.5, upper: 6 }),
  adaFace: adaFace(SCALE, M_ADA, () => 0.3),
};

export default defineExperiment<MarginLossesResult>({
  id: 'margin-losses',
  title: 'Margin losses against each other: gradients, boundaries, floors, closed forms',
  seed: 1,
  run({ seed, count, progress }) {
    const batches = Array.from({ length: BATCHES }, (_, i) => batch(createRandom(seed + i)));
    count(BATCHES * 10 * SAMPLES * K * D * (SAMPLES * D + K * D) * 2);
    const random = createRandom(seed);
    const gradientGap = gaps(batches, random);
    progress(0.4);
    const floor = {
      n3d2: floorOf(3, 2, random, count),
      n4d3: floorOf(4, 3, random, count),
      n10d9: floorOf(10, 9, random, count),
      n10d2: floorOf(10, 2, random, count),
    };
    progress(0.8);
    return {
      batches: BATCHES,
      samples: SAMPLES,
      dimensions: D,
      classes: K,
      margins: { aSoftmax: M_SPHERE, cosFace: M_COS, arcFace: M_ARC },
      agree: agreements(batches),
      differ: differences(batches),
      gradientGap,
      ...boundaries(),
      floor,
      normFace: tangential(batches),
      lSoftmax: { leastRise: harder() },
      target: targets(),
      cosFaceBounds: cosFaceBounds(random),
      center: center(random),
      triplet: triplet(random),
      magFace: magFaceNorms(),
      adaFace: adaFaceEmphasis(),
    };
  },
});

interface Batch {
  data: ClassData;
  W: Float64Array;
  unitW: Float64Array;
}

function batch(random: Random): Batch {
  const features = Float64Array.from({ length: SAMPLES * D }, random.normal);
  const labels = Array.from({ length: SAMPLES }, () => random.integer(K));
  const W = Float64Array.from({ length: K * D }, random.normal);
  const unitW = Float64Array.from(
    Array.from({ length: K }, (_, j) => [...unit(W.subarray(j * D, (j + 1) * D))]).flat(),
  );
  return { data: { K, d: D, features, labels }, W, unitW };
}

/** Largest difference of two losses: value, gradient in the features, gradient in the weights. */
function between({ data, W }: Batch, one: AngularLoss, other: AngularLoss): number {
  const a = angularLoss(data, W, one);
  const b = angularLoss(data, W, other);
  return Math.max(
    Math.abs(a.loss - b.loss),
    relativeGap(a.features, b.features),
    relativeGap(a.weights, b.weights),
  );
}

function agreements(batches: readonly Batch[]): MarginLossesResult['agree'] {
  const most = (value: (one: Batch) => number): number => Math.max(...batches.map(value));
  const pair = (one: AngularLoss, other: AngularLoss): number =>
    most((found) => between(found, one, other));
  const arc = arcFace(SCALE, M_ADA);
  return {
    softmax: most(({ data, W }) => {
      const gradient = new Float64Array(K * D);
      const loss = softmaxRegression(data)(W, gradient) / SAMPLES;
      const found = angularLoss(data, W, softmaxLoss);
      return Math.max(
        Math.abs(loss - found.loss),
        relativeGap(
          found.weights,
          gradient.map((entry) => entry / SAMPLES),
        ),
      );
    }),
    aSoftmaxValue: most(({ data, W }) =>
      Math.abs(aSoftmaxLoss(data, W, M_SPHERE) - angularLoss(data, W, aSoftmax(M_SPHERE)).loss),
    ),
    aSoftmaxM1: pair(aSoftmax(1), modifiedSoftmax),
    lSoftmaxM1: pair(lSoftmax(1), softmaxLoss),
    // On unit weights the losses and the features' gradients agree; the weights' do not, as L-Softmax's may grow.
    lSoftmaxUnit: most(({ data, unitW }) => {
      const l = angularLoss(data, unitW, lSoftmax(3));
      const a = angularLoss(data, unitW, aSoftmax(3));
      return Math.max(Math.abs(l.loss - a.loss), relativeGap(l.features, a.features));
    }),
    annealed: pair(aSoftmax(M_SPHERE, 1e12), modifiedSoftmax),
    cosFace0: pair(cosFace(SCALE, 0), normalisedSoftmax(SCALE)),
    arcFace0: pair(arcFace(SCALE, 0), normalisedSoftmax(SCALE)),
    magFaceConstant: pair(
      magFace(SCALE, { lower: 0.5, upper: 6, least: M_ARC, most: M_ARC }),
      arcFace(SCALE, M_ARC),
    ),
    adaFaceLow: pair(
      adaFace(SCALE, M_ADA, () => -1),
      arc,
    ),
    adaFaceMiddle: pair(
      adaFace(SCALE, M_ADA, () => 0),
      cosFace(SCALE, M_ADA),
    ),
    // Angle less m, and 2m off the cosine.
    adaFaceHigh: pair(
      adaFace(SCALE, M_ADA, () => 1),
      {
        ...arc,
        target: (theta) => ({
          value: Math.cos(theta - M_ADA) - 2 * M_ADA,
          byAngle: -Math.sin(theta - M_ADA),
          byNorm: 0,
        }),
      },
    ),
  };
}

function differences(batches: readonly Batch[]): MarginLossesResult['differ'] {
  const least = (one: AngularLoss, other: AngularLoss): number =>
    Math.min(
      ...batches.map(({ data, W }) =>
        Math.abs(angularLoss(data, W, one).loss - angularLoss(data, W, other).loss),
      ),
    );
  return {
    lSoftmaxFree: least(lSoftmax(3), aSoftmax(3)),
    cosFace: least(cosFace(SCALE, M_COS), normalisedSoftmax(SCALE)),
    arcFace: least(arcFace(SCALE, M_ARC), normalisedSoftmax(SCALE)),
  };
}

function gaps(batches: readonly Batch[], random: Random): MarginLossesResult['gradientGap'] {
  const angular = Object.fromEntries(
    Object.entries(KINDS).map(([name, kind]) => [
      name,
      Math.max(
        ...batches.map(({ data, W }) => {
          const found = angularLoss(data, W, kind);
          // AdaFace's quality is a constant here, as it is for its gradient.
          return Math.max(
            relativeGap(
              found.features,
              centralDifference(
                (features) => angularLoss({ ...data, features }, W, kind).loss,
                Float64Array.from(data.features),
              ),
            ),
            relativeGap(
              found.weights,
              centralDifference((at) => angularLoss(data, at, kind).loss, W),
            ),
          );
        }),
      ),
    ]),
  ) as Record<Named, number>;
  const normal = (length: number): Float64Array => Float64Array.from({ length }, random.normal);
  const three = normal(3 * D);
  const split = (x: Float64Array): [Float64Array, Float64Array, Float64Array] => [
    x.subarray(0, D),
    x.subarray(D, 2 * D),
    x.subarray(2 * D),
  ];
  const triple = tripletLoss(...split(three), 40);
  const pair = contrastiveLoss(three.subarray(0, D), three.subarray(D, 2 * D), false, 9);
  const centres = normal(K * D);
  const { data, W } = batches[0]!;
  const centre = centerLoss(data, centres);
  const x = three.slice(0, D);
  const line = { slope: 0.7, offset: 0.2 };
  const age = ageLoss(x, line, 3);
  const identity = identityLoss(x, W, 1, SCALE);
  const feet = normal(K * (D - 1));
  const plane = planeLosses(x, line, 3, feet, 2);
  return {
    ...angular,
    center: Math.max(
      relativeGap(
        centre.features,
        centralDifference(
          (features) => centerLoss({ ...data, features }, centres).loss,
          Float64Array.from(data.features),
        ),
      ),
      relativeGap(
        centre.centres,
        centralDifference((at) => centerLoss(data, at).loss, centres),
      ),
    ),
    contrastive: relativeGap(
      [...pair.first, ...pair.second],
      centralDifference(
        (at) => contrastiveLoss(at.subarray(0, D), at.subarray(D), false, 9).loss,
        three.slice(0, 2 * D),
      ),
    ),
    triplet: relativeGap(
      [...triple.anchor, ...triple.positive, ...triple.negative],
      centralDifference((at) => tripletLoss(...split(at), 40).loss, three),
    ),
    age: relativeGap(
      age.feature,
      centralDifference((at) => ageLoss(at, line, 3).loss, x),
    ),
    identity: relativeGap(
      identity.feature,
      centralDifference((at) => identityLoss(at, W, 1, SCALE).loss, x),
    ),
    plane: relativeGap(
      plane.identity.feature,
      centralDifference((at) => planeLosses(at, line, 3, feet, 2).identity.loss, x),
    ),
  };
}

function boundaryOf(
  target: Target,
  between: number,
  norms: readonly [number, number] = [1, 1],
): Boundary {
  const { first, second, margin } = twoClassBoundary(target, radians(between), { norms });
  return {
    between,
    first: degrees(first),
    second: degrees(second),
    margin: degrees(margin),
  };
}

function boundaries(): Pick<
  MarginLossesResult,
  'boundary' | 'unequal' | 'boundaryGap' | 'marginByAngle' | 'marginRange'
> {
  const sphere = psiTarget(M_SPHERE);
  const cos = cosFaceTarget(M_COS);
  const arc = arcFaceTarget(M_ARC);
  const L = 2;
  const wide = Array.from({ length: 29 }, (_, i) => 40 + 5 * i);
  // Closer than arccos(1 − 0.35) = 49.5° CosFace leaves a class no region at all.
  const open = wide.filter((angle) => angle >= 50);
  const most = (value: (angle: number) => number, angles = wide): number =>
    Math.max(...angles.map(value));
  const angles = Array.from({ length: 35 }, (_, i) => 10 + 5 * i);
  const margins = (target: Target): number[] =>
    angles.map((angle) => boundaryOf(target, angle).margin);
  const range = (target: Target) => {
    const found = open.map((angle) => boundaryOf(target, angle).margin);
    return {
      least: Math.min(...found),
      most: Math.max(...found),
      weights20: boundaryOf(target, 20).margin,
    };
  };
  return {
    boundary: {
      softmax: boundaryOf(cosineTarget, 60),
      normFace: boundaryOf(cosineTarget, 60),
      aSoftmax: boundaryOf(sphere, 60),
      lSoftmax: boundaryOf(psiTarget(L), 60),
      cosFace: boundaryOf(cos, 60),
      arcFace: boundaryOf(arc, 60),
    },
    unequal: {
      softmax: boundaryOf(cosineTarget, 60, [2, 1]),
      // A-Softmax gives the weights norm one, whatever they were.
      aSoftmax: boundaryOf(sphere, 60),
      lSoftmax: boundaryOf(psiTarget(L), 60, [2, 1]),
    },
    boundaryGap: {
      cosFace: most((angle) => {
        const { first } = twoClassBoundary(cos, radians(angle));
        return Math.abs(Math.cos(first) - Math.cos(radians(angle) - first) - M_COS);
      }, open),
      cosFaceAngle: most((angle) => {
        const { margin } = twoClassBoundary(cos, radians(angle));
        return Math.abs(margin - 2 * Math.asin(M_COS / (2 * Math.sin(radians(angle) / 2))));
      }, open),
      arcFace: most((angle) => Math.abs(radians(boundaryOf(arc, angle).margin) - M_ARC)),
      aSoftmax: most(
        (angle) =>
          Math.abs(boundaryOf(sphere, angle).margin - ((M_SPHERE - 1) / (M_SPHERE + 1)) * angle),
        wide.filter((angle) => angle <= (180 * (M_SPHERE - 1)) / M_SPHERE),
      ),
      lSoftmaxEqual: most(
        (angle) => Math.abs(boundaryOf(psiTarget(L), angle, [2, 2]).first - angle / (L + 1)),
        wide.filter((angle) => angle <= 90),
      ),
      lSoftmaxUnequal: most(
        (angle) => Math.abs(boundaryOf(psiTarget(L), angle, [2, 1]).first - angle / (L + 1)),
        wide.filter((angle) => angle <= 90),
      ),
    },
    marginByAngle: {
      between: angles,
      aSoftmax: margins(sphere).map((margin) => round(margin, 8)),
      cosFace: margins(cos).map((margin) => round(margin, 8)),
      arcFace: margins(arc).map((margin) => round(margin, 8)),
    },
    marginRange: { aSoftmax: range(sphere), cosFace: range(cos), arcFace: range(arc) },
  };
}

/** Features on their own weights, K vectors in d dimensions: the loss at ℓ² = 4, made as small as it goes. */
function floorOf(
  classes: number,
  d: number,
  random: Random,
  count: (operations: number) => void,
): MarginLossesResult['floor']['n3d2'] {
  const scale = 4;
  const kind = normalisedSoftmax(scale);
  const labels = Array.from({ length: classes }, (_, j) => j);
  const at = (V: Float64Array) => angularLoss({ K: classes, d, features: V, labels }, V, kind);
  const draw = (): Float64Array => Float64Array.from({ length: classes * d }, random.normal);
  const bound = normFaceFloor(classes, scale);
  const found = Array.from({ length: 3 }, () => {
    const { value, evaluations } = lbfgs(
      (V, gradient) => {
        const { loss, features, weights } = at(V);
        for (let k = 0; k < V.length; k++) gradient[k] = features[k]! + weights[k]!;
        return loss;
      },
      draw(),
      { tolerance: 1e-6, limit: 2000 },
    );
    count(3 * evaluations * classes * classes * d);
    return value;
  });
  const drawn = Array.from({ length: 200 }, () => at(draw()).loss);
  count(200 * 3 * classes * classes * d);
  return {
    bound,
    simplex: d === classes - 1 ? at(simplexFeatures(classes)).loss - bound : null,
    found: Math.min(...found) - bound,
    random: Math.min(...drawn) - bound,
  };
}

function tangential(batches: readonly Batch[]): MarginLossesResult['normFace'] {
  const most = (value: (one: Batch) => number): number => Math.max(...batches.map(value));
  const radial = (kind: AngularLoss): number =>
    most(({ data, W }) => {
      const { features } = angularLoss(data, W, kind);
      return Math.max(
        ...Array.from({ length: SAMPLES }, (_, i) => {
          const x = Float64Array.from(data.features).subarray(i * D, (i + 1) * D);
          const g = features.subarray(i * D, (i + 1) * D);
          return Math.abs(dot(x, g)) / (norm(x) * norm(g));
        }),
      );
    });
  return {
    radial: radial(normalisedSoftmax(SCALE)),
    radialSoftmax: radial(softmaxLoss),
    inverseLength: most(({ data, W }) => {
      const features = Float64Array.from(data.features).map((entry) => 3 * entry);
      const short = angularLoss(data, W, normalisedSoftmax(SCALE)).features;
      const long = angularLoss({ ...data, features }, W, normalisedSoftmax(SCALE)).features;
      return relativeGap(
        long.map((entry) => 3 * entry),
        short,
      );
    }),
  };
}

/** One feature of norm 3 against another weight at a right angle to it, so that only ψ matters. */
function harder(): number {
  let least = Infinity;
  for (let angle = 1; angle <= 180; angle++) {
    const at = (m: number): number => log1pExp(3 * (0 - psiTarget(m)(radians(angle), 3).value));
    for (let m = 1; m <= 5; m++) least = Math.min(least, at(m + 1) - at(m));
  }
  return least;
}

function targets(): MarginLossesResult['target'] {
  const steps = 3600;
  const rise = (target: Target, until = Math.PI): number => {
    let least = Infinity;
    let climbed = -Infinity;
    for (let i = 0; i <= steps; i++) {
      const { value } = target((until * i) / steps, 1);
      climbed = Math.max(climbed, value - least);
      least = Math.min(least, value);
    }
    return climbed;
  };
  const code = arcFaceCodeTarget(M_ARC);
  const turn = Math.PI - M_ARC;
  return {
    aSoftmax: rise(psiTarget(M_SPHERE)),
    cosFace: rise(cosFaceTarget(M_COS)),
    arcFace: rise(arcFaceTarget(M_ARC)),
    arcFaceWithin: rise(arcFaceTarget(M_ARC), turn),
    arcFaceCode: rise(code),
    arcFaceDrop: code(turn, 1).value - code(turn + 1e-12, 1).value,
    turn: degrees(turn),
  };
}

function cosFaceBounds(random: Random): MarginLossesResult['cosFaceBounds'] {
  const closedScale = (classes: number, P: number): number =>
    ((classes - 1) / classes) * Math.log(((classes - 1) * P) / (1 - P));
  const scaleFor = (classes: number, P: number): number => {
    const corners = simplexFeatures(classes);
    const data = {
      K: classes,
      d: classes - 1,
      features: corners,
      labels: Array.from({ length: classes }, (_, j) => j),
    };
    return bisect(
      (scale) => angularLoss(data, corners, normalisedSoftmax(scale)).loss + Math.log(P),
      0.1,
      100,
      1e-12,
    );
  };
  // Every feature on its weight has margin 1 − the largest cosine of two weights.
  const room = (V: readonly Float64Array[]): number => {
    let most = -1;
    V.forEach((v, i) => V.forEach((w, j) => (most = i < j ? Math.max(most, dot(v, w)) : most)));
    return 1 - most;
  };
  const randomRoom = (classes: number, d: number): number =>
    Math.max(
      ...Array.from({ length: 300 }, () =>
        room(Array.from({ length: classes }, () => unit(Array.from({ length: d }, random.normal)))),
      ),
    );
  const circle = 8;
  const corners = 4;
  return {
    scaleGap: Math.max(
      ...[2, 3, 10, 50].flatMap((classes) =>
        [0.9, 0.999].map((P) => Math.abs(scaleFor(classes, P) - closedScale(classes, P))),
      ),
    ),
    scale: { classes: 10_575, probability: 0.9, closed: closedScale(10_575, 0.9) },
    circle: {
      classes: circle,
      closed: 1 - Math.cos((2 * Math.PI) / circle),
      even: room(
        Array.from({ length: circle }, (_, i) =>
          Float64Array.of(
            Math.cos((2 * Math.PI * i) / circle),
            Math.sin((2 * Math.PI * i) / circle),
          ),
        ),
      ),
      random: randomRoom(circle, 2),
    },
    simplex: {
      classes: corners,
      closed: corners / (corners - 1),
      even: room(
        Array.from({ length: corners }, (_, j) =>
          simplexFeatures(corners).subarray(j * (corners - 1), (j + 1) * (corners - 1)),
        ),
      ),
      random: randomRoom(corners, corners - 1),
    },
  };
}

function center(random: Random): MarginLossesResult['center'] {
  const { data } = batch(random);
  const centres = Float64Array.from({ length: K * D }, random.normal);
  const found = centerLoss(data, centres);
  const form = found.features.map((_entry, k) => {
    const own = data.labels[Math.floor(k / D)]!;
    return (data.features[k]! - centres[own * D + (k % D)]!) / SAMPLES;
  });
  return {
    formGap: relativeGap(found.features, form),
    ...collapse(random),
  };
}

/** Three classes of twenty inputs in four dimensions: features by one shared 2×4 map, or each free. */
function collapse(random: Random): Pick<MarginLossesResult['center'], 'shared' | 'free'> {
  const n = 60;
  const inputs = Array.from({ length: n }, (_, i) =>
    Float64Array.from({ length: 4 }, (_e, a) => random.normal() + (a === i % 3 ? 3 : 0)),
  );
  const labels = inputs.map((_input, i) => i % 3);
  const map = Float64Array.from({ length: 8 }, random.normal);
  const image = (): Float64Array =>
    Float64Array.from(
      inputs.flatMap((z) => [0, 1].map((row) => dot(map.subarray(4 * row, 4 * row + 4), z))),
    );
  const means = (x: Float64Array): Float64Array => {
    const sums = new Float64Array(6);
    x.forEach((entry, k) => {
      const at = 2 * (Math.floor(k / 2) % 3) + (k % 2);
      sums[at] = sums[at]! + entry / 20;
    });
    return sums;
  };
  const data = (features: Float64Array): ClassData => ({ K: 3, d: 2, features, labels });
  const scatter = (x: Float64Array): { within: number; between: number } => {
    const centres = means(x);
    const middle = [0, 1].map((a) => (centres[a]! + centres[2 + a]! + centres[4 + a]!) / 3);
    return {
      within: 2 * centerLoss(data(x), centres).loss,
      between: centres.reduce((sum, entry, k) => {
        const offset = entry - middle[k % 2]!;
        return sum + (offset * offset) / 3;
      }, 0),
    };
  };
  const start = image();
  const before = scatter(start);
  const free = Float64Array.from(start);
  for (let step = 0; step < 2000; step++) {
    const x = image();
    const pull = centerLoss(data(x), means(x)).features;
    inputs.forEach((z, i) => {
      for (let row = 0; row < 2; row++) {
        for (let a = 0; a < 4; a++) {
          map[4 * row + a] = map[4 * row + a]! - 0.1 * pull[2 * i + row]! * z[a]!;
        }
      }
    });
    const apart = centerLoss(data(free), means(free)).features;
    for (let k = 0; k < free.length; k++) free[k] = free[k]! - 0.1 * n * apart[k]!;
  }
  const share = (after: { within: number; between: number }) => ({
    within: after.within / before.within,
    between: after.between / before.between,
  });
  return { shared: share(scatter(image())), free: share(scatter(free)) };
}

function triplet(random: Random): MarginLossesResult['triplet'] {
  const draw = (): Float64Array => Float64Array.from({ length: D }, random.normal);
  const formGap = Math.max(
    ...Array.from({ length: 20 }, () => {
      const [a, p, n] = [draw(), draw(), draw()];
      const found = tripletLoss(a, p, n, 100);
      const twice = (u: Float64Array, v: Float64Array): Float64Array =>
        u.map((entry, k) => 2 * (entry - v[k]!));
      return Math.max(
        relativeGap(found.anchor, twice(n, p)),
        relativeGap(found.positive, twice(p, a)),
        relativeGap(found.negative, twice(a, n)),
      );
    }),
  );
  const size = (found: ReturnType<typeof tripletLoss>): number =>
    norm([...found.anchor, ...found.positive, ...found.negative]);
  const beyond = tripletLoss([0, 0], [0.1, 0], [2, 0], 0.2);
  const point = draw();
  const collapse = tripletLoss(point, point, point, 0.2);
  const counted = (photos: number, people: number): number => {
    let found = 0;
    for (let a = 0; a < photos; a++) {
      for (let p = 0; p < photos; p++) {
        if (p === a || p % people !== a % people) continue;
        for (let n = 0; n < photos; n++) if (n % people !== a % people) found += 1;
      }
    }
    return found;
  };
  const closed = (photos: number, people: number): number =>
    photos * (photos / people - 1) * (photos - photos / people);
  return {
    formGap,
    beyond: { loss: beyond.loss, gradient: size(beyond) },
    collapse: { alpha: 0.2, loss: collapse.loss, gradient: size(collapse) },
    count: {
      n20: counted(20, 10),
      n40: counted(40, 10),
      closed20: closed(20, 10),
      closed40: closed(40, 10),
      // Far out, where what is subtracted no longer counts.
      morePhotos: closed(160_000, 10) / closed(80_000, 10),
      morePeople: closed(160_000, 16_000) / closed(80_000, 8000),
    },
  };
}

/** One feature at an angle from its weight, 1,000 others at a right angle: loss with λ(1/a + a/u²). */
function magFaceNorms(): MarginLossesResult['magFace'] {
  const target = magFaceTarget(MAG);
  const scale = 64;
  const lambda = 35;
  const weak = 0.01;
  const grid = Array.from(
    { length: 401 },
    (_, i) => MAG.lower + (i * (MAG.upper - MAG.lower)) / 400,
  );
  const lossAt = (theta: number, a: number, strength: number): number =>
    log1pExp(Math.log(1000) - scale * target(theta, a).value) +
    strength * (1 / a + a / (MAG.upper * MAG.upper));
  const minima = (theta: number, strength: number): { count: number; best: number } => {
    const losses = grid.map((a) => lossAt(theta, a, strength));
    let count = 0;
    losses.forEach((value, i) => {
      const before = losses[i - 1] ?? Infinity;
      const after = losses[i + 1] ?? Infinity;
      if (value < before && value <= after) count += 1;
    });
    return { count, best: grid[losses.indexOf(Math.min(...losses))]! };
  };
  // 5 * i degrees: the first twelve steps end at 60°.
  const angles = Array.from({ length: 19 }, (_, i) => 5 * i);
  const strong = angles.map((angle) => minima(radians(angle), lambda));
  const feeble = angles.map((angle) => minima(radians(angle), weak));
  const norms = strong.map(({ best }) => best);
  const blunt = Array.from({ length: 18 }, (_, i) => radians(95 + 5 * i));
  const most = (strength: number): number =>
    Math.max(...blunt.map((theta) => minima(theta, strength).count));
  const term = (theta: number): number => {
    const losses = grid.map((a) => lossAt(theta, a, 0));
    return Math.min(...losses.slice(1).map((value, i) => value - losses[i]!));
  };
  const rises = norms.slice(1).map((a, i) => a - norms[i]!);
  const margin = (a: number): number => Math.acos(target(0, a).value);
  return {
    least: margin(MAG.lower),
    most: margin(MAG.upper),
    leastRise: Math.min(...grid.slice(1).map((a, i) => margin(a) - margin(grid[i]!))),
    lambda,
    termRise: {
      within: Math.min(...[20, 40, 60, 80, 100, 120, 130].map((angle) => term(radians(angle)))),
      beyond: Math.max(...[150, 165, 180].map((angle) => term(radians(angle)))),
    },
    minima: Math.max(...strong.map(({ count }) => count)),
    minimaWeak: Math.max(...feeble.map(({ count }) => count)),
    byAngle: { degrees: angles, norm: norms },
    minimaBeyond: most(lambda),
    minimaBeyondWeak: most(weak),
    largestRise: Math.max(...rises),
    largestRiseTo60: Math.max(...rises.slice(0, 12)),
    weak: { lambda: weak, norms: feeble.map(({ best }) => best) },
  };
}

function adaFaceEmphasis(): MarginLossesResult['adaFace'] {
  const at = (quality: number, angle: number) =>
    adaFace(SCALE, M_ADA, () => quality).target(radians(angle), 1);
  const slope = (quality: number, angle: number): number =>
    -at(quality, angle).byAngle / Math.sin(radians(angle));
  const emphasis = (quality: number): number => slope(quality, 75) / slope(quality, 30);
  return {
    emphasis: { low: emphasis(-1), middle: emphasis(0), high: emphasis(1) },
    target60: { low: at(-1, 60).value, middle: at(0, 60).value, high: at(1, 60).value },
  };
}
