import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadSite } from '../../../../src/lib/site/load.ts';
import { renderTex } from '../../../../src/lib/site/tex.ts';
import { SITES, withSite } from '../fixture.ts';
import { compile } from './compile.ts';

const NOTE = '/site/src/content/papers/alpha.mdx';
const CONCEPT = '/site/src/content/concepts/limit.mdx';
const CLAIM = '/site/src/content/claims/alpha/bounded.mdx';

const html = async (source: string, path = NOTE) => (await compile(source, path)).html;

describe('links', () => {
  it('become Ref with the target completed and the page they stand on', async () => {
    expect(
      await html('[a](concept:limit), [b](claim:psi), [c](claim:beta/x), [](cite:doe2020)'),
    ).toMatchInlineSnapshot(
      `"<p><Ref scheme="concept" to="limit" from="paper:alpha">a</Ref>, <Ref scheme="claim" to="alpha/psi" from="paper:alpha">b</Ref>, <Ref scheme="claim" to="beta/x" from="paper:alpha">c</Ref>, <Ref scheme="cite" to="doe2020" from="paper:alpha"></Ref></p>"`,
    );
  });

  it('of an equation stay bare on its page and name the note from a claim', async () => {
    const source = '$$\nx \\label{own}\n$$\n\n[](eq:own) [](eq:other) [](eq:beta/far)';
    const tos = (text: string) => [...text.matchAll(/to="([^"]*)"/g)].map((match) => match[1]);
    expect(tos(await html(source, CLAIM))).toEqual(['own', 'alpha/other', 'beta/far']);
    expect(tos(await html(source, NOTE))).toEqual(['own', 'other', 'beta/far']);
    expect(tos(await html('$$\nx \\label{own}\n$$\n\n[](eq:alpha/own)', NOTE))).toEqual(['own']);
  });

  it('by path become Ref too, for the base path; others stay', async () => {
    expect(await html('[m](/method/) [w](https://example.org/) [s](#in-short)')).toBe(
      '<p><Ref scheme="page" to="/method/" from="paper:alpha">m</Ref> <a href="https://example.org/">w</a> <a href="#in-short">s</a></p>',
    );
  });
});

describe('claims', () => {
  it('are numbered in reading order', async () => {
    expect(await html('<Claim id="b">one</Claim> and <Claim id="a">two</Claim>.')).toBe(
      '<p><Claim claim="alpha/b" number={1} margin={false}>one</Claim> and <Claim claim="alpha/a" number={2} margin={false}>two</Claim>.</p>',
    );
  });

  it('keep the paragraph they fill alone, on one line or more', async () => {
    const alone = '<p><Claim claim="alpha/a" number={1} margin={false}>one</Claim></p>';
    expect(await html('<Claim id="a">one</Claim>')).toBe(alone);
    expect(await html('<Claim id="a">\none\n</Claim>')).toBe(alone);
    expect(await html('<Claim id="a">one</Claim>\n<Claim id="b">two</Claim>')).toBe(
      '<p><Claim claim="alpha/a" number={1} margin={false}>one</Claim> <Claim claim="alpha/b" number={2} margin={false}>two</Claim></p>',
    );
    expect(await html('<Claim id="a">one</Claim>\n\n<Claim id="b">two</Claim>')).toBe(
      `${alone}\n<p><Claim claim="alpha/b" number={2} margin={false}>two</Claim></p>`,
    );
  });

  it('open a margin group that ends at the next one', async () => {
    const source = [
      'Before.',
      '<Claim id="a" margin>First</Claim> of <Claim id="b">two</Claim>.',
      'Between.',
      '## Heading',
      'A <Claim id="c" margin>second</Claim>.',
      'After.',
    ].join('\n\n');
    expect(await html(source)).toMatchInlineSnapshot(`
      "<p>Before.</p>
      <div class="mn-group"><p><Claim claim="alpha/a" number={1} margin={true}>First</Claim> of <Claim claim="alpha/b" number={2} margin={false}>two</Claim>.</p><div class="mn-side"><MarginNote claim="alpha/a" number={1}></MarginNote></div><div class="mn-rest"><p>Between.</p><h2 id="heading">Heading</h2></div></div>
      <div class="mn-group"><p>A <Claim claim="alpha/c" number={3} margin={true}>second</Claim>.</p><div class="mn-side"><MarginNote claim="alpha/c" number={3}></MarginNote></div><div class="mn-rest"><p>After.</p></div></div>"
    `);
  });

  it('leave a wide figure and what follows it out of the group', async () => {
    const source = 'A <Claim id="a" margin>c</Claim>.\n\nB.\n\n<Figure id="f" wide />\n\nC.';
    expect(await html(source)).toMatchInlineSnapshot(`
      "<div class="mn-group"><p>A <Claim claim="alpha/a" number={1} margin={true}>c</Claim>.</p><div class="mn-side"><MarginNote claim="alpha/a" number={1}></MarginNote></div><div class="mn-rest"><p>B.</p></div></div>
      <Figure id="f" number={1} wide={true} from="paper:alpha"></Figure>
      <p>C.</p>"
    `);
  });
});

