import { defineExperiment } from '../lab/define.ts';
import { round } from '../numeric/round.ts';
import { activation } from '../rectifiers/activations.ts';
import {
  DATA_SETS,
  type DataSet,
  GLOROT_TABLE_1,
  NORB_BY_ALPHA,
  UNITS,
  type Unit,
} from '../rectifiers/glorot-table.ts';
import { softplusArea, softplusGap } from '../rectifiers/softplus-gap.ts';

type Alpha = 'a1' | 'a1p3' | 'a2' | 'a3' | 'a6';

export interface SoftplusGap {
  /** Largest distance from the rectifier on a grid over ±10, and ln 2/α. */
  gap: number;
  gapTheory: number;
  /** Area between the two, π²/(6α²), and the area within ±10. */
  area: number;
  areaTheory: number;
  areaTen: number;
}

export interface SoftplusAlphaResult {
  alphas: number[];
  byAlpha: Record<Alpha, SoftplusGap>;
  /** Largest distances from the two formulas, all α; and the largest gap away from 0 less that at 0. */
  largest: { gap: number; area: number; away: number };
  /** Paper's test errors on NORB, in per cent, by α; null stands for the rectifier. */
  norb: { alpha: (number | null)[]; error: number[]; largestRise: number };
  /** Arithmetic on the paper's Table 1. */
  table: {
    /** (with pre-training − without) / without. */
    change: Record<Unit, Record<DataSet, number>>;
    /** Error of rectifiers less that of softplus units, in points. */
    excess: Record<'pretrained' | 'supervised', Record<DataSet, number>>;
    /** Data sets of four on which rectifiers err no more than softplus units. */
    wins: Record<'pretrained' | 'supervised', number>;
  };
  curves: { x: number[]; relu: number[] } & Record<Alpha, number[]>;
}

const ALPHAS = [1, 1.3, 2, 3, 6];
const NAMES: readonly Alpha[] = ['a1', 'a1p3', 'a2', 'a3', 'a6'];
const GRID = Array.from({ length: 20_001 }, (_, i) => (i - 10_000) / 1000);
/** ln(1 + exp(−αx)) is below 10⁻¹⁷ from αx = 40 on. */
const REACH = 40;

export default defineExperiment<SoftplusAlphaResult>({
  id: 'softplus-alpha',
  title: 'Softplus against the rectifier: gap and area by α, and what the paper’s tables say',
  seed: 0,
  run({ count }) {
    const relu = activation({ kind: 'relu' });
    const gaps = ALPHAS.map((alpha): SoftplusGap => {
      const { value } = activation({ kind: 'softplus', alpha });
      count(GRID.length + 40_000);
      return {
        gap: Math.max(...GRID.map((x) => value(x) - relu.value(x))),
        gapTheory: Math.LN2 / alpha,
        area: softplusArea(alpha, REACH / alpha),
        areaTheory: (Math.PI * Math.PI) / (6 * alpha * alpha),
        areaTen: softplusArea(alpha, 10),
      };
    });
    const drawn = Array.from({ length: 121 }, (_, i) => (i - 60) / 20);
    const curve = (f: (x: number) => number): number[] => drawn.map((x) => round(f(x), 6));
    const named = <T>(of: (alpha: number, i: number) => T): Record<Alpha, T> =>
      Object.fromEntries(NAMES.map((name, i) => [name, of(ALPHAS[i]!, i)])) as Record<Alpha, T>;
    const errors = NORB_BY_ALPHA.map(({ error }) => error);
    const excess = {
      pretrained: excessOf('pretrained'),
      supervised: excessOf('supervised'),
    };
    return {
      alphas: ALPHAS,
      byAlpha: named((_, i) => gaps[i]!),
      largest: {
        gap: Math.max(...gaps.map(({ gap, gapTheory }) => Math.abs(gap - gapTheory))),
        area: Math.max(...gaps.map(({ area, areaTheory }) => Math.abs(area - areaTheory))),
        away: Math.max(
          ...ALPHAS.map(
            (alpha) =>
              Math.max(...GRID.map((x) => (x === 0 ? 0 : softplusGap(alpha, x)))) -
              softplusGap(alpha, 0),
          ),
        ),
      },
      norb: {
        alpha: NORB_BY_ALPHA.map(({ alpha }) => alpha),
        error: errors,
        largestRise: Math.max(...errors.slice(1).map((error, i) => error - errors[i]!)),
      },
      table: {
        change: Object.fromEntries(
          UNITS.map((unit) => [
            unit,
            bySet((set) => {
              const without = GLOROT_TABLE_1.supervised[unit][set];
              return (GLOROT_TABLE_1.pretrained[unit][set] - without) / without;
            }),
          ]),
        ) as Record<Unit, Record<DataSet, number>>,
        excess,
        wins: { pretrained: wins(excess.pretrained), supervised: wins(excess.supervised) },
      },
      curves: {
        x: drawn,
        relu: curve(relu.value),
        ...named((alpha) => curve(activation({ kind: 'softplus', alpha }).value)),
      },
    };
  },
});

function excessOf(training: 'pretrained' | 'supervised'): Record<DataSet, number> {
  const { rectifier, softplus } = GLOROT_TABLE_1[training];
  return bySet((set) => rectifier[set] - softplus[set]);
}

function wins(excess: Record<DataSet, number>): number {
  return DATA_SETS.filter((set) => excess[set] <= 0).length;
}

function bySet(of: (set: DataSet) => number): Record<DataSet, number> {
  return Object.fromEntries(DATA_SETS.map((set) => [set, of(set)])) as Record<DataSet, number>;
}
