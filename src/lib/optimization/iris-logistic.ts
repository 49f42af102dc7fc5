import { iris } from '../data/iris.ts';
import type { Objective } from './objective.ts';
import { logisticRegression } from './logistic-regression.ts';
import { standardise } from './standardise.ts';
import { withOnes } from './table.ts';

export interface IrisLogistic {
  /** Loss as a function of the five weights: four measurements and a bias, the bias last. */
  readonly objective: Objective;
  /** 100×5 row-major: standardised measurements and a column of ones. */
  readonly X: Float64Array;
  /** 100 labels: 0 versicolor, 1 virginica. */
  readonly y: Float64Array;
  readonly n: number;
  readonly d: number;
}

/**
 * Logistic regression that tells Iris virginica from Iris versicolor, the two
 * species that overlap. Measurements are standardised over all three species, so
 * that one scale serves every pair. `penalty` is the L2 weight λ.
 *
 * @throws RangeError if `penalty` is negative.
 */
export function irisLogistic(penalty: number): IrisLogistic {
  const { X, n, d, species } = iris();
  const scaled = standardise(X, n, d);
  const chosen = species.flatMap((name, i) => (name === 'setosa' ? [] : [i]));
  const rows = chosen.flatMap((i) => Array.from(scaled.subarray(i * d, (i + 1) * d)));
  const y = Float64Array.from(chosen, (i) => (species[i] === 'virginica' ? 1 : 0));
  const table = withOnes(rows, chosen.length, d);
  return {
    objective: logisticRegression(table, y, penalty),
    X: table,
    y,
    n: chosen.length,
    d: d + 1,
  };
}
