import { defineExperiment } from '../lab/define.ts';
import { round } from '../numeric/round.ts';
import { activation } from '../rectifiers/activations.ts';
import { bestHinges } from '../rectifiers/best-kinks.ts';
import { type Hinge, type Measure, hingeError, measureOn } from '../rectifiers/hinges.ts';

export type Target = 'identity' | 'absolute' | 'tanh2x';

/** Least mean squared errors; the output has a weight for each unit and a constant. */
export interface ErrorsOfTarget {
  /** One unit, or two, without an inner bias, normal inputs. */
  one: number;
  two: number;
  /** The same with inner biases, kinks sought within ±6. */
  oneBiased: number;
  twoBiased: number;
  /** Kink of the best single unit. */
  kink: number;
}

export interface RectifierDoublingResult {
  /** (π − 2)/(2(π − 1)): what one unit without a bias misses of y = x under N(0, 1). */
  closed: number;
  /** The same measured on normal inputs within ±10, and within ±5. */
  measured: number;
  finite: number;
  byTarget: Record<Target, ErrorsOfTarget>;
  /** Largest |r(x) − r(−x) − x| and |r(x) + r(−x) − |x|| on ±10. */
  exact: { identity: number; absolute: number };
  /** Inputs on [−1, 1]. */
  bounded: {
    /** Largest |r(x + 1) − 1 − x|. */
    identity: number;
    /** Least mean squared errors of one biased unit, even weights. */
    absolute: number;
    tanh2x: number;
    /** y = x without an inner bias. */
    identityUnbiased: number;
  };
  /** One biased unit for y = x, normal inputs: error by how far below 0 its kink stands. */
  byBias: { bias: number[]; error: number[] };
}

const TARGETS: Record<Target, (x: number) => number> = {
  identity: (x) => x,
  absolute: Math.abs,
  tanh2x: (x) => Math.tanh(2 * x),
};

const UP: Hinge = { side: 1, kink: 0 };
const DOWN: Hinge = { side: -1, kink: 0 };
const REACH = 6;
const BIASES = Array.from({ length: 17 }, (_, i) => i / 4);

export default defineExperiment<RectifierDoublingResult>({
  id: 'rectifier-doubling',
  title: 'How many rectifiers a symmetric or antisymmetric function takes',
  seed: 0,
  run({ count, progress }) {
    const fine = measureOn(-10, 10, 8001, gauss);
    // For the search: a fortieth of the points changes its errors by less than 10⁻³ of them.
    const coarse = measureOn(-8, 8, 641, gauss);
    const even = measureOn(-1, 1, 2001, () => 1);
    const error = (target: Target, hinges: readonly Hinge[], measure: Measure): number => {
      count(12 * hinges.length * measure.points.length);
      return hingeError(measure.points.map(TARGETS[target]), hinges, measure);
    };
    const sought = (target: Target, units: 1 | 2): readonly Hinge[] => {
      // Grid and compass search: about a thousand errors for one kink, a few for two.
      count(units === 1 ? 2e6 : 4e7);
      return bestHinges(TARGETS[target], units, coarse, REACH).hinges;
    };
    const errors = (target: Target): ErrorsOfTarget => {
      const best = sought(target, 1);
      return {
        one: Math.min(error(target, [UP], fine), error(target, [DOWN], fine)),
        two: error(target, [UP, DOWN], fine),
        oneBiased: error(target, best, fine),
        twoBiased: error(target, sought(target, 2), fine),
        kink: best[0]!.kink,
      };
    };
    const identity = errors('identity');
    progress(1 / 3);
    const absolute = errors('absolute');
    progress(2 / 3);
    const byTarget = { identity, absolute, tanh2x: errors('tanh2x') };
    const { value: r } = activation({ kind: 'relu' });
    const largest = (gap: (x: number) => number, points: Float64Array): number =>
      points.reduce((most, x) => Math.max(most, Math.abs(gap(x))), 0);
    return {
      closed: (Math.PI - 2) / (2 * (Math.PI - 1)),
      measured: identity.one,
      finite: error('identity', [UP], measureOn(-5, 5, 4001, gauss)),
      byTarget,
      exact: {
        identity: largest((x) => r(x) - r(-x) - x, fine.points),
        absolute: largest((x) => r(x) + r(-x) - Math.abs(x), fine.points),
      },
      bounded: {
        identity: largest((x) => r(x + 1) - 1 - x, even.points),
        absolute: bestHinges(TARGETS.absolute, 1, even, 1).error,
        tanh2x: bestHinges(TARGETS.tanh2x, 1, even, 1).error,
        identityUnbiased: error('identity', [UP], even),
      },
      byBias: {
        bias: BIASES,
        error: BIASES.map((bias) => round(error('identity', [{ side: 1, kink: -bias }], fine), 6)),
      },
    };
  },
});

function gauss(x: number): number {
  return Math.exp(-0.5 * x * x);
}
