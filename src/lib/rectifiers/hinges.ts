/** A rectifier of one input, r(s(x − kink)): 0 on one side of its kink. */
export interface Hinge {
  /** Which side it rises to. */
  readonly side: 1 | -1;
  readonly kink: number;
}

/** Points and the weights they have in a mean; the weights sum to 1. */
export interface Measure {
  readonly points: Float64Array;
  readonly weights: Float64Array;
}

/**
 * A measure on `count` even points from `low` to `high`, with weights in proportion to
 * `density`.
 *
 * @throws RangeError unless count ≥ 2 and low < high
 */
export function measureOn(
  low: number,
  high: number,
  count: number,
  density: (x: number) => number,
): Measure {
  if (!(Number.isInteger(count) && count >= 2 && low < high)) {
    throw new RangeError(`${count} points on [${low}, ${high}]; needed: 2 or more, low < high`);
  }
  const points = Float64Array.from(
    { length: count },
    (_, i) => low + ((high - low) * i) / (count - 1),
  );
  const weights = points.map(density);
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return { points, weights: weights.map((weight) => weight / sum) };
}

/**
 * The least mean squared error with which one or two hinges, each times a number of its
 * own, plus a constant make `target`. By the normal equations of the centred hinges;
 * a hinge that adds nothing (constant on the points, or dependent) is left out.
 *
 * @param target values at the points of the measure
 * @throws RangeError unless there are one or two hinges
 */
export function hingeError(
  target: ArrayLike<number>,
  hinges: readonly Hinge[],
  { points, weights }: Measure,
): number {
  const [first, second] = hinges;
  if (first === undefined || hinges.length > 2) {
    throw new RangeError(`there are ${hinges.length} hinges; it takes one or two`);
  }
  const y = centred(Float64Array.from(target), weights);
  const u = centred(values(first, points), weights);
  const v = second === undefined ? null : centred(values(second, points), weights);
  const uu = product(u, u, weights);
  const yu = product(y, u, weights);
  let [a, b] = [uu > 0 ? yu / uu : 0, 0];
  if (v !== null) {
    const vv = product(v, v, weights);
    const uv = product(u, v, weights);
    const yv = product(y, v, weights);
    const determinant = uu * vv - uv * uv;
    if (determinant > 1e-12 * uu * vv) {
      a = (yu * vv - yv * uv) / determinant;
      b = (yv * uu - yu * uv) / determinant;
    } else if (vv > uu) {
      [a, b] = [0, yv / vv];
    }
  }
  let error = 0;
  for (let i = 0; i < y.length; i++) {
    const rest = y[i]! - a * u[i]! - (v === null ? 0 : b * v[i]!);
    error += weights[i]! * rest * rest;
  }
  return error;
}

/** The values of a hinge at the points. */
function values({ side, kink }: Hinge, points: Float64Array): Float64Array {
  return points.map((x) => Math.max(0, side * (x - kink)));
}

function centred(x: Float64Array, weights: Float64Array): Float64Array {
  let mean = 0;
  for (let i = 0; i < x.length; i++) mean += weights[i]! * x[i]!;
  return x.map((entry) => entry - mean);
}

function product(a: Float64Array, b: Float64Array, weights: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += weights[i]! * a[i]! * b[i]!;
  return sum;
}
