/**
 * The exclusive or: no line parts its classes in the plane, one does in the space of two hidden
 * units. Certificates are exact, not the failure of a search.
 */
import { defineExperiment } from '../lab/define.ts';
import { meet } from '../landscapes/segments.ts';
import {
  bend,
  type Planar,
  XOR_LABELS,
  XOR_OUTPUT,
  XOR_POINTS,
  xorHidden,
  xorOutput,
} from '../landscapes/xor.ts';
import { TANH } from '../networks/smooth-activation.ts';
import { smoothNetwork } from '../networks/smooth-network.ts';
import { bisect } from '../numeric/bisect.ts';
import { createRandom } from '../numeric/random.ts';

export interface XorResult {
  points: { x: number[]; label: number; hidden: number[]; output: number }[];
  outputs: number[];
  /** Largest distance of an output from its label. */
  largestError: number;
  /** In the plane: the point that lies on the segments of both classes, as a mean of each one's ends. */
  input: { separable: boolean; meeting: { point: number[]; zero: number; one: number } | null };
  /** In hidden space: the line weights·h + offset = 0, and how far the nearest point is from it. */
  hidden: {
    separable: boolean;
    meets: boolean;
    line: { weights: number[]; offset: number; margin: number };
  };
  /** On the way from the plane to hidden space: the share of it after which a line parts the classes. */
  bend: { threshold: number; t: number[]; separable: boolean[] };
  /** Networks of tanh units trained from random starts. */
  trained: { runs: number; units: number; steps: number; right: number };
}

const OFFSET = -0.5;
const RUNS = 20;
const UNITS = 4;
const STEPS = 4000;
const RATE = 0.3;

export default defineExperiment<XorResult>({
  id: 'xor',
  title: 'The exclusive or, before and after two hidden units',
  seed: 1,
  run({ seed, count }) {
    const points = XOR_POINTS.map((x, i) => {
      const hidden = xorHidden(x);
      return { x: [...x], label: XOR_LABELS[i]!, hidden: [...hidden], output: xorOutput(hidden) };
    });
    const signs = XOR_LABELS.map((label) => (label === 1 ? 1 : -1));
    const size = Math.hypot(...XOR_OUTPUT);
    const margin = Math.min(
      ...points.map(({ output }, i) => (signs[i]! * (output + OFFSET)) / size),
    );
    const meeting = meetingAt((x) => x);
    const meets = meetingAt(xorHidden) !== null;
    const separableAt = (t: number): boolean => meetingAt((x) => bend(x, t)) === null;
    const t = Array.from({ length: 21 }, (_, i) => i / 20);
    count(20 * 60);
    return {
      points,
      outputs: points.map(({ output }) => output),
      largestError: Math.max(...points.map(({ output, label }) => Math.abs(output - label))),
      input: {
        separable: meeting === null,
        meeting:
          meeting === null
            ? null
            : { point: [...meeting.point], zero: meeting.first, one: meeting.second },
      },
      hidden: {
        separable: margin > 0,
        meets,
        line: { weights: [...XOR_OUTPUT], offset: OFFSET, margin },
      },
      bend: {
        threshold: bisect((share) => (separableAt(share) ? 1 : -1), 0, 1),
        t,
        separable: t.map(separableAt),
      },
      trained: { runs: RUNS, units: UNITS, steps: STEPS, right: trainedRight(seed, count) },
    };
  },
});

/** Where the segments of the two classes meet once the points have been moved. */
function meetingAt(move: (x: Planar) => Planar): ReturnType<typeof meet> {
  const [a, c, d, b] = XOR_POINTS.map(move) as [Planar, Planar, Planar, Planar];
  return meet(a, b, c, d);
}

/** Runs of gradient descent whose output ends on the right side of ½ at all four points. */
function trainedRight(seed: number, count: (operations: number) => void): number {
  const random = createRandom(seed);
  const network = smoothNetwork({
    sizes: [2, UNITS, 1],
    activation: TANH,
    inputs: Float64Array.from(XOR_POINTS.flat()),
    targets: Float64Array.from(XOR_LABELS),
    loss: 'squares',
  });
  const gradient = new Float64Array(network.dimension);
  let right = 0;
  for (let run = 0; run < RUNS; run++) {
    const w = Float64Array.from({ length: network.dimension }, random.normal);
    for (let step = 0; step < STEPS; step++) {
      network.evaluate(w, gradient);
      for (let i = 0; i < w.length; i++) w[i] = w[i]! - RATE * gradient[i]!;
    }
    network.evaluate(w, gradient);
    // The output unit is the line that parts the classes in hidden space.
    if (XOR_LABELS.every((label, i) => network.tape.output[i]! > 0.5 === (label === 1))) right++;
  }
  count(RUNS * STEPS * network.operations);
  return right;
}
