import { defineExperiment } from '../lab/define.ts';
import { psi, psiBranch } from '../margins/psi.ts';
import { psiPrime } from '../margins/psi-prime.ts';
import { degrees, radians } from '../numeric/angle.ts';
import { centralDifference } from '../numeric/central-difference.ts';
import { round } from '../numeric/round.ts';

type Margin = 'm1' | 'm2' | 'm3' | 'm4' | 'm5' | 'm6' | 'm7' | 'm8';

/** ψ for one m, measured on a grid over [0, π]. */
export interface PsiByMargin {
  /** Smallest and largest value on the grid. */
  min: number;
  max: number;
  /** Largest change from one sample to the next; below 0 when ψ falls everywhere. */
  largestStep: number;
  /** Largest difference of two branches where they meet. */
  jointGap: number;
  /** Largest difference of their slopes there, by one-sided differences. */
  slopeGap: number;
  /** Second derivative just before and just after the first joint; null for m = 1, which has none. */
  curvatureBefore: number | null;
  curvatureAfter: number | null;
  /** Integral over [0, π]. */
  integral: number;
  /** Largest rise of cos(mθ) alone, from a low to a later high. */
  cosineClimb: number;
  /** Largest change between samples when the −2k is left out. */
  withoutShift: number;
}

export interface PsiResult {
  /** Points of the grid over [0, π]. */
  samples: number;
  /** Largest rise between two samples, m = 1 to 8: 0 when there is none. */
  maxRise: number;
  /** Largest change between two samples, m = 1 to 8: below 0 when all fall. */
  maxStep: number;
  maxJointGap: number;
  maxSlopeGap: number;
  /** Largest distance of an extreme from 1 or 1 − 2m. */
  rangeGap: number;
  /** Largest distance of an integral from −π(m − 1). */
  integralGap: number;
  /** Largest difference of ψ′ from central differences. */
  derivativeGap: number;
  byMargin: Record<Margin, PsiByMargin>;
  /** ψ at some angles in degrees. */
  table: Record<'d30' | 'd60' | 'd90' | 'd120' | 'd180', Record<Margin, number>>;
  /** Joints kπ/m in degrees. */
  joints: Record<Margin, number[]>;
  /** ψ in steps of 1.5°, for drawing. */
  curves: { degrees: number[] } & Record<Margin, number[]>;
}

const SAMPLES = 4001;
const MARGINS = [1, 2, 3, 4, 5, 6, 7, 8];
const TABLE_DEGREES = [30, 60, 90, 120, 180];
const CURVE_DEGREES = Array.from({ length: 121 }, (_, i) => 1.5 * i);

export default defineExperiment<PsiResult>({
  id: 'psi',
  title: 'ψ(θ) for m = 1 to 8: monotone, smooth where its branches meet, and its range',
  seed: 0,
  run({ count }) {
    const grid = Array.from({ length: SAMPLES }, (_, i) => (Math.PI * i) / (SAMPLES - 1));
    const byMargin = keyed((m) => {
      count(3 * SAMPLES);
      return measure(m, grid);
    });
    const all = Object.values(byMargin);
    const maxStep = Math.max(...all.map((one) => one.largestStep));
    return {
      samples: SAMPLES,
      maxRise: Math.max(0, maxStep),
      maxStep,
      maxJointGap: Math.max(...all.map((one) => one.jointGap)),
      maxSlopeGap: Math.max(...all.map((one) => one.slopeGap)),
      rangeGap: Math.max(
        ...all.map(({ min, max }, i) =>
          Math.max(Math.abs(max - 1), Math.abs(min - (1 - 2 * MARGINS[i]!))),
        ),
      ),
      integralGap: Math.max(
        ...all.map(({ integral }, i) => Math.abs(integral + Math.PI * (MARGINS[i]! - 1))),
      ),
      derivativeGap: Math.max(...MARGINS.map(derivativeGap)),
      byMargin,
      table: Object.fromEntries(
        TABLE_DEGREES.map((angle) => [`d${angle}`, keyed((m) => psi(radians(angle), m))]),
      ) as PsiResult['table'],
      joints: keyed((m) => joints(m).map((angle) => round(degrees(angle), 6))),
      curves: {
        degrees: CURVE_DEGREES,
        ...keyed((m) => CURVE_DEGREES.map((angle) => round(psi(radians(angle), m), 6))),
      },
    };
  },
});

