import type { SoftplusAlphaResult } from '../../lib/experiments/softplus-alpha.ts';
import { defineFigure } from './define.ts';
import { fixed, rounded, short } from './lib/format.ts';
import { result } from './lib/results.ts';

export const ALPHAS = ['a1', 'a1p3', 'a2', 'a3', 'a6'] as const;

export default defineFigure({
  id: 'softplus-gap',
  title:
    'The sharper the softplus, the nearer to the rectifier, in value and in the paper’s errors',
  caption:
    'Left: how far softplus$_\\alpha$ lies above the rectifier; at most $\\frac{\\ln2}{\\alpha}$, at zero: {softplus-alpha:byAlpha.a1.gap|fixed(3)} for $\\alpha=1$, {softplus-alpha:byAlpha.a6.gap|fixed(3)} for $\\alpha=6$. Right: the test errors on NORB that the paper gives for each $\\alpha$, from memory; they fall from {softplus-alpha:norb.error.0|fixed(2)} to {softplus-alpha:norb.error.5|fixed(2)} per cent for the rectifier, $\\alpha=\\infty$.',
  alt: 'Left, curves of the difference between softplus and rectifier against the input, for five alphas: each has a peak at zero, the lower and narrower the larger alpha. Right, points of the paper’s error on NORB against alpha, falling steadily to the value of the rectifier.',
  experiments: ['softplus-alpha'],
  module: 'src/lib/rectifiers/activations.ts',
  table(results) {
    const { alphas, byAlpha, norb } = result<SoftplusAlphaResult>(results, 'softplus-alpha');
    return {
      columns: [
        'alpha',
        'largest gap to the rectifier',
        'area between the curves',
        'NORB error of the paper, recalled (%)',
      ],
      rows: [
        ...ALPHAS.map((key, i) => [
          alphas[i] ?? NaN,
          rounded(byAlpha[key].gap),
          rounded(byAlpha[key].area),
          norb.error[i] ?? NaN,
        ]),
        ['infinite (rectifier)', 0, 0, norb.error.at(-1) ?? NaN],
      ],
    };
  },
  describe(results) {
    const { alphas, byAlpha, norb } = result<SoftplusAlphaResult>(results, 'softplus-alpha');
    return [
      `The largest gap between softplus and rectifier, at zero, is ${ALPHAS.map((key) => fixed(byAlpha[key].gap, 3)).join(', ')} for alpha ${alphas.map((a) => short(a)).join(', ')}: the logarithm of 2 over alpha.`,
      `The area between them is ${fixed(byAlpha.a1.area, 3)} for alpha 1 and falls with the square of alpha.`,
      `The paper’s errors on NORB, recalled, are ${norb.error.map((v) => fixed(v, 2)).join(', ')} per cent in the same order, the last for the rectifier itself.`,
    ].join(' ');
  },
});
