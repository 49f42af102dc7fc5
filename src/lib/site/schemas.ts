/**
 * The frontmatter of each kind of page. Strict: a field that is not named here is
 * an error, and nothing is coerced. What a single field cannot say (a link that
 * leads nowhere, a verdict without a basis) is checked in `load.ts`.
 */
import { z } from 'zod';

const SLUG = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/** Text that is not empty. */
const text = z.string().refine((s) => s.trim() !== '', { message: 'text, not an empty one' });
/** Text without a line break. */
const line = text.refine((s) => !s.trim().includes('\n'), { message: 'a single line' });
/** A line that is shown where no formula can be: in titles of windows, lists, feeds. */
const plain = line.refine((s) => !/\$[^$]+\$/.test(s), {
  message: 'plain text without formulas (write ψ, not $\\psi$)',
});
/** Lower-case words joined by hyphens. */
const slug = z.string().regex(SLUG, { message: 'lower-case words joined by hyphens' });
/** `concept:a-softmax`, `paper:sphereface`, `topic:newton-taylor`, `claim:note/claim`. */
const node = z.string().regex(/^(concept|paper|topic):[a-z0-9-]+$|^claim:[a-z0-9-]+\/[a-z0-9-]+$/, {
  message: 'a page, as "concept:slug", "paper:slug", "topic:slug" or "claim:note/slug"',
});

export const relationTypes = [
  'introduces',
  'uses',
  'generalizes',
  'contrasts-with',
  'criticizes',
  'explains',
  'motivates',
  'evaluated-on',
] as const;

const relation = z.strictObject({
  /** How this page stands to the other. */
  type: z.enum(relationTypes),
  /** The other page. */
  to: node,
  /** Why, as a sentence. Inline TeX allowed. */
  why: line,
});

const source = z.strictObject({
  /** BibTeX key of the paper the numbers come from; left out for the notes' own. */
  key: text.optional(),
  /** Table, section or page. */
  where: plain,
  /** Read there, read in a secondary source, or recalled from memory. */
  certainty: z.enum(['read', 'secondary', 'recalled']),
  /** What a reader of the numbers should know. Inline TeX allowed. */
  note: line.optional(),
});

const column = z.strictObject({
  /** Name in the table's head. Plain text. */
  name: plain,
  /** Unit of its numbers. */
  unit: plain.optional(),
  /** Left unless all its cells are numbers. */
  align: z.enum(['left', 'right']).optional(),
});

const results = z.strictObject({
  /** Name for `<Results id>`. */
  id: slug,
  /** What the table shows. Plain text. */
  title: plain,
  /** Where the numbers come from and how sure we are. */
  source,
  columns: z.array(column).min(1, { message: 'at least one column' }),
  /** One list for each row, as long as there are columns; null where there is no number. */
  rows: z
    .array(z.array(z.union([z.string(), z.number(), z.null()])))
    .min(1, { message: 'at least one row' }),
});

const correction = z.strictObject({
  /** Unique within the note. */
  id: slug,
  /** Where in the original notes. Plain text. */
  where: plain,
  /** What stood there. Inline Markdown and TeX, here and in the next two. */
  was: line,
  /** What is right. */
  is: line,
  /** Why. */
  why: line,
});

/** What paper and topic notes share. */
const note = {
  /** Short name for lists and links. */
  short: plain,
  /** One or two sentences. Inline TeX allowed. */
  summary: text,
  /** Other names, for search. */
  aliases: z.array(plain).optional(),
  /** Tags: slugs of concepts. */
  concepts: z.array(slug),
  /** What to know first: pages. */
  prerequisites: z.array(node).optional(),
  relations: z.array(relation).optional(),
  /** Tables carried over, as data. */
  results: z.array(results).optional(),
  /** Slips of the original notes that need no claim of their own. */
  corrections: z.array(correction).optional(),
};

export const paperSchema = z.strictObject({
  /** BibTeX key: title, authors, venue and year come from the bibliography. */
  key: text,
  ...note,
});

export const topicSchema = z.strictObject({
  /** Plain text. */
  title: plain,
  ...note,
});

export const conceptSchema = z.strictObject({
  /** Plain text. */
  title: plain,
  /** Other names, for search. */
  aliases: z.array(plain).optional(),
  /** Symbols it is written with, plain text: `ψ(θ)`. */
  symbols: z.array(plain).optional(),
  /** One line. Inline TeX allowed. */
  definition: line,
  /** What to know first: slugs of concepts. */
  prerequisites: z.array(slug).optional(),
  relations: z.array(relation).optional(),
});

export const claimKinds = ['claim', 'question', 'idea', 'opinion'] as const;
export const speakers = ['paper', 'notes', 'editors'] as const;
export const verdicts = ['holds', 'holds-with-conditions', 'does-not-hold', 'reported'] as const;
export const bases = [
  'proved',
  'exact',
  'real-data',
  'constructed',
  'source',
  'recalled',
  'unchecked',
] as const;

export const claimSchema = z.strictObject({
  /** Plain text. */
  title: plain,
  /** One sentence. Inline TeX allowed. */
  statement: line,
  /** `claim` unless told; the others carry no verdict. */
  kind: z.enum(claimKinds).optional(),
  /** Who says it: the paper's authors, the original notes, or we. */
  says: z.enum(speakers),
  /** Section, equation or table. Plain text. */
  where: plain,
  /** Slugs of concepts. */
  concepts: z.array(slug),
  /** What was found; null while unchecked. */
  verdict: z.enum(verdicts).nullable().optional(),
  /** How it was reached. */
  basis: z.enum(bases).optional(),
  /** Ids of the experiments that decide it. */
  experiments: z.array(slug).optional(),
  /** When it holds; only where no check says so. Inline TeX allowed. */
  condition: line.optional(),
  /** Address of the passage, for basis `source`. */
  source: line.optional(),
  /** Id of the experiment to come, for basis `unchecked`. */
  planned: slug.optional(),
  /** One line with a measured number, by `{experiment:path|format}`. */
  evidence: line.optional(),
});

export type PaperData = z.infer<typeof paperSchema>;
export type TopicData = z.infer<typeof topicSchema>;
export type ConceptData = z.infer<typeof conceptSchema>;
export type ClaimData = z.infer<typeof claimSchema>;

/** What a kind's pages are read with: the schema, and what stands in for a field that does not fit it. */
export const kinds = {
  paper: {
    schema: paperSchema,
    fallback: { key: '', short: '', summary: '', concepts: [] } satisfies PaperData as PaperData,
  },
  topic: {
    schema: topicSchema,
    fallback: { title: '', short: '', summary: '', concepts: [] } satisfies TopicData as TopicData,
  },
  concept: {
    schema: conceptSchema,
    fallback: { title: '', definition: '' } satisfies ConceptData as ConceptData,
  },
  claim: {
    schema: claimSchema,
    fallback: {
      title: '',
      statement: '',
      says: 'notes',
      where: '',
      concepts: [],
    } satisfies ClaimData as ClaimData,
  },
};

export { SLUG };
