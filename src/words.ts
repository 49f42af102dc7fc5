/** The words the pages use for the closed sets of the content, in one place. */
import type { Bound } from './lib/lab/define.ts';
import { formatValue } from './lib/site/format.ts';
import type {
  Basis,
  Certainty,
  Claim,
  ClaimKind,
  EdgeKind,
  Reference,
  Speaker,
  Verdict,
} from './lib/site/types.ts';

export const SITE_NAME = 'Margin Notes';

export const verdicts: readonly Verdict[] = [
  'holds',
  'holds-with-conditions',
  'does-not-hold',
  'reported',
];

export const verdictWord: Record<Verdict, string> = {
  holds: 'Holds',
  'holds-with-conditions': 'Holds if …',
  'does-not-hold': 'Does not hold',
  reported: 'Reported',
};

/** After a number: “7 hold”. */
export const verdictCount: Record<Verdict | 'none', string> = {
  holds: 'hold',
  'holds-with-conditions': 'hold if …',
  'does-not-hold': 'do not hold',
  reported: 'reported',
  none: 'not yet checked',
};

export const basisWord: Record<Basis, string> = {
  proved: 'proved',
  exact: 'exact',
  'real-data': 'real data',
  constructed: 'constructed',
  source: 'source',
  recalled: 'recalled',
  unchecked: 'unchecked',
};

export const basisMeaning: Record<Basis, string> = {
  proved: 'derived on its page and checked numerically',
  exact: 'a closed form, computed',
  'real-data': 'measured on real data, over several seeds',
  constructed: 'an example built to show it',
  source: 'read in the source named',
  recalled: 'from memory, not checked against the source',
  unchecked: 'no verdict yet; the experiment is planned',
};

export const speakerSays: Record<Speaker, string> = {
  paper: 'The paper says',
  notes: 'The notes say',
  editors: 'We add',
};

export const speakerClaims: Record<Speaker, string> = {
  paper: 'The paper’s claims',
  notes: 'The notes’ claims',
  editors: 'Our own claims',
};

export const kindWord: Record<ClaimKind, string> = {
  claim: 'Claim',
  question: 'Question',
  idea: 'Idea',
  opinion: 'Opinion',
};

export const certaintyWord: Record<Certainty, string> = {
  read: 'read in the source',
  secondary: 'from a secondary source',
  recalled: 'recalled, not checked against the source',
};

/** An edge read from its source: “A-Softmax generalises softmax”. */
export const edgeWord: Record<EdgeKind, string> = {
  introduces: 'introduces',
  uses: 'uses',
  generalizes: 'generalises',
  'contrasts-with': 'contrasts with',
  criticizes: 'criticises',
  explains: 'explains',
  motivates: 'motivates',
  'evaluated-on': 'is evaluated on',
  tag: 'is about',
  prerequisite: 'builds on',
  link: 'links to',
  claim: 'states',
  figure: 'shows',
  cites: 'cites',
};

/** The same edge read from its target. */
export const edgeWordBack: Record<EdgeKind, string> = {
  introduces: 'introduced by',
  uses: 'used by',
  generalizes: 'generalised by',
  'contrasts-with': 'contrasts with',
  criticizes: 'criticised by',
  explains: 'explained by',
  motivates: 'motivated by',
  'evaluated-on': 'used to evaluate',
  tag: 'touched by',
  prerequisite: 'needed for',
  link: 'linked from',
  claim: 'stated by',
  figure: 'shown in',
  cites: 'cited by',
};

/** “Holds if K ≥ 3”, “Does not hold”, “Not yet checked”; plain text. */
export function verdictText(claim: Pick<Claim, 'verdict' | 'condition' | 'kind'>): string {
  if (claim.kind !== 'claim') return kindWord[claim.kind];
  if (claim.verdict === null) return 'Not yet checked';
  if (claim.verdict === 'holds-with-conditions') return `Holds if ${claim.condition ?? '…'}`;
  return verdictWord[claim.verdict];
}

/** Class that sets the verdict's colour. */
export const verdictClass = (verdict: Verdict | null): string => `v-${verdict ?? 'none'}`;

/** A number as a table shows it: whole numbers in full, others to five digits without trailing zeros. */
export function shortNumber(value: number): string {
  if (Number.isInteger(value) && Math.abs(value) < 1e9) return formatValue(value, 'int');
  const size = Math.abs(value);
  if (size < 1e-4 || size >= 1e7) return formatValue(value, 'sci(3)').replace(/\.?0+·/, '·');
  return formatValue(Number(value.toPrecision(5)), undefined);
}

/** Short name of a venue: what its long name gives in brackets, or after a dash; without a year. */
export function venue(reference: Pick<Reference, 'venue'>): string | null {
  const name = reference.venue;
  if (name === null) return null;
  const short = /\(([A-Z][\w’ -]{1,11})\)/.exec(name)?.[1] ?? name.split(/ [–-] /).at(-1) ?? name;
  return short.replace(/ (?:19|20)\d\d$/, '');
}

const bounds = { '<': '<', '<=': '≤', '>': '>', '>=': '≥' } as const;

/** A bound as it is written beside the number it judges: “≤ 0.5”, “1 ± 0.001”. */
export function boundText(bound: Bound): string {
  const value = shortNumber(bound.value);
  if (bound.op !== '=') return `${bounds[bound.op]} ${value}`;
  return bound.within === 0 ? `= ${value}` : `${value} ± ${shortNumber(bound.within)}`;
}
