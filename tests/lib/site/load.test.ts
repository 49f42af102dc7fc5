import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { indexGraph } from '../../../src/lib/graph/build.ts';
import type { Lab } from '../../../src/lib/site/lab.ts';
import { loadSite } from '../../../src/lib/site/load.ts';
import type { LoadResult, Site } from '../../../src/lib/site/types.ts';
import { rememberedLab, withSite } from './fixture.ts';

let lab: Lab;
let good: LoadResult;

/** Loads `good` after changing it. */
function changed(change: (root: string) => void, base = '/'): Promise<LoadResult> {
  return withSite(null, (root) => {
    change(root);
    return loadSite(root, { lab, base });
  });
}

const strip = (html: string | null | undefined) =>
  (html ?? '')
    .replace(/<span class="katex-mathml">.*?<\/math><\/span>/g, '')
    .replace(/<[^>]*>/g, '');

const claim = ({ claims }: Site, id: string) => claims.find((one) => one.id === id);

beforeAll(async () => {
  lab = await rememberedLab();
  good = await withSite(null, (root) => loadSite(root, { lab }));
});

describe('loadSite on a sound site', () => {
  it('finds no error and everything there is, as plain JSON', () => {
    const { site, errors } = good;
    expect(errors).toEqual([]);
    expect(site.notes.map(({ node }) => node)).toEqual(['paper:alpha', 'topic:beta']);
    expect(site.concepts.map(({ id }) => id)).toEqual(['limit', 'series']);
    expect(site.figures.map(({ id }) => id)).toEqual(['sum', 'sum-wide']);
    expect(site.experiments.map(({ id }) => id)).toEqual(['sum']);
    expect(site.references.map(({ key }) => key)).toEqual(['doe2020alpha', 'poe2010sums']);
    expect(JSON.parse(JSON.stringify(site))).toEqual(site);
  });

  it('fills a note', () => {
    const note = good.site.notes[0];
    expect(note).toMatchObject({
      title: 'Alpha: On Falling Sums',
      short: 'Alpha',
      key: 'doe2020alpha',
      url: '/papers/alpha/',
      summary: 'Sums of 1/k² that fall, and what that says.',
      headings: [
        { depth: 2, slug: 'in-short', text: 'In short' },
        { depth: 2, slug: 'what-s_n-leaves-open', text: 'What sₙ leaves open' },
      ],
      equations: [
        { label: 'sum', number: 1, slug: 'eq-sum', tex: 's_n = \\sum_{k=1}^n \\frac1{k^2}' },
      ],
      figures: [
        { figure: 'sum', number: 1, slug: 'fig-sum', wide: false },
        { figure: 'sum-wide', number: 2, slug: 'fig-sum-wide', wide: true },
      ],
      citations: ['poe2010sums'],
      minutes: 1,
      relations: [
        { type: 'introduces', to: 'concept:limit', why: 'It names the limit π²/6.' },
        { type: 'explains', to: 'topic:beta' },
      ],
    });
    expect(note?.summaryHtml).toContain(
      '<a href="/concepts/limit/" data-node="concept:limit">what that says</a>',
    );
    expect(note?.results[0]).toMatchObject({
      source: { key: 'poe2010sums', where: 'Table 1', certainty: 'recalled' },
      columns: [
        { name: 'terms', unit: null, align: 'right' },
        { name: 'sum', unit: '%', align: 'right' },
        { name: 'remark', unit: null, align: 'left' },
      ],
    });
    expect(note?.corrections[0]?.whyHtml).toBe('The sign was <em>lost</em>.');
  });

  it('lists the claims of a note: wrapped ones in reading order, then the others', () => {
    const note = good.site.notes[0];
    expect(note?.claims).toEqual([
      'alpha/sum-is-bounded',
      'alpha/sum-is-rational',
      'alpha/how-fast',
      'alpha/terms-matter',
    ]);
    expect(
      note?.anchors.map(({ claim: id, number, margin, text }) => [id, number, margin, text]),
    ).toEqual([
      ['alpha/sum-is-bounded', 1, true, 'The sum of 1/k² stays below 2'],
      ['alpha/sum-is-rational', 2, false, 'Its limit is a fraction, it is said.'],
    ]);
  });

  it('fills claims: numbers from results, the condition from the cases', () => {
    expect(claim(good.site, 'alpha/sum-is-bounded')).toMatchObject({
      statement: 'For every n, sₙ < 2.',
      evidence: 'After 1,000 terms: 1.6439, and 2 − sₙ is 3.6·10⁻¹.',
      condition: null,
      anchor: { number: 1, margin: true, slug: 'claim-sum-is-bounded' },
      cases: [{ when: 'n = 1000', bound: { op: '<', value: 2 }, holds: true }],
    });
    expect(claim(good.site, 'alpha/terms-matter')).toMatchObject({
      verdict: 'holds-with-conditions',
      condition: 'n = 2',
      evidence: 'One term gives 61%, two give 76%.',
      anchor: null,
    });
    expect(claim(good.site, 'alpha/how-fast')).toMatchObject({
      kind: 'question',
      verdict: null,
      basis: null,
    });
    expect(claim(good.site, 'beta/converse')).toMatchObject({
      verdict: null,
      basis: 'unchecked',
      planned: 'harmonic',
    });
  });

  it('fills figures and knows where they are shown', () => {
    expect(good.site.figures[0]).toMatchObject({
      url: '/figures/sum/',
      caption: 'Sum of 1/k² after 1,000 terms: 1.64.',
      description: 'After 1000 terms the sum is 1.64.',
      table: { columns: ['terms', 'sum'] },
      knob: null,
      usedIn: ['paper:alpha'],
    });
  });

  it('draws the graph, links with their sentence', () => {
    const graph = indexGraph(good.site.graph);
    const edges = graph.out('paper:alpha').map(({ kind, target }) => `${kind} ${target}`);
    expect(edges).toEqual([
      'tag concept:limit',
      'tag concept:series',
      'prerequisite concept:series',
      'introduces concept:limit',
      'explains topic:beta',
      'claim claim:alpha/how-fast',
      'claim claim:alpha/sum-is-bounded',
      'claim claim:alpha/sum-is-rational',
      'claim claim:alpha/terms-matter',
      'figure figure:sum',
      'figure figure:sum-wide',
      'link concept:limit',
      'link figure:sum',
      'link topic:beta',
      'link claim:alpha/how-fast',
    ]);
    const sentence = (source: string, kind: string, target: string) =>
      strip(
        graph.out(source).find((edge) => edge.kind === kind && edge.target === target)?.context,
      );
    expect(sentence('paper:alpha', 'link', 'concept:limit')).toBe('A limit therefore exists.');
    expect(sentence('paper:alpha', 'link', 'figure:sum')).toBe(
      'By (1) and Figure 1 the first 1,000 terms give 1.644.',
    );
    expect(sentence('paper:alpha', 'link', 'topic:beta')).toBe('a start');
    expect(sentence('topic:beta', 'cites', 'paper:alpha')).toBe(
      'The converse fails: see equation equation (1) of Alpha of Alpha, Doe et al. 2020 and The sum of 1/k² stays below 2.',
    );
    expect(graph.out('claim:alpha/terms-matter')[0]).toMatchObject({
      kind: 'tag',
      target: 'concept:series',
      verdict: 'holds-with-conditions',
    });
    expect(graph.in('concept:limit').some(({ source }) => source === 'claim:alpha/how-fast')).toBe(
      true,
    );
  });

  it('writes the body as plain Markdown', () => {
    expect(good.site.notes[0]?.markdown).toMatchInlineSnapshot(`
      "## In short

      Many sums grow. The sum of $1/k^2$ stays below $2$. (By Poe, who asks for less than $3$.) A [limit](/concepts/limit/) therefore exists.

      $$
      s_n = \\sum_{k=1}^n \\frac1{k^2} \\tag{1}
      $$

      By (1) and [Figure 1](/figures/sum/) the first 1,000 terms give 1.644.

      **[Figure 1](/figures/sum/): The sum stays below 2.** Sum of 1/k² after 1,000 terms: 1.64.

      Its limit is a fraction, it is said.

      | terms | what |
      | ----- | ---- |
      | 10    | [a start](/topics/beta/) |

      **Sums of ten and a hundred terms** (Table 1)

      | terms | sum (%) | remark |
      | ---: | ---: | --- |
      | 10 | 1.55 | near |
      | 100 |  | nearer |

      ## What $s_n$ leaves open

      Nobody asks [how fast](/claims/alpha/how-fast/). See [the method](/method/) or [a page](https://example.org/).

      **[Figure 2](/figures/sum-wide/): The sum stays below 2.** Sum of 1/k² after 1,000 terms: 1.64.

      **Exercise: Two terms.**

      What is $s_2$?

      *Solution.*

      $1 + \\frac14$, by (1).
      "
    `);
    expect(good.site.notes[0]?.words).toBe(62);
  });

  it('collects the characters of text and of formulas', () => {
    const { text, math } = good.site.glyphs;
    for (const ch of ['A', '0', '(', '²', 'ₙ']) expect(text).toContain(ch);
    for (const ch of ['é', 'μ', ' ', '\n']) expect(text).not.toContain(ch);
    expect(math).toContain('π');
    expect(math).not.toContain('A');
    const sorted = Array.from(text).toSorted(
      (a, b) => (a.codePointAt(0) ?? 0) - (b.codePointAt(0) ?? 0),
    );
    expect(sorted.join('')).toBe(text);
  });
});