describe('sidenotes', () => {
  it('leave a number in the line and stand beside the block, with claims in order', async () => {
    const source =
      'One<Sidenote>First, $x$ and [a](concept:limit).</Sidenote>, <Claim id="a" margin>two</Claim>,<Sidenote>Second.</Sidenote> three.';
    expect(await html(source)).toMatchInlineSnapshot(
      `"<div class="mn-group"><p>One<SidenoteRef number={1}></SidenoteRef>, <Claim claim="alpha/a" number={1} margin={true}>two</Claim>,<SidenoteRef number={2}></SidenoteRef> three.</p><div class="mn-side"><SidenoteBody number={1}>First, <span class="math" data-pagefind-ignore>⟦x⟧</span> and <Ref scheme="concept" to="limit" from="paper:alpha">a</Ref>.</SidenoteBody><MarginNote claim="alpha/a" number={1}></MarginNote><SidenoteBody number={2}>Second.</SidenoteBody></div><div class="mn-rest"></div></div>"`,
    );
  });

  it('work in lists and on concept pages', async () => {
    expect(await html('- one<Sidenote>S</Sidenote>\n- two', CONCEPT)).toMatchInlineSnapshot(`
      "<div class="mn-group"><ul>
      <li>one<SidenoteRef number={1}></SidenoteRef></li>
      <li>two</li>
      </ul><div class="mn-side"><SidenoteBody number={1}>S</SidenoteBody></div><div class="mn-rest"></div></div>"
    `);
  });
});

describe('formulas', () => {
  it('are placed as KaTeX writes them', async () => {
    const { html: out, formulas } = await compile('Let $a < b$ and $\\{c\\} \\text{"d"}$.', NOTE);
    expect(out).toBe(
      '<p>Let <span class="math" data-pagefind-ignore>⟦a &lt; b⟧</span> and <span class="nowrap"><span class="math" data-pagefind-ignore>⟦\\{c\\} \\text{&quot;d&quot;}⟧</span>.</span></p>',
    );
    expect(new Set(formulas)).toEqual(
      new Set([renderTex('a < b').html, renderTex('\\{c\\} \\text{"d"}').html]),
    );
  });

  it('keep the punctuation beside them on their line, and nothing else', async () => {
    const out = await html('A $a$, $b$; $c$ and ($d$). *$e$*.');
    const math = (tex: string) => `<span class="math" data-pagefind-ignore>⟦${tex}⟧</span>`;
    const kept = (inner: string) => `<span class="nowrap">${inner}</span>`;
    expect(out).toBe(
      `<p>A ${kept(`${math('a')},`)} ${kept(`${math('b')};`)} ${math('c')} and ${kept(`(${math('d')}).`)} <em>${math('e')}</em>.</p>`,
    );
  });

  it('of more than one box may break, and ask to keep what follows', async () => {
    expect(await html('If ($x=y$, z.')).toContain(
      '(<span class="math" data-pagefind-ignore>⟦x=y⟧</span>\u2060, z.',
    );
  });

  it('displayed are numbered where they are labelled', async () => {
    const source = '$$\na \\label{one}\n$$\n\n$$\nb\n$$\n\n$$c \\label{two}$$';
    expect(await html(source)).toMatchInlineSnapshot(`
      "<div class="equation" id="eq-one"><div class="equation-body" tabindex="0" role="group" aria-label="Equation 1" data-pagefind-ignore>⟦a⟧</div><span class="equation-number">(1)</span></div>
      <div class="equation"><div class="equation-body" tabindex="0" role="group" aria-label="Formula" data-pagefind-ignore>⟦b⟧</div></div>
      <div class="equation" id="eq-two"><div class="equation-body" tabindex="0" role="group" aria-label="Equation 2" data-pagefind-ignore>⟦c⟧</div><span class="equation-number">(2)</span></div>"
    `);
  });

  it('that KaTeX refuses stop the build with file and line', async () => {
    await expect(html('Text.\n\nA $\\foo$.')).rejects.toThrow(
      `${NOTE}:3: TeX: Undefined control sequence: \\foo.`,
    );
  });
});

