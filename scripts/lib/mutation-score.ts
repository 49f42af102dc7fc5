/** What share of its mutants the tests of a file noticed. */
import path from 'node:path';

/** What Stryker says of one mutant, as far as it is needed here. */
export interface Mutant {
  readonly fileName: string;
  readonly status: string;
}

export interface FileScore {
  readonly file: string;
  /** Mutants that made a test fail. */
  readonly killed: number;
  /** Mutants that made the tests run for ever. */
  readonly timedOut: number;
  /** Mutants under which all tests passed. */
  readonly survived: number;
  /** Mutants in code that no test runs. */
  readonly notCovered: number;
  /** Percent of the mutants noticed: killed or timed out. NaN where there are none. */
  readonly score: number;
}

/**
 * Scores of the files, by name. Mutants that do not compile or were left out count
 * for nothing.
 *
 * @param root folder that names are given from
 */
export function byFile(mutants: readonly Mutant[], root: string): FileScore[] {
  const groups = Map.groupBy(mutants, ({ fileName }) =>
    path.relative(root, path.resolve(root, fileName)).split(path.sep).join('/'),
  );
  return [...groups]
    .map(([file, list]) => {
      const count = (status: string): number => list.filter((one) => one.status === status).length;
      return withScore(file, {
        killed: count('Killed'),
        timedOut: count('Timeout'),
        survived: count('Survived'),
        notCovered: count('NoCoverage'),
      });
    })
    .sort((a, b) => (a.file < b.file ? -1 : 1));
}

/** All files as one. */
export function total(scores: readonly FileScore[]): FileScore {
  const sum = (of: (score: FileScore) => number): number =>
    scores.reduce((before, score) => before + of(score), 0);
  return withScore('all', {
    killed: sum(({ killed }) => killed),
    timedOut: sum(({ timedOut }) => timedOut),
    survived: sum(({ survived }) => survived),
    notCovered: sum(({ notCovered }) => notCovered),
  });
}

/** A table in Markdown, the total in the last line. */
export function scoreTable(scores: readonly FileScore[]): string {
  return [
    '| file | score | killed | timed out | survived | not covered |',
    '| --- | --: | --: | --: | --: | --: |',
    ...[...scores, total(scores)].map(
      ({ file, score, killed, timedOut, survived, notCovered }) =>
        `| ${file} | ${Number.isNaN(score) ? '–' : `${score.toFixed(2)} %`} | ${killed} | ${timedOut} | ${survived} | ${notCovered} |`,
    ),
  ].join('\n');
}

function withScore(file: string, counts: Omit<FileScore, 'file' | 'score'>): FileScore {
  const noticed = counts.killed + counts.timedOut;
  return {
    file,
    ...counts,
    score: (100 * noticed) / (noticed + counts.survived + counts.notCovered),
  };
}
