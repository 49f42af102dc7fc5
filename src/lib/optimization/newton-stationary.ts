import type { NewtonOptions, NewtonTrace } from './newton-root.ts';
import { newtonRoot } from './newton-root.ts';

export type StationaryKind = 'minimum' | 'maximum' | 'undecided';

export interface StationaryTrace extends NewtonTrace {
  /** What f″ says of the point reached: undecided where it is 0. Null unless converged. */
  readonly kind: StationaryKind | null;
}

/**
 * Newton's method for a stationary point of f in one dimension: the root search
 * of `newtonRoot` applied to f′. In the trace `values` are f′ and `slopes` f″.
 * It looks for f′ = 0 and does not know a minimum from a maximum.
 *
 * Source: Nocedal and Wright, Numerical Optimization (2006), §2.2 and §3.3.
 *
 * @throws RangeError as `newtonRoot`.
 */
export function newtonStationary(
  derivative: (x: number) => number,
  curvature: (x: number) => number,
  start: number,
  options: NewtonOptions = {},
): StationaryTrace {
  const trace = newtonRoot(derivative, curvature, start, options);
  const last = trace.slopes.at(-1);
  const kind = trace.reason === 'converged' && last !== undefined ? kindOf(last) : null;
  return { ...trace, kind };
}

function kindOf(curvature: number): StationaryKind {
  if (curvature > 0) return 'minimum';
  return curvature < 0 ? 'maximum' : 'undecided';
}
