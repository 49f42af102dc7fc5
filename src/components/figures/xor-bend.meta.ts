import type { XorResult } from '../../lib/experiments/xor.ts';
import { defineFigure } from './define.ts';
import { fixed, rounded, short } from './lib/format.ts';
import { result } from './lib/results.ts';

export default defineFigure({
  id: 'xor-bend',
  title: 'Two rectifiers fold the plane until a line parts the classes',
  caption:
    'Left, the four points of exclusive or and a grid; the segments that join the members of each class cross, so that no line parts them. Right, the same points and grid on the way to hidden space. From {xor:bend.threshold|fixed(3)} of the way on the segments do not cross, and a line (heavy) parts the classes; at the end the grid is folded to one bent line, and both members of one class are one point.',
  alt: 'Two planes with a grid, the four corners of a square as two classes, and a segment that joins the members of each. In the input plane the segments cross. In hidden space the grid is folded flat to a bent line, two points coincide, and a line parts the classes.',
  experiments: ['xor'],
  module: 'src/lib/landscapes/xor.ts',
  knob: 'the way from input to hidden space, from 0 to 1',
  table(results) {
    const { points } = result<XorResult>(results, 'xor');
    return {
      columns: ['x1', 'x2', 'class', 'h1', 'h2', 'output'],
      rows: points.map(({ x, label, hidden, output }) => [
        ...x.map((v) => rounded(v)),
        label,
        ...hidden.map((v) => rounded(v)),
        rounded(output),
      ]),
    };
  },
  describe(results) {
    const { points, hidden, bend, trained } = result<XorResult>(results, 'xor');
    const at = (place: readonly number[]) => `(${place.map((v) => short(v)).join(', ')})`;
    return [
      `The points ${points.map(({ x }) => at(x)).join(', ')} go to ${points.map(({ hidden: h }) => at(h)).join(', ')} in hidden space.`,
      `There the line with weights ${at(hidden.line.weights)} parts the classes, and the nearest point is ${fixed(hidden.line.margin, 4)} from it.`,
      `On the straight way from the plane to hidden space a line parts them from ${fixed(bend.threshold, 4)} of the way on.`,
      `Trained from random starts, ${trained.right} of ${trained.runs} networks with ${trained.units} hidden units learned all four points.`,
    ].join(' ');
  },
});
