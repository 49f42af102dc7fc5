import type { InverseCostResult } from '../../lib/experiments/inverse-cost.ts';
import { defineFigure } from './define.ts';
import { fixed, grouped, rounded } from './lib/format.ts';
import { result } from './lib/results.ts';

export default defineFigure({
  id: 'inverse-cost',
  title: 'Inverting by elimination costs n³; solving instead tends to a sixth of that',
  caption:
    'Multiplications counted as they are made. Elimination needs exactly $n^3$; Strassen’s recursion grows like $n^{\\log_2 7}$, so that its share keeps falling; a Cholesky factor with one solution, all that a Newton step needs, is {inverse-cost:ratio.last|fixed(1)} times cheaper than the inverse at $n = $ {inverse-cost:ratio.n.7|int}.',
  alt: 'Two line charts against the size n of the matrix. Left, the number of multiplications of inverting and of solving, on logarithmic axes: parallel lines, solving below. Right, the same divided by n³: elimination stays at 1, Strassen’s recursion falls steadily, solving by Cholesky levels off near a sixth.',
  experiments: ['inverse-cost'],
  module: 'src/lib/optimization/gauss-jordan.ts',
  table(results) {
    const { gaussJordan, strassen, cholesky, ratio } = result<InverseCostResult>(
      results,
      'inverse-cost',
    );
    return {
      columns: [
        'n',
        'inverse by elimination',
        'inverse by Strassen',
        'solution by Cholesky',
        'elimination ÷ Cholesky',
      ],
      rows: gaussJordan.n.map((n, i) => [
        n,
        gaussJordan.multiplications[i] ?? '',
        strassen.multiplications[i] ?? '',
        cholesky.multiplications[i] ?? '',
        rounded(ratio.values[i] ?? NaN, 4),
      ]),
    };
  },
  describe(results) {
    const { gaussJordan, strassen, cholesky, ratio } = result<InverseCostResult>(
      results,
      'inverse-cost',
    );
    const last = gaussJordan.n.length - 1;
    return [
      `At n = ${gaussJordan.n[last] ?? 0} the inverse by elimination takes ${grouped(gaussJordan.multiplications[last] ?? 0)} multiplications, a Cholesky solution ${grouped(cholesky.multiplications[last] ?? 0)}: ${fixed(ratio.last, 2)} times fewer.`,
      `When n doubles, the logarithm to base 2 of the count grows by ${fixed(gaussJordan.slope, 3)} for elimination, ${fixed(strassen.slope, 3)} for Strassen's recursion and ${fixed(cholesky.slope, 3)} for Cholesky, which tends to 3.`,
    ].join(' ');
  },
});
