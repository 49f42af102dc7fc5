import { log1pExp } from '../numeric/log1p-exp.ts';
import type { Random } from '../numeric/random.ts';
import { sigmoid } from '../numeric/sigmoid.ts';
import { norm } from '../numeric/vector.ts';

/** Where training left two classes of unit features in the plane. */
export interface FreeAngles {
  /** Steps taken. */
  readonly steps: number;
  /** Mean softmax loss. */
  readonly loss: number;
  /** Smallest angle between a feature of one class and one of the other, in radians. */
  readonly closest: number;
  /** Norms of the two weights. */
  readonly norms: readonly [number, number];
}

/**
 * Trains two class weights in the plane together with the features themselves: unit
 * vectors whose angles are free, as for a network strong enough to put every sample
 * wherever it likes. Gradient descent at rate 1 on the mean softmax loss, without
 * biases, from random angles and small weights, until the loss is small enough.
 *
 * @param random where the start comes from
 * @param points for each class, how many points it has and how many samples stand at each
 * @param goal loss to stop at, above 0
 * @param limit most steps to take
 * @throws RangeError if `goal` is not above 0, or not reached within `limit` steps
 */
export function trainFreeAngles(
  random: Random,
  points: readonly [
    { readonly points: number; readonly each: number },
    { readonly points: number; readonly each: number },
  ],
  goal: number,
  limit = 100_000,
): FreeAngles {
  if (!(goal > 0)) throw new RangeError(`goal is ${goal}; it must be above 0`);
  const [first, second] = points;
  const total = first.points + second.points;
  const samples = first.points * first.each + second.points * second.each;
  const angles = Float64Array.from({ length: total }, () => 2 * Math.PI * random.uniform());
  const W = Float64Array.from({ length: 4 }, () => 0.01 * random.normal());
  const pull = new Float64Array(4);
  const turn = new Float64Array(total);
  for (let steps = 0; steps <= limit; steps++) {
    const [x1, y1, x2, y2] = W as unknown as [number, number, number, number];
    let loss = 0;
    pull.fill(0);
    for (let i = 0; i < total; i++) {
      const own = i < first.points ? 1 : -1;
      const share = (own === 1 ? first.each : second.each) / samples;
      const c = Math.cos(angles[i]!);
      const s = Math.sin(angles[i]!);
      // Own logit less the other's: with two classes the loss depends on nothing else.
      const ahead = own * ((x1 - x2) * c + (y1 - y2) * s);
      loss += share * log1pExp(-ahead);
      const slope = -own * share * sigmoid(-ahead);
      pull[0] = pull[0]! + slope * c;
      pull[1] = pull[1]! + slope * s;
      turn[i] = slope * ((y1 - y2) * c - (x1 - x2) * s);
    }
    if (loss < goal) {
      return {
        steps,
        loss,
        closest: closest(angles, first.points),
        norms: [norm([x1, y1]), norm([x2, y2])],
      };
    }
    pull[2] = -pull[0]!;
    pull[3] = -pull[1]!;
    for (let a = 0; a < 4; a++) W[a] = W[a]! - pull[a]!;
    for (let i = 0; i < total; i++) angles[i] = angles[i]! - turn[i]!;
  }
  throw new RangeError(`goal is ${goal}; the loss did not fall that far in ${limit} steps`);
}

function closest(angles: Float64Array, first: number): number {
  let smallest = Math.PI;
  for (let i = 0; i < first; i++) {
    for (let j = first; j < angles.length; j++) {
      const apart = angles[i]! - angles[j]!;
      smallest = Math.min(smallest, Math.abs(Math.atan2(Math.sin(apart), Math.cos(apart))));
    }
  }
  return smallest;
}
