import { defineExperiment } from '../lab/define.ts';
import { bestThreshold } from '../margins/best-threshold.ts';
import { type Arc, circleRegions, largestIntra, smallestInter } from '../margins/circle.ts';
import {
  EVEN_BOUND,
  evenIntra,
  margin,
  TWO_CLASS_BOUND,
  twoClassIntra,
} from '../margins/circle-closed-form.ts';
import { degrees, radians } from '../numeric/angle.ts';
import { bisect } from '../numeric/bisect.ts';
import { round } from '../numeric/round.ts';

type Apart = 'theta30' | 'theta60' | 'theta90' | 'theta120' | 'theta150' | 'theta180';
type Margin = 'm1' | 'm2' | 'm3' | 'm4' | 'm5';
type Classes = 'K3' | 'K5' | 'K10';

/** Angles in degrees. */
export interface Extent {
  /** Largest angle within a class. */
  intra: number;
  /** Smallest angle between two classes. */
  inter: number;
  /** intra − inter; the criterion is met from 0 down. */
  excess: number;
}

/** One threshold on the angle of two features, to say whether they are of one class. */
export interface ThresholdTest {
  m: number;
  excess: number;
  /** The best threshold, in degrees. */
  threshold: number;
  pairs: number;
  mistakes: number;
  /** Share of pairs misjudged. */
  share: number;
}

export interface DecisionBoundaryResult {
  /** 2 + √3, and 3. */
  bound: { twoClasses: number; even: number };
  /** Two classes, by the angle between their weights in degrees. */
  twoClasses: Record<Apart, Record<Margin, Extent> & { smallestM: number }>;
  /** K weights spread evenly. */
  even: Record<Classes, Record<Margin, Extent> & { apart: number; smallestM: number }>;
  /** Three weights spread unevenly, at 0°, 60° and 180°. */
  uneven: { weights: number[]; m3: Extent; bound: Extent; m4: Extent; smallestM: number };
  /** Smallest angle between two classes as a share of the angle between their weights, at 60°. */
  marginShare: Record<Margin, number>;
  gap: {
    /** Largest difference from the closed forms, in degrees. */
    intra: number;
    inter: number;
    even: number;
    /** Largest distance of a smallest m from 2 + √3, weights up to 120° apart. */
    twoClassBound: number;
    /** Largest distance from 3, K = 3, 5, 10. */
    evenBound: number;
  };
  threshold: Record<'two30' | 'two37' | 'two38' | 'two40' | 'five29' | 'five31', ThresholdTest>;
  /** Decision arcs for drawing, degrees: two classes 60° apart, and K evenly. */
  arcs: Record<'two' | 'K3' | 'K5', Record<Margin, { weight: number; from: number; to: number }[]>>;
  /** intra and inter against m, degrees: two classes 60° apart, and K = 3. */
  curves: { m: number[]; two: ExtentCurve; even: ExtentCurve };
}

export interface ExtentCurve {
  intra: number[];
  inter: number[];
}

const APART = [30, 60, 90, 120, 150, 180];
const MARGINS = [1, 2, 3, 4, 5];
const CLASSES = [3, 5, 10];
const UNEVEN = [0, 60, 180];
const CURVE_M = Array.from({ length: 41 }, (_, i) => round(2 + i / 10, 3));
/** Features along each arc for the threshold test, both ends included. */
const PER_ARC = 41;