describe('other blocks', () => {
  it('headings get the fragments that Astro collects', async () => {
    const { html: out, headings } = await compile(
      "## It's $\\psi$, *again*\n\n### Again\n\n## Again",
      NOTE,
    );
    expect(headings.map(({ slug }) => slug)).toEqual(['its-psi-again', 'again', 'again-1']);
    for (const { slug } of headings) expect(out).toContain(`id="${slug}"`);
  });

  it('tables get a box that scrolls, named by their head', async () => {
    expect(await html('| a | *b* |\n| - | - |\n| 1 | [x](concept:y) |')).toMatchInlineSnapshot(`
      "<div class="table-scroll" tabindex="0" role="region" aria-label="Table 1: a, b"><table><thead><tr><th>a</th><th><em>b</em></th></tr></thead><tbody><tr><td>1</td><td><Ref scheme="concept" to="y" from="paper:alpha">x</Ref></td></tr></tbody></table></div>"
    `);
  });

  it('results, values, figures and exercises learn their page and number', async () => {
    const source =
      '<Results id="r" />\n\nA <Value of="e:x" as="int" />.\n\n<Figure id="f" />\n\n<Exercise title="T">\n\nQ.\n\n<Solution>\n\nA.\n\n</Solution>\n\n</Exercise>';
    expect(await html(source)).toMatchInlineSnapshot(`
      "<Results id="r" from="paper:alpha"></Results>
      <p>A <Value of="e:x" as="int" from="paper:alpha"></Value>.</p>
      <Figure id="f" number={1} wide={false} from="paper:alpha"></Figure>
      <Exercise title="T" number={1}><p>Q.</p><Solution><p>A.</p></Solution></Exercise>"
    `);
  });
});

describe('plugins and loadSite', () => {
  it('number and name alike', async () => {
    await withSite(null, async (root) => {
      const { site } = await loadSite(root);
      const note = site.notes.find(({ id }) => id === 'alpha');
      expect(note).toBeDefined();
      if (!note) return;
      const source = readFileSync(join(SITES, 'good', note.filePath), 'utf8');
      const blank = source.replace(/^---\n[^]*?\n---\n/, (front) => front.replace(/[^\n]/g, ' '));
      const compiled = await compile(blank, join(root, note.filePath));
      expect(compiled.headings.map(({ slug }) => slug)).toEqual(
        note.headings.map(({ slug }) => slug),
      );
      const written = (pattern: RegExp) =>
        [...compiled.html.matchAll(pattern)].map((match) => match.slice(1).join(' '));
      expect(written(/<Claim claim="([^"]*)" number=\{(\d+)\} margin=\{(\w+)\}/g)).toEqual(
        note.anchors.map(({ claim, number, margin }) => `${claim} ${number} ${margin}`),
      );
      expect(written(/<Figure id="([^"]*)" number=\{(\d+)\} wide=\{(\w+)\}/g)).toEqual(
        note.figures.map(({ figure, number, wide }) => `${figure} ${number} ${wide}`),
      );
      expect(written(/id="(eq-[^"]*)".*?equation-number">\((\d+)\)/gs)).toEqual(
        note.equations.map(({ slug, number }) => `${slug} ${number}`),
      );
    });
  });

  it('compile the same with and without optimisation', async () => {
    const source = readFileSync(join(SITES, 'good/src/content/papers/alpha.mdx'), 'utf8').replace(
      /^---\n[^]*?\n---\n/,
      '',
    );
    const text = (out: string) => out.replace(/\s+/g, ' ').replace(/> </g, '><');
    expect(text((await compile(source, NOTE, false)).html)).toBe(
      text((await compile(source, NOTE, true)).html),
    );
  });
});
