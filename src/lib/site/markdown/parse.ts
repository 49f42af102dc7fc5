import type { PhrasingContent, Root } from 'mdast';
import remarkFrontmatter from 'remark-frontmatter';
import remarkGfm from 'remark-gfm';
import remarkMath from 'remark-math';
import remarkMdx from 'remark-mdx';
import remarkParse from 'remark-parse';
import { unified } from 'unified';

const mdx = unified()
  .use(remarkParse)
  .use(remarkFrontmatter)
  .use(remarkMdx)
  .use(remarkGfm)
  .use(remarkMath)
  .freeze();

const inline = unified().use(remarkParse).use(remarkGfm).use(remarkMath).freeze();

/**
 * Parses a content file, frontmatter included, so that lines are the file's.
 * Throws a `VFileMessage` (with `line`, `column`, `reason`) where the MDX syntax is broken.
 */
export function parseMdx(source: string): Root {
  return mdx.parse(source);
}

/**
 * Parses a frontmatter string as inline Markdown with TeX. Returns null where it
 * holds anything but one paragraph (a heading, a list, a display formula).
 */
export function parseInline(source: string): PhrasingContent[] | null {
  const root = inline.parse(source.trim());
  const [first, ...more] = root.children;
  if (first === undefined) return [];
  return first.type === 'paragraph' && more.length === 0 ? first.children : null;
}
