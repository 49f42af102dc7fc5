/** Scores of pairs: the higher, the more alike. */
export interface PairScores {
  /** Scores of pairs of one class, at least one. */
  readonly same: ArrayLike<number>;
  /** Scores of pairs of two classes, at least one. */
  readonly different: ArrayLike<number>;
}

/**
 * Area under the ROC curve: the chance that a pair of one class scores above a pair
 * of two, ties counted half (the Mann–Whitney statistic over its largest value).
 * O(n log n).
 *
 * @throws RangeError if a list is empty or holds NaN
 */
export function rocArea({ same, different }: PairScores): number {
  const right = sorted(same, 'same');
  const wrong = sorted(different, 'different');
  let below = 0;
  let notAbove = 0;
  let wins = 0;
  for (const score of right) {
    while (below < wrong.length && wrong[below]! < score) below++;
    while (notAbove < wrong.length && wrong[notAbove]! <= score) notAbove++;
    wins += (below + notAbove) / 2;
  }
  return wins / (right.length * wrong.length);
}

/**
 * Equal error rate: where the share of pairs of one class turned away equals the
 * share of pairs of two let in. A pair is let in from the threshold up; between two
 * thresholds the curve is taken as straight. O(n log n).
 *
 * @throws RangeError if a list is empty or holds NaN
 */
export function equalErrorRate(scores: PairScores): number {
  let before = { accepted: 0, rejected: 1 };
  for (const point of operatingPoints(scores)) {
    if (point.accepted >= point.rejected) {
      const step = before.rejected - point.rejected + point.accepted - before.accepted;
      const part = (before.rejected - before.accepted) / step;
      return before.accepted + part * (point.accepted - before.accepted);
    }
    before = point;
  }
  // The last threshold lets every pair in, so the curves have crossed by then.
  throw new RangeError('scores do not reach a threshold that lets every pair in');
}

/**
 * TAR@FAR: the largest share of pairs of one class let in at a threshold that lets
 * in at most the share `far` of pairs of two. O(n log n).
 *
 * @param far from 0 to 1
 * @throws RangeError if a list is empty or holds NaN, or `far` lies outside
 */
export function acceptRateAt(scores: PairScores, far: number): number {
  if (!(far >= 0 && far <= 1)) throw new RangeError(`far is ${far}; it must lie from 0 to 1`);
  let best = 0;
  for (const { accepted, rejected } of operatingPoints(scores)) {
    if (accepted > far) break;
    best = 1 - rejected;
  }
  return best;
}

/** Shares of wrong decisions at each threshold, from the highest score down. */
function operatingPoints(scores: PairScores): { accepted: number; rejected: number }[] {
  const right = sorted(scores.same, 'same').reverse();
  const wrong = sorted(scores.different, 'different').reverse();
  const points: { accepted: number; rejected: number }[] = [];
  let r = 0;
  let w = 0;
  while (r < right.length || w < wrong.length) {
    const threshold = Math.max(right[r] ?? -Infinity, wrong[w] ?? -Infinity);
    while (r < right.length && right[r]! >= threshold) r++;
    while (w < wrong.length && wrong[w]! >= threshold) w++;
    points.push({ accepted: w / wrong.length, rejected: 1 - r / right.length });
  }
  return points;
}

function sorted(scores: ArrayLike<number>, name: string): Float64Array {
  if (scores.length === 0)
    throw new RangeError(`${name} is empty; it must hold at least one score`);
  const copy = Float64Array.from(scores);
  copy.forEach((score, i) => {
    if (Number.isNaN(score)) throw new RangeError(`${name}[${i}] is not a number`);
  });
  return copy.sort();
}
