/** What an author may write in a body beside Markdown: components with their attributes. */
export interface Component {
  /** Stands in a line of text, or as a block of its own. */
  readonly place: 'inline' | 'block';
  readonly attributes: Readonly<Record<string, 'text' | 'flag'>>;
  readonly required: readonly string[];
}

export const components: Readonly<Record<string, Component>> = {
  Claim: { place: 'inline', attributes: { id: 'text', margin: 'flag' }, required: ['id'] },
  Value: { place: 'inline', attributes: { of: 'text', as: 'text' }, required: ['of'] },
  Sidenote: { place: 'inline', attributes: {}, required: [] },
  Figure: { place: 'block', attributes: { id: 'text', wide: 'flag' }, required: ['id'] },
  Results: { place: 'block', attributes: { id: 'text' }, required: ['id'] },
  Exercise: { place: 'block', attributes: { title: 'text' }, required: ['title'] },
  Solution: { place: 'block', attributes: {}, required: [] },
};

/** HTML an author may write as it is. */
export const htmlElements: ReadonlySet<string> = new Set([
  'abbr',
  'br',
  'cite',
  'kbd',
  'q',
  'sub',
  'sup',
]);

/** Schemes of links that lead to things of the site. */
export const schemes = ['concept', 'paper', 'topic', 'claim', 'figure', 'eq', 'cite'] as const;
export type Scheme = (typeof schemes)[number];

/** Schemes that leave the site and are kept as they are. */
export const outerSchemes: readonly string[] = ['https', 'http', 'mailto'];
