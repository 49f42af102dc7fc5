import { proportionError } from '../../lib/numeric/proportion-error.ts';
import type { Sources } from './define.ts';
import { defineFigure } from './define.ts';
import { fixed } from './lib/format.ts';
import { sourceTable, sourceWork, tableNumber } from './lib/sources.ts';

/** A system, and the cell of a note's table that holds its accuracy. */
interface Place {
  readonly name: string;
  /** A shorter name, for narrow columns. */
  readonly brief?: string;
  /** The work whose year it stands under. */
  readonly work: string;
  readonly table: string;
  readonly row: string;
  readonly column: string;
}

const PLACES: readonly Place[] = [
  {
    name: 'DeepFace',
    work: 'taigman2014deepface',
    table: 'deepid2/lfw',
    row: 'DeepFace',
    column: 'LFW',
  },
  { name: 'DeepID', work: 'sun2014deepid', table: 'deepid2/lfw', row: 'DeepID', column: 'LFW' },
  {
    name: 'DeepID2, 25 patches',
    brief: 'DeepID2 (25)',
    work: 'sun2014deepid2',
    table: 'deepid2/patches',
    row: '25',
    column: 'LFW',
  },
  { name: 'DeepID2', work: 'sun2014deepid2', table: 'deepid2/lfw', row: 'DeepID2', column: 'LFW' },
  {
    name: 'FaceNet',
    work: 'schroff2015facenet',
    table: 'facenet/abstract',
    row: 'LFW',
    column: 'accuracy',
  },
  {
    name: 'Centre loss',
    work: 'wen2016center',
    table: 'center-loss/as-cosface-prints',
    row: 'the paper’s own network',
    column: 'LFW',
  },
  {
    name: 'NormFace',
    work: 'wang2017normface',
    table: 'normface/finetuned',
    row: 'network of the centre-loss paper',
    column: 'after',
  },
  {
    name: 'SphereFace',
    work: 'liu2017sphereface',
    table: 'sphereface/loss-comparison',
    row: 'A-Softmax',
    column: 'LFW',
  },
  {
    name: 'OE-CNN',
    work: 'wang2018oecnn',
    table: 'oe-cnn/lfw',
    row: 'face recognition, LFW',
    column: 'accuracy',
  },
  {
    name: 'CosFace',
    work: 'wang2018cosface',
    table: 'cosface/large',
    row: 'LFW',
    column: 'result',
  },
  { name: 'DAL', work: 'wang2019dal', table: 'dal/across-ages', row: 'DAL', column: 'LFW' },
  {
    name: 'ArcFace',
    work: 'deng2019arcface',
    table: 'arcface/casia',
    row: 'ArcFace, m = 0.5',
    column: 'LFW',
  },
];

/** Pairs of pictures in the test. */
const PAIRS = 6000;

export interface LfwPoint {
  readonly name: string;
  readonly brief: string | null;
  readonly year: number;
  /** Accuracy, per cent. */
  readonly accuracy: number;
  /** Two standard errors of it on so many pairs, in points. */
  readonly chance: number;
  readonly certainty: 'read' | 'secondary' | 'recalled';
}

/** The points in order of year, then accuracy. */
export function lfwPoints(sources: Sources): LfwPoint[] {
  return PLACES.map(({ name, brief, work, table, row, column }) => {
    const accuracy = tableNumber(sources, table, row, column);
    return {
      name,
      brief: brief ?? null,
      year: sourceWork(sources, work).year,
      accuracy,
      chance: 200 * proportionError(accuracy / 100, PAIRS),
      certainty: sourceTable(sources, table).certainty,
    };
  }).sort((a, b) => a.year - b.year || a.accuracy - b.accuracy);
}

/** Lowest and highest accuracy of some points. */
export function range(points: readonly LfwPoint[]): { low: LfwPoint; high: LfwPoint } {
  const [first] = points;
  if (first === undefined) throw new RangeError('no points; a range needs at least one');
  let low = first;
  let high = first;
  for (const point of points) {
    if (point.accuracy < low.accuracy) low = point;
    if (point.accuracy > high.accuracy) high = point;
  }
  return { low, high };
}

export default defineFigure({
  id: 'lfw-by-year',
  title: 'In 2014 accuracy on LFW spans nearly two points; from 2015 on, about half a point',
  caption:
    'Accuracy on the pairs of LFW, from the tables of the notes on these papers; the mark says how sure we are of a number. The thin line is chance alone: two standard errors either way, on as many pairs as the test has. Networks and training sets differ from row to row, so the rows compare systems, not losses.',
  alt: 'Dot plot of accuracy on LFW, one row a system in order of year from 2014 to 2019, with a thin line for what chance does and three kinds of mark for read, secondary and recalled numbers. The rows of 2014 climb by nearly two points; all later ones lie within half a point.',
  experiments: [],
  tables: [...new Set(PLACES.map(({ table }) => table))],
  works: [...new Set(PLACES.map(({ work }) => work))],
  module: 'src/lib/numeric/proportion-error.ts',
  table(_, sources) {
    return {
      columns: [
        'system',
        'year',
        'accuracy (%)',
        'two standard errors (points)',
        'mistakes in 6,000 pairs',
        'how sure',
        'table',
      ],
      rows: lfwPoints(sources).map(({ name, year, accuracy, chance, certainty }) => [
        name,
        String(year),
        accuracy,
        Number(chance.toFixed(3)),
        Math.round(((100 - accuracy) / 100) * PAIRS),
        certainty,
        PLACES.find((place) => place.name === name)?.table ?? '',
      ]),
    };
  },
  describe(_, sources) {
    const points = lfwPoints(sources);
    const [first] = points;
    if (first === undefined) return '';
    const early = range(points.filter(({ year }) => year === first.year));
    const late = range(points.filter(({ year }) => year > first.year));
    const span = ({ low, high }: typeof early) =>
      `from ${fixed(low.accuracy, 2)}% (${low.name}) to ${fixed(high.accuracy, 2)}% (${high.name})`;
    const counts = (['read', 'secondary', 'recalled'] as const).map(
      (how) => points.filter(({ certainty }) => certainty === how).length,
    );
    return [
      `The systems of ${first.year} go ${span(early)}, a span of ${fixed(early.high.accuracy - early.low.accuracy, 2)} points.`,
      `Those of later years go ${span(late)}, a span of ${fixed(late.high.accuracy - late.low.accuracy, 2)} points.`,
      `Two standard errors on the test’s pairs are ${fixed(late.high.chance, 2)} points at the highest of them and ${fixed(first.chance, 2)} points for ${first.name}.`,
      `Of the numbers ${counts[0]} were read in the source, ${counts[1]} come from a secondary source and ${counts[2]} from memory.`,
    ].join(' ');
  },
});
