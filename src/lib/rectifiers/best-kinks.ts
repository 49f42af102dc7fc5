import { type Hinge, type Measure, hingeError } from './hinges.ts';

export interface BestHinges {
  readonly error: number;
  readonly hinges: readonly Hinge[];
}

/**
 * One or two hinges with the least error for `target`, their kinks sought on ±`reach`:
 * on a grid of a tenth of the reach for every pairing of sides, then by compass search,
 * which halves its step until it is 10⁻⁵.
 *
 * @param target function of one number
 * @param count one or two
 * @throws RangeError unless `reach` is above 0
 */
export function bestHinges(
  target: (x: number) => number,
  count: 1 | 2,
  measure: Measure,
  reach: number,
): BestHinges {
  if (!(reach > 0)) throw new RangeError(`reach is ${reach}; it must be above 0`);
  const values = measure.points.map(target);
  const error = (hinges: readonly Hinge[]): number => hingeError(values, hinges, measure);
  const kinks = Array.from({ length: 21 }, (_, i) => (reach * (i - 10)) / 10);
  let best: BestHinges = { error: Infinity, hinges: [] };
  for (const sides of count === 1 ? ONE : TWO) {
    const start = least(error, candidates(sides, kinks));
    const end = compass(error, start, reach);
    if (end.error < best.error) best = end;
  }
  return best;
}

const ONE: readonly (1 | -1)[][] = [[1], [-1]];
/** Two that rise to opposite sides can stand in either order; so can two of one side, alike. */
const TWO: readonly (1 | -1)[][] = [
  [1, 1],
  [1, -1],
  [-1, -1],
];
const FINEST = 1e-5;

function* candidates(
  sides: readonly (1 | -1)[],
  kinks: readonly number[],
): Generator<readonly Hinge[]> {
  const [one, other] = sides;
  for (const kink of kinks) {
    const first: Hinge = { side: one!, kink };
    if (other === undefined) yield [first];
    else for (const second of kinks) yield [first, { side: other, kink: second }];
  }
}

function least(
  error: (hinges: readonly Hinge[]) => number,
  all: Iterable<readonly Hinge[]>,
): BestHinges {
  let best: BestHinges = { error: Infinity, hinges: [] };
  for (const hinges of all) {
    const here = error(hinges);
    if (here < best.error) best = { error: here, hinges };
  }
  return best;
}

/** Moves kinks by a step, each or both, as long as that lowers the error; then halves the step. */
function compass(
  error: (hinges: readonly Hinge[]) => number,
  start: BestHinges,
  reach: number,
): BestHinges {
  let best = start;
  for (let step = reach / 20; step > FINEST;) {
    const near = moves(best.hinges.length).map((by) =>
      best.hinges.map((hinge, i) => ({ ...hinge, kink: hinge.kink + step * by[i]! })),
    );
    const next = least(
      error,
      near.filter((hinges) => hinges.every(({ kink }) => Math.abs(kink) <= reach)),
    );
    if (next.error < best.error) best = next;
    else step /= 2;
  }
  return best;
}

/** All ways to move `count` kinks, each by −1, 0 or 1. */
function moves(count: number): number[][] {
  if (count === 0) return [[]];
  return moves(count - 1).flatMap((others) => [-1, 0, 1].map((by) => [...others, by]));
}
