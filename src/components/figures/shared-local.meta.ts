import type { SharedOrLocalResult } from '../../lib/experiments/shared-or-local.ts';
import { defineFigure } from './define.ts';
import { fixed, rounded } from './lib/format.ts';
import { result } from './lib/results.ts';

/** Panel by panel as they are drawn. */
export const REGIMES = [
  { regime: 'flatCentred', name: 'no pool, in place' },
  { regime: 'flatMoved', name: 'no pool, moved' },
  { regime: 'flatScrambled', name: 'no pool, scrambled' },
  { regime: 'pooledCentred', name: 'pool, in place' },
  { regime: 'pooledMoved', name: 'pool, moved' },
] as const;
export const SHIFTS = ['shift0', 'shift1', 'shift2', 'shift3', 'shift4'] as const;
const COLUMNS = [...SHIFTS, 'shifted'] as const;

export default defineFigure({
  id: 'shared-local',
  title: 'Sharing pays behind a pool when digits move; where places differ, local filters win',
  caption:
    'Test accuracy against how far the test digits are moved, means of five seeds: filters shared by all places (dots) and filters of each place’s own (rings). Training digits as they are (in place), moved by up to {shared-or-local:settings.moved|int} pixels, or with the pixels of each tile in an order of its own (scrambled). Last panel: shared less local, with 95% intervals over the seeds, for test digits in place (dots) and in the mean over the moves (rings), heavy where the interval leaves out zero. Pool and training in place: {shared-or-local:difference.pooledCentred.shifted.mean|percent(1)} ahead for moved digits.',
  alt: 'Five line charts of test accuracy against the shift of the test digits for shared and local filters, and their differences with intervals. Without a pool both lines lie together, local a little higher for scrambled digits; with a pool and training digits in place shared filters are clearly ahead for moved digits.',
  experiments: ['shared-or-local'],
  module: 'src/lib/networks/locally-connected.ts',
  table(results) {
    const { accuracy, difference } = result<SharedOrLocalResult>(results, 'shared-or-local');
    return {
      columns: [
        'first layer, digits',
        'shift of the test digits (px)',
        'shared (%)',
        'local (%)',
        'shared less local (points)',
        'interval from',
        'to',
      ],
      rows: REGIMES.flatMap(({ regime, name }) =>
        COLUMNS.map((column) => {
          const { mean, low, high } = difference[regime][column];
          return [
            name,
            column === 'shifted' ? '1 to 4' : Number(column.slice(-1)),
            ...[
              accuracy[regime].shared[column].mean,
              accuracy[regime].local[column].mean,
              mean,
              low,
              high,
            ].map((share) => rounded(100 * share, 4)),
          ];
        }),
      ),
    };
  },
  describe(results) {
    const { accuracy, difference } = result<SharedOrLocalResult>(results, 'shared-or-local');
    const percent = (share: number) => `${fixed(100 * share, 1)}%`;
    const both = (regime: (typeof REGIMES)[number]['regime'], column: 'shift0' | 'shifted') =>
      `${percent(accuracy[regime].shared[column].mean)} against ${percent(accuracy[regime].local[column].mean)}`;
    const { low, high } = difference.pooledCentred.shifted;
    return [
      `Shared against local filters, no pool: ${both('flatCentred', 'shift0')} for digits in place, ${both('flatMoved', 'shifted')} for moved digits after training with moved ones, ${both('flatScrambled', 'shift0')} for scrambled digits.`,
      `With a pool: ${both('pooledCentred', 'shift0')} for digits in place and ${both('pooledCentred', 'shifted')} for moved ones.`,
      `That last difference has the interval ${fixed(100 * low, 2)} to ${fixed(100 * high, 2)} points.`,
    ].join(' ');
  },
});
