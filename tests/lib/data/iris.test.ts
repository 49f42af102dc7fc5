import { describe, expect, it } from 'vitest';
import { IRIS_COLUMNS, IRIS_SPECIES, iris } from '../../../src/lib/data/iris.ts';

const { X, n, d, species } = iris();

/** Means that Fisher printed (Annals of Eugenics 7, 1936, Table II), in cm. */
const FISHER = {
  setosa: [5.006, 3.428, 1.462, 0.246],
  versicolor: [5.936, 2.77, 4.26, 1.326],
  virginica: [6.588, 2.974, 5.552, 2.026],
};

describe('iris', () => {
  it('has 150 flowers of four measurements, fifty of each species', () => {
    expect([n, d, X.length, species.length]).toEqual([150, 4, 600, 150]);
    expect(IRIS_COLUMNS).toHaveLength(d);
    for (const name of IRIS_SPECIES) {
      expect(species.filter((s) => s === name)).toHaveLength(50);
    }
  });

  it.each(IRIS_SPECIES)('has Fisher’s means for %s', (name) => {
    const rows = species.flatMap((s, i) => (s === name ? [i] : []));
    for (let j = 0; j < d; j++) {
      const mean = rows.reduce((sum, i) => sum + X[i * d + j]!, 0) / rows.length;
      expect(mean, IRIS_COLUMNS[j]).toBeCloseTo(FISHER[name][j]!, 10);
    }
  });

  it('has the two rows right that many copies have wrong', () => {
    // Rows 35 and 38, which the UCI file gives as 0.1 and as 3.1, 0.1.
    expect([...X.subarray(34 * d, 35 * d)]).toEqual([4.9, 3.1, 1.5, 0.2]);
    expect([...X.subarray(37 * d, 38 * d)]).toEqual([4.9, 3.6, 1.4, 0.1]);
  });
});