function measure(m: number, grid: readonly number[]): PsiByMargin {
  const values = grid.map((theta) => psi(theta, m));
  const unshifted = grid.map((theta) => {
    const k = Math.min(Math.floor((m * theta) / Math.PI), m - 1);
    return psiBranch(theta, m, k) + 2 * k;
  });
  const meets = joints(m);
  const first = meets[0];
  return {
    min: Math.min(...values),
    max: Math.max(...values),
    largestStep: largestStep(values),
    jointGap: Math.max(
      0,
      ...meets.map((theta, k) => Math.abs(psiBranch(theta, m, k) - psiBranch(theta, m, k + 1))),
    ),
    slopeGap: Math.max(0, ...meets.map((theta) => slopeGap(theta, m))),
    curvatureBefore: first === undefined ? null : curvature(first - 2 * CURVATURE_STEP, m),
    curvatureAfter: first === undefined ? null : curvature(first + 2 * CURVATURE_STEP, m),
    integral: trapezium(values),
    cosineClimb: climb(grid.map((theta) => Math.cos(m * theta))),
    withoutShift: largestStep(unshifted),
  };
}

/** The angles kπ/m, 0 < k < m, where two branches meet. */
function joints(m: number): number[] {
  return Array.from({ length: m - 1 }, (_, i) => ((i + 1) * Math.PI) / m);
}

function largestStep(values: readonly number[]): number {
  let largest = -Infinity;
  for (let i = 1; i < values.length; i++) {
    largest = Math.max(largest, values[i]! - values[i - 1]!);
  }
  return largest;
}

/** Largest amount by which a value lies above an earlier one. */
function climb(values: readonly number[]): number {
  let lowest = Infinity;
  let largest = 0;
  for (const value of values) {
    lowest = Math.min(lowest, value);
    largest = Math.max(largest, value - lowest);
  }
  return largest;
}

function trapezium(values: readonly number[]): number {
  const inner = values.reduce((sum, value) => sum + value, 0);
  const ends = (values[0]! + values.at(-1)!) / 2;
  return ((inner - ends) * Math.PI) / (values.length - 1);
}

/** Difference of the one-sided slopes at a joint, of second order in the step. */
function slopeGap(theta: number, m: number): number {
  const h = 1e-5;
  const here = psi(theta, m);
  const after = (-3 * here + 4 * psi(theta + h, m) - psi(theta + 2 * h, m)) / (2 * h);
  const before = (3 * here - 4 * psi(theta - h, m) + psi(theta - 2 * h, m)) / (2 * h);
  return Math.abs(after - before);
}

const CURVATURE_STEP = 1e-4;

function curvature(theta: number, m: number): number {
  const h = CURVATURE_STEP;
  return (psi(theta - h, m) - 2 * psi(theta, m) + psi(theta + h, m)) / (h * h);
}

/** Largest difference between ψ′ and central differences, away from the ends and the joints. */
function derivativeGap(m: number): number {
  let largest = 0;
  for (let step = 1; step < 200; step++) {
    const theta = (Math.PI * (step + 0.37)) / 201;
    const [measured] = centralDifference((x) => psi(x[0]!, m), [theta]);
    largest = Math.max(largest, Math.abs(measured! - psiPrime(theta, m)));
  }
  return largest;
}

function keyed<T>(value: (m: number) => T): Record<Margin, T> {
  return Object.fromEntries(MARGINS.map((m) => [`m${m}`, value(m)])) as Record<Margin, T>;
}
