import { degrees } from '../numeric/angle.ts';

/** How the features of one class lie in the plane. */
export interface ClassOnCircle {
  /** Number of features. */
  readonly count: number;
  /** Direction of the sum of the unit features, in degrees, −180 to 180. */
  readonly centre: number;
  /** Median and 95 % quantile of the angle from a feature to the centre, in degrees. */
  readonly median: number;
  readonly spread: number;
  /** Mean norm. */
  readonly norm: number;
  /**
   * Variance about the class mean along the ray to the centre, as a share of that
   * along and across: ½ for a round cloud, 1 for a ray. `share95` leaves out the 5 %
   * of the features whose angle to the centre is largest.
   */
  readonly share: number;
  readonly share95: number;
}

/** Largest angle between features of one class and smallest between two of different ones, in degrees. */
export interface Criterion {
  readonly intra: number;
  readonly inter: number;
  /** intra − inter: below 0 where the criterion of open-set recognition is met. */
  readonly excess: number;
}

export interface CircleMeasures {
  readonly classes: readonly ClassOnCircle[];
  /** Smallest angle between two centres, in degrees. */
  readonly smallestBetweenCentres: number;
  /** Of all features. */
  readonly criterion: Criterion;
  /** Without the 5 % of each class that lie farthest from its centre in angle. */
  readonly criterion95: Criterion;
}

const KEPT = 0.95;

/**
 * Where features of K classes lie in the plane, seen from the origin.
 *
 * @param features n×2, row-major, none zero
 * @param labels n class numbers; every class from 0 to K − 1 occurs
 * @param K number of classes, from 2
 * @throws RangeError if a feature is zero or not finite, or a class does not occur. O(n²).
 */
export function circleMeasures(
  features: ArrayLike<number>,
  labels: ArrayLike<number>,
  K: number,
): CircleMeasures {
  const members = Array.from({ length: K }, (): Member[] => []);
  for (let i = 0; i < labels.length; i++) {
    const x = features[2 * i]!;
    const y = features[2 * i + 1]!;
    const norm = Math.hypot(x, y);
    if (!(norm > 0 && Number.isFinite(norm))) {
      throw new RangeError(`feature ${i} is (${x}, ${y}); it has no direction`);
    }
    members[labels[i]!]!.push({ x, y, norm, angle: Math.atan2(y, x) });
  }
  const kept: Member[][] = [];
  const classes = members.map((own, k): ClassOnCircle => {
    if (own.length === 0) throw new RangeError(`class ${k} has no feature`);
    const centre = Math.atan2(
      own.reduce((sum, { y, norm }) => sum + y / norm, 0),
      own.reduce((sum, { x, norm }) => sum + x / norm, 0),
    );
    const nearest = own.toSorted((a, b) => apart(a.angle, centre) - apart(b.angle, centre));
    const trimmed = nearest.slice(0, Math.ceil(KEPT * own.length));
    kept.push(trimmed);
    return {
      count: own.length,
      centre: degrees(centre),
      median: degrees(apart(nearest[Math.floor((own.length - 1) / 2)]!.angle, centre)),
      spread: degrees(apart(trimmed.at(-1)!.angle, centre)),
      norm: own.reduce((sum, { norm }) => sum + norm, 0) / own.length,
      share: shareAlong(own, centre),
      share95: shareAlong(trimmed, centre),
    };
  });
  let smallest = 180;
  classes.forEach(({ centre }, k) => {
    for (const other of classes.slice(k + 1)) {
      const turn = Math.abs(centre - other.centre);
      smallest = Math.min(smallest, turn, 360 - turn);
    }
  });
  return {
    classes,
    smallestBetweenCentres: smallest,
    criterion: criterion(members),
    criterion95: criterion(kept),
  };
}

interface Member {
  readonly x: number;
  readonly y: number;
  readonly norm: number;
  /** In radians, −π to π. */
  readonly angle: number;
}

/** Angle between two directions, in radians, 0 to π. */
function apart(a: number, b: number): number {
  const turn = Math.abs(a - b);
  return Math.min(turn, 2 * Math.PI - turn);
}

function shareAlong(members: readonly Member[], centre: number): number {
  const c = Math.cos(centre);
  const s = Math.sin(centre);
  const n = members.length;
  const along = members.map(({ x, y }) => c * x + s * y);
  const across = members.map(({ x, y }) => c * y - s * x);
  const variance = (values: readonly number[]): number => {
    const mean = values.reduce((sum, value) => sum + value, 0) / n;
    return values.reduce((sum, value) => sum + (value - mean) * (value - mean), 0) / n;
  };
  const total = variance(along) + variance(across);
  // A single point has no shape: neither along nor across.
  return total > 0 ? variance(along) / total : 0.5;
}

function criterion(members: readonly (readonly Member[])[]): Criterion {
  let intra = 0;
  let inter = Math.PI;
  members.forEach((own, k) => {
    for (let i = 0; i < own.length; i++) {
      const { angle } = own[i]!;
      for (let j = i + 1; j < own.length; j++) {
        intra = Math.max(intra, apart(angle, own[j]!.angle));
      }
      for (let l = k + 1; l < members.length; l++) {
        for (const other of members[l]!) inter = Math.min(inter, apart(angle, other.angle));
      }
    }
  });
  return { intra: degrees(intra), inter: degrees(inter), excess: degrees(intra - inter) };
}
