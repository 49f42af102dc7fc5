import { describe, expect, it } from 'vitest';
import { labelsOf, renderTex, TexError, withoutLabels } from '../../../src/lib/site/tex.ts';

describe('renderTex', () => {
  it.each([
    ['\\psi(\\theta) = (-1)^k\\cos(m\\theta) - 2k', 'ψ(θ) = (−1)ᵏ cos(mθ) − 2k'],
    ['\\frac{a+b}{2}', '(a + b)/2'],
    ['\\frac{m-1}{m+1}\\theta_{12}', '((m − 1)/(m + 1))θ₁₂'],
    ["\\tfrac12 f''(x)", '½f″(x)'],
    ["x_{k+1}=x_k-\\frac{f'(x_k)}{f''(x_k)}", 'xₖ₊₁ = xₖ − f′(xₖ)/f″(xₖ)'],
    ['[-3, \\pi]', '[−3, π]'],
    ['e^{\\|x_i\\|}', 'e^(‖xᵢ‖)'],
    ['2 + \\sqrt{3}', '2 + √3'],
    ['\\sqrt[3]{x+1}', '³√(x + 1)'],
    ['\\sum_{k=1}^n k', '∑_(k = 1)ⁿk'],
    ['\\hat x, \\bar y, \\vec z', 'x̂, ȳ, z⃗'],
    ['\\begin{pmatrix}1&2\\\\3&4\\end{pmatrix}', '(1 2; 3 4)'],
    ['K \\ge 3', 'K ≥ 3'],
    ['a < b', 'a < b'],
    ['\\|x\\|\\cos\\theta', '‖x‖ cos θ'],
    ['\\color{#cc0000} |x|', '|x|'],
    ['10^{-16}', '10⁻¹⁶'],
  ])('reads %s as %s', (tex, text) => {
    expect(renderTex(tex).text).toBe(text);
  });

  it('drops labels and keeps the rest', () => {
    expect(renderTex('x \\label{a}', true).html).toBe(renderTex('x', true).html);
    expect(labelsOf('x \\label{a} + \\label{ b }')).toEqual(['a', 'b']);
    expect(withoutLabels('x = 1 \\label{a}')).toBe('x = 1');
  });

  it('writes display and inline formulas apart', () => {
    expect(renderTex('\\sum_k k', true).html).toContain('katex-display');
    expect(renderTex('\\sum_k k').html).not.toContain('katex-display');
  });

  it.each([
    [
      '\\frac{a',
      "TeX: Unexpected end of input in a macro argument, expected '}' at the end of the formula.",
    ],
    ['a_b_c', 'TeX: Double subscript.'],
    ['\\foo', 'TeX: Undefined control sequence: \\foo.'],
    // Strict: KaTeX alone would let these pass.
    ['é', 'TeX: Accented Unicode text character "é" used in math mode [unicodeTextInMathMode].'],
    ['\\href{https://example.org}{a}', 'TeX: Command not allowed: \\href.'],
    ['\\htmlClass{a}{b}', 'TeX: HTML extension is disabled on strict mode [htmlExtension].'],
  ])('refuses %s, each time it is asked', (tex, message) => {
    for (let i = 0; i < 2; i++) {
      expect(() => renderTex(tex)).toThrow(TexError);
      expect(() => renderTex(tex)).toThrow(message);
    }
  });

  it('marks the place in the hint', () => {
    const long = `${'x + '.repeat(30)}\\foo ${'+ y'.repeat(30)}`;
    try {
      renderTex(long);
      expect.unreachable();
    } catch (error) {
      expect((error as TexError).hint).toMatch(
        /^Look here, at the mark ▸: "….{40}▸\\foo .{35}…"\.$/,
      );
    }
  });
});
