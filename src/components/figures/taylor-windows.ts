/** The window in which each function is shown beside its partial sums. */
import type { TaylorName } from '../../lib/optimization/taylor-functions.ts';

export interface TaylorWindow {
  readonly x: readonly [low: number, high: number];
  readonly y: readonly [low: number, high: number];
  /** x ticks at multiples of π/2 rather than at whole numbers. */
  readonly pi?: boolean;
  /** Where the readout compares the two: inside the radius, but not close to 0. */
  readonly probe: number;
}

export const windows: Readonly<Record<TaylorName, TaylorWindow>> = {
  exp: { x: [-4, 3], y: [-7, 21], probe: 2 },
  log: { x: [-1.25, 2.25], y: [-3.4, 2.4], probe: 0.5 },
  sin: { x: [-2 * Math.PI, 2 * Math.PI], y: [-3.4, 3.4], pi: true, probe: 2 },
  cos: { x: [-2 * Math.PI, 2 * Math.PI], y: [-3.4, 3.4], pi: true, probe: 2 },
  geometric: { x: [-2, 2], y: [-4.6, 8.4], probe: 0.5 },
  sqrt: { x: [-1.25, 2.25], y: [-0.6, 2.4], probe: 0.5 },
  arctan: { x: [-3, 3], y: [-2.6, 2.6], probe: 0.5 },
  flat: { x: [-2, 2], y: [-0.45, 1.05], probe: 0.5 },
};
