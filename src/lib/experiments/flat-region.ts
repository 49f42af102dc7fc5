/**
 * A bad flat region: rectifier units that are off at every sample, from which no gradient leads.
 */
import { defineExperiment } from '../lab/define.ts';
import {
  FLAT_LOSS,
  isOff,
  offRadius,
  offShare,
  rectifierFit,
} from '../landscapes/rectifier-fit.ts';
import { createRandom, type Random } from '../numeric/random.ts';
import { round } from '../numeric/round.ts';
import { norm } from '../numeric/vector.ts';

export interface FlatRegionResult {
  /** A point of the region. */
  at: { w: number; b: number; loss: number; gradient: number };
  /** Radius of the disc around it in which the loss is the same, and the largest change tried there. */
  radius: number;
  change: number;
  /** Loss and gradient at w = 1, b = 0, the best there is. */
  best: { loss: number; gradient: number };
  /** Share of all directions of (w, b) that lie in the region. */
  wedge: number;
  /** Descent with one unit from normal starts: inside at the start, stuck at the end, arrived. */
  starts: { runs: number; inside: number; stuck: number; reached: number };
  /** Descent with more units: share of runs stuck, and all units' chance to be off at the start. */
  byWidth: Record<'w1' | 'w2' | 'w4' | 'w8', Width>;
  /** Losses on a grid, row by row of b. */
  surface: { w: number[]; b: number[]; loss: number[][] };
}

export type Width = { units: number; runs: number; exact: number; inside: number; stuck: number };

const AT = { w: -1, b: -1 };
const RUNS = 1000;
const STEPS = 1500;
const RATE = 0.05;
/** A run has arrived when its loss is below this. */
const ARRIVED = 1e-3;
const CIRCLE = 360;

export default defineExperiment<FlatRegionResult>({
  id: 'flat-region',
  title: 'A flat region far above the minimum: rectifier units that are off',
  seed: 1,
  run({ seed, count }) {
    const random = createRandom(seed);
    const radius = offRadius(AT.w, AT.b);
    const single = train(1, random, count);
    const axis = Array.from({ length: 31 }, (_, i) => round(-3 + i * 0.2, 3));
    return {
      at: { ...AT, ...lossAt([AT.w, AT.b]) },
      radius,
      change: largestChange(radius),
      best: lossAt([1, 0]),
      wedge: offShare(),
      starts: single,
      byWidth: {
        w1: width(1, single),
        w2: width(2, train(2, random, count)),
        w4: width(4, train(4, random, count)),
        w8: width(8, train(8, random, count)),
      },
      surface: {
        w: axis,
        b: axis,
        loss: axis.map((b) => axis.map((w) => round(lossAt([w, b]).loss, 4))),
      },
    };
  },
});

function lossAt(p: readonly number[]): { loss: number; gradient: number } {
  const gradient = new Float64Array(p.length);
  return { loss: rectifierFit(p, gradient), gradient: norm(gradient) };
}

/** Largest change of the loss from its value at the centre, on circles just inside the disc. */
function largestChange(radius: number): number {
  let largest = 0;
  for (const share of [0.25, 0.5, 0.75, 0.999]) {
    for (let k = 0; k < CIRCLE; k++) {
      const angle = (2 * Math.PI * k) / CIRCLE;
      const w = AT.w + share * radius * Math.cos(angle);
      const b = AT.b + share * radius * Math.sin(angle);
      largest = Math.max(largest, Math.abs(lossAt([w, b]).loss - FLAT_LOSS));
    }
  }
  return largest;
}

interface Trained {
  runs: number;
  inside: number;
  stuck: number;
  reached: number;
}

/** Gradient descent from standard normal weights and biases. */
function train(units: number, random: Random, count: (operations: number) => void): Trained {
  const gradient = new Float64Array(2 * units);
  const out: Trained = { runs: RUNS, inside: 0, stuck: 0, reached: 0 };
  for (let run = 0; run < RUNS; run++) {
    const p = Float64Array.from({ length: 2 * units }, random.normal);
    if (Array.from({ length: units }, (_, j) => isOff(p[2 * j]!, p[2 * j + 1]!)).every(Boolean)) {
      out.inside++;
    }
    for (let step = 0; step < STEPS; step++) {
      const loss = rectifierFit(p, gradient);
      if (loss < ARRIVED || norm(gradient) === 0) break;
      for (let i = 0; i < p.length; i++) p[i] = p[i]! - (RATE / units) * gradient[i]!;
    }
    const loss = rectifierFit(p, gradient);
    if (loss < ARRIVED) out.reached++;
    else if (norm(gradient) === 0) out.stuck++;
  }
  count(RUNS * STEPS * 8 * units);
  return out;
}

function width(units: number, { runs, inside, stuck }: Trained): Width {
  let exact = 1;
  for (let j = 0; j < units; j++) exact *= offShare();
  return { units, runs, exact, inside: inside / runs, stuck: stuck / runs };
}
