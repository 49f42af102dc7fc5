import { textOfHtml } from './html.ts';

/**
 * Characters the pages can show, and those of formulas: two sorted strings, for
 * subsetting the fonts. Text is read from any value by walking it; a field named
 * `…Html` or `context` counts by what it shows. `formulas` is KaTeX's output, of
 * which the MathML part is not drawn with its fonts. Rather too many than too few.
 */
export function glyphsOf(
  value: unknown,
  formulas: Iterable<string>,
): { text: string; math: string } {
  const text = new Set<string>();
  const math = new Set<string>();
  const walk = (part: unknown, name: string): void => {
    if (typeof part === 'string') {
      const isHtml = /html$/i.test(name) || name === 'context';
      add(text, isHtml ? textOfHtml(withoutMathml(part)) : part);
    } else if (Array.isArray(part)) {
      for (const item of part) walk(item, name);
    } else if (typeof part === 'object' && part !== null) {
      for (const [key, item] of Object.entries(part)) walk(item, key);
    }
  };
  walk(value, '');
  for (const formula of formulas) add(math, textOfHtml(withoutMathml(formula)));
  return { text: sorted(text), math: sorted(math) };
}

function withoutMathml(html: string): string {
  return html.replace(/<span class="katex-mathml">[^]*?<\/math><\/span>/g, '');
}

function add(set: Set<string>, text: string): void {
  for (const ch of text) if (ch > ' ') set.add(ch);
}

function sorted(set: ReadonlySet<string>): string {
  return [...set].sort((a, b) => (a.codePointAt(0) ?? 0) - (b.codePointAt(0) ?? 0)).join('');
}
