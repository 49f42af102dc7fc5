import type { NewtonFailuresResult } from '../../lib/experiments/newton-failures.ts';
import { defineFigure } from './define.ts';
import { fixed, rounded, short } from './lib/format.ts';
import { result } from './lib/results.ts';

export default defineFigure({
  id: 'newton-failures',
  title: 'Newton’s method may run in a circle, run away, or climb',
  caption:
    "Each step goes to the stationary point of the parabola (red) that touches the function (grey) at $x_k$; rings mark the minima. From 0 the first run goes to and fro between two points; from {newton-failures:hyperbola.far.start|fixed(1)} the second gets further away each time; where $f'' < 0$ the third climbs to a maximum; the last ends on a saddle.",
  alt: 'Four small charts. Newton’s method cycles between two points beside the minimum of a quartic, moves away from the minimum of the square root of 1 + x², climbs to the maximum of the cosine, and goes to the saddle of x² − y² in one step.',
  experiments: ['newton-failures'],
  module: 'src/lib/optimization/newton-stationary.ts',
  table(results) {
    const { cycle, hyperbola, cosine, saddle } = result<NewtonFailuresResult>(
      results,
      'newton-failures',
    );
    const runs = [
      { name: 'x⁴/4 − x² + 2x', xs: cycle.xs },
      { name: '√(1 + x²)', xs: hyperbola.far.xs },
      { name: 'cos x', xs: cosine.xs },
    ];
    const most = 5;
    return {
      columns: ['step', ...runs.map(({ name }) => `x for ${name}`), 'x for x² − y²', 'y'],
      rows: Array.from({ length: most }, (_, k) => [
        k,
        ...runs.map(({ xs }) => cell(xs[k])),
        cell(saddle.path[k]?.[0]),
        cell(saddle.path[k]?.[1]),
      ]),
    };
  },
  describe(results) {
    const { cycle, hyperbola, cosine, saddle } = result<NewtonFailuresResult>(
      results,
      'newton-failures',
    );
    const list = (xs: readonly number[]) => xs.map((x) => short(x, 3)).join(', ');
    return [
      `On x⁴/4 − x² + 2x the iterates from ${cycle.start} are ${list(cycle.xs)}, for ever, while the minimum lies at ${fixed(cycle.stationary, 3)}.`,
      `On √(1 + x²), whose minimum is at ${hyperbola.far.stationary}, a start at ${hyperbola.far.start} goes to ${list(hyperbola.far.xs.slice(1, 4))} and on.`,
      `On cos x a start at ${cosine.start} goes to ${list(cosine.xs.slice(1, 3))}: the ${cosine.kind} at 0, where the second derivative is ${fixed(cosine.curvature, 0)}.`,
      `On x² − y² the step from (${list(saddle.path[0] ?? [])}) goes to (${list(saddle.path[1] ?? [])}), a saddle.`,
    ].join(' ');
  },
});

function cell(value: number | undefined): number | string {
  return value === undefined ? '' : rounded(value);
}
