/**
 * The small picture of a page's neighbours: the page in the middle, up to six
 * neighbours on each side, the strongest kept. Positions only; the page draws.
 */

export interface Tie {
  /** Node id of the neighbour. */
  readonly id: string;
  readonly side: 'left' | 'right';
  /** Larger is kept first. */
  readonly strength: number;
  /** The relation in words. */
  readonly label: string;
}

export interface NamedTie extends Tie {
  readonly title: string;
  readonly url: string;
}

export interface Bowtie {
  readonly width: number;
  readonly height: number;
  /** Neighbours on the fuller side. */
  readonly rows: number;
  readonly lines: readonly string[];
  readonly labels: readonly {
    readonly x: number;
    readonly y: number;
    readonly anchor: 'start' | 'end';
    readonly text: string;
    readonly relation: string;
    readonly url: string;
  }[];
  /** The page's own title, broken into lines. */
  readonly centre: readonly string[];
}

const WIDTH = 640;
const ROW = 44;
const PER_SIDE = 6;
/** Characters a side label may have at 13 px before it meets the middle. */
const LONGEST = 27;
const INNER = 92;

/**
 * Lays out the neighbours of a page. A neighbour that is tied on both sides or
 * several times stands once, with its strongest relation.
 */
export function bowtie(title: string, ties: readonly NamedTie[]): Bowtie {
  const strongest = new Map<string, NamedTie>();
  for (const tie of ties) {
    const known = strongest.get(tie.id);
    if (!known || tie.strength > known.strength) strongest.set(tie.id, tie);
  }
  const side = (name: Tie['side']): NamedTie[] =>
    [...strongest.values()]
      .filter((tie) => tie.side === name)
      .sort((a, b) => b.strength - a.strength || (a.title < b.title ? -1 : 1))
      .slice(0, PER_SIDE);
  const left = side('left');
  const right = side('right');
  const rows = Math.max(left.length, right.length);
  const height = Math.max(rows, 2) * ROW;
  const middle = height / 2;
  const lines: string[] = [];
  const place = (list: readonly NamedTie[], isLeft: boolean): Bowtie['labels'] =>
    list.map((tie, index) => {
      const y = middle + (index - (list.length - 1) / 2) * ROW;
      const x = isLeft ? 210 : WIDTH - 210;
      const from = isLeft ? x + 8 : x - 8;
      const to = isLeft ? WIDTH / 2 - INNER + 12 : WIDTH / 2 + INNER - 12;
      const half = (from + to) / 2;
      lines.push(`M${from} ${y}C${half} ${y} ${half} ${middle} ${to} ${middle}`);
      return {
        x,
        y: y + 1,
        anchor: isLeft ? ('end' as const) : ('start' as const),
        text: shorten(tie.title),
        relation: tie.label,
        url: tie.url,
      };
    });
  const labels = [...place(left, true), ...place(right, false)];
  return { width: WIDTH, height, rows, lines, labels, centre: breakLines(title, 18) };
}

function shorten(text: string): string {
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST - 1).trimEnd()}…`;
}

/** Breaks a title at spaces into lines of about `length` characters. */
function breakLines(text: string, length: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= length) {
      lines[lines.length - 1] = `${last} ${word}`;
    } else {
      lines.push(word);
    }
  }
  return lines;
}
