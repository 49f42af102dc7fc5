import { bisect } from '../numeric/bisect.ts';

/**
 * How far a decision region reaches along a ray from its weight: the outermost
 * angle in [0, π] up to which `excess` is above 0.
 *
 * The whole ray is scanned from its far end, since a wrong ψ that rises again may
 * give the class a second region behind the first; then the crossing is bisected.
 *
 * @param excess own logit less the largest of the others, at an angle along the ray
 * @param samples number of steps of the scan, a whole number from 1
 * @returns angle in radians; 0 if the class wins nowhere on the ray, π if at its end
 */
export function reach(excess: (r: number) => number, samples = 90): number {
  if (excess(Math.PI) > 0) return Math.PI;
  let outer = Math.PI;
  for (let step = samples - 1; step >= 0; step--) {
    const r = (Math.PI * step) / samples;
    if (excess(r) > 0) return bisect(excess, r, outer);
    outer = r;
  }
  return 0;
}
