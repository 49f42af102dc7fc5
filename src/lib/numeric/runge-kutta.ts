/**
 * One step of the classical Runge–Kutta method for y′ = f(t, y): error h⁵ a step,
 * h⁴ over an interval. Four evaluations of `f`.
 *
 * @param f writes y′ at (t, y) into `slope`, n numbers
 * @param t where the step begins
 * @param y n numbers, replaced by the solution at t + h
 * @param h length of the step
 */
export function rungeKuttaStep(
  f: (t: number, y: Float64Array, slope: Float64Array) => void,
  t: number,
  y: Float64Array,
  h: number,
): void {
  const n = y.length;
  const start = Float64Array.from(y);
  const trial = new Float64Array(n);
  const slope = new Float64Array(n);
  // Share of each slope in the step, and where the next slope is taken.
  const shares = [1 / 6, 1 / 3, 1 / 3, 1 / 6];
  const reaches = [0, 0.5, 0.5, 1];
  for (let stage = 0; stage < 4; stage++) {
    const reach = reaches[stage]! * h;
    for (let i = 0; i < n; i++) trial[i] = start[i]! + reach * slope[i]!;
    f(t + reach, trial, slope);
    const share = shares[stage]! * h;
    for (let i = 0; i < n; i++) y[i] = y[i]! + share * slope[i]!;
  }
}
