import { textOfHtml } from './html.ts';

/**
 * Characters the pages can show, and those of formulas: two sorted strings, for
 * subsetting the fonts. Text is read from any value by walking it; `formulas` is
 * KaTeX's output, of which the MathML part is not drawn with its fonts.
 */
export function glyphsOf(
  values: readonly unknown[],
  formulas: Iterable<string>,
): { text: string; math: string } {
  const text = new Set<string>();
  const math = new Set<string>();
  const walk = (value: unknown): void => {
    if (typeof value === 'string') {
      const visible = value.includes('<') ? textOfHtml(withoutMathml(value)) : value;
      add(text, visible);
    } else if (Array.isArray(value)) value.forEach(walk);
    else if (typeof value === 'object' && value !== null) Object.values(value).forEach(walk);
  };
  values.forEach(walk);
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
