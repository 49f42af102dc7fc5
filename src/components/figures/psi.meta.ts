import type { PsiResult } from '../../lib/experiments/psi.ts';
import { defineFigure } from './define.ts';
import { degrees, fixed, grouped, rounded, short } from './lib/format.ts';
import { result } from './lib/results.ts';

const MARGINS = ['m1', 'm2', 'm3', 'm4', 'm5', 'm6', 'm7', 'm8'] as const;
const ANGLES = ['d30', 'd60', 'd90', 'd120', 'd180'] as const;

export default defineFigure({
  id: 'psi',
  title: 'ψ never rises, whatever the margin',
  caption:
    '$\\psi(\\theta)$; heavy, the chosen margin, at first the $m = 4$ of the paper. Each branch starts where the last one ended (rings). Dashed: $\\cos m\\theta$ alone, which climbs again by as much as {psi:byMargin.m4.cosineClimb|fixed(0)}.',
  alt: 'Line chart of ψ against the angle θ from 0 to π for several margins m. Every curve starts at 1 and falls all the way, the deeper the larger m; the plain cosine of mθ, dashed, rises again.',
  experiments: ['psi'],
  module: 'src/lib/margins/psi.ts',
  knob: 'the margin m, from 1 to 8',
  table(results) {
    const { byMargin, table } = result<PsiResult>(results, 'psi');
    return {
      columns: [
        'm',
        ...ANGLES.map((angle) => `ψ(${angle.slice(1)}°)`),
        'smallest',
        'largest',
        'largest change between samples',
        'climb of cos(mθ) alone',
      ],
      rows: MARGINS.map((m) => [
        Number(m.slice(1)),
        ...ANGLES.map((angle) => rounded(table[angle][m])),
        rounded(byMargin[m].min),
        rounded(byMargin[m].max),
        rounded(byMargin[m].largestStep, 3),
        rounded(byMargin[m].cosineClimb),
      ]),
    };
  },
  describe(results) {
    const { byMargin, joints, maxRise, samples, table } = result<PsiResult>(results, 'psi');
    return [
      `For every margin from 1 to 8 the curve starts at ${short(byMargin.m4.max)} for θ = 0 and ends at 1 − 2m for θ = π: at ${short(byMargin.m1.min)} for m = 1, the plain cosine, and at ${short(byMargin.m4.min)} for m = 4.`,
      `Between ${grouped(samples)} samples the largest rise is ${fixed(maxRise, 0)}.`,
      `The branches of m = 4 meet at ${joints.m4.map((angle) => degrees(angle, 0)).join(', ')}, where the curve is level for an instant.`,
      `At a right angle ψ is ${short(table.d90.m1)}, ${short(table.d90.m2)}, ${short(table.d90.m3)} and ${short(table.d90.m4)} for m = 1 to 4.`,
      `The cosine of 4θ alone would climb again by ${fixed(byMargin.m4.cosineClimb, 0)}.`,
    ].join(' ');
  },
});
