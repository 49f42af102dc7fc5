import { describe, expect, it } from 'vitest';
import { linkProblem, renderInline } from '../../../src/lib/site/inline.ts';
import { refIndex, resolveAnywhere, resolveRef } from '../../../src/lib/site/refs.ts';
import { renderTex } from '../../../src/lib/site/tex.ts';

const page = (node: string, title: string, more = {}) => {
  const [kind = '', id = ''] = node.split(/:(.*)/);
  return { id, node, url: `/${kind}s/${id}/`, title, equations: [], figures: [], ...more };
};

const index = refIndex({
  notes: [
    page('paper:alpha', 'On Sums', {
      short: 'Alpha',
      key: 'doe2020',
      equations: [{ label: 'sum', number: 2 }],
      figures: [{ figure: 'curve', number: 3 }],
    }),
  ],
  concepts: [page('concept:limit', 'Limit')],
  claims: [page('claim:alpha/bounded', 'It is bounded')],
  figures: [{ id: 'curve', title: 'A curve that falls' }],
  references: [
    { key: 'doe2020', short: 'Doe 2020', title: 'On Sums', doi: '10.1/a', arxiv: null },
    { key: 'poe1999', short: 'Poe 1999', title: 'T', doi: null, arxiv: '9901.00001' },
    { key: 'roe1900', short: 'Roe 1900', title: 'T', doi: null, arxiv: null },
  ],
});

function render(
  source: string,
  from: string | null = 'paper:alpha',
  results: object | null = null,
) {
  const said: string[] = [];
  const rendered = renderInline(source, {
    from,
    index,
    results: results as null,
    report: (message, hint) => said.push(`${message} ${hint}`),
  });
  return { ...rendered, said };
}