export default defineExperiment<DecisionBoundaryResult>({
  id: 'decision-boundary',
  title:
    'Decision regions of A-Softmax on a circle: margin, largest intra and smallest inter angle',
  seed: 0,
  run({ count }) {
    const extent = (weights: readonly number[], m: number): Extent => {
      // The scan and the bisection of each of the 2K rays, all other classes at each point.
      count(2 * weights.length * 240 * (weights.length - 1));
      return measure(circleRegions(weights, m));
    };
    const smallestM = (weights: readonly number[], high: number): number =>
      bisect((m) => extent(weights, m).excess, 1.5, high);
    const byMargin = (weights: readonly number[]): Record<Margin, Extent> =>
      keyed(MARGINS, 'm', (m) => extent(weights, m));

    const twoClasses = keyed<Apart, DecisionBoundaryResult['twoClasses'][Apart]>(
      APART,
      'theta',
      (angle) => ({ ...byMargin(pair(angle)), smallestM: smallestM(pair(angle), 6) }),
    );
    const even = keyed<Classes, DecisionBoundaryResult['even'][Classes]>(CLASSES, 'K', (K) => ({
      apart: 360 / K,
      ...byMargin(evenly(K)),
      smallestM: smallestM(evenly(K), 6),
    }));
    const uneven = UNEVEN.map(radians);
    const arcs = (weights: readonly number[]): DecisionBoundaryResult['arcs']['two'] =>
      keyed(MARGINS, 'm', (m) =>
        circleRegions(weights, m).map((arc) => ({
          weight: round(degrees(arc.weight), 6),
          from: round(degrees(arc.from), 6),
          to: round(degrees(arc.to), 6),
        })),
      );
    const curve = (weights: readonly number[]): ExtentCurve => {
      const points = CURVE_M.map((m) => extent(weights, m));
      return {
        intra: points.map(({ intra }) => round(intra, 6)),
        inter: points.map(({ inter }) => round(inter, 6)),
      };
    };
    const threshold = (weights: readonly number[], m: number): ThresholdTest => {
      const test = thresholdTest(weights, m);
      count(test.pairs);
      return test;
    };

    return {
      bound: { twoClasses: TWO_CLASS_BOUND, even: EVEN_BOUND },
      twoClasses,
      even,
      uneven: {
        weights: UNEVEN,
        m3: extent(uneven, 3),
        bound: extent(uneven, TWO_CLASS_BOUND),
        m4: extent(uneven, 4),
        smallestM: smallestM(uneven, 20),
      },
      // To twelve decimals: at m = 1 the regions touch, and rounding alone is left.
      marginShare: keyed(MARGINS, 'm', (m) =>
        Number((twoClasses.theta60[`m${m}` as Margin].inter / 60).toFixed(12)),
      ),
      gap: {
        intra: largestGap((t, m) => {
          // At m = 1 the regions are half circles and the closed form has a pole.
          if (m === 1) return 0;
          const measured = twoClasses[`theta${t}` as Apart][`m${m}` as Margin].intra;
          return measured - degrees(twoClassIntra(m, radians(t)));
        }),
        inter: largestGap((t, m) => {
          const measured = twoClasses[`theta${t}` as Apart][`m${m}` as Margin].inter;
          return measured - degrees(margin(m, radians(t)));
        }),
        even: Math.max(
          ...CLASSES.flatMap((K) =>
            MARGINS.map((m) => {
              const measured = even[`K${K}` as Classes][`m${m}` as Margin];
              return Math.max(
                Math.abs(measured.intra - degrees(evenIntra(m, K))),
                Math.abs(measured.inter - degrees(margin(m, (2 * Math.PI) / K))),
              );
            }),
          ),
        ),
        twoClassBound: Math.max(
          ...(['theta30', 'theta60', 'theta90', 'theta120'] as const).map((apart) =>
            Math.abs(twoClasses[apart].smallestM - TWO_CLASS_BOUND),
          ),
        ),
        evenBound: Math.max(
          ...Object.values(even).map(({ smallestM: found }) => Math.abs(found - EVEN_BOUND)),
        ),
      },
      threshold: {
        two30: threshold(pair(60), 3),
        two37: threshold(pair(60), 3.7),
        two38: threshold(pair(60), 3.8),
        two40: threshold(pair(60), 4),
        five29: threshold(evenly(5), 2.9),
        five31: threshold(evenly(5), 3.1),
      },
      arcs: { two: arcs(pair(60)), K3: arcs(evenly(3)), K5: arcs(evenly(5)) },
      curves: { m: CURVE_M, two: curve(pair(60)), even: curve(evenly(3)) },
    };
  },
});

function measure(arcs: readonly Arc[]): Extent {
  const intra = degrees(largestIntra(arcs));
  const inter = degrees(smallestInter(arcs));
  return { intra, inter, excess: intra - inter };
}

/** Features evenly along every arc; every pair judged by the best single threshold. */
function thresholdTest(weights: readonly number[], m: number): ThresholdTest {
  const arcs = circleRegions(weights, m);
  const features = arcs.flatMap(({ from, to }, label) =>
    Array.from({ length: PER_ARC }, (_, i) => ({
      label,
      at: from + ((to - from) * i) / (PER_ARC - 1),
    })),
  );
  const within: number[] = [];
  const between: number[] = [];
  features.forEach((a, i) => {
    for (const b of features.slice(i + 1)) {
      const turned = Math.abs(a.at - b.at) % (2 * Math.PI);
      (a.label === b.label ? within : between).push(Math.min(turned, 2 * Math.PI - turned));
    }
  });
  const { threshold, mistakes } = bestThreshold(within, between);
  const pairs = within.length + between.length;
  return {
    m,
    excess: measure(arcs).excess,
    threshold: degrees(threshold),
    pairs,
    mistakes,
    share: mistakes / pairs,
  };
}

function pair(inDegrees: number): number[] {
  return [0, radians(inDegrees)];
}

function evenly(K: number): number[] {
  return Array.from({ length: K }, (_, i) => (2 * Math.PI * i) / K);
}

function largestGap(difference: (apart: number, m: number) => number): number {
  return Math.max(...APART.flatMap((t) => MARGINS.map((m) => Math.abs(difference(t, m)))));
}

function keyed<Key extends string, Value>(
  numbers: readonly number[],
  letter: string,
  value: (n: number) => Value,
): Record<Key, Value> {
  return Object.fromEntries(numbers.map((n) => [`${letter}${n}`, value(n)])) as Record<Key, Value>;
}
