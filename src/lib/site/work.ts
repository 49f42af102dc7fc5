/** What all parts of one run of loadSite work with. */
import type { Results } from '../lab/define.ts';
import type { Errors } from './errors.ts';
import { fieldName } from './frontmatter.ts';
import { renderInline } from './inline.ts';
import type { InlineContext, Rendered } from './inline.ts';
import type { Draft } from './read.ts';
import type { RefIndex } from './refs.ts';

/** Names that are taken, by files that are sound or not. */
export interface Known {
  nodes: ReadonlySet<string>;
  /** Slugs of concepts. */
  concepts: ReadonlySet<string>;
  experiments: readonly string[];
  /** BibTeX keys. */
  keys: ReadonlySet<string>;
  /** Ids of figures. */
  figures: ReadonlySet<string>;
}

export interface Work {
  index: RefIndex;
  results: Results;
  /** KaTeX's output, of every formula of the site. */
  formulas: Set<string>;
  errors: Errors;
  known: Known;
  /** Whether a target that cannot be resolved is reported elsewhere: its own file is broken. */
  pardon: NonNullable<InlineContext['pardon']>;
}

/** Renders a frontmatter string, reporting with the line of its field. */
export function field(
  draft: Draft<unknown>,
  path: readonly PropertyKey[],
  source: string,
  work: Work,
  results: Results | null = null,
): Rendered {
  return renderInline(source, {
    from: draft.node,
    index: work.index,
    results,
    formulas: work.formulas,
    pardon: work.pardon,
    report: (message, hint) => {
      work.errors.add(
        { file: draft.file, line: draft.line(path), field: fieldName(path) },
        message,
        hint,
      );
    },
  });
}

/** For rendering what `checkBody` has checked already. */
export function quiet(draft: Draft<unknown>, work: Work): InlineContext {
  return {
    from: draft.node,
    index: work.index,
    results: work.results,
    formulas: work.formulas,
    report: () => undefined,
  };
}