describe('renderInline', () => {
  it.each([
    [
      'a *b* **c** ~~d~~ `e<`',
      'a <em>b</em> <strong>c</strong> <del>d</del> <code>e&lt;</code>',
      'a b c d e<',
    ],
    ['1 & 2', '1 &amp; 2', '1 & 2'],
    ['[x](https://example.org/?a=1&b)', '<a href="https://example.org/?a=1&amp;b">x</a>', 'x'],
    ['[x](/method/)', '<a href="/method/">x</a>', 'x'],
    [
      '[](concept:limit)',
      '<a href="/concepts/limit/" data-node="concept:limit">Limit</a>',
      'Limit',
    ],
    [
      '[x](claim:bounded)',
      '<a href="/claims/alpha/bounded/" data-node="claim:alpha/bounded">x</a>',
      'x',
    ],
    ['[](eq:sum)', '<a href="/papers/alpha/#eq-sum" data-node="paper:alpha">(2)</a>', '(2)'],
    [
      '[](figure:curve)',
      '<a href="/figures/curve/" data-node="figure:curve">Figure 3</a>',
      'Figure 3',
    ],
    [
      '[](cite:doe2020)',
      '<a href="/papers/alpha/" data-node="paper:alpha">Doe 2020</a>',
      'Doe 2020',
    ],
    ['[](cite:poe1999)', '<a href="https://arxiv.org/abs/9901.00001">Poe 1999</a>', 'Poe 1999'],
    ['[](cite:roe1900)', 'Roe 1900', 'Roe 1900'],
    ['', '', ''],
  ])('renders %s', (source, html, text) => {
    expect(render(source)).toEqual({ html, text, said: [] });
  });

  it('sets formulas, and reads them as text', () => {
    const { html, text, said } = render('It is $x < \\pi$.');
    expect(html).toBe(
      `It is <span class="math" data-pagefind-ignore>${renderTex('x < \\pi').html}</span>.`,
    );
    expect(text).toBe('It is x < π.');
    expect(said).toEqual([]);
  });

  it('fills placeholders in text, not in formulas', () => {
    const results = { psi: { max: { m4: 0.5 } }, one: 1 };
    expect(render('**{psi:max.m4|percent(0)}** of {one:}', null, results)).toMatchObject({
      html: '<strong>50%</strong> of 1',
      said: [],
    });
    const { text, said } = render('$x_{i:j}$ and {psi:max.m5|int}', null, results);
    expect(text).toBe('x_(i:j) and ?');
    expect(said).toEqual(['"psi:max" has no key "m5" (in "psi:max.m5"). Nearest: "m4".']);
  });

  it('refuses placeholders in formulas, and knows the braces of TeX from them', () => {
    const results = { psi: { max: 0.5 } };
    expect(render('$x=$ {psi:max|fixed(1)}', null, results)).toMatchObject({ said: [] });
    for (const tex of [
      'x={psi:max}',
      'x={psi:max|fixed(1)}',
      '\\frac{psi:max}{2}',
      'x_{ps:m|int}',
    ]) {
      expect(render(`$${tex}$`, null, results).said).toEqual([
        expect.stringContaining(`stands inside the formula "$${tex}$"; expected TeX alone`),
      ]);
    }
    for (const tex of ['x_{i:j}', '\\{psi:x>0\\}', 'P_{a:b|c}', 'x_{1:n}']) {
      expect(render(`$${tex}$`, null, results).said).toEqual([]);
    }
    // Where none is filled at all, experiments are not known; formats are.
    expect(render('$x={psi:max|fixed(1)}$').said).toEqual([
      expect.stringContaining('The placeholder "{psi:max|fixed(1)}" stands inside the formula'),
    ]);
  });

  it.each([
    ['# A heading', 'Expected one line of text, found blocks'],
    ['- a list', 'Expected one line of text, found blocks'],
    ['a <b>c</b>', 'HTML stands in the text: "<b>".'],
    ['a {psi:x} b', 'A placeholder "{psi:x}" stands where none is filled.'],
    ['[a](limit)', 'The link target "limit" has no scheme.'],
    ['[a](wiki:limit)', 'has the unknown scheme "wiki:"'],
    ['[a](concept:limitt)', 'No concept "limitt". Did you mean "limit"?'],
    ['[a](eq:sun)', 'No equation "sun". Did you mean "sum"?'],
    ['$\\foo$', 'TeX: Undefined control sequence: \\foo.'],
  ])('reports %s', (source, message) => {
    expect(render(source).said.join('\n')).toContain(message);
  });
});

describe('resolveRef', () => {
  it('leads to a fragment on the page itself, to the page from elsewhere', () => {
    expect(resolveRef(index, 'figure', 'curve', 'paper:alpha')).toMatchObject({
      href: '#fig-curve',
      label: 'Figure 3',
    });
    expect(resolveRef(index, 'figure', 'curve', 'concept:limit')).toMatchObject({
      href: '/figures/curve/',
      label: 'A curve that falls',
    });
    expect(resolveRef(index, 'eq', 'sum', 'paper:alpha')).toMatchObject({
      href: '#eq-sum',
      label: '(2)',
    });
    expect(resolveRef(index, 'eq', 'alpha/sum', 'concept:limit')).toMatchObject({
      href: '/papers/alpha/#eq-sum',
      label: 'equation (2) of Alpha',
    });
    expect(resolveRef(index, 'cite', 'doe2020', 'concept:limit')).toMatchObject({
      href: '#ref-doe2020',
      node: 'paper:alpha',
    });
  });

  it('knows nothing of names that are not there', () => {
    expect(resolveRef(index, 'eq', 'sum', 'concept:limit')).toBeNull();
    expect(resolveRef(index, 'topic', 'alpha', null)).toBeNull();
    expect(resolveAnywhere(index, 'cite', 'nobody', null)).toBeNull();
  });

  it('points to the right scheme where the name is of another kind', () => {
    expect(linkProblem(index, 'topic', 'alpha', null)).toEqual({
      message: 'No topic note "alpha".',
      hint: 'There is a paper note of that name: write "paper:alpha".',
    });
    expect(linkProblem(index, 'concept', 'limit', null)).toBeNull();
  });
});
