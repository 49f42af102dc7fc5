import { norm } from '../numeric/vector.ts';

/** Loss of a pair and its slope by each of the two features. */
export interface PairLoss {
  readonly loss: number;
  readonly first: Float64Array;
  readonly second: Float64Array;
}

/**
 * The verification signal of DeepID2, which is the contrastive loss: with D the
 * distance of the two features,
 *
 *     ½D² for two of one class,   ½·max(0, m − D)² for two of different classes.
 *
 * The first is a spring of rest length 0; its pull grows with the distance. The
 * second pushes with the force m − D along the line between them, up to D = m. At
 * D = 0 the push has length m and no direction: the gradient given there is 0.
 *
 * @param first d entries
 * @param second d entries
 * @param same whether the two are of one class
 * @param m distance from which two different classes leave each other alone, above 0
 * @throws RangeError if the lengths differ, are 0, or m is not above 0
 * @see Hadsell, Chopra and LeCun 2006; Sun et al. 2014, DeepID2, eq. (2)
 */
export function contrastiveLoss(
  first: ArrayLike<number>,
  second: ArrayLike<number>,
  same: boolean,
  m: number,
): PairLoss {
  checkLengths(first, second);
  if (!(m > 0 && Number.isFinite(m))) {
    throw new RangeError(`m is ${m}; it must be finite and above 0`);
  }
  const apart = difference(first, second);
  const distance = norm(apart);
  if (same) return pair(0.5 * distance * distance, apart, 1);
  const short = m - distance;
  if (short <= 0) return pair(0, apart, 0);
  return pair(0.5 * short * short, apart, distance === 0 ? 0 : -short / distance);
}

/** Loss of a triplet and its slopes. */
export interface TripletLoss {
  readonly loss: number;
  readonly anchor: Float64Array;
  readonly positive: Float64Array;
  readonly negative: Float64Array;
}

/**
 * Triplet loss max(0, ‖a − p‖² − ‖a − n‖² + α), with gradients 2(n − p), 2(p − a) and
 * 2(a − n) where it is above 0. At 0 exactly it has a corner; the gradient given is 0.
 *
 * @param anchor d entries; `positive` is of its class, `negative` is not
 * @param alpha margin between squared distances, 0 or more
 * @throws RangeError if the lengths differ, are 0, or α is negative
 * @see Schroff et al. 2015, FaceNet, eq. (2)
 */
export function tripletLoss(
  anchor: ArrayLike<number>,
  positive: ArrayLike<number>,
  negative: ArrayLike<number>,
  alpha: number,
): TripletLoss {
  checkLengths(anchor, positive);
  checkLengths(anchor, negative);
  if (!(alpha >= 0 && Number.isFinite(alpha))) {
    throw new RangeError(`alpha is ${alpha}; it must be finite and 0 or more`);
  }
  let loss = alpha;
  for (let a = 0; a < anchor.length; a++) {
    const near = anchor[a]! - positive[a]!;
    const far = anchor[a]! - negative[a]!;
    loss += near * near - far * far;
  }
  const slope = loss > 0 ? 2 : 0;
  const scaled = (u: ArrayLike<number>, v: ArrayLike<number>): Float64Array =>
    difference(u, v).map((entry) => slope * entry);
  return {
    loss: Math.max(0, loss),
    anchor: scaled(negative, positive),
    positive: scaled(positive, anchor),
    negative: scaled(anchor, negative),
  };
}

function pair(loss: number, apart: Float64Array, factor: number): PairLoss {
  return {
    loss,
    first: apart.map((entry) => factor * entry),
    second: apart.map((entry) => -factor * entry),
  };
}

function difference(u: ArrayLike<number>, v: ArrayLike<number>): Float64Array {
  return Float64Array.from(u, (entry, a) => entry - v[a]!);
}

function checkLengths(u: ArrayLike<number>, v: ArrayLike<number>): void {
  if (u.length === 0 || u.length !== v.length) {
    throw new RangeError(
      `features have ${u.length} and ${v.length} entries; they must have as many, from 1`,
    );
  }
}