describe('loadSite', () => {
  it('puts every address under the base path', async () => {
    const { site, errors } = await changed(() => undefined, '/notes/');
    expect(errors).toEqual([]);
    const addresses = [...JSON.stringify(site).matchAll(/(?:href=\\"|"url":")(\/[^"\\]*)/g)].map(
      (m) => m[1],
    );
    expect(addresses.length).toBeGreaterThan(30);
    for (const address of addresses) expect(address).toMatch(/^\/notes\//);
  });

  it('reads an empty project', async () => {
    const root = mkdtempSync(join(tmpdir(), 'site-'));
    try {
      const { site, errors } = await loadSite(root);
      expect(errors).toEqual([]);
      expect(site.notes).toEqual([]);
      expect(site.graph).toEqual({ nodes: [], edges: [] });
    } finally {
      rmSync(root, { recursive: true, force: true });
    }
  });

  it('changes the digest of every page when a verdict changes, and of none when nothing does', async () => {
    const digests = ({ site }: LoadResult) =>
      [...site.notes, ...site.concepts, ...site.claims].map(({ digest }) => digest);
    const before = digests(good);
    expect(new Set(before).size).toBe(before.length);
    expect(digests(await changed(() => undefined))).toEqual(before);
    const after = digests(
      await changed((root) => {
        edit(
          root,
          'src/content/claims/alpha/sum-is-rational.mdx',
          'verdict: does-not-hold',
          'verdict: reported',
        );
      }),
    );
    expect(after.filter((digest) => before.includes(digest))).toEqual([]);
  });

  it('orders citations as they are read, those of results tables where they stand', async () => {
    const { site } = await changed((root) => {
      const file = 'src/content/papers/alpha.mdx';
      edit(root, file, 'key: poe2010sums', 'key: doe2020alpha');
      edit(root, file, '[Poe](cite:poe2010sums)', 'Poe');
      edit(root, file, 'Nobody asks', 'With [](cite:poe2010sums) nobody asks');
    });
    expect(site.notes[0]?.citations).toEqual(['doe2020alpha', 'poe2010sums']);
  });

  it('refuses a ninth margin note', async () => {
    const { errors } = await changed((root) => {
      const names = Array.from({ length: 10 }, (_, i) => `claim-${i}`);
      for (const name of names) {
        writeFileSync(
          join(root, `src/content/claims/beta/${name}.mdx`),
          '---\ntitle: T\nstatement: S.\nsays: notes\nwhere: here\nconcepts: []\nverdict: null\nbasis: unchecked\nplanned: later\n---\n\nText.\n',
        );
      }
      const body = names.map((name) => `A <Claim id="${name}" margin>claim</Claim>.`).join('\n\n');
      edit(root, 'src/content/topics/beta.mdx', '## Falling', body);
    });
    expect(errors).toHaveLength(1);
    expect(errors[0]).toMatchObject({
      line: 24,
      message: 'More than 8 claims of this note have a margin note.',
    });
  });

  it('leaves pages out that could not be read, and links to them alone', async () => {
    const { site, errors } = await changed((root) => {
      edit(root, 'src/content/concepts/series.mdx', 'title: Series', 'titel: Series');
    });
    expect(errors.map(({ field }) => field)).toEqual(['title', 'titel']);
    expect(site.concepts.map(({ id }) => id)).toEqual(['limit']);
    expect(site.graph.nodes.some(({ id }) => id === 'concept:series')).toBe(false);
    expect(site.graph.edges.some(({ target }) => target === 'concept:series')).toBe(false);
  });
});

describe('the date of the last change', () => {
  const git = (root: string, date: string, ...args: string[]) =>
    execFileSync(
      'git',
      ['-C', root, '-c', 'user.name=A', '-c', 'user.email=a@example.org', ...args],
      {
        env: { ...process.env, GIT_COMMITTER_DATE: date, GIT_AUTHOR_DATE: date },
        stdio: 'pipe',
      },
    );

  it('is that of the last commit to a page or its claims; absent without history or with a part of it', async () => {
    await withSite(null, async (root) => {
      const dates = async (at: string) => {
        const { site } = await loadSite(at, { lab });
        return [site.notes[0]?.changed, site.notes[1]?.changed, site.concepts[0]?.changed];
      };
      expect(await dates(root)).toEqual([null, null, null]);
      git(root, '2020-01-01T12:00:00+02:00', 'init', '-q');
      git(root, '2020-01-01T12:00:00+02:00', 'add', '.');
      git(root, '2020-01-01T12:00:00+02:00', 'commit', '-qm', 'One');
      edit(root, 'src/content/claims/alpha/how-fast.mdx', 'Like', 'Just like');
      git(root, '2021-01-01T00:00:00Z', 'commit', '-qam', 'Two');
      expect(await dates(root)).toEqual([
        '2021-01-01T00:00:00.000Z',
        '2020-01-01T10:00:00.000Z',
        '2020-01-01T10:00:00.000Z',
      ]);
      const shallow = join(root, 'shallow');
      mkdirSync(shallow);
      git(root, '', 'clone', '-q', '--depth', '1', `file://${root}`, shallow);
      expect(await dates(shallow)).toEqual([null, null, null]);
    });
  });
});

function edit(root: string, file: string, find: string, put: string): void {
  const path = join(root, file);
  const text = readFileSync(path, 'utf8');
  if (text.split(find).length !== 2) throw new Error(`"${find}" is not once in ${file}.`);
  writeFileSync(path, text.replace(find, put));
}
