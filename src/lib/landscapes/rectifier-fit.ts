/**
 * A sum of rectifier units, Σⱼ r(wⱼx + bⱼ), fitted to y = x at x = 1 and x = 2 by least squares.
 * One unit with w = 1, b = 0 fits both points; where no unit is active at either of them the loss
 * is 2.5 and flat.
 */

/** Where the sum is fitted, and to what. */
export const FIT_POINTS: readonly number[] = [1, 2];

/** Loss of the function that is 0: the mean of the squared targets, (1 + 4)/2. */
export const FLAT_LOSS = 2.5;

/**
 * Mean squared error; writes its gradient. r′(0) is taken to be 0.
 *
 * @param p w₁, b₁, w₂, b₂, …
 * @param gradient as long as `p`
 */
export function rectifierFit(p: ArrayLike<number>, gradient: Float64Array): number {
  gradient.fill(0);
  let loss = 0;
  for (const x of FIT_POINTS) {
    let sum = 0;
    for (let j = 0; j < p.length; j += 2) sum += Math.max(0, p[j]! * x + p[j + 1]!);
    const gap = sum - x;
    loss += (gap * gap) / FIT_POINTS.length;
    const slope = (2 * gap) / FIT_POINTS.length;
    for (let j = 0; j < p.length; j += 2) {
      if (!(p[j]! * x + p[j + 1]! > 0)) continue;
      gradient[j] = gradient[j]! + slope * x;
      gradient[j + 1] = gradient[j + 1]! + slope;
    }
  }
  return loss;
}

/** Whether a unit is off at both points, with both neighbourhoods. */
export function isOff(w: number, b: number): boolean {
  return FIT_POINTS.every((x) => w * x + b < 0);
}

/**
 * Share of all directions of (w, b) in which a unit is off: half the plane less half the angle
 * between the normals (1, 1) and (2, 1), ½ − arccos(3/√10)/2π.
 */
export function offShare(): number {
  return 0.5 - Math.acos(3 / Math.sqrt(10)) / (2 * Math.PI);
}

/** Radius of the largest disc around (w, b) in which the unit is off; 0 if it is on. */
export function offRadius(w: number, b: number): number {
  const distances = FIT_POINTS.map((x) => -(w * x + b) / Math.sqrt(x * x + 1));
  return Math.max(0, Math.min(...distances));
}
