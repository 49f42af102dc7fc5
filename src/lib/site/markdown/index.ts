/**
 * The Markdown plugins of the site, for `unified({ remarkPlugins, rehypePlugins,
 * smartypants: false })` of `@astrojs/markdown-remark`. Smart quotes must be off:
 * they would rewrite text before it is read here, and headings would get other
 * fragments than `Page.headings` has. GFM is on by default there.
 */
import remarkMath from 'remark-math';
import { remarkMarginNotes } from './rewrite.ts';

export { remarkMarginNotes };

export const remarkPlugins = [remarkMath, remarkMarginNotes];

/** Nothing is left to do once Markdown has become HTML. */
export const rehypePlugins: [] = [];
